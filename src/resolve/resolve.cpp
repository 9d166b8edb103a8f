// Findings -> ResolvedReport: names joined, times on the calendar, open dates filled where the text plainly gives them.
// Entry points: Resolve(), Redate().
#include "resolve/resolve.h"

#include <algorithm>
#include <string_view>

#include "resolve/entities.h"
#include "resolve/time.h"

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
      r_.time_value[i] = TimeValue(f_.times[i], r_.meta.published);
      day_[i] = DayValue(f_.times[i], r_.meta.published);
    }
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
  // The time of a statement ("a'lana, al-jum'a, ...") is no time of what is stated.
  bool StatementTime(const TimeExpr& t) const {
    for (const extract::Attribution& a : f_.attributions) {
      if (a.cue.begin <= t.span.begin && t.span.end <= a.content.begin && t.span.begin < a.content.begin) return true;
    }
    return false;
  }

  // Nearest dated time before `at` in its sentence; empty if none.
  std::string NearestEarlier(uint32_t sentence, uint32_t at) const {
    for (size_t i = f_.times.size(); i-- > 0;) {
      const TimeExpr& t = f_.times[i];
      if (t.sentence != sentence || t.span.end > at || !NamesDay(t) || day_[i].empty()) continue;
      if (StatementTime(t)) continue;
      return day_[i];
    }
    return "";
  }

  std::string EventDate(Index i) const {
    const extract::Event& e = f_.events[i];
    if (e.when != kNone) return day_[e.when];
    return NearestEarlier(e.sentence, e.trigger.begin);
  }

  // The first event that is reported and dated.
  Index MainEvent() const {
    for (Index i = 0; i < f_.events.size(); ++i) {
      const extract::Event& e = f_.events[i];
      if (!e.background && e.status == extract::EventStatus::kHappened && !r_.event_date[i].empty()) return i;
    }
    return kNone;
  }

  std::string FigureWhen(Index i) const {
    const extract::Figure& x = f_.figures[i];
    if (x.when != kNone) return day_[x.when];
    if (x.event != kNone && !r_.event_date[x.event].empty()) return r_.event_date[x.event];
    if (const std::string near = NearestEarlier(x.sentence, x.number.begin); !near.empty()) return near;
    // Another mention of the main event: the same class, not an earlier one.
    if (main_ != kNone && x.event != kNone && !x.background && !f_.events[x.event].background &&
        f_.events[x.event].event_class == f_.events[main_].event_class && f_.events[x.event].place == kNone) {
      return r_.event_date[main_];
    }
    return "";
  }

  std::string FigureAsOf(Index i) const {
    const extract::Figure& x = f_.figures[i];
    if (x.attribution != kNone) {
      const extract::Attribution& a = f_.attributions[x.attribution];
      for (size_t t = 0; t < f_.times.size(); ++t) {
        const TimeExpr& time = f_.times[t];
        if (!NamesDay(time) || day_[t].empty()) continue;
        const bool between = a.cue.begin <= time.span.begin && time.span.end <= a.content.begin;
        const bool after = a.content.end <= a.cue.begin && a.cue.end <= time.span.begin && time.sentence == x.sentence;
        if (between || after) return day_[t];
      }
    }
    return r_.meta.published;
  }

  ResolvedReport& r_;
  const Findings& f_;
  Index main_ = kNone;
  std::vector<std::string> day_;  // parallel to the times: the days they name, empty where they name none
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

}  // namespace

ResolvedReport Resolve(const ingest::Report& report, const text::Text& text, extract::Findings findings, const lexicon::Lexicon& lexicon) {
  ResolvedReport r;
  r.meta.id = report.id;
  r.meta.sha256 = report.sha256;
  r.meta.url = report.url;
  r.meta.outlet = report.outlet;
  r.meta.title = report.title;
  r.meta.lang = text.lang;
  r.meta.paths = report.paths;
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
  if (r.meta.basis == ingest::DateBasis::kUpdated) r.meta.not_after = r.meta.published.substr(0, 10);
  JoinEntities(lexicon, r);
  if (r.meta.outlet.empty()) {
    if (const Entity* outlet = r.EntityOf(r.findings.outlet_mention)) r.meta.outlet = outlet->name;
  }
  Dater(r).Run();
  return r;
}

void Redate(ResolvedReport& report, const std::string& published) {
  report.meta.published = published;
  report.meta.basis = ingest::DateBasis::kInferred;
  Dater(report).Run();
}

}  // namespace tawatur::resolve
