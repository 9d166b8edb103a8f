// Findings -> ResolvedReport: names joined, times on the calendar, open dates filled where the text plainly gives them.
// Entry points: Resolve(), Redate().
#include "resolve/resolve.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "base/iso_date.h"
#include "resolve/entities.h"
#include "resolve/time.h"
#include "resolve/url_date.h"

namespace tawatur::resolve {
namespace {

using extract::Findings;
using extract::TimeExpr;
using extract::TimeType;

bool NamesDay(const TimeExpr& t) {
  return t.type == TimeType::kDate || t.type == TimeType::kDateTime || t.type == TimeType::kDateRange || t.type == TimeType::kDateTimeRange;
}

class Dater {
 public:
  explicit Dater(ResolvedReport& r) : r_(r), f_(r.findings) {}

  void Run() {
    r_.time_value.resize(f_.times.size());
    day_.resize(f_.times.size());
    for (size_t i = 0; i < f_.times.size(); ++i) {
      const std::string& reference = ReferenceOf(f_.times[i]);
      r_.time_value[i] = TimeValue(f_.times[i], reference);
      day_[i] = OneDay(DayValue(f_.times[i], reference));
    }
    MarkStatementTimes();
    r_.event_date.assign(f_.events.size(), "");
    for (Index i = 0; i < f_.events.size(); ++i) r_.event_date[i] = EventDate(i);
    main_ = MainEvent();
    r_.figure_when.assign(f_.figures.size(), "");
    r_.figure_as_of.assign(f_.figures.size(), "");
    for (Index i = 0; i < f_.figures.size(); ++i) {
      r_.figure_when[i] = FigureWhen(i);
      r_.figure_as_of[i] = FigureAsOf(i);
    }
  }

 private:
  // Where the day of publication is not known, a near one still gives a day of a month its year.
  const std::string& ReferenceOf(const TimeExpr& t) const {
    const bool year_only = t.from.month != 0 && t.from.day != 0 && !t.from.relative && r_.meta.published.empty();
    return year_only ? r_.meta.near : PublishedAt(t.span.begin);
  }

  // When the text at this place was published: an entry of a live page has a time of its own.
  const std::string& PublishedAt(uint32_t at) const {
    for (const ingest::Part& part : r_.meta.parts) {
      if (part.span.begin <= at && at < part.span.end) return part.published;
    }
    return r_.meta.published;
  }

  // Times stand in the order of the text: the first that begins at `at` or after it.
  size_t FirstTime(uint32_t at) const {
    return static_cast<size_t>(std::partition_point(f_.times.begin(), f_.times.end(), [&](const TimeExpr& t) { return t.span.begin < at; }) - f_.times.begin());
  }

  // The time of a statement ("a'lana, al-jum'a, ...") is no time of what is stated.
  void MarkStatementTimes() {
    of_statement_.assign(f_.times.size(), 0);
    for (const extract::Attribution& a : f_.attributions) {
      for (size_t i = FirstTime(a.cue.begin); i < f_.times.size() && f_.times[i].span.begin < a.content.begin; ++i) {
        if (f_.times[i].span.end <= a.content.begin) of_statement_[i] = 1;
      }
    }
  }

  // Nearest dated time before `at` in its sentence; empty if none.
  std::string NearestEarlier(uint32_t sentence, uint32_t at) const {
    for (size_t i = FirstTime(at); i-- > 0 && f_.times[i].sentence >= sentence;) {
      const TimeExpr& t = f_.times[i];
      if (t.sentence != sentence || t.span.end > at || !NamesDay(t) || day_[i].empty() || of_statement_[i]) continue;
      return day_[i];
    }
    return "";
  }

  // "since this morning": from a day to itself.
  static std::string OneDay(std::string day) {
    const size_t half = day.size() / 2;
    if (day.size() == 21 && day[half] == '/' && day.compare(0, half, day, half + 1) == 0) day.resize(half);
    return day;
  }

  std::string EventDate(Index i) const {
    const extract::Event& e = f_.events[i];
    return e.when != kNone ? day_[e.when] : std::string();  // extract has looked at the clauses of its sentence
  }

  // The first event that is reported and dated.
  Index MainEvent() const {
    for (Index i = 0; i < f_.events.size(); ++i) {
      const extract::Event& e = f_.events[i];
      if (!e.background && e.status == extract::EventStatus::kHappened && !r_.event_date[i].empty() && (e.when == kNone || !of_statement_[e.when])) return i;
    }
    return kNone;
  }

  std::string FigureWhen(Index i) {
    extract::Figure& x = r_.findings.figures[i];
    if (x.when != kNone && !x.when_assumed && !day_[x.when].empty()) {
      const std::string& own = day_[x.when];
      if (!x.background && !x.cumulative && LongBefore(own)) x.background = true;
      // "last week": the day of the main happening is one of it.
      if (!x.background && main_ != kNone && own.find('W') != std::string::npos && !LongBefore(r_.event_date[main_])) {
        if (x.cumulative || x.rule == "toll" || WeekHolds(f_.times[x.when], r_.event_date[main_])) return r_.event_date[main_];
        x.background = true;  // the main happening was not in that week
      }
      return own;
    }
    if (x.when != kNone) {
      // The report's own day; but what somebody said before it had happened by then.
      const std::string said = StatementDay(x);
      const std::string& assumed = day_[x.when];
      const bool days = said.size() == 10 && (assumed.size() == 10 || assumed.size() == 21);
      return days && said < assumed.substr(assumed.size() - 10) ? said : assumed;
    }
    if (x.background || x.kind == extract::FigureKind::kDetained) return "";
    if (x.event != kNone && !r_.event_date[x.event].empty()) return r_.event_date[x.event];
    if (const std::string near = NearestEarlier(x.sentence, x.number.begin); !near.empty()) return near;
    // Another mention of the main event: the same class, not an earlier one.
    if (main_ != kNone && x.event != kNone && !f_.events[x.event].background &&
        f_.events[x.event].event_class == f_.events[main_].event_class && f_.events[x.event].place == kNone) {
      return r_.event_date[main_];
    }
    return "";
  }

  // "last week", "this week": whether a day may be one of it; true where either is not known.
  bool WeekHolds(const TimeExpr& week, const std::string& day) const {
    const std::optional<CivilDay> published = ParseIsoDay(PublishedAt(week.span.begin)), is = ParseIsoDay(day);
    if (!published || !is || !week.from.relative || week.from.offset_unit != extract::Unit::kWeek || week.type != extract::TimeType::kDate) return true;
    const int64_t today = DayNumber(*published), monday = today - Weekday(today) + 7 * static_cast<int64_t>(week.from.offset);
    const int64_t number = DayNumber(*is);
    // many weeks begin on a Sunday, and towards its end a week's first days are called the last one's
    return monday - 1 <= number && number < std::max(monday + 7, today - 2);
  }

  // More than eight days before publication, and not the report's main happening: another, earlier one.
  bool LongBefore(const std::string& when) const {
    constexpr int64_t kDays = 8;
    const std::optional<CivilDay> published = ParseIsoDay(r_.meta.published);
    if (!published || when.empty() || when.back() == '/' || when.front() == '/') return false;
    std::string_view end = when;
    if (const size_t slash = end.find('/'); slash != std::string_view::npos) end.remove_prefix(slash + 1);
    if (main_ != kNone) {  // told together with the main happening
      const std::optional<CivilDay> day = ParseIsoDay(end), main = ParseIsoDay(r_.event_date[main_]);
      if (when == r_.event_date[main_] || (day && main && std::abs(DayNumber(*day) - DayNumber(*main)) <= kDays)) return false;
    }
    if (const std::optional<CivilDay> day = ParseIsoDay(end)) return DayNumber(*published) - DayNumber(*day) > kDays;
    if (end.find('W') != std::string_view::npos) return false;
    // A month or year ends before the published one.
    return (end.size() == 7 || end.size() == 4) && std::string_view(r_.meta.published).substr(0, end.size()) > end;
  }

  std::string FigureAsOf(Index i) const {
    std::string said = StatementDay(f_.figures[i]);
    return said.empty() ? PublishedAt(f_.figures[i].number.begin) : said;
  }

  // The day on which the figure was stated, where the text says it; else empty.
  std::string StatementDay(const extract::Figure& x) const {
    if (x.attribution != kNone) {
      const extract::Attribution& a = f_.attributions[x.attribution];
      for (size_t t = FirstTime(a.cue.begin); t < f_.times.size(); ++t) {
        const TimeExpr& time = f_.times[t];
        if (time.span.begin > a.content.begin && time.sentence > x.sentence) break;
        if (!NamesDay(time) || day_[t].empty()) continue;
        const bool between = a.cue.begin <= time.span.begin && time.span.end <= a.content.begin;
        const bool after = a.content.end <= a.cue.begin && a.cue.end <= time.span.begin && time.sentence == x.sentence;
        if (between || after) return day_[t];
      }
    }
    return "";
  }

  ResolvedReport& r_;
  const Findings& f_;
  Index main_ = kNone;
  std::vector<std::string> day_;  // parallel to the times: the days they name, empty where they name none
  std::vector<uint8_t> of_statement_;  // parallel to the times
};

// The text's own byline dates a report that came without a date; a last-update stamp only where there is nothing else.
void DateByByline(ResolvedReport& r) {
  if (!r.meta.published.empty()) return;
  for (const bool updated : {false, true}) {
    for (const extract::Byline& b : r.findings.bylines) {
      if (b.updated != updated || b.time == kNone || b.time >= r.findings.times.size()) continue;
      std::string value = TimeValue(r.findings.times[b.time], "");
      if (value.size() < 10) continue;  // a year or month is no publication date
      r.meta.published = std::move(value);
      r.meta.basis = updated ? ingest::DateBasis::kUpdated : ingest::DateBasis::kByline;
      return;
    }
  }
}

// What a person set stays set, however often the report is dated.
void KeepReviewed(ResolvedReport& r) {
  for (const Reviewed& x : r.reviews) {
    if (x.index == kNone) continue;
    for (const SlotValue& c : x.changes) {
      const std::string value = c.value.value_or("");
      if (x.object == "figure" && c.slot == "when") r.figure_when[x.index] = value;
      if (x.object == "figure" && c.slot == "as_of") r.figure_as_of[x.index] = value;
      if (x.object == "figure" && c.slot == "background") r.findings.figures[x.index].background = value == "true";
      if (x.object == "event" && c.slot == "date") r.event_date[x.index] = value;
    }
  }
}

}  // namespace

ResolvedReport Resolve(const ingest::Report& report, const text::Text& text, extract::Findings findings, const lexicon::Lexicon& lexicon) {
  ResolvedReport r;
  r.meta.id = report.id;
  r.meta.sha256 = report.sha256;
  r.meta.url = report.url;
  r.meta.outlet = report.outlet;
  r.meta.title = report.title;
  r.meta.author = report.author;
  r.meta.agency = report.agency;
  r.meta.modified = report.modified;
  r.meta.lang = text.lang;
  r.meta.paths = report.paths;
  r.meta.parts = report.parts;
  r.meta.published = report.published;
  r.meta.basis = report.basis;
  r.text = report.text;
  r.made_text = report.made_text;
  r.furniture = text.furniture;
  r.notes = report.notes;
  r.notes.insert(r.notes.end(), text.notes.begin(), text.notes.end());
  r.notes.insert(r.notes.end(), findings.notes.begin(), findings.notes.end());
  r.findings = std::move(findings);
  DateByByline(r);
  if (std::string day = UrlDay(r.meta.url); !day.empty()) {
    // A stamp that is much later than the address is the day on which the page was called up.
    const bool visit = r.meta.basis == ingest::DateBasis::kByline && r.meta.published.substr(0, 7) > day.substr(0, 7);
    if (r.meta.published.empty() || r.meta.basis == ingest::DateBasis::kUpdated || visit) r.meta.published = std::move(day), r.meta.basis = ingest::DateBasis::kUrl;
  }
  if (r.meta.basis == ingest::DateBasis::kUpdated) r.meta.not_after = r.meta.published.substr(0, 10);
  JoinEntities(lexicon, r);
  if (r.meta.outlet.empty()) {
    if (const Entity* outlet = r.EntityOf(r.findings.outlet_mention)) r.meta.outlet = outlet->name;
  }
  if (r.meta.agency.empty()) {
    for (Index m : r.findings.agencies) {
      if (const Entity* agency = r.EntityOf(m); agency && r.meta.agency.empty()) r.meta.agency = agency->name;
    }
  }
  Dater(r).Run();
  return r;
}

void Redate(ResolvedReport& report, const std::string& published) {
  report.meta.published = published;
  report.meta.basis = ingest::DateBasis::kInferred;
  Dater(report).Run();
  KeepReviewed(report);
}

void DateNear(ResolvedReport& report, const std::string& near) {
  report.meta.near = near;
  Dater(report).Run();
  KeepReviewed(report);
}

}  // namespace tawatur::resolve
