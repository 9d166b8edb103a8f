// base: bytes put aside, in memory and then in a temporary file without a name; see spill.h.
#include "base/spill.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace tawatur {
namespace {

constexpr size_t kBuffer = size_t{4} << 20;  // once there is a file

}  // namespace

Spill::~Spill() {
  if (file_ >= 0) close(file_);
}

Error Spill::Trouble(const char* what, int code) const {
  std::string message = std::string("the temporary file cannot be ") + what + ": " + std::strerror(code);
  if (code == ENOSPC || code == EDQUOT) message += "; TMPDIR may name a folder with more space";
  return {ErrorKind::kIo, folder_, std::move(message)};
}

Result<bool> Spill::Flush() {
  if (file_ < 0) {
    std::string name = folder_ + "/tawatur-XXXXXX";
    file_ = mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) return Trouble("made", errno);
    unlink(name.c_str());
    most_ = kBuffer;
  }
  for (size_t done = 0; done < waiting_.size();) {
    const ssize_t n = pwrite(file_, waiting_.data() + done, waiting_.size() - done, static_cast<off_t>(written_ + done));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return Trouble("written", n < 0 ? errno : ENOSPC);
    done += static_cast<size_t>(n);
  }
  written_ += waiting_.size();
  std::string().swap(waiting_);
  return true;
}

Result<Spill::Place> Spill::Put(std::string_view bytes) {
  std::lock_guard lock(mutex_);
  const Place place{written_ + waiting_.size(), bytes.size()};
  waiting_ += bytes;
  if (waiting_.size() > most_) {
    if (Result<bool> flushed = Flush(); !flushed) return flushed.error();
  }
  return place;
}

Result<std::string> Spill::Get(Place place) const {
  {
    std::lock_guard lock(mutex_);
    if (place.at >= written_) return waiting_.substr(place.at - written_, place.size);
  }
  std::string bytes(place.size, '\0');
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t n = pread(file_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(place.at + done));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return Trouble("read", n < 0 ? errno : EIO);
    done += static_cast<size_t>(n);
  }
  return bytes;
}

}  // namespace tawatur
