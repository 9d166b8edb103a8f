// One report -> the days and months it may be of, see window.h.
#include "reconcile/window.h"

#include "base/iso_date.h"
#include "reconcile/layout.h"
#include "resolve/url_number.h"

namespace tawatur::reconcile {
namespace {

using extract::TimeExpr;
using extract::TimePoint;
using extract::Unit;

constexpr uint32_t kLeadBytes = 1200;   // of the prose
constexpr uint32_t kNewsBytes = 4000;   // beyond, pages tell of other days
constexpr int kLately = 4;              // "last November" is said until March
constexpr int kLongest = 200;           // days: a longer window has no months of its own

uint16_t MonthBit(int month) { return static_cast<uint16_t>(1U << ((month + 11) % 12)); }

// The months in which these words can stand; all where they tell none.
uint16_t MonthsOf(const TimeExpr& t, bool lead) {
  const TimePoint& p = t.from;
  if (p.hijri || p.month == 0 || p.nth != 0 || t.open_from || t.open_to) return Window::kAllMonths;
  const auto here = MonthBit(p.month);
  const auto now = static_cast<uint16_t>(here | MonthBit(p.month + 1));  // a report of the first is of the night before
  if (p.year != 0) return lead && p.day != 0 ? now : Window::kAllMonths;
  if (p.relative) {
    if (p.offset_unit == Unit::kDay && p.offset <= 0 && p.offset >= -2) return p.offset == 0 ? here : now;  // "today, 8 September"
    return p.offset_unit == Unit::kYear && p.offset == 0 ? now : Window::kAllMonths;                        // "9 August of this year"
  }
  if (p.direction == -1) {
    uint16_t since = p.weekday >= 0 ? here : uint16_t{0};  // "last Tuesday, 25 October"
    for (int i = 1; i <= kLately; ++i) since = static_cast<uint16_t>(since | MonthBit(p.month + i));
    return since;
  }
  return p.direction == 0 && p.day != 0 && lead ? now : Window::kAllMonths;
}

uint16_t MonthsOf(const Days& d) {
  if (!d.known || d.Length() > kLongest) return Window::kAllMonths;
  uint16_t months = 0;
  for (int day = d.from - 1; day <= d.to; ++day) months = static_cast<uint16_t>(months | MonthBit(DayOfNumber(day).month));
  return months;
}

}  // namespace

Window WindowOf(const resolve::ResolvedReport& r) {
  Window w;
  w.days = DaysOf(r.meta.published);
  if (w.days.known) {
    w.months = MonthsOf(w.days);
    return w;
  }
  if (const resolve::NumberedDays d = resolve::DaysByNumber(r.meta.url); d.known) w.days = {d.from, d.to, true};
  const Layout layout(r.text);
  const extract::Findings& f = r.findings;
  for (Index i = 0; i < f.times.size(); ++i) {
    const TimeExpr& t = f.times[i];
    if (t.span.begin > layout.prose() + kNewsBytes || layout.Aside(t.span.begin) || layout.Caption(t.span.begin)) continue;
    const uint16_t months = MonthsOf(t, t.span.begin < layout.prose() + kLeadBytes);
    if ((w.months & months) != 0) w.months = static_cast<uint16_t>(w.months & months);  // words that fit no other count for nothing
  }
  const uint16_t months = MonthsOf(w.days);
  w.months = (w.months & months) != 0 ? static_cast<uint16_t>(w.months & months) : months;
  return w;
}

}  // namespace tawatur::reconcile
