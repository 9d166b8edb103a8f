// tawatur: all talk to the user, on standard error. Entry points: Complain(), Progress.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tawatur::cli {

// "tawatur: place: message"
void Complain(std::string_view place, std::string_view message);
// Says the error and ends: kUsage -> 2, kIo -> 74, the rest 70.
[[noreturn]] void Die(const Error& error);

// A line that is rewritten in place: only on a terminal, only after half a second, at most ten times a second.
class Progress {
 public:
  explicit Progress(bool quiet);
  // total = 0: unknown (a stream).
  void Show(uint64_t reports, uint64_t bytes, uint64_t total_bytes);
  // Takes the line away before anything else is written.
  void Clear();
  double Seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point begin_ = Clock::now(), last_{};
  bool on_ = false, shown_ = false;
};

}  // namespace tawatur::cli
