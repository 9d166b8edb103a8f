// store: a text as the words that search knows, and a query as what it looks for. Entry points: FindWords(),
// IndexText(), ParseQuery().
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/fold.h"

namespace tawatur::store {

// Folded words: letters or digits, so that "27qtyla" is two. Views into `folded`.
struct WordList {
  text::Folded folded;
  std::vector<std::string_view> words;
  std::vector<Span> spans;  // in the original
};
void FindWords(std::string_view utf8, WordList& list);

// The words as plain text with blanks between them. Every folded letter becomes one character that any tokenizer takes
// for a letter, so that the index needs no tokenizer of ours and any SQLite can open the file.
std::string IndexText(const WordList& list);

// One word or phrase that must be there; any of its first words will do (with clitics before it and without).
struct Term {
  std::vector<std::string> first, rest;  // folded
  bool prefix = false;                   // the last word is a beginning
};
std::vector<Term> ParseQuery(std::string_view query);
// For FTS5; empty for no terms. Holds letters, digits and our own operators only, whatever the query was.
std::string MatchExpression(const std::vector<Term>& terms);
// The words and facets of a filter; empty where it asks for none. Nothing but what MatchExpression() may hold.
struct Filter;
std::string MatchFilter(const Filter& filter, const std::vector<Term>& terms, std::string_view columns = "title text");

// The words that touch these places fit no term any more.
void Hide(std::span<const Span> places, WordList& list);
// Every term stands in one of the two.
bool AllStand(const std::vector<Term>& terms, const WordList& title, const WordList& text);

// How many words of `list` the term takes up at `at`; 0 = it does not stand there.
size_t MatchAt(const Term& term, const WordList& list, size_t at);

}  // namespace tawatur::store
