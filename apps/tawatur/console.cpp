// tawatur: all talk to the user, on standard error. Entry points: Complain(), Progress.
#include "console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "verbs.h"

namespace tawatur::cli {

void Complain(std::string_view place, std::string_view message) {
  std::string line =
      place.empty() ? fmt::format("tawatur: {}\n", message) : fmt::format("tawatur: {}: {}\n", place, message);
  // Names come from others' archives: what would steer a terminal is shown, not sent.
  for (size_t i = 0; i + 1 < line.size(); ++i) {
    if (static_cast<unsigned char>(line[i]) < 0x20 || line[i] == 0x7F) line[i] = '?';
  }
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void Die(const Error& error) {
  Complain(error.place, error.message);
  throw Exit(error.kind == ErrorKind::kUsage ? kUsage : error.kind == ErrorKind::kIo ? kIo : kInternal);
}

Progress::Progress(bool quiet) {
  const char* terminal = std::getenv("TERM");
  on_ = !quiet && isatty(STDERR_FILENO) == 1 && !(terminal && std::strcmp(terminal, "dumb") == 0);
}

void Progress::Show(uint64_t reports, uint64_t bytes, uint64_t total_bytes) {
  using std::chrono::milliseconds;
  Clock::time_point now = Clock::now();
  if (!on_ || now - begin_ < milliseconds(500) || now - last_ < milliseconds(100)) return;
  last_ = now;
  shown_ = true;
  double mb = static_cast<double>(bytes) / 1e6;
  std::string line = total_bytes > 0 && bytes <= total_bytes
                         ? fmt::format("\r{} reports, {:.1f} of {:.1f} MB ({}%)\x1b[K", reports, mb,
                                       static_cast<double>(total_bytes) / 1e6, bytes * 100 / total_bytes)
                         : fmt::format("\r{} reports, {:.1f} MB\x1b[K", reports, mb);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void Progress::Clear() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

double Progress::Seconds() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }

}  // namespace tawatur::cli
