// ingest: paths in, reports out, one by one in input order. Entry point: Reader::Next().
#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/note.h"
#include "base/result.h"
#include "ingest/report.h"

namespace tawatur::ingest {

class Documents;
class Session;

// kFeed is RSS and Atom; kZip is WACZ too. Compression is no format: it is undone around each of them.
enum class Format { kSniff, kText, kHtml, kJsonl, kJson, kCsv, kTsv, kFeed, kWarc, kZip };

// The format of this name, as --format takes it.
std::optional<Format> FormatOf(std::string_view name);

struct ReaderOptions {
  Format format = Format::kSniff;          // kSniff: by content, each input on its own
  size_t text_limit = size_t{8} << 20;     // of a report's text
  size_t record_limit = size_t{16} << 20;  // of a line, row, item, or record
  bool keep_original = false;              // fill Report::original
  std::map<std::string, std::string> columns;  // field -> column or JSON field, before the names we know
};

// An input, or a record of one, that could not be read.
struct Failure {
  std::string path, record;  // the input as given or found; which record of it: a line, an entry, an id; empty: all of it
  std::string note;          // a registered name, see docs/notes.md
  std::string message;       // cause and, where there is one, the next step
  ErrorKind kind = ErrorKind::kData;

  std::string Place() const;  // path and record as they are printed
  char separator = '#';       // between the two
};

// Memory is bounded by one report or record. An input that fails is a Failure; reading goes on with the next one.
class Reader {
 public:
  // A path may be a file, a folder (read in sorted order, with all below it), a pattern that the shell left alone
  // ("reports/*.html") or "-", the standard input.
  Reader(std::span<const std::string> paths, const ReaderOptions& options);
  ~Reader();

  // The next report that could be read; nothing at the end.
  std::optional<Report> Next();

  // What failed, in input order, and what was passed over on purpose (pipes, devices and loops inside folders, sidecars
  // without a text, records without one), since the last call.
  std::vector<Failure> TakeFailures();
  std::vector<Note> TakeNotes();
  uint64_t bytes_read() const;
  uint64_t bytes_total() const { return bytes_total_; }  // of the files named or found; 0 for streams

 private:
  void Expand(const std::string& path);
  void ExpandFolder(const std::string& path, std::vector<std::pair<uint64_t, uint64_t>>& above);
  bool OpenNext();
  void Close();

  ReaderOptions options_;
  std::unique_ptr<Session> session_;
  std::deque<std::string> files_;
  uint64_t bytes_total_ = 0, bytes_done_ = 0;
  bool stdin_taken_ = false;
  std::string open_path_;
  std::unique_ptr<Documents> open_;
};

}  // namespace tawatur::ingest
