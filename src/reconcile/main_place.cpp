// Where a story happened: the place that most of its reports tell, the narrowest first. Entry point: FindMainPlace().
//
// A village that every report names, if only once, says more than the region that all of them repeat. A place counts more where
// it stands in the lead, where a happening is told of it and where its dead and wounded are counted.
#include <algorithm>
#include <map>
#include <set>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

double Specific(const Where& w) {
  if (w.wide) return 0;
  if (w.capital) return 0.35;            // most often its governorate is meant
  if (w.kind == "hospital") return 0.3;  // where the wounded are taken
  if (w.kind == "district") return 0.7;
  return w.id.find('~') != std::string::npos ? 0.8 : 1.0;
}

}  // namespace

MainPlace FindMainPlace(const View& v, const std::vector<Index>& reports) {
  struct Spot { Where where; Ref mention; double score = 0; size_t reports = 0; };
  std::map<std::string, Spot> spots;
  for (Index r : reports) {
    const resolve::ResolvedReport& report = v.At(r);
    const Layout& layout = v.LayoutAt(r);
    const extract::Findings& f = report.findings;
    struct Own { Index mention = kNone; bool lead = false, event = false, lead_event = false, figure = false; size_t times = 0; };
    std::map<std::string, Own> own;
    auto at = [&](Index mention) -> Own* {
      const resolve::Entity* e = EntityAt(report, mention);
      if (e == nullptr || IsWide(e->kind)) return nullptr;
      if (e->type != lexicon::EntityType::kPlace && e->type != lexicon::EntityType::kFacility) return nullptr;
      Own& o = own[e->id];
      if (o.mention == kNone) o.mention = mention;
      return &o;
    };
    for (Index i = 0; i < f.mentions.size(); ++i) {
      const extract::Mention& m = f.mentions[i];
      if (m.adjective || layout.Aside(m.span.begin)) continue;
      if (Own* o = at(i)) ++o->times, o->lead |= layout.Lead(m.span.begin);
    }
    for (const extract::Event& e : f.events) {
      if (e.background || (e.status != extract::EventStatus::kHappened && e.status != extract::EventStatus::kAttempted)) continue;
      if (InfoOf(e.event_class).weight < 5 || layout.Aside(e.trigger.begin)) continue;
      if (Own* o = at(e.place)) o->event = true, o->lead_event |= layout.Lead(e.trigger.begin);
    }
    for (const extract::Figure& g : f.figures) {
      if (g.background || (g.kind != extract::FigureKind::kKilled && g.kind != extract::FigureKind::kInjured) || layout.Aside(g.number.begin)) continue;
      if (Own* o = at(g.place)) o->figure = true;
    }
    for (auto& [id, o] : own) {
      Spot& s = spots[id];
      if (s.reports++ == 0) s.where = WhereOf(v, report, o.mention), s.mention = {r, o.mention};
      s.score += 1 + 0.1 * static_cast<double>(std::min<size_t>(o.times, 5)) + (o.lead ? 0.8 : 0) + (o.event ? 1 : 0) + (o.lead_event ? 1.2 : 0) + (o.figure ? 1.8 : 0);
    }
  }
  MainPlace best;
  for (auto& [id, s] : spots) {
    const double score = s.score * Specific(s.where);
    if (score > best.score) best = {s.where, s.mention, score, s.reports};
  }
  return best;
}

}  // namespace tawatur::reconcile
