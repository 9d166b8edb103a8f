// Files of data/publish and data/schemas, compiled in by embed.cmake. Entry point: EmbeddedFile().
#pragma once
#include <span>
#include <string_view>

namespace tawatur::publish {

struct Embedded {
  std::string_view name, bytes;
};

std::span<const Embedded> EmbeddedFiles();             // sorted by name
std::string_view EmbeddedFile(std::string_view name);  // empty when there is no such file

}  // namespace tawatur::publish
