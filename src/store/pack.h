// store: original bytes, compressed. Entry points: Pack(), Unpack().
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tawatur::store {

std::string Pack(std::string_view bytes);
// Exactly `size` bytes come out of it, or nothing: a damaged or lying blob cannot grow beyond what it says.
std::optional<std::string> Unpack(std::string_view packed, size_t size);

}  // namespace tawatur::store
