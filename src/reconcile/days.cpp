// Calendar arithmetic of reconcile, see days.h. Proleptic Gregorian; no time zones: a stamp counts as its own day.
#include "reconcile/days.h"

#include <algorithm>

namespace tawatur::reconcile {
namespace {

int FromCivil(int y, int m, int d) {  // Howard Hinnant's days_from_civil
  y -= m <= 2;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

int MonthLength(int y, int m) {
  static constexpr int kLength[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0) ? 29 : kLength[m - 1];
}

// Digits [at, at + n) as a number, or -1.
int Digits(std::string_view s, size_t at, size_t n) {
  if (at + n > s.size()) return -1;
  int v = 0;
  for (size_t i = at; i < at + n; ++i) {
    if (s[i] < '0' || s[i] > '9') return -1;
    v = v * 10 + (s[i] - '0');
  }
  return v;
}

}  // namespace

Days DaysOf(std::string_view v) {
  Days out;
  if (size_t slash = v.find('/'); slash != std::string_view::npos) {
    Days a = DaysOf(v.substr(0, slash)), b = DaysOf(v.substr(slash + 1));
    if (a.known && b.known) return {std::min(a.from, b.from), std::max(a.to, b.to), true};
    return a.known ? a : b;  // open range: the end that is known
  }
  const int y = Digits(v, 0, 4);
  if (y < 1000 || (v.size() > 4 && v[4] != '-')) return out;
  if (v.size() == 4) return {FromCivil(y, 1, 1), FromCivil(y, 12, 31), true};
  if (v.size() >= 8 && v[5] == 'W') {
    const int week = Digits(v, 6, 2);
    if (week < 1 || week > 53) return out;
    const int jan4 = FromCivil(y, 1, 4);
    const int monday = jan4 - WeekdayOf(jan4) + 7 * (week - 1);
    return {monday, monday + 6, true};
  }
  const int m = Digits(v, 5, 2);
  if (m < 1 || m > 12) return out;
  const int d = v.size() >= 10 && v[7] == '-' ? Digits(v, 8, 2) : -1;
  if (d >= 1 && d <= MonthLength(y, m)) {
    const int day = FromCivil(y, m, d);
    return {day, day, true};
  }
  if (v.size() == 7) return {FromCivil(y, m, 1), FromCivil(y, m, MonthLength(y, m)), true};
  return out;
}

std::string IsoDay(int day) {
  const int z = day + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int doe = z - era * 146097;
  const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int mp = (5 * doy + 2) / 153;
  const int d = doy - (153 * mp + 2) / 5 + 1, m = mp + (mp < 10 ? 3 : -9), y = yoe + era * 400 + (m <= 2);
  auto two = [](int n) { return std::string{static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)}; };
  return std::to_string(y) + "-" + two(m) + "-" + two(d);
}

int WeekdayOf(int day) { return ((day % 7) + 7 + 3) % 7; }  // 1970-01-01 was a Thursday

bool Overlap(Days a, Days b) { return a.known && b.known && a.from <= b.to && b.from <= a.to; }

int Gap(Days a, Days b) { return std::max({0, a.from - b.to, b.from - a.to}); }

std::string_view KnownPart(std::string_view iso, int date_prec) {
  return iso.substr(0, date_prec == 4 ? 7 : date_prec == 5 ? 4 : std::string_view::npos);
}

int UcdpDatePrec(Days days) {
  if (!days.known) return 0;
  const int n = days.Length();
  return n == 1 ? 1 : n <= 6 ? 2 : n == 7 ? 3 : n <= 31 ? 4 : n <= 366 ? 5 : 0;
}

}  // namespace tawatur::reconcile
