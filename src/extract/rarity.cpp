// The shipped table of common words (data/mappings/common-words.tsv, embedded at build), see rarity.h.
#include "extract/rarity.h"

#include <string_view>

#include "text/fold.h"

namespace tawatur::extract {
namespace {
#include "common-words.inc"
}  // namespace

Rarity::Rarity() : table_(1 << 14), mask_((1 << 14) - 1) {
  for (size_t at = 0; at < kCommonWords.size();) {
    size_t end = kCommonWords.find('\n', at);
    if (end == std::string_view::npos) end = kCommonWords.size();
    const std::string_view line = kCommonWords.substr(at, end - at);
    at = end + 1;
    const size_t tab = line.find('\t');
    if (tab == std::string_view::npos || line[0] == '#') continue;
    const uint64_t hash = text::HashWord(text::FoldKey(line.substr(0, tab)));
    uint64_t i = hash;
    while (table_[i & mask_].bits != 0 && table_[i & mask_].hash != hash) ++i;
    if (table_[i & mask_].bits == 0) table_[i & mask_] = {hash, static_cast<uint8_t>(line[tab + 1] - '0' + 1)};
  }
}

}  // namespace tawatur::extract
