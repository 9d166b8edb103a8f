// Text -> word hashes and winnowed fingerprints of 8-grams. Entry point: TakeFingerprints(). Last step of extract.
//
// Winnowing: of every 8 neighbouring 8-gram hashes the smallest is kept (the rightmost of equals), so two texts that share a
// run of 15 words share a fingerprint wherever the run stands. Furniture gives no words; a run may step over it.
#include <array>

#include "extract/extract.h"

namespace tawatur::extract {
namespace {

using Mark = Fingerprints::Mark;

constexpr size_t kGram = 8, kWindow = 8;
constexpr uint64_t kBase = 0x9E3779B97F4A7C15ULL;

constexpr uint64_t Power(int n) { return n == 0 ? 1 : kBase * Power(n - 1); }

// Finaliser: spreads the rolling sum so that the smallest of a window is a fair choice.
uint64_t Mix(uint64_t x) {
  x ^= x >> 33;
  x *= 0xFF51AFD7ED558CCDULL;
  x ^= x >> 33;
  return x;
}

// The smallest of the last grams, as of each of them; a ring is as long as any window.
struct Ring {
  std::array<uint64_t, kWindow> value;
  std::array<uint32_t, kWindow> gram;
};

// Which window differs from the one before it, and where its smallest stands, nobody can guess: every step writes its mark and takes
// part in three comparisons (with the neighbour, with the pair before, with the four before), and only a new mark is counted.
void Winnow(const uint64_t* word, uint32_t grams, std::vector<Mark>& out) {
  constexpr uint64_t kTop = Power(static_cast<int>(kGram) - 1);
  std::array<Mark, 64> mark;  // not yet in `out`
  out.reserve(grams / 4 + 4);
  Ring one, two, four;
  for (Ring* r : {&one, &two, &four}) r->value.fill(UINT64_MAX), r->gram.fill(0);
  const uint32_t full = (grams < kWindow ? grams : uint32_t{kWindow}) - 1;  // the gram that ends the first window
  uint64_t rolling = 0;
  for (size_t i = 0; i < kGram - 1; ++i) rolling = rolling * kBase + word[i];
  size_t count = 0;
  uint32_t before = UINT32_MAX;  // gram of the last mark
  for (uint32_t g = 0; g < grams; ++g) {
    rolling = rolling * kBase + word[g + kGram - 1];
    uint64_t value = Mix(rolling);
    uint32_t gram = g;
    rolling -= kTop * word[g];
    const auto take = [&](Ring& with, uint32_t distance) {
      const size_t at = (g - distance) % kWindow;
      const uint64_t other_value = with.value[at];
      const uint32_t other = with.gram[at];
      with.value[g % kWindow] = value;
      with.gram[g % kWindow] = gram;
      const bool less = other_value < value;  // the right one of equals
      value = less ? other_value : value;
      gram = less ? other : gram;
    };
    take(one, 1);
    take(two, 2);
    take(four, 4);
    mark[count] = {value, gram};
    const bool fresh = (g >= full) & (gram != before);
    before = g >= full ? gram : before;
    count += fresh;
    if (count == mark.size()) {
      out.insert(out.end(), mark.begin(), mark.end());
      count = 0;
    }
  }
  out.insert(out.end(), mark.begin(), mark.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace

void TakeFingerprints(const Words& words, Findings& out) {
  Fingerprints& f = out.fingerprints;
  f.mark.clear();
  const text::Text& t = *words.text;
  size_t count = 0;
  for (const text::Sentence& s : t.sentences) count += s.furniture ? 0 : s.words + s.numbers;
  f.word.resize(count + 1);  // a sign behind the last word is written and not counted
  f.token.resize(count + 1);
  uint64_t* word = f.word.data();
  uint32_t* begin = f.token.data();
  size_t at = 0;
  for (const text::Sentence& s : t.sentences) {
    if (s.furniture) continue;
    for (uint32_t i = s.first; i < s.last; ++i) {
      const text::Token& token = t.tokens[i];
      word[at] = token.hash;
      begin[at] = token.begin;
      at += token.hash != 0;
    }
  }
  f.word.resize(count);
  f.token.resize(count);
  if (count >= kGram) Winnow(word, static_cast<uint32_t>(count - kGram + 1), f.mark);
}

}  // namespace tawatur::extract
