// The store: round trips, the same bytes again, search over folded words, damage found.
#include "store/store.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "store/pack.h"
#include "store/review.h"
#include "store/rows.h"
#include "store/stories.h"
#include "store/words.h"

namespace tawatur::store {
namespace {

ingest::Report MakeReport(const std::string& id, const std::string& text) {
  ingest::Report r;
  r.id = id;
  r.paths = {id};
  r.text = text;
  r.sha256 = Sha256Hex(text);
  return r;
}

// Findings with one quote: the first `size` bytes of the text.
Item MakeItem(ingest::Report r, size_t size = 4) {
  nlohmann::json quote{{"begin", 0}, {"end", size}, {"text", Readable(std::string_view(r.text).substr(0, size))}};
  nlohmann::json findings{{"report", {{"id", r.id}, {"sha256", r.sha256}}},
                          {"figures", {{{"id", "x"}, {"kind", "killed"}, {"low", 12}, {"evidence", quote}}}}};
  std::string line = findings.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  return {std::move(r), std::move(line), {}, {}, {}};
}

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("store_test_" + std::to_string(getpid()) + "_" +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / "case.db").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Store Open(Store::Mode mode = Store::Mode::kWrite) {
    Result<Store> store = Store::Open(path_, mode);
    EXPECT_TRUE(store.ok()) << (store.ok() ? "" : store.error().message);
    return std::move(*store);
  }
  static Added Add(Store& store, const std::vector<Item>& items) {
    Result<Added> added = store.Add(items, "0");
    EXPECT_TRUE(added.ok()) << (added.ok() ? "" : added.error().message);
    return added.ok() ? *added : Added{};
  }
  static std::vector<ingest::Report> All(Store& store, size_t batch = 1000) {
    std::vector<ingest::Report> all;
    ReportReader reader(store);
    for (;;) {
      Result<std::vector<ingest::Report>> next = reader.Next(batch, size_t{1} << 30);
      EXPECT_TRUE(next.ok());
      if (!next.ok() || next->empty()) return all;
      all.insert(all.end(), next->begin(), next->end());
    }
  }
  static std::vector<std::string> Differences(Store& store) {
    std::vector<std::string> out;
    Result<Verified> v = store.Verify([&](const Difference& d) { out.push_back(d.report + ": " + d.message); });
    if (!v) out.push_back("failed: " + v.error().message);
    return out;
  }
  static std::vector<std::string> Ids(Store& store, std::string_view query) {
    std::vector<std::string> ids;
    Result<std::vector<Hit>> hits = store.Search(query, 100);
    EXPECT_TRUE(hits.ok()) << (hits.ok() ? "" : hits.error().message);
    if (hits) {
      for (const Hit& hit : *hits) ids.push_back(hit.id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  void Sql(const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
    char* error = nullptr;
    ASSERT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &error), SQLITE_OK) << (error ? error : "");
    sqlite3_close(db);
  }

  std::filesystem::path folder_;
  std::string path_;
};

using Names = std::vector<std::string>;

TEST_F(StoreTest, GivesReportsBackAsTheyCame) {
  ingest::Report plain = MakeReport("b.txt", "قتل 12 شخصا\r\nفي حلب\n");
  plain.url = "https://example.org/1", plain.outlet = "صحيفة", plain.title = "خبر";
  plain.published = "2022-01-20", plain.basis = ingest::DateBasis::kMeta;
  plain.author = "كاتب", plain.agency = "وكالة", plain.modified = "2022-01-21T10:00";
  plain.parts = {{{0, 8}, "2022-01-20T09:00"}, {{8, 12}, ""}};
  plain.notes = {{"bad_field", {3, 7}, "odd"}, {"decoded", {}, "x"}};
  ingest::Report broken = MakeReport("c.txt", std::string("\xEF\xBB\xBF") + "a\xFF" + std::string(1, '\0') + "b");
  ingest::Report line = MakeReport("a.jsonl:1", "نص");
  line.original = "{\"text\":\"نص\"}";
  line.sha256 = Sha256Hex(line.original);
  ingest::Report decoded = MakeReport("d.txt", "نص آخر");
  decoded.original = "\xE4\xD5";
  decoded.sha256 = Sha256Hex(decoded.original);
  decoded.made_text = true;
  ingest::Report empty = MakeReport("e.txt", "");
  const std::vector<ingest::Report> in{plain, broken, line, decoded, empty};

  Store store = Open();
  std::vector<Item> items;
  for (const ingest::Report& r : in) items.push_back(MakeItem(r, std::min<size_t>(r.text.size(), 4)));
  EXPECT_EQ(Add(store, items).reports, 5u);
  for (size_t batch : {1u, 2u, 100u}) {
    std::vector<ingest::Report> out = All(store, batch);
    ASSERT_EQ(out.size(), in.size());
    for (size_t i = 0; i < in.size(); ++i) {
      EXPECT_EQ(out[i].id, in[i].id);
      EXPECT_EQ(out[i].paths, in[i].paths);
      EXPECT_EQ(out[i].text, in[i].text);
      EXPECT_EQ(out[i].sha256, in[i].sha256);
      EXPECT_EQ(out[i].url, in[i].url);
      EXPECT_EQ(out[i].outlet, in[i].outlet);
      EXPECT_EQ(out[i].title, in[i].title);
      EXPECT_EQ(out[i].published, in[i].published);
      EXPECT_EQ(out[i].basis, in[i].basis);
      EXPECT_EQ(out[i].made_text, in[i].made_text);
      EXPECT_EQ(out[i].author, in[i].author);
      EXPECT_EQ(out[i].agency, in[i].agency);
      EXPECT_EQ(out[i].modified, in[i].modified);
      ASSERT_EQ(out[i].parts.size(), in[i].parts.size());
      for (size_t k = 0; k < in[i].parts.size(); ++k) {
        EXPECT_EQ(out[i].parts[k].span, in[i].parts[k].span);
        EXPECT_EQ(out[i].parts[k].published, in[i].parts[k].published);
      }
      ASSERT_EQ(out[i].notes.size(), in[i].notes.size());
      for (size_t k = 0; k < in[i].notes.size(); ++k) {
        EXPECT_EQ(out[i].notes[k].name, in[i].notes[k].name);
        EXPECT_EQ(out[i].notes[k].span, in[i].notes[k].span);
        EXPECT_EQ(out[i].notes[k].message, in[i].notes[k].message);
      }
    }
  }
  EXPECT_EQ(Differences(store), Names{});
}

TEST_F(StoreTest, TheSameBytesAgainAddTheirNameOnly) {
  Store store = Open();
  Item late = MakeItem(MakeReport("late.txt", "قتل مدني")), early = MakeItem(MakeReport("early.txt", "قتل مدني"));
  early.report.title = "عنوان";
  Added first = Add(store, {late, late});
  EXPECT_EQ(first.reports, 1u);
  EXPECT_EQ(first.again, 1u);
  Result<std::vector<bool>> wanted = store.Wanted(std::vector<ingest::Report>{late.report, early.report});
  ASSERT_TRUE(wanted.ok());
  EXPECT_EQ(*wanted, (std::vector<bool>{false, true}));
  EXPECT_EQ(Add(store, {early}).again, 1u);
  EXPECT_EQ(*store.CountReports(), 1);
  std::vector<ingest::Report> all = All(store);
  ASSERT_EQ(all.size(), 2u);  // one a name
  EXPECT_EQ(all[0].id, "early.txt");
  EXPECT_EQ(all[1].id, "late.txt");
  EXPECT_EQ(Ids(store, "عنوان"), Names{"early.txt"});
  EXPECT_EQ(Differences(store), Names{});
}

TEST_F(StoreTest, AllOfABatchOrNothing) {
  {
    Store store = Open();
    Item good = MakeItem(MakeReport("a", "one")), bad = MakeItem(MakeReport("b", "two"));
    bad.findings = "no json";
    Result<Added> added = store.Add(std::vector<Item>{good, bad}, "0");
    ASSERT_FALSE(added.ok());
    EXPECT_EQ(added.error().place, path_);
    EXPECT_EQ(*store.CountReports(), 0);
    EXPECT_EQ(Add(store, {good}).reports, 1u);
  }
  Store store = Open();
  EXPECT_EQ(*store.CountReports(), 1);
}

TEST_F(StoreTest, FindsWordsHoweverTheyAreWritten) {
  Store store = Open();
  Add(store, {MakeItem(MakeReport("marks", "قُتِلَ ١٢ مدنياً في إدلب")), MakeItem(MakeReport("plain", "والمدنيون قتلوا في ادلب")),
              MakeItem(MakeReport("stretched", "مقتـــل جندي في سجن غويران")), MakeItem(MakeReport("latin", "Aleppo 27قتيلا"))});
  EXPECT_EQ(Ids(store, "قتل"), Names{"marks"});
  EXPECT_EQ(Ids(store, "قتل*"), (Names{"marks", "plain"}));
  EXPECT_EQ(Ids(store, "أدلب"), (Names{"marks", "plain"}));
  EXPECT_EQ(Ids(store, "مدنيون"), Names{"plain"});
  EXPECT_EQ(Ids(store, "المدنيون"), Names{"plain"});
  EXPECT_EQ(Ids(store, "12"), Names{"marks"});
  EXPECT_EQ(Ids(store, "مقتل"), Names{"stretched"});
  EXPECT_EQ(Ids(store, "\"سجن غويران\""), Names{"stretched"});
  EXPECT_EQ(Ids(store, "\"غويران سجن\""), Names{});
  EXPECT_EQ(Ids(store, "غويران سجن"), Names{"stretched"});
  EXPECT_EQ(Ids(store, "aleppo"), Names{"latin"});
  EXPECT_EQ(Ids(store, "27قتيلا"), Names{"latin"});
  for (const char* odd : {"", "\"", "***", "AND", "a OR b", "title:x", "(", "\"\"\"", "NEAR(a b)", "\xFF", "-"})
    EXPECT_EQ(Ids(store, odd), Names{}) << odd;
  Result<std::vector<Hit>> hits = store.Search("إدلب 12", 10);
  ASSERT_TRUE(hits.ok());
  ASSERT_EQ(hits->size(), 1u);
  std::string text = "قُتِلَ ١٢ مدنياً في إدلب";
  ASSERT_EQ((*hits)[0].spans.size(), 2u);
  EXPECT_EQ(Slice(text, (*hits)[0].spans[0]), "١٢");
  EXPECT_EQ(Slice(text, (*hits)[0].spans[1]), "إدلب");
  EXPECT_EQ((*hits)[0].excerpt, text);
}

TEST_F(StoreTest, VerifyFindsAFlippedByte) {
  ingest::Report line = MakeReport("line", "نص طويل بما يكفي للاقتباس");
  line.original = "{\"text\":\"نص طويل بما يكفي للاقتباس\"}";
  line.sha256 = Sha256Hex(line.original);
  auto fresh = [&] {
    std::filesystem::remove(path_);
    Store store = Open();
    Add(store, {MakeItem(MakeReport("plain", "قتل 12 شخصا")), MakeItem(line), MakeItem(MakeReport("raw", "ab\xFF-cdef"))});
    EXPECT_EQ(Differences(store), Names{});
  };
  for (const char* damage : {
           "UPDATE report SET text = replace(text, '12', '13') WHERE id = 'plain'",
           "UPDATE report SET text = text || ' ' WHERE id = 'line'",
           "UPDATE report SET text = text || ' ' WHERE id = 'raw'",
           "UPDATE report SET original = zeroblob(length(original)) WHERE id = 'line'",
           "UPDATE report SET original = zeroblob(length(original)) WHERE id = 'raw'",
           "UPDATE report SET original_size = 4000000000000 WHERE id = 'raw'",
           "UPDATE findings SET json = replace(json, '\"end\":4', '\"end\":6')",
           "UPDATE findings SET json = replace(json, '\"end\":4', '\"end\":4000')",
           "UPDATE findings SET json = replace(json, '\"begin\":0', '\"begin\":-1')",
           "DELETE FROM findings",
           "DELETE FROM report WHERE id = 'plain'",
       }) {
    fresh();
    Sql(damage);
    Store store = Open(Store::Mode::kRead);
    EXPECT_NE(Differences(store), Names{}) << damage;
  }
}

TEST_F(StoreTest, RefusesWhatIsNoStore) {
  EXPECT_EQ(Store::Open(path_, Store::Mode::kRead).error().kind, ErrorKind::kUsage);
  EXPECT_FALSE(std::filesystem::exists(path_));
  EXPECT_EQ(Store::Open(folder_.string(), Store::Mode::kWrite).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(Store::Open("/no/such/folder/case.db", Store::Mode::kWrite).error().kind, ErrorKind::kIo);
  std::ofstream(path_) << "this is a text and no database, long enough to have a header of a hundred bytes "
                          "so that it is looked at closely";
  EXPECT_EQ(Store::Open(path_, Store::Mode::kWrite).error().kind, ErrorKind::kUsage);
  std::filesystem::remove(path_);
  Sql("CREATE TABLE t(x)");
  EXPECT_EQ(Store::Open(path_, Store::Mode::kWrite).error().kind, ErrorKind::kUsage);
  std::filesystem::remove(path_);
  Open();
  Sql("PRAGMA user_version = 99");
  EXPECT_EQ(Store::Open(path_, Store::Mode::kWrite).error().kind, ErrorKind::kUsage);
}

TEST_F(StoreTest, OpensInAnySqlite) {
  {
    Store store = Open();
    Add(store, {MakeItem(MakeReport("a", "قتل 12 شخصا"))});
  }
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
  for (const char* sql : {"SELECT low FROM figures WHERE kind = 'killed'", "SELECT count(*) FROM claims",
                          "SELECT count(*) FROM events", "SELECT count(*) FROM search", "PRAGMA table_info(search)"}) {
    sqlite3_stmt* statement = nullptr;
    ASSERT_EQ(sqlite3_prepare_v2(db, sql, -1, &statement, nullptr), SQLITE_OK) << sql << sqlite3_errmsg(db);
    EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW) << sql;
    if (std::string_view(sql).starts_with("SELECT low")) EXPECT_EQ(sqlite3_column_int(statement, 0), 12);
    sqlite3_finalize(statement);
  }
  sqlite3_close(db);
}

TEST_F(StoreTest, BringsAnOlderStoreUpToDate) {
  {
    Store store = Open();
    Add(store, {MakeItem(MakeReport("a", "قتل 12 شخصا"))});
  }
  // Version 1 had no log, no stories, an index of words only, and knew less of a report.
  Sql("DROP TABLE dossier; DROP TABLE story_state; DROP TABLE grouping; DROP TABLE report_part; ALTER TABLE report DROP COLUMN author; "
      "ALTER TABLE report DROP COLUMN agency; ALTER TABLE report DROP COLUMN modified; DROP TABLE review; DROP TABLE story_report; DROP TABLE story; DROP TABLE profile; DROP TABLE word_list; DROP TABLE search; "
      "CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='ascii'); PRAGMA user_version = 1");
  EXPECT_EQ(Store::Open(path_, Store::Mode::kRead).error().kind, ErrorKind::kUsage);
  Store store = Open(Store::Mode::kChange);
  EXPECT_EQ(*store.CountReports(), 1);
  EXPECT_EQ(Reviews(store).List()->size(), 0u);
  EXPECT_EQ(Ids(store, "شخصا"), Names{"a"});  // the index was made anew
  EXPECT_EQ(Differences(store), Names{});
}

TEST_F(StoreTest, ManyPiecesOfTheIndexBecomeFew) {
  const char* pieces = "SELECT count(DISTINCT segid) FROM search_idx";
  auto count = [&] {
    sqlite3* db = nullptr;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_prepare_v2(db, pieces, -1, &statement, nullptr), SQLITE_OK);
    EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
    const int n = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement), sqlite3_close(db);
    return n;
  };
  Store store = Open();
  Names ids;
  for (int i = 0; i < 40; ++i) {
    ids.push_back("r" + std::to_string(i));
    Add(store, {MakeItem(MakeReport(ids.back(), "قتل 12 شخصا في يوم " + std::to_string(i)))});
  }
  EXPECT_GT(count(), 30);  // nothing is merged while reports come in
  const Names before = Ids(store, "شخصا");
  EXPECT_TRUE(*Stories(store).MergeIndex());
  EXPECT_LT(count(), 4);
  EXPECT_EQ(Ids(store, "شخصا"), before);
  EXPECT_EQ(Ids(store, "شخصا 17"), Names{"r17"});
  EXPECT_TRUE(*Stories(store).MergeIndex());  // nothing is left to do
  EXPECT_EQ(Differences(store), Names{});
}

TEST_F(StoreTest, KeepsTheDossierOfAStoryAsLongAsTheStory) {
  Store store = Open();
  Add(store, {MakeItem(MakeReport("a", "قتل 12 شخصا"))});
  Stories stories(store);
  StoryRow row;
  row.id = "x:s", row.key = "k", row.dossier = Keep("{\"id\":\"x:s\"}");
  row.reports.push_back({1, {}, {}});
  ASSERT_TRUE(stories.Replace({}, std::span(&row, 1)).ok());
  Result<std::optional<Stories::Dossier>> kept = stories.ReadDossier("x:s");
  ASSERT_TRUE(kept.ok() && kept->has_value());
  EXPECT_EQ((*kept)->json, "{\"id\":\"x:s\"}");
  EXPECT_EQ((*kept)->hash, Sha256Hex((*kept)->json).substr(0, 32));
  EXPECT_EQ(Differences(store), Names{});
  Sql("UPDATE dossier SET json = CAST('x' AS BLOB)");
  EXPECT_FALSE(stories.ReadDossier("x:s")->has_value());  // told again instead
  EXPECT_EQ(Differences(store), Names{"x:s: the dossier that is kept of this story is damaged"});
  const int64_t number = stories.Keys()->front().number;
  ASSERT_TRUE(stories.Replace(std::span(&number, 1), {}).ok());
  EXPECT_FALSE(stories.ReadDossier("x:s")->has_value());
}

TEST_F(StoreTest, WhatMostReportsSayComesByTitleThenByArrival) {
  Store store = Open();
  std::vector<Item> items;
  for (int i = 0; i < 4100; ++i) {
    ingest::Report r = MakeReport("r" + std::to_string(i), "خبر " + std::to_string(i));
    if (i == 7) r.title = "الخبر";
    items.push_back({std::move(r), "{}", {}, {}, {}});
  }
  Add(store, items);
  Result<std::vector<Hit>> hits = store.Search("خبر", 3);
  ASSERT_TRUE(hits.ok());
  Names ids;
  for (const Hit& hit : *hits) ids.push_back(hit.id);
  EXPECT_EQ(ids, (Names{"r7", "r4099", "r4098"}));
  hits = store.Search("خبر 12", 3);  // rare again: weighed
  ASSERT_TRUE(hits.ok());
  ASSERT_EQ(hits->size(), 1u);
  EXPECT_EQ(hits->front().id, "r12");
}

TEST_F(StoreTest, KeepsALogOfDecisions) {
  const std::string text = "قتل 12 شخصا";
  ingest::Report report = MakeReport("a", text);
  nlohmann::json number{{"begin", 7}, {"end", 9}, {"text", "12"}}, evidence{{"begin", 0}, {"end", text.size()}, {"text", text}};
  nlohmann::json figure{{"id", "x"}, {"kind", "killed"}, {"low", 12}, {"high", 12}, {"number", number}, {"evidence", evidence}};
  nlohmann::json findings{{"report", {{"id", "a"}, {"sha256", report.sha256}}}, {"figures", {figure}}};
  Store store = Open();
  Add(store, {Item{report, findings.dump(), {}, {}, {}}});
  Reviews log(store);
  const std::string id = report.sha256.substr(0, 12) + ":f7";
  Result<Subject> subject = log.Find(id);
  ASSERT_TRUE(subject.ok());
  EXPECT_EQ(subject->object, "figure");
  EXPECT_EQ(subject->target, report.sha256 + ":f7-9");
  EXPECT_FALSE(log.Find(report.sha256.substr(0, 12) + ":f8").ok());
  EXPECT_FALSE(log.Find("nothing").ok());

  auto row = [&](const std::string& action, const std::string& after) {
    Review r;
    r.at = "2024-01-02T03:04:05Z", r.who = "reader", r.object = "figure", r.target = subject->target;
    r.action = action, r.before = subject->before, r.after = after;
    return r;
  };
  // What cannot be is refused and leaves no row.
  for (const char* bad : {"", "{}", "[]", "{\"low\":-1}", "{\"low\":\"many\"}", "{\"kind\":\"eaten\"}", "{\"colour\":\"red\"}",
                          "{\"speaker\":\"x\"}", "{\"kind\":null}", "{\"when\":\"yesterday\"}"})
    EXPECT_FALSE(log.Append(row("correct", bad)).ok()) << bad;
  EXPECT_FALSE(log.Append(row("move", "{\"alone\":true}")).ok());
  Review nobody = row("accept", "");
  nobody.who.clear();
  EXPECT_FALSE(log.Append(nobody).ok());
  EXPECT_EQ(log.List()->size(), 0u);

  ASSERT_TRUE(log.Append(row("correct", "{\"low\":15}")).ok());
  ASSERT_TRUE(log.Append(row("correct", "{\"speaker\":{\"name\":\"وزارة الصحة\"}}")).ok());
  auto in_force = [&] { return log.InForce()->of_report; };
  ASSERT_EQ(in_force().size(), 1u);
  reconcile::Decision d = in_force().begin()->second.at(0);
  EXPECT_EQ(d.status, "corrected");
  EXPECT_EQ(d.changes, (std::vector<resolve::SlotValue>{{"low", "15"}, {"speaker.name", "وزارة الصحة"}}));
  EXPECT_EQ(d.span, (Span{7, 9}));
  ASSERT_TRUE(log.Append(row("reject", "")).ok());
  EXPECT_EQ(in_force().begin()->second.at(0).status, "rejected");
  ASSERT_TRUE(log.Append(row("undo", "{\"review\":3}")).ok());
  EXPECT_EQ(in_force().begin()->second.at(0).status, "corrected");
  ASSERT_TRUE(log.Append(row("undo", "{\"review\":4}")).ok());  // the undo is taken back
  EXPECT_EQ(in_force().begin()->second.at(0).status, "rejected");
  EXPECT_FALSE(log.Append(row("undo", "{\"review\":77}")).ok());
  EXPECT_EQ(log.List()->size(), 5u);
  EXPECT_EQ(log.List(subject->target, 3)->size(), 2u);
  EXPECT_EQ(Differences(store), Names{});
}

TEST_F(StoreTest, TheLogCannotBeChangedUnseen) {
  Store store = Open();
  Add(store, {MakeItem(MakeReport("a", "قتل 12 شخصا")), MakeItem(MakeReport("b", "قتل 13 شخصا"))});
  Reviews log(store);
  for (const char* id : {"a", "b", "a"}) {
    Result<Subject> subject = log.Find(id);
    ASSERT_TRUE(subject.ok());
    Review r;
    r.at = "2024-01-02", r.who = "reader", r.object = "membership", r.target = subject->target, r.before = subject->before;
    r.action = "move", r.after = "{\"alone\":true}";
    ASSERT_TRUE(log.Append(r).ok());
  }
  EXPECT_EQ(Differences(store), Names{});
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
  EXPECT_NE(sqlite3_exec(db, "UPDATE review SET who = 'other'", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_NE(sqlite3_exec(db, "DELETE FROM review", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  EXPECT_EQ(log.List()->size(), 3u);
  Sql("DROP TRIGGER review_is_never_changed; UPDATE review SET who = 'other' WHERE number = 2");
  EXPECT_EQ(Differences(store), Names{": review 2 is not as it was written"});
  Sql("DROP TRIGGER review_is_never_deleted; DELETE FROM review WHERE number = 1");
  EXPECT_EQ(Differences(store), Names{": review 1 is missing in the log"});
}

TEST(Pack, GivesBackExactlyWhatItSays) {
  for (const std::string& s : {std::string(), std::string("a"), std::string(100000, 'x')}) {
    std::string packed = Pack(s);
    EXPECT_EQ(Unpack(packed, s.size()), s);
    EXPECT_FALSE(Unpack(packed, s.size() + 1));
    if (!s.empty()) EXPECT_FALSE(Unpack(packed, s.size() - 1));
  }
  EXPECT_FALSE(Unpack("nonsense", 10));
  EXPECT_FALSE(Unpack(Pack("a"), size_t{1} << 40));
}

TEST(Rows, ReadableReplacesBytesThatAreNoCharacter) {
  EXPECT_EQ(Readable("نص"), "نص");
  EXPECT_EQ(Readable("a\xFF" "b"), "a\xEF\xBF\xBD" "b");
  EXPECT_TRUE(IsUtf8("\xF0\x9F\x98\x80"));
  for (const char* bad : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xD8", "\x80"}) EXPECT_FALSE(IsUtf8(bad));
}

}  // namespace
}  // namespace tawatur::store
