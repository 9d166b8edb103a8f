// Possible cuts of a word into clitics and base. Lists cuts, never picks one: extract does, by look-up.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace tawatur::text {

// What was cut off. Bits, so that rules can ask "has an article".
enum Clitic : uint16_t {
  kAnd = 1,        // waw
  kThen = 2,       // feh
  kWith = 4,       // beh
  kFor = 8,        // lam
  kLike = 16,      // kaf
  kWill = 32,      // seen before an imperfect verb
  kArticle = 64,   // alef lam (also hidden in lam+lam)
  kPronoun = 128,  // a suffixed pronoun (h, ha, hm, hma, hn, na, k, km)
  kQuestion = 256, // alef before a verb
};

struct Cut {
  uint16_t clitics;
  uint8_t front, back;  // folded bytes cut off each side
  // What stays, within the word (for lam+lam the base begins after the second lam).
  std::string_view Base(std::string_view word) const { return word.substr(front, word.size() - front - back); }
};

struct Cuts {
  std::array<Cut, 24> cut;
  uint8_t size = 0;
};

// All cuts of a folded word, the uncut word first, then by number of letters cut. A base has two letters at least.
Cuts CutWord(std::string_view folded);

}  // namespace tawatur::text
