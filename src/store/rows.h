// store: between rows and reports. Entry points: BasisWord(), ExactText().
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "ingest/report.h"

namespace tawatur::store {

std::string_view BasisWord(ingest::DateBasis basis);
ingest::DateBasis BasisOf(std::string_view word);

bool IsUtf8(std::string_view bytes);
// The same with U+FFFD for each byte that belongs to no character: other programs refuse a text column that is no
// UTF-8.
std::string Readable(std::string_view bytes);

// The columns of a report from which its bytes come.
struct StoredBytes {
  std::string text, original;  // original: packed
  bool has_original = false, text_is_original = false;
  int64_t original_size = 0;
};

class Statement;
// From four columns: text, text_is_original, original, original_size.
StoredBytes StoredBytesOf(const Statement& row, int column);

// The original bytes; nothing where they are damaged or were not kept.
std::optional<std::string> OriginalBytes(const StoredBytes& stored);
// What the offsets count in.
std::optional<std::string> ExactText(const StoredBytes& stored);

}  // namespace tawatur::store
