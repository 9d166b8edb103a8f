// Who states a stretch of text. Entry point: AttributionAt().
#include "extract/attribution_lookup.h"

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

}  // namespace tawatur::extract
