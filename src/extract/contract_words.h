// The contract's words for what extract enumerates, both ways. Entry points: Word(), FromWord().
#pragma once
#include <optional>
#include <string_view>

#include "extract/findings.h"

namespace tawatur::extract {

std::string_view Word(NumberKind v);
std::string_view Word(Modality v);
std::string_view Word(TimeType v);
std::string_view Word(SpeakerKind v);  // empty for kNone
std::string_view Word(FigureKind v);
std::string_view Word(Category v);  // empty for kNone
std::string_view Word(FigureStatus v);
std::string_view Word(ClaimType v);
std::string_view Word(Strength v);
std::string_view Word(EventStatus v);
std::string_view Word(lexicon::EntityType v);

// The enumerator with this word; nothing where there is none.
template <class E>
std::optional<E> FromWord(std::string_view word) {
  for (int i = 0; i < 64; ++i) {
    const std::string_view known = Word(static_cast<E>(i));
    if (known == word && !word.empty()) return static_cast<E>(i);
    if (known.empty() && i > 0) break;
  }
  return std::nullopt;
}

}  // namespace tawatur::extract
