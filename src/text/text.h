// What text gives: a report's words. Folded copy with a map back, tokens, sentences, furniture by layout. Entry point: Read().
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/note.h"
#include "base/span.h"
#include "ingest/report.h"
#include "text/fold.h"

namespace tawatur::text {

enum class TokenKind : uint8_t {
  kWord,     // letters (an Arabic word with its clitics, a Latin word)
  kNumber,   // digits only; separators are tokens of their own, and "27qtyla" is two tokens
  kPunct,    // one sign, its folded byte in `sign`
  kNewline,  // one line end (CR LF is one)
};

struct Token {
  uint32_t begin = 0, end = 0;    // original bytes (a word's cloaking, tatweel and marks are inside)
  uint32_t fold = 0;              // first folded byte
  uint16_t fold_size = 0;
  TokenKind kind = TokenKind::kWord;
  unsigned char sign = 0;         // kPunct: the folded byte; else 0
  bool space_before = false;      // white space (or the text's begin) stands before it
  bool joined = false;            // put together from a cloaked word (dots, slashes or tatweel between its letters)
  uint32_t sentence = 0;          // index of its sentence
  uint64_t hash = 0;              // HashWord of the folded word; 0 for punctuation and line ends
  Span span() const { return {begin, end}; }
};

struct Sentence {
  Span span;                   // original bytes, without surrounding white space
  uint32_t first = 0, last = 0;  // tokens [first, last)
  uint32_t words = 0, numbers = 0;  // tokens of these kinds
  uint32_t paragraph = 0;      // lines (paragraphs) are numbered from 0; a sentence never crosses a line end
  bool stop = false;           // holds a full stop, colon or question mark
  bool furniture = false;      // inside page furniture: states nothing
};

struct Furniture {
  Span span;
  std::string kind;  // repeated_title, link_list, menu, share, subscribe, comments, related, sign_off, ...
};

struct Text {
  std::string_view original;  // Report::text; the report must outlive this
  Folded folded;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Furniture> furniture;
  std::vector<Note> notes;
  std::string lang;  // see GuessLanguage in text/tokens.h
  std::vector<uint32_t> begins, ends, others;  // buffers, see text/tokens.h

  std::string_view Word(const Token& t) const { return std::string_view(folded.bytes).substr(t.fold, t.fold_size); }
  std::string_view Word(uint32_t i) const { return Word(tokens[i]); }
  std::string_view Verbatim(Span s) const { return Slice(original, s); }
  // Original bytes of the folded bytes [from, to): used when a clitic is cut off a token.
  Span Original(uint32_t from, uint32_t to) const {
    return {folded.origin[from], to > from ? folded.origin[to] : folded.origin[from]};
  }
};

// Folds, cuts into tokens and sentences, marks furniture that layout alone gives away. Never fails: trouble is in `notes`.
// `out` is overwritten and its capacity reused from report to report.
void Read(const ingest::Report& report, Text& out);

}  // namespace tawatur::text
