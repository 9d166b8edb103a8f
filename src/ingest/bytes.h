// ingest: bytes out of files and streams, in blocks or lines, within limits. Entry points: ByteStream::Open(),
// ReadRest(), NextLine().
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tawatur::ingest {

// One open input. Owns its descriptor; standard input is never closed.
class ByteStream {
 public:
  // `path` as given; "-" is standard input.
  static Result<ByteStream> Open(const std::string& path);
  ByteStream(ByteStream&& other) noexcept;
  ByteStream& operator=(ByteStream&& other) noexcept;
  ~ByteStream();

  // The first bytes (up to `size`, fewer only at the end), left in place for the reads that follow.
  Result<std::string_view> Peek(size_t size);
  // All that is left. Above `limit` bytes: an error of kind kLimit.
  Result<std::string> ReadRest(size_t limit);
  enum class LineState { kLine, kTooLong, kEnd };
  // The next line without its line feed, valid until the next call. A line above `limit` is skipped whole and reported.
  Result<LineState> NextLine(size_t limit, std::string_view& line);
  uint64_t bytes_read() const { return bytes_read_; }

 private:
  ByteStream(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  Result<bool> Fill(size_t size);  // reads one more block behind the buffer; false at the end

  int fd_ = -1;
  std::string path_;
  std::string buffer_;
  size_t at_ = 0;  // first byte not yet given
  uint64_t bytes_read_ = 0;
  bool end_ = false;
};

}  // namespace tawatur::ingest
