// ingest: the records of a web archive (WARC 1.0, 1.1 and their drafts), each of them one input. Entry point: OpenWarc().
// What is read: responses of status 200, resources and conversions that are pages, texts or feeds. All else is counted.
#include <algorithm>
#include <charconv>
#include <tuple>

#include "ingest/documents.h"
#include "ingest/http.h"
#include "ingest/inflate.h"

namespace tawatur::ingest {
namespace {

constexpr size_t kHeadLimit = size_t{64} << 10;

// Of a record's media type: the form to read it in, or nothing where it holds no report.
std::optional<Format> FormOf(std::string_view media) {
  if (media == "text/html" || media == "application/xhtml+xml") return Format::kHtml;
  if (media == "text/plain") return Format::kText;
  if (media == "application/rss+xml" || media == "application/atom+xml" || media == "application/rdf+xml") return Format::kFeed;
  if (media.empty() || media == "text/xml" || media == "application/xml") return Format::kSniff;
  return std::nullopt;
}

class WarcDocuments : public Documents {
 public:
  WarcDocuments(ByteStream stream, Origin origin, Session& session)
      : stream_(std::move(stream)), origin_(std::move(origin)), session_(session) {}

  std::optional<Report> Next() override {
    while (!session_.given_up()) {
      if (record_) {
        if (std::optional<Report> report = record_->Next()) {
          session_.CountGood();
          return report;
        }
        record_.reset();
      }
      if (done_ || !ReadRecord()) break;
    }
    Close();
    return std::nullopt;
  }

 private:
  // Trouble with the stream: says it and goes on behind it where that is possible.
  bool Damaged(const Error& error) {
    if (!session_.Fail(error)) return false;
    if (error.kind != ErrorKind::kData) return false;
    return stream_.Recover("WARC/");
  }

  bool ReadRecord() {
    std::string_view line;
    uint64_t begin = stream_.at();
    Result<ByteStream::LineState> state = stream_.NextLine(kHeadLimit, line);
    if (!state) return Damaged(state.error());
    if (*state == ByteStream::LineState::kEnd) return false;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() && *state == ByteStream::LineState::kLine) return true;  // between records
    if (*state == ByteStream::LineState::kTooLong || !line.starts_with("WARC/")) {
      // Once for each gap: what follows up to the next record is part of the same trouble.
      if (lost_) return true;
      lost_ = true;
      return session_.Fail("bad_record", origin_.path, ErrorKind::kData,
                           "holds no WARC record near byte " + std::to_string(begin) + "; reading goes on at the next one");
    }
    lost_ = false;
    std::string fields;
    for (;;) {
      state = stream_.NextLine(kHeadLimit, line);
      if (!state) return Damaged(state.error());
      if (*state == ByteStream::LineState::kEnd || line.empty() || line == "\r") break;
      if (fields.size() + line.size() > kHeadLimit || *state == ByteStream::LineState::kTooLong) {
        lost_ = true;
        return session_.Fail("bad_record", origin_.path, ErrorKind::kData,
                             "has a record head of more than " + std::to_string(kHeadLimit) + " bytes near byte " + std::to_string(begin));
      }
      fields.append(line).append("\n");
    }
    return TakeRecord(*ParseHead(fields, false), begin);
  }

  bool TakeRecord(const Head& head, uint64_t begin) {
    std::string_view id = head.Get("warc-record-id");
    if (id.starts_with('<')) id.remove_prefix(1);
    if (id.ends_with('>')) id.remove_suffix(1);
    std::string path = origin_.path + "#" + (id.empty() ? "byte " + std::to_string(begin) : std::string(id));
    std::string_view stated = head.Get("content-length");
    uint64_t size = 0;
    auto [stop, error] = std::from_chars(stated.data(), stated.data() + stated.size(), size);
    if (stated.empty() || error != std::errc() || stop != stated.data() + stated.size()) {
      lost_ = true;
      return session_.Fail("bad_record", path, ErrorKind::kData, "states no length that can be read; reading goes on at the next record");
    }
    std::string_view type = head.Get("warc-type");
    bool page = type == "response" || type == "resource" || type == "conversion";
    if (type == "revisit") ++revisits_;
    if (type == "continuation") ++segments_;
    auto [media, charset] = MediaType(head.Get("content-type"));
    bool http = type == "response" && media == "application/http";
    // What is no page is passed over unread, but for HTTP, whose head says what it is.
    if (!page || (!http && type != "response" && !FormOf(media)) || head.Get("warc-target-uri").starts_with("dns:")) return Skip(size, path);
    if (http) {  // its head says whether it is wanted
      Result<std::string_view> start = stream_.Peek(static_cast<size_t>(std::min<uint64_t>(size, kHeadLimit)));
      if (!start) return Damaged(start.error());
      std::optional<Head> response = ParseHead(start->substr(0, static_cast<size_t>(std::min<uint64_t>(size, start->size()))), true);
      if (!response) {
        if (!session_.Fail("bad_record", path, ErrorKind::kData, "holds no HTTP response")) return false;
        return Skip(size, path);
      }
      if (response->status != 200 || !FormOf(MediaType(response->Get("content-type")).first)) {
        ++passed_;
        return Skip(size, path);
      }
    }
    if (size > session_.options.record_limit) {
      session_.Fail("too_large", path, ErrorKind::kLimit,
                    "has " + std::to_string(size) + " bytes; a record may have " + std::to_string(session_.options.record_limit));
      Result<uint64_t> passed = stream_.Skip(size);
      return passed ? *passed == size : Damaged(passed.error());
    }
    std::string block;
    Result<size_t> got = stream_.Read(static_cast<size_t>(size), block);
    if (!got) {
      if (!session_.Fail(NameOfDamage(got.error()), path, got.error().kind, "lies where the archive " + got.error().message)) return false;
      return got.error().kind == ErrorKind::kData && stream_.Recover("WARC/");
    }
    if (*got < size) {
      session_.Fail("cut_record", path, ErrorKind::kData,
                    "ends after " + std::to_string(*got) + " of its " + std::to_string(size) + " bytes, where the archive ends");
      return false;
    }
    Origin inner = origin_;
    inner.path = std::move(path);
    inner.url = head.Get("warc-target-uri");
    if (inner.url.starts_with('<') && inner.url.ends_with('>')) inner.url = inner.url.substr(1, inner.url.size() - 2);
    inner.cut = !head.Get("warc-truncated").empty();
    ++inner.depth;
    inner.media = std::move(media);
    inner.charset = std::move(charset);
    if (http && !UnwrapHttp(block, inner)) return true;
    std::optional<Format> form = FormOf(inner.media);
    if (!form || block.empty() || inner.url.ends_with("/robots.txt")) {
      ++passed_;
      return true;
    }
    inner.format = *form;
    inner.name = inner.url.substr(0, inner.url.find_first_of("?#"));
    record_ = OpenDocuments(ByteStream::Of(std::move(block), inner.path), std::move(inner), session_);
    return true;
  }

  static std::string_view NameOfDamage(const Error& error) { return error.kind == ErrorKind::kIo ? "unreadable" : error.kind == ErrorKind::kLimit ? "too_large" : "damaged"; }

  bool Skip(uint64_t size, const std::string& path) {
    Result<uint64_t> passed = stream_.Skip(size);
    if (!passed) return Damaged(passed.error());
    if (*passed == size) return true;
    session_.Fail("cut_record", path, ErrorKind::kData, "ends before its " + std::to_string(size) + " bytes, where the archive ends");
    return false;
  }

  // The page out of the HTTP response, its codings undone. False where there is nothing to read.
  bool UnwrapHttp(std::string& block, Origin& inner) {
    std::optional<Head> head = ParseHead(block, true);
    if (!head) return false;  // its head was read before
    std::tie(inner.media, inner.charset) = MediaType(head->Get("content-type"));
    block.erase(0, head->size);
    if (head->Get("transfer-encoding").find("chunked") != std::string_view::npos) {
      if (std::optional<std::string> plain = Dechunk(block)) block = std::move(*plain);
    }
    std::string_view codings = head->Get("content-encoding");
    while (!codings.empty()) {  // "a, b": b was applied last
      size_t comma = codings.rfind(',');
      std::string_view name = codings.substr(comma == std::string_view::npos ? 0 : comma + 1);
      codings = codings.substr(0, comma == std::string_view::npos ? 0 : comma);
      while (name.starts_with(' ')) name.remove_prefix(1);
      while (name.ends_with(' ')) name.remove_suffix(1);
      if (!Undo(name, block, inner)) return false;
    }
    return true;
  }

  bool Undo(std::string_view name, std::string& block, const Origin& inner) {
    std::optional<Coding> seen = CodingOf(block), coding;
    if (name == "gzip" || name == "x-gzip" || name == "zstd") coding = seen;  // else it was undone before it was archived
    if (name == "deflate") coding = !block.empty() && (block[0] & 0x0F) == 8 ? Coding::kZlib : Coding::kDeflate;
    if (name == "br") coding = Coding::kBrotli;
    bool known = coding || name.empty() || name == "identity" || name == "gzip" || name == "x-gzip" || name == "zstd";
    if (!known) {
      session_.Fail("unknown_coding", inner.path, ErrorKind::kData, "is coded as \"" + std::string(name) + "\", which is not known");
      return false;
    }
    if (!coding || block.empty() || LooksLikeHtml(block) || block.starts_with("<?xml")) return true;
    Result<std::string> plain = Unpack(std::move(block), *coding, session_.options.record_limit, session_.meter, inner.path);
    if (!plain) {
      session_.Fail(plain.error());
      return false;
    }
    block = std::move(*plain);
    return true;
  }

  void Close() {
    auto tell = [&](const char* name, uint64_t n, const char* what) {
      if (n > 0) session_.notes.push_back({name, {}, origin_.path + ": " + std::to_string(n) + what});
    };
    if (revisits_ > 0) session_.notes.push_back({"revisit", {}, origin_.path + ": " + std::to_string(revisits_) + " revisit records repeat pages of other records and hold no text of their own"});
    tell("passed_over", passed_, " responses without a page (another status, another kind of file) were not read");
    tell("passed_over", segments_, " continuation records were not read; the records they belong to are cut");
    revisits_ = passed_ = segments_ = 0;
    done_ = true;
  }

  ByteStream stream_;
  Origin origin_;
  Session& session_;
  std::unique_ptr<Documents> record_;
  uint64_t revisits_ = 0, passed_ = 0, segments_ = 0;
  bool lost_ = false, done_ = false;
};

}  // namespace

std::unique_ptr<Documents> OpenWarc(ByteStream stream, Origin origin, Session& session) {
  return std::make_unique<WarcDocuments>(std::move(stream), std::move(origin), session);
}

}  // namespace tawatur::ingest
