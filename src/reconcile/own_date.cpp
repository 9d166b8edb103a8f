// The date that an undated report's own words give it. Entry point: DateByOwnWords().
//
// "Today, Sunday" on a page that shows a post of that Sunday, or of the days before it, is that Sunday.
// A full date on a line of its own above the prose is the page's stamp. "Today, Wednesday 1 June" fixes the day but for its year:
// the weekday fits one year in five or six, and of those the web address, the number of its page, the other years of the text or, failing all, the
// only one of recent years that fits decides, which a note then says. Without "today" the day is not far, no more.
#include <algorithm>
#include <set>

#include "base/iso_date.h"
#include "reconcile/posts.h"
#include "reconcile/steps.h"
#include "resolve/url_date.h"
#include "resolve/url_number.h"

namespace tawatur::reconcile {
namespace {

using extract::TimeExpr;
using extract::TimePoint;
using extract::Unit;

constexpr int kLastYear = 2026;         // of this release: a year that nothing states is none after it
constexpr int kLatestYear = 2100;       // that a page states as its own; elsewhere a year to come is a plan
constexpr size_t kStampBytes = 48;      // beside the date on its line: a weekday, a time, "last updated"
constexpr int kRecentYears = 6;         // and what gives no year at all is taken to be that young, with a note
constexpr int kNumberSlack = 10;        // days
constexpr int kAfterPost = 3;           // days
constexpr uint32_t kLeadBytes = 700;    // of the prose
constexpr long kHeadlineWords = 4, kMenuWords = 2;
constexpr uint32_t kMenuLines = 8;      // buttons to share a page are fewer
constexpr uint32_t kHeadBytes = 3000;   // menus above the headline can be long

// "Today" or "yesterday", alone or with the date that it was said with (which then stands in the fields, and only the offset tells).
bool Relative(const TimePoint& p) {
  return (p.relative || (p.month != 0 && p.day != 0)) && p.offset_unit == Unit::kDay && p.offset <= 0 && p.offset >= -2;
}

// A day of a month, with the weekday and the "today" that stand right before it.
struct Dated { int day = 0, month = 0, year = 0, weekday = -1, offset = 0; bool relative = false; };

Dated At(const extract::Findings& f, Index i) {
  const TimePoint& p = f.times[i].from;
  Dated d{p.day, p.month, p.year, p.weekday, p.offset, Relative(p)};
  if (i > 0 && f.times[i].first >= f.times[i - 1].last && f.times[i].first - f.times[i - 1].last <= 1) {
    const TimePoint& before = f.times[i - 1].from;
    if (before.month == 0 && before.day == 0 && before.weekday >= 0) {
      if (d.weekday < 0) d.weekday = before.weekday;
      if (Relative(before)) d.relative = true, d.offset = before.offset;
    } else if (Relative(before) && before.weekday < 0 && before.month == 0) {
      d.relative = true, d.offset = before.offset;
    }
  }
  return d;
}

// A line above the prose that holds little but this date.
bool OnStamp(std::string_view text, Span date, uint32_t prose) {
  if (date.begin >= prose) return false;
  const size_t before = text.rfind('\n', date.begin), begin = before == std::string_view::npos ? 0 : before + 1;
  const size_t end = std::min(text.find('\n', date.end), text.size());
  return end - begin <= date.Size() + kStampBytes;
}

// A date that stands above the whole menu, the headline far below it: the day on which the page was looked at, not written.
bool OnMasthead(std::string_view text, Span date) {
  uint32_t menu = 0;
  bool below = false;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const auto words = 1 + std::count(line.begin(), line.end(), ' ');
    if (begin <= date.begin && date.begin < end) below = true;
    else if (!line.empty() && words >= kHeadlineWords) return below && menu >= kMenuLines;
    else if (below && !line.empty() && words <= kMenuWords) ++menu;
    begin = end + 1;
  }
  return false;
}

// The year is written out as the page's own: on its stamp, or with "today".
bool OwnYear(const resolve::ResolvedReport& r, Index i, const Dated& d, uint32_t prose) {
  return r.findings.times[i].from.year != 0 && (d.relative || OnStamp(r.text, r.findings.times[i].span, prose));
}

int LastYearTold(const resolve::ResolvedReport& r, uint32_t prose) {
  int last = 0;
  for (Index i = 0; i < r.findings.times.size(); ++i) {
    const TimeExpr& t = r.findings.times[i];
    for (const TimePoint* p : {&t.from, &t.to}) {
      if (p->hijri || p->year < 1995 || p->year <= last || p->year > kLatestYear) continue;
      if (p->year <= kLastYear || (p == &t.from && OwnYear(r, i, At(r.findings, i), prose))) last = p->year;
    }
  }
  return last;
}

enum class YearBy { kWords, kNumber, kWeekday };  // the report's or its address's; the number of its page; the one recent year that has the weekday

// The year of a day and month whose weekday is known; 0 = cannot be told.
int YearOf(const Dated& d, int url_year, const Days& numbered, int told, YearBy& by) {
  by = YearBy::kWords;
  if (numbered.known && numbered.Length() < 300) {  // only one year has that day among those that the page's number allows
    for (int y = DayOfNumber(numbered.from).year; y <= DayOfNumber(numbered.to).year; ++y) {
      const CivilDay day{y, d.month, d.day};
      if (IsCivilDay(day) && DayNumber(day) >= numbered.from - kNumberSlack && DayNumber(day) <= numbered.to + kNumberSlack) return by = YearBy::kNumber, y;
    }
  }
  auto fits = [&](int y) { return IsCivilDay({y, d.month, d.day}) && Weekday(DayNumber({y, d.month, d.day})) == d.weekday; };
  if (url_year != 0) return d.weekday < 0 || fits(url_year) ? url_year : 0;
  if (d.weekday < 0) return 0;
  for (int y = told; told != 0 && y <= told + 2; ++y) {
    if (fits(y)) return y;
  }
  // Of six years in a row hardly two have the weekday on that day: one that fits alone is taken, and said to be assumed.
  int only = 0;
  for (int y = std::max(told, kLastYear - kRecentYears + 1); y <= kLastYear; ++y) {
    if (!fits(y)) continue;
    if (only != 0) return 0;
    only = y;
  }
  by = YearBy::kWeekday;
  return only;
}

}  // namespace

OwnDate DateByOwnWords(const resolve::ResolvedReport& r) {
  OwnDate out;
  const extract::Findings& f = r.findings;
  const Layout layout = Layout::Of(r);
  const uint32_t prose = layout.prose();
  const int url_year = resolve::UrlYear(r.meta.url), told = LastYearTold(r, prose);
  const resolve::NumberedDays by_number = resolve::DaysByNumber(r.meta.url);
  const Days numbered{by_number.from, by_number.to, by_number.known};
  std::set<int64_t> stamps, said, near, numbered_days, assumed;
  int first_today = -1;  // the weekday that the page's first "today" is: a later one of another day stands in older news told along
  for (Index i = 0; i < f.times.size(); ++i) {
    const TimeExpr& t = f.times[i];
    if (layout.Caption(t.span.begin)) continue;
    if (first_today < 0 && t.span.begin >= prose && Relative(t.from) && t.from.weekday >= 0) first_today = ((t.from.weekday - t.from.offset) % 7 + 7) % 7;
    if (t.from.hijri || t.from.month == 0 || t.from.day == 0 || t.from.nth != 0 || t.open_from || t.open_to) continue;
    Dated d = At(f, i);
    YearBy by = YearBy::kWords;
    const bool head = t.span.begin < prose && t.span.begin < kHeadBytes, lead = t.span.begin < prose + kLeadBytes;
    if (d.year == 0) {
      if (!d.relative && !lead) continue;
      d.year = YearOf(d, url_year, numbered, told, by);
    }
    if (d.year < 1995 || d.year > kLatestYear || !IsCivilDay({d.year, d.month, d.day})) continue;
    const int64_t day = DayNumber({d.year, d.month, d.day});
    if (d.weekday >= 0 && Weekday(day) != d.weekday) continue;
    if (d.year > kLastYear + 1 && d.year > told) continue;
    const int64_t published = d.relative ? day - d.offset : day;
    if (by == YearBy::kNumber) numbered_days.insert(published);
    if (by == YearBy::kWeekday) assumed.insert(published);
    if (head && t.from.year != 0 && !OnMasthead(r.text, t.span)) stamps.insert(day);
    if (d.relative && (first_today < 0 || Weekday(day - d.offset) == first_today)) said.insert(day - d.offset);
    if (lead) near.insert(day);
  }
  auto iso = [](int64_t day) { return tawatur::IsoDay(DayOfNumber(day)); };
  const std::set<int64_t>& own = said.empty() ? stamps : said;
  if (own.size() == 1) {
    out.published = iso(*own.begin());
    out.year_assumed = assumed.contains(*own.begin()), out.year_by_number = numbered_days.contains(*own.begin());
  }
  const Days post = PostsOf(r).last;
  if (out.published.empty() && said.empty() && post.known && first_today >= 0) {
    const int ahead = ((first_today - WeekdayOf(post.from)) % 7 + 7) % 7;
    if (ahead <= kAfterPost) out.published = iso(post.from + ahead);
  }
  if (post.known) out.near = iso(post.from + kAfterPost);
  else if (!near.empty()) out.near = iso(*near.rbegin() + 20);
  else if (numbered.known && numbered.Length() < 100) out.near = iso(numbered.to);
  return out;
}

}  // namespace tawatur::reconcile
