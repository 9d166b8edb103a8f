// store: the full-text index of reports. Entry points: Indexer, FillIndex().
#include "store/index.h"

#include "store/facets.h"
#include "store/rows.h"

namespace tawatur::store {

Indexer::Indexer(Database& database)
    : add_(database, "INSERT INTO search(rowid, title, text, facet) VALUES (?1, ?2, ?3, ?4)"),
      remove_(database, "INSERT INTO search(search, rowid, title, text, facet) VALUES ('delete', ?1, ?2, ?3, ?4)") {}

Trouble Indexer::Do(Statement& how, int64_t number, std::string_view title, std::string_view text, std::string_view facets) {
  FindWords(title, words_);
  const std::string title_words = IndexText(words_);
  FindWords(text, words_);
  const std::string text_words = IndexText(words_), facet_words = FacetWords(facets);
  return Run(how, number, title_words, text_words, facet_words);
}

Trouble Indexer::Run(Statement& how, int64_t number, std::string_view title, std::string_view text, std::string_view facet) {
  how.Bind(1, number).Bind(2, title).Bind(3, text).Bind(4, facet).Step();
  Trouble trouble = how.trouble();
  how.Reset();
  return trouble;
}

Trouble Indexer::Put(int64_t number, std::string_view title_words, std::string_view text_words, std::string_view facet_words) {
  return Run(add_, number, title_words, text_words, facet_words);
}

Trouble Indexer::Add(int64_t number, std::string_view title, std::string_view text, std::string_view facets) {
  return Do(add_, number, title, text, facets);
}

Trouble Indexer::Remove(int64_t number, std::string_view title, std::string_view text, std::string_view facets) {
  return Do(remove_, number, title, text, facets);
}

Trouble FillIndex(Database& database) {
  Indexer indexer(database);
  Statement rows(database,
                 "SELECT r.number, r.title, r.text, r.text_is_original, r.original, r.original_size, p.facets "
                 "FROM report r LEFT JOIN profile p ON p.report = r.number ORDER BY r.number");
  while (rows.Step()) {
    StoredBytes stored = StoredBytesOf(rows, 2);
    std::optional<std::string> text = ExactText(stored);
    if (Trouble t = indexer.Add(rows.Int(0), rows.Text(1), text.value_or(stored.text), rows.Text(6))) return t;
  }
  return rows.trouble();
}

}  // namespace tawatur::store
