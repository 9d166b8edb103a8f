// ingest: which characters a file's bytes stand for. Entry points: Decode(), DecodeDeclared().
#include "ingest/encoding.h"

#include <simdjson.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "ingest/mojibake.h"

namespace tawatur::ingest {
namespace {

// The detector decides on its first bytes: more of them cost time and change nothing.
constexpr size_t kDetectorBytes = size_t{1} << 18;

// Length of the valid UTF-8 sequence at `at`, or 0. Surrogates and overlong forms are invalid.
size_t SequenceAt(std::string_view s, size_t at) {
  auto byte = [&](size_t i) { return at + i < s.size() ? static_cast<unsigned char>(s[at + i]) : 0u; };
  auto tail = [&](size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || !tail(1)) return 0;
  if (lead < 0xE0) return 2;
  if (!tail(2)) return 0;
  if (lead < 0xF0) return (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) ? 0 : 3;
  if (!tail(3)) return 0;
  return (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F) ? 0 : 4;
}

struct Utf8Count {
  size_t valid = 0;    // sequences of more than one byte
  size_t invalid = 0;  // bytes that are part of none
  Span first, last;    // of the invalid bytes
};

Utf8Count CountUtf8(std::string_view s) {
  Utf8Count count;
  for (size_t at = 0; at < s.size();) {
    size_t size = SequenceAt(s, at);
    if (size > 1) ++count.valid;
    if (size == 0) {
      count.last = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + 1)};
      if (count.invalid++ == 0) count.first = count.last;
      size = 1;
    }
    at += size;
  }
  return count;
}

bool IsControl(unsigned char c) { return (c < 0x20 && (c < 0x09 || c > 0x0D) && c != 0x1A && c != 0x1B) || c == 0x7F; }

size_t CountControls(std::string_view s) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;
  size_t n = 0, at = 0;
  auto count = [&](size_t end) {
    for (; at < end; ++at) n += IsControl(static_cast<unsigned char>(s[at]));
  };
  while (at + 8 <= s.size()) {
    uint64_t bytes;
    std::memcpy(&bytes, s.data() + at, sizeof bytes);
    // Some byte may be below 0x20 or be 0x7F: the second becomes 0 when its bits are turned.
    const uint64_t turned = bytes ^ (0x7F * kOnes);
    const uint64_t some = (((bytes - 0x20 * kOnes) & ~bytes) | ((turned - kOnes) & ~turned)) & kHigh;
    if (some != 0) {
      count(at + 8);
    } else {
      at += 8;
    }
  }
  count(s.size());
  return n;
}

const char* KnownBinary(std::string_view s) {
  struct Magic {
    std::string_view bytes;
    const char* name;
  };
  static constexpr Magic kMagic[] = {
      {"%PDF-", "a PDF document"},
      {"\x89PNG\r\n", "a PNG image"},
      {"\xFF\xD8\xFF", "a JPEG image"},
      {"GIF8", "a GIF image"},
      {"\x1F\x8B\x08", "gzip-compressed data"},
      {"PK\x03\x04", "a ZIP archive or office document"},
      {"\xFD"
       "7zXZ",
       "xz-compressed data"},
      {"(\xB5/\xFD", "zstd-compressed data"},
      {"BZh", "bzip2-compressed data"},
      {"\x7F"
       "ELF",
       "a program"},
      {"SQLite format 3", "an SQLite file"},
      {"\xD0\xCF\x11\xE0", "an old office document"},
  };
  for (const Magic& m : kMagic) {
    if (s.substr(0, m.bytes.size()) == m.bytes) return m.name;
  }
  return nullptr;
}

// UTF-16 without a byte order mark: Latin text has NUL, Arabic text 0x06, in every other byte.
const char* Utf16Guess(std::string_view s) {
  if (s.size() < 8 || s.size() % 2 != 0) return nullptr;
  std::array<size_t, 2> pages{};
  size_t n = std::min(s.size(), size_t{4096});
  for (size_t i = 0; i < n; ++i) pages[i % 2] += s[i] == 0x00 || s[i] == 0x06;
  size_t most = n / 2 * 9 / 10, few = n / 2 / 4;
  if (pages[1] >= most && pages[0] <= few) return "UTF-16LE";
  if (pages[0] >= most && pages[1] <= few) return "UTF-16BE";
  return nullptr;
}

std::string Detect(std::string_view s) {
  std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  if (!detector || uchardet_handle_data(detector.get(), s.data(), std::min(s.size(), kDetectorBytes)) != 0) return {};
  uchardet_data_end(detector.get());
  const char* name = uchardet_get_charset(detector.get());
  return name ? name : "";
}

// Through UTF-16, as ICU does; what the encoding does not know becomes U+FFFD. Nothing if ICU does not know the
// encoding.
std::optional<std::string> Convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(encoding, &status), &ucnv_close);
  std::unique_ptr<UConverter, decltype(&ucnv_close)> to(U_SUCCESS(status) ? ucnv_open("UTF-8", &status) : nullptr,
                                                        &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  std::array<char, 16384> block;
  std::array<UChar, 4096> pivot;
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = bytes.data();
  bool reset = true;
  do {
    char* target = block.data();
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, block.data() + block.size(), &source, bytes.data() + bytes.size(),
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), reset, true, &status);
    out.append(block.data(), target);
    reset = false;
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(status)) return std::nullopt;
  return out;
}

Result<Decoded> DecodeAs(std::string_view bytes, const char* encoding, const std::string& place,
                         const std::string& why) {
  std::optional<std::string> text = Convert(bytes, encoding);
  if (!text) return Error{ErrorKind::kData, place, std::string("looks like ") + encoding + ", which cannot be decoded"};
  Decoded d{std::move(*text), true, {}};
  if (d.text.starts_with("\xEF\xBB\xBF")) d.text.erase(0, 3);
  d.notes.push_back(
      {"decoded",
       {},
       std::string(encoding) + " text (" + why + ") was decoded to UTF-8; offsets count in the decoded text"});
  return d;
}

}  // namespace

size_t ReplaceInvalid(std::string_view bytes, std::string& out) {
  out.clear();
  size_t replaced = 0;
  for (size_t at = 0; at < bytes.size();) {
    size_t size = SequenceAt(bytes, at);
    if (size == 0) {
      out += "\xEF\xBF\xBD";
      ++replaced;
      ++at;
    } else {
      out.append(bytes.substr(at, size));
      at += size;
    }
  }
  return replaced;
}

Result<Decoded> DecodeDeclared(std::string_view bytes, const std::string& declared, const std::string& place) {
  bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  bool valid = simdjson::validate_utf8(bytes.data(), bytes.size());
  Utf8Count count;
  if (!marked && !valid && !declared.empty()) {
    // A page of another encoding has hardly a valid sequence; a few bytes are broken in many pages of UTF-8. Text of an
    // Arabic encoding under a Latin declaration is the detector's to find.
    count = CountUtf8(bytes);
    UErrorCode status = U_ZERO_ERROR;
    const char* name = ucnv_getStandardName(declared.c_str(), "MIME", &status);
    if (!name) name = ucnv_getStandardName(declared.c_str(), "IANA", &status);
    std::string_view known = U_SUCCESS(status) && name ? name : "";
    bool detect = known.empty() || known == "UTF-8" || known == "ISO-8859-1" || known == "US-ASCII" || known == "windows-1252";
    if (!detect && count.valid < 4 * count.invalid) return DecodeAs(bytes, declared.c_str(), place, "declared");
  }
  Result<Decoded> decoded = Decode(std::string(bytes), place);
  if (!decoded) return decoded;
  std::string& text = decoded->text;
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (!valid && !decoded->made_text) {
    std::string repaired;
    ReplaceInvalid(text, repaired);
    text = std::move(repaired);
  }
  if (text.find('\0') != std::string::npos) {
    std::string repaired;
    for (char c : text) c == '\0' ? repaired += "\xEF\xBF\xBD" : repaired += c;
    text = std::move(repaired);
  }
  decoded->made_text = true;
  return decoded;
}

namespace {

// UTF-8, but twice encoded: says so where it could be put back.
Decoded Repaired(std::string bytes) {
  Decoded d{std::move(bytes), false, {}};
  if (const char* wrong = UndoMojibake(d.text)) {
    d.made_text = true;
    d.notes.push_back({"mojibake", {}, std::string("UTF-8 that had been read as ") + wrong + " was put back; offsets count in the text so made"});
  }
  return d;
}

}  // namespace

Result<Decoded> Decode(std::string bytes, const std::string& place) {
  std::string_view s = bytes;
  if (s.empty()) {
    Decoded d;
    d.notes.push_back({"empty_input", {}, "the input is empty"});
    return d;
  }
  using std::string_view_literals::operator""sv;
  if (s.starts_with("\xFF\xFE\0\0"sv)) return DecodeAs(s, "UTF-32LE", place, "byte order mark");
  if (s.starts_with("\0\0\xFE\xFF"sv)) return DecodeAs(s, "UTF-32BE", place, "byte order mark");
  if (s.starts_with("\xFF\xFE")) return DecodeAs(s, "UTF-16LE", place, "byte order mark");
  if (s.starts_with("\xFE\xFF")) return DecodeAs(s, "UTF-16BE", place, "byte order mark");
  if (const char* binary = KnownBinary(s)) {
    return Error{ErrorKind::kData, place, std::string("is ") + binary + ", not text; give the text itself"};
  }

  const size_t controls = CountControls(s);
  bool valid = simdjson::validate_utf8(s.data(), s.size());
  if (valid && controls * 3 <= s.size()) return Repaired(std::move(bytes));
  if (const char* utf16 = Utf16Guess(s)) return DecodeAs(s, utf16, place, "detected");
  // Legacy Arabic text has hardly any control bytes; compressed data has a tenth of them.
  if (valid || controls * 50 > s.size()) {
    return Error{ErrorKind::kData, place,
                 "is not text (" + std::to_string(controls) + " control bytes of " + std::to_string(s.size()) + ")"};
  }
  Utf8Count count = CountUtf8(s);
  if (count.valid < 4 * count.invalid) {
    std::string guess = Detect(s);
    if (!guess.empty() && guess != "ASCII" && guess != "UTF-8") {
      Result<Decoded> decoded = DecodeAs(s, guess.c_str(), place, "detected");
      if (decoded) return decoded;
    }
  }
  Decoded d{std::move(bytes), false, {}};
  d.notes.push_back(
      {"invalid_utf8", Join(count.first, count.last),
       std::to_string(count.invalid) + " bytes are no UTF-8, the first at byte " + std::to_string(count.first.begin)});
  return d;
}

}  // namespace tawatur::ingest
