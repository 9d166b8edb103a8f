// ingest: UTF-8 that was once read as windows-1252 or windows-1256 and written again. Entry point: UndoMojibake().
//
// Every Arabic letter is two bytes, of which the first is 0xD8 to 0xDB. Read as windows-1252 that gives a Latin capital before
// each letter, as windows-1256 an emphatic letter: signs that no real text has so often.
#include "ingest/mojibake.h"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace tawatur::ingest {
namespace {

constexpr size_t kLookAt = 4000;      // characters beyond ASCII that decide
constexpr size_t kFewestLetters = 8;  // that must come back

struct Wrong {
  const char* name;
  uint32_t leads[4];  // what 0xD8 to 0xDB look like
};
constexpr Wrong kWrong[] = {
    {"windows-1252", {0xD8, 0xD9, 0xDA, 0xDB}},
    {"windows-1256", {0x637, 0x638, 0x639, 0x63A}},
};

struct Char {
  uint32_t code = 0;
  size_t size = 1;
};

Char At(std::string_view s, size_t at) {
  auto byte = [&](size_t i) { return at + i < s.size() ? static_cast<unsigned char>(s[at + i]) : 0u; };
  unsigned lead = byte(0);
  if (lead < 0xC0) return {lead, 1};
  if (lead < 0xE0) return {((lead & 0x1Fu) << 6) | (byte(1) & 0x3Fu), 2};
  if (lead < 0xF0) return {((lead & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu), 3};
  return {0x10000, 4};  // no character of these encodings
}

// More than a third of the characters are such first halves.
const Wrong* Suspect(std::string_view text) {
  for (const Wrong& wrong : kWrong) {
    size_t seen = 0, leads = 0;
    for (size_t at = 0; at < text.size() && seen < kLookAt;) {
      Char c = At(text, at);
      at += c.size;
      if (c.code < 0x80) continue;
      ++seen;
      for (uint32_t lead : wrong.leads) leads += c.code == lead;
    }
    if (leads >= kFewestLetters && leads * 3 > seen) return &wrong;
  }
  return nullptr;
}

// By code point: the byte that gives it, 0 where none does.
class Bytes {
 public:
  explicit Bytes(const char* encoding) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(encoding, &status), &ucnv_close);
    for (unsigned b = 0x80; b <= 0xFF && U_SUCCESS(status); ++b) {
      const char byte = static_cast<char>(b);
      std::array<UChar, 4> out{};
      int32_t n = ucnv_toUChars(from.get(), out.data(), static_cast<int32_t>(out.size()), &byte, 1, &status);
      code_[b - 0x80] = n == 1 && out[0] != 0xFFFD ? out[0] : b;  // bytes that stand for nothing come through as themselves
    }
  }
  unsigned char Of(uint32_t code) const {
    for (size_t i = 0; i < code_.size(); ++i) {
      if (code_[i] == code) return static_cast<unsigned char>(i + 0x80);
    }
    return code >= 0x80 && code < 0xA0 ? static_cast<unsigned char>(code) : 0;  // ISO 8859-1, which has controls there
  }

 private:
  std::array<uint32_t, 128> code_{};
};

size_t ArabicLetters(std::string_view s) {
  size_t n = 0;
  for (char c : s) n += static_cast<unsigned char>(c) >= 0xD8 && static_cast<unsigned char>(c) <= 0xDB;
  return n;
}

}  // namespace

const char* UndoMojibake(std::string& text) {
  const Wrong* wrong = Suspect(text);
  if (!wrong) return nullptr;
  const Bytes bytes(wrong->name);
  std::string out, run;
  size_t letters = 0;
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      out += text[at++];
      continue;
    }
    size_t begin = at;
    run.clear();
    bool known = true;
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
      Char c = At(text, at);
      at += c.size;
      unsigned char byte = known ? bytes.Of(c.code) : 0;
      known = known && byte != 0;
      run += static_cast<char>(byte);
    }
    if (known && simdjson::validate_utf8(run)) {
      letters += ArabicLetters(run);
      out += run;
    } else {
      out.append(text, begin, at - begin);
    }
  }
  if (letters < kFewestLetters) return nullptr;
  text = std::move(out);
  return wrong->name;
}

}  // namespace tawatur::ingest
