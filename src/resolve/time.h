// Puts a time expression on the calendar. Entry points: TimeValue(), DayValue().
#pragma once
#include <string>
#include <string_view>

#include "extract/time_expr.h"

namespace tawatur::resolve {

// ISO 8601 / TIMEX3 of the contract: 2022-01-20, 2021-11, 2013-W06, 2022-01-29/2022-01-30, P7D, 2022-01-20T19:30,
// T07:00. `published` is the report's ISO day or time, or empty: what hangs on it is then left open (an empty string).
// Weekdays without anything else are the nearest past ones. Open ranges have one end: 2022-01-20/ or /2022-01-20.
std::string TimeValue(const extract::TimeExpr& e, std::string_view published);

// The same as days, months, years or A/B of them, for saying when something happened: clock and part of day fall away.
// "since Thursday" reaches to the day of publication. Empty for lengths, sets, clock times without a date, and open
// times.
std::string DayValue(const extract::TimeExpr& e, std::string_view published);

}  // namespace tawatur::resolve
