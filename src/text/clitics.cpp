// Possible cuts of a word. Entry point: CutWord().
#include "text/clitics.h"

#include "text/fold.h"

namespace tawatur::text {
namespace {

constexpr unsigned char kNothing = 0;

struct Prefix { uint16_t clitics; uint8_t size; };

// Front clitics that may stand before the base, in the order: conjunction, then preposition or future, then article.
// Writes the possible prefixes (the empty one included) and returns how many.
int Prefixes(std::string_view w, std::array<Prefix, 12>& out) {
  int n = 0;
  const auto letter = [&](size_t i) { return static_cast<unsigned char>(w[i]); };
  const std::array<unsigned char, 5> at = {letter(0), letter(1), letter(2), w.size() > 3 ? letter(3) : kNothing, kNothing};
  const auto tail = [&](uint16_t before, uint8_t i) {  // what may follow a conjunction
    const auto put = [&](unsigned clitics, unsigned more) { out[n++] = {static_cast<uint16_t>(before | clitics), static_cast<uint8_t>(i + more)}; };
    put(0, 0);
    switch (at[i]) {
      case kAlef:
        if (at[i + 1] == kLam) put(kArticle, 2);
        break;
      case kBeh:
      case kKaf: {
        const unsigned p = at[i] == kBeh ? kWith : kLike;
        put(p, 1);
        if (at[i + 1] == kAlef && at[i + 2] == kLam) put(p | kArticle, 3);
        break;
      }
      case kLam:
        put(kFor, 1);
        if (at[i + 1] == kLam) put(kFor | kArticle, 2);
        break;
      case kSeen:
        put(kWill, 1);
        break;
      default:
        break;
    }
  };
  tail(0, 0);
  if (at[0] == kWaw || at[0] == kFeh) {
    tail(at[0] == kWaw ? kAnd : kThen, 1);
  } else if (at[0] == kAlef && at[1] != kLam) {
    out[n++] = {kQuestion, 1};
  }
  return n;
}

// Lengths of suffixed pronouns at the end of w, which has three letters at least.
int Suffixes(std::string_view w, std::array<uint8_t, 4>& out) {
  int n = 0;
  const auto last = [&](size_t i) { return static_cast<unsigned char>(w[w.size() - i]); };
  switch (last(1)) {
    case kHeh:
    case kKaf:
    case kYeh:
      out[n++] = 1;  // h, k, y
      break;
    case kAlef:
      if (last(2) == kHeh || last(2) == kNoon) out[n++] = 2;                     // ha, na
      if (w.size() > 4 && last(2) == kMeem && last(3) == kHeh) out[n++] = 3;  // hma
      break;
    case kMeem:
    case kNoon:
      if (last(2) == kHeh || last(2) == kKaf) out[n++] = 2;  // hm, hn, km
      break;
    default:
      break;
  }
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
  std::array<uint8_t, 4> back{};
  const int backs = Suffixes(w, back);
  const auto put = [&](uint16_t clitics, uint8_t head, uint8_t tail) {
    const unsigned total = head + tail;
    if (w.size() < total + 2 || cuts.size >= cuts.cut.size()) return;
    uint8_t at = cuts.size++;  // kept in order: fewest letters cut first
    for (; at > 0 && cuts.cut[at - 1].front + cuts.cut[at - 1].back > static_cast<int>(total); --at) cuts.cut[at] = cuts.cut[at - 1];
    cuts.cut[at] = {clitics, head, tail};
  };
  for (int f = 0; f < fronts; ++f) {
    put(front[f].clitics, front[f].size, 0);
    if (front[f].clitics & (kArticle | kWill)) continue;
    for (int s = 0; s < backs; ++s) put(static_cast<uint16_t>(front[f].clitics | kPronoun), front[f].size, back[s]);
  }
  return cuts;
}

}  // namespace tawatur::text
