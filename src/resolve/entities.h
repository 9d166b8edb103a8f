// One entity for each thing a report names. Entry point: JoinEntities(). Used by resolve.cpp.
#pragma once
#include "lexicon/lexicon.h"
#include "resolve/resolved.h"

namespace tawatur::resolve {

// Fills `entities` and `mention_entity` from the mentions.
void JoinEntities(const lexicon::Lexicon& lexicon, ResolvedReport& report);

}  // namespace tawatur::resolve
