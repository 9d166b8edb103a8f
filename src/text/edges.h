// Where tokens begin and end in folded bytes. Entry point: FindEdges().
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/fold.h"

namespace tawatur::text {

enum Class : uint8_t { kSign, kGap, kDigit, kLetter, kLineEnd };

constexpr std::array<Class, 256> Classes() {
  std::array<Class, 256> t{};
  for (unsigned c = 0; c < 256; ++c) {
    const auto x = static_cast<unsigned char>(c);
    t[c] = IsLetter(x) ? kLetter : IsDigit(x) ? kDigit : c == '\n' ? kLineEnd : kSign;
  }
  t[' '] = t['#'] = t['_'] = kGap;  // hashtags are words
  return t;
}
inline constexpr auto kClasses = Classes();

// Runs of letters, runs of digits, and signs (line ends too) one by one: where they begin, where they end, and how many there are.
// The buffers are made as long as needed, and more.
uint32_t FindEdges(std::string_view folded, std::vector<uint32_t>& begins, std::vector<uint32_t>& ends);
uint32_t FindEdgesPortable(std::string_view folded, std::vector<uint32_t>& begins, std::vector<uint32_t>& ends);

}  // namespace tawatur::text
