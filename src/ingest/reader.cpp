// ingest: paths in, reports out, one by one in input order. Entry point: Reader::Next().
#include "ingest/reader.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/sha256.h"
#include "ingest/bytes.h"
#include "ingest/encoding.h"
#include "ingest/html.h"
#include "ingest/jsonl.h"

namespace tawatur::ingest {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr size_t kSniffBytes = 4096;
constexpr size_t kSidecarLimit = size_t{1} << 20;

std::string_view SkipBlanks(std::string_view s) {
  size_t at = s.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : s.substr(at);
}

// JSON Lines begin with an object: a brace, then a quoted name and a colon. No article does.
bool LooksLikeJsonl(std::string_view s) {
  if (s.starts_with(kBom)) s.remove_prefix(kBom.size());
  s = SkipBlanks(s);
  if (!s.starts_with('{')) return false;
  s = SkipBlanks(s.substr(1));
  if (!s.starts_with('"')) return false;
  size_t quote = s.find('"', 1);
  return quote != std::string_view::npos && SkipBlanks(s.substr(quote + 1)).starts_with(':');
}

bool LooksLikeMarkup(std::string_view s) {
  if (s.starts_with(kBom)) s.remove_prefix(kBom.size());
  s = SkipBlanks(s);
  std::string head;
  for (char c : s.substr(0, 14)) head += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<?xml");
}

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

}  // namespace

struct Reader::Open {
  std::string path;
  ByteStream stream;
  bool jsonl = false;
  uint64_t line = 0;
};

Reader::Reader(std::span<const std::string> paths, const ReaderOptions& options)
    : options_(options), json_(std::make_unique<JsonReader>()), html_(std::make_unique<HtmlReader>()) {
  for (const std::string& path : paths) Expand(path);
}

Reader::~Reader() = default;

uint64_t Reader::bytes_read() const { return bytes_done_ + (open_ ? open_->stream.bytes_read() : 0); }

void Reader::Expand(const std::string& path) {
  struct stat status {};
  if (path == "-") {
    if (!stdin_taken_) files_.push_back(path);
    stdin_taken_ = true;
    return;
  }
  if (stat(path.c_str(), &status) != 0) {
    files_.push_back(path);  // fails in its turn, by name
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
    Fail({ErrorKind::kIo, path, std::string("cannot open the folder: ") + std::strerror(errno)});
    return;
  }
  std::pair<uint64_t, uint64_t> self{folder.st_dev, folder.st_ino};
  if (std::find(above.begin(), above.end(), self) != above.end()) {
    closedir(dir);
    notes_.push_back({"folder_loop", {}, path + " leads back to a folder above it and was not entered"});
    return;
  }
  std::vector<std::string> names;
  while (const dirent* entry = readdir(dir)) {
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);  // hidden files are no reports
  }
  closedir(dir);
  std::sort(names.begin(), names.end());
  above.push_back(self);
  for (const std::string& name : names) {
    std::string below = path.ends_with('/') ? path + name : path + "/" + name;
    struct stat status {};
    if (stat(below.c_str(), &status) != 0) {
      Fail({ErrorKind::kIo, below, std::string("cannot open: ") + std::strerror(errno)});
    } else if (S_ISDIR(status.st_mode)) {
      ExpandFolder(below, above);
    } else if (!S_ISREG(status.st_mode)) {
      notes_.push_back({"not_a_file", {}, below + " is a pipe or a device inside a folder and was not read"});
    } else if (!IsSidecar(below)) {
      files_.push_back(below);
      bytes_total_ += static_cast<uint64_t>(status.st_size);
    }
  }
  above.pop_back();
}

bool Reader::OpenNext() {
  while (!files_.empty()) {
    std::string path = std::move(files_.front());
    files_.pop_front();
    Result<ByteStream> stream = ByteStream::Open(path);
    if (!stream) {
      Fail(stream.error());
      continue;
    }
    bool jsonl = options_.format == Format::kJsonl;
    if (options_.format == Format::kSniff) {
      Result<std::string_view> head = stream->Peek(kSniffBytes);
      if (!head) {
        Fail(head.error());
        continue;
      }
      jsonl = LooksLikeJsonl(*head);
    }
    open_ = std::make_unique<Open>(Open{std::move(path), std::move(*stream), jsonl, 0});
    return true;
  }
  return false;
}

std::optional<Report> Reader::Next() {
  while (open_ || OpenNext()) {
    std::optional<Report> report = open_->jsonl ? NextLine() : NextText();
    if (report) return report;
    bytes_done_ += open_->stream.bytes_read();
    open_.reset();
  }
  return std::nullopt;
}

std::optional<Report> Reader::NextText() {
  if (open_->line++ > 0) return std::nullopt;  // a text is one report
  Result<std::string> bytes = open_->stream.ReadRest(options_.text_limit);
  if (!bytes) {
    Fail(bytes.error());
    return std::nullopt;
  }
  Report report;
  report.id = open_->path;
  report.paths.push_back(open_->path);
  report.sha256 = Sha256Hex(*bytes);
  if (options_.format == Format::kHtml || (options_.format == Format::kSniff && LooksLikeHtml(*bytes)))
    return NextPage(std::move(report), std::move(*bytes));
  bool markup = LooksLikeMarkup(*bytes);
  std::string original;
  if (options_.keep_original) original = *bytes;
  Result<Decoded> decoded = Decode(std::move(*bytes), open_->path);
  if (!decoded) {
    Fail(decoded.error());
    return std::nullopt;
  }
  if (decoded->text.size() > options_.text_limit) {
    Fail({ErrorKind::kLimit, open_->path,
          "has more than " + std::to_string(options_.text_limit) + " bytes once decoded; split it"});
    return std::nullopt;
  }
  report.text = std::move(decoded->text);
  report.made_text = decoded->made_text;
  if (report.made_text) report.original = std::move(original);
  report.notes = std::move(decoded->notes);
  if (markup)
    report.notes.push_back({"markup_as_text", {}, "the input looks like HTML or XML; its tags were read as text"});
  AddSidecar(report);
  return report;
}

std::optional<Report> Reader::NextPage(Report report, std::string bytes) {
  Result<Page> page = html_->Read(bytes, {}, open_->path);
  if (!page) {
    Fail(page.error());
    return std::nullopt;
  }
  AddSidecar(report);
  FillReport(std::move(*page), report);
  if (options_.keep_original) report.original = std::move(bytes);
  return report;
}

void Reader::AddSidecar(Report& report) {
  if (open_->path == "-") return;
  std::string path = open_->path + ".json";
  if (!IsFile(path)) return;
  Result<ByteStream> stream = ByteStream::Open(path);
  Result<std::string> json = stream ? stream->ReadRest(kSidecarLimit) : Result<std::string>(stream.error());
  if (!json) {
    report.notes.push_back({"bad_sidecar", {}, path + " " + json.error().message});
    return;
  }
  json_->ReadSidecar(path, *json, report);
}

std::optional<Report> Reader::NextLine() {
  for (;;) {
    std::string_view line;
    Result<ByteStream::LineState> state = open_->stream.NextLine(options_.line_limit, line);
    if (!state) {
      Fail(state.error());
      return std::nullopt;
    }
    if (*state == ByteStream::LineState::kEnd) return std::nullopt;
    ++open_->line;
    std::string place = open_->path + ":" + std::to_string(open_->line);
    if (*state == ByteStream::LineState::kTooLong) {
      Fail({ErrorKind::kLimit, place, "the line has more than " + std::to_string(options_.line_limit) + " bytes"});
      continue;
    }
    if (open_->line == 1 && line.starts_with(kBom)) line.remove_prefix(kBom.size());
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    if (SkipBlanks(line).empty()) continue;
    Result<Report> report = json_->Read(line, place);
    if (report && options_.keep_original) report->original.assign(line);
    if (report) return std::move(*report);
    Fail(report.error());
  }
}

}  // namespace tawatur::ingest
