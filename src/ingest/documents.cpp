// ingest: what an open input holds, report after report. Entry point: OpenDocuments().
#include "ingest/documents.h"

#include <simdjson.h>

#include <algorithm>

#include "ingest/encoding.h"
#include "ingest/inflate.h"
#include "ingest/sniff.h"

namespace tawatur::ingest {
namespace {

// So many bad records in one input, and fewer good ones: it is not what it seems to be.
constexpr uint64_t kPatience = 1000;

bool HasWideMark(std::string_view head) {
  using std::string_view_literals::operator""sv;
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") || head.starts_with("\0\0\xFE\xFF"sv);
}

// The last character of a part of a text may be cut.
bool IsUtf8Part(std::string_view s) {
  for (size_t cut = 0; cut < 4 && cut <= s.size(); ++cut) {
    if (simdjson::validate_utf8(s.data(), s.size() - cut)) return true;
  }
  return false;
}

// "a.txt.gz" holds "a.txt".
std::string InnerName(std::string_view name) {
  for (const char* ending : {".gz", ".zst", ".zstd"}) {
    if (EndsWith(name, ending)) return std::string(name.substr(0, name.rfind('.')));
  }
  return std::string(name);
}

}  // namespace

std::string Failure::Place() const { return record.empty() ? path : path + separator + record; }

void Session::Begin(const std::string& file) {
  file_ = file;
  meter = {};
  bad_ = good_ = 0;
  given_up_ = false;
}

std::string_view Session::NameOf(const Error& error) const {
  if (error.kind == ErrorKind::kIo) return "unreadable";
  if (meter.Bomb()) return "decompression_bomb";
  return error.kind == ErrorKind::kLimit ? "too_large" : "damaged";
}

bool Session::Fail(std::string_view note, std::string place, ErrorKind kind, std::string message) {
  if (given_up_) return false;
  Failure failure;
  failure.path = place;
  if (place.size() > file_.size() && place.starts_with(file_) && !file_.empty()) {
    failure.path = file_;
    failure.separator = place[file_.size()];
    failure.record = place.substr(file_.size() + 1);
  }
  failure.note = note;
  failure.message = std::move(message);
  failure.kind = kind;
  failures.push_back(std::move(failure));
  if (++bad_ < kPatience || bad_ <= good_) return true;
  given_up_ = true;
  Failure last;
  last.path = file_;
  last.note = "given_up";
  last.message = "has " + std::to_string(bad_) + " records that cannot be read and " + std::to_string(good_) +
                 " that can; the rest was not read. Is it of another form? (--format)";
  failures.push_back(std::move(last));
  return false;
}

std::optional<ByteStream> AsUtf8(ByteStream stream, const std::string& declared, Session& session, std::vector<Note>& notes) {
  Result<std::string_view> head = stream.Peek(size_t{64} << 10);
  if (!head) {
    session.Fail(head.error());
    return std::nullopt;
  }
  bool utf8 = EndsWith("." + declared, "utf-8") || EndsWith("." + declared, "utf8");
  bool as_it_is = utf8 || (declared.empty() && IsUtf8Part(*head));
  if (as_it_is && !HasWideMark(*head)) return stream;
  std::string place = stream.place();
  Result<std::string> bytes = stream.ReadRest(4 * session.options.record_limit);
  if (!bytes) {
    session.Fail(bytes.error());
    return std::nullopt;
  }
  Result<Decoded> decoded = DecodeDeclared(*bytes, declared, place);
  if (!decoded) {
    session.Fail("not_text", decoded.error());
    return std::nullopt;
  }
  notes.insert(notes.end(), decoded->notes.begin(), decoded->notes.end());
  return ByteStream::Of(std::move(decoded->text), place);
}

std::unique_ptr<Documents> OpenDocuments(ByteStream stream, Origin origin, Session& session) {
  auto fail = [&](const Error& error) -> std::unique_ptr<Documents> {
    session.Fail(error);
    return nullptr;
  };
  Result<std::string_view> head = stream.Peek(kSniffBytes);
  if (!head) return fail(head.error());
  while (std::optional<Coding> coding = CodingOf(*head)) {
    if (++origin.depth > kDeepest) break;
    stream = Inflate(std::move(stream), *coding, session.meter);
    origin.name = InnerName(origin.name);
    head = stream.Peek(kSniffBytes);
    if (!head) return fail(head.error());
  }
  if (origin.depth > kDeepest) {
    session.Fail("nested_too_deeply", origin.path, ErrorKind::kLimit,
                 "lies in more than " + std::to_string(kDeepest) + " archives; unpack the outer ones first");
    return nullptr;
  }
  Format format = origin.format;
  if (head->starts_with("PK\x03\x04")) format = Format::kZip;  // whatever it is said to hold
  if (format == Format::kSniff) {
    format = Sniff(*head, origin.name);
    if (HasWideMark(*head)) {
      Result<Decoded> readable = DecodeDeclared(head->substr(0, head->size() / 4 * 4), {}, origin.path);
      if (readable) format = Sniff(readable->text, origin.name);
    }
  }
  bool sniffed = origin.format == Format::kSniff;
  origin.format = format;
  switch (format) {
    case Format::kJsonl: return OpenJsonl(std::move(stream), std::move(origin), session);
    case Format::kJson: return OpenJson(std::move(stream), std::move(origin), session);
    case Format::kCsv:
    case Format::kTsv: return OpenTable(std::move(stream), std::move(origin), session);
    case Format::kFeed: return OpenFeed(std::move(stream), std::move(origin), session);
    case Format::kWarc: return OpenWarc(std::move(stream), std::move(origin), session);
    case Format::kZip: return OpenZip(std::move(stream), std::move(origin), session);
    case Format::kSniff:
    case Format::kText:
    case Format::kHtml: break;
  }
  if (sniffed && format == Format::kText) origin.format = Format::kSniff;  // it looks like nothing else
  return OpenText(std::move(stream), std::move(origin), session);
}

}  // namespace tawatur::ingest
