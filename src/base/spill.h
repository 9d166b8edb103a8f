// base: bytes put aside until they are wanted again: the first ones in memory, more in a temporary file. Entry points:
// Spill::Put(), Get().
#pragma once
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tawatur {

// For any number of threads. The file has no name, so nothing is left of it however the program ends.
class Spill {
 public:
  struct Place { uint64_t at = 0, size = 0; };

  // `folder`: where the temporary file goes once more than `in_memory` bytes were put aside.
  explicit Spill(std::string folder, size_t in_memory = size_t{64} << 20) : folder_(std::move(folder)), most_(in_memory) {}
  Spill(const Spill&) = delete;
  Spill& operator=(const Spill&) = delete;
  ~Spill();

  Result<Place> Put(std::string_view bytes);
  Result<std::string> Get(Place place) const;

 private:
  Result<bool> Flush();
  Error Trouble(const char* what, int code) const;

  const std::string folder_;
  size_t most_;
  mutable std::mutex mutex_;
  std::string waiting_;   // not in the file yet
  uint64_t written_ = 0;
  int file_ = -1;
};

}  // namespace tawatur
