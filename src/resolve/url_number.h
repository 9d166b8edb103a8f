// The days of publication that a page's number allows. Entry point: DaysByNumber().
#pragma once
#include <string_view>

namespace tawatur::resolve {

// Days since 1970-01-01, both included; `known` is false where the address tells nothing.
struct NumberedDays { int from = 0, to = 0; bool known = false; };

// "outlet.com/archives/541476": outlets number their pages one after the other, and data/mappings/article-numbers.tsv knows which
// number stood at which day.
NumberedDays DaysByNumber(std::string_view url);

}  // namespace tawatur::resolve
