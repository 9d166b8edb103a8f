// How rare a word is in Arabic news, from a shipped table of counts. Entry point: Rarity::Of(). Used by grouping.
#pragma once
#include <cstdint>
#include <vector>

namespace tawatur::extract {

class Rarity {
 public:
  Rarity();
  // log2(documents / documents with the word): 0 in all of them .. 9; a word that the table does not hold is 10.
  int Of(uint64_t word_hash) const {
    for (uint64_t i = word_hash;; ++i) {
      const Entry& e = table_[i & mask_];
      if (e.bits == 0) return kUnlisted;
      if (e.hash == word_hash) return e.bits - 1;
    }
  }
  static constexpr int kUnlisted = 10;

 private:
  struct Entry { uint64_t hash = 0; uint8_t bits = 0; };  // bits - 1 = rarity; 0 = free
  std::vector<Entry> table_;
  uint64_t mask_ = 0;
};

}  // namespace tawatur::extract
