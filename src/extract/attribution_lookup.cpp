// Who states a stretch of text. Entry point: AttributionAt().
#include "extract/attribution_lookup.h"

#include "text/fold.h"

namespace tawatur::extract {

Index AttributionAt(const Findings& findings, Span span) {
  Index best = kNone;
  for (Index i = 0; i < findings.attributions.size(); ++i) {
    const Attribution& a = findings.attributions[i];
    if (!a.content.Contains(span) || a.rule == "verb_object") continue;
    // The shorter content is the nearer source; of equals the later cue, which stands inside the earlier.
    if (best == kNone || a.content.Size() <= findings.attributions[best].content.Size()) best = i;
  }
  return best;
}

Index FullestOf(const Findings& findings, Index m) {
  for (int hops = 0; m != kNone && findings.mentions[m].same_as != kNone && hops < 8; ++hops) m = findings.mentions[m].same_as;
  return m;
}

bool SubjectWithin(std::string_view verb) {
  if (verb.size() < 5) return false;
  const auto letter = [&](size_t i) { return static_cast<unsigned char>(verb[i]); };
  const size_t front = letter(0) == text::kWaw || letter(0) == text::kFeh ? 1 : 0;
  if (letter(verb.size() - 2) != text::kWaw) return false;
  return letter(verb.size() - 1) == text::kAlef || (letter(verb.size() - 1) == text::kNoon && letter(front) == text::kYeh);
}

}  // namespace tawatur::extract
