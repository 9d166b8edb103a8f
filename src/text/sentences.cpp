// Third step of text: tokens -> sentences. Entry point: FindSentences().
//
// A sentence ends at a line end, at . ! ? (not inside numbers, abbreviations, or a run of dots), or, when it has grown beyond
// what evidence may hold, at the last comma.
#include "text/tokens.h"

namespace tawatur::text {
namespace {

constexpr uint32_t kLongest = 1400;  // bytes; evidence is at most 1500

bool EndsHere(const Text& text, uint32_t i) {
  const auto& t = text.tokens;
  const unsigned char sign = t[i].sign;
  if (sign == '!' || sign == '?') return true;
  if (sign != '.') return false;
  const bool dot_before = i > 0 && t[i - 1].sign == '.' && !t[i].space_before;
  const bool dot_after = i + 1 < t.size() && t[i + 1].sign == '.' && !t[i + 1].space_before;
  if (dot_before || dot_after) return false;  // an ellipsis joins as often as it ends
  if (i + 1 >= t.size() || t[i + 1].kind == TokenKind::kNewline) return true;
  if (i == 0) return false;
  const Token& before = t[i - 1];
  const Token& after = t[i + 1];
  if (before.kind == TokenKind::kWord && before.fold_size == 1) return false;  // an abbreviation: d. , a.f.b
  if (after.kind == TokenKind::kPunct) return after.sign == '"' || after.space_before;
  if (after.space_before) return !(before.kind == TokenKind::kNumber && before.space_before && before.fold_size <= 2 && (i == 1 || t[i - 2].kind == TokenKind::kNewline));
  // A full stop without the space after it, between two Arabic words.
  return before.kind == TokenKind::kWord && after.kind == TokenKind::kWord && before.fold_size >= 2 && after.fold_size >= 3 &&
         IsArabic(static_cast<unsigned char>(text.Word(before).back())) && IsArabic(static_cast<unsigned char>(text.Word(after).front()));
}

}  // namespace

void FindSentences(Text& text) {
  auto& tokens = text.tokens;
  text.sentences.clear();
  const auto n = static_cast<uint32_t>(tokens.size());
  uint32_t paragraph = 0;
  uint32_t first = 0;
  auto close = [&](uint32_t last) {  // sentence of tokens [first, last), line ends left out
    if (last > first) {
      Sentence s;
      s.first = first;
      s.last = last;
      s.paragraph = paragraph;
      s.span = {tokens[first].begin, tokens[last - 1].end};
      const auto index = static_cast<uint32_t>(text.sentences.size());
      for (uint32_t k = first; k < last; ++k) {
        Token& t = tokens[k];
        t.sentence = index;
        s.words += t.kind == TokenKind::kWord;
        s.numbers += t.kind == TokenKind::kNumber;
        s.stop |= t.sign == '.' || t.sign == ':' || t.sign == '?';
      }
      text.sentences.push_back(s);
    }
    first = last;
  };
  uint32_t comma = 0;  // one past the last comma of the open sentence
  for (uint32_t i = 0; i < n; ++i) {
    if (tokens[i].kind == TokenKind::kNewline) {
      close(i);
      tokens[i].sentence = text.sentences.empty() ? 0 : static_cast<uint32_t>(text.sentences.size() - 1);
      first = i + 1;
      ++paragraph;
      comma = 0;
    } else if (tokens[i].kind == TokenKind::kPunct && EndsHere(text, i)) {
      uint32_t last = i + 1;
      // A quotation mark that closes belongs to the sentence.
      if (last < n && tokens[last].sign == '"' && !tokens[last].space_before) i = last++;
      close(last);
      comma = 0;
    } else {
      if (tokens[i].sign == ',' || tokens[i].sign == ';') comma = i + 1;
      if (i > first && tokens[i].end - tokens[first].begin > kLongest) {
        close(comma > first ? comma : i);
        comma = 0;
      }
    }
  }
  close(n);
}

}  // namespace tawatur::text
