// How often memory was asked for so far, by whomever. Entry point: Allocations().
#pragma once
#include <cstddef>

namespace tawatur {
size_t Allocations();
}
