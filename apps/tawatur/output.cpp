// tawatur: results on standard output or in files that are whole or not there. Entry points: Output, WriteWholeFile().
#include "output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "console.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

constexpr size_t kBlock = size_t{1} << 16;

// Unfinished files, for the signal handler, which may do no more than unlink() and _exit(). Changed with signals
// blocked.
std::array<char*, 8> g_unfinished{};

class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &old_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &old_, nullptr); }

 private:
  sigset_t old_;
};

void Remember(const std::string& path) {
  SignalsBlocked blocked;
  for (char*& slot : g_unfinished) {
    if (!slot) {
      slot = strdup(path.c_str());
      return;
    }
  }
}

void Forget(const std::string& path) {
  SignalsBlocked blocked;
  for (char*& slot : g_unfinished) {
    if (slot && path == slot) {
      std::free(slot);
      slot = nullptr;
    }
  }
}

extern "C" void OnSignal(int signal) {
  for (char* path : g_unfinished) {
    if (path) unlink(path);
  }
  _exit(128 + signal);
}

}  // namespace

std::string TemporaryFolder() {
  const char* named = std::getenv("TMPDIR");
  return named != nullptr && *named != '\0' ? named : "/tmp";
}

void CatchSignals() {
  std::signal(SIGPIPE, SIG_IGN);
  struct sigaction action {};
  action.sa_handler = OnSignal;
  for (int s : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    sigaction(s, nullptr, &before);
    if (before.sa_handler != SIG_IGN) sigaction(s, &action, nullptr);  // under nohup stay deaf
  }
}

Output::Output(const std::string& path) : path_(path == "-" ? "" : path) {
  if (path_.empty()) {
    fd_ = STDOUT_FILENO;
    return;
  }
  struct stat status {};
  if (stat(path_.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {  // a device or a pipe is written in place
    if (S_ISDIR(status.st_mode)) Die({ErrorKind::kUsage, path_, "is a folder; give a file"});
    fd_ = open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd_ < 0) Fail("cannot open");
    return;
  }
  temporary_ = path_ + ".unfinished-" + std::to_string(getpid());
  Remember(temporary_);
  fd_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd_ < 0) Fail("cannot write");
}

Output::Output(const std::string& path, uint64_t keep) : path_(path) {
  fd_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (fd_ < 0 || ftruncate(fd_, static_cast<off_t>(keep)) != 0 || lseek(fd_, 0, SEEK_END) < 0) Fail("cannot write");
}

Output::~Output() {
  if (fd_ > STDERR_FILENO) close(fd_);
  if (!temporary_.empty()) {
    unlink(temporary_.c_str());
    Forget(temporary_);
  }
}

void Output::Fail(const char* what) {
  if (errno == EPIPE) throw Exit(kBrokenPipe);
  Complain(path_.empty() ? "standard output" : path_, std::string(what) + ": " + std::strerror(errno));
  throw Exit(kIo);
}

void Output::Write(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() >= kBlock) Flush();
}

void Output::Flush() {
  for (size_t at = 0; at < buffer_.size();) {
    ssize_t n = write(fd_, buffer_.data() + at, buffer_.size() - at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) Fail("cannot write");
    at += static_cast<size_t>(n);
  }
  buffer_.clear();
}

void Output::Commit() {
  Flush();
  if (temporary_.empty()) return;
  if (fsync(fd_) != 0 && errno != EINVAL) Fail("cannot write");
  int fd = std::exchange(fd_, -1);
  if (close(fd) != 0) Fail("cannot write");
  if (rename(temporary_.c_str(), path_.c_str()) != 0) Fail("cannot rename to");
  Forget(temporary_);
  temporary_.clear();
}

void WriteWholeFile(const std::string& path, std::string_view bytes) {
  Output out(path);
  out.Write(bytes);
  out.Commit();
}

void MakeFolder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) {
    Complain(path, "cannot make the folder: " + error.message());
    throw Exit(kIo);
  }
}

}  // namespace tawatur::cli
