// Cuts a line of a list into its columns, a column into its parts. Entry point: Split().
#pragma once
#include <string_view>
#include <vector>

namespace tawatur::lexicon {

// Empty parts are kept; the parts point into `s`.
inline std::vector<std::string_view> Split(std::string_view s, char by) {
  std::vector<std::string_view> out;
  for (size_t i = 0;;) {
    const size_t j = s.find(by, i);
    out.push_back(s.substr(i, j == std::string_view::npos ? j : j - i));
    if (j == std::string_view::npos) return out;
    i = j + 1;
  }
}

}  // namespace tawatur::lexicon
