// Text -> word hashes and winnowed fingerprints of 8-grams. Entry point: TakeFingerprints(). Last step of extract.
//
// Winnowing: of every 8 neighbouring 8-gram hashes the smallest is kept (the rightmost of equals), so two texts that share a
// run of 15 words share a fingerprint wherever the run stands. Furniture gives no words; a run may step over it.
#include "extract/extract.h"

namespace tawatur::extract {
namespace {

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

}  // namespace

void TakeFingerprints(const Words& words, Findings& out) {
  Fingerprints& f = out.fingerprints;
  f.mark.clear();
  const text::Text& t = *words.text;
  size_t count = 0;
  for (const text::Sentence& s : t.sentences) count += s.furniture ? 0 : s.words + s.numbers;
  f.word.resize(count);
  f.token.resize(count);
  size_t at = 0;
  for (const text::Sentence& s : t.sentences) {
    if (s.furniture) continue;
    for (uint32_t i = s.first; i < s.last; ++i) {
      const text::Token& token = t.tokens[i];
      if (!token.hash) continue;  // signs
      f.word[at] = token.hash;
      f.token[at++] = token.begin;
    }
  }
  if (f.word.size() < kGram) return;
  constexpr uint64_t kTop = Power(static_cast<int>(kGram) - 1);
  uint64_t rolling = 0;
  uint64_t window[kWindow];
  const size_t grams = f.word.size() - kGram + 1;
  f.mark.reserve(grams / 4 + 4);
  const uint64_t* word = f.word.data();
  for (size_t i = 0; i < kGram - 1; ++i) rolling = rolling * kBase + word[i];
  const size_t full = (grams < kWindow ? grams : kWindow) - 1;  // the gram that ends the first window
  size_t least = 0;  // gram of the last mark
  uint64_t value = UINT64_MAX;
  for (size_t g = 0; g < grams; ++g) {
    rolling = rolling * kBase + word[g + kGram - 1];
    const uint64_t now = Mix(rolling);
    rolling -= kTop * word[g];
    window[g % kWindow] = now;
    if (now <= value) {  // the right one of equals
      least = g;
      value = now;
    } else if (least + kWindow == g) {  // the last mark has left the window
      value = UINT64_MAX;
      for (size_t k = least + 1; k <= g; ++k) {
        if (window[k % kWindow] <= value) value = window[(least = k) % kWindow];
      }
    } else if (g != full) {
      continue;
    }
    if (g >= full) f.mark.push_back({value, static_cast<uint32_t>(least)});
  }
}

}  // namespace tawatur::extract
