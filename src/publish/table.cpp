// Tables as CSV, TSV and JSON Lines. Entry points: Csv(), JsonLines().
#include "publish/table.h"

#include <cassert>
#include <charconv>

#include "publish/json_writer.h"

namespace tawatur::publish {

Table::Table(std::string table_name, std::string_view list) : name(std::move(table_name)) {
  for (size_t at = 0; at <= list.size();) {
    const size_t end = std::min(list.find(',', at), list.size());
    columns.push_back(list.substr(at, end - at));
    at = end + 1;
  }
}

Table& Table::Add(Cell cell) {
  row_.push_back(std::move(cell));
  return *this;
}

Table& Table::operator<<(std::string_view cell) { return Add(cell.empty() ? Cell() : Cell(ValidUtf8(cell))); }

void Table::End() {
  assert(row_.size() == columns.size());
  rows.push_back(std::move(row_));
  row_.clear();
}

bool LooksLikeFormula(std::string_view s) {
  // Marks and blanks that a spreadsheet drops before it looks: byte order mark, direction marks, isolates, spaces.
  for (bool dropped = true; dropped;) {
    dropped = false;
    for (const std::string_view mark : {"\xEF\xBB\xBF", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x81\xA6", "\xE2\x81\xA7",
                                        "\xE2\x81\xA8", "\xE2\x81\xA9", "\xE2\x80\xAA", "\xE2\x80\xAB", " ", "\xC2\xA0"}) {
      if (!s.starts_with(mark)) continue;
      s.remove_prefix(mark.size());
      dropped = true;
    }
  }
  if (s.empty()) return false;
  if (std::string_view("=+-@\t\r\n").find(s[0]) != std::string_view::npos) return true;
  for (const std::string_view wide : {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"}) {  // full-width
    if (s.starts_with(wide)) return true;
  }
  return false;
}

std::string Digits(double v) {
  char buffer[40];
  return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr);
}

namespace {

void PutText(std::string_view cell, char separator, std::string& out) {
  const bool guard = LooksLikeFormula(cell);
  if (!guard && cell.find_first_of("\",\r\n\t") == std::string_view::npos && cell.find(separator) == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  if (guard) out += '\'';
  for (char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

std::string Csv(const Table& table, const CsvOptions& options) {
  std::string out;
  if (options.bom) out += "\xEF\xBB\xBF";
  const auto separate = [&](bool first) {
    if (!first) out += options.separator;
  };
  for (size_t i = 0; i < table.columns.size(); ++i) separate(i == 0), out += table.columns[i];
  out += "\r\n";
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      separate(i == 0);
      // Our own numbers need no guard: a minus sign belongs to its coordinate.
      if (const auto* s = std::get_if<std::string>(&row[i])) PutText(*s, options.separator, out);
      else if (const auto* n = std::get_if<int64_t>(&row[i])) out += std::to_string(*n);
      else if (const auto* d = std::get_if<double>(&row[i])) out += Digits(*d);
      else if (const auto* b = std::get_if<bool>(&row[i])) out += *b ? "true" : "false";
    }
    out += "\r\n";
  }
  return out;
}

std::string JsonLines(const Table& table) {
  std::string out;
  for (const auto& row : table.rows) {
    JsonWriter json(out);
    json.BeginObject();
    for (size_t i = 0; i < row.size(); ++i) {
      json.Key(table.columns[i]);
      if (const auto* s = std::get_if<std::string>(&row[i])) json.String(*s);
      else if (const auto* n = std::get_if<int64_t>(&row[i])) json.Int(*n);
      else if (const auto* d = std::get_if<double>(&row[i])) json.Double(*d);
      else if (const auto* b = std::get_if<bool>(&row[i])) json.Bool(*b);
      else json.Null();
    }
    json.EndObject();
    out += '\n';
  }
  return out;
}

}  // namespace tawatur::publish
