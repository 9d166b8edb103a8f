// ISO 8601 / TIMEX3 values as ranges of days. Entry points: DaysOf(), IsoDay(). Used by every step of reconcile.
#pragma once
#include <string>
#include <string_view>

namespace tawatur::reconcile {

// Days since 1970-01-01, both ends included. Unknown unless `known`.
struct Days {
  int from = 0, to = 0;
  bool known = false;
  int Length() const { return to - from + 1; }
  bool Exact() const { return known && from == to; }
};

Days DaysOf(std::string_view value);   // a day, month, year, week, range or time stamp; anything else is unknown
std::string IsoDay(int day);
int WeekdayOf(int day);                // 0 Monday .. 6 Sunday
bool Overlap(Days a, Days b);          // false if one is unknown
int Gap(Days a, Days b);               // days between two known ranges; 0 if they overlap
// A date as far as it is known: of a month (4) no day, of a year (5) no month.
std::string_view KnownPart(std::string_view iso, int date_prec);
int UcdpDatePrec(Days days);           // 1 day, 2 two to six days, 3 week, 4 month, 5 up to a year; 0 unknown or longer

}  // namespace tawatur::reconcile
