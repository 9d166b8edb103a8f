// ingest: paths in, reports out, one by one in input order. Entry point: Reader::Next().
#include "ingest/reader.h"

#include <dirent.h>
#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>
#include <utility>

#include "ingest/documents.h"
#include "ingest/sniff.h"

namespace tawatur::ingest {
namespace {

bool IsFile(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

// "x.txt.json" beside "x.txt" tells about x.txt and is no report itself.
bool IsSidecar(const std::string& path) {
  constexpr std::string_view kEnding = ".json";
  return path.size() > kEnding.size() && path.ends_with(kEnding) &&
         IsFile(path.substr(0, path.size() - kEnding.size()));
}

// "x_files" beside "x.html" holds what a browser saved with the page.
bool IsPageFolder(const std::string& name, const std::set<std::string>& beside) {
  for (const char* ending : {"_files", "_fichiers", ".files"}) {
    std::string_view stem = name;
    if (!stem.ends_with(ending)) continue;
    stem.remove_suffix(std::strlen(ending));
    if (beside.contains(std::string(stem) + ".html") || beside.contains(std::string(stem) + ".htm")) return true;
  }
  return false;
}

}  // namespace

std::optional<Format> FormatOf(std::string_view name) {
  static constexpr std::pair<std::string_view, Format> kNames[] = {
      {"text", Format::kText}, {"html", Format::kHtml}, {"jsonl", Format::kJsonl}, {"json", Format::kJson},
      {"csv", Format::kCsv},   {"tsv", Format::kTsv},   {"rss", Format::kFeed},    {"atom", Format::kFeed},
      {"warc", Format::kWarc}, {"wacz", Format::kZip},  {"zip", Format::kZip}};
  for (const auto& [known, format] : kNames) {
    if (known == name) return format;
  }
  return std::nullopt;
}

Reader::Reader(std::span<const std::string> paths, const ReaderOptions& options)
    : options_(options), session_(std::make_unique<Session>(options_)) {
  for (const std::string& path : paths) Expand(path);
}

Reader::~Reader() = default;

uint64_t Reader::bytes_read() const { return bytes_done_ + (open_ ? session_->meter.read : 0); }
std::vector<Failure> Reader::TakeFailures() { return std::exchange(session_->failures, {}); }
std::vector<Note> Reader::TakeNotes() { return std::exchange(session_->notes, {}); }

void Reader::Expand(const std::string& path) {
  struct stat status {};
  if (path == "-") {
    if (!stdin_taken_) files_.push_back(path);
    stdin_taken_ = true;
    return;
  }
  if (stat(path.c_str(), &status) != 0) {
    glob_t found{};
    if (path.find_first_of("*?[") != std::string::npos && glob(path.c_str(), 0, nullptr, &found) == 0) {
      for (size_t i = 0; i < found.gl_pathc; ++i) Expand(found.gl_pathv[i]);
    } else {
      files_.push_back(path);  // fails in its turn, by name
    }
    globfree(&found);
    return;
  }
  if (S_ISDIR(status.st_mode)) {
    std::vector<std::pair<uint64_t, uint64_t>> above;
    ExpandFolder(path, above);
    return;
  }
  if (IsSidecar(path)) return;
  files_.push_back(path);
  if (S_ISREG(status.st_mode)) bytes_total_ += static_cast<uint64_t>(status.st_size);
}

void Reader::ExpandFolder(const std::string& path, std::vector<std::pair<uint64_t, uint64_t>>& above) {
  struct stat folder {};
  DIR* dir = stat(path.c_str(), &folder) == 0 ? opendir(path.c_str()) : nullptr;
  if (!dir) {
    session_->Begin(path);
    session_->Fail("unreadable", path, ErrorKind::kIo, std::string("cannot open the folder: ") + std::strerror(errno));
    return;
  }
  std::pair<uint64_t, uint64_t> self{folder.st_dev, folder.st_ino};
  if (std::find(above.begin(), above.end(), self) != above.end()) {
    closedir(dir);
    session_->notes.push_back({"folder_loop", {}, path + " leads back to a folder above it and was not entered"});
    return;
  }
  std::set<std::string> names;
  while (const dirent* entry = readdir(dir)) {
    if (entry->d_name[0] != '.') names.emplace(entry->d_name);  // hidden files are no reports
  }
  closedir(dir);
  above.push_back(self);
  uint64_t passed = 0;
  for (const std::string& name : names) {
    std::string below = path.ends_with('/') ? path + name : path + "/" + name;
    struct stat status {};
    if (stat(below.c_str(), &status) != 0) {
      session_->Begin(below);
      session_->Fail("unreadable", below, ErrorKind::kIo, std::string("cannot open: ") + std::strerror(errno));
    } else if (S_ISDIR(status.st_mode)) {
      IsPageFolder(name, names) ? void(++passed) : ExpandFolder(below, above);
    } else if (!S_ISREG(status.st_mode)) {
      session_->notes.push_back({"not_a_file", {}, below + " is a pipe or a device inside a folder and was not read"});
    } else if (IsPageResource(name)) {
      ++passed;
    } else if (!IsSidecar(below)) {
      files_.push_back(below);
      bytes_total_ += static_cast<uint64_t>(status.st_size);
    }
  }
  if (passed > 0)
    session_->notes.push_back({"passed_over", {}, path + ": " + std::to_string(passed) + " images, scripts, styles or folders of a saved page were not read"});
  above.pop_back();
}

bool Reader::OpenNext() {
  while (!files_.empty()) {
    open_path_ = std::move(files_.front());
    files_.pop_front();
    session_->Begin(open_path_);
    Result<ByteStream> stream = ByteStream::Open(open_path_, session_->meter);
    if (!stream) {
      session_->Fail(stream.error());
      continue;
    }
    Origin origin;
    origin.path = open_path_;
    origin.name = open_path_.substr(open_path_.rfind('/') + 1);
    origin.format = options_.format;
    open_ = OpenDocuments(std::move(*stream), std::move(origin), *session_);
    if (open_) return true;
    bytes_done_ += session_->meter.read;
  }
  return false;
}

void Reader::Close() {
  open_.reset();
  bytes_done_ += session_->meter.read;
  if (session_->meter.changed)
    session_->notes.push_back({"file_changed", {}, open_path_ + " was written to while it was read"});
}

std::optional<Report> Reader::Next() {
  while (open_ || OpenNext()) {
    if (std::optional<Report> report = open_->Next()) {
      // A note on a field that did not become the text (a damaged body, the headline alone kept) speaks of the whole report.
      for (Note& note : report->notes) {
        if (note.span.end > report->text.size()) note.span = {};
      }
      if (report->text.size() <= options_.text_limit) return report;
      session_->Fail("too_large", report->paths.front(), ErrorKind::kLimit,
                     "has a text of " + std::to_string(report->text.size()) + " bytes; a report may have " + std::to_string(options_.text_limit));
      continue;
    }
    Close();
  }
  return std::nullopt;
}

}  // namespace tawatur::ingest
