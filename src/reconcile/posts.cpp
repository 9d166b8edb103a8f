// Dates of posts and comments on a page, see posts.h. Pages that name no day of their own often show a post that does.
#include "reconcile/posts.h"

#include <algorithm>
#include <array>

#include "base/iso_date.h"

namespace tawatur::reconcile {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr int kFirstYear = 2006;  // there were no such posts before
constexpr size_t kLongestHandle = 40, kNear = 4;  // bytes

int ReadNumber(std::string_view& s) {
  int v = 0;
  size_t n = 0;
  while (n < s.size() && n < 4 && s[n] >= '0' && s[n] <= '9') v = v * 10 + (s[n++] - '0');
  s.remove_prefix(n);
  return n == 0 ? -1 : v;
}

int ReadMonth(std::string_view& s) {
  for (size_t m = 0; m < kMonths.size(); ++m) {
    size_t n = 0;
    while (n < kMonths[m].size() && n < s.size() && s[n] == kMonths[m][n]) ++n;
    if (n != kMonths[m].size() && n != 3) continue;  // whole or cut to three letters
    s.remove_prefix(n);
    return static_cast<int>(m) + 1;
  }
  return 0;
}

void Skip(std::string_view& s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == ',' || s.front() == '\n')) s.remove_prefix(1);
}

// "November 6, 2022" or "6 November 2022".
Days EnglishDay(std::string_view s) {
  CivilDay d;
  Skip(s);
  d.month = ReadMonth(s), Skip(s), d.day = ReadNumber(s), Skip(s);
  if (d.month == 0) d.month = ReadMonth(s), Skip(s);
  d.year = ReadNumber(s);
  if (d.month == 0 || d.year < kFirstYear || !IsCivilDay(d)) return {};
  const int day = static_cast<int>(DayNumber(d));
  return {day, day, true};
}

Days DayOf(const extract::TimeExpr& t) {
  const CivilDay d{t.from.year, t.from.month, t.from.day};
  if (t.from.hijri || d.year < kFirstYear || !IsCivilDay(d)) return {};
  const int day = static_cast<int>(DayNumber(d));
  return {day, day, true};
}

}  // namespace

Posts PostsOf(const resolve::ResolvedReport& r) {
  Posts out;
  const std::string_view text = r.text;
  const std::vector<extract::TimeExpr>& times = r.findings.times;
  auto shown = [&](const Days& d) {
    if (d.known && (!out.last.known || d.from > out.last.from)) out.last = d;
  };
  for (size_t at = text.find("(@"); at != std::string_view::npos; at = text.find("(@", at + 1)) {
    const size_t end = text.find(')', at);
    if (end == std::string_view::npos || end - at > kLongestHandle) continue;
    shown(EnglishDay(text.substr(end + 1)));
    const auto t = std::partition_point(times.begin(), times.end(), [&](const extract::TimeExpr& x) { return x.span.begin <= end; });
    if (t != times.end() && t->span.begin <= end + kNear) shown(DayOf(*t));
  }
  for (const text::Furniture& f : r.furniture) {
    if (f.kind != "comments") continue;
    auto t = std::partition_point(times.begin(), times.end(), [&](const extract::TimeExpr& x) { return x.span.begin < f.span.begin; });
    for (; t != times.end() && t->span.begin < f.span.end; ++t) {
      if (const Days d = DayOf(*t); d.known && t->from.hour >= 0 && (!out.comment.known || d.from < out.comment.from)) out.comment = d;
    }
  }
  return out;
}

}  // namespace tawatur::reconcile
