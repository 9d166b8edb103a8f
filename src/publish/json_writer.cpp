// JSON text and the care for bytes that are no UTF-8. Entry points: JsonWriter, ValidUtf8().
#include "publish/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tawatur::publish {
namespace {

// ASCII that stands for itself in a JSON string.
constexpr std::array<bool, 0x80> kPlain = [] {
  std::array<bool, 0x80> t{};
  for (size_t c = 0x20; c < 0x7F; ++c) t[c] = c != '"' && c != '\\';
  return t;
}();

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

}  // namespace

size_t Utf8Length(std::string_view s, size_t i) {
  const auto byte = [&](size_t k) { return k < s.size() ? static_cast<unsigned char>(s[k]) : 0u; };
  const auto tail = [&](size_t k) { return (byte(k) & 0xC0u) == 0x80u; };
  const unsigned a = byte(i), b = byte(i + 1);
  if (a < 0x80) return 1;
  if (a >= 0xC2 && a <= 0xDF) return tail(i + 1) ? 2 : 0;
  if (a >= 0xE0 && a <= 0xEF) {
    if (!tail(i + 1) || !tail(i + 2)) return 0;
    if ((a == 0xE0 && b < 0xA0) || (a == 0xED && b > 0x9F)) return 0;  // overlong, surrogates
    return 3;
  }
  if (a >= 0xF0 && a <= 0xF4) {
    if (!tail(i + 1) || !tail(i + 2) || !tail(i + 3)) return 0;
    if ((a == 0xF0 && b < 0x90) || (a == 0xF4 && b > 0x8F)) return 0;
    return 4;
  }
  return 0;
}

std::string ValidUtf8(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (size_t i = 0; i < s.size();) {
    const size_t n = Utf8Length(s, i);
    if (n == 0) {
      out += kReplacement;
      ++i;
    } else {
      out.append(s, i, n);
      i += n;
    }
  }
  return out;
}

void JsonWriter::Comma() {
  if (after_key_) {
    after_key_ = false;
  } else if (!has_items_.empty()) {
    if (has_items_.back()) out_ += ',';
    has_items_.back() = true;
  }
}

void JsonWriter::Open(char c) {
  Comma();
  out_ += c;
  has_items_.push_back(false);
}

void JsonWriter::Close(char c) {
  has_items_.pop_back();
  out_ += c;
}

void JsonWriter::Key(std::string_view key) {
  String(key);
  out_ += ':';
  after_key_ = true;
}

void JsonWriter::String(std::string_view value) {
  static constexpr char kHex[] = "0123456789abcdef";
  Comma();
  out_ += '"';
  size_t copied = 0;
  for (size_t i = 0; i < value.size();) {
    // What needs no care goes out in one piece: nearly all of every text.
    const auto c = static_cast<unsigned char>(value[i]);
    const size_t n = c >= 0x80 ? Utf8Length(value, i) : kPlain[c] ? 1 : 0;
    if (n > 0) {
      i += n;
      continue;
    }
    out_.append(value, copied, i - copied);
    copied = ++i;
    switch (c) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\n': out_ += "\\n"; break;
      case '\r': out_ += "\\r"; break;
      case '\t': out_ += "\\t"; break;
      default:
        if (c >= 0x80) {
          out_ += kReplacement;
        } else {
          out_ += "\\u00";
          out_ += kHex[c >> 4];
          out_ += kHex[c & 15];
        }
    }
  }
  out_.append(value, copied, value.size() - copied);
  out_ += '"';
}

void JsonWriter::Int(int64_t value) {
  Comma();
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  out_.append(buffer, end);
}

void JsonWriter::Double(double value) {
  if (!std::isfinite(value)) return Null();
  if (value == std::floor(value) && std::fabs(value) < 9e15) return Int(static_cast<int64_t>(value));
  Comma();
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  out_.append(buffer, end);
}

void JsonWriter::Bool(bool value) {
  Comma();
  out_ += value ? "true" : "false";
}

void JsonWriter::Null() {
  Comma();
  out_ += "null";
}

}  // namespace tawatur::publish
