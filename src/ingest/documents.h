// ingest: what an open input holds, report after report. Entry point: OpenDocuments(). One form a file: text, jsonl, json,
// csv, feed, warc, zip.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/note.h"
#include "base/result.h"
#include "ingest/bytes.h"
#include "ingest/html.h"
#include "ingest/jsonl.h"
#include "ingest/reader.h"
#include "ingest/report.h"

namespace tawatur::ingest {

// Where an input comes from and what is known of it before it is read.
struct Origin {
  std::string path;            // as printed: "a.txt", "a.zip#b/c.txt", "crawl.warc.gz#urn:uuid:..."
  std::string name;            // file or entry name: its ending decides where content cannot
  std::string url;             // where it was fetched
  std::string charset, media;  // what the transport declared (media type in small letters)
  Format format = Format::kSniff;
  int depth = 0;               // how many containers are around it
  bool cut = false;            // the crawler says that it did not take all of it
};

// What all inputs of a reader share.
class Session {
 public:
  explicit Session(const ReaderOptions& o) : options(o), json(o.columns) {}

  // Says that one record, or all of an input, could not be read. False: the input has so many bad records and so few good
  // ones that it is given up; whoever reads it gives nothing more.
  bool Fail(std::string_view note, std::string place, ErrorKind kind, std::string message);
  // The same for an error of a source, under the name that fits.
  bool Fail(const Error& error) { return Fail(NameOf(error), error.place, error.kind, error.message); }
  bool Fail(std::string_view note, const Error& error) { return Fail(note, error.place, error.kind, error.message); }
  bool given_up() const { return given_up_; }
  // A new input of the reader.
  void Begin(const std::string& file);
  void CountGood() { ++good_; }
  // Whether this path is that of the input itself, and not of something in it.
  bool IsWhole(const std::string& path) const { return path == file_; }

  const ReaderOptions& options;
  JsonReader json;
  HtmlReader html;
  Meter meter;
  std::vector<Failure> failures;
  std::vector<Note> notes;

 private:
  std::string_view NameOf(const Error& error) const;

  std::string file_;
  uint64_t bad_ = 0, good_ = 0;
  bool given_up_ = false;
};

class Documents {
 public:
  virtual ~Documents() = default;
  // The next report; nothing at the end. What cannot be read goes to the session's failures.
  virtual std::optional<Report> Next() = 0;
};

// Looks at the first bytes, undoes what is compressed, and reads what it finds. Nothing where the input cannot be read at
// all; the session says why.
std::unique_ptr<Documents> OpenDocuments(ByteStream stream, Origin origin, Session& session);

// The forms. All but text and HTML are read a record at a time.
std::unique_ptr<Documents> OpenText(ByteStream, Origin, Session&);  // and HTML, by origin.format
std::unique_ptr<Documents> OpenJsonl(ByteStream, Origin, Session&);
std::unique_ptr<Documents> OpenJson(ByteStream, Origin, Session&);
std::unique_ptr<Documents> OpenTable(ByteStream, Origin, Session&);
std::unique_ptr<Documents> OpenFeed(ByteStream, Origin, Session&);
std::unique_ptr<Documents> OpenWarc(ByteStream, Origin, Session&);
std::unique_ptr<Documents> OpenZip(ByteStream, Origin, Session&);

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr int kDeepest = 5;  // containers in containers

// The stream as it is where it is UTF-8 (a few invalid bytes stay); in another encoding, by its mark, `declared`, or its
// first bytes, all of it decoded. Nothing where that fails; the session says why.
std::optional<ByteStream> AsUtf8(ByteStream stream, const std::string& declared, Session& session, std::vector<Note>& notes);

}  // namespace tawatur::ingest
