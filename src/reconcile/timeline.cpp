// What happened and what was said, as two lanes in order of time. Entry point: MakeTimeline().
#include <algorithm>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

std::string Number(const SeriesPoint& p) {
  if (!p.low && !p.high) return {};
  if (p.low && p.high && *p.low != *p.high) return std::to_string(*p.low) + "-" + std::to_string(*p.high);
  const std::string n = std::to_string(p.low ? *p.low : *p.high);
  return !p.high ? n + "+" : !p.low ? "<=" + n : n;
}

// What was said is worth a line when it takes a side or looks ahead; assessments fill pages.
bool Telling(extract::ClaimType t) {
  using extract::ClaimType;
  return t == ClaimType::kAccusation || t == ClaimType::kDenial || t == ClaimType::kResponsibility || t == ClaimType::kAcknowledgement ||
         t == ClaimType::kNoComment || t == ClaimType::kCondemnation || t == ClaimType::kThreat || t == ClaimType::kPledge ||
         t == ClaimType::kDemand || t == ClaimType::kWarning;
}

}  // namespace

void MakeTimeline(const View& v, Story& story) {
  std::vector<TimelineEntry>& out = story.timeline;
  for (Index i = 0; i < story.events.size(); ++i) {
    const StoryEvent& e = story.events[i];
    if (e.status == extract::EventStatus::kPlanned || e.status == extract::EventStatus::kDenied) continue;
    if (e.date.empty() && i != story.event && e.background) continue;
    const ClassInfo info = InfoOf(e.event_class);
    TimelineEntry t{"happened", e.date, e.date_prec, std::string(info.label_en), std::string(info.label_ar), e.id, e.evidence};
    const std::string en = NeutralName(v, e.place, true), ar = NeutralName(v, e.place, false);
    if (!en.empty()) t.what += ", " + en;
    if (!ar.empty()) t.what_ar += " - " + ar;
    out.push_back(std::move(t));
  }
  for (const FigureSeries& s : story.figures) {
    if (s.background) continue;
    for (const SeriesPoint& p : s.points) {
      const std::string n = Number(p);
      if (n.empty()) continue;
      const Wording kind = WordingOf(std::string("kind.") + std::string(KindSymbol(s.kind)));
      const Days d = DaysOf(p.as_of);
      TimelineEntry t{"said", d.known ? IsoDay(d.from) : std::string(), UcdpDatePrec(d), {}, {}, {}, p.evidence};
      t.what = std::string(kind.en) + ": " + n + " " + s.population;
      t.what_ar = std::string(kind.ar) + ": " + n + " " + s.population_ar;
      const std::string en = NeutralName(v, p.speaker, true), ar = NeutralName(v, p.speaker, false);
      if (!en.empty()) t.what += " (" + en + ")";
      if (!ar.empty()) t.what_ar += " (" + ar + ")";
      t.ref = FigureId(v.At(p.figures.front().report), p.figures.front().index);
      out.push_back(std::move(t));
    }
  }
  for (const StoryClaim& c : story.claims) {
    const extract::Claim& claim = v.ClaimAt(c.claim);
    if (!Telling(claim.type)) continue;
    const resolve::ResolvedReport& r = v.At(c.claim.report);
    const Wording type = WordingOf(std::string("claim.") + std::string(ClaimSymbol(claim.type)));
    const Days d = DaysOf(r.meta.published);
    TimelineEntry t{"said", d.known ? IsoDay(d.from) : std::string(), UcdpDatePrec(d), std::string(type.en), std::string(type.ar),
                    ClaimId(r, c.claim.index), c.evidence};
    const std::string en = NeutralName(v, SlotOf(r, claim.speaker), true), ar = NeutralName(v, SlotOf(r, claim.speaker), false);
    if (!en.empty()) t.what += ": " + en;
    if (!ar.empty()) t.what_ar += ": " + ar;
    out.push_back(std::move(t));
  }
  std::erase_if(out, [](const TimelineEntry& t) { return t.evidence.empty(); });
  std::stable_sort(out.begin(), out.end(), [](const TimelineEntry& a, const TimelineEntry& b) {
    if (a.date.empty() != b.date.empty()) return b.date.empty();
    return a.date < b.date;
  });
}

}  // namespace tawatur::reconcile
