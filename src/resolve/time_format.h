// A resolved point of time and its text. Entry points: ParseReference(), Format(), FormatRange().
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/iso_date.h"
#include "extract/time_expr.h"

namespace tawatur::resolve {

// The publication time that relative times hang on.
struct Reference {
  int year = 0, month = 0, day = 0, hour = -1, minute = 0, second = 0;
  int16_t utc_offset = INT16_MIN;
};
// "2022-01-20", "2022-01-20T19:30", with seconds and offset. False when there is no day.
bool ParseReference(std::string_view iso, Reference& out);

enum class Shape : uint8_t { kDay, kWeek, kMonth, kSeason, kYear };

// First and last day that are meant; the clock if one is written.
struct Point {
  Shape shape = Shape::kDay;
  int64_t first_day = 0, last_day = 0;
  int season = 0;
  int hour = -1, minute = -1;
  int part = 0, day_part = 0;
  int16_t utc_offset = INT16_MIN;

  static Point OfDay(int64_t day);
  static Point OfWeek(int64_t monday);
  static Point OfMonth(int year, int month);
  static Point OfYear(int year);
  static Point OfSeason(int year, int season);
  // The same moment on another zone's clock.
  void MoveTo(int16_t offset);
};

std::string Format(const Point& p);
std::string FormatRange(const Point& from, const Point& to);
std::string FormatClock(const extract::TimePoint& p);  // T07:00
std::string FormatLength(const extract::TimeExpr& e);  // P2M1W
std::string FormatSet(const extract::TimeExpr& e);     // XXXX-WXX-5, P1D

}  // namespace tawatur::resolve
