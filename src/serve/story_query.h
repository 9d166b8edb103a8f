// serve: which stories a question is about, and what it could be narrowed by. Entry points: ParseStoryQuery(), Select(),
// CountFacets().
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/case.h"
#include "serve/http.h"

namespace tawatur::serve {

struct StoryQuery {
  std::string words, event_class, country, place, kind, since, until, sort;
  bool conflicts = false;
  size_t origins = 0;
};

// Nothing where a field cannot be read; `wrong` then says which.
std::optional<StoryQuery> ParseStoryQuery(const Request& request, std::string_view& wrong);

// Places in entries(), in the order asked for.
Result<std::vector<uint32_t>> Select(Case& c, const StoryQuery& query);

struct FacetValue {
  std::string_view value, ar, en;  // names empty where the value is a word of the contract
  size_t count = 0;
};
struct Facet {
  std::string_view name;
  std::vector<FacetValue> values;  // most first
};
std::vector<Facet> CountFacets(const Case& c, const std::vector<uint32_t>& selected);

}  // namespace tawatur::serve
