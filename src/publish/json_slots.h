// The small shapes that findings and dossiers share: spans with their words, entity slots, one figure, claim or event
// as the contract writes it. Entry points: Put...().
#pragma once
#include <span>
#include <string_view>

#include "publish/json_writer.h"
#include "publish/mask.h"
#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

struct JsonOut {
  JsonWriter& json;
  Masker& mask;
  std::span<const resolve::ResolvedReport> reports;
};

// {"begin","end","text"}, with "masked":true where a name in it was withheld.
void PutSpan(JsonOut& o, const resolve::ResolvedReport& r, Span span);
void PutSpanOrNull(JsonOut& o, const resolve::ResolvedReport& r, Span span);
// begin, end and text into an object that is open.
void PutSpanFields(JsonOut& o, const resolve::ResolvedReport& r, Span span);
// An entity slot, or null where there is no mention.
void PutSlot(JsonOut& o, const resolve::ResolvedReport& r, Index mention);
void PutSlot(JsonOut& o, const reconcile::Slot& slot);
void PutSlots(JsonOut& o, std::string_view key, std::span<const reconcile::Slot> slots);
void PutEvidence(JsonOut& o, std::span<const reconcile::Evidence> evidence);
void PutNotes(JsonOut& o, std::span<const Note> notes);
// id ... hedge, content: everything of a claim but its evidence and rule.
void PutClaimFields(JsonOut& o, const resolve::ResolvedReport& r, Index claim);
// The report's identity and date: id ... not_after, into an object that is open.
void PutReportFields(JsonOut& o, const resolve::ResolvedReport& r);

// "review": what a person decided about this statement, with the machine's own values; nothing where nobody did.
void PutReviewOf(JsonOut& o, const resolve::ResolvedReport& r, std::string_view object, Index index);
// "reviews": all that was decided about these reports, what was rejected too; nothing where nothing was.
void PutReviews(JsonOut& o, std::span<const Index> reports);

}  // namespace tawatur::publish
