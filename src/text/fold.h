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
#include <cstdint>
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
inline bool IsArabic(unsigned char c) { return c >= 0xC1; }
inline bool IsDigit(unsigned char c) { return c >= '0' && c <= '9'; }
// A letter of any script.
inline bool IsLetter(unsigned char c) { return c >= 0x80 || static_cast<unsigned char>(c - 'a') < 26; }

struct Folded {
  std::string bytes;             // see above
  std::vector<uint32_t> origin;  // origin[i] = first original byte of what gave bytes[i]; origin[bytes.size()] = original size
};

// Folds UTF-8 (valid or not) and appends to nothing: `out` is overwritten, its capacity reused.
void Fold(std::string_view utf8, Folded& out);
// The same for a short string, without the map (lexicon keys, names).
std::string FoldKey(std::string_view utf8);

// 64-bit hash of a folded word; JoinHash chains words into a phrase. Stable: it is part of the compiled lexicon's format.
uint64_t HashWord(std::string_view folded);
uint64_t JoinHash(uint64_t phrase, uint64_t word);

}  // namespace tawatur::text
