// Puts time expressions on the calendar. Entry points: TimeValue(), DayValue().
//
// A point becomes a day, week, month, season or year (its grain), and a time of day where one is written; text is made
// of it last.
#include "resolve/time.h"

#include <cmath>
#include <optional>

#include "base/iso_date.h"
#include "resolve/hijri.h"
#include "resolve/time_format.h"

namespace tawatur::resolve {
namespace {

using extract::TimeExpr;
using extract::TimePoint;
using extract::TimeType;
using extract::Unit;

int64_t NumberOf(int y, int m, int d) { return DayNumber({y, m, d}); }

// The month that is `n` after year/month.
void AddMonths(int& year, int& month, int n) {
  int all = year * 12 + (month - 1) + n;
  year = all / 12;
  month = all % 12 + 1;
}

std::optional<int64_t> NthDay(int year, int month, int nth, int weekday) {
  int days = DaysInMonth(year, month);
  int64_t first = NumberOf(year, month, 1);
  if (weekday < 0) return nth < 0 ? first + days + nth : first + nth - 1;
  if (nth < 0) {
    int64_t last = first + days - 1;
    return last - (Weekday(last) - weekday + 7) % 7;
  }
  int64_t day = first + (weekday - Weekday(first) + 7) % 7 + 7 * (nth - 1);
  return day < first + days ? std::optional<int64_t>(day) : std::nullopt;
}

// A year for what is written without one: the nearest past, unless the text looks ahead.
int ChooseYear(const TimePoint& p, const Reference& ref) {
  int year = ref.year;
  int64_t today = NumberOf(ref.year, ref.month, ref.day);
  if (p.day != 0 && p.weekday >= 0) {  // the weekday says which year
    for (int y : {year, year - 1, year + 1}) {
      if (!IsCivilDay({y, p.month, p.day})) continue;
      int64_t number = NumberOf(y, p.month, p.day);
      if (Weekday(number) == p.weekday && (y != year + 1 || number < today + 300)) return y;
    }
  }
  if (p.day != 0) {
    int day = std::min<int>(p.day, DaysInMonth(year, p.month));
    int64_t number = NumberOf(year, p.month, day);
    if (p.direction > 0) return number > today ? year : year + 1;
    return number > today ? year - 1 : p.direction < -1 ? year - 1 : year;
  }
  if (p.direction > 0) return p.month > ref.month ? year : year + 1;
  if (p.direction < 0) return (p.month < ref.month ? year : year - 1) + p.direction + 1;
  return p.month > ref.month ? year - 1 : year;
}

std::optional<Point> Hijri(const TimePoint& p, const Reference* ref) {
  Point out;
  int year = p.year;
  int month = p.month != 0 ? p.month : 1;
  int day = p.day != 0 ? p.day : 1;
  if (year > 1700) {  // an Islamic feast in a Gregorian year
    auto from = HijriYear(NumberOf(year, 1, 1));
    if (!from) return std::nullopt;
    for (int h = *from; h <= *from + 1; ++h) {
      auto n = HijriDay(h, month, day);
      if (n && DayOfNumber(*n).year == year) return Point::OfDay(*n);
    }
    return std::nullopt;
  }
  if (year == 0) {
    if (ref == nullptr) return std::nullopt;
    int64_t today = NumberOf(ref->year, ref->month, ref->day);
    if (p.relative && p.offset_unit == Unit::kYear) {
      TimePoint q = p;
      q.year = static_cast<int16_t>(ref->year + p.offset);
      return Hijri(q, ref);
    }
    auto now = HijriYear(today);
    if (!now) return std::nullopt;
    year = *now;
    auto n = HijriDay(year, month, day);
    if (!n) return std::nullopt;
    // A feast or month without a year is that of the year's round; only what is said to be past goes back.
    bool feast = p.day != 0;
    if (p.direction < 0 && *n > today) --year;
    if (p.direction > 0 && *n <= today) ++year;
    if (p.direction == 0 && !feast && *n > today) --year;
    if (p.direction == 0 && feast) {
      auto civil = DayOfNumber(*n);
      if (civil.year < ref->year) ++year;
      if (civil.year > ref->year) --year;
    }
  }
  auto n = HijriDay(year, month, day);
  if (!n) return std::nullopt;
  if (p.day != 0) return Point::OfDay(*n);
  // A Hijri month or year is a range of days.
  auto end =
      p.month != 0 ? (month == 12 ? HijriDay(year + 1, 1, 1) : HijriDay(year, month + 1, 1)) : HijriDay(year + 1, 1, 1);
  if (!end) return std::nullopt;
  out = Point::OfDay(*n);
  out.last_day = *end - 1;
  return out;
}

std::optional<Point> Date(const TimePoint& p, const Reference* ref) {
  if (p.hijri) return Hijri(p, ref);
  if (p.year != 0 && p.season != 0) return Point::OfSeason(p.year, p.season);
  int year = p.year;
  int month = p.month;
  if (year == 0 && ref == nullptr) return std::nullopt;
  int64_t today = ref != nullptr ? NumberOf(ref->year, ref->month, ref->day) : 0;
  if (p.relative) {
    switch (p.offset_unit) {
      case Unit::kDay:
        // "ams al-ithnayn" on another day than Tuesday: the report was published later than it was written; the weekday
        // holds.
        if (p.weekday >= 0 && p.offset <= 0 && Weekday(today + p.offset) != p.weekday)
          return Point::OfDay(today + p.offset - (Weekday(today + p.offset) - p.weekday + 7) % 7);
        return Point::OfDay(today + p.offset);
      case Unit::kWeekend:
      case Unit::kWeek: {
        int64_t monday = today - Weekday(today) + 7 * static_cast<int64_t>(p.offset);
        if (p.weekday >= 0)
          return Point::OfDay(monday + (p.weekday == 6 ? -1 : p.weekday));  // Arab weeks begin on Sunday
        return Point::OfWeek(monday);
      }
      case Unit::kMonth:
        year = ref->year, month = ref->month;
        AddMonths(year, month, p.offset);
        break;
      case Unit::kYear:
        year = ref->year + p.offset;
        break;
      case Unit::kSecond: case Unit::kMinute: case Unit::kHour: {
        if (p.now) {
          Point out = Point::OfDay(today);
          out.hour = ref->hour, out.minute = ref->minute;
          return out;
        }
        if (ref->hour < 0) return std::nullopt;
        int64_t scale = p.offset_unit == Unit::kHour ? 3600 : p.offset_unit == Unit::kMinute ? 60 : 1;
        int64_t seconds = today * 86400 + ref->hour * 3600 + ref->minute * 60 + ref->second + p.offset * scale;
        int64_t day = seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400);
        Point out = Point::OfDay(day);
        out.hour = static_cast<int>((seconds - day * 86400) / 3600);
        out.minute = static_cast<int>((seconds - day * 86400) % 3600 / 60);
        return out;
      }
      default: return std::nullopt;
    }
  }
  if (p.season != 0) {
    if (year == 0) {
      year = ref->year;
      // Seasons as the news counts them: spring from March.
      int start = p.season * 3;
      if (p.direction < 0 && start + 2 >= ref->month) --year;
      if (p.direction > 0 && start <= ref->month) ++year;
      if (p.direction == 0 && start > ref->month) --year;
    }
    return Point::OfSeason(year, p.season);
  }
  if (p.nth != 0) {
    if (month == 0) return std::nullopt;
    if (year == 0) year = ChooseYear(p, *ref);
    auto day = NthDay(year, month, p.nth, p.weekday);
    if (!day) return std::nullopt;
    return Point::OfDay(*day);
  }
  if (month == 0 && p.day != 0 && p.weekday >= 0 && year == 0) {
    for (int back : {0, -1, 1, -2}) {
      int y = ref->year, m = ref->month;
      AddMonths(y, m, back);
      if (IsCivilDay({y, m, p.day}) && Weekday(NumberOf(y, m, p.day)) == p.weekday)
        return Point::OfDay(NumberOf(y, m, p.day));
    }
    return std::nullopt;
  }
  if (month == 0 && p.day == 0 && p.weekday >= 0) {
    if (ref == nullptr) return std::nullopt;
    int back = (Weekday(today) - p.weekday + 7) % 7;
    if (p.direction > 0) return Point::OfDay(today + (back == 0 ? 7 : 7 - back) + 7 * (p.direction - 1));
    if (p.direction < 0 && back == 0) back = 7;
    if (p.direction < -1) back += 7;
    return Point::OfDay(today - back);
  }
  if (month != 0 && year == 0) year = ChooseYear(p, *ref);
  if (year == 0) {
    // A clock alone is of the day of publication.
    if (p.hour >= 0 && ref != nullptr) return Point::OfDay(today);
    return std::nullopt;
  }
  if (p.day != 0) {
    if (month == 0 || !IsCivilDay({year, month, p.day})) return std::nullopt;
    return Point::OfDay(NumberOf(year, month, p.day));
  }
  return month != 0 ? Point::OfMonth(year, month) : Point::OfYear(year);
}

std::optional<Point> Resolve(const TimePoint& p, const Reference* ref) {
  auto point = Date(p, ref);
  if (!point) return std::nullopt;
  point->part = p.part;
  if (p.hour >= 0) {
    point->hour = p.hour;
    point->minute = p.minute < 0 ? 0 : p.minute;
    point->utc_offset = p.utc_offset;
    if (p.utc_offset != INT16_MIN && ref != nullptr && ref->utc_offset != INT16_MIN) point->MoveTo(ref->utc_offset);
  } else if (p.day_part != 0 && point->hour < 0) {
    point->day_part = p.day_part;
  }
  return point;
}

bool HasNoDate(const TimePoint& p) {
  return p.hour >= 0 && !p.relative && p.year == 0 && p.month == 0 && p.weekday < 0;
}

}  // namespace

std::string TimeValue(const TimeExpr& e, std::string_view published) {
  Reference reference;
  const Reference* ref = ParseReference(published, reference) ? &reference : nullptr;
  if (e.type == TimeType::kDuration) return FormatLength(e);
  if (e.type == TimeType::kSet) return FormatSet(e);
  bool two_ends = e.to.relative || e.to.year != 0 || e.to.month != 0 || e.to.weekday >= 0 || e.to.hour >= 0;
  bool dates = e.type == TimeType::kDateRange || e.type == TimeType::kDateTimeRange;
  bool range = !e.open_from && !e.open_to && (e.type == TimeType::kTimeRange || (dates && two_ends));
  if (ref == nullptr && HasNoDate(e.from)) {
    std::string a = FormatClock(e.from);
    if (e.open_from) return "/" + a;
    return range ? a + "/" + FormatClock(e.to) : a;
  }
  auto from = Resolve(e.from, ref);
  if (!from) return {};
  if (range) {
    auto to = Resolve(e.to, ref);
    if (!to) return {};
    if (e.from.weekday >= 0 && e.to.weekday >= 0 && !e.from.relative && e.from.month == 0 &&
        from->first_day > to->first_day) {
      from->first_day -= 7, from->last_day -= 7;  // "min al-sabt ila al-ahad" ends at the nearest past end
    }
    return FormatRange(*from, *to);
  }
  std::string value = Format(*from);
  const size_t slash = value.find('/');  // a part of a day or month is a range itself
  if (e.open_from) return "/" + value.substr(slash == std::string::npos ? 0 : slash + 1);
  return e.open_to ? value.substr(0, slash) + "/" : value;
}

std::string DayValue(const TimeExpr& e, std::string_view published) {
  Reference reference;
  const Reference* ref = ParseReference(published, reference) ? &reference : nullptr;
  if (e.type == TimeType::kDuration || e.type == TimeType::kSet || HasNoDate(e.from)) return {};
  TimeExpr day = e;
  for (TimePoint* p : {&day.from, &day.to}) {
    p->hour = p->minute = p->second = -1;
    p->day_part = 0;
    p->utc_offset = INT16_MIN;
  }
  if (day.open_from) return {};
  bool small = e.from.relative && e.from.offset_unit >= Unit::kSecond && e.from.offset_unit <= Unit::kHour;
  if (e.to.relative && small) {  // "the last 24 hours"
    if (ref == nullptr || e.from.offset_unit != Unit::kHour) return {};
    int64_t today = NumberOf(ref->year, ref->month, ref->day);
    auto days = static_cast<int64_t>(std::ceil(std::abs(e.from.offset) / 24.0));
    return FormatRange(Point::OfDay(today - days), Point::OfDay(today));
  }
  auto from = Resolve(day.from, ref);
  if (!from) return {};
  from->hour = from->minute = -1;
  if (e.open_to) {
    if (ref == nullptr) return {};
    return FormatRange(*from, Point::OfDay(NumberOf(ref->year, ref->month, ref->day)));
  }
  bool range = (e.type == TimeType::kDateRange || e.type == TimeType::kDateTimeRange) &&
               (e.to.relative || e.to.year != 0 || e.to.month != 0 || e.to.weekday >= 0);
  if (range && e.type == TimeType::kDateRange) return TimeValue(day, published);
  return Format(*from);
}

}  // namespace tawatur::resolve
