// store: reports back out of their rows. Entry points: ReportReader::Next(), Only().
#include "store/database.h"
#include "store/rows.h"
#include "store/store.h"

namespace tawatur::store {
namespace {

std::vector<Note> NotesOf(Statement& notes, int64_t number) {
  std::vector<Note> out;
  notes.Bind(1, number);
  while (notes.Step()) {
    Span span{static_cast<uint32_t>(notes.Int(1)), static_cast<uint32_t>(notes.Int(2))};
    out.push_back({notes.Text(0), span, notes.Text(3)});
  }
  notes.Reset();
  return out;
}

constexpr std::string_view kColumns =
    "SELECT number, sha256, url, outlet, title, published, basis, text, made_text, text_is_original, original, "
    "original_size FROM report ";

// What one row of kColumns needs beside itself.
struct Rows {
  Rows(Database& d, const char* sql)
      : database(d),
        rows(d, sql),
        names(d, "SELECT id, path FROM arrival WHERE report = ?1 ORDER BY id, path"),
        notes(d, "SELECT name, begin, \"end\", message FROM input_note WHERE report = ?1 ORDER BY position") {}

  // The report of the current row, once a name. Gives the bytes of text that came, or what is wrong with the row.
  Result<size_t> Take(std::vector<ingest::Report>& batch);
  Trouble Any() const {
    for (const Statement* s : {&rows, &names, &notes}) {
      if (s->trouble()) return s->trouble();
    }
    return std::nullopt;
  }

  Database& database;
  Statement rows, names, notes;
};

Result<size_t> Rows::Take(std::vector<ingest::Report>& batch) {
  int64_t number = rows.Int(0);
  ingest::Report r;
  r.sha256 = rows.Text(1);
  r.url = rows.Text(2), r.outlet = rows.Text(3), r.title = rows.Text(4), r.published = rows.Text(5);
  r.basis = BasisOf(rows.Text(6));
  StoredBytes stored;
  stored.text = rows.Text(7);
  r.made_text = rows.Int(8) != 0;
  stored.text_is_original = rows.Int(9) != 0;
  stored.has_original = !rows.IsNull(10);
  if (stored.has_original && stored.text_is_original) stored.original = rows.Text(10);
  stored.original_size = rows.Int(11);
  std::optional<std::string> text = ExactText(stored);
  if (!text) return Error{ErrorKind::kIo, database.path(), "the original of " + r.sha256 + " is damaged"};
  r.text = std::move(*text);
  r.notes = NotesOf(notes, number);
  names.Bind(1, number);
  bool first = true;
  size_t size = 0;
  while (names.Step()) {
    std::string id = names.Text(0), path = names.Text(1);
    if (!first && batch.back().id == id) {
      batch.back().paths.push_back(std::move(path));
      continue;
    }
    ingest::Report arrived = r;
    arrived.id = std::move(id);
    arrived.paths.push_back(std::move(path));
    size += arrived.text.size();
    batch.push_back(std::move(arrived));
    first = false;
  }
  names.Reset();
  return size;
}

}  // namespace

Result<std::vector<ingest::Report>> ReportReader::Next(size_t reports, size_t bytes) {
  std::vector<ingest::Report> batch;
  Rows rows(*store_.database_, (std::string(kColumns) + "WHERE number > ?1 ORDER BY number").c_str());
  rows.rows.Bind(1, last_);
  for (size_t size = 0; batch.size() < reports && size < bytes && rows.rows.Step();) {
    int64_t number = rows.rows.Int(0);
    Result<size_t> more = rows.Take(batch);
    if (!more) return more.error();
    size += *more;
    last_ = number;
  }
  if (Trouble trouble = rows.Any()) return *trouble;
  return batch;
}

Result<std::vector<ingest::Report>> ReportReader::Only(std::span<const std::string> sha256) {
  std::vector<ingest::Report> batch;
  Rows rows(*store_.database_, (std::string(kColumns) + "WHERE sha256 = ?1").c_str());
  for (const std::string& one : sha256) {
    rows.rows.Bind(1, one);
    if (rows.rows.Step()) {
      Result<size_t> more = rows.Take(batch);
      if (!more) return more.error();
    }
    rows.rows.Reset();
  }
  if (Trouble trouble = rows.Any()) return *trouble;
  return batch;
}

}  // namespace tawatur::store
