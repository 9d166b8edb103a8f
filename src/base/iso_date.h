// base: days of the proleptic Gregorian calendar as numbers, and ISO 8601 days as text. Entry points: ParseIsoDay(),
// IsoDay(). Only arithmetic: what a day means to a report is the business of other rooms.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tawatur {

struct CivilDay {
  int year = 0, month = 0, day = 0;
  bool operator==(const CivilDay&) const = default;
};

inline constexpr bool IsLeapYear(int y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }
inline constexpr int DaysInMonth(int y, int m) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && IsLeapYear(y) ? 29 : kDays[m - 1];
}
inline constexpr bool IsCivilDay(CivilDay d) {
  return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
         d.day <= DaysInMonth(d.year, d.month);
}

// Days since 1970-01-01 and back (Hinnant's algorithm: years begin in March, eras have 400 years).
inline constexpr int64_t DayNumber(CivilDay d) {
  int64_t y = d.month <= 2 ? d.year - 1 : d.year;
  int64_t era = (y >= 0 ? y : y - 399) / 400;
  int64_t year_of_era = y - era * 400;
  int64_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}
inline constexpr CivilDay DayOfNumber(int64_t number) {
  number += 719468;
  int64_t era = (number >= 0 ? number : number - 146096) / 146097;
  int64_t day_of_era = number - era * 146097;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t shifted = (5 * day_of_year + 2) / 153;
  int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  int year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  return {year, month, static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1)};
}

// 0 = Monday ... 6 = Sunday (as ISO counts, from zero).
inline constexpr int Weekday(int64_t day_number) { return static_cast<int>(((day_number + 3) % 7 + 7) % 7); }

// The day of "YYYY-MM-DD", alone or followed by anything that is no digit (a time, an offset).
inline std::optional<CivilDay> ParseIsoDay(std::string_view s) {
  auto digits = [&](size_t from, size_t n) {
    int v = 0;
    for (size_t i = from; i < from + n; ++i) {
      if (s[i] < '0' || s[i] > '9') return -1;
      v = v * 10 + (s[i] - '0');
    }
    return v;
  };
  if (s.size() < 10 || s[4] != '-' || s[7] != '-') return std::nullopt;
  if (s.size() > 10 && s[10] >= '0' && s[10] <= '9') return std::nullopt;
  CivilDay d{digits(0, 4), digits(5, 2), digits(8, 2)};
  if (!IsCivilDay(d)) return std::nullopt;
  return d;
}

inline std::string IsoDay(CivilDay d) {
  std::string s = "0000-00-00";
  auto put = [&](size_t last, int v) {
    for (; v > 0; v /= 10) s[last--] = static_cast<char>('0' + v % 10);
  };
  put(3, d.year), put(6, d.month), put(9, d.day);
  return s;
}

}  // namespace tawatur
