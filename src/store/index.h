// store: the full-text index of reports. Entry points: Indexer, FillIndex().
#pragma once
#include <string_view>

#include "store/database.h"
#include "store/words.h"

namespace tawatur::store {

// The index keeps no texts: what is taken out of it must be what was put in.
class Indexer {
 public:
  explicit Indexer(Database& database);
  // Words as IndexText() and FacetWords() make them.
  Trouble Put(int64_t number, std::string_view title_words, std::string_view text_words, std::string_view facet_words);
  Trouble Add(int64_t number, std::string_view title, std::string_view text, std::string_view facets);
  Trouble Remove(int64_t number, std::string_view title, std::string_view text, std::string_view facets);

 private:
  Trouble Do(Statement& how, int64_t number, std::string_view title, std::string_view text, std::string_view facets);
  static Trouble Run(Statement& how, int64_t number, std::string_view title, std::string_view text, std::string_view facet);

  Statement add_, remove_;
  WordList words_;
};

// Every report of the store into an empty index.
Trouble FillIndex(Database& database);

}  // namespace tawatur::store
