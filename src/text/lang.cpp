// Which language a text is in, by its letters: enough to say "this is not Arabic". Entry point: GuessLanguage().
#include "text/tokens.h"

namespace tawatur::text {

constexpr size_t kWindow = 300;  // bytes

std::string GuessLanguage(std::string_view s) {
  size_t arabic = 0, latin = 0, other = 0, persian = 0, kurdish = 0, urdu = 0;
  // A page's head may be a menu in another script: look at its middle too.
  const size_t n = s.size() < 2 * kWindow ? s.size() : 2 * kWindow;
  const size_t jump = s.size() < 4 * kWindow ? 0 : s.size() / 2 - kWindow;
  for (size_t k = 0; k < n; ++k) {
    size_t i = k < kWindow ? k : k + jump;
    const auto c = static_cast<unsigned char>(s[i]);
    if (c < 0x80) {
      latin += (c | 32) >= 'a' && (c | 32) <= 'z';
    } else if (c >= 0xD8 && c <= 0xDB && i + 1 < s.size()) {
      const unsigned u = (c & 0x1Fu) << 6 | (static_cast<unsigned char>(s[i + 1]) & 0x3Fu);
      ++arabic;
      persian += u == 0x67E || u == 0x686 || u == 0x698 || u == 0x6AF;
      kurdish += u == 0x6C6 || u == 0x6CE || u == 0x6D5 || u == 0x695 || u == 0x6B5;
      urdu += u == 0x679 || u == 0x688 || u == 0x691 || u == 0x6BA || u == 0x6D2;
    } else if (c >= 0xC3) {
      ++other;
    }
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
