// "the ministry gave these numbers:" and a list under it: the items are its words too. Entry point: AttributionFinder::Lists().
#include <algorithm>

#include "extract/attributions_finder.h"

namespace tawatur::extract {

namespace {
constexpr uint32_t kMostItems = 60;     // a longer list is a table, whose heads say what is counted
constexpr uint32_t kLabel = 6;          // tokens of "X:" at the begin of an item
constexpr uint32_t kLongestLine = 30;   // tokens of an item that only its label shows
}  // namespace

// What marks a paragraph as an item of a list.
AttributionFinder::Item AttributionFinder::ItemAt(const text::Sentence& s) const {
  if (s.first + 1 >= s.last) return Item::kNone;
  const text::Token& t = text_.tokens[s.first];
  if (t.kind == text::TokenKind::kPunct) return np_.IsQuote(s.first) || np_.IsSign(s.first, '(') || np_.IsSign(s.first, '.') ? Item::kNone : Item::kBullet;
  const uint32_t next = s.first + 1;
  if (t.kind == text::TokenKind::kNumber && (np_.IsSign(next, '-') || np_.IsSign(next, ')') || np_.IsSign(next, '/') || (np_.IsSign(next, '.') && !text_.tokens[next].space_before))) return Item::kNumber;
  if (s.last - s.first > kLongestLine) return Item::kNone;
  for (uint32_t i = s.first; i < s.last && i < s.first + kLabel; ++i) {
    if (np_.IsSign(i, ':')) return i + 1 < s.last ? Item::kLabel : Item::kNone;
  }
  return Item::kNone;
}

// One past the last sentence of the list whose first item is sentence `n`; `n` where none begins.
uint32_t AttributionFinder::ListEnd(uint32_t n) const {
  const auto& all = text_.sentences;
  const uint32_t first = n;
  const Item item = n < all.size() && !all[n].furniture ? ItemAt(all[n]) : Item::kNone;
  if (item == Item::kNone) return first;
  for (uint32_t items = 0; n < all.size() && items < kMostItems && !all[n].furniture && ItemAt(all[n]) == item; ++items) {
    const uint32_t paragraph = all[n].paragraph;
    while (n < all.size() && all[n].paragraph == paragraph) ++n;
  }
  return n;
}

void AttributionFinder::Lists() {
  if (colons_ == 0) return;
  const auto& all = text_.sentences;
  for (Attribution& a : out_.attributions) {
    if (a.speaker == kNone || a.rule == "verb_object") continue;
    const uint32_t at = std::max(a.cue.begin, a.content.begin);
    const auto s = std::upper_bound(all.begin(), all.end(), at, [](uint32_t b, const text::Sentence& x) { return b < x.span.begin; });
    if (s == all.begin() || s == all.end()) continue;
    const text::Sentence& own = *(s - 1);
    // a statement that has ended before the colon goes on only where the list is announced with its own cue
    if (own.last < own.first + 2 || !np_.IsSign(own.last - 1, ':') || own.paragraph == s->paragraph) continue;
    const uint32_t next = static_cast<uint32_t>(s - all.begin()), end = ListEnd(next);
    if (end > next) a.content.end = std::max(a.content.end, all[end - 1].span.end);
  }
}

}  // namespace tawatur::extract
