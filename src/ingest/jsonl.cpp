// ingest: reports out of JSON objects, one a line, and out of the sidecar of a text file. Entry points: Read(),
// ReadSidecar().
#include "ingest/jsonl.h"

#include <simdjson.h>

#include "base/sha256.h"
#include "ingest/encoding.h"
#include "ingest/fields.h"
#include "ingest/iso_time.h"

namespace tawatur::ingest {

struct JsonReader::Impl {
  simdjson::dom::parser parser;
  std::string padded, repaired;
  std::map<std::string, std::string> columns;

  simdjson::simdjson_result<simdjson::dom::element> Parse(std::string_view json) {
    padded.assign(json);
    padded.reserve(padded.size() + simdjson::SIMDJSON_PADDING);
    return parser.parse(padded.data(), padded.size(), false);
  }
  simdjson::simdjson_result<simdjson::dom::element> ParseRepaired(std::string_view json, std::vector<Note>& notes);
  void Fill(const simdjson::dom::object& object, Field field, std::string& out, std::vector<Note>& notes) const;
  void FillMeta(const simdjson::dom::object& object, Report& report) const;
  bool Has(const simdjson::dom::object& object, Field field) const {
    auto own = columns.find(std::string(NameOf(field)));
    if (own != columns.end()) return object.at_key(own->second).error() == simdjson::SUCCESS;
    for (std::string_view name : NamesOf(field)) {
      if (object.at_key(name).error() == simdjson::SUCCESS) return true;
    }
    return false;
  }
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

// A string or a number; of an object that describes an outlet (Event Registry), its title.
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
  return value["title"].get_string().get(s) == simdjson::SUCCESS && (out.assign(s), true);
}

}  // namespace

// The first of the field's names that is there and holds a string.
void JsonReader::Impl::Fill(const simdjson::dom::object& object, Field field, std::string& out, std::vector<Note>& notes) const {
  auto take = [&](std::string_view name) {
    simdjson::dom::element value;
    if (object.at_key(name).get(value) != simdjson::SUCCESS || value.is_null()) return false;
    if (AsString(value, out)) return true;
    notes.push_back({"bad_field", {}, "the field \"" + std::string(name) + "\" is no string"});
    return false;
  };
  if (!columns.empty()) {
    auto own = columns.find(std::string(NameOf(field)));
    if (own != columns.end()) {
      take(own->second);
      return;
    }
  }
  for (std::string_view name : NamesOf(field)) {
    if (take(name)) return;
  }
}

void JsonReader::Impl::FillMeta(const simdjson::dom::object& object, Report& report) const {
  Fill(object, Field::kUrl, report.url, report.notes);
  Fill(object, Field::kOutlet, report.outlet, report.notes);
  Fill(object, Field::kTitle, report.title, report.notes);
  std::string published;
  Fill(object, Field::kPublished, published, report.notes);
  SetPublished(std::move(published), report);
}

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

JsonReader::JsonReader(const std::map<std::string, std::string>& columns) : impl_(std::make_unique<Impl>()) {
  impl_->columns = columns;
}
JsonReader::~JsonReader() = default;

Result<Report> JsonReader::Read(std::string_view json, const std::string& place) {
  no_text_ = false;
  Report report;
  simdjson::dom::object object;
  simdjson::simdjson_result<simdjson::dom::element> parsed = impl_->ParseRepaired(json, report.notes);
  if (parsed.error() != simdjson::SUCCESS) {
    return Error{ErrorKind::kData, place, std::string("is no JSON: ") + simdjson::error_message(parsed.error())};
  }
  if (parsed.get_object().get(object) != simdjson::SUCCESS) {
    return Error{ErrorKind::kData, place, "is no JSON object; each line must be one, with a field \"text\""};
  }
  size_t quiet = report.notes.size();
  impl_->Fill(object, Field::kText, report.text, report.notes);
  bool unreadable = report.notes.size() > quiet;
  report.notes.resize(quiet);
  impl_->Fill(object, Field::kId, report.id, report.notes);
  if (report.id.empty()) report.id = place;
  impl_->FillMeta(object, report);
  report.paths.push_back(place);
  report.sha256 = Sha256Hex(json);
  if (!report.text.empty()) return report;
  if (!impl_->Has(object, Field::kText) || unreadable) {
    if (unreadable || !TakeHeadline(report)) {
      no_text_ = true;
      return Error{ErrorKind::kData, place, "has no field \"text\" that is a string"};
    }
  } else {
    report.notes.push_back({"empty_input", {}, "the text is empty"});
  }
  return report;
}

void JsonReader::ReadSidecar(const std::string& path, std::string_view json, Report& report) {
  simdjson::dom::object object;
  simdjson::simdjson_result<simdjson::dom::element> parsed = impl_->ParseRepaired(json, report.notes);
  if (parsed.error() != simdjson::SUCCESS || parsed.get_object().get(object) != simdjson::SUCCESS) {
    report.notes.push_back({"bad_sidecar", {}, path + " is no JSON object; it was not used"});
    return;
  }
  impl_->FillMeta(object, report);
}

bool TakeHeadline(Report& report) {
  if (report.title.empty()) return false;
  report.text = report.title;
  report.made_text = true;
  report.notes.push_back({"headline_only", {}, "there is a headline and no text; the headline was read"});
  return true;
}

void SetPublished(std::string stated, Report& report) {
  if (stated.empty()) return;
  std::optional<std::string> normal = NormalIsoTime(stated);
  if (!normal) normal = NormalMailTime(stated);
  if (normal) {
    report.published = *normal;
    report.basis = DateBasis::kMeta;
  } else {
    report.notes.push_back({"bad_published", {}, "the stated publication date \"" + stated + "\" is no ISO 8601"});
  }
}

}  // namespace tawatur::ingest
