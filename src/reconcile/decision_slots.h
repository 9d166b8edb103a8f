// The slots of a statement by the names the contract gives them: read, checked and set. Used by decisions.cpp only.
// Entry points: SlotOfStatement(), SetSlot().
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "resolve/resolved.h"

namespace tawatur::reconcile {

// One statement of a report: 'f', 'c' or 'e' and its place in the list.
struct StatementRef {
  resolve::ResolvedReport& report;
  char letter = 0;
  Index index = kNone;
};

// "speaker" of "speaker.id".
std::string_view RootOf(std::string_view slot);
bool IsEntitySlot(std::string_view root);

// What the statement holds now; an entity slot gives its id and name.
std::vector<resolve::SlotValue> ReadSlot(const StatementRef& s, std::string_view root);
// A slot that is no entity. The value was checked by WhyNot().
void SetSlot(const StatementRef& s, const resolve::SlotValue& change);
// `mention` = kNone takes the entity away.
void SetEntity(const StatementRef& s, std::string_view root, Index mention);

// The mention of a thing in this report; made where the report has none (with no words of its own, at `at`).
struct Thing { std::string id, name, name_en; lexicon::EntityType type = lexicon::EntityType::kOrganisation; };
Index MentionFor(resolve::ResolvedReport& report, const lexicon::Lexicon& lexicon, const Thing& thing, uint32_t at);
// The entity with this id: the report's own, the word lists', or a new one.
Index EntityFor(resolve::ResolvedReport& report, const lexicon::Lexicon& lexicon, const Thing& thing);

}  // namespace tawatur::reconcile
