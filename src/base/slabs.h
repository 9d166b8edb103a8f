// Memory for many small things that stay, side by side in large pages. Entry point: Slabs, a std::pmr::memory_resource.
//
// Among what comes and goes each would leave a hole of its own size, until looking for a hole costs more than filling it; and of those
// that are asked for together each would be in another page.
#pragma once
#include <algorithm>
#include <cstddef>
#include <memory_resource>
#include <vector>

#include "base/large_pages.h"

namespace tawatur {

class Slabs : public std::pmr::memory_resource {
 public:
  Slabs() = default;
  Slabs(const Slabs&) = delete;
  Slabs& operator=(const Slabs&) = delete;
  ~Slabs() override { Release(); }
  // All at once: whoever still holds something forgets it.
  void Release() {
    for (const Slab& s : slabs_) LargePages<Line>().deallocate(s.lines, s.size);
    slabs_.clear(), free_.clear();
    left_ = all_ = 0;
  }

 private:
  struct alignas(64) Line { std::byte bytes[64]; };  // of the cache: everything takes whole ones
  struct Slab { Line* lines; size_t size; };
  static constexpr size_t kLeast = 1024, kMost = size_t{1} << 16;  // lines of a slab: from 64 kB on an eighth of all before, up to 4 MB

  static size_t LinesOf(size_t bytes) { return std::max<size_t>((bytes + sizeof(Line) - 1) / sizeof(Line), 1); }
  void* do_allocate(size_t bytes, size_t) override {
    const size_t n = LinesOf(bytes);
    if (n < free_.size() && !free_[n].empty()) {
      void* again = free_[n].back();
      free_[n].pop_back();
      return again;
    }
    if (left_ < n) {
      const size_t size = std::max(n, std::clamp(all_ / 8, kLeast, kMost));
      slabs_.push_back({LargePages<Line>().allocate(size), size});
      left_ = size, all_ += size;
    }
    left_ -= n;
    return slabs_.back().lines + (slabs_.back().size - left_ - n);
  }
  void do_deallocate(void* memory, size_t bytes, size_t) override {
    const size_t n = LinesOf(bytes);
    if (n >= free_.size()) free_.resize(n + 1);
    free_[n].push_back(memory);
  }
  bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }

  std::vector<Slab> slabs_;
  size_t all_ = 0, left_ = 0;             // lines of all; at the end of the last
  std::vector<std::vector<void*>> free_;  // by their number of lines
};

}  // namespace tawatur
