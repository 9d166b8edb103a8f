// First step of text: UTF-8 -> one byte a letter, with a map back. Entry point: Fold().
#include "text/fold.h"

#include <array>
#include <cstring>

#include "text/fold_table.h"
#include "text/fold_wide.h"

namespace tawatur::text {

namespace {

constexpr unsigned char kInvalid = 0x7F;

constexpr std::array<unsigned char, 128> AsciiBlock() {
  std::array<unsigned char, 128> t{};
  for (int c = 0; c < 128; ++c) t[c] = static_cast<unsigned char>(c < 0x20 ? ' ' : c);
  for (int c = 'A'; c <= 'Z'; ++c) t[c] = static_cast<unsigned char>(c + 32);
  t['\n'] = '\n';
  t['\''] = '"';
  t['`'] = '"';
  t[0x7F] = ' ';
  return t;
}
constexpr auto kAsciiBlock = AsciiBlock();

// U+FE80..U+FEF4: isolated, final, initial, medial forms of each letter in order.
constexpr std::array<unsigned char, 0x75> FormsBlock() {
  struct Run { unsigned char letter; int forms; };
  constexpr Run runs[] = {{kHamza, 1}, {kAlef, 2}, {kAlef, 2}, {kWaw, 2}, {kAlef, 2}, {kYeh, 4}, {kAlef, 2}, {kBeh, 4}, {kHeh, 2},
                          {kTeh, 4}, {kTheh, 4}, {kJeem, 4}, {kHah, 4}, {kKhah, 4}, {kDal, 2}, {kThal, 2}, {kReh, 2}, {kZain, 2},
                          {kSeen, 4}, {kSheen, 4}, {kSad, 4}, {kDad, 4}, {kTah, 4}, {kZah, 4}, {kAin, 4}, {kGhain, 4}, {kFeh, 4},
                          {kQaf, 4}, {kKaf, 4}, {kLam, 4}, {kMeem, 4}, {kNoon, 4}, {kHeh, 4}, {kWaw, 2}, {kYeh, 2}, {kYeh, 4}};
  std::array<unsigned char, 0x75> t{};
  int i = 0;
  for (auto r : runs) {
    for (int k = 0; k < r.forms; ++k) t[i++] = r.letter;
  }
  return t;
}
constexpr auto kFormsBlock = FormsBlock();

// One code point outside ASCII and U+0600..U+06FF: a folded byte, kDrop or kForeign.
unsigned char FoldRare(uint32_t c) {
  if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000) return ' ';
  if (c == 0x85 || c == 0x2028 || c == 0x2029) return '\n';
  if (c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
      (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x300 && c <= 0x36F) || (c >= 0xFE70 && c <= 0xFE7F)) {
    return kDrop;
  }
  if (c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A || c == 0x2032 || c == 0x2033 ||
      (c >= 0x300C && c <= 0x300F)) {
    return '"';
  }
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  if (c == 0x2026) return '.';
  if (c == 0xFD3E) return '(';
  if (c == 0xFD3F) return ')';
  if (c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || c == 0xFFFD ||
      (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFFF0 && c <= 0xFFFF) || (c >= 0x1F000 && c <= 0x1FBFF)) {
    return '*';  // signs, arrows, boxes, emoji
  }
  if (c >= 0xFE80 && c <= 0xFEF4) return kFormsBlock[c - 0xFE80];
  if (c == 0xFB50 || c == 0xFB51) return kAlef;
  if (c >= 0xFB56 && c <= 0xFB59) return kBeh;
  if (c >= 0xFB7A && c <= 0xFB7D) return kJeem;
  if (c == 0xFB8A || c == 0xFB8B) return kZain;
  if (c >= 0xFB8E && c <= 0xFB95) return kKaf;
  if (c >= 0xFBA4 && c <= 0xFBAD) return kHeh;
  if (c >= 0xFBFC && c <= 0xFBFF) return kYeh;
  return kForeign;
}

// Decodes one sequence of two bytes or more at p; returns its length, or 0 if it is invalid.
int Decode(const unsigned char* p, const unsigned char* end, uint32_t& c) {
  auto cont = [&](int i) { return p + i < end && (p[i] & 0xC0) == 0x80; };
  if (p[0] >= 0xC2 && p[0] <= 0xDF && cont(1)) {
    c = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    return 2;
  }
  if ((p[0] & 0xF0) == 0xE0 && cont(1) && cont(2)) {
    c = (p[0] & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    return c >= 0x800 && (c < 0xD800 || c > 0xDFFF) ? 3 : 0;
  }
  if (p[0] >= 0xF0 && p[0] <= 0xF4 && cont(1) && cont(2) && cont(3)) {
    c = (p[0] & 7u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    return c >= 0x10000 && c <= 0x10FFFF ? 4 : 0;
  }
  return 0;
}

// The same by the two bytes of a letter as they stand in memory, from D8 80 on. Sparse, and kForeign for whatever is no letter of
// that block, so that one comparison and one look-up settle nearly every letter of an Arabic text.
constexpr uint16_t kFirstPair = 0x80D8;
constexpr std::array<unsigned char, 0x3F04> ArabicPairs() {
  std::array<unsigned char, 0x3F04> t{};
  for (auto& x : t) x = kForeign;
  for (unsigned trail = 0; trail < 64; ++trail) {
    for (unsigned lead = 0; lead < 4; ++lead) t[trail << 8 | lead] = kArabicBlock[lead << 6 | trail];
  }
  return t;
}
constexpr auto kArabicPairs = ArabicPairs();

// Folded bytes that `size` bytes can give at most: a letter of another script gives three of two, a ligature four of three.
constexpr size_t Room(size_t size) { return size + size / 2 + 8; }

enum class Way { kNoMap, kPortable, kWide };

// Writes the folded bytes to b and, where there is a map, their origins to o; returns how many.
template <Way kWay>
size_t FoldTo(std::string_view utf8, unsigned char* b, uint32_t* o) {
  constexpr bool kMap = kWay != Way::kNoMap;
  const auto* begin = reinterpret_cast<const unsigned char*>(utf8.data());
  const auto* end = begin + utf8.size();
  const unsigned char* p = begin;
  size_t n = 0;
  const auto put = [&](unsigned char c, uint32_t at) {
    b[n] = c;
    if constexpr (kMap) o[n] = at;
    ++n;
  };
  ptrdiff_t wide = 0;  // where folding many letters at a time pays again
  while (p < end) {
    if (kWay == Way::kWide && p - begin >= wide && end - p > 32) {
      const unsigned char* from = p;
      FoldBlocks(begin, end, p, b, o, n);
      if (p - from < 8) wide = p - begin + 64;  // a text in another script
    } else {
      // Nearly all of an Arabic text: letters of two bytes that fold to one, and spaces.
      // (Locals, because a byte written could otherwise be anything that the loop reads.)
      const unsigned char* q = p;
      size_t k = n;
      while (end - q >= 2) {
        uint16_t pair;
        std::memcpy(&pair, q, sizeof pair);
        const uint32_t letter = static_cast<uint32_t>(pair) - kFirstPair;
        unsigned char f = ' ';
        uint32_t size = 1;
        if (letter < kArabicPairs.size()) {
          f = kArabicPairs[letter];
          size = 2;
          if (f <= kForeign) {
            if (f == kForeign) break;
            q += 2;
            continue;
          }
        } else if (q[0] != ' ') {
          break;
        }
        b[k] = f;
        if constexpr (kMap) o[k] = static_cast<uint32_t>(q - begin);
        ++k;
        q += size;
      }
      n = k;
      p = q;
    }
    if (p >= end) break;
    const auto at = static_cast<uint32_t>(p - begin);
    if (p[0] < 0x80) {
      if (p[0] == '\r') {
        put('\n', at);  // CR LF is one line end
        p += p + 1 < end && p[1] == '\n';
      } else {
        put(kAsciiBlock[p[0]], at);
      }
      ++p;
      continue;
    }
    uint32_t c = 0;
    int size = 2;
    unsigned char f;
    if (p[0] >= 0xD8 && p[0] <= 0xDB && p + 1 < end && (p[1] & 0xC0) == 0x80) {
      c = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
      f = kArabicBlock[c - 0x600];
    } else {
      size = Decode(p, end, c);
      if (size == 0) {
        put(kInvalid, at);
        ++p;
        continue;
      }
      if (c >= 0xFEF5 && c <= 0xFEFC) {  // lam-alef ligatures
        put(kLam, at);
        put(kAlef, at);
        p += size;
        continue;
      }
      if (c == 0xFDF2) {  // the name of God, one ligature
        for (unsigned char x : {kAlef, kLam, kLam, kHeh}) put(x, at);
        p += size;
        continue;
      }
      f = FoldRare(c);
    }
    if (f == kForeign) {
      if (c >= 0x40000) put(static_cast<unsigned char>(0x80 | (c >> 18)), at);
      put(static_cast<unsigned char>(0x80 | (c >> 12 & 0x3F)), at);
      put(static_cast<unsigned char>(0x80 | (c >> 6 & 0x3F)), at);
      put(static_cast<unsigned char>(0x80 | (c & 0x3F)), at);
    } else if (f != kDrop) {
      put(f, at);
    }
    p += size;
  }
  return n;
}

template <Way kWay>
void FoldInto(std::string_view utf8, Folded& out) {
  const size_t room = Room(utf8.size());
  out.bytes.resize(room);
  if (out.origin.size() <= room) out.origin.resize(room + 1);
  const size_t n = FoldTo<kWay>(utf8, reinterpret_cast<unsigned char*>(out.bytes.data()), out.origin.data());
  out.origin[n] = static_cast<uint32_t>(utf8.size());
  out.bytes.resize(n);
}

}  // namespace

void Fold(std::string_view utf8, Folded& out) {
  static const bool wide = HasWideFold();
  wide ? FoldInto<Way::kWide>(utf8, out) : FoldInto<Way::kPortable>(utf8, out);
}

void FoldPortable(std::string_view utf8, Folded& out) { FoldInto<Way::kPortable>(utf8, out); }

std::string FoldKey(std::string_view utf8) {
  std::string bytes(Room(utf8.size()), '\0');
  bytes.resize(FoldTo<Way::kNoMap>(utf8, reinterpret_cast<unsigned char*>(bytes.data()), nullptr));
  return bytes;
}

}  // namespace tawatur::text
