// ingest: the rows of a table (CSV, TSV) with a row of column names. Entry point: OpenTable(). RFC 4180: cells in quotes may
// hold delimiters, line ends and doubled quotes.
#include <algorithm>
#include <array>

#include "base/sha256.h"
#include "ingest/documents.h"
#include "ingest/encoding.h"
#include "ingest/fields.h"

namespace tawatur::ingest {
namespace {

constexpr size_t kNone = SIZE_MAX;
constexpr size_t kColumnLimit = 4096;

class TableDocuments : public Documents {
 public:
  TableDocuments(ByteStream stream, Origin origin, Session& session, std::vector<Note> notes)
      : stream_(std::move(stream)), origin_(std::move(origin)), session_(session), notes_(std::move(notes)) {
    delimiter_ = origin_.format == Format::kTsv ? '\t' : ',';
  }

  std::optional<Report> Next() override {
    if (!begun_) {
      begun_ = true;
      done_ = !ReadHeader();
    }
    while (!done_ && !session_.given_up()) {
      if (!ReadRow()) break;
      if (cells_.size() == 1 && cells_[0].empty()) continue;  // an empty line
      if (std::optional<Report> report = MakeReport()) return report;
    }
    return std::nullopt;
  }

 private:
  std::string Place() const { return origin_.path + ":" + std::to_string(row_line_); }

  bool ReadHeader() {
    Result<std::string_view> head = stream_.Peek(4096);
    if (!head) return session_.Fail(head.error()), false;
    std::string_view line = head->substr(0, head->find_first_of("\r\n"));
    if (line.starts_with("sep=") && line.size() == 5) {  // what Excel writes
      delimiter_ = line[4];
      std::string_view passed;
      (void)stream_.NextLine(16, passed);
      ++line_;
    } else if (origin_.format == Format::kCsv) {
      auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
      if (count(';') > count(delimiter_)) delimiter_ = ';';
      if (count('\t') > count(delimiter_)) delimiter_ = '\t';
    }
    if (!ReadRow()) return false;
    std::string names;
    for (size_t f = 0; f < kFields; ++f) columns_[f] = ColumnOf(static_cast<Field>(f));
    if (columns_[size_t(Field::kText)] != kNone || columns_[size_t(Field::kTitle)] != kNone) return true;
    for (size_t i = 0; i < cells_.size() && names.size() < 300; ++i) names += (i > 0 ? ", " : "") + cells_[i];
    session_.Fail("no_text_field", origin_.path, ErrorKind::kData,
                  "has no column for the text (its columns: " + names + "); name it with --map text=COLUMN");
    return false;
  }

  size_t ColumnOf(Field field) const {
    auto find = [&](std::string_view name) {
      for (size_t i = 0; i < cells_.size(); ++i) {
        std::string_view cell = cells_[i];
        while (cell.starts_with(' ')) cell.remove_prefix(1);
        while (cell.ends_with(' ')) cell.remove_suffix(1);
        if (cell.size() == name.size() && std::equal(cell.begin(), cell.end(), name.begin(), [](char a, char b) {
              auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
              return small(a) == small(b);
            }))
          return i;
      }
      return kNone;
    };
    auto own = session_.options.columns.find(std::string(NameOf(field)));
    if (own != session_.options.columns.end()) return find(own->second);
    for (std::string_view name : NamesOf(field)) {
      if (size_t at = find(name); at != kNone) return at;
    }
    return kNone;
  }

  // One record into cells_ and raw_. False at the end, or where nothing more can be read.
  bool ReadRow() {
    cells_.assign(1, {});
    raw_.clear();
    row_line_ = line_ + 1;
    bool quoted = false, closed = false, too_large = false;
    for (;;) {
      std::string_view line;
      Result<ByteStream::LineState> state = stream_.NextLine(session_.options.record_limit, line);
      if (!state) return session_.Fail(state.error()), false;
      if (*state == ByteStream::LineState::kEnd) {
        if (!quoted) return false;
        session_.Fail("bad_row", Place(), ErrorKind::kData, "opens a quote that is never closed");
        return false;
      }
      ++line_;
      too_large = too_large || *state == ByteStream::LineState::kTooLong || raw_.size() + line.size() > session_.options.record_limit;
      if (too_large) {
        session_.Fail("too_large", Place(), ErrorKind::kLimit,
                      "the row has more than " + std::to_string(session_.options.record_limit) + " bytes" +
                          (quoted ? " (a quote that is never closed?); the rest was not read" : ""));
        if (quoted || session_.given_up()) return false;
        return ReadRow();
      }
      if (!raw_.empty()) raw_ += '\n';
      if (line_ == 1 && line.starts_with(kBom)) line.remove_prefix(kBom.size());
      raw_ += line;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (quoted) cells_.back() += '\n';
      Split(line, quoted, closed);
      if (quoted) continue;
      if (raw_.ends_with('\r')) raw_.pop_back();
      return true;
    }
  }

  void Split(std::string_view line, bool& quoted, bool& closed) {
    for (size_t at = 0; at < line.size();) {
      if (quoted) {
        size_t quote = std::min(line.find('"', at), line.size());
        cells_.back().append(line.substr(at, quote - at));
        at = quote + 1;
        if (quote == line.size()) return;
        if (at < line.size() && line[at] == '"') {
          cells_.back() += '"';
          ++at;
        } else {
          quoted = false;
          closed = true;
        }
        continue;
      }
      char c = line[at++];
      if (c == delimiter_) {
        if (cells_.size() < kColumnLimit) cells_.emplace_back();
        closed = false;
      } else if (c == '"' && cells_.back().empty() && !closed) {
        quoted = true;
      } else {
        cells_.back() += c;  // a quote in the middle of a cell stands for itself
      }
    }
    closed = false;
  }

  std::optional<Report> MakeReport() {
    auto cell = [&](Field field) {
      size_t at = columns_[size_t(field)];
      return at < cells_.size() ? std::move(cells_[at]) : std::string();
    };
    Report report;
    report.notes = notes_;
    report.id = cell(Field::kId);
    if (report.id.empty()) report.id = Place();
    report.paths.push_back(Place());
    if (size_t n = ReplaceInvalid(cell(Field::kText), report.text); n > 0) {
      report.made_text = true;
      report.notes.push_back({"invalid_utf8", {}, std::to_string(n) + " bytes are no UTF-8; each became U+FFFD"});
    }
    report.url = cell(Field::kUrl);
    report.outlet = cell(Field::kOutlet);
    report.title = cell(Field::kTitle);
    SetPublished(cell(Field::kPublished), report);
    report.sha256 = Sha256Hex(raw_);
    if (session_.options.keep_original) report.original = raw_;
    if (report.text.empty() && !TakeHeadline(report)) {
      session_.Fail("no_text_field", Place(), ErrorKind::kData, "has nothing in the column of the text");
      return std::nullopt;
    }
    session_.CountGood();
    return report;
  }

  ByteStream stream_;
  Origin origin_;
  Session& session_;
  std::vector<Note> notes_;  // of the table's encoding
  char delimiter_ = ',';
  std::array<size_t, kFields> columns_{};
  std::vector<std::string> cells_;
  std::string raw_;  // the row as it stands, without its line end
  uint64_t line_ = 0, row_line_ = 0;
  bool begun_ = false, done_ = false;
};

}  // namespace

std::unique_ptr<Documents> OpenTable(ByteStream stream, Origin origin, Session& session) {
  std::vector<Note> notes;
  std::optional<ByteStream> utf8 = AsUtf8(std::move(stream), origin.charset, session, notes);
  if (!utf8) return nullptr;
  return std::make_unique<TableDocuments>(std::move(*utf8), std::move(origin), session, std::move(notes));
}

}  // namespace tawatur::ingest
