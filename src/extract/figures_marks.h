// What the words of the lists mean to a count, remembered from report to report. Entry point: MarkMemory::Of(). Used by figures_marks.cpp.
#pragma once
#include <array>
#include <span>

#include "extract/figures.h"

namespace tawatur::extract::figures {

// A mark is a function of a word's senses alone, and the lexicon has those of a word in one place: by that place it is remembered.
class MarkMemory {
 public:
  explicit MarkMemory(const lexicon::Lexicon& lexicon) : lexicon_(lexicon) {}

  void Ask(std::span<const Sense> senses) const { __builtin_prefetch(&known_[Place(senses)]); }
  const Mark& Of(std::span<const Sense> senses, bool phrase) {
    Known& k = known_[Place(senses)];
    if (k.first != senses.data()) [[unlikely]] k = {senses.data(), Make(senses, phrase)};
    return k.mark;
  }

 private:
  struct Known {
    const Sense* first = nullptr;
    Mark mark;
  };
  static_assert(sizeof(Known) == 32);  // two a cache line
  static constexpr uint32_t kBits = 13;
  static constexpr uint64_t kSpread = 0x9E3779B97F4A7C15u;

  static size_t Place(std::span<const Sense> senses) { return (reinterpret_cast<uintptr_t>(senses.data()) / alignof(Sense) * kSpread) >> (64 - kBits); }
  Mark Make(std::span<const Sense> senses, bool phrase) const;

  const lexicon::Lexicon& lexicon_;
  std::array<Known, size_t{1} << kBits> known_;
};

struct Kept {
  explicit Kept(const lexicon::Lexicon& lexicon) : memory(lexicon) {}
  MarkMemory memory;
  Buffers buffers;
};

}  // namespace tawatur::extract::figures
