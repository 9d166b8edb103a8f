// store: what stories are made from, and putting them down. Entry points: Stories::Unread(), PutReadings(), Replace().
#include "store/stories.h"

#include "store/database.h"
#include "store/index.h"
#include "store/rows.h"

namespace tawatur::store {
namespace {

Trouble Do(Statement& s) {
  s.Step();
  Trouble trouble = s.trouble();
  s.Reset();
  return trouble;
}

// 4,000 pages of 4 KB; only where at least four pieces are of one size (FTS5's usermerge).
constexpr const char* kMergeSome = "INSERT INTO search(search, rank) VALUES ('merge', 4000)";

void BindOr(Statement& s, int at, std::optional<int64_t> value) { value ? s.Bind(at, *value) : s.BindNull(at); }

}  // namespace

Result<std::vector<int64_t>> Stories::Unread(std::string_view reader) {
  std::vector<int64_t> numbers;
  Statement rows(*store_.database_,
                 "SELECT r.number FROM report r LEFT JOIN profile p ON p.report = r.number AND p.reader = ?1 "
                 "WHERE p.report IS NULL ORDER BY r.number");
  rows.Bind(1, reader);
  while (rows.Step()) numbers.push_back(rows.Int(0));
  if (rows.trouble()) return *rows.trouble();
  return numbers;
}

Result<bool> Stories::Complete(std::string_view reader) {
  // Reports are read in their order: the last one tells whether all were.
  Statement row(*store_.database_,
                "SELECT (SELECT count(*) FROM report) = (SELECT count(*) FROM story_report) AND coalesce((SELECT reader FROM profile "
                "WHERE report = (SELECT max(number) FROM report)), ?1) = ?1");
  row.Bind(1, reader).Step();
  if (row.trouble()) return *row.trouble();
  return row.Int(0) != 0;
}

Result<int64_t> Stories::EachProfile(const std::function<void(int64_t, const std::string&, const std::string&)>& take) {
  Statement rows(*store_.database_, "SELECT p.report, r.sha256, p.bytes FROM profile p JOIN report r ON r.number = p.report ORDER BY p.report");
  int64_t count = 0;
  for (; rows.Step(); ++count) take(rows.Int(0), rows.Text(1), rows.Text(2));
  if (rows.trouble()) return *rows.trouble();
  // Grouping, which comes next, needs the memory more than SQLite needs the pages that went through.
  if (Trouble t = store_.database_->Run("PRAGMA shrink_memory")) return *t;
  return count;
}

Result<int64_t> Stories::PutReadings(std::span<const Reading> readings, std::string_view reader) {
  Database& database = *store_.database_;
  Transaction transaction(database);
  if (transaction.trouble()) return *transaction.trouble();
  {
    Statement find(database,
                   "SELECT p.facets FROM report r LEFT JOIN profile p ON p.report = r.number WHERE r.number = ?1");
    Statement findings(database, "INSERT OR REPLACE INTO findings(report, engine, json) VALUES (?1, ?2, ?3)");
    Statement profile(database, "INSERT OR REPLACE INTO profile(report, reader, facets, bytes) VALUES (?1, ?2, ?3, ?4)");
    struct Change { const Reading* reading; std::string facets; };  // in the index, after all rows: see Store::Add()
    std::vector<Change> changes;
    for (const Reading& r : readings) {
      if (!find.Bind(1, r.report).Step()) {
        if (find.trouble()) return *find.trouble();
        find.Reset();
        continue;
      }
      if (std::string facets = find.Text(0); facets != r.facets) changes.push_back({&r, std::move(facets)});
      find.Reset();
      std::string_view json = r.findings;
      while (json.ends_with('\n')) json.remove_suffix(1);
      findings.Bind(1, r.report).Bind(2, reader).Bind(3, json);
      if (Trouble t = Do(findings)) return *t;
      profile.Bind(1, r.report).Bind(2, reader).Bind(3, r.facets).BindBlob(4, r.profile);
      if (Trouble t = Do(profile)) return *t;
    }
    Statement words(database, "SELECT title, text, text_is_original, original, original_size FROM report WHERE number = ?1");
    Indexer indexer(database);
    for (const auto& [reading, facets] : changes) {
      words.Bind(1, reading->report).Step();
      if (words.trouble()) return *words.trouble();
      const std::string title = words.Text(0);
      StoredBytes stored = StoredBytesOf(words, 1);
      words.Reset();
      const std::string text = ExactText(stored).value_or(stored.text);
      if (Trouble t = indexer.Remove(reading->report, title, text, facets)) return *t;
      if (Trouble t = indexer.Add(reading->report, title, text, reading->facets)) return *t;
    }
  }
  if (Trouble t = transaction.Commit()) return *t;
  return static_cast<int64_t>(readings.size());
}

Result<bool> Stories::MergeIndex() {
  Database& database = *store_.database_;
  // Whoever groups meanwhile needs the memory more.
  struct SmallCache {
    explicit SmallCache(Database& d) : database(d) { (void)database.Run("PRAGMA cache_size = -8192"); }
    ~SmallCache() { (void)database.Run("PRAGMA cache_size = -32768; PRAGMA shrink_memory"); }
    Database& database;
  } small(database);
  for (;;) {
    Result<int64_t> before = database.Number("SELECT total_changes()");
    if (!before) return before.error();
    if (Trouble t = database.Run(kMergeSome)) {
      if (database.Busy()) return false;  // another program writes: there is a next time
      return *t;
    }
    Result<int64_t> after = database.Number("SELECT total_changes()");
    if (!after) return after.error();
    if (*after - *before < 2) return true;  // FTS5: nothing was left to do
  }
}

Result<int64_t> Stories::EachReport(const std::function<void(int64_t, const std::string&)>& take) {
  Statement rows(*store_.database_, "SELECT number, sha256 FROM report");
  int64_t count = 0;
  for (; rows.Step(); ++count) take(rows.Int(0), rows.Text(1));
  if (rows.trouble()) return *rows.trouble();
  return count;
}

Result<std::vector<int64_t>> Stories::UnderSeveralNames() {
  std::vector<int64_t> numbers;
  Statement rows(*store_.database_, "SELECT report FROM arrival GROUP BY report HAVING count(*) > 1 ORDER BY report");
  while (rows.Step()) numbers.push_back(rows.Int(0));
  if (rows.trouble()) return *rows.trouble();
  return numbers;
}

Result<int64_t> Stories::OthersVersion() { return store_.database_->Number("PRAGMA data_version"); }

Result<std::vector<StoryKey>> Stories::Keys() {
  std::vector<StoryKey> keys;
  Statement rows(*store_.database_, "SELECT number, id, key FROM story ORDER BY number");
  while (rows.Step()) keys.push_back({rows.Int(0), rows.Text(1), rows.Text(2)});
  if (rows.trouble()) return *rows.trouble();
  return keys;
}

Result<int64_t> Stories::Replace(std::span<const int64_t> gone, std::span<const StoryRow> fresh) {
  Database& database = *store_.database_;
  Transaction transaction(database);
  if (transaction.trouble()) return *transaction.trouble();
  {
    Statement forget(database, "DELETE FROM story WHERE number = ?1");
    for (int64_t number : gone) {
      forget.Bind(1, number);
      if (Trouble t = Do(forget)) return *t;
    }
    Statement story(database,
                    "INSERT INTO story(id, key, title, title_en, class, date, date_end, place_id, place, place_en, latitude, longitude, "
                    "where_prec, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, reports, copies, figures, "
                    "claims, conflicts, reviewed, first_published, last_published, date_prec, origins, kinds, waiting, weight) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
                    "?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32)");
    Statement member(database, "INSERT OR REPLACE INTO story_report(report, story, dated) VALUES (?1, ?2, ?3)");
    Statement dossier(database, "INSERT INTO dossier(story, hash, size, json) VALUES (?1, ?2, ?3, ?4)");
    // Another program may have made the same story meanwhile.
    Statement forget_id(database, "DELETE FROM story WHERE id = ?1");
    for (const StoryRow& s : fresh) {
      forget_id.Bind(1, s.id);
      if (Trouble t = Do(forget_id)) return *t;
      const std::string title = Readable(s.title), title_en = Readable(s.title_en);
      story.Bind(1, s.id).Bind(2, s.key).Bind(3, title).Bind(4, title_en).BindOrNull(5, s.event_class);
      story.BindOrNull(6, s.date).BindOrNull(7, s.date_end).BindOrNull(8, s.place_id).BindOrNull(9, s.place).BindOrNull(10, s.place_en);
      s.has_point ? story.Bind(11, s.lat).Bind(12, s.lon) : story.BindNull(11).BindNull(12);
      BindOr(story, 13, s.where_prec ? std::optional(s.where_prec) : std::nullopt);
      int at = 14;
      for (const TollRow* t : {&s.killed, &s.injured}) BindOr(story, at, t->low), BindOr(story, at + 1, t->best), BindOr(story, at + 2, t->high), at += 3;
      story.Bind(20, static_cast<int64_t>(s.reports.size())).Bind(21, s.copies).Bind(22, s.figures).Bind(23, s.claims);
      story.Bind(24, s.conflicts).Bind(25, s.reviewed).BindOrNull(26, s.first_published).BindOrNull(27, s.last_published);
      BindOr(story, 28, s.date_prec ? std::optional(s.date_prec) : std::nullopt);
      story.Bind(29, s.origins).Bind(30, s.kinds).Bind(31, s.waiting).Bind(32, s.weight);
      if (Trouble t = Do(story)) return *t;
      const int64_t number = database.last_row();
      for (const StoryRow::Member& m : s.reports) {
        member.Bind(1, m.report).Bind(2, number).BindOrNull(3, m.dated);
        if (Trouble t = Do(member)) return *t;
      }
      if (s.dossier.packed.empty()) continue;
      dossier.Bind(1, number).Bind(2, s.dossier.hash).Bind(3, s.dossier.size).BindBlob(4, s.dossier.packed);
      if (Trouble t = Do(dossier)) return *t;
    }
  }
  if (Trouble t = transaction.Commit()) return *t;
  return static_cast<int64_t>(fresh.size());
}

Result<std::vector<std::pair<std::string, std::string>>> Stories::WordLists() {
  std::vector<std::pair<std::string, std::string>> lists;
  Statement rows(*store_.database_, "SELECT name, content FROM word_list ORDER BY name");
  while (rows.Step()) lists.emplace_back(rows.Text(0), rows.Text(1));
  if (rows.trouble()) return *rows.trouble();
  return lists;
}

Result<int64_t> Stories::SetWordLists(std::span<const std::pair<std::string, std::string>> lists) {
  Database& database = *store_.database_;
  Transaction transaction(database);
  if (transaction.trouble()) return *transaction.trouble();
  {
    if (Trouble t = database.Run("DELETE FROM word_list")) return *t;
    Statement insert(database, "INSERT INTO word_list(name, content) VALUES (?1, ?2)");
    for (const auto& [name, content] : lists) {
      insert.Bind(1, name).Bind(2, content);
      if (Trouble t = Do(insert)) return *t;
    }
  }
  if (Trouble t = transaction.Commit()) return *t;
  return static_cast<int64_t>(lists.size());
}

}  // namespace tawatur::store
