// store: stories out of their rows. Entry points: Stories::List(), Find().
#include <set>

#include "store/database.h"
#include "store/rows.h"
#include "store/stories.h"
#include "store/words.h"

namespace tawatur::store {
namespace {

constexpr const char* kColumns =
    "SELECT s.number, s.id, s.key, s.title, s.title_en, s.class, s.date, s.date_end, s.place_id, s.place, s.place_en, s.latitude, "
    "s.longitude, s.where_prec, s.killed_low, s.killed_best, s.killed_high, s.injured_low, s.injured_best, s.injured_high, s.reports, "
    "s.copies, s.figures, s.claims, s.conflicts, s.reviewed, s.first_published, s.last_published, s.date_prec, s.origins, s.kinds, s.waiting, s.weight FROM story s ";

std::optional<int64_t> OrNone(const Statement& s, int column) {
  return s.IsNull(column) ? std::nullopt : std::optional(s.Int(column));
}

StoryRow RowOf(const Statement& s) {
  StoryRow r;
  r.number = s.Int(0);
  std::string* texts[] = {&r.id, &r.key, &r.title, &r.title_en, &r.event_class, &r.date, &r.date_end, &r.place_id, &r.place, &r.place_en};
  for (int i = 0; i < 10; ++i) *texts[i] = s.Text(i + 1);
  r.has_point = !s.IsNull(11), r.lat = s.Real(11), r.lon = s.Real(12), r.where_prec = s.Int(13);
  r.killed = {OrNone(s, 14), OrNone(s, 15), OrNone(s, 16)};
  r.injured = {OrNone(s, 17), OrNone(s, 18), OrNone(s, 19)};
  r.report_count = s.Int(20), r.copies = s.Int(21), r.figures = s.Int(22), r.claims = s.Int(23), r.conflicts = s.Int(24);
  r.reviewed = s.Int(25), r.first_published = s.Text(26), r.last_published = s.Text(27);
  r.date_prec = s.Int(28), r.origins = s.Int(29), r.kinds = s.Text(30), r.waiting = s.Int(31), r.weight = s.Real(32);
  return r;
}

}  // namespace

Result<std::vector<StoryRow>> Stories::List(const Filter& filter) {
  std::vector<StoryRow> stories;
  const std::vector<Term> terms = ParseQuery(filter.words);
  if (terms.empty() && filter.words.find_first_not_of(" \t\n") != std::string::npos) return stories;  // no word in it
  const std::string match = MatchFilter(filter, terms);
  // The happening's day; where nobody knows it, the day of the first report.
  std::string sql = std::string(kColumns) +
                    "WHERE (?1 = '' OR coalesce(s.date_end, s.date, s.first_published) >= ?1) "
                    "AND (?2 = '' OR substr(coalesce(s.date, s.first_published), 1, 10) <= ?2) AND s.reports >= ?3 AND s.conflicts >= ?4 ";
  if (!match.empty()) sql += "AND s.number IN (SELECT story FROM story_report WHERE report IN (SELECT rowid FROM search WHERE search MATCH ?6)) ";
  sql += "ORDER BY s.reports DESC, s.date IS NULL, s.date, s.id LIMIT ?5";
  Statement rows(*store_.database_, sql.c_str());
  rows.Bind(1, filter.since).Bind(2, filter.until).Bind(3, filter.min_reports).Bind(4, int64_t{filter.conflicts});
  const bool hides = filter.hidden && !terms.empty();  // more are left out below
  rows.Bind(5, hides || filter.limit > INT64_MAX ? int64_t{-1} : static_cast<int64_t>(filter.limit));
  if (!match.empty()) rows.Bind(6, match);
  while (rows.Step()) stories.push_back(RowOf(rows));
  if (rows.trouble()) return *rows.trouble();
  if (!hides) return stories;
  Result<std::vector<int64_t>> found = ReportsWith(filter);
  if (!found) return found.error();
  Statement story_of(*store_.database_, "SELECT story FROM story_report WHERE report = ?1");
  std::set<int64_t> seen;
  for (int64_t report : *found) {
    if (story_of.Bind(1, report).Step()) seen.insert(story_of.Int(0));
    story_of.Reset();
  }
  if (story_of.trouble()) return *story_of.trouble();
  std::erase_if(stories, [&](const StoryRow& s) { return !seen.contains(s.number); });
  if (stories.size() > filter.limit) stories.resize(filter.limit);
  return stories;
}

Result<int64_t> Stories::EachMember(const std::function<void(int64_t, int64_t, const std::string&)>& take) {
  Statement rows(*store_.database_, "SELECT report, story, dated FROM story_report ORDER BY report");
  int64_t count = 0;
  for (; rows.Step(); ++count) take(rows.Int(0), rows.Int(1), rows.Text(2));
  if (rows.trouble()) return *rows.trouble();
  return count;
}

Result<std::vector<int64_t>> Stories::ReportsWith(const Filter& filter) {
  std::vector<int64_t> reports;
  const std::vector<Term> terms = ParseQuery(filter.words);
  if (terms.empty()) return reports;
  const std::string match = MatchFilter(filter, terms);
  Statement rows(*store_.database_, "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid");
  rows.Bind(1, match);
  while (rows.Step()) reports.push_back(rows.Int(0));
  if (rows.trouble()) return *rows.trouble();
  if (!filter.hidden) return reports;
  Statement one(*store_.database_, "SELECT title, text, text_is_original, original, original_size FROM report WHERE number = ?1");
  WordList title, text;
  std::erase_if(reports, [&](int64_t number) {
    one.Bind(1, number).Step();
    const std::string head = one.Text(0), body = ExactText(StoredBytesOf(one, 1)).value_or(std::string());
    one.Reset();
    FindWords(head, title), FindWords(body, text);
    Hide(filter.hidden(head), title), Hide(filter.hidden(body), text);
    return !AllStand(terms, title, text);
  });
  if (one.trouble()) return *one.trouble();
  return reports;
}

Result<std::optional<StoryRow>> Stories::Find(std::string_view id) {
  Database& database = *store_.database_;
  std::string sql = std::string(kColumns) + "WHERE s.id = ?1";
  std::optional<StoryRow> found;
  {
    Statement row(database, sql.c_str());
    if (row.Bind(1, id).Step()) found = RowOf(row);
    if (row.trouble()) return *row.trouble();
  }
  if (!found) {
    // Every id of a story is made of a report's hash: the story that holds that report now.
    const std::string_view key = id.ends_with(":s") ? id.substr(0, id.size() - 2) : id;
    const bool hex = key.size() >= 12 && key.size() <= 64 && key.find_first_not_of("0123456789abcdef") == key.npos;
    sql = std::string(kColumns) + "JOIN story_report m ON m.story = s.number JOIN report r ON r.number = m.report WHERE " +
          (hex ? "r.sha256 >= ?1 AND r.sha256 < ?1 || 'g' LIMIT 1" : "r.number IN (SELECT report FROM arrival WHERE id = ?1) LIMIT 1");
    Statement row(database, sql.c_str());
    if (row.Bind(1, key).Step()) found = RowOf(row);
    if (row.trouble()) return *row.trouble();
  }
  if (!found) return found;
  Statement members(database, "SELECT m.report, r.sha256, m.dated FROM story_report m JOIN report r ON r.number = m.report WHERE m.story = ?1 ORDER BY m.report");
  members.Bind(1, found->number);
  while (members.Step()) found->reports.push_back({members.Int(0), members.Text(1), members.Text(2)});
  if (members.trouble()) return *members.trouble();
  return found;
}

}  // namespace tawatur::store
