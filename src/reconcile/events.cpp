// Clusters of mentions -> the happenings of a story, and which of them is the main one. Entry points: MergeEvents(), MainEvent().
#include <algorithm>
#include <map>
#include <set>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

using extract::EventStatus;

// How much one mention tells.
int Told(const View& v, Ref ref) {
  const resolve::ResolvedReport& r = v.At(ref.report);
  const extract::Event& e = v.EventAt(ref);
  const bool dated = ref.index < r.event_date.size() && !r.event_date[ref.index].empty();
  return InfoOf(e.event_class).weight * 2 + (dated ? 5 : 0) + (EntityAt(r, e.place) != nullptr ? 4 : 0) +
         static_cast<int>(std::min<size_t>(e.actors.size(), 3)) * 2 + (e.means.empty() ? 0 : 1) - (e.background ? 6 : 0);
}

struct Vote {
  int weight = 0;
  std::set<Index> reports;
  std::vector<Evidence> evidence;
};

// Most reports, then most mentions, then the smaller value.
template <class Map>
typename Map::const_iterator Winner(const Map& votes) {
  return std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    if (a.second.reports.size() != b.second.reports.size()) return a.second.reports.size() < b.second.reports.size();
    if (a.second.weight != b.second.weight) return a.second.weight < b.second.weight;
    return a.first > b.first;
  });
}

void FillDate(const View& v, StoryEvent& e) {
  std::map<std::string, Vote> exact, wide;
  for (Ref m : e.mentions) {
    const resolve::ResolvedReport& r = v.At(m.report);
    const Days d = DaysOfMention(v, m);
    if (!d.known) continue;
    Vote& vote = d.Exact() ? exact[IsoDay(d.from)] : wide[IsoDay(d.from) + "/" + IsoDay(d.to)];
    // A day that the sentence itself states weighs more than one taken over from elsewhere; a calendar date more than a weekday.
    const extract::Event& x = v.EventAt(m);
    int weight = 1;
    if (x.when != kNone) {
      weight = r.findings.times[x.when].from.day > 0 ? 4 : 2;
      vote.reports.insert(m.report);
    }
    vote.weight += weight;
    AddEvidence(vote.evidence, At(m.report, x.when != kNone ? Join(x.trigger, r.findings.times[x.when].span) : x.evidence));
  }
  if (!exact.empty()) {
    e.date = Winner(exact)->first;
    e.date_prec = 1;
    if (exact.size() > 1) {
      EventConflict c{"date", {}, {}};
      for (auto& [day, vote] : exact) {
        c.values.push_back(day);
        for (const Evidence& x : vote.evidence) AddEvidence(c.evidence, x);
      }
      e.conflicts.push_back(std::move(c));
    }
  } else if (!wide.empty()) {
    // The narrowest range that is told, then the earliest.
    const std::string* best = nullptr;
    for (auto& [range, vote] : wide) {
      if (best == nullptr || DaysOf(range).Length() < DaysOf(*best).Length()) best = &range;
    }
    const Days d = DaysOf(*best);
    e.date = IsoDay(d.from), e.date_end = IsoDay(d.to), e.date_prec = UcdpDatePrec(d);
  }
}

void FillPlace(const View& v, StoryEvent& e) {
  struct Spot { Where where; Slot slot; int weight = 0; std::set<Index> reports; Evidence evidence; };
  std::map<std::string, Spot> spots;
  for (Ref m : e.mentions) {
    const resolve::ResolvedReport& r = v.At(m.report);
    const extract::Event& x = v.EventAt(m);
    const Index place = SpotOfEvent(v, m);
    Where w = WhereOf(v, r, place);
    if (!w.Known()) continue;
    Spot& s = spots[w.id];
    if (!s.where.Known()) s.slot = SlotOf(r, place), s.where = w, s.evidence = At(m.report, x.evidence);
    ++s.weight;
    s.reports.insert(m.report);
  }
  const Spot* best = nullptr;
  double best_score = 0;
  for (auto& [id, s] : spots) {
    // Names inside a wider one speak for both; the narrower is told when it is told about as often.
    double score = (s.where.wide ? 0.3 : 1.0) * (2.0 * static_cast<double>(s.reports.size()) + s.weight);
    for (auto& [other, t] : spots) {
      if (other != id && FitOf(s.where, t.where) == PlaceFit::kInside) score += 0.3 * t.weight;
    }
    if (s.where.has_point) score += 0.5;
    if (best == nullptr || score > best_score) best = &s, best_score = score;
  }
  if (best == nullptr) return;
  e.place = best->slot;
  e.where_prec = WherePrec(best->where);
  if (!e.place.has_point && v.lexicon != nullptr) {  // a point of what contains it is better than none; the precision says so
    for (const std::string& up : best->where.chain) {
      const int64_t i = v.lexicon->EntityById(up);
      if (i < 0 || !v.lexicon->EntityAt(i).has_point || IsWide(v.lexicon->EntityAt(i).kind)) continue;
      e.place.has_point = true, e.place.lat = v.lexicon->EntityAt(i).lat, e.place.lon = v.lexicon->EntityAt(i).lon;
      e.where_prec = 2;
      break;
    }
  }
  EventConflict c{"place", {}, {}};
  for (auto& [id, s] : spots) {
    if (&s == best || FitOf(s.where, best->where) != PlaceFit::kApart || s.where.wide) continue;
    c.values.push_back(s.slot.name.empty() ? s.slot.text : s.slot.name);
    AddEvidence(c.evidence, s.evidence);
  }
  if (!c.values.empty()) {
    c.values.push_back(best->slot.name.empty() ? best->slot.text : best->slot.name);
    AddEvidence(c.evidence, best->evidence);
    std::sort(c.values.begin(), c.values.end());
    e.conflicts.push_back(std::move(c));
  }
}

void FillActors(const View& v, StoryEvent& e) {
  struct Seen { StoryEvent::Who who; std::string root; std::set<Index> reports; Evidence evidence; };
  std::vector<Seen> seen;
  for (Ref m : e.mentions) {
    const resolve::ResolvedReport& r = v.At(m.report);
    const extract::Event& x = v.EventAt(m);
    for (const extract::Actor& a : x.actors) {
      if (DeniedActor(v, m, a)) continue;
      Slot slot = SlotOf(r, a.mention);
      if (slot.Empty()) slot.text = std::string(Slice(r.text, a.span));
      if (slot.Empty()) continue;
      const std::string root = slot.id.empty() ? slot.text : slot.id;
      auto it = std::find_if(seen.begin(), seen.end(), [&](const Seen& s) { return s.who.role == a.role && s.root == root; });
      if (it == seen.end()) it = seen.insert(seen.end(), {{std::string(a.role), slot}, root, {}, At(m.report, x.evidence)});
      it->reports.insert(m.report);
    }
  }
  std::stable_sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) { return a.reports.size() > b.reports.size(); });
  EventConflict c{"actor", {}, {}};
  std::vector<std::string> ids;
  for (const Seen& s : seen) {
    e.actors.push_back(s.who);
    if (s.who.role == "attacker" && !s.who.slot.id.empty()) {
      c.values.push_back(s.who.slot.name.empty() ? s.who.slot.text : s.who.slot.name);
      ids.push_back(s.who.slot.id);
      AddEvidence(c.evidence, s.evidence);
    }
  }
  // Two attackers named by different reports only: the reports differ. Named side by side they are allies or both sides of a clash.
  auto only = [&](const std::string& name) {
    for (const Seen& s : seen) {
      if (s.who.role == "attacker" && (s.who.slot.name == name || s.who.slot.text == name)) return s.reports;
    }
    return std::set<Index>();
  };
  if (c.values.size() == 2 && e.event_class != "armed_clash" && !OneSide(v, ids[0], ids[1])) {
    const auto a = only(c.values[0]), b = only(c.values[1]);
    if (std::none_of(a.begin(), a.end(), [&](Index r) { return b.contains(r); })) e.conflicts.push_back(std::move(c));
  }
}

}  // namespace

bool DeniedActor(const View& v, Ref event, const extract::Actor& actor) {
  if (actor.role != "attacker") return false;
  const extract::Event& e = v.EventAt(event);
  const std::vector<extract::Claim>& claims = v.At(event.report).findings.claims;
  return std::any_of(claims.begin(), claims.end(), [&](const extract::Claim& c) {
    return c.type == extract::ClaimType::kDenial && c.sentence <= e.sentence && c.content.Contains(e.trigger) && c.content.Contains(actor.span);
  });
}

std::vector<StoryEvent> MergeEvents(const View& v, const Group& group) {
  std::vector<StoryEvent> out;
  for (std::vector<Ref>& refs : SameEvents(v, group)) {
    StoryEvent e;
    std::stable_sort(refs.begin(), refs.end(), [&](Ref a, Ref b) {
      if (a.report != b.report) return Before(v.At(a.report), v.At(b.report));
      return v.EventAt(a).trigger < v.EventAt(b).trigger;
    });
    e.mentions = refs;
    e.id = EventId(v.At(refs.front().report), refs.front().index);
    e.main = *std::max_element(refs.begin(), refs.end(), [&](Ref a, Ref b) { return Told(v, a) < Told(v, b); });
    const extract::Event& main = v.EventAt(e.main);
    // The class most reports use; among equals the heavier (a prison attack is also told as a clash).
    std::map<std::string, Vote> classes;
    size_t background = 0;
    for (Ref m : refs) {
      const extract::Event& x = v.EventAt(m);
      Vote& vote = classes[std::string(x.event_class)];
      vote.weight += InfoOf(x.event_class).weight;
      vote.reports.insert(m.report);
      background += x.background || LongAgo(v, group, m);
      if (e.means.empty()) e.means = x.means;
      AddEvidence(e.evidence, At(m.report, x.evidence));
    }
    e.event_class = main.event_class;
    if (!classes.empty() && InfoOf(main.event_class).weight < InfoOf(Winner(classes)->first).weight) e.event_class = Winner(classes)->first;
    const EventCodes codes = CodesOf(e.event_class);
    e.event_type = codes.event_type, e.sub_event_type = codes.sub_event_type, e.plover = codes.plover;
    e.status = main.status;
    e.background = background * 2 > refs.size();
    FillDate(v, e);
    FillPlace(v, e);
    FillActors(v, e);
    for (Ref m : refs) {
      for (Index i : v.FactsAt(m.report).figures[m.index]) e.figures.push_back({m.report, i});
    }
    out.push_back(std::move(e));
  }
  std::stable_sort(out.begin(), out.end(), [](const StoryEvent& a, const StoryEvent& b) {
    if (a.date.empty() != b.date.empty()) return b.date.empty();
    return a.date != b.date ? a.date < b.date : a.id < b.id;
  });
  return out;
}

Where PlaceOfEvent(const View& v, const StoryEvent& e) {
  for (Ref m : e.mentions) {
    Where w = WhereOf(v, v.At(m.report), SpotOfEvent(v, m));
    if (w.id == e.place.id) return w;
  }
  return {};
}

Index MainEvent(const View& v, const std::vector<StoryEvent>& events, const MainPlace& place) {
  Index best = kNone;
  double best_score = -1;
  for (Index i = 0; i < events.size(); ++i) {
    const StoryEvent& e = events[i];
    std::set<Index> reports, lead;
    for (Ref m : e.mentions) {
      reports.insert(m.report);
      if (v.LayoutAt(m.report).Lead(v.EventAt(m).trigger.begin)) lead.insert(m.report);
    }
    bool dead = false, hurt = false;
    for (Ref f : e.figures) {
      const extract::Figure& g = v.FigureAt(f);
      if (g.background) continue;
      dead |= g.kind == extract::FigureKind::kKilled;
      hurt |= g.kind == extract::FigureKind::kInjured || g.kind == extract::FigureKind::kCasualties;
    }
    double score = 3.0 * static_cast<double>(reports.size()) + 1.5 * static_cast<double>(lead.size()) +
                   std::min(6.0, static_cast<double>(e.mentions.size())) + InfoOf(e.event_class).weight + (dead ? 3 : 0) + (hurt ? 1.5 : 0);
    // Where the story happened, its main happening did.
    const Where where = PlaceOfEvent(v, e);
    const PlaceFit fit = FitOf(where, place.where);
    if (fit == PlaceFit::kSame) score *= 1.5;
    if (fit == PlaceFit::kApart) score *= 0.6;
    if (e.background) score *= 0.3;
    if (e.status != EventStatus::kHappened && e.status != EventStatus::kAttempted) score *= 0.2;
    if (score > best_score) best_score = score, best = i;
  }
  return best;
}

}  // namespace tawatur::reconcile
