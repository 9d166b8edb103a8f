// How firmly a position is taken: its hedges. Entry point: ClaimRoles::Weigh().
#include "extract/claims_roles.h"

#include <algorithm>

namespace tawatur::extract {
namespace {

unsigned char Front(std::string_view w) { return w.empty() ? 0 : static_cast<unsigned char>(w.front()); }

}  // namespace

void ClaimRoles::Weigh(const ClaimTrigger& t, const text::Sentence& s, Claim& c) const {
  using St = tawatur::extract::Strength;
  auto order = [](St x) {
    switch (x) {
      case St::kNotRuledOut: return 5;
      case St::kAlleged: return 4;
      case St::kInferred: return 3;
      case St::kConditional: return 2;
      case St::kReported: return 1;
      default: return 0;
    }
  };
  auto weaken = [&](const Sense* h, Span span) {
    St x;
    if (!h || !StrengthOf(w_.lexicon->Symbol(h->value), x) || order(x) <= order(c.strength)) return;
    c.strength = x;
    c.hedge = span;
  };
  if (t.hedge) weaken(t.hedge, w_.BaseOf(t.first, t.last));
  uint32_t from = t.begin;
  if (from > s.first && w_.WordIs(from - 1, Tag::kClaimThat)) from = from > s.first + 5 ? from - 5 : s.first;
  const uint32_t end = std::max(t.end, t.last);
  static constexpr TagSet kWeighs = TagsOf({Tag::kClaimHedge, Tag::kClaimMay, Tag::kClaimReject});
  const bool weighed = w_.sentences[tokens_[t.first].sentence].Any(kWeighs);
  for (uint32_t k = weighed ? from : end; k < end; ++k) {
    if (!w_.words[k].tags.Any(kWeighs)) continue;
    const Hit h = w_.At(k, Tag::kClaimHedge);
    if (h && h.last <= end) {
      if (k >= t.last && t.rank >= ClaimRank::kNoun && c.type != ClaimType::kAssessment && c.type != ClaimType::kPrediction && c.type != ClaimType::kAccusation) continue;
      weaken(h.sense, w_.BaseOf(k, h.last));
    } else if (w_.WordIs(k, Tag::kClaimMay) && (c.type == ClaimType::kPrediction || c.type == ClaimType::kWarning || c.type == ClaimType::kAssessment) &&
               k + 1 < end && scan_.IsWord(k + 1) && Front(w_.text->Word(k + 1)) == text::kYeh) {
      if (order(c.strength) < order(St::kConditional)) c.strength = St::kConditional, c.hedge = w_.BaseOf(k, k + 1);
    }
    if (w_.Is(k, Tag::kClaimReject) && c.type == ClaimType::kAccusation && t.rank >= ClaimRank::kNoun) {
      c.endorsed = false;
      if (order(c.strength) < order(St::kReported)) c.strength = St::kReported;
    }
  }
  if (c.type == ClaimType::kPrediction && t.rank == ClaimRank::kSaid && !t.future && w_.WordIs(t.first, Tag::kClaimMay) && c.strength == St::kAsserted) {
    c.strength = St::kConditional;
    c.hedge = w_.BaseOf(t.first, t.last);
  }
}

}  // namespace tawatur::extract
