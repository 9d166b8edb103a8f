// Which language a text is in, by its letters: enough to say "this is not Arabic". Entry point: GuessLanguage().
#include "text/tokens.h"

namespace tawatur::text {

constexpr size_t kWindow = 300;  // bytes

namespace {

// Bytes by what they say of a text's script. A letter of two bytes counts by the first.
struct Counts {
  size_t arabic = 0, latin = 0, other = 0;
  bool strange = false;  // letters that Arabic itself does not use
};

// Adds up n bytes; one more may be read if `next`. Sums of single bytes, so that the compiler can do many at a time (this file is
// compiled for that).
void Count(const unsigned char* s, size_t n, bool next, Counts& out) {
  constexpr size_t kBlock = 128;  // what a byte can count
  for (size_t at = 0; at < n; at += kBlock) {
    const unsigned char* p = s + at;
    const size_t size = n - at < kBlock ? n - at : kBlock;
    unsigned char arabic = 0, latin = 0, high = 0;
    for (size_t i = 0; i < size; ++i) {
      const unsigned char c = p[i];
      const auto letter = static_cast<unsigned char>((c | 0x20) - 'a');
      arabic = static_cast<unsigned char>(arabic + ((c & 0xFC) == 0xD8));
      latin = static_cast<unsigned char>(latin + (letter < 26));
      high = static_cast<unsigned char>(high + (c >= 0xC3));
    }
    out.arabic += arabic;
    out.latin += latin;
    out.other += static_cast<size_t>(high - arabic);
  }
  unsigned char strange = 0;  // U+0680 and above, U+0679, U+067E
  for (size_t i = 0; i + !next < n; ++i) {
    const unsigned char c = s[i], d = s[i + 1];
    strange = static_cast<unsigned char>(strange | ((c & 0xFE) == 0xDA) | ((c == 0xD9) & ((d == 0xB9) | (d == 0xBE))));
  }
  out.strange |= strange != 0;
}

}  // namespace

std::string GuessLanguage(std::string_view s) {
  // A page's head may be a menu in another script: look at its middle too.
  const size_t n = s.size() < 2 * kWindow ? s.size() : 2 * kWindow;
  const size_t jump = s.size() < 4 * kWindow ? 0 : s.size() / 2 - kWindow;
  const size_t half = n < kWindow ? n : kWindow;
  const auto* bytes = reinterpret_cast<const unsigned char*>(s.data());
  Counts counts;
  Count(bytes, half, half < s.size(), counts);
  Count(bytes + half + jump, n - half, n + jump < s.size(), counts);
  // A text's last byte alone is no letter.
  if (n == s.size() && n > 0 && (bytes[n - 1] & 0xFC) == 0xD8) --counts.arabic, ++counts.other;
  const size_t arabic = counts.arabic, latin = counts.latin, other = counts.other;
  size_t persian = 0, kurdish = 0, urdu = 0;
  for (size_t k = 0; counts.strange && k < n; ++k) {
    const size_t i = k < kWindow ? k : k + jump;
    const unsigned char c = bytes[i];
    if (c < 0xD8 || c > 0xDB || i + 1 >= s.size()) continue;
    const unsigned u = (c & 0x1Fu) << 6 | (bytes[i + 1] & 0x3Fu);
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
