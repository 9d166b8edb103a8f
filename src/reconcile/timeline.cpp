// What happened and what was said, as two lanes in order of time. Entry point: MakeTimeline().
#include <algorithm>
#include <utility>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

// The number in Arabic and in English; empty where the words give none.
std::pair<std::string, std::string> Number(const SeriesPoint& p) {
  if (!p.low && !p.high) return {};
  const std::string n = std::to_string(p.low ? *p.low : *p.high);
  if (p.low && p.high) {
    if (*p.low == *p.high) return {n, n};
    const Wording range = WordingOf("range");
    const std::string high = std::to_string(*p.high);
    return {Fill(range.ar, n, high), Fill(range.en, n, high)};
  }
  const Wording bound = WordingOf(p.low ? "at_least" : "at_most");
  return {Fill(bound.ar, n), Fill(bound.en, n)};
}

// Who is counted, behind the kind: ", soldiers (the army)"; plain people need no word.
std::string Counted(std::string_view kind, std::string_view population, bool arabic) {
  const Wording all = WordingOf("category.all"), comma = WordingOf("comma");
  const std::string_view people = arabic ? all.ar : all.en;
  if (population.empty() || population == kind) return {};
  if (population.starts_with(people)) return std::string(population.substr(people.size()));
  return std::string(arabic ? comma.ar : comma.en) + " " + std::string(population);
}

// ", according to the ministry"; nothing where nobody is named.
void Append(std::string& ar, std::string& en, std::string_view key, const std::string& name_ar, const std::string& name_en) {
  const Wording comma = WordingOf("comma"), word = WordingOf(key);
  if (!name_ar.empty()) ar.append(comma.ar).append(" ").append(word.ar).append(" ").append(name_ar);
  if (!name_en.empty()) en.append(comma.en).append(" ").append(word.en).append(" ").append(name_en);
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
    if (!ar.empty()) t.what_ar.append(WordingOf("comma").ar).append(" ").append(ar);
    out.push_back(std::move(t));
  }
  for (const FigureSeries& s : story.figures) {
    if (s.background) continue;
    for (const SeriesPoint& p : s.points) {
      const auto [n_ar, n_en] = Number(p);
      if (n_en.empty()) continue;
      const Wording kind = WordingOf(std::string("kind.") + std::string(KindSymbol(s.kind)));
      const Days d = DaysOf(p.as_of);
      TimelineEntry t{"said", d.known ? IsoDay(d.from) : std::string(), UcdpDatePrec(d), {}, {}, {}, p.evidence};
      // The number stands last: in Arabic the noun after it would have to agree with it.
      t.what = std::string(kind.en) + Counted(kind.en, s.population, false) + ": " + n_en;
      t.what_ar = std::string(kind.ar) + Counted(kind.ar, s.population_ar, true) + ": " + n_ar;
      const std::string ar = NeutralName(v, p.speaker, false), en = NeutralName(v, p.speaker, true);
      const bool denied = p.status == extract::FigureStatus::kDenied || p.status == extract::FigureStatus::kClaimedFalse;
      if (denied && en.empty()) {
        t.what_ar.append(WordingOf("comma").ar).append(" ").append(WordingOf("denied").ar);
        t.what.append(WordingOf("comma").en).append(" ").append(WordingOf("denied").en);
      }
      Append(t.what_ar, t.what, denied ? "denied_by" : "by", ar, en);
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
    const Slot target = SlotOf(r, claim.target);
    Append(t.what_ar, t.what, "about", NeutralName(v, target, false), NeutralName(v, target, true));
    out.push_back(std::move(t));
  }
  std::erase_if(out, [](const TimelineEntry& t) { return t.evidence.empty(); });
  std::stable_sort(out.begin(), out.end(), [](const TimelineEntry& a, const TimelineEntry& b) {
    if (a.date.empty() != b.date.empty()) return b.date.empty();
    return a.date < b.date;
  });
}

}  // namespace tawatur::reconcile
