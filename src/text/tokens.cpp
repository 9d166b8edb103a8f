// Second step of text: folded bytes -> tokens. Entry point: FindTokens().
//
// Where they begin and end is found for the whole text (edges.h); they are then written one like the other, for what the next one
// is cannot be foretold.
#include "text/tokens.h"

#include <array>
#include <bit>
#include <cstring>

#include "text/edges.h"

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

// Puts the letters of a cloaked word, whose first part ends at `end` and which goes on at `next`, side by side behind the text.
// Gives where its last part ends.
uint32_t Join(Text& text, uint32_t n, uint32_t end, uint32_t next, Token& t) {
  std::string& b = text.folded.bytes;
  std::vector<uint32_t>& origin = text.folded.origin;
  std::string word = b.substr(t.fold, end - t.fold);
  std::vector<uint32_t> from_where(origin.begin() + t.fold, origin.begin() + end);
  while (next) {
    const uint32_t from = next;
    end = LettersEnd(b.data(), from + 1, n - from < kLongestWord ? n : from + kLongestWord);
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
  t.hash = HashWord(word);
  b += word;
  origin.insert(origin.end(), from_where.begin(), from_where.end());
  origin.push_back(t.end);
  return end;
}

constexpr std::array<bool, 256> MayGoOn() {
  std::array<bool, 256> t{};
  for (unsigned c = 0; c < 256; ++c) t[c] = kCloaks[c] || kClasses[c] == kLetter;
  return t;
}
constexpr auto kMayGoOn = MayGoOn();

// What the first byte of a token says of it, and the last byte before one.
struct Shape {
  TokenKind kind;
  uint8_t sign;   // all bits where the byte is the token's sign
  uint8_t run;    // 1 where more bytes may follow
  uint8_t space;  // 1 where a token behind it has space before it
};
constexpr std::array<Shape, 256> Shapes() {
  constexpr TokenKind kinds[] = {TokenKind::kPunct, TokenKind::kPunct, TokenKind::kNumber, TokenKind::kWord, TokenKind::kNewline};
  std::array<Shape, 256> t{};
  for (unsigned c = 0; c < 256; ++c) {
    const Class x = kClasses[c];
    const bool run = x == kLetter || x == kDigit;
    t[c] = {kinds[x], static_cast<uint8_t>(run ? 0 : 0xFF), run, x == kGap || x == kLineEnd};
  }
  return t;
}
constexpr auto kShapes = Shapes();

// A word or number that ends at `end`, where something left out or the sign of a cloaked word follows. Gives where it ends indeed.
[[gnu::noinline]] uint32_t Rare(Text& text, uint32_t n, uint32_t end, Token& t) {
  const auto origin = [&](uint32_t i) { return text.folded.origin[i]; };
  if (t.kind == TokenKind::kWord && end < n) {
    const auto after = static_cast<unsigned char>(text.folded.bytes[end]);
    if (after == ' ' ? IsTatweelAt(text.original, origin(end) - 2) : IsCloak(after)) {
      if (const uint32_t next = GoesOn(text, t.fold, end)) end = Join(text, n, end, next, t);
    }
  }
  if (origin(end) - origin(end - 1) > 2) t.end = WithoutMarks(text.original, t.begin, t.end);
  return end;
}

}  // namespace

uint32_t FindTokens(Text& text) {
  std::string& b = text.folded.bytes;
  const auto n = static_cast<uint32_t>(b.size());
  b.reserve(n + 8);  // eight bytes are read where the last word begins; there is room already
  const uint32_t count = FindEdges(b, text.begins, text.ends);
  if (text.others.size() < text.begins.size()) text.others.resize(text.begins.size());
  uint32_t *begins = text.begins.data(), *ends = text.ends.data(), *other = text.others.data();
  text.tokens.resize(count);
  Token* out = text.tokens.data();
  const char* bytes = b.data();
  const uint32_t* origin_of = text.folded.origin.data();
  uint32_t joined = 0, made = 0;
  for (uint32_t k = 0; k < count; ++k) {
    const uint32_t i = begins[k];
    uint32_t end = ends[k];
    if (end - i > kLongestWord) [[unlikely]] {  // what is left is the next token
      end = i + kLongestWord;
      begins[k--] = end;
      if (made == text.tokens.size()) {
        text.tokens.resize(size_t{2} * made);
        out = text.tokens.data();
      }
    }
    const auto first = static_cast<unsigned char>(bytes[i]);
    const Shape shape = kShapes[first];
    const uint32_t size = end - i;
    const uint64_t hash = size <= 8 ? HashShortWord(Load8(bytes + i), size) : HashWord({bytes + i, size});
    Token& t = out[made];
    t.begin = origin_of[i];
    t.end = origin_of[end];
    t.fold = i;
    t.fold_size = static_cast<uint16_t>(size);
    t.kind = shape.kind;
    t.sign = first & shape.sign;
    t.space_before = i == 0 || kShapes[static_cast<unsigned char>(bytes[i - 1])].space;
    t.joined = false;
    t.sentence = 0;
    t.hash = hash & (uint64_t{0} - shape.run);  // none of a sign
    *other = made++;
    other += shape.kind != TokenKind::kWord;
    // Behind a tatweel or mark that is left out the next sign lies further on; signs in the midst of a word have a letter behind them.
    const auto after = static_cast<unsigned char>(bytes[end]);
    const bool further = origin_of[end] - origin_of[end - 1] > 2;
    if (!(shape.run & static_cast<uint8_t>(uint8_t{further} | uint8_t{kCloaks[after]})) || !(further || kMayGoOn[static_cast<unsigned char>(bytes[end + 1])])) continue;
    end = Rare(text, n, end, t);
    if (!t.joined) continue;
    ++joined;
    bytes = b.data();
    origin_of = text.folded.origin.data();
    while (k + 1 < count && ends[k + 1] <= end) ++k;
    if (k + 1 < count && begins[k + 1] < end) begins[k + 1] = end;  // it was cut there
  }
  text.tokens.resize(made);
  *other = made;  // marks their end
  if (b.size() > n) {
    text.folded.origin.resize(b.size() + 1);
    b += ' ';
    text.folded.origin.push_back(static_cast<uint32_t>(text.original.size()));
  }
  return joined;
}

}  // namespace tawatur::text
