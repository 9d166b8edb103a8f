// ingest: reports out of JSON objects, one a line, and out of the sidecar of a text file. Entry points: Read(),
// ReadSidecar().
#include "ingest/jsonl.h"

#include <simdjson.h>

#include "base/sha256.h"
#include "ingest/encoding.h"
#include "ingest/iso_time.h"

namespace tawatur::ingest {

struct JsonReader::Impl {
  simdjson::dom::parser parser;
  std::string padded, repaired;

  simdjson::simdjson_result<simdjson::dom::element> Parse(std::string_view json) {
    padded.assign(json);
    padded.reserve(padded.size() + simdjson::SIMDJSON_PADDING);
    return parser.parse(padded.data(), padded.size(), false);
  }
  simdjson::simdjson_result<simdjson::dom::element> ParseRepaired(std::string_view json, std::vector<Note>& notes);
};

namespace {

int Hex(std::string_view s) {
  int v = 0;
  for (char c : s) {
    int d = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
    if (d < 0) return -1;
    v = v * 16 + d;
  }
  return v;
}

// The code unit of the escape \uXXXX at `at`, or -1.
int UnitAt(std::string_view s, size_t at) {
  return at + 6 <= s.size() && s[at] == '\\' && s[at + 1] == 'u' ? Hex(s.substr(at + 2, 4)) : -1;
}

// Half a surrogate pair stands for no character: each becomes U+FFFD.
size_t ReplaceLoneSurrogates(std::string_view json, std::string& out) {
  out.clear();
  size_t replaced = 0;
  for (size_t at = 0; at < json.size();) {
    if (json[at] != '\\' || at + 1 == json.size()) {
      size_t next = std::min(json.find('\\', at + 1), json.size());
      out.append(json.substr(at, next - at));
      at = next;
      continue;
    }
    int unit = UnitAt(json, at);
    size_t size = unit < 0 ? 2 : 6;
    if (unit >= 0xD800 && unit < 0xDC00) {
      int low = UnitAt(json, at + 6);
      if (low >= 0xDC00 && low < 0xE000) size = 12;
    }
    if (size == 6 && unit >= 0xD800 && unit < 0xE000) {
      out += "\\uFFFD";
      ++replaced;
    } else {
      out.append(json.substr(at, size));
    }
    at += size;
  }
  return replaced;
}

// Names under which other collections keep the same field; the first that is there counts.
struct FieldNames {
  std::string Report::*field;
  std::initializer_list<const char*> names;
};

bool AsString(const simdjson::dom::element& value, std::string& out) {
  std::string_view s;
  if (value.get_string().get(s) == simdjson::SUCCESS) {
    out.assign(s);
    return true;
  }
  int64_t number = 0;
  if (value.get_int64().get(number) == simdjson::SUCCESS) {
    out = std::to_string(number);
    return true;
  }
  return false;
}

void Fill(const simdjson::dom::object& object, const FieldNames& names, Report& report) {
  for (const char* name : names.names) {
    simdjson::dom::element value;
    if (object.at_key(name).get(value) != simdjson::SUCCESS || value.is_null()) continue;
    if (AsString(value, report.*names.field)) return;
    report.notes.push_back({"bad_field", {}, std::string("the field \"") + name + "\" is no string"});
  }
}

void FillMeta(const simdjson::dom::object& object, Report& report) {
  static const FieldNames kMeta[] = {
      {&Report::url, {"url"}},
      {&Report::outlet, {"outlet", "source", "media_name", "domain"}},
      {&Report::title, {"title"}},
      {&Report::published, {"published", "publish_date", "dateTime", "seendate"}},
  };
  for (const FieldNames& names : kMeta) Fill(object, names, report);
  if (report.published.empty()) return;
  if (std::optional<std::string> normal = NormalIsoTime(report.published)) {
    report.published = *normal;
    report.basis = DateBasis::kMeta;
  } else {
    report.notes.push_back(
        {"bad_published", {}, "the stated publication date \"" + report.published + "\" is no ISO 8601"});
    report.published.clear();
  }
}

}  // namespace

simdjson::simdjson_result<simdjson::dom::element> JsonReader::Impl::ParseRepaired(std::string_view json,
                                                                                  std::vector<Note>& notes) {
  simdjson::simdjson_result<simdjson::dom::element> parsed = Parse(json);
  if (parsed.error() == simdjson::UTF8_ERROR) {
    size_t n = ReplaceInvalid(json, repaired);
    notes.push_back({"invalid_utf8", {}, std::to_string(n) + " bytes are no UTF-8; each became U+FFFD"});
    std::string valid = repaired;
    return ParseRepaired(valid, notes);
  }
  if (parsed.error() == simdjson::STRING_ERROR) {
    size_t n = ReplaceLoneSurrogates(json, repaired);
    if (n == 0) return parsed;
    notes.push_back(
        {"lone_surrogate", {}, std::to_string(n) + " lone surrogates stand for no character; each became U+FFFD"});
    return Parse(repaired);
  }
  return parsed;
}

JsonReader::JsonReader() : impl_(std::make_unique<Impl>()) {}
JsonReader::~JsonReader() = default;

Result<Report> JsonReader::Read(std::string_view line, const std::string& place) {
  Report report;
  simdjson::dom::object object;
  simdjson::simdjson_result<simdjson::dom::element> parsed = impl_->ParseRepaired(line, report.notes);
  if (parsed.error() != simdjson::SUCCESS) {
    return Error{ErrorKind::kData, place, std::string("is no JSON: ") + simdjson::error_message(parsed.error())};
  }
  if (parsed.get_object().get(object) != simdjson::SUCCESS) {
    return Error{ErrorKind::kData, place, "is no JSON object; each line must be one, with a field \"text\""};
  }
  std::string_view text;
  if (object["text"].get_string().get(text) != simdjson::SUCCESS &&
      object["body"].get_string().get(text) != simdjson::SUCCESS) {
    return Error{ErrorKind::kData, place, "has no field \"text\" that is a string"};
  }
  report.text.assign(text);
  Fill(object, {&Report::id, {"id", "stories_id", "uri"}}, report);
  if (report.id.empty()) report.id = place;
  FillMeta(object, report);
  report.paths.push_back(place);
  report.sha256 = Sha256Hex(line);
  if (report.text.empty()) report.notes.push_back({"empty_input", {}, "the text is empty"});
  return report;
}

void JsonReader::ReadSidecar(const std::string& path, std::string_view json, Report& report) {
  simdjson::dom::object object;
  simdjson::simdjson_result<simdjson::dom::element> parsed = impl_->ParseRepaired(json, report.notes);
  if (parsed.error() != simdjson::SUCCESS || parsed.get_object().get(object) != simdjson::SUCCESS) {
    report.notes.push_back({"bad_sidecar", {}, path + " is no JSON object; it was not used"});
    return;
  }
  FillMeta(object, report);
}

}  // namespace tawatur::ingest
