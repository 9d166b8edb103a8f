// A time expression as read, before anybody knows when the report was published. resolve/time.h turns it into ISO 8601 / TIMEX3.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/span.h"

namespace tawatur::extract {

enum class TimeType : uint8_t { kDate, kDateTime, kTime, kDateRange, kDateTimeRange, kTimeRange, kDuration, kSet };

enum class Unit : uint8_t { kNone, kSecond, kMinute, kHour, kDay, kWeekend, kWeek, kMonth, kQuarter, kSeason, kYear, kDecade, kCentury };

// One end of a time: calendar fields that are written (0 or -1 where not), and how they hang on the publication date.
struct TimePoint {
  int16_t year = 0;        // 0 = not written
  int8_t month = 0;        // 1..12; 0 = not written
  int8_t day = 0;          // 1..31; 0 = not written
  int8_t weekday = -1;     // 0 Monday .. 6 Sunday; -1 = not written
  int8_t hour = -1, minute = -1, second = -1;
  int16_t utc_offset = INT16_MIN;  // minutes; INT16_MIN = not written
  bool hijri = false;      // year/month/day are Hijri (Umm al-Qura)
  // Offset from the reference (publication) time in units: yesterday = {-1, kDay}; last month = {-1, kMonth}.
  bool relative = false;
  int32_t offset = 0;
  Unit offset_unit = Unit::kNone;
  int8_t direction = 0;    // of a bare weekday or month: -1 the past one (-2 the one before), +1 the coming one, 0 nearest past
  int8_t part = 0;         // 0 whole, 1 early (matla', bidaya), 2 middle, 3 late (awakhir)
  int8_t day_part = 0;     // 0 none, 1 dawn, 2 morning, 3 noon, 4 afternoon, 5 evening, 6 night
  int8_t season = 0;       // 1 spring .. 4 winter
  int8_t nth = 0;          // the nth weekday (or day) of the month; -1 = the last
  bool now = false;        // this very moment
  Unit grain = Unit::kDay; // the finest unit that is meant
};

struct TimeExpr {
  Span span;
  uint32_t first = 0, last = 0;   // tokens
  TimeType type = TimeType::kDate;
  TimePoint from, to;             // `to` for ranges only
  bool open_from = false, open_to = false;  // since ..., until ...
  double amount = 0;              // durations
  Unit unit = Unit::kNone;
  struct Length { double amount = 0; Unit unit = Unit::kNone; };
  std::array<Length, 3> more;     // "shahrayn wa-usbu'": what is added
  uint8_t more_size = 0;
  std::string_view rule;
  uint32_t sentence = 0;
};

}  // namespace tawatur::extract
