// Second step of text: folded bytes -> tokens. Entry point: FindTokens().
#include "text/tokens.h"

#include <bit>
#include <cstring>

namespace tawatur::text {
namespace {

constexpr uint32_t kLongestWord = 400;  // letters; what goes on longer is cut

// The end of the run of letters that begins before `i`. Eight at a time: an Arabic letter has its high bit set.
uint32_t LettersEnd(const char* b, uint32_t i, uint32_t limit) {
  while (i < limit) {
    if (i + 8 <= limit) {
      uint64_t x;
      std::memcpy(&x, b + i, sizeof x);
      const uint64_t low = ~x & 0x8080808080808080u;
      if (low == 0) {
        i += 8;
        continue;
      }
      i += static_cast<uint32_t>(std::countr_zero(low)) >> 3;
    }
    if (!IsLetter(static_cast<unsigned char>(b[i]))) break;
    ++i;
  }
  return i;
}

bool IsTatweelAt(std::string_view original, size_t i) {
  return i + 1 < original.size() && static_cast<unsigned char>(original[i]) == 0xD9 && static_cast<unsigned char>(original[i + 1]) == 0x80;
}

bool IsCloak(unsigned char c) { return c == '.' || c == '/' || c == '*' || c == '-' || c == '_' || c == '|' || c == '\\' || c == ','; }

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
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (c == ' ' || c == '#' || c == '_') {  // hashtags are words
      space = true;
      ++i;
      continue;
    }
    Token t;
    t.fold = i;
    t.space_before = space;
    space = false;
    uint32_t end = i + 1;
    const uint32_t limit = n - i < kLongestWord ? n : i + kLongestWord;
    if (IsLetter(c)) {
      end = LettersEnd(bytes, end, limit);
      t.kind = TokenKind::kWord;
    } else if (IsDigit(c)) {
      while (end < limit && IsDigit(static_cast<unsigned char>(bytes[end]))) ++end;
      t.kind = TokenKind::kNumber;
    } else {
      t.kind = c == '\n' ? TokenKind::kNewline : TokenKind::kPunct;
      t.sign = c;
      if (c == '\n') space = true;
    }
    t.begin = origin_of[i];
    t.end = origin_of[end];
    uint32_t next = 0;
    if (t.kind == TokenKind::kWord && end < n) {
      const auto after = static_cast<unsigned char>(bytes[end]);
      const bool may = after == ' ' ? t.end >= 2 && IsTatweelAt(text.original, t.end - 2) : IsCloak(after);
      if (may) next = GoesOn(text, i, end);
    }
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
    if (t.kind <= TokenKind::kNumber) {
      t.hash = HashWord({bytes + t.fold, t.fold_size});
      if (origin_of[end] - origin_of[end - 1] > 2) t.end = WithoutMarks(text.original, t.begin, t.end);
    }
    text.tokens.push_back(t);
    i = end;
  }
  if (b.size() > n) {
    text.folded.origin.resize(b.size() + 1);
    b += ' ';
    text.folded.origin.push_back(static_cast<uint32_t>(text.original.size()));
  }
}

}  // namespace tawatur::text
