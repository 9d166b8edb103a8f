// The Umm al-Qura calendar, through ICU. Entry point: HijriDay().
#pragma once
#include <cstdint>
#include <optional>

namespace tawatur::resolve {

// Day number (days since 1970-01-01) of a Hijri day; nothing when the calendar has no such day.
std::optional<int64_t> HijriDay(int year, int month, int day);
// Hijri year in which a day lies.
std::optional<int> HijriYear(int64_t day_number);

}  // namespace tawatur::resolve
