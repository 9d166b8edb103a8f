// store: open and add. Entry points: Store::Open(), Prepare(), Add().
#include "store/store.h"

#include <deque>

#include "base/sha256.h"
#include "store/database.h"
#include "store/facets.h"
#include "store/index.h"
#include "store/migrate.h"
#include "store/pack.h"
#include "store/rows.h"
#include "store/words.h"

namespace tawatur::store {
namespace {

void Fill(const ingest::Report& r, const Item& item, Item::Rows& rows) {
  rows.clean = IsUtf8(r.text);
  if (!rows.clean) rows.readable = Readable(r.text);
  rows.text_sha256 = Sha256Hex(r.text);
  // Bytes that are no UTF-8 keep their exact form beside the readable one.
  const bool text_is_original = rows.text_sha256 == r.sha256;
  const std::string& original = text_is_original ? r.text : r.original;
  if (text_is_original ? !rows.clean : !original.empty()) rows.packed = Pack(original);
  WordList words;
  FindWords(r.title, words);
  rows.title_words = IndexText(words);
  FindWords(r.text, words);
  rows.text_words = IndexText(words);
  rows.facet_words = FacetWords(item.facets);
  rows.ready = true;
}

// The statements of one Add(), prepared once.
struct Adder {
  explicit Adder(Database& d)
      : database(d),
        find(d, "SELECT number, id, text_sha256 FROM report WHERE sha256 = ?1"),
        insert(d, "INSERT INTO report(sha256, id, url, outlet, title, published, basis, text, made_text, text_sha256, "
                  "text_is_original, original, original_size, added_at, author, agency, modified) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"),
        rename(d, "UPDATE report SET id = ?2, url = ?3, outlet = ?4, title = ?5, published = ?6, basis = ?7, author = ?8, agency = ?9, "
                  "modified = ?10 WHERE number = ?1"),
        arrive(d, "INSERT OR IGNORE INTO arrival(report, id, path) VALUES (?1, ?2, ?3)"),
        forget_notes(d, "DELETE FROM input_note WHERE report = ?1"),
        note(d, "INSERT INTO input_note(report, position, name, begin, \"end\", message) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
        forget_parts(d, "DELETE FROM report_part WHERE report = ?1"),
        part(d, "INSERT INTO report_part(report, position, begin, \"end\", published) VALUES (?1, ?2, ?3, ?4, ?5)"),
        findings(d, "INSERT OR REPLACE INTO findings(report, engine, json) VALUES (?1, ?2, ?3)"),
        profile(d, "INSERT OR REPLACE INTO profile(report, reader, facets, bytes) VALUES (?1, ?2, ?3, ?4)"),
        old(d, "SELECT r.title, p.facets FROM report r LEFT JOIN profile p ON p.report = r.number WHERE r.number = ?1"),
        index(d) {}

  Trouble Do(Statement& s) {
    s.Step();
    Trouble trouble = s.trouble();
    s.Reset();
    return trouble;
  }
  Trouble Add(const Item& item, Added& added);
  Trouble Insert(const Item& item, int64_t& number);
  Trouble Replace(const Item& item, int64_t number);
  Trouble Describe(const Item& item, int64_t number, bool known);
  Trouble Arrive(const ingest::Report& report, int64_t number);
  Trouble FillIndex();

  Database& database;
  Statement find, insert, rename, arrive, forget_notes, note, forget_parts, part, findings, profile, old;
  Indexer index;
  std::string_view engine, added_at;
  // New reports whose words are not in the index yet. They go there together: between two writes to it, every statement that SQLite
  // could have to take back alone would make it put down what it has so far, a segment of the index for each report.
  std::vector<std::pair<int64_t, const Item::Rows*>> unindexed;
  std::deque<Item::Rows> made;  // where nobody prepared them
};

Trouble Adder::FillIndex() {
  for (const auto& [number, rows] : unindexed) {
    if (Trouble t = index.Put(number, rows->title_words, rows->text_words, rows->facet_words)) return t;
  }
  unindexed.clear(), made.clear();
  return std::nullopt;
}

// What one report's name and fields say of it: what is replaced when the same bytes come under a lesser name.
Trouble Adder::Describe(const Item& item, int64_t number, bool known) {
  std::string_view json = item.findings;
  while (json.ends_with('\n')) json.remove_suffix(1);
  findings.Bind(1, number).Bind(2, engine).Bind(3, json);
  if (Trouble t = Do(findings)) return t;
  if (!item.profile.empty()) {
    profile.Bind(1, number).Bind(2, engine).Bind(3, item.facets).BindBlob(4, item.profile);
    if (Trouble t = Do(profile)) return t;
  }
  if (known) {
    forget_notes.Bind(1, number);
    if (Trouble t = Do(forget_notes)) return t;
  }
  for (size_t i = 0; i < item.report.notes.size(); ++i) {
    const Note& n = item.report.notes[i];
    std::string message = Readable(n.message);
    note.Bind(1, number).Bind(2, static_cast<int64_t>(i)).Bind(3, n.name);
    note.Bind(4, int64_t{n.span.begin}).Bind(5, int64_t{n.span.end}).Bind(6, message);
    if (Trouble t = Do(note)) return t;
  }
  if (item.report.parts.empty()) return std::nullopt;
  if (known) {
    forget_parts.Bind(1, number);
    if (Trouble t = Do(forget_parts)) return t;
  }
  for (size_t i = 0; i < item.report.parts.size(); ++i) {
    const ingest::Part& p = item.report.parts[i];
    part.Bind(1, number).Bind(2, static_cast<int64_t>(i)).Bind(3, int64_t{p.span.begin}).Bind(4, int64_t{p.span.end}).BindOrNull(5, p.published);
    if (Trouble t = Do(part)) return t;
  }
  return std::nullopt;
}

Trouble Adder::Insert(const Item& item, int64_t& number) {
  const ingest::Report& r = item.report;
  if (!item.rows.ready) Fill(r, item, made.emplace_back());
  const Item::Rows& rows = item.rows.ready ? item.rows : made.back();
  const std::string id = Readable(r.id), url = Readable(r.url), outlet = Readable(r.outlet), title = Readable(r.title);
  const std::string author = Readable(r.author), agency = Readable(r.agency);
  const bool text_is_original = rows.text_sha256 == r.sha256;
  const size_t original_size = text_is_original ? r.text.size() : r.original.size();
  const bool keep = text_is_original ? !rows.clean : original_size > 0;
  insert.Bind(1, r.sha256).Bind(2, id).BindOrNull(3, url).BindOrNull(4, outlet).BindOrNull(5, title);
  insert.BindOrNull(6, r.published).Bind(7, BasisWord(r.basis)).Bind(8, rows.clean ? r.text : rows.readable);
  insert.Bind(9, int64_t{r.made_text}).Bind(10, rows.text_sha256).Bind(11, int64_t{text_is_original});
  keep ? insert.BindBlob(12, rows.packed).Bind(13, static_cast<int64_t>(original_size)) : insert.BindNull(12).BindNull(13);
  insert.BindOrNull(14, added_at).BindOrNull(15, author).BindOrNull(16, agency).BindOrNull(17, r.modified);
  if (Trouble t = Do(insert)) return t;
  number = database.last_row();
  unindexed.emplace_back(number, &rows);
  return Describe(item, number, false);
}

Trouble Adder::Replace(const Item& item, int64_t number) {
  const ingest::Report& r = item.report;
  old.Bind(1, number).Step();
  std::string before, facets;
  if (!old.trouble()) before = old.Text(0), facets = old.Text(1);
  old.Reset();
  const std::string id = Readable(r.id), url = Readable(r.url), outlet = Readable(r.outlet), title = Readable(r.title);
  const std::string author = Readable(r.author), agency = Readable(r.agency);
  const std::string& about = item.profile.empty() ? facets : item.facets;
  if (title != before || about != facets) {
    if (Trouble t = FillIndex()) return t;  // it may have come a moment ago
    if (Trouble t = index.Remove(number, before, r.text, facets)) return t;
    if (Trouble t = index.Add(number, title, r.text, about)) return t;
  }
  rename.Bind(1, number).Bind(2, id).BindOrNull(3, url).BindOrNull(4, outlet).BindOrNull(5, title);
  rename.BindOrNull(6, r.published).Bind(7, BasisWord(r.basis)).BindOrNull(8, author).BindOrNull(9, agency).BindOrNull(10, r.modified);
  if (Trouble t = Do(rename)) return t;
  return Describe(item, number, true);
}

Trouble Adder::Arrive(const ingest::Report& report, int64_t number) {
  std::string id = Readable(report.id);
  for (const std::string& path : report.paths) {
    std::string readable = Readable(path);
    arrive.Bind(1, number).Bind(2, id).Bind(3, readable);
    if (Trouble t = Do(arrive)) return t;
  }
  return std::nullopt;
}

Trouble Adder::Add(const Item& item, Added& added) {
  find.Bind(1, item.report.sha256);
  bool known = find.Step();
  if (find.trouble()) return find.trouble();
  int64_t number = known ? find.Int(0) : 0;
  std::string id = known ? find.Text(1) : "", text_sha256 = known ? find.Text(2) : "";
  find.Reset();
  if (!known) {
    ++added.reports;
    if (Trouble t = Insert(item, number)) return t;
  } else {
    ++added.again;
    // The least name speaks for the report, so that the order of arrival makes no difference.
    bool lesser = Readable(item.report.id) < id && Sha256Hex(item.report.text) == text_sha256;
    if (lesser && !item.findings.empty()) {
      if (Trouble t = Replace(item, number)) return t;
    }
  }
  return Arrive(item.report, number);
}

}  // namespace

void Prepare(const ingest::Report& report, Item& item) { Fill(report, item, item.rows); }

Store::Store(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Store::Store(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::Open(const std::string& path, Mode mode) {
  Result<std::unique_ptr<Database>> database = Database::Open(path, mode == Mode::kWrite  ? Database::Mode::kWrite
                                                                    : mode == Mode::kRead ? Database::Mode::kRead
                                                                                          : Database::Mode::kChange);
  if (!database) return database.error();
  if (Trouble t = mode == Mode::kRead ? CheckVersion(**database) : Migrate(**database)) return *t;
  return Store(std::move(*database));
}

Result<Snapshot> Store::Hold() {
  if (Trouble t = database_->Run("BEGIN")) return *t;
  Snapshot held(*database_);
  // The moment is that of the first thing read.
  if (Result<int64_t> begun = database_->Number("SELECT count(*) FROM sqlite_schema"); !begun) return begun.error();
  return held;
}

Snapshot::~Snapshot() {
  if (database_) (void)database_->Run("COMMIT");
}

Result<std::vector<bool>> Store::Wanted(std::span<const ingest::Report> reports) {
  std::vector<bool> wanted(reports.size());
  Statement find(*database_, "SELECT id FROM report WHERE sha256 = ?1");
  for (size_t i = 0; i < reports.size(); ++i) {
    wanted[i] = !find.Bind(1, reports[i].sha256).Step() || Readable(reports[i].id) < find.Text(0);
    if (find.trouble()) return *find.trouble();
    find.Reset();
  }
  return wanted;
}

Result<Added> Store::Add(std::span<const Item> items, std::string_view engine, std::string_view added_at) {
  Added added;
  Transaction transaction(*database_);
  if (transaction.trouble()) return *transaction.trouble();
  {
    Adder adder(*database_);
    adder.engine = engine;
    adder.added_at = added_at;
    for (const Item& item : items) {
      if (Trouble t = adder.Add(item, added)) return *t;
    }
    if (Trouble t = adder.FillIndex()) return *t;
  }  // a statement that is still open would keep the transaction from ending
  if (Trouble t = transaction.Commit()) return *t;
  return added;
}

Result<int64_t> Store::CountReports() { return database_->Number("SELECT count(*) FROM report"); }

}  // namespace tawatur::store
