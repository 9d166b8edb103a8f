// JSON text and the care for bytes that are no UTF-8. Entry points: JsonWriter, ValidUtf8().
#include "publish/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace tawatur::publish {
namespace {

// ASCII that stands for itself in a JSON string.
constexpr std::array<bool, 0x100> kPlain = [] {
  std::array<bool, 0x100> t{};
  for (size_t c = 0x20; c < 0x7F; ++c) t[c] = c != '"' && c != '\\';
  return t;
}();

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr size_t kShort = 60;  // bytes that are put together with their quotation marks before they go out

using Block = unsigned char __attribute__((vector_size(16)));

// Sixteen bytes of nothing but characters of one or two bytes that stand for themselves. The byte before p is looked
// at too.
bool PlainBlock(const char* p) {
  Block x, before;
  std::memcpy(&x, p, sizeof x);
  std::memcpy(&before, p - 1, sizeof before);
  const auto tail = (x & 0xC0) == 0x80;
  const auto led = (before >= 0xC2) & (before < 0xE0);
  const auto escaped = (x < 0x20) | (x == '"') | (x == '\\') | (x == 0x7F);
  const auto bad = escaped | (x >= 0xE0) | ((x & 0xFE) == 0xC0) | (tail ^ led);
  uint64_t half[2];
  std::memcpy(half, &bad, sizeof half);
  return (half[0] | half[1]) == 0;
}

// A character of two bytes begins so.
bool Leads(char c) { return static_cast<unsigned char>(c) >= 0xC2 && static_cast<unsigned char>(c) < 0xE0; }

// One past the characters from i on that stand for themselves in a JSON string: nearly all of every text.
size_t PlainEnd(std::string_view s, size_t i = 0) {
  const size_t size = s.size();
  while (i < size) {
    if (size - i > sizeof(Block) && (Leads(s[i]) || kPlain[static_cast<unsigned char>(s[i])])) {
      size_t end = i + 1;
      while (end + sizeof(Block) <= size && PlainBlock(s.data() + end)) end += sizeof(Block);
      if (end + sizeof(Block) > size && PlainBlock(s.data() + size - sizeof(Block))) end = size;
      i = Leads(s[end - 1]) ? end - 1 : end;
    }
    for (const size_t some = std::min(size, i + sizeof(Block)); i < some;) {
      const auto c = static_cast<unsigned char>(s[i]);
      const bool two = Leads(s[i]) && i + 1 < size && (static_cast<unsigned char>(s[i + 1]) & 0xC0) == 0x80;
      const size_t n = two ? 2 : c >= 0x80 ? Utf8Length(s, i) : kPlain[c] ? 1 : 0;
      if (n == 0) return i;
      i += n;
    }
  }
  return i;
}

// [,]"value" into `piece`, which has room for it; returns its length.
size_t Quoted(bool comma, std::string_view value, char* piece) {
  char* p = piece;
  if (comma) *p++ = ',';
  *p++ = '"';
  std::memcpy(p, value.data(), value.size());
  p += value.size();
  *p++ = '"';
  return static_cast<size_t>(p - piece);
}

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
  if (NeedsComma()) out_ += ',';
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
  const size_t plain = PlainEnd(value);
  if (plain < value.size()) return Escaped(value, plain);
  if (value.size() <= kShort) {
    char piece[kShort + 3];
    out_.append(piece, Quoted(NeedsComma(), value, piece));
    return;
  }
  Comma();
  out_ += '"';
  out_ += value;
  out_ += '"';
}

// The first `plain` bytes need no care.
void JsonWriter::Escaped(std::string_view value, size_t plain) {
  static constexpr char kHex[] = "0123456789abcdef";
  Comma();
  out_ += '"';
  for (size_t copied = 0;; plain = PlainEnd(value, copied)) {
    out_.append(value, copied, plain - copied);
    if (plain == value.size()) break;
    const auto c = static_cast<unsigned char>(value[plain]);
    copied = plain + 1;
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
  out_ += '"';
}

void JsonWriter::Int(int64_t value) {
  char buffer[24];
  char* begin = buffer;
  if (NeedsComma()) *begin++ = ',';
  const auto end = std::to_chars(begin, buffer + sizeof buffer, value).ptr;
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
