// Memory for tables that are read anywhere: in large pages, where the system has them. Entry point: LargePages<T>, an allocator.
//
// A table of some megabytes that is probed at random spends as long on finding its pages as on reading them; of 2 MB each they are few.
#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace tawatur {

template <class T>
struct LargePages {
  using value_type = T;
  LargePages() = default;
  template <class U> LargePages(const LargePages<U>&) {}
  T* allocate(size_t n) {
    constexpr size_t kPage = size_t{2} << 20;
    const size_t bytes = n * sizeof(T);
    // Small ones would only waste a page.
    const size_t align = bytes < kPage / 2 ? (alignof(T) < alignof(void*) ? alignof(void*) : alignof(T)) : kPage;
    const size_t whole = (bytes + align - 1) / align * align;
    void* p = std::aligned_alloc(align, whole);
    if (!p) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    if (align == kPage) madvise(p, whole, MADV_HUGEPAGE);  // a wish: without them all works as well
#endif
    return static_cast<T*>(p);
  }
  void deallocate(T* p, size_t) { std::free(p); }
  template <class U> bool operator==(const LargePages<U>&) const { return true; }
};

}  // namespace tawatur
