// store: reports back out of their rows. Entry point: ReportReader::Next().
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

}  // namespace

Result<std::vector<ingest::Report>> ReportReader::Next(size_t reports, size_t bytes) {
  Database& database = *store_.database_;
  std::vector<ingest::Report> batch;
  Statement rows(database,
                 "SELECT number, sha256, url, outlet, title, published, basis, text, made_text, "
                 "text_is_original, original, original_size FROM report WHERE number > ?1 ORDER BY number");
  Statement names(database, "SELECT id, path FROM arrival WHERE report = ?1 ORDER BY id, path");
  Statement notes(database,
                  "SELECT name, begin, \"end\", message FROM input_note WHERE report = ?1 ORDER BY position");
  rows.Bind(1, last_);
  for (size_t size = 0; batch.size() < reports && size < bytes && rows.Step();) {
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
    last_ = number;
  }
  for (const Statement* s : {&rows, &names, &notes}) {
    if (s->trouble()) return *s->trouble();
  }
  return batch;
}

}  // namespace tawatur::store
