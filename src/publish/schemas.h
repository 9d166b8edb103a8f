// The JSON Schemas of everything this program writes as JSON. Entry point: Schemas().
#pragma once
#include <span>
#include <string_view>

namespace tawatur::publish {

struct Schema {
  std::string_view name;  // findings, dossiers, reports-input, statements
  std::string_view json;
};

std::span<const Schema> Schemas();

}  // namespace tawatur::publish
