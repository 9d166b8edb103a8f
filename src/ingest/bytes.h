// ingest: bytes out of files and streams, in blocks or lines, within limits. Entry points: ByteStream::Open(),
// ReadRest(), NextLine().
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tawatur::ingest {

// What one input has cost so far. Sources count into it; it outlives them.
struct Meter {
  uint64_t size = 0;     // of the file; 0 where it is not known
  uint64_t read = 0;     // bytes taken from it
  uint64_t made = 0;     // bytes that decompression made of them, at all depths together
  bool changed = false;  // the file was written to while it was read

  // Reports shrink ten- or twentyfold. What grows like this was made to fill a memory.
  bool Bomb() const { return made > kFreely + kRatio * read; }
  static constexpr uint64_t kFreely = uint64_t{12} << 20, kRatio = 250;
};

// Where bytes come from: a file, a decompressor, an entry of an archive.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `size` bytes; 0 at the end. After an error only Recover() may be called.
  virtual Result<size_t> Read(char* to, size_t size) = 0;
  // Goes on behind the damage, where data that begin with `start` follow. False where nothing does.
  virtual bool Recover(std::string_view start) {
    (void)start;
    return false;
  }
  virtual int fd() const { return -1; }          // of a file that can be read at any place
  virtual uint64_t SizeHint() const { return 0; }  // how much will come, if known
};

// A source with a buffer before it.
class ByteStream {
 public:
  // `path` as given; "-" is standard input, which is never closed. A pipe without a writer is an error.
  static Result<ByteStream> Open(const std::string& path, Meter& meter);
  // All bytes are here already.
  static ByteStream Of(std::string bytes, std::string place);
  ByteStream(std::unique_ptr<ByteSource> source, std::string place)
      : source_(std::move(source)), place_(std::move(place)) {}

  // The first bytes (up to `size`, fewer only at the end or where the source fails), left in place for the reads that
  // follow. An error only where there are none.
  Result<std::string_view> Peek(size_t size);
  // Passes over bytes that Peek() showed.
  void Consume(size_t size);
  // All that is left. Above `limit` bytes: an error of kind kLimit.
  Result<std::string> ReadRest(size_t limit);
  // Appends up to `size` bytes; fewer only at the end.
  Result<size_t> Read(size_t size, std::string& out);
  // Passes over up to `size` bytes; fewer only at the end.
  Result<uint64_t> Skip(uint64_t size);
  enum class LineState { kLine, kTooLong, kEnd };
  // The next line without its line feed, valid until the next call. A line above `limit` is skipped whole and reported.
  Result<LineState> NextLine(size_t limit, std::string_view& line);
  // After an error: goes on where data that begin with `start` follow.
  bool Recover(std::string_view start);

  uint64_t at() const { return base_ + at_; }  // how many bytes were given
  // How the source failed; what came before is still given.
  const std::optional<Error>& error() const { return error_; }
  int fd() const { return source_ ? source_->fd() : -1; }
  const std::string& place() const { return place_; }

 private:
  Result<bool> Fill(size_t size);  // reads one more block behind the buffer; false at the end

  std::unique_ptr<ByteSource> source_;  // none: the buffer is all
  std::string place_;
  std::string buffer_;
  size_t at_ = 0;      // first byte not yet given
  uint64_t base_ = 0;  // what stood before the buffer
  bool end_ = false;
  std::optional<Error> error_;
};

}  // namespace tawatur::ingest
