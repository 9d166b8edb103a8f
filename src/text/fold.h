// Folding: one byte a letter, spelling variants made equal, every byte mapped back. Entry point: Fold().
//
// The folded alphabet is ISO 8859-6 for Arabic letters and lower-case ASCII for the rest:
//   alef forms (bare, hamza above/below, madda, wasla) -> kAlef; alef maksura and Persian yeh -> kYeh;
//   teh marbuta -> kHeh; waw/yeh with hamza -> kWaw/kYeh; Persian keheh -> kKaf, gaf -> kKaf, peh -> kBeh, tcheh -> kJeem, veh -> kFeh;
//   heh goal / heh doachashmee -> kHeh; presentation forms -> their letters (a lam-alef ligature gives two bytes);
//   Arabic-Indic and Persian digits -> '0'..'9'; Arabic percent, decimal and thousands signs -> '%', '.', ',';
//   every kind of double or single quotation mark -> '"'; Arabic comma, semicolon, question mark -> ',', ';', '?'; every dash -> '-';
//   every kind of space -> ' ' (line ends stay '\n').
// Dropped: diacritics, superscript alef, tatweel, zero-width and direction marks, BOM.
// A letter of another script becomes a run of bytes in 0x80..0xBF that is unique to its code point (upper case is lowered
// for ASCII only); an invalid byte becomes 0x7F. So C++ compares letters by the ASCII constants below, and data needs no care:
// the lexicon compiler folds its keys by this same function, and folding a folded key's source again gives the same key.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace tawatur::text {

enum Letter : unsigned char {
  kHamza = 0xC1, kAlef = 0xC7, kBeh = 0xC8, kTeh = 0xCA, kTheh = 0xCB, kJeem = 0xCC, kHah = 0xCD, kKhah = 0xCE, kDal = 0xCF,
  kThal = 0xD0, kReh = 0xD1, kZain = 0xD2, kSeen = 0xD3, kSheen = 0xD4, kSad = 0xD5, kDad = 0xD6, kTah = 0xD7, kZah = 0xD8,
  kAin = 0xD9, kGhain = 0xDA, kFeh = 0xE1, kQaf = 0xE2, kKaf = 0xE3, kLam = 0xE4, kMeem = 0xE5, kNoon = 0xE6, kHeh = 0xE7,
  kWaw = 0xE8, kYeh = 0xEA
};
constexpr bool IsArabic(unsigned char c) { return c >= 0xC1; }
constexpr bool IsDigit(unsigned char c) { return c >= '0' && c <= '9'; }
// A letter of any script.
constexpr bool IsLetter(unsigned char c) { return c >= 0x80 || static_cast<unsigned char>(c - 'a') < 26; }

struct Folded {
  std::string bytes;             // see above
  // origin[i] = first original byte of what gave bytes[i]; origin[bytes.size()] = original size. May be longer than that: it is
  // not cut for every text, for filling it up again costs more than folding.
  std::vector<uint32_t> origin;
};

// Folds UTF-8 (valid or not) and appends to nothing: `out` is overwritten, its capacity reused.
void Fold(std::string_view utf8, Folded& out);
// The same for a short string, without the map (lexicon keys, names).
std::string FoldKey(std::string_view utf8);

// 64-bit hash of a folded word; JoinHash chains words into a phrase. Stable: it is part of the compiled lexicon's format.
// Inline: every word of a text is hashed once, and once more for each way of cutting it.
static_assert(std::endian::native == std::endian::little, "hashes read words as little-endian numbers");

inline uint64_t HashWord(std::string_view s) {
  constexpr uint64_t k = 0x9E3779B97F4A7C15u;
  const char* p = s.data();
  const size_t n = s.size();
  uint64_t h = n * k;
  const auto mix = [&](uint64_t x) {
    h = (h ^ x) * 0xD6E8FEB86659FD93u;
    h ^= h >> 32;
  };
  const auto load8 = [](const char* q) {
    uint64_t x;
    std::memcpy(&x, q, sizeof x);
    return x;
  };
  const auto load4 = [](const char* q) {
    uint32_t x;
    std::memcpy(&x, q, sizeof x);
    return uint64_t{x};
  };
  if (n >= 8) {  // the last load overlaps the one before it
    for (size_t i = 0; i + 8 < n; i += 8) mix(load8(p + i));
    mix(load8(p + n - 8));
  } else if (n >= 4) {
    mix(load4(p) | load4(p + n - 4) << 32);
  } else if (n > 0) {
    mix(static_cast<unsigned char>(p[0]) | uint64_t{static_cast<unsigned char>(p[n / 2])} << 8 |
        uint64_t{static_cast<unsigned char>(p[n - 1])} << 16);
  }
  h *= k;
  h ^= h >> 29;
  return h ? h : 1;
}

// HashWord() of the word of `n` letters, 1 to 8, that its first eight bytes hold: without a branch, as lengths cannot be foretold.
inline uint64_t HashShortWord(uint64_t bytes, size_t n) {
  const uint64_t long_one = (bytes & 0xFFFFFFFFu) | (bytes >> ((8 * n - 32) & 63)) << 32;
  const uint64_t short_one = (bytes & 0xFF) | (bytes >> (8 * (n / 2)) & 0xFF) << 8 | (bytes >> (8 * (n - 1)) & 0xFF) << 16;
  const uint64_t is_long = uint64_t{n < 4} - 1;  // all bits or none
  uint64_t h = n * 0x9E3779B97F4A7C15u ^ (short_one ^ ((short_one ^ long_one) & is_long));
  h *= 0xD6E8FEB86659FD93u;
  h ^= h >> 32;
  h *= 0x9E3779B97F4A7C15u;
  h ^= h >> 29;
  return h ? h : 1;
}

inline uint64_t JoinHash(uint64_t phrase, uint64_t word) {
  uint64_t h = (phrase * 0x9E3779B97F4A7C15u + 0x7F4A7C15u) ^ word;
  h *= 0xD6E8FEB86659FD93u;
  h ^= h >> 31;
  return h ? h : 1;
}

}  // namespace tawatur::text
