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
  Filter filter;
  filter.words = query, filter.limit = limit;
  if (ParseQuery(query).empty()) return std::vector<Hit>();
  return Search(filter);
}

Result<std::vector<Hit>> Store::Search(const Filter& filter) {
  std::vector<Hit> hits;
  const std::vector<Term> terms = ParseQuery(filter.words);
  if (terms.empty() && filter.words.find_first_not_of(" \t\n") != std::string::npos) return hits;  // no word in it
  const std::string match = MatchFilter(filter, terms);
  // Which reports, best first; the texts of those only are read.
  std::string best = match.empty() ? "SELECT r.number AS number, 0.0 AS rank FROM report r "
                                   : "SELECT f.rowid AS number, bm25(search, 4.0, 1.0, 0.0) AS rank FROM search f ";
  std::string where = match.empty() ? "WHERE 1 " : "WHERE search MATCH ?1 ";
  if (!filter.since.empty() || !filter.until.empty()) {
    if (!match.empty()) best += "JOIN report r ON r.number = f.rowid ";
    where += "AND (?3 = '' OR r.published >= ?3) AND (?4 = '' OR substr(r.published, 1, 10) <= ?4) ";
  }
  const std::string key = match.empty() ? "r.number" : "f.rowid";
  if (filter.conflicts)
    where += "AND " + key + " IN (SELECT m.report FROM story_report m JOIN story s ON s.number = m.story WHERE s.conflicts > 0) ";
  best += where + (match.empty() ? "ORDER BY r.published DESC, r.number" : terms.empty() ? "ORDER BY f.rowid" : "ORDER BY rank, f.rowid");
  const std::string sql =
      "SELECT report.id, sha256, report.title, outlet, published, report.text, text_is_original, original, original_size, best.rank, "
      "story.id FROM (" + best + " LIMIT ?2) best JOIN report ON report.number = best.number "
      "LEFT JOIN story_report ON story_report.report = report.number LEFT JOIN story ON story.number = story_report.story "
      "ORDER BY " + (match.empty() ? "published DESC, report.number" : "best.rank, report.number");
  Statement found(*database_, sql.c_str());
  if (!match.empty()) found.Bind(1, match);
  found.Bind(2, filter.limit > INT64_MAX ? int64_t{-1} : static_cast<int64_t>(filter.limit));
  if (!filter.since.empty() || !filter.until.empty()) found.Bind(3, filter.since).Bind(4, filter.until);
  WordList words;
  while (found.Step()) {
    Hit hit;
    hit.id = found.Text(0), hit.sha256 = found.Text(1), hit.title = found.Text(2);
    hit.outlet = found.Text(3), hit.published = found.Text(4), hit.story = found.Text(10);
    hit.rank = found.Real(9);
    const std::string text = ExactText(StoredBytesOf(found, 5)).value_or(std::string());
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

}  // namespace tawatur::store
