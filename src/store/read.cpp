// store: reports back out of their rows. Entry points: ReportReader::Next(), Stories::ReadReports().
#include "store/database.h"
#include "store/rows.h"
#include "store/stories.h"

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

// Rows of reports, each with its names and notes.
class RowReader {
 public:
  RowReader(Database& database, const char* where)
      : database_(database),
        rows(database, (std::string("SELECT number, sha256, url, outlet, title, published, basis, made_text, text, text_is_original, original, "
                                    "original_size, author, agency, modified FROM report WHERE ") + where).c_str()),
        names_(database, "SELECT id, path FROM arrival WHERE report = ?1 ORDER BY id, path"),
        parts_(database, "SELECT begin, \"end\", published FROM report_part WHERE report = ?1 ORDER BY position"),
        notes_(database, "SELECT name, begin, \"end\", message FROM input_note WHERE report = ?1 ORDER BY position") {}

  // The row that `rows` stands on, once a name. Gives its bytes.
  Result<size_t> Take(std::vector<ingest::Report>& batch) {
    const int64_t number = rows.Int(0);
    ingest::Report r;
    r.sha256 = rows.Text(1);
    r.url = rows.Text(2), r.outlet = rows.Text(3), r.title = rows.Text(4), r.published = rows.Text(5);
    r.basis = BasisOf(rows.Text(6));
    r.author = rows.Text(12), r.agency = rows.Text(13), r.modified = rows.Text(14);
    r.made_text = rows.Int(7) != 0;
    const StoredBytes stored = StoredBytesOf(rows, 8);
    std::optional<std::string> text = ExactText(stored);
    if (!text) return Error{ErrorKind::kIo, database_.path(), "the original of " + r.sha256 + " is damaged"};
    r.text = std::move(*text);
    if (originals && !stored.text_is_original && stored.has_original) {
      std::optional<std::string> original = OriginalBytes(stored);
      if (!original) return Error{ErrorKind::kIo, database_.path(), "the original of " + r.sha256 + " is damaged"};
      r.original = std::move(*original);
    }
    r.notes = NotesOf(notes_, number);
    for (parts_.Bind(1, number); parts_.Step();) {
      const int64_t begin = parts_.Int(0), end = parts_.Int(1);
      if (begin < 0 || begin > end || end > static_cast<int64_t>(r.text.size())) continue;  // a file of somebody else may hold anything
      r.parts.push_back({{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, parts_.Text(2)});
    }
    parts_.Reset();
    size_t size = 0;
    names_.Bind(1, number);
    for (bool first = true; names_.Step();) {
      std::string id = names_.Text(0), path = names_.Text(1);
      if (!first && batch.back().id == id) {
        batch.back().paths.push_back(std::move(path));
        continue;
      }
      ingest::Report arrived = r;
      arrived.id = std::move(id);
      arrived.paths.push_back(std::move(path));
      size += arrived.text.size() + arrived.original.size();
      batch.push_back(std::move(arrived));
      first = false;
    }
    names_.Reset();
    return size;
  }
  Trouble trouble() const {
    for (const Statement* s : {&rows, &names_, &parts_, &notes_}) {
      if (s->trouble()) return s->trouble();
    }
    return std::nullopt;
  }

 private:
  Database& database_;

 public:
  Statement rows;
  bool originals = false;  // Report::original is wanted

 private:
  Statement names_, parts_, notes_;
};

}  // namespace

Result<std::vector<ingest::Report>> ReportReader::Next(size_t reports, size_t bytes) {
  RowReader reader(*store_.database_, "number > ?1 ORDER BY number");
  reader.originals = originals_;
  std::vector<ingest::Report> batch;
  reader.rows.Bind(1, last_);
  for (size_t size = 0; batch.size() < reports && size < bytes && reader.rows.Step();) {
    Result<size_t> took = reader.Take(batch);
    if (!took) return took.error();
    size += *took;
    last_ = reader.rows.Int(0);
  }
  if (Trouble t = reader.trouble()) return *t;
  return batch;
}

Result<std::vector<ingest::Report>> Stories::ReadReports(std::span<const int64_t> numbers) {
  RowReader reader(*store_.database_, "number = ?1");
  std::vector<ingest::Report> batch;
  for (int64_t number : numbers) {
    reader.rows.Bind(1, number);
    if (reader.rows.Step()) {
      Result<size_t> took = reader.Take(batch);
      if (!took) return took.error();
    }
    reader.rows.Reset();
  }
  if (Trouble t = reader.trouble()) return *t;
  return batch;
}

Result<std::vector<ingest::Report>> Stories::ReadReports(const std::string& sha256_begin) {
  RowReader reader(*store_.database_, "sha256 >= ?1 AND sha256 < ?1 || 'g' ORDER BY number");
  std::vector<ingest::Report> batch;
  reader.rows.Bind(1, sha256_begin);
  while (reader.rows.Step()) {
    Result<size_t> took = reader.Take(batch);
    if (!took) return took.error();
  }
  if (Trouble t = reader.trouble()) return *t;
  return batch;
}

}  // namespace tawatur::store
