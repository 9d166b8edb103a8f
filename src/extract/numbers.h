// The number grammar's own door, for times.cpp too: reads one number that begins at a token. Entry point: ReadNumber().
#pragma once
#include <initializer_list>

#include "extract/findings.h"
#include "extract/words.h"

namespace tawatur::extract {

// One number as its words say it, before bounds, units and ranges are looked at.
struct NumberRead {
  double value = 0;
  double scale = 1;               // the thousand, million ... that ends it ("3 alaf"); 1 if none
  uint32_t first = 0, last = 0;   // tokens
  NumberKind kind = NumberKind::kCardinal;
  bool digits = false;            // begins with digits
  bool plain = false;             // digits without separators, scale or anything else
  bool vague = false;
  bool article = false;           // its first word has the article
  bool nothing = false;           // dotted numbers: versions, addresses
  bool hidden_and = false;        // begins with "wa-ahad (ashar)", which is spelt as "wahid"
  uint8_t length = 0;             // digits of a plain number
};

// A number word or a digit group that begins at token i; false when there is none. Never crosses a sentence.
bool ReadNumber(const Words& words, uint32_t i, NumberRead& out);
// numbers_digits.cpp: digits with their separators. `scaled` = a word such as million follows, so 1.250 is no 1250.
bool ReadDigits(const Words& words, uint32_t i, NumberRead& out);
bool ReadDigitsAlone(const Words& words, uint32_t i, NumberRead& out);  // where no separator and no other digits follow
// numbers_words.cpp: ordinals, fractions and vague quantities begin with words of their own.
bool ReadOrdinal(const Words& words, uint32_t i, NumberRead& out);
bool ReadFraction(const Words& words, uint32_t i, NumberRead& out);
bool ReadVague(const Words& words, uint32_t i, NumberRead& out);

// numbers_context.cpp: what stands around a number. Each changes `number` only.
void FindBound(const Words& words, uint32_t start, const NumberRead& read, NumberExpr& number);
void FindUnit(const Words& words, NumberExpr& number);
bool CountsNothing(const Words& words, uint32_t start, const NumberRead& read, const NumberExpr& number);
// True when a verb of change ("irtafa' min 5 ila 10") stands before token i: no choice between two numbers.
bool ChangesBefore(const Words& words, uint32_t i);

// The first token of what is written on to the number at `i`: "al-" before digits is a token of its own.
uint32_t StartOf(const Words& words, uint32_t i);
// What is cut off before the number that starts at `start` (a lone waw counts).
bool BeginsWithAnd(const Words& words, uint32_t start, uint32_t first);
// A token that is nothing but the conjunction.
inline bool IsLoneAnd(const Words& words, uint32_t i) {
  constexpr char kAnd = static_cast<char>(text::kWaw);
  const auto& t = words.text->tokens;
  return i < t.size() && t[i].hash == text::HashWord({&kAnd, 1});  // a constant
}
// Token i exists and stands in the sentence of token j.
inline bool SameSentence(const Words& words, uint32_t i, uint32_t j) {
  const auto& t = words.text->tokens;
  return i < t.size() && j < t.size() && t[i].sentence == t[j].sentence && t[i].kind != text::TokenKind::kNewline;
}
inline bool IsSign(const Words& words, uint32_t i, unsigned char sign) {
  const auto& t = words.text->tokens;
  return i < t.size() && t[i].kind == text::TokenKind::kPunct && t[i].sign == sign;
}
inline bool IsDigits(const Words& words, uint32_t i) {
  const auto& t = words.text->tokens;
  return i < t.size() && t[i].kind == text::TokenKind::kNumber;
}
inline bool IsWord(const Words& words, uint32_t i) {
  const auto& t = words.text->tokens;
  return i < t.size() && t[i].kind == text::TokenKind::kWord;
}
// The clitics of token i. A form that a list holds with its article is not cut, but has its article all the same.
inline uint16_t CliticsOf(const Words& words, uint32_t i) { return words.words[i].cut.Shown(); }
using lexicon::TagsOf;
// Does any word of token i's sentence carry the tag, or one of them? Asked before its tokens are.
inline bool InSentence(const Words& words, uint32_t i, Tag tag) { return words.sentences[words.text->tokens[i].sentence].Has(tag); }
inline bool InSentence(const Words& words, uint32_t i, const TagSet& tags) { return words.sentences[words.text->tokens[i].sentence].Any(tags); }
// Some sense of the word lies in the tags [first, last]: the cheap test that starts everything.
inline bool HasTagIn(const Words& words, uint32_t i, Tag first, Tag last) {
  const auto& bits = words.words[i].tags.bits;
  const auto a = static_cast<size_t>(first), b = static_cast<size_t>(last);
  uint64_t any = 0;
  for (size_t k = a >> 6; k <= b >> 6; ++k) {
    uint64_t mask = ~uint64_t{0};
    if (k == a >> 6) mask &= ~uint64_t{0} << (a & 63);
    if (k == b >> 6) mask &= ~uint64_t{0} >> (63 - (b & 63));
    any |= bits[k] & mask;
  }
  if (any == 0) return false;
  if (words.words[i].phrase == kNone) return true;  // else it may be the phrase that has it
  for (const Sense& s : words.words[i].senses)
    if (s.tag >= first && s.tag <= last) return true;
  return false;
}

}  // namespace tawatur::extract
