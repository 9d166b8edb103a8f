// store: one SQLite file a case: reports with their original bytes, what each states, full-text search. Entry points:
// Store::Open(), Add(), ReportReader, Search(), Verify(). The format: docs/store.md.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "ingest/report.h"

namespace tawatur::store {

class Database;

// A report with what it states (one JSON object, as publish writes it; a line end is dropped). Findings may be empty
// where Wanted() said so.
struct Item {
  ingest::Report report;
  std::string findings;
  std::string facets, profile;  // store/facets.h, reconcile/profile.h; may be empty: they are then made when stories are

  // What Prepare() makes of the above.
  struct Rows {
    bool ready = false, clean = false;  // clean: the text is UTF-8
    std::string text_sha256, readable;  // readable: where it is not clean
    std::string packed;                 // the original bytes, where they are kept beside the text
    std::string title_words, text_words, facet_words;
  } rows;
};

// The work of a row that needs no database, for any thread: Add() does it itself where nobody did. `report` is the item's,
// wherever it lies now.
void Prepare(const ingest::Report& report, Item& item);

struct Added {
  size_t reports = 0;  // new ones
  size_t again = 0;    // bytes that were there already
};

struct Hit {
  std::string story;        // id of the story it belongs to; empty where stories were not made yet
  std::string id, sha256, title, outlet, published;
  double rank = 0;          // bm25: less is better
  std::vector<Span> spans;  // in the report's text, ascending; the first ones only
  Span excerpt_span;        // around the first of them
  std::string excerpt;
};

// Which reports or stories are meant; what is empty does not count.
struct Filter {
  std::string words;           // as Search() reads them
  std::string since, until;    // ISO days: of publication, or of a story's happening
  std::string place, actor, speaker, kind, event_class;  // an id or a name in Arabic or English
  bool conflicts = false;      // only where reports do not agree
  int64_t min_reports = 0;     // of a story
  size_t limit = SIZE_MAX;
  // Where names are withheld: their places in a text. A word that stands in such places only is not found.
  std::function<std::vector<Span>(std::string_view)> hidden;
};

// One thing that is not as it was stored.
struct Difference {
  std::string report;  // its id; empty where it is about the file
  std::string message;
};

struct Verified {
  size_t reports = 0, originals = 0, quotes = 0;
};

// While it lives, everything read from its store is of one moment, whatever other programs write.
class Snapshot {
 public:
  Snapshot(Snapshot&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  ~Snapshot();

 private:
  friend class Store;
  explicit Snapshot(Database& database) : database_(&database) {}
  Database* database_;
};

class Store {
 public:
  // kWrite makes the file where there is none, kChange does not; both bring an older one up to date.
  enum class Mode { kWrite, kRead, kChange };
  static Result<Store> Open(const std::string& path, Mode mode);
  Store(Store&&) noexcept;
  ~Store();

  // For each report: whether Add() needs its findings. Others were read before.
  Result<std::vector<bool>> Wanted(std::span<const ingest::Report> reports);
  // All of them or, where it fails, none; afterwards they are on the disk. The same bytes again add their name and path
  // only. `engine` is the version that made the findings; `added_at` may be empty: the same reports then give the same
  // rows.
  Result<Added> Add(std::span<const Item> items, std::string_view engine, std::string_view added_at = {});

  Result<int64_t> CountReports();
  // One at a time, of a store that is only read.
  Result<Snapshot> Hold();
  // The best reports for words, "phrases" and beginnings* that must all be there; without words the latest that fit.
  Result<std::vector<Hit>> Search(const Filter& filter);
  Result<std::vector<Hit>> Search(std::string_view query, size_t limit);
  // Hashes every original, compares every quote with the words at its offsets, and looks at the file itself.
  Result<Verified> Verify(const std::function<void(const Difference&)>& tell);

 private:
  friend class ReportReader;
  friend class Reviews;
  friend class Stories;
  // Of the best `limit`, `looked` of which there are, those that may be found.
  Result<std::vector<Hit>> Best(const Filter& filter, size_t limit, size_t& looked);
  explicit Store(std::unique_ptr<Database> database);

  std::unique_ptr<Database> database_;
};

// The reports of a store in order of arrival, a batch at a time, as ingest gave them: bytes that came under several
// names come once a name. Holds nothing open between batches.
class ReportReader {
 public:
  // With `originals` each Report has its original bytes where they are not its text, as the reader of files gives them.
  explicit ReportReader(Store& store, bool originals = false) : store_(store), originals_(originals) {}
  // Empty at the end.
  Result<std::vector<ingest::Report>> Next(size_t reports, size_t bytes);

 private:
  Store& store_;
  bool originals_ = false;
  int64_t last_ = 0;
};

}  // namespace tawatur::store
