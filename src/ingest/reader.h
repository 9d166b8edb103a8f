// ingest: paths in, reports out, one by one in input order. Entry point: Reader::Next().
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/report.h"

namespace tawatur::ingest {

class HtmlReader;
class JsonReader;

enum class Format { kSniff, kText, kJsonl, kHtml };

struct ReaderOptions {
  Format format = Format::kSniff;        // kSniff: by content, each input on its own
  size_t text_limit = size_t{1} << 30;   // offsets have 32 bits
  size_t line_limit = size_t{64} << 20;  // of JSON Lines
  bool keep_original = false;            // fill Report::original
};

// Memory is bounded by one report (or one line). An input that fails is an Error; reading goes on with the next one.
class Reader {
 public:
  // A path may be a file, a folder (read in sorted order, with all below it) or "-", the standard input.
  Reader(std::span<const std::string> paths, const ReaderOptions& options);
  ~Reader();

  // The next report that could be read; nothing at the end.
  std::optional<Report> Next();

  // What failed so far, in input order.
  const std::vector<Error>& errors() const { return errors_; }
  // What was passed over on purpose (pipes, devices and loops inside folders, sidecars without a text).
  const std::vector<Note>& notes() const { return notes_; }
  uint64_t bytes_read() const;
  uint64_t bytes_total() const { return bytes_total_; }  // of the files named or found; 0 for streams

 private:
  struct Open;
  void Expand(const std::string& path);
  void ExpandFolder(const std::string& path, std::vector<std::pair<uint64_t, uint64_t>>& above);
  bool OpenNext();
  std::optional<Report> NextText();
  std::optional<Report> NextPage(Report report, std::string bytes);
  std::optional<Report> NextLine();
  void AddSidecar(Report& report);
  void Fail(Error error) { errors_.push_back(std::move(error)); }

  ReaderOptions options_;
  std::deque<std::string> files_;
  std::vector<Error> errors_;
  std::vector<Note> notes_;
  uint64_t bytes_total_ = 0, bytes_done_ = 0;
  bool stdin_taken_ = false;
  std::unique_ptr<Open> open_;
  std::unique_ptr<JsonReader> json_;
  std::unique_ptr<HtmlReader> html_;
};

}  // namespace tawatur::ingest
