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
  Sentence open;  // the sentence from its first token to the one before i
  uint32_t numbers = 0, signs = 0, limit = kLongest;
  const auto begin = [&](uint32_t at) {
    const uint32_t paragraph = open.paragraph;
    open = Sentence{};
    open.paragraph = paragraph;
    open.first = at;
    limit = (at < n ? tokens[at].begin : 0) + kLongest;
    numbers = signs = 0;
  };
  const auto sign = [&](const Token& t) {
    ++signs;
    open.stop |= t.sign == '.' || t.sign == ':' || t.sign == '?';
  };
  const auto close = [&](uint32_t last) {  // line ends left out
    if (last > open.first) {
      open.last = last;
      open.numbers = numbers;
      open.words = last - open.first - numbers - signs;
      open.span = {tokens[open.first].begin, tokens[last - 1].end};
      const auto index = static_cast<uint32_t>(text.sentences.size());
      for (uint32_t k = open.first; k < last; ++k) tokens[k].sentence = index;
      text.sentences.push_back(open);
    }
    begin(last);
  };
  // A sentence that token i makes too long: what stands behind the cut, this token at least, is the next one's.
  const auto hold = [&](uint32_t i) {
    if (tokens[i].end <= limit || i <= open.first) return;
    uint32_t comma = i + 1;  // one past the last comma of the open sentence
    while (comma > open.first && tokens[comma - 1].sign != ',' && tokens[comma - 1].sign != ';') --comma;
    const uint32_t cut = comma > open.first ? comma : i;
    uint32_t from = open.first;
    const auto recount = [&](uint32_t last) {
      for (; from < last; ++from) {
        if (tokens[from].kind == TokenKind::kPunct) sign(tokens[from]);
        numbers += tokens[from].kind == TokenKind::kNumber;
      }
    };
    begin(from);
    recount(cut);
    close(cut);
    recount(i + 1);
  };
  const auto words = [&](uint32_t from, uint32_t last) {  // nothing but words; hardly a sentence is too long
    if (last > from && tokens[last - 1].end > limit) {
      for (; from < last; ++from) hold(from);
    }
  };
  begin(0);
  uint32_t done = 0;  // tokens before it are in the open sentence or in those before
  uint32_t i = 0;
  for (const uint32_t* other = text.others.data(); (i = *other) < n; ++other) {
    if (tokens[i].end > limit) words(done, i);
    done = i + 1;
    Token& t = tokens[i];
    // Most of them only count: which it is, is not guessed.
    if (t.kind != TokenKind::kNewline && t.sign != '.' && t.sign != '?' && t.sign != '!') [[likely]] {
      numbers += t.kind == TokenKind::kNumber;
      signs += t.kind == TokenKind::kPunct;
      open.stop |= t.sign == ':';
    } else if (t.kind == TokenKind::kNewline) {
      close(i);
      t.sentence = text.sentences.empty() ? 0 : static_cast<uint32_t>(text.sentences.size() - 1);
      ++open.paragraph;
      begin(i + 1);
      continue;
    } else {
      sign(t);
      if (EndsHere(text, i)) {
        // A quotation mark that closes belongs to the sentence.
        if (i + 1 < n && tokens[i + 1].sign == '"' && !tokens[i + 1].space_before) {
          sign(tokens[++i]);
          ++other;
        }
        close(i + 1);
        done = i + 1;
        continue;
      }
    }
    hold(i);
  }
  words(done, n);
  close(n);
}

}  // namespace tawatur::text
