// ingest: gzip and zstd undone while they are read, within the meter's limit. Entry points: Inflate(), Unpack().
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "ingest/bytes.h"

namespace tawatur::ingest {

enum class Coding { kGzip, kZlib, kDeflate, kZstd, kBrotli };

// What the first bytes (6 or more) say: gzip or zstd, a zstd dictionary in front of the data too (.warc.zst).
std::optional<Coding> CodingOf(std::string_view head);

// The same stream, decompressed: gzip with any number of members, zstd with any number of frames and a dictionary. Damage,
// a cut end and a decompression bomb are errors; Recover() goes on at the next member or frame that is whole.
ByteStream Inflate(ByteStream in, Coding coding, Meter& meter);

// All of `bytes` decompressed; above `limit` bytes an error.
Result<std::string> Unpack(std::string bytes, Coding coding, size_t limit, Meter& meter, const std::string& place);

}  // namespace tawatur::ingest
