// A table as spreadsheets take it: RFC 4180 with a byte order mark, cells guarded. Entry point: Table.
#pragma once
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "publish/json_writer.h"

namespace tawatur::publish {

class Table {
 public:
  explicit Table(std::string_view header) : out_("\xEF\xBB\xBF") { out_.append(header).append("\r\n"); }

  Table& operator<<(std::string_view cell) {
    if (!first_) out_ += ',';
    first_ = false;
    // A cell that a spreadsheet would run as a formula begins with an apostrophe instead.
    const bool guard = !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
    if (!guard && cell.find_first_of("\",\r\n") == std::string_view::npos) {
      out_ += ValidUtf8(cell);
      return *this;
    }
    out_ += '"';
    if (guard) out_ += '\'';
    for (char c : ValidUtf8(cell)) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
    return *this;
  }
  Table& operator<<(std::optional<int64_t> v) {
    if (!v) return *this << std::string_view();
    // Our own numbers need no guard: a count is never negative, and a coordinate goes through Degrees().
    return *this << std::string_view(std::to_string(*v));
  }
  Table& operator<<(uint32_t v) { return *this << std::optional<int64_t>(v); }
  Table& Precision(int v) { return *this << (v ? std::optional<int64_t>(v) : std::nullopt); }
  Table& Degrees(bool known, double v) {
    if (!known) return *this << std::string_view();
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, v).ptr;
    if (!first_) out_ += ',';
    first_ = false;
    out_.append(buffer, end);  // a number, minus sign and all
    return *this;
  }
  void End() {
    out_ += "\r\n";
    first_ = true;
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
  bool first_ = true;
};

}  // namespace tawatur::publish
