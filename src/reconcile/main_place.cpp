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

constexpr double kLent = 0.6;   // of what reports tell of the town
constexpr double kFirst = 0.6;  // the first happening that a report tells
constexpr double kHome = 0.2;   // of a place that only says where somebody comes from

double Specific(const Where& w) {
  if (w.wide) return 0;
  if (w.capital) return 0.35;            // most often its governorate is meant
  if (w.kind == "hospital") return 0.3;  // where the wounded are taken
  if (w.kind == "district") return 0.7;
  if (w.kind == "city") return 0.9;  // its name is its district's too
  if (w.id.starts_with("facility~")) return 0.6;  // "a water station": any
  return w.id.find('~') != std::string::npos ? 0.95 : 1.0;
}

}  // namespace

MainPlace FindMainPlace(const View& v, const std::vector<Index>& reports) {
  struct Spot { Where where; Ref mention; std::map<Index, double> told; std::map<std::string, int> inside; };  // told: score, by report
  std::map<std::string, Spot> spots;
  for (Index r : reports) {
    const resolve::ResolvedReport& report = v.At(r);
    const Layout& layout = v.LayoutAt(r);
    const extract::Findings& f = report.findings;
    struct Own { Index mention = kNone; bool lead = false, event = false, lead_event = false, figure = false, first = false, here = false; size_t times = 0; };
    std::map<std::string, Own> own;
    auto at = [&](Index mention) -> Own* {
      const resolve::Entity* e = EntityAt(report, mention);
      if (e == nullptr || IsWide(e->kind)) return nullptr;
      if (e->type != lexicon::EntityType::kPlace && e->type != lexicon::EntityType::kFacility) return nullptr;
      Own& o = own[e->id];
      if (o.mention == kNone || IsPart(report, o.mention)) o.mention = mention;
      return &o;
    };
    for (Index i = 0; i < f.mentions.size(); ++i) {
      const extract::Mention& m = f.mentions[i];
      if (m.adjective || layout.Aside(m.span.begin)) continue;
      const Index spot = SpotOf(report, i);
      Own* o = at(i);
      if (o == nullptr) continue;
      o->here |= m.rule != "origin";
      if (spot == i) ++o->times, o->lead |= layout.Lead(m.span.begin);
      else ++spots[EntityAt(report, i)->id].inside[EntityAt(report, spot)->id];
    }
    bool told = false;
    for (const extract::Event& e : f.events) {
      if (e.background || (e.status != extract::EventStatus::kHappened && e.status != extract::EventStatus::kAttempted)) continue;
      if (InfoOf(e.event_class).weight < kWeighty || layout.Aside(e.trigger.begin)) continue;
      if (Own* o = at(SpotOf(report, e.place))) {
        o->event = true, o->lead_event |= layout.Lead(e.trigger.begin);
        if (!told) o->first = true;
        told = true;
      }
    }
    for (const extract::Figure& g : f.figures) {
      if (g.background || (g.kind != extract::FigureKind::kKilled && g.kind != extract::FigureKind::kInjured) || layout.Aside(g.number.begin)) continue;
      if (Own* o = at(SpotOf(report, g.place))) o->figure = true;
    }
    for (auto& [id, o] : own) {
      Spot& s = spots[id];
      if (!s.where.Known() || (s.where.capital && !IsPart(report, o.mention))) {
        s.where = WhereOf(v, report, o.mention), s.mention = {r, o.mention};
        s.where.capital |= IsPart(report, o.mention) && BearsGovernorate(v, s.where.id);
      }
      s.told[r] += o.here ? 1 + 0.1 * static_cast<double>(std::min<size_t>(o.times, 5)) + (o.lead ? 0.8 : 0) + (o.event ? 1 : 0) + (o.lead_event ? 1.2 : 0) + (o.figure ? 1.8 : 0) + (o.first ? kFirst : 0) : kHome;
    }
  }
  // Where some reports say that the spot lies in a town, the others that tell the town alone tell the same, less closely.
  for (auto& [id, s] : spots) {
    const auto inner = std::max_element(s.inside.begin(), s.inside.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (inner == s.inside.end()) continue;
    const auto spot = spots.find(inner->first);
    if (spot == spots.end()) continue;
    for (auto& [report, score] : s.told) {
      if (!spot->second.told.contains(report)) spot->second.told[report] = kLent * score;
    }
  }
  MainPlace best;
  for (auto& [id, s] : spots) {
    if (!s.where.Known()) continue;
    double score = 0;
    for (auto& [report, x] : s.told) score += x;
    score *= Specific(s.where);
    if (score > best.score) best = {s.where, s.mention, score};
  }
  return best;
}

}  // namespace tawatur::reconcile
