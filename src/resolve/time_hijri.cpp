// Hijri days through ICU's Umm al-Qura calendar. Entry points: HijriDay(), HijriYear().
#include <unicode/ucal.h>

#include <cmath>

#include "resolve/hijri.h"

namespace tawatur::resolve {
namespace {

constexpr double kDayMs = 86400000.0;

// ICU's calendar is a handle; each thread keeps none, since Hijri dates are few.
class Calendar {
 public:
  Calendar() {
    UErrorCode status = U_ZERO_ERROR;
    static constexpr UChar kUtc[] = {'U', 'T', 'C', 0};
    calendar_ = ucal_open(kUtc, -1, "ar@calendar=islamic-umalqura", UCAL_DEFAULT, &status);
    if (U_FAILURE(status)) calendar_ = nullptr;
  }
  ~Calendar() {
    if (calendar_ != nullptr) ucal_close(calendar_);
  }
  Calendar(const Calendar&) = delete;
  Calendar& operator=(const Calendar&) = delete;
  UCalendar* get() const { return calendar_; }

 private:
  UCalendar* calendar_ = nullptr;
};

}  // namespace

std::optional<int64_t> HijriDay(int year, int month, int day) {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 30) return std::nullopt;
  Calendar c;
  if (c.get() == nullptr) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  ucal_clear(c.get());
  ucal_set(c.get(), UCAL_YEAR, year);
  ucal_set(c.get(), UCAL_MONTH, month - 1);
  ucal_set(c.get(), UCAL_DATE, day);
  double ms = ucal_getMillis(c.get(), &status);
  if (U_FAILURE(status)) return std::nullopt;
  return static_cast<int64_t>(std::floor(ms / kDayMs));
}

std::optional<int> HijriYear(int64_t day_number) {
  Calendar c;
  if (c.get() == nullptr) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  ucal_setMillis(c.get(), static_cast<double>(day_number) * kDayMs + kDayMs / 2, &status);
  int year = ucal_get(c.get(), UCAL_YEAR, &status);
  if (U_FAILURE(status)) return std::nullopt;
  return year;
}

}  // namespace tawatur::resolve
