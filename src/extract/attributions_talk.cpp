// Talk set down as talk: "X: content", questions and answers. Entry points: AttributionFinder::Colon(), Answers().
#include <algorithm>

#include "extract/attribution_lookup.h"
#include "extract/attributions_finder.h"

namespace tawatur::extract {

// "X: content"
bool AttributionFinder::Colon(const text::Sentence& s) {
  uint32_t first = s.first;
  while (first < s.last && (np_.IsQuote(first) || np_.IsSign(first, '-'))) ++first;
  const uint32_t reach = std::min(s.last, first + 14);
  const uint32_t colon = words_.NextStart(first, reach, kStartsColon);
  if (colon >= reach || colon + 1 >= s.last) return false;
  const Index m = MentionAt(first);
  if (m == kNone) return false;
  // The mention (with its title before or after) must reach the colon.
  uint32_t end = out_.mentions[m].last;
  if (!out_.mentions[m].title.Empty()) {
    while (end < colon && text_.tokens[end].begin < out_.mentions[m].title.end) ++end;
  }
  while (end < colon && (np_.IsQuote(end) || np_.IsSign(end, ')'))) ++end;
  Index via = kNone;
  if (end != colon && ToOutlet(end)) {  // "X to Y: ..."
    const uint32_t at = text_.tokens[end].fold_size == 1 ? (np_.IsQuote(end + 1) ? end + 2 : end + 1) : end;
    const Index outlet = at < colon ? MentionAt(at) : kNone;
    if (outlet != kNone && IsOutlet(outlet)) {
      via = outlet;
      end = out_.mentions[outlet].last;
      while (end < colon && np_.IsQuote(end)) ++end;
    }
  }
  if (end != colon) return false;
  const Mention& x = out_.mentions[m];
  if (end == first + 1 && words_.Is(first, Tag::kSay)) return false;  // "Watch: ..."
  if (x.type == lexicon::EntityType::kPlace || x.type == lexicon::EntityType::kFacility || x.adjective || IsOutlet(m) || !MaySpeak(m)) return false;
  for (uint32_t t = colon + 1; t < s.last && t < colon + 3; ++t) {
    if (text_.tokens[t].kind == text::TokenKind::kNumber && t + 1 >= s.last) return false;  // "X : 13"
  }
  Put(m, via, text_.tokens[colon].span(), "say", ContentFrom(s, colon, 0), false, "colon");
  return true;
}

// Interviews: what follows a question is the interviewee's until the next question.
void AttributionFinder::Answers() {
  if (questions_ < 2) return;
  const auto& all = text_.sentences;
  const auto question = [&](const text::Sentence& s) {
    return s.last > s.first && np_.IsSign(s.last - 1, '?') && s.last - s.first < 60;
  };
  uint32_t questions = 0;
  for (uint32_t n = 0; n < all.size(); ++n) {
    questions += !all[n].furniture && question(all[n]) && n + 1 < all.size() && all[n + 1].paragraph != all[n].paragraph;
  }
  if (questions < 2) return;
  Index who = out_.interviewee;
  if (who == kNone) {  // the first person who answers by name
    for (const Attribution& a : out_.attributions) {
      if (a.rule != "colon" || a.speaker == kNone || out_.mentions[a.speaker].type != lexicon::EntityType::kPerson) continue;
      bool after_question = false;
      for (uint32_t n = 0; n + 1 < all.size(); ++n) after_question = after_question || (question(all[n]) && all[n + 1].span.Overlaps(a.content));
      if (after_question) {
        who = a.speaker;
        break;
      }
    }
  }
  if (who == kNone || (!out_.interview && questions < 3)) return;
  for (uint32_t n = 0; n + 1 < all.size(); ++n) {
    if (all[n].furniture || !question(all[n])) continue;
    uint32_t k = n + 1;
    while (k < all.size() && !all[k].furniture && !question(all[k])) ++k;
    if (k == n + 1) continue;
    sentence_ = n + 1;
    Put(who, kNone, {all[n + 1].span.begin, all[n + 1].span.begin}, "say", {all[n + 1].span.begin, all[k - 1].span.end}, false, "answer");
    n = k - 1;
  }
}

}  // namespace tawatur::extract
