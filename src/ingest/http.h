// ingest: an HTTP response as archives keep it: head, transfer and content coding. Entry points: ParseHead(), Dechunk().
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tawatur::ingest {

struct Head {
  int status = 0;  // 0 where there is no status line
  std::vector<std::pair<std::string, std::string>> fields;  // names in small letters
  size_t size = 0;                                          // where the body begins

  std::string_view Get(std::string_view name) const;
};

// The fields up to an empty line (or the end); lines may end in LF alone. `status_line`: the first line is one.
std::optional<Head> ParseHead(std::string_view message, bool status_line);

// The body without its chunk sizes. Nothing where it is not chunked after all: many archives keep it undone.
std::optional<std::string> Dechunk(std::string_view body);

// "text/html; charset=UTF-8" -> media type in small letters, charset as it stands.
std::pair<std::string, std::string> MediaType(std::string_view content_type);

}  // namespace tawatur::ingest
