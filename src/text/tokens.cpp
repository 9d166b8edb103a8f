// Second step of text: folded bytes -> tokens. Entry point: FindTokens().
#include "text/tokens.h"

#include <array>
#include <bit>
#include <cstring>

namespace tawatur::text {
namespace {

constexpr uint32_t kLongestWord = 400;  // letters; what goes on longer is cut

// High bits where the bytes of x are no letters: an Arabic letter has its high bit set, others are a..z.
uint64_t NoLetters(uint64_t x) {
  constexpr uint64_t kEach = 0x0101010101010101u, kHigh = 0x80 * kEach;
  const uint64_t low = x & ~kHigh;
  const uint64_t from_a = low + (0x80 - 'a') * kEach, past_z = low + (0x80 - 'z' - 1) * kEach;
  return ~(x | (from_a & ~past_z)) & kHigh;
}

uint64_t Load8(const char* p) {
  uint64_t x;
  std::memcpy(&x, p, sizeof x);
  return x;
}

// The end of the run of letters that goes on from `i`.
uint32_t LettersEnd(const char* b, uint32_t i, uint32_t limit) {
  for (; i + 8 <= limit; i += 8) {
    if (const uint64_t no = NoLetters(Load8(b + i))) return i + (static_cast<uint32_t>(std::countr_zero(no)) >> 3);
  }
  while (i < limit && IsLetter(static_cast<unsigned char>(b[i]))) ++i;
  return i;
}

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
constexpr auto kClasses = Classes();

bool IsTatweelAt(std::string_view original, size_t i) {
  return i + 1 < original.size() && static_cast<unsigned char>(original[i]) == 0xD9 && static_cast<unsigned char>(original[i + 1]) == 0x80;
}

constexpr std::array<bool, 256> Cloaks() {
  std::array<bool, 256> t{};
  for (const unsigned char c : {'.', '/', '*', '-', '_', '|', '\\', ','}) t[c] = true;
  return t;
}
constexpr auto kCloaks = Cloaks();
bool IsCloak(unsigned char c) { return kCloaks[c]; }

// Direction marks and the like (of three bytes each) that trail a word are not part of it (its diacritics are).
uint32_t WithoutMarks(std::string_view original, uint32_t begin, uint32_t end) {
  auto at = [&](uint32_t i) { return static_cast<unsigned char>(original[i]); };
  while (end >= begin + 4) {
    const unsigned char a = at(end - 3), b = at(end - 2), c = at(end - 1);
    const bool mark = (a == 0xE2 && b == 0x80 && (c <= 0x8F || (c >= 0xAA && c <= 0xAE))) || (a == 0xE2 && b == 0x81 && c >= 0xA0) || (a == 0xEF && b == 0xBB && c == 0xBF);
    if (!mark) break;
    end -= 3;
  }
  return end;
}

// May the word that ends at folded index `end` go on behind the signs that follow it? Returns the folded index where it goes
// on, or 0. Writers hide words from moderation by signs between the letters; the tatweel they leave gives it away.
uint32_t GoesOn(const Text& text, uint32_t begin, uint32_t end) {
  const std::string& b = text.folded.bytes;
  uint32_t i = end;
  bool space = false, slashes = false;
  while (i < b.size() && i - end < 4 && (IsCloak(static_cast<unsigned char>(b[i])) || b[i] == ' ')) space |= b[i++] == ' ';
  if (i == end || i >= b.size() || !IsArabic(static_cast<unsigned char>(b[i])) || !IsArabic(static_cast<unsigned char>(b[end - 1]))) return 0;
  slashes = i == end + 2 && b[end] == '/' && b[end + 1] == '/';
  const uint32_t sign = text.folded.origin[end];
  const bool before = sign >= 2 && IsTatweelAt(text.original, sign - 2);
  // What folds to nothing stands before the next letter's own origin: look at the bytes between the last sign and the letter.
  const bool after = text.folded.origin[i] >= 2 && IsTatweelAt(text.original, text.folded.origin[i] - 2) && text.folded.origin[i] - 2 >= sign;
  if (before && after) return i;
  if (slashes) return i;
  if (space || (!before && !after)) return 0;
  const auto first = static_cast<unsigned char>(b[begin]);
  const bool clitic = end - begin <= 2 && (first == kLam || first == kBeh || first == kKaf || first == kWaw || first == kFeh);
  return clitic ? 0 : i;
}

}  // namespace

void FindTokens(Text& text) {
  std::string& b = text.folded.bytes;
  const auto n = static_cast<uint32_t>(b.size());
  text.tokens.clear();
  text.tokens.reserve(n / 4 + 8);
  const char* bytes = b.data();
  const uint32_t* origin_of = text.folded.origin.data();
  bool space = true;
  for (uint32_t i = 0; i < n;) {
    const Class kind = kClasses[static_cast<unsigned char>(bytes[i])];
    if (kind == kGap) {
      space = true;
      ++i;
      continue;
    }
    Token& t = text.tokens.emplace_back();
    t.fold = i;
    t.begin = origin_of[i];
    t.space_before = space;
    if (kind == kSign || kind == kLineEnd) {
      t.kind = kind == kSign ? TokenKind::kPunct : TokenKind::kNewline;
      t.sign = static_cast<unsigned char>(bytes[i]);
      t.fold_size = 1;
      t.end = origin_of[++i];
      space = kind == kLineEnd;
      continue;
    }
    uint32_t end = i + 1;
    uint32_t next = 0;
    if (kind == kLetter) {
      // Nearly all words end within eight letters, which are then at hand for the hash.
      uint64_t no = 0;
      if (i + 8 <= n) {
        const uint64_t word = Load8(bytes + i);
        no = NoLetters(word);
        const uint32_t size = static_cast<uint32_t>(std::countr_zero(no)) >> 3;
        if (no) t.hash = HashShortWord(word, size);
        end = i + size;
      }
      if (!no) end = LettersEnd(bytes, end, n - i < kLongestWord ? n : i + kLongestWord);
      if (end < n) {
        const auto after = static_cast<unsigned char>(bytes[end]);
        // Behind a tatweel that is left out the next sign lies further on.
        const bool may = after == ' ' ? origin_of[end] - origin_of[end - 1] > 2 && IsTatweelAt(text.original, origin_of[end] - 2) : IsCloak(after);
        if (may) next = GoesOn(text, i, end);
      }
    } else {
      const uint32_t limit = n - i < kLongestWord ? n : i + kLongestWord;
      while (end < limit && IsDigit(static_cast<unsigned char>(bytes[end]))) ++end;
      t.kind = TokenKind::kNumber;
    }
    t.end = origin_of[end];
    if (next) {  // the letters of a cloaked word are put side by side behind the text
      std::vector<uint32_t>& origin = text.folded.origin;
      std::string word = b.substr(i, end - i);
      std::vector<uint32_t> from_where(origin.begin() + i, origin.begin() + end);
      while (next) {
        const uint32_t from = next;
        end = LettersEnd(bytes, from + 1, n - from < kLongestWord ? n : from + kLongestWord);
        word.append(b, from, end - from);
        from_where.insert(from_where.end(), origin.begin() + from, origin.begin() + end);
        next = end < n && word.size() < kLongestWord ? GoesOn(text, from, end) : 0;
      }
      t.end = origin[end];
      t.joined = true;
      t.hash = 0;
      origin.resize(b.size() + 1);
      b += ' ';  // its origin is the end mark that stood there
      t.fold = static_cast<uint32_t>(b.size());
      t.fold_size = static_cast<uint16_t>(word.size());
      b += word;
      origin.insert(origin.end(), from_where.begin(), from_where.end());
      origin.push_back(t.end);
      bytes = b.data();
      origin_of = origin.data();
    } else {
      t.fold_size = static_cast<uint16_t>(end - i);
    }
    if (!t.hash) t.hash = HashWord({bytes + t.fold, t.fold_size});
    if (origin_of[end] - origin_of[end - 1] > 2) t.end = WithoutMarks(text.original, t.begin, t.end);
    space = bytes[end] == ' ';  // nearly always; the end mark is none
    i = end + space;
  }
  if (b.size() > n) {
    text.folded.origin.resize(b.size() + 1);
    b += ' ';
    text.folded.origin.push_back(static_cast<uint32_t>(text.original.size()));
  }
}

}  // namespace tawatur::text
