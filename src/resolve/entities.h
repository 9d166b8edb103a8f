// One entity for each thing a report names. Entry points: JoinEntities(), ListedEntity().
#pragma once
#include <string>
#include <string_view>

#include "lexicon/lexicon.h"
#include "resolve/resolved.h"

namespace tawatur::resolve {

// Fills `entities` and `mention_entity` from the mentions.
void JoinEntities(const lexicon::Lexicon& lexicon, ResolvedReport& report);
// The thing at this place in the word lists, with the point it stands at.
Entity ListedEntity(const lexicon::Lexicon& lexicon, int64_t index);
// The id of a thing that no list names: its type and the hash of its folded name; empty for no name.
std::string UnlistedId(lexicon::EntityType type, std::string_view name);

}  // namespace tawatur::resolve
