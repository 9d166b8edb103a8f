// store: full-text search over folded words, hits located on the original text. Entry point: Store::Search().
#include <algorithm>

#include "store/database.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/words.h"

namespace tawatur::store {
namespace {

constexpr int64_t kCommon = 4000;         // more reports than that are not weighed against each other
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
  // Those that may not be found take the places of others: more are looked at until there are enough.
  for (size_t limit = filter.limit;; limit = limit > SIZE_MAX / 4 ? SIZE_MAX : limit * 4) {
    size_t looked = 0;
    Result<std::vector<Hit>> hits = Best(filter, limit, looked);
    if (hits && hits->size() < filter.limit && looked >= limit && limit < SIZE_MAX) continue;
    if (hits && hits->size() > filter.limit) hits->resize(filter.limit);
    return hits;
  }
}

Result<std::vector<Hit>> Store::Best(const Filter& filter, size_t limit, size_t& looked) {
  std::vector<Hit> hits;
  const std::vector<Term> terms = ParseQuery(filter.words);
  if (terms.empty() && filter.words.find_first_not_of(" \t\n") != std::string::npos) return hits;  // no word in it
  const std::string match = MatchFilter(filter, terms);
  std::string from = match.empty() ? "FROM report r WHERE 1 " : "FROM search f WHERE search MATCH ?1 ";
  if (!filter.since.empty() || !filter.until.empty()) {
    if (!match.empty()) from = "FROM search f JOIN report r ON r.number = f.rowid WHERE search MATCH ?1 ";
    from += "AND (?3 = '' OR r.published >= ?3) AND (?4 = '' OR substr(r.published, 1, 10) <= ?4) ";
  }
  const std::string key = match.empty() ? "r.number" : "f.rowid";
  if (filter.conflicts)
    from += "AND " + key + " IN (SELECT m.report FROM story_report m JOIN story s ON s.number = m.story WHERE s.conflicts > 0) ";
  auto bind = [&](Statement& s, int64_t most) {
    if (!match.empty()) s.Bind(1, match);
    s.Bind(2, most);
    if (!filter.since.empty() || !filter.until.empty()) s.Bind(3, filter.since).Bind(4, filter.until);
  };
  Result<bool> common = terms.empty() ? Result<bool>(false) : [&]() -> Result<bool> {
    Statement count(*database_, ("SELECT count(*) FROM (SELECT 1 " + from + "LIMIT ?2)").c_str());
    bind(count, kCommon + 1);
    const bool row = count.Step();
    if (count.trouble()) return *count.trouble();
    return row && count.Int(0) > kCommon;
  }();
  if (!common) return common.error();
  // Which reports, best first; the texts of those only are read.
  std::string best, order = "best.rank, report.number";
  if (match.empty()) {
    best = "SELECT r.number AS number, 0.0 AS rank " + from + "ORDER BY r.published DESC, r.number LIMIT ?2";
    order = "published DESC, report.number";
  } else if (*common) {
    // Weighing what half of the case says takes long and tells little: titles with the words first, then the latest.
    std::string titles = from;
    titles.replace(titles.find("?1"), 2, "?5");
    best = "SELECT number, min(rank) AS rank FROM (SELECT * FROM (SELECT f.rowid AS number, -1.0 AS rank " + titles +
           "ORDER BY f.rowid DESC LIMIT ?2) UNION ALL SELECT * FROM (SELECT f.rowid AS number, 0.0 AS rank " + from +
           "ORDER BY f.rowid DESC LIMIT ?2)) GROUP BY number ORDER BY rank, number DESC LIMIT ?2";
    order = "best.rank, report.number DESC";
  } else {
    best = "SELECT f.rowid AS number, bm25(search, 4.0, 1.0, 0.0) AS rank " + from +
           (terms.empty() ? "ORDER BY f.rowid LIMIT ?2" : "ORDER BY rank, f.rowid LIMIT ?2");
  }
  const std::string sql =
      "SELECT report.id, sha256, report.title, outlet, published, report.text, text_is_original, original, original_size, best.rank, "
      "story.id FROM (" + best + ") best JOIN report ON report.number = best.number "
      "LEFT JOIN story_report ON story_report.report = report.number LEFT JOIN story ON story.number = story_report.story "
      "ORDER BY " + order;
  Statement found(*database_, sql.c_str());
  bind(found, limit > INT64_MAX ? int64_t{-1} : static_cast<int64_t>(limit));
  const std::string in_title = *common ? MatchFilter(filter, terms, "title") : std::string();
  if (*common) found.Bind(5, in_title);
  WordList words, title;
  for (; found.Step(); ++looked) {
    Hit hit;
    hit.id = found.Text(0), hit.sha256 = found.Text(1), hit.title = found.Text(2);
    hit.outlet = found.Text(3), hit.published = found.Text(4), hit.story = found.Text(10);
    hit.rank = found.Real(9);
    const std::string text = ExactText(StoredBytesOf(found, 5)).value_or(std::string());
    FindWords(text, words);
    if (filter.hidden) {
      FindWords(hit.title, title);
      Hide(filter.hidden(hit.title), title), Hide(filter.hidden(text), words);
      if (!AllStand(terms, title, words)) continue;
    }
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
