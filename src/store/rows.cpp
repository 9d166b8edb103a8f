// store: between rows and reports. Entry points: BasisWord(), ExactText().
#include "store/rows.h"

#include <array>

#include "store/database.h"
#include "store/pack.h"

namespace tawatur::store {
namespace {

// In the order of ingest::DateBasis.
constexpr std::array<std::string_view, 7> kBasis = {"none", "byline", "updated", "meta", "url", "inferred", "user"};

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Length of the UTF-8 character at `at`, 0 where the byte begins none.
size_t CharacterAt(std::string_view s, size_t at) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(s[at + i]); };
  auto follows = [&](size_t n) {
    if (at + n > s.size()) return false;
    for (size_t i = 1; i < n; ++i) {
      if ((byte(i) & 0xC0) != 0x80) return false;
    }
    return true;
  };
  unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(2) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!follows(3)) return 0;
    bool overlong = first == 0xE0 && byte(1) < 0xA0, surrogate = first == 0xED && byte(1) > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!follows(4)) return 0;
    bool overlong = first == 0xF0 && byte(1) < 0x90, beyond = first == 0xF4 && byte(1) > 0x8F;
    return overlong || beyond ? 0 : 4;
  }
  return 0;
}

}  // namespace

std::string_view BasisWord(ingest::DateBasis basis) { return kBasis[static_cast<size_t>(basis)]; }

ingest::DateBasis BasisOf(std::string_view word) {
  for (size_t i = 0; i < kBasis.size(); ++i) {
    if (kBasis[i] == word) return static_cast<ingest::DateBasis>(i);
  }
  return ingest::DateBasis::kNone;
}

bool IsUtf8(std::string_view bytes) {
  for (size_t at = 0; at < bytes.size();) {
    size_t size = CharacterAt(bytes, at);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

std::string Readable(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 16);
  for (size_t at = 0; at < bytes.size();) {
    size_t size = CharacterAt(bytes, at);
    out += size ? bytes.substr(at, size) : kReplacement;
    at += size ? size : 1;
  }
  return out;
}

StoredBytes StoredBytesOf(const Statement& row, int column) {
  StoredBytes stored;
  stored.text = row.Text(column);
  stored.text_is_original = row.Int(column + 1) != 0;
  stored.has_original = !row.IsNull(column + 2);
  if (stored.has_original) stored.original = row.Text(column + 2);
  stored.original_size = row.Int(column + 3);
  return stored;
}

std::optional<std::string> OriginalBytes(const StoredBytes& stored) {
  if (!stored.has_original && stored.text_is_original) return stored.text;
  if (!stored.has_original || stored.original_size < 0) return std::nullopt;
  return Unpack(stored.original, static_cast<size_t>(stored.original_size));
}

std::optional<std::string> ExactText(const StoredBytes& stored) {
  return stored.text_is_original ? OriginalBytes(stored) : stored.text;
}

}  // namespace tawatur::store
