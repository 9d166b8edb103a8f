// base: memory that is free goes back to the system, after a step that needed much and before one that needs other sizes. Entry point:
// GiveBackMemory().
#pragma once
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace tawatur {

inline void GiveBackMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace tawatur
