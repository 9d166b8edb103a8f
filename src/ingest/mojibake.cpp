// ingest: UTF-8 that was once read as windows-1252 or windows-1256 and written again. Entry point: UndoMojibake().
//
// Every Arabic letter is two bytes, of which the first is 0xD8 to 0xDB. Read as windows-1252 that gives a Latin capital before
// each letter, as windows-1256 an emphatic letter: signs that no real text has so often.
#include "ingest/mojibake.h"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace tawatur::ingest {
namespace {

constexpr size_t kLookAt = 4000;      // characters beyond ASCII that decide
constexpr size_t kFewestLetters = 8;  // that must come back

struct Wrong {
  const char* name;
  uint8_t lead, tail;  // UTF-8 of what 0xD8 looks like; 0xDB is three further
};
constexpr std::array<Wrong, 2> kWrong = {{
    {"windows-1252", 0xC3, 0x98},  // U+00D8 to U+00DB
    {"windows-1256", 0xD8, 0xB7},  // U+0637 to U+063A
}};

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

// Eight bytes at once: 0x80 in each byte of the result that answers yes.
constexpr uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;
constexpr uint64_t Equal(uint64_t bytes, uint8_t value) {
  const uint64_t x = bytes ^ (value * kOnes);
  return ~(((x & ~kHigh) + ~kHigh) | x) & kHigh;
}
constexpr uint64_t Leads(uint64_t bytes) { return bytes & (bytes << 1) & kHigh; }  // 0xC0 and above
// Of bytes that follow a lead, all 0x80 to 0xBF: `first` and the three behind it.
constexpr uint64_t OneOfFour(uint64_t bytes, uint8_t first) {
  const uint64_t low = bytes & (0x3F * kOnes), from = first & 0x3Fu;
  return (low + (0x80 - from) * kOnes) & ~(low + (0x7C - from) * kOnes) & kHigh;
}

// More than a third of the characters are such first halves. `text` is valid UTF-8.
const Wrong* Suspect(std::string_view text) {
  size_t seen = 0, at = 0;
  std::array<size_t, kWrong.size()> leads{};
  auto eight = [&](size_t from) {
    uint64_t bytes;
    std::memcpy(&bytes, text.data() + from, sizeof bytes);
    return bytes;
  };
  for (; at + 9 <= text.size(); at += 8) {
    const uint64_t bytes = eight(at);
    if ((bytes & kHigh) == 0) continue;
    const auto count = static_cast<size_t>(std::popcount(Leads(bytes)));
    if (seen + count > kLookAt) break;
    seen += count;
    const uint64_t next = eight(at + 1);
    for (size_t k = 0; k < kWrong.size(); ++k) {
      leads[k] += static_cast<size_t>(std::popcount(Equal(bytes, kWrong[k].lead) & OneOfFour(next, kWrong[k].tail)));
    }
  }
  for (; at < text.size() && seen < kLookAt; ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0xC0) continue;
    ++seen;
    const unsigned tail = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0u;
    for (size_t k = 0; k < kWrong.size(); ++k) leads[k] += lead == kWrong[k].lead && tail >= kWrong[k].tail && tail < kWrong[k].tail + 4u;
  }
  for (size_t k = 0; k < kWrong.size(); ++k) {
    if (leads[k] >= kFewestLetters && leads[k] * 3 > seen) return &kWrong[k];
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
