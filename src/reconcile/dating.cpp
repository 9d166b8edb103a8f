// The date of an undated report, from its own words and the dated happenings of its group. Entry point: InferDate().
//
// A word such as "yesterday, Monday" fixes the weekday of publication; "last Thursday", said of a happening that other reports date,
// fixes the week. Both together give a day. Where they leave more than one day, nothing is inferred and only the bounds are kept.
#include <algorithm>
#include <map>
#include <set>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

using extract::TimeExpr;
using extract::TimePoint;
using extract::Unit;

constexpr int kNews = 20;
constexpr int kLongest = 45;          // days after a happening that a report of it is looked for

bool RelativeDay(const TimePoint& t) { return t.relative && t.offset_unit == Unit::kDay && t.offset >= -2 && t.offset <= 0; }
bool BareWeekday(const TimePoint& t) { return t.weekday >= 0 && t.day == 0 && !t.relative; }

struct Anchor { int day = 0; std::string_view event_class; Where where; int votes = 0; };

// Days that the group's other reports, or this one's own calendar dates, give to happenings.
std::vector<Anchor> AnchorsOf(const View& v, const Group& group, Index undated) {
  std::vector<Anchor> anchors;
  for (Index r : group.reports) {
    const resolve::ResolvedReport& report = v.At(r);
    const Layout layout(report.text);
    for (Index i = 0; i < report.findings.events.size() && i < report.event_date.size(); ++i) {
      const extract::Event& e = report.findings.events[i];
      const Days d = DaysOf(report.event_date[i]);
      if (!d.Exact() || e.background || e.status == extract::EventStatus::kPlanned || e.status == extract::EventStatus::kFoiled) continue;
      // History told along dates nothing: news is of the weeks before its report, or stands in the lead.
      const Days told = DaysOf(report.meta.published.substr(0, 10));
      if (told.known ? d.from < told.from - kNews || d.from > told.to + 3 : !layout.Lead(e.trigger.begin)) continue;
      if (layout.Caption(e.trigger.begin)) continue;
      // A date taken over from the publication day of another report says nothing of this happening.
      if (r != undated && e.when == kNone) continue;
      auto it = std::find_if(anchors.begin(), anchors.end(), [&](const Anchor& a) { return a.day == d.from && ClassesFit(a.event_class, e.event_class); });
      if (it == anchors.end()) it = anchors.insert(anchors.end(), {d.from, e.event_class, WhereOf(v, report, e.place), 0});
      ++it->votes;
    }
  }
  std::stable_sort(anchors.begin(), anchors.end(), [](const Anchor& a, const Anchor& b) { return a.votes > b.votes; });
  return anchors;
}

// The happening a time expression is about: by link, else by standing in the same sentence.
const extract::Event* EventOfTime(const extract::Findings& f, Index time) {
  const extract::Event* near = nullptr;
  for (const extract::Event& e : f.events) {
    if (e.background || e.status == extract::EventStatus::kPlanned || e.status == extract::EventStatus::kFoiled) continue;
    if (e.when == time) return &e;
    if (e.sentence == f.times[time].sentence && (near == nullptr || InfoOf(e.event_class).weight > InfoOf(near->event_class).weight)) near = &e;
  }
  return near;
}

// The day that most tell of the story's happening, else the first that one of its reports is of; 0 = unknown.
int StoryDay(const View& v, const Group& group, Index undated, const std::vector<Anchor>& anchors) {
  if (!anchors.empty()) return anchors.front().day;
  int first = 0;
  for (Index r : group.reports) {
    const resolve::ReportMeta& meta = v.At(r).meta;
    const Days day = DaysOf(meta.published.substr(0, 10));
    if (r == undated || !day.Exact() || meta.basis == ingest::DateBasis::kUpdated) continue;
    if (first == 0 || day.from < first) first = day.from;
  }
  return first;
}

bool InQuote(const extract::Findings& f, Span span) {
  return std::any_of(f.attributions.begin(), f.attributions.end(), [&](const extract::Attribution& a) { return a.quoted && a.content.Contains(span); });
}

}  // namespace

std::string InferDate(std::span<resolve::ResolvedReport> reports, const Group& group, Index undated) {
  resolve::ResolvedReport& r = reports[undated];
  const View v{reports, nullptr, nullptr};
  const extract::Findings& f = r.findings;
  const Layout layout(r.text);
  std::vector<Anchor> anchors = AnchorsOf(v, group, undated);

  // Lower bound: no report is older than the happenings that it tells by calendar date.
  int not_before = 0;
  bool bounded = false;
  for (Index i = 0; i < f.events.size() && i < r.event_date.size(); ++i) {
    const Days d = DaysOf(r.event_date[i]);
    if (!d.Exact() || f.events[i].status == extract::EventStatus::kPlanned || layout.Caption(f.events[i].trigger.begin)) continue;
    if (!bounded || d.from > not_before) not_before = d.from, bounded = true;
  }

  // Which days may the report be of? Each anchored weekday gives a window, each "yesterday, Monday" a weekday.
  std::set<int> weekdays;
  std::map<int, int> windows;      // first day of a seven-day window -> votes
  std::vector<std::pair<int, bool>> pinned;  // days that one expression gives by itself
  int lead_day = 0;
  bool lead_known = false;
  for (Index i = 0; i < f.times.size(); ++i) {
    const TimeExpr& t = f.times[i];
    const TimePoint& p = t.from;
    if (p.year != 0 || p.month != 0 || InQuote(f, t.span)) continue;
    if (RelativeDay(p) && p.weekday >= 0) weekdays.insert(((p.weekday - p.offset) % 7 + 7) % 7);
    const extract::Event* e = EventOfTime(f, i);
    if (e == nullptr) continue;
    for (const Anchor& a : anchors) {
      if (!ClassesFit(a.event_class, e->event_class) || FitOf(a.where, WhereOf(v, r, e->place)) == PlaceFit::kApart) continue;
      const bool same_weekday = p.weekday >= 0 && p.weekday == WeekdayOf(a.day);
      if (RelativeDay(p) && (same_weekday || (p.weekday < 0 && a.votes >= 2))) {
        pinned.push_back({a.day - p.offset, same_weekday});
        break;
      }
      if (BareWeekday(p) && same_weekday && p.direction <= 0) {
        ++windows[a.day];
        if (!bounded || a.day > not_before) not_before = a.day, bounded = true;
        break;
      }
    }
  }
  if (bounded) r.meta.not_before = IsoDay(not_before);
  for (auto [day, firm] : pinned) {
    if (firm) return IsoDay(day);
  }
  if (!windows.empty()) {
    const int from = std::max_element(windows.begin(), windows.end(), [](auto& a, auto& b) { return a.second < b.second; })->first;
    r.meta.not_after = IsoDay(from + 7);
    if (weekdays.size() == 1) {
      for (int day = from; day <= from + 7; ++day) {
        if (WeekdayOf(day) == *weekdays.begin() && (day != from || windows.begin()->second == 0)) return IsoDay(day);
      }
    }
    // Agency style: the lead's own bare weekday is the day of the report when it comes after the happening's.
    for (const TimeExpr& t : f.times) {
      const TimePoint& p = t.from;
      if (!BareWeekday(p) || p.direction != 0 || !layout.Lead(t.span.begin) || InQuote(f, t.span)) continue;
      const int day = from + ((p.weekday - WeekdayOf(from)) % 7 + 7) % 7;
      if (!lead_known || day > lead_day) lead_day = day, lead_known = true;
    }
    if (weekdays.empty() && lead_known && lead_day > from && lead_day - from <= 2) return IsoDay(lead_day);
  }
  std::set<int> days;
  for (auto [day, firm] : pinned) days.insert(day);
  if (days.size() == 1) {
    const int day = *days.begin();
    if (weekdays.empty() || (weekdays.size() == 1 && *weekdays.begin() == WeekdayOf(day))) return IsoDay(day);
  }
  // A weekday with "today" or "yesterday" needs only one day that the story is known to be near; a lead's bare weekday likewise.
  const int story = StoryDay(v, group, undated, anchors);
  if (story != 0 && (!bounded || story + 7 > not_before)) {
    if (weekdays.size() == 1) return IsoDay(story + ((*weekdays.begin() - WeekdayOf(story)) % 7 + 7) % 7);
    if (weekdays.empty()) {
      for (const TimeExpr& t : f.times) {
        const TimePoint& p = t.from;
        if (!BareWeekday(p) || p.direction != 0 || p.month != 0 || !layout.Lead(t.span.begin) || InQuote(f, t.span)) continue;
        const int ahead = ((p.weekday - WeekdayOf(story)) % 7 + 7) % 7;
        if (ahead <= 2) return IsoDay(story + ahead);
        if (ahead == 6) return IsoDay(story);  // the day before
        break;
      }
    }
  }
  // A weekday alone pins a day only next to a calendar date of the same happening in the same report.
  if (weekdays.size() == 1 && bounded && !anchors.empty()) {
    const int day = not_before + ((*weekdays.begin() - WeekdayOf(not_before)) % 7 + 7) % 7;
    if (day - not_before <= 1 && day - not_before <= kLongest) return IsoDay(day);
  }
  return {};
}

}  // namespace tawatur::reconcile
