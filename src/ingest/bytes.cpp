// ingest: bytes out of files and streams, in blocks or lines, within limits. Entry point: ByteStream::Open().
#include "ingest/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace tawatur::ingest {
namespace {

constexpr size_t kBlock = size_t{1} << 18;

Error IoError(const std::string& path, const char* what) {
  return {ErrorKind::kIo, path, std::string(what) + ": " + std::strerror(errno)};
}

}  // namespace

Result<ByteStream> ByteStream::Open(const std::string& path) {
  if (path == "-") return ByteStream(STDIN_FILENO, path);
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return IoError(path, "cannot open");
  return ByteStream(fd, path);
}

ByteStream::ByteStream(ByteStream&& other) noexcept { *this = std::move(other); }

ByteStream& ByteStream::operator=(ByteStream&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(path_, other.path_);
  std::swap(buffer_, other.buffer_);
  std::swap(at_, other.at_);
  std::swap(bytes_read_, other.bytes_read_);
  std::swap(end_, other.end_);
  return *this;
}

ByteStream::~ByteStream() {
  if (fd_ > STDIN_FILENO) close(fd_);
}

Result<bool> ByteStream::Fill(size_t size) {
  if (end_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  size_t old = buffer_.size();
  buffer_.resize(old + size);
  ssize_t n = 0;
  do {
    n = read(fd_, buffer_.data() + old, size);
  } while (n < 0 && errno == EINTR);
  buffer_.resize(old + static_cast<size_t>(n > 0 ? n : 0));
  if (n < 0) {
    end_ = true;
    return IoError(path_, "cannot read");
  }
  bytes_read_ += static_cast<uint64_t>(n);
  end_ = n == 0;
  return !end_;
}

Result<std::string_view> ByteStream::Peek(size_t size) {
  while (buffer_.size() - at_ < size) {
    Result<bool> more = Fill(kBlock);
    if (!more) return more.error();
    if (!*more) break;
  }
  return std::string_view(buffer_).substr(at_, size);
}

Result<std::string> ByteStream::ReadRest(size_t limit) {
  struct stat status {};
  size_t block = kBlock;
  if (fstat(fd_, &status) == 0 && S_ISREG(status.st_mode)) {
    size_t size = static_cast<size_t>(status.st_size);
    if (size > limit) {
      return Error{
          ErrorKind::kLimit, path_,
          "has " + std::to_string(size) + " bytes; one report may have " + std::to_string(limit) + "; split it"};
    }
    block = std::max(block, size + 1);
  }
  for (;;) {
    if (buffer_.size() - at_ > limit) {
      return Error{ErrorKind::kLimit, path_, "has more than " + std::to_string(limit) + " bytes; split it"};
    }
    Result<bool> more = Fill(block);
    if (!more) return more.error();
    if (!*more) break;
    block = std::max(kBlock, buffer_.size() / 2);  // a stream of unknown size: grow geometrically
  }
  buffer_.erase(0, at_);
  at_ = 0;
  return std::exchange(buffer_, {});
}

Result<ByteStream::LineState> ByteStream::NextLine(size_t limit, std::string_view& line) {
  size_t scanned = at_;
  bool too_long = false;
  for (;;) {
    size_t feed = buffer_.find('\n', scanned);
    if (feed != std::string::npos || end_) {
      bool last = feed == std::string::npos;
      if (last && at_ == buffer_.size() && !too_long) return LineState::kEnd;
      size_t stop = last ? buffer_.size() : feed;
      line = std::string_view(buffer_).substr(at_, stop - at_);
      too_long = too_long || line.size() > limit;
      at_ = last ? stop : stop + 1;
      return too_long ? LineState::kTooLong : LineState::kLine;
    }
    if (buffer_.size() - at_ > limit) {
      too_long = true;  // drop what came so far: a hostile line must not fill the memory
      at_ = buffer_.size();
    }
    size_t ahead = buffer_.size() - at_;
    Result<bool> more = Fill(std::max(kBlock, ahead / 2));
    if (!more) return more.error();
    scanned = at_ + ahead;  // the part before was searched already
  }
}

}  // namespace tawatur::ingest
