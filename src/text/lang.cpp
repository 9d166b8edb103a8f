// Which language a text is in, by its letters: enough to say "this is not Arabic". Entry point: GuessLanguage().
#include <array>

#include "text/tokens.h"

namespace tawatur::text {

constexpr size_t kWindow = 300;  // bytes

namespace {

// What one byte adds, all counts in one number: Arabic from bit 0, Latin from 16, other from 32, lead bytes of the letters that
// Arabic itself does not use from 48.
constexpr std::array<uint64_t, 256> Counts() {
  std::array<uint64_t, 256> t{};
  for (int c = 'a'; c <= 'z'; ++c) t[c] = t[c - 32] = uint64_t{1} << 16;
  for (int c = 0xC3; c < 0x100; ++c) t[c] = uint64_t{1} << 32;
  for (int c = 0xD8; c <= 0xDB; ++c) t[c] = 1;
  t[0xDA] = t[0xDB] = 1 + (uint64_t{1} << 48);
  return t;
}
constexpr auto kCounts = Counts();

}  // namespace

std::string GuessLanguage(std::string_view s) {
  // A page's head may be a menu in another script: look at its middle too.
  const size_t n = s.size() < 2 * kWindow ? s.size() : 2 * kWindow;
  const size_t jump = s.size() < 4 * kWindow ? 0 : s.size() / 2 - kWindow;
  const size_t half = n < kWindow ? n : kWindow;
  const std::string_view windows[] = {s.substr(0, half), s.substr(half + jump, n - half)};
  uint64_t counts = 0, d9 = 0;
  for (const std::string_view w : windows) {
    unsigned char before = 0;
    for (const char x : w) {
      const auto c = static_cast<unsigned char>(x);
      counts += kCounts[c];
      d9 += (before == 0xD9) & (((c & 0x3F) == 0x39) | ((c & 0x3F) == 0x3E));
      before = c;
    }
    // The letter that stands across a window's end.
    const size_t next = static_cast<size_t>(w.data() - s.data()) + w.size();
    d9 += before == 0xD9 && next < s.size();
  }
  // A text's last byte alone is no letter.
  if (n == s.size() && n > 0 && (static_cast<unsigned char>(s.back()) & 0xFC) == 0xD8) counts += (uint64_t{1} << 32) - 1;
  const size_t arabic = counts & 0xFFFF, latin = counts >> 16 & 0xFFFF, other = counts >> 32 & 0xFFFF;
  size_t persian = 0, kurdish = 0, urdu = 0;
  for (size_t k = 0; (counts >> 48 || d9) && k < n; ++k) {
    const size_t i = k < kWindow ? k : k + jump;
    const auto c = static_cast<unsigned char>(s[i]);
    if (c < 0xD8 || c > 0xDB || i + 1 >= s.size()) continue;
    const unsigned u = (c & 0x1Fu) << 6 | (static_cast<unsigned char>(s[i + 1]) & 0x3Fu);
    persian += u == 0x67E || u == 0x686 || u == 0x698 || u == 0x6AF;
    kurdish += u == 0x6C6 || u == 0x6CE || u == 0x6D5 || u == 0x695 || u == 0x6B5;
    urdu += u == 0x679 || u == 0x688 || u == 0x691 || u == 0x6BA || u == 0x6D2;
  }
  if (arabic + latin + other < 3) return "zxx";
  if (latin > 2 * arabic && latin >= other) return "en";
  if (other > 2 * arabic) return "und";
  if (urdu * 50 > arabic) return "ur";
  if (kurdish * 33 > arabic) return "ckb";
  if (persian * 66 > arabic) return "fa";
  return "ar";
}

}  // namespace tawatur::text
