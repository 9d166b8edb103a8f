// store: full-text search over folded words, hits located on the original text. Entry point: Store::Search().
#include <algorithm>

#include "store/database.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/words.h"

namespace tawatur::store {
namespace {

constexpr size_t kMostSpans = 20;         // a report
constexpr uint32_t kExcerptBytes = 160;   // on each side of the first hit

std::vector<Span> Locate(const std::vector<Term>& terms, const WordList& words) {
  std::vector<Span> spans;
  for (size_t at = 0; at < words.words.size() && spans.size() < kMostSpans; ++at) {
    size_t longest = 0;
    for (const Term& term : terms) longest = std::max(longest, MatchAt(term, words, at));
    if (longest == 0) continue;
    spans.push_back(Join(words.spans[at], words.spans[at + longest - 1]));
    at += longest - 1;
  }
  return spans;
}

// Whole words around the span, on its line.
Span Around(std::string_view text, Span span, const WordList& words) {
  auto line_begin = text.rfind('\n', span.begin);
  auto line_end = text.find('\n', span.end);
  uint32_t low = line_begin == std::string_view::npos ? 0 : static_cast<uint32_t>(line_begin + 1);
  uint32_t high = static_cast<uint32_t>(std::min(line_end, text.size()));
  Span out = span;
  for (Span w : words.spans) {
    if (w.begin >= low && w.begin + kExcerptBytes >= span.begin && w.begin < out.begin) out.begin = w.begin;
    if (w.end <= high && w.end <= span.end + kExcerptBytes && w.end > out.end) out.end = w.end;
  }
  return out;
}

}  // namespace

Result<std::vector<Hit>> Store::Search(std::string_view query, size_t limit) {
  std::vector<Hit> hits;
  std::vector<Term> terms = ParseQuery(query);
  if (terms.empty()) return hits;
  std::string match = MatchExpression(terms);
  Statement found(*database_,
                  "SELECT report.id, sha256, report.title, outlet, published, report.text, text_is_original, original, "
                  "original_size, best.rank FROM (SELECT rowid, bm25(search, 4.0, 1.0) AS rank FROM search "
                  "WHERE search MATCH ?1 ORDER BY rank, rowid LIMIT ?2) best JOIN report ON report.number = best.rowid "
                  "ORDER BY best.rank, report.number");
  found.Bind(1, match).Bind(2, static_cast<int64_t>(limit));
  WordList words;
  while (found.Step()) {
    Hit hit;
    hit.id = found.Text(0), hit.sha256 = found.Text(1), hit.title = found.Text(2);
    hit.outlet = found.Text(3), hit.published = found.Text(4);
    StoredBytes stored;
    stored.text = found.Text(5);
    stored.text_is_original = found.Int(6) != 0;
    stored.has_original = !found.IsNull(7);
    if (stored.has_original && stored.text_is_original) stored.original = found.Text(7);
    stored.original_size = found.Int(8);
    hit.rank = found.Real(9);
    std::string text = ExactText(stored).value_or(std::string());
    FindWords(text, words);
    hit.spans = Locate(terms, words);
    if (!hit.spans.empty()) {
      hit.excerpt_span = Around(text, hit.spans[0], words);
      hit.excerpt = Slice(text, hit.excerpt_span);
    }
    hits.push_back(std::move(hit));
  }
  if (found.trouble()) return *found.trouble();
  return hits;
}

Result<std::vector<std::string>> Store::FindReports(std::string_view query, size_t limit) {
  std::vector<std::string> found;
  std::vector<Term> terms = ParseQuery(query);
  if (terms.empty()) return found;
  std::string match = MatchExpression(terms);
  Statement rows(*database_, "SELECT sha256 FROM search JOIN report ON report.number = search.rowid "
                             "WHERE search MATCH ?1 LIMIT ?2");
  rows.Bind(1, match).Bind(2, static_cast<int64_t>(limit));
  while (rows.Step()) found.push_back(rows.Text(0));
  if (rows.trouble()) return *rows.trouble();
  return found;
}

}  // namespace tawatur::store
