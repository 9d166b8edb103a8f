// tawatur: rows for people and for programs. Entry point: Table.
#include "table.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "reconcile/days.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kWidest = 60;  // columns of one cell; the last one may be longer
constexpr std::string_view kIsolate = "\xE2\x81\xA8", kEndIsolate = "\xE2\x81\xA9";

// The character at `at` and its length; a byte that begins none counts as one.
std::pair<uint32_t, size_t> CharacterAt(std::string_view s, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(s[at + i]); };
  const unsigned char first = byte(0);
  const size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (first < 0x80 || at + size > s.size()) return {first, 1};
  uint32_t code = first & (0xFFu >> (size + 1));
  for (size_t i = 1; i < size; ++i) code = code << 6 | (byte(i) & 0x3Fu);
  return {code, size};
}

bool TakesNoColumn(uint32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || c == 0x670 || (c >= 0x6D6 && c <= 0x6ED) ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool IsRightToLeft(std::string_view s) {
  for (size_t at = 0; at < s.size();) {
    const auto [c, size] = CharacterAt(s, at);
    if ((c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFEFC)) return true;
    at += size;
  }
  return false;
}

std::string OneLine(std::string_view s) {
  std::string out(s);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return out;
}

}  // namespace

size_t Columns(std::string_view s) {
  size_t n = 0;
  for (size_t at = 0; at < s.size();) {
    const auto [c, size] = CharacterAt(s, at);
    n += !TakesNoColumn(c);
    at += size;
  }
  return n;
}

std::string Isolate(std::string_view words) {
  return IsRightToLeft(words) ? fmt::format("{}{}{}", kIsolate, words, kEndIsolate) : std::string(words);
}

std::string Cut(std::string_view words, size_t columns) {
  if (Columns(words) <= columns) return std::string(words);
  size_t at = 0;
  for (size_t n = 0; at < words.size();) {
    const auto [c, size] = CharacterAt(words, at);
    n += !TakesNoColumn(c);
    if (n >= columns) break;
    at += size;
  }
  return std::string(words.substr(0, at)) + "\xE2\x80\xA6";
}

std::string Bounds(const Json& low, const Json& high) {
  if (low.is_null() && high.is_null()) return {};
  if (high.is_null()) return low.dump() + "+";
  if (low.is_null()) return "<=" + high.dump();
  return low == high ? low.dump() : low.dump() + "-" + high.dump();
}

std::string TextAt(const Json& object, std::string_view key) {
  if (!object.is_object()) return {};
  const auto at = object.find(std::string(key));
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::string DateAt(const nlohmann::ordered_json& object) {
  const auto precision = object.find("date_prec");
  const int n = precision != object.end() && precision->is_number_integer() ? precision->get<int>() : 0;
  return std::string(reconcile::KnownPart(TextAt(object, "date"), n));
}

std::string NameAt(const Json& object, std::string_view key) {
  if (!object.is_object()) return {};
  const auto at = object.find(std::string(key));
  if (at == object.end() || !at->is_object()) return {};
  const std::string name = TextAt(*at, "name");
  return name.empty() ? TextAt(*at, "text") : name;
}

void AddTableOptions(CLI::App& verb, TableOptions& options) {
  verb.add_option("-f,--format", options.form, "table on a terminal, else jsonl")->check(CLI::IsMember({"table", "json", "jsonl", "csv", "tsv"}));
  verb.add_flag("--json", options.json, "JSON Lines also on a terminal");
}

Table::Table(const TableOptions& options, std::vector<std::string> columns) : form_(options.form), columns_(std::move(columns)), out_("") {
  if (form_.empty()) form_ = !options.json && isatty(STDOUT_FILENO) == 1 ? "table" : "jsonl";
  if (form_ == "csv" || form_ == "tsv") Separated(columns_, form_ == "csv" ? ',' : '\t');
}

void Table::Add(const Json& row, std::vector<std::string> cells) {
  if (form_ == "json" || form_ == "jsonl") {
    if (form_ == "json") out_.Write(size_ ? ",\n" : "[\n");
    out_.Write(row.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (form_ == "jsonl") out_.Write("\n");
  } else if (form_ == "table") {
    for (std::string& c : cells) c = OneLine(c);
    held_.push_back(std::move(cells));
  } else {
    Separated(cells, form_ == "csv" ? ',' : '\t');
  }
  ++size_;
}

// Fields as RFC 4180 has them; one that a spreadsheet would run as a formula is guarded.
void Table::Separated(const std::vector<std::string>& cells, char separator) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i) line += separator;
    std::string cell = separator == '\t' ? OneLine(cells[i]) : cells[i];
    if (!cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos) cell.insert(0, 1, '\'');
    if (separator == ',' && cell.find_first_of(",\"\r\n") != std::string::npos) {
      for (size_t at = 0; (at = cell.find('"', at)) != std::string::npos; at += 2) cell.insert(at, 1, '"');
      cell = '"' + cell + '"';
    }
    line += cell;
  }
  out_.Write(line + (separator == ',' ? "\r\n" : "\n"));
}

void Table::Line(const std::vector<std::string>& cells, const std::vector<size_t>& widths) {
  std::string line;
  for (size_t i = 0; i < cells.size() && i < widths.size(); ++i) {
    const bool last = i + 1 == cells.size();
    const std::string cell = last ? cells[i] : Cut(cells[i], widths[i]);
    line += Isolate(cell);
    if (!last) line.append(widths[i] - Columns(cell) + 2, ' ');
  }
  while (line.ends_with(' ')) line.pop_back();
  out_.Write(line + "\n");
}

void Table::Commit() {
  if (form_ == "json") out_.Write(size_ ? "\n]\n" : "[]\n");
  if (form_ == "table" && size_) {
    std::vector<size_t> widths;
    for (size_t i = 0; i < columns_.size(); ++i) {
      size_t width = Columns(columns_[i]);
      for (const auto& row : held_) width = std::max(width, i < row.size() ? Columns(row[i]) : 0);
      widths.push_back(std::min(width, kWidest));
    }
    Line(columns_, widths);
    for (const auto& row : held_) Line(row, widths);
  }
  out_.Commit();
}

}  // namespace tawatur::cli
