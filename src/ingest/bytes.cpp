// ingest: bytes out of files and streams, in blocks or lines, within limits. Entry point: ByteStream::Open().
#include "ingest/bytes.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace tawatur::ingest {
namespace {

constexpr size_t kBlock = size_t{1} << 18;
constexpr int kWaitForWriterMs = 2000;

Error IoError(const std::string& path, const char* what) {
  return {ErrorKind::kIo, path, std::string(what) + ": " + std::strerror(errno)};
}

bool SameContent(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

// One open file. Owns its descriptor; standard input is never closed.
class FileSource : public ByteSource {
 public:
  FileSource(int fd, std::string path, Meter& meter) : fd_(fd), path_(std::move(path)), meter_(&meter) {
    file_ = fstat(fd_, &before_) == 0 && S_ISREG(before_.st_mode);
    if (file_) meter_->size = static_cast<uint64_t>(before_.st_size);
  }
  ~FileSource() override {
    struct stat now {};
    if (file_ && fstat(fd_, &now) == 0 && !SameContent(before_, now)) meter_->changed = true;
    if (fd_ > STDIN_FILENO) close(fd_);
  }

  Result<size_t> Read(char* to, size_t size) override {
    ssize_t n = 0;
    do {
      n = read(fd_, to, size);
    } while (n < 0 && errno == EINTR);
    if (n < 0) return IoError(path_, "cannot read");
    meter_->read += static_cast<uint64_t>(n);
    struct stat now {};
    if (n == 0 && file_ && fstat(fd_, &now) == 0 && !SameContent(before_, now)) meter_->changed = true;
    return static_cast<size_t>(n);
  }
  int fd() const override { return file_ ? fd_ : -1; }
  uint64_t SizeHint() const override { return file_ ? static_cast<uint64_t>(before_.st_size) : 0; }

 private:
  int fd_;
  std::string path_;
  Meter* meter_;
  struct stat before_ {};
  bool file_ = false;
};

// Opened without waiting, a pipe says whether anybody holds its other end: nobody for a while, and reading would block for
// ever. `first` is the byte that had to be read to learn it.
bool HasWriter(int fd, std::string& first) {
  for (int waited = 0; waited < kWaitForWriterMs; waited += 50) {
    char c = 0;
    ssize_t n = read(fd, &c, 1);
    if (n > 0) first.push_back(c);
    if (n != 0) return true;  // EAGAIN: somebody is there and has not written yet
    struct pollfd state {fd, POLLIN, 0};
    if (poll(&state, 1, 50) > 0 && (state.revents & POLLHUP) != 0) return true;  // came, wrote nothing, left
  }
  return false;
}

}  // namespace

Result<ByteStream> ByteStream::Open(const std::string& path, Meter& meter) {
  int fd = STDIN_FILENO;
  std::string first;
  if (path != "-") {
    fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) return IoError(path, "cannot open");
    struct stat status {};
    bool pipe = fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode);
    if (pipe && !HasWriter(fd, first)) {
      close(fd);
      return Error{ErrorKind::kIo, path, "is a pipe that nothing writes to"};
    }
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
  }
  ByteStream stream(std::make_unique<FileSource>(fd, path, meter), path);
  stream.buffer_ = std::move(first);
  return stream;
}

ByteStream ByteStream::Of(std::string bytes, std::string place) {
  ByteStream stream(nullptr, std::move(place));
  stream.buffer_ = std::move(bytes);
  stream.end_ = true;
  return stream;
}

Result<bool> ByteStream::Fill(size_t size) {
  if (error_) return *error_;
  if (end_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    base_ += at_;
    at_ = 0;
  }
  size_t old = buffer_.size();
  if (buffer_.capacity() < old + size) buffer_.reserve(old + size);  // exactly: doubling would waste what is large
  buffer_.resize(old + size);
  Result<size_t> n = source_->Read(buffer_.data() + old, size);
  buffer_.resize(old + (n ? *n : 0));
  if (!n) {
    error_ = n.error();
    return *error_;
  }
  end_ = *n == 0;
  return !end_;
}

Result<std::string_view> ByteStream::Peek(size_t size) {
  while (buffer_.size() - at_ < size) {
    Result<bool> more = Fill(kBlock);
    if (!more && at_ == buffer_.size()) return more.error();
    if (!more || !*more) break;
  }
  return std::string_view(buffer_).substr(at_, size);
}

void ByteStream::Consume(size_t size) { at_ += std::min(size, buffer_.size() - at_); }

Result<std::string> ByteStream::ReadRest(size_t limit) {
  Error too_large{ErrorKind::kLimit, place_,
                  "has more than " + std::to_string(limit) + " bytes; one report may not have more: split it"};
  size_t block = kBlock;
  uint64_t hint = source_ ? source_->SizeHint() : 0;
  if (hint > at() + limit) return too_large;
  if (hint > at()) block = static_cast<size_t>(hint - at()) + 1;
  for (;;) {
    if (buffer_.size() - at_ > limit) return too_large;
    Result<bool> more = Fill(block);
    if (!more) return more.error();
    if (!*more) break;
    block = std::max(kBlock, buffer_.size() / 2);  // a stream of unknown size: grow geometrically
  }
  buffer_.erase(0, at_);
  base_ += at_;
  at_ = 0;
  return std::exchange(buffer_, {});
}

Result<size_t> ByteStream::Read(size_t size, std::string& out) {
  size_t given = 0;
  while (given < size) {
    if (at_ == buffer_.size()) {
      Result<bool> more = Fill(kBlock);
      if (!more) return more.error();
      if (!*more) break;
    }
    size_t n = std::min(size - given, buffer_.size() - at_);
    out.append(buffer_, at_, n);
    at_ += n;
    given += n;
  }
  return given;
}

Result<uint64_t> ByteStream::Skip(uint64_t size) {
  uint64_t passed = 0;
  while (passed < size) {
    if (at_ == buffer_.size()) {
      Result<bool> more = Fill(kBlock);
      if (!more) return more.error();
      if (!*more) break;
    }
    size_t n = static_cast<size_t>(std::min<uint64_t>(size - passed, buffer_.size() - at_));
    at_ += n;
    passed += n;
  }
  return passed;
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

bool ByteStream::Recover(std::string_view start) {
  base_ += buffer_.size();
  buffer_.clear();
  at_ = 0;
  error_.reset();
  end_ = !source_ || !source_->Recover(start);
  return !end_;
}

}  // namespace tawatur::ingest
