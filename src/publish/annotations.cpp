// One annotation a statement: its words by quote, by code points and by bytes; what the statements table has of it as the
// body. Entry point: Annotations().
#include "publish/annotations.h"

#include <algorithm>
#include <map>

#include "base/sha256.h"
#include "publish/json_writer.h"
#include "publish/tables.h"

namespace tawatur::publish {
namespace {

constexpr size_t kAround = 32;  // characters of prefix and suffix

size_t Step(std::string_view s, size_t i) { return std::max<size_t>(Utf8Length(s, i), 1); }

// The text in which offsets count, and where its characters are. Asked in ascending order it reads the text once.
struct Source {
  const resolve::ResolvedReport* report = nullptr;
  std::string urn;
  size_t byte = 0, character = 0;

  int64_t Characters(size_t to) {
    if (to < byte) byte = 0, character = 0;
    for (; byte < to; ++character) byte += Step(report->text, byte);
    return static_cast<int64_t>(character);
  }
};

Span Before(std::string_view text, uint32_t begin) {
  size_t at = begin;
  for (size_t n = 0; n < kAround && at > 0; ++n) {
    size_t back = 1;  // a tail byte belongs to the character whose first byte says so
    while (back < 4 && back < at && Utf8Length(text, at - back) != back) ++back;
    at -= Utf8Length(text, at - back) == back ? back : 1;
  }
  return {static_cast<uint32_t>(at), begin};
}

Span After(std::string_view text, uint32_t end) {
  size_t at = end;
  for (size_t n = 0; n < kAround && at < text.size(); ++n) at += Step(text, at);
  return {end, static_cast<uint32_t>(std::min(at, text.size()))};
}

class Page {
 public:
  Page(const Selection& selection, Masker& mask, std::string& out) : selection_(selection), mask_(mask), json_(out) {
    for (const auto& r : selection.reports) {
      Source& source = sources_[r.meta.sha256];
      source.report = &r;
    }
  }

  void Collection() {
    const Table table = StatementTable(selection_, mask_);
    for (size_t i = 0; i < table.columns.size(); ++i) column_[table.columns[i]] = i;
    json_.BeginObject();
    json_.Key("@context");
    json_.BeginArray();
    json_.String("http://www.w3.org/ns/anno.jsonld");
    json_.BeginObject();
    json_.Field("tw", "urn:tawatur:");
    json_.EndObject();
    json_.EndArray();
    json_.Field("id", "urn:tawatur:statements");
    json_.Field("type", "AnnotationCollection");
    json_.Field("total", static_cast<int64_t>(table.rows.size()));
    json_.Key("first");
    json_.BeginObject();
    json_.Field("id", "urn:tawatur:statements:1");
    json_.Field("type", "AnnotationPage");
    json_.Field("startIndex", 0);
    json_.Key("items");
    json_.BeginArray();
    for (const auto& row : table.rows) Annotation(table, row);
    json_.EndArray();
    json_.EndObject();
    json_.EndObject();
  }

 private:
  const std::string& Text(const std::vector<Cell>& row, std::string_view column) const {
    static const std::string kNothing;
    const auto* s = std::get_if<std::string>(&row[column_.at(column)]);
    return s ? *s : kNothing;
  }
  uint32_t Offset(const std::vector<Cell>& row, std::string_view column) const {
    const auto* n = std::get_if<int64_t>(&row[column_.at(column)]);
    return n ? static_cast<uint32_t>(*n) : 0;
  }

  void Annotation(const Table& table, const std::vector<Cell>& row) {
    json_.BeginObject();
    json_.Field("id", "urn:tawatur:" + Text(row, "statement"));
    json_.Field("type", "Annotation");
    json_.Field("motivation", "describing");
    json_.Key("body");
    json_.BeginArray();
    json_.BeginObject();
    json_.Field("type", "TextualBody");
    json_.Field("purpose", "tagging");
    json_.Field("value", Text(row, "type") + ":" + Text(row, "kind"));
    json_.EndObject();
    json_.BeginObject();
    json_.Field("type", "tw:Statement");
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string key = "tw:" + std::string(table.columns[i]);
      if (const auto* s = std::get_if<std::string>(&row[i])) json_.Field(key, *s);
      else if (const auto* n = std::get_if<int64_t>(&row[i])) json_.Field(key, *n);
      else if (const auto* d = std::get_if<double>(&row[i])) json_.Field(key, std::optional<double>(*d));
      else if (const auto* b = std::get_if<bool>(&row[i])) json_.Field(key, *b);
    }
    json_.EndObject();
    json_.EndArray();
    Target(row);
    json_.EndObject();
  }

  void Target(const std::vector<Cell>& row) {
    Source& source = sources_.at(Text(row, "sha256"));
    const auto& r = *source.report;
    if (source.urn.empty()) source.urn = "urn:sha256:" + Sha256Hex(r.text);
    const Span words{Offset(row, "words_begin"), Offset(row, "words_end")};
    json_.Key("target");
    json_.BeginObject();
    json_.Field("source", source.urn);
    json_.Key("selector");
    json_.BeginArray();
    bool masked = false;
    const std::string exact = mask_.Quote(r, words, &masked);
    if (!masked && !words.Empty()) {  // words with a name withheld would select nothing
      json_.BeginObject();
      json_.Field("type", "TextQuoteSelector");
      json_.Field("exact", exact);
      Context("prefix", r, Before(r.text, words.begin));
      Context("suffix", r, After(r.text, words.end));
      json_.EndObject();
    }
    Positions("TextPositionSelector", source.Characters(words.begin), source.Characters(words.end));
    Positions("DataPositionSelector", words.begin, words.end);
    json_.EndArray();
    json_.EndObject();
  }

  void Context(std::string_view key, const resolve::ResolvedReport& r, Span span) {
    bool masked = false;
    const std::string words = mask_.Quote(r, span, &masked);
    if (!masked) json_.Field(key, words);
  }

  void Positions(std::string_view type, int64_t start, int64_t end) {
    json_.BeginObject();
    json_.Field("type", type);
    json_.Field("start", start);
    json_.Field("end", end);
    json_.EndObject();
  }

  const Selection& selection_;
  Masker& mask_;
  JsonWriter json_;
  std::map<std::string_view, size_t> column_;
  std::map<std::string, Source> sources_;  // by the report's SHA-256: ids with names withheld may be alike
};

}  // namespace

std::string Annotations(const Selection& selection, Masker& mask) {
  std::string out;
  Page(selection, mask, out).Collection();
  out += '\n';
  return out;
}

}  // namespace tawatur::publish
