// One report -> the days and months it may be of, see window.h.
#include "reconcile/window.h"

#include <algorithm>
#include <array>

#include "base/iso_date.h"
#include "reconcile/layout.h"
#include "reconcile/posts.h"
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
constexpr int kAfterPost = 3;           // days after the latest post that it shows, a page is published
constexpr int kBeforeComment = 7;       // and before the first comment under it

uint16_t MonthBit(int month) { return static_cast<uint16_t>(1U << ((month + 11) % 12)); }

// The months in which these words can stand; all where they tell none.
uint16_t MonthsOf(const TimeExpr& t, bool lead) {
  const TimePoint& p = t.from;
  const bool past = p.direction == -1 && p.year == 0 && !p.relative;  // "since the beginning of last June" tells the same of it as "last June"
  if (p.hijri || p.month == 0 || (!past && (p.nth != 0 || t.open_from || t.open_to))) return Window::kAllMonths;
  const auto here = MonthBit(p.month);
  const auto now = static_cast<uint16_t>(here | MonthBit(p.month + 1));  // a report of the first is of the night before
  if (p.year != 0) return lead && p.day != 0 ? now : Window::kAllMonths;
  if (p.relative) {
    if (p.offset_unit == Unit::kDay && p.offset <= 0 && p.offset >= -2) return p.offset == 0 ? here : now;  // "today, 8 September"
    return p.offset_unit == Unit::kYear && p.offset == 0 ? now : Window::kAllMonths;                        // "9 August of this year"
  }
  if (past) {
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

// What one time says of the weekday of publication, and how firmly.
struct Said { int weekday = -1, votes = 0; };
Said WeekdaySaid(const TimePoint& p, bool lead) {
  if (p.weekday < 0 || p.nth != 0) return {};
  const bool near = p.offset_unit == Unit::kDay && p.offset <= 0 && p.offset >= -2 && (p.relative || p.month != 0);
  if (near) return {((p.weekday - p.offset) % 7 + 7) % 7, p.offset == 0 ? 3 : 2};
  const bool bare = !p.relative && p.day == 0 && p.month == 0 && p.direction == 0;
  return bare && lead ? Said{p.weekday, 0} : Said{};
}

// The weekday most said; that of the lead's first bare one where none is said to be today or yesterday.
int WeekdayOf(const extract::Findings& f, const Layout& layout) {
  std::array<int, 7> votes{};
  int bare = -1;
  for (const TimeExpr& t : f.times) {
    if (t.span.begin > layout.prose() + kNewsBytes || layout.Caption(t.span.begin)) continue;
    const Said said = WeekdaySaid(t.from, t.span.begin >= layout.prose() && t.span.begin < layout.prose() + kLeadBytes);
    if (said.votes > 0) votes[static_cast<size_t>(said.weekday)] += said.votes;
    else if (said.weekday >= 0 && bare < 0) bare = said.weekday;
  }
  const auto most = std::max_element(votes.begin(), votes.end());
  if (*most == 0) return bare;
  return std::count(votes.begin(), votes.end(), *most) == 1 ? static_cast<int>(most - votes.begin()) : -1;
}

}  // namespace

Window WindowOf(const resolve::ResolvedReport& r) {
  Window w;
  w.days = DaysOf(r.meta.published);
  if (w.days.known) {
    w.months = MonthsOf(w.days);
    if (w.days.Exact()) w.weekday = reconcile::WeekdayOf(w.days.from);
    return w;
  }
  if (const resolve::NumberedDays d = resolve::DaysByNumber(r.meta.url); d.known) w.days = {d.from, d.to, true};
  const Posts posts = PostsOf(r);
  auto within = [&](int from, int to) {  // of two that contradict each other the first holds
    if (!w.days.known) w.days = {from, to, true};
    else if (from <= w.days.to && to >= w.days.from) w.days.from = std::max(w.days.from, from), w.days.to = std::min(w.days.to, to);
  };
  if (posts.last.known) within(posts.last.from - 1, posts.last.from + kAfterPost);  // their day hangs on where the page was read
  if (posts.comment.known) within(posts.comment.from - kBeforeComment, posts.comment.from);
  const Layout layout(r.text);
  const extract::Findings& f = r.findings;
  w.weekday = WeekdayOf(f, layout);
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
