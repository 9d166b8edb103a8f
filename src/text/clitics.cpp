// Possible cuts of a word. Entry point: CutWord().
#include "text/clitics.h"

#include "text/fold.h"

namespace tawatur::text {
namespace {

struct Prefix { uint16_t clitics; uint8_t size; bool hidden_article; };

// Front clitics that may stand before the base, in the order: conjunction, then preposition or future, then article.
// Writes the possible prefixes (the empty one included) and returns how many.
int Prefixes(std::string_view w, std::array<Prefix, 12>& out) {
  int n = 0;
  auto at = [&](size_t i) { return i < w.size() ? static_cast<unsigned char>(w[i]) : 0; };
  auto tail = [&](uint16_t before, uint8_t i) {  // what may follow a conjunction
    out[n++] = {before, i, false};
    if (at(i) == kAlef && at(i + 1) == kLam) out[n++] = {static_cast<uint16_t>(before | kArticle), static_cast<uint8_t>(i + 2), false};
    if (at(i) == kBeh || at(i) == kKaf) {
      const auto p = static_cast<uint16_t>(before | (at(i) == kBeh ? kWith : kLike));
      out[n++] = {p, static_cast<uint8_t>(i + 1), false};
      if (at(i + 1) == kAlef && at(i + 2) == kLam) out[n++] = {static_cast<uint16_t>(p | kArticle), static_cast<uint8_t>(i + 3), false};
    } else if (at(i) == kLam) {
      const auto p = static_cast<uint16_t>(before | kFor);
      out[n++] = {p, static_cast<uint8_t>(i + 1), false};
      if (at(i + 1) == kLam) out[n++] = {static_cast<uint16_t>(p | kArticle), static_cast<uint8_t>(i + 2), true};
    } else if (at(i) == kSeen) {
      out[n++] = {static_cast<uint16_t>(before | kWill), static_cast<uint8_t>(i + 1), false};
    }
  };
  tail(0, 0);
  if (at(0) == kWaw || at(0) == kFeh) {
    tail(at(0) == kWaw ? kAnd : kThen, 1);
  } else if (at(0) == kAlef && at(1) != kLam) {
    out[n++] = {kQuestion, 1, false};
  }
  return n;
}

// Lengths of suffixed pronouns at the end of w.
int Suffixes(std::string_view w, std::array<uint8_t, 4>& out) {
  int n = 0;
  auto last = [&](size_t i) { return i <= w.size() ? static_cast<unsigned char>(w[w.size() - i]) : 0; };
  if (w.size() < 3) return 0;
  if (last(1) == kHeh || last(1) == kKaf || last(1) == kYeh) out[n++] = 1;                                  // h, k, y
  if (last(1) == kAlef && (last(2) == kHeh || last(2) == kNoon)) out[n++] = 2;                              // ha, na
  if ((last(1) == kMeem || last(1) == kNoon) && (last(2) == kHeh || last(2) == kKaf)) out[n++] = 2;         // hm, hn, km
  if (w.size() > 4 && last(1) == kAlef && last(2) == kMeem && last(3) == kHeh) out[n++] = 3;                // hma
  return n;
}

}  // namespace

Cuts CutWord(std::string_view w) {
  Cuts cuts;
  if (w.size() < 3 || !IsArabic(static_cast<unsigned char>(w[0]))) {
    cuts.cut[cuts.size++] = {0, 0, 0};
    return cuts;
  }
  std::array<Prefix, 12> front;
  const int fronts = Prefixes(w, front);
  std::array<uint8_t, 4> back;
  const int backs = Suffixes(w, back);
  for (int f = 0; f < fronts; ++f) {
    for (int s = -1; s < backs; ++s) {
      const uint8_t tail = s < 0 ? 0 : back[s];
      const auto total = static_cast<uint8_t>(front[f].size + tail);
      if (w.size() < static_cast<size_t>(total) + 2 || cuts.size >= cuts.cut.size()) continue;
      if (tail && (front[f].clitics & (kArticle | kWill))) continue;
      uint8_t at = cuts.size++;  // kept in order: fewest letters cut first
      for (; at > 0 && cuts.cut[at - 1].front + cuts.cut[at - 1].back > total; --at) cuts.cut[at] = cuts.cut[at - 1];
      cuts.cut[at] = {static_cast<uint16_t>(front[f].clitics | (tail ? kPronoun : 0)), front[f].size, tail};
    }
  }
  return cuts;
}

}  // namespace tawatur::text
