// ingest: an input that is one report: plain text, or a web page. Entry point: OpenText().
#include <sys/stat.h>

#include "base/sha256.h"
#include "ingest/documents.h"
#include "ingest/encoding.h"

namespace tawatur::ingest {
namespace {

constexpr size_t kSidecarLimit = size_t{1} << 20;

class TextDocument : public Documents {
 public:
  TextDocument(ByteStream stream, Origin origin, Session& session)
      : stream_(std::move(stream)), origin_(std::move(origin)), session_(session) {}

  std::optional<Report> Next() override {
    if (read_) return std::nullopt;
    read_ = true;
    bool page = origin_.format == Format::kHtml;
    Result<std::string> bytes = stream_.ReadRest(page ? HtmlOptions{}.size_limit : session_.options.text_limit);
    if (!bytes) {
      session_.Fail(bytes.error());
      return std::nullopt;
    }
    Report report;
    report.id = origin_.path;
    report.paths.push_back(origin_.path);
    report.sha256 = Sha256Hex(*bytes);
    if (session_.meter.changed)
      report.notes.push_back({"file_changed", {}, "the file was written to while it was read; the hash is of what was read"});
    if (origin_.cut) {
      report.notes.push_back({"truncated", {}, "the crawler took only a part of this; its last words were left out"});
      // A number that is cut in two is another number.
      size_t whole = bytes->rfind(page ? '>' : '\n');
      cut_ = bytes->substr(0, whole == std::string::npos ? 0 : whole + 1);
    }
    if (!(page ? ReadPage(*bytes, report) : ReadText(*bytes, report))) return std::nullopt;
    AddSidecar(report);
    if (report.url.empty()) report.url = origin_.url;
    return report;
  }

 private:
  bool ReadPage(std::string& bytes, Report& report) {
    HtmlOptions options;
    options.charset = origin_.charset;
    options.url = origin_.url;
    Result<Page> page = session_.html.Read(origin_.cut ? cut_ : bytes, options, origin_.path);
    if (!page) {
      session_.Fail(page.error().kind == ErrorKind::kLimit ? "too_large" : "not_text", page.error());
      return false;
    }
    FillReport(std::move(*page), report);
    report.made_text = true;
    if (session_.options.keep_original) report.original = std::move(bytes);
    return true;
  }

  bool ReadText(std::string& bytes, Report& report) {
    bool markup = origin_.format == Format::kSniff && (bytes.starts_with("<?xml") || bytes.starts_with("\xEF\xBB\xBF<?xml"));
    std::string original;
    if (session_.options.keep_original) original = bytes;
    Result<Decoded> decoded = Decode(origin_.cut ? std::move(cut_) : std::move(bytes), origin_.path);
    if (!decoded) {
      session_.Fail("not_text", decoded.error());
      return false;
    }
    if (decoded->text.size() > session_.options.text_limit) {
      session_.Fail("too_large", origin_.path, ErrorKind::kLimit,
                    "has more than " + std::to_string(session_.options.text_limit) + " bytes once decoded; split it");
      return false;
    }
    report.text = std::move(decoded->text);
    report.made_text = decoded->made_text || origin_.cut;
    if (report.made_text) report.original = std::move(original);
    for (Note& note : decoded->notes) report.notes.push_back(std::move(note));
    if (markup) report.notes.push_back({"markup_as_text", {}, "the input looks like XML that is no feed; its tags were read as text"});
    return true;
  }

  void AddSidecar(Report& report) {
    if (!session_.IsWhole(origin_.path) || origin_.path == "-") return;
    std::string path = origin_.path + ".json";
    struct stat status {};
    if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
    Meter apart;
    Result<ByteStream> stream = ByteStream::Open(path, apart);
    Result<std::string> json = stream ? stream->ReadRest(kSidecarLimit) : Result<std::string>(stream.error());
    if (!json) {
      report.notes.push_back({"bad_sidecar", {}, path + " " + json.error().message});
      return;
    }
    session_.json.ReadSidecar(path, *json, report);
  }

  ByteStream stream_;
  Origin origin_;
  Session& session_;
  std::string cut_;
  bool read_ = false;
};

}  // namespace

std::unique_ptr<Documents> OpenText(ByteStream stream, Origin origin, Session& session) {
  return std::make_unique<TextDocument>(std::move(stream), std::move(origin), session);
}

}  // namespace tawatur::ingest
