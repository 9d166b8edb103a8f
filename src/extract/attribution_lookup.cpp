// Who states a stretch of text. Entry points: AttributionsHere, AttributionAt().
#include "extract/attribution_lookup.h"

#include "text/fold.h"

namespace tawatur::extract {

AttributionsHere::AttributionsHere(const Findings& findings, std::pmr::memory_resource* memory)
    : f_(findings), reach_(memory), here_(findings.attributions.size(), memory) {
  reach_.reserve(f_.attributions.size());
  for (const Attribution& a : f_.attributions) reach_.push_back(a.cue.Empty() ? a.content : Join(a.cue, a.content));
}

void AttributionsHere::Open(Span sentence) {
  count_ = 0;
  for (Index a = 0; a < reach_.size(); ++a) {  // no branch: which of them counts is hard to guess
    here_[count_] = a;
    count_ += static_cast<size_t>(reach_[a].begin < sentence.end) & static_cast<size_t>(sentence.begin < reach_[a].end);
  }
  stated_ = false;
  for (const Index a : All()) stated_ = stated_ || f_.attributions[a].content.Overlaps(sentence);
}

Index AttributionAt(const Findings& findings, const AttributionsHere& here, Span span) {
  Index best = kNone;
  for (const Index i : here.All()) {
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
