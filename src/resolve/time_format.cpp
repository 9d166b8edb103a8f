// Resolved points as ISO 8601 / TIMEX3 text. Entry points: Format(), FormatRange(), FormatLength().
#include "resolve/time_format.h"

#include <cstdio>

namespace tawatur::resolve {
namespace {

using extract::Unit;

std::string Print(const char* format, int a, int b = 0, int c = 0) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, format, a, b, c);
  return buffer;
}

int Digits(std::string_view s, size_t from, size_t n) {
  if (from + n > s.size()) return -1;
  int v = 0;
  for (size_t i = from; i < from + n; ++i) {
    if (s[i] < '0' || s[i] > '9') return -1;
    v = v * 10 + (s[i] - '0');
  }
  return v;
}

std::string WeekOf(int64_t monday) {
  // The ISO year of a week is that of its Thursday.
  CivilDay thursday = DayOfNumber(monday + 3);
  int64_t first = DayNumber({thursday.year, 1, 1});
  return Print("%04d-W%02d", thursday.year, static_cast<int>((monday + 3 - first) / 7 + 1));
}

std::string ZoneOf(int16_t offset) {
  if (offset == INT16_MIN) return {};
  if (offset == 0) return "Z";
  int v = offset < 0 ? -offset : offset;
  return Print(offset < 0 ? "-%02d:%02d" : "+%02d:%02d", v / 60, v % 60);
}

std::string Clock(const Point& p) { return Print("T%02d:%02d", p.hour, p.minute) + ZoneOf(p.utc_offset); }

// From and to which hour a part of the day lasts.
void Hours(int part, int& from, int& to) {
  static constexpr int kFrom[] = {0, 3, 4, 12, 12, 18, 18};
  static constexpr int kTo[] = {24, 6, 12, 14, 18, 24, 24};
  from = kFrom[part % 7];
  to = kTo[part % 7];
}

std::string At(int64_t day, int hour) { return IsoDay(DayOfNumber(day + hour / 24)) + Print("T%02d:00", hour % 24); }

void Put(std::string& s, double amount, char letter) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.10g", amount);
  s += buffer;
  s += letter;
}

void AddLength(std::string& date, std::string& time, double amount, Unit unit) {
  switch (unit) {
    case Unit::kSecond: Put(time, amount, 'S'); break;
    case Unit::kMinute: Put(time, amount, 'M'); break;
    case Unit::kHour: Put(time, amount, 'H'); break;
    case Unit::kDay: Put(date, amount, 'D'); break;
    case Unit::kWeekend: Put(date, 2 * amount, 'D'); break;
    case Unit::kWeek: Put(date, amount, 'W'); break;
    case Unit::kMonth: Put(date, amount, 'M'); break;
    case Unit::kQuarter:
    case Unit::kSeason: Put(date, 3 * amount, 'M'); break;
    case Unit::kYear: Put(date, amount, 'Y'); break;
    case Unit::kDecade: Put(date, 10 * amount, 'Y'); break;
    case Unit::kCentury: Put(date, 100 * amount, 'Y'); break;
    case Unit::kNone: break;
  }
}

}  // namespace

bool ParseReference(std::string_view s, Reference& out) {
  auto day = ParseIsoDay(s);
  if (!day) return false;
  out.year = day->year, out.month = day->month, out.day = day->day;
  if (s.size() >= 16 && (s[10] == 'T' || s[10] == ' ') && s[13] == ':') {
    int h = Digits(s, 11, 2), m = Digits(s, 14, 2);
    if (h >= 0 && h < 24 && m >= 0 && m < 60) out.hour = h, out.minute = m;
    size_t i = 16;
    if (i < s.size() && s[i] == ':') {
      int second = Digits(s, 17, 2);
      out.second = second >= 0 && second < 60 ? second : 0;
      i = 19;
      if (i < s.size() && s[i] == '.')
        for (++i; i < s.size() && s[i] >= '0' && s[i] <= '9';) ++i;
    }
    if (i < s.size() && s[i] == 'Z') out.utc_offset = 0;
    if (i < s.size() && (s[i] == '+' || s[i] == '-')) {
      int zh = Digits(s, i + 1, 2),
          zm = i + 3 < s.size() && s[i + 3] == ':' ? Digits(s, i + 4, 2) : Digits(s, i + 3, 2);
      if (zh >= 0) out.utc_offset = static_cast<int16_t>((s[i] == '-' ? -1 : 1) * (zh * 60 + (zm > 0 ? zm : 0)));
    }
  }
  return true;
}

Point Point::OfDay(int64_t day) {
  Point p;
  p.first_day = p.last_day = day;
  return p;
}
Point Point::OfWeek(int64_t monday) {
  Point p;
  p.shape = Shape::kWeek;
  p.first_day = monday, p.last_day = monday + 6;
  return p;
}
Point Point::OfMonth(int year, int month) {
  Point p;
  p.shape = Shape::kMonth;
  p.first_day = DayNumber({year, month, 1}), p.last_day = p.first_day + DaysInMonth(year, month) - 1;
  return p;
}
Point Point::OfYear(int year) {
  Point p;
  p.shape = Shape::kYear;
  p.first_day = DayNumber({year, 1, 1}), p.last_day = DayNumber({year, 12, 31});
  return p;
}
Point Point::OfSeason(int year, int s) {
  Point p;
  p.shape = Shape::kSeason;
  p.season = s;
  p.first_day = DayNumber({year, s * 3, 1});
  p.last_day = s == 4 ? DayNumber({year + 1, 3, 1}) - 1 : DayNumber({year, s * 3 + 3, 1}) - 1;
  return p;
}

void Point::MoveTo(int16_t offset) {
  int minutes = hour * 60 + minute + offset - utc_offset;
  int days = minutes >= 0 ? minutes / 1440 : -((-minutes + 1439) / 1440);
  minutes -= days * 1440;
  first_day += days, last_day += days;
  hour = minutes / 60, minute = minutes % 60;
  utc_offset = INT16_MIN;
}

std::string Format(const Point& p) {
  static constexpr const char* kSeasons[] = {"", "SP", "SU", "FA", "WI"};
  CivilDay c = DayOfNumber(p.first_day);
  if (p.shape == Shape::kDay && p.first_day != p.last_day) return IsoDay(c) + "/" + IsoDay(DayOfNumber(p.last_day));
  switch (p.shape) {
    case Shape::kDay: break;
    case Shape::kWeek: return WeekOf(p.first_day);
    case Shape::kSeason: return Print("%04d-", c.year) + kSeasons[p.season % 5];
    case Shape::kYear: return Print("%04d", c.year);
    case Shape::kMonth:
      if (p.part == 1) return IsoDay(c) + "/" + Print("%04d-%02d-10", c.year, c.month);
      if (p.part == 2) return Print("%04d-%02d-15", c.year, c.month);
      if (p.part == 3) return Print("%04d-%02d-21/", c.year, c.month) + IsoDay(DayOfNumber(p.last_day));
      return Print("%04d-%02d", c.year, c.month);
  }
  if (p.hour >= 0) return IsoDay(c) + Clock(p);
  if (p.day_part != 0) {
    int from = 0, to = 24;
    Hours(p.day_part, from, to);
    return At(p.first_day, from) + "/" + At(p.first_day, to);
  }
  return IsoDay(c);
}

std::string FormatRange(const Point& from, const Point& to) {
  if (from.hour >= 0 || to.hour >= 0) return Format(from) + "/" + Format(to);
  bool days = from.shape == Shape::kDay || from.shape == Shape::kWeek || to.shape == Shape::kDay;
  if (days) return IsoDay(DayOfNumber(from.first_day)) + "/" + IsoDay(DayOfNumber(to.last_day));
  return Format(from) + "/" + Format(to);
}

std::string FormatClock(const extract::TimePoint& p) {
  Point x;
  x.hour = p.hour, x.minute = p.minute < 0 ? 0 : p.minute;
  x.utc_offset = p.utc_offset;
  return Clock(x);
}

std::string FormatLength(const extract::TimeExpr& e) {
  std::string date, time;
  AddLength(date, time, e.amount, e.unit);
  for (uint8_t i = 0; i < e.more_size; ++i) AddLength(date, time, e.more[i].amount, e.more[i].unit);
  return "P" + date + (time.empty() ? "" : "T" + time);
}

std::string FormatSet(const extract::TimeExpr& e) {
  if (e.from.weekday >= 0) return Print("XXXX-WXX-%d", e.from.weekday + 1);
  return FormatLength(e);
}

}  // namespace tawatur::resolve
