// ingest: the entries of a ZIP archive, each an input of its own, and the crawls of a WACZ. Entry point: OpenZip().
// Nothing is ever written to the disk: an entry's name is only printed.
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "ingest/documents.h"
#include "ingest/encoding.h"
#include "ingest/sniff.h"

namespace tawatur::ingest {
namespace {

constexpr size_t kBlock = size_t{1} << 18;
// A list of entries above this is not held in memory: the archive is then read from its beginning to its end.
constexpr uint64_t kDirectoryLimit = uint64_t{16} << 20;

struct CloseArchive {
  void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

// The bytes of the archive: read at any place where it is a file, else as they come.
struct Input {
  ByteStream stream;
  Meter* meter = nullptr;
  int64_t at = 0;
  bool seekable = false;
  std::array<char, kBlock> block{};
  std::string held{};

  static la_ssize_t Read(archive* a, void* self, const void** out) {
    Input& in = *static_cast<Input*>(self);
    if (in.seekable) {
      ssize_t n = pread(in.stream.fd(), in.block.data(), in.block.size(), in.at);
      if (n < 0) {
        archive_set_error(a, errno, "cannot read");
        return ARCHIVE_FATAL;
      }
      in.at += n;
      in.meter->read = std::min(in.meter->read + static_cast<uint64_t>(n), in.meter->size);  // entries may overlap
      *out = in.block.data();
      return n;
    }
    in.held.clear();
    Result<size_t> n = in.stream.Read(kBlock, in.held);
    if (!n) {
      archive_set_error(a, EIO, "%s", n.error().message.c_str());
      return ARCHIVE_FATAL;
    }
    *out = in.held.data();
    return static_cast<la_ssize_t>(*n);
  }
  static la_int64_t Seek(archive*, void* self, la_int64_t offset, int whence) {
    Input& in = *static_cast<Input*>(self);
    int64_t from = whence == SEEK_CUR ? in.at : whence == SEEK_END ? static_cast<int64_t>(in.meter->size) : 0;
    return in.at = std::max<int64_t>(0, from + offset);
  }
};

// Whether the list of entries at the end is there and small. Its last part names its size (and 0xFFFFFFFF a list beyond
// 65534 entries).
bool SmallDirectory(int fd, uint64_t size) {
  std::string tail(static_cast<size_t>(std::min<uint64_t>(size, 65535 + 22)), '\0');
  ssize_t n = pread(fd, tail.data(), tail.size(), static_cast<off_t>(size - tail.size()));
  if (n < 22) return false;
  size_t at = std::string_view(tail).substr(0, static_cast<size_t>(n)).rfind("PK\x05\x06");
  if (at == std::string::npos || at + 22 > tail.size()) return false;
  uint64_t directory = 0;
  for (size_t i = 16; i-- > 12;) directory = directory << 8 | static_cast<unsigned char>(tail[at + i]);
  return directory <= kDirectoryLimit;
}

Archive Open(Input& in) {
  Archive a(archive_read_new());
  if (!a) return a;
  in.at = 0;
  archive_read_support_filter_none(a.get());
  if (in.seekable) {
    archive_read_support_format_zip_seekable(a.get());
    archive_read_set_seek_callback(a.get(), &Input::Seek);
  }
  archive_read_support_format_zip_streamable(a.get());
  archive_read_set_read_callback(a.get(), &Input::Read);
  archive_read_set_callback_data(a.get(), &in);
  if (archive_read_open1(a.get()) != ARCHIVE_OK) a.reset();
  return a;
}

// libarchive gives names in the characters of the locale. While this lives, that of this thread is UTF-8.
class Utf8Names {
 public:
  Utf8Names() : utf8_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(utf8_ ? uselocale(utf8_) : nullptr) {}
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() {
    if (!utf8_) return;
    uselocale(before_);
    freelocale(utf8_);
  }

 private:
  locale_t utf8_, before_;
};

// Archives of old systems keep names in their own encoding and do not say in which.
std::string NameOf(archive_entry* entry, uint64_t number) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name && *name) return name;
  name = archive_entry_pathname(entry);
  if (!name || !*name) return "entry " + std::to_string(number);
  Result<Decoded> decoded = Decode(name, {});
  return decoded ? std::move(decoded->text) : name;
}

class EntrySource : public ByteSource {
 public:
  EntrySource(archive* a, std::string place, Meter& meter) : archive_(a), place_(std::move(place)), meter_(&meter) {}

  Result<size_t> Read(char* to, size_t size) override {
    la_ssize_t n = archive_read_data(archive_, to, size);
    if (n < 0) {
      const char* why = archive_error_string(archive_);
      return Error{ErrorKind::kData, place_, std::string("is damaged or cut in its archive (") + (why ? why : "no reason given") + ")"};
    }
    meter_->made += static_cast<uint64_t>(n);
    if (!meter_->Bomb()) return static_cast<size_t>(n);
    return Error{ErrorKind::kLimit, place_, "grows to more than " + std::to_string(Meter::kRatio) + " times its size (a decompression bomb?)"};
  }

 private:
  archive* archive_;
  std::string place_;
  Meter* meter_;
};

class ZipDocuments : public Documents {
 public:
  ZipDocuments(ByteStream stream, Origin origin, Session& session)
      : origin_(std::move(origin)), session_(session), in_{std::move(stream), &session.meter} {
    wacz_ = EndsWith(origin_.name, ".wacz");
    in_.seekable = in_.stream.fd() >= 0 && origin_.depth == 0 && SmallDirectory(in_.stream.fd(), session.meter.size);
    if (in_.seekable && !wacz_) wacz_ = HasCrawls();
    archive_ = Open(in_);
    if (!archive_) session_.Fail("damaged", origin_.path, ErrorKind::kData, "is no ZIP archive that can be read");
  }

  std::optional<Report> Next() override {
    while (archive_ && !session_.given_up()) {
      if (entry_) {
        if (std::optional<Report> report = entry_->Next()) return report;
        entry_.reset();
        if (session_.meter.Bomb()) break;
      }
      Utf8Names names;
      archive_entry* entry = nullptr;
      int status = archive_read_next_header(archive_.get(), &entry);
      if (status == ARCHIVE_EOF) break;
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
        const char* why = archive_error_string(archive_.get());
        session_.Fail("damaged", origin_.path, ErrorKind::kData,
                      std::string("is damaged or cut behind entry ") + std::to_string(number_) + " (" + (why ? why : "no reason given") + ")");
        break;
      }
      ++number_;
      entry_ = OpenEntry(entry);
    }
    Close();
    return std::nullopt;
  }

 private:
  // A list of entries with archive/*.warc in it and datapackage.json is a WACZ, whatever the file's name.
  bool HasCrawls() {
    Utf8Names names;
    Archive a = Open(in_);
    bool package = false, crawl = false;
    archive_entry* entry = nullptr;
    for (uint64_t n = 1; a && archive_read_next_header(a.get(), &entry) >= ARCHIVE_WARN; ++n) {
      std::string name = NameOf(entry, n);
      package = package || name == "datapackage.json";
      crawl = crawl || IsCrawl(name);
    }
    return package && crawl;
  }
  static bool IsCrawl(std::string_view name) {
    return name.starts_with("archive/") &&
           (EndsWith(name, ".warc") || EndsWith(name, ".warc.gz") || EndsWith(name, ".warc.zst"));
  }

  std::unique_ptr<Documents> OpenEntry(archive_entry* entry) {
    std::string name = NameOf(entry, number_);
    if (archive_entry_filetype(entry) != AE_IFREG || name.ends_with('/')) return nullptr;
    if (wacz_ ? !IsCrawl(name) : IsHidden(name)) return nullptr;
    if (!wacz_ && IsPageResource(name)) {
      ++passed_;
      return nullptr;
    }
    std::string path = origin_.path + "#" + name;
    if (archive_entry_is_data_encrypted(entry) == 1) {
      session_.Fail("encrypted", path, ErrorKind::kData, "is encrypted; unpack it first");
      return nullptr;
    }
    Origin inner = origin_;
    inner.path = path;
    inner.name = std::move(name);
    ++inner.depth;
    if (inner.format == Format::kZip) inner.format = Format::kSniff;
    return OpenDocuments(ByteStream(std::make_unique<EntrySource>(archive_.get(), path, session_.meter), path),
                         std::move(inner), session_);
  }

  void Close() {
    if (passed_ > 0)
      session_.notes.push_back({"passed_over", {}, origin_.path + ": " + std::to_string(passed_) + " images, scripts or styles were not read"});
    passed_ = 0;
    entry_.reset();
    archive_.reset();
  }

  Origin origin_;
  Session& session_;
  Input in_;
  Archive archive_;
  std::unique_ptr<Documents> entry_;  // reads from the archive, so it goes first
  uint64_t number_ = 0, passed_ = 0;
  bool wacz_ = false;
};

}  // namespace

std::unique_ptr<Documents> OpenZip(ByteStream stream, Origin origin, Session& session) {
  return std::make_unique<ZipDocuments>(std::move(stream), std::move(origin), session);
}

}  // namespace tawatur::ingest
