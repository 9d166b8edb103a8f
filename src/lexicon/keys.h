// How a folded phrase becomes a key: shared by the compiler and by look-up, so that both agree. Entry points: KeyWords(), PhraseHash().
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/fold.h"

namespace tawatur::lexicon {

// A word inside a phrase (not its head) counts without its article.
inline std::string_view WithoutArticle(std::string_view w) {
  return w.size() >= 4 && static_cast<unsigned char>(w[0]) == text::kAlef && static_cast<unsigned char>(w[1]) == text::kLam ? w.substr(2) : w;
}

// The words of a folded string: runs of letters, runs of digits; signs and spaces part them.
inline std::vector<std::string> KeyWords(std::string_view folded) {
  std::vector<std::string> out;
  for (size_t i = 0; i < folded.size();) {
    const auto c = static_cast<unsigned char>(folded[i]);
    size_t j = i + 1;
    if (text::IsLetter(c)) {
      while (j < folded.size() && text::IsLetter(static_cast<unsigned char>(folded[j]))) ++j;
    } else if (text::IsDigit(c)) {
      while (j < folded.size() && text::IsDigit(static_cast<unsigned char>(folded[j]))) ++j;
    } else {
      ++i;
      continue;
    }
    out.emplace_back(folded.substr(i, j - i));
    i = j;
  }
  return out;
}

inline uint64_t PhraseHash(const std::vector<std::string>& words) {
  uint64_t h = text::HashWord(words[0]);
  for (size_t i = 1; i < words.size(); ++i) h = text::JoinHash(h, text::HashWord(WithoutArticle(words[i])));
  return h;
}

}  // namespace tawatur::lexicon
