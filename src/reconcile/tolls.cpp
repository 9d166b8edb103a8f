// Series of one happening -> low, best, high by a named rule, all people and each status apart. Entry point: TollOf().
//
// The rules stand in docs/tolls.md. Whatever the rule: background and planned counts never enter, a count that a later one
// replaced never enters, vague words never become numbers, and a party's count of its enemy's dead is used only where there is no other.
#include <algorithm>
#include <map>
#include <set>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

using extract::Category;

struct Value {
  int64_t low = 0, high = 0, best = 0;
  std::string as_of, origin;
  bool distrusted = false, named = false, open = false;  // open: a lower bound only
  std::vector<Evidence> evidence;
};

bool Armed(Category c) { return c == Category::kCombatant || c == Category::kSoldier || c == Category::kPolice || c == Category::kSecurityForces; }
bool Unarmed(Category c) {
  return c == Category::kChild || c == Category::kWoman || c == Category::kMan || c == Category::kElderly || c == Category::kJournalist ||
         c == Category::kMedic || c == Category::kWorker || c == Category::kStudent || c == Category::kRefugee || c == Category::kProtester;
}

std::vector<Value> ValuesOf(const View& v, const FigureSeries& s) {
  std::vector<Value> values;
  for (const SeriesPoint& p : s.points) {
    if (!p.low && !p.high) continue;
    bool asserted = false, distrusted = false;
    for (Ref f : p.figures) {
      const extract::Figure& g = v.FigureAt(f);
      // A total over weeks or years is no toll of one happening.
      const Days when = f.index < v.At(f.report).figure_when.size() ? DaysOf(v.At(f.report).figure_when[f.index]) : Days{};
      asserted |= g.status == extract::FigureStatus::kAsserted && !(when.known && when.Length() > 14);
      const std::string side = SideOf(v, f);
      const bool enemy = !side.empty() && !p.speaker.id.empty() && side != p.origin;
      distrusted |= p.speaker_kind == extract::SpeakerKind::kParty && enemy && Armed(g.category);
    }
    if (!asserted) continue;
    const int64_t low = p.low ? *p.low : *p.high, high = p.high ? *p.high : *p.low;
    values.push_back({low, high, low, p.as_of.substr(0, 10), p.origin, distrusted, !p.speaker.id.empty(), !p.high, p.evidence});
  }
  if (std::any_of(values.begin(), values.end(), [](const Value& x) { return !x.distrusted; })) {
    std::erase_if(values, [](const Value& x) { return x.distrusted; });
  }
  // What its own speaker replaced later, and what nobody in particular said before a higher count, is history; "at least six"
  // holds where somebody counts eighty-nine, and bounds nothing any more.
  const std::vector<Value> all = values;
  std::erase_if(values, [&](const Value& x) {
    return std::any_of(all.begin(), all.end(), [&](const Value& y) {
      if (x.open && &x != &y && x.as_of <= y.as_of && (y.low > x.low || (y.low == x.low && !y.open))) return true;
      return !x.as_of.empty() && x.as_of < y.as_of && ((x.named && x.origin == y.origin) || (!x.named && y.low >= x.low));
    });
  });
  if (s.status == "grew" || s.status == "revised_down") {  // what a later count replaced is history
    std::string last;
    for (const Value& x : values) last = std::max(last, x.as_of);
    std::erase_if(values, [&](const Value& x) { return x.as_of != last; });
    if (s.status == "grew" && !values.empty()) {
      int64_t most = 0;
      for (const Value& x : values) most = std::max(most, x.low);
      std::erase_if(values, [&](const Value& x) { return x.low < most; });
    }
  }
  return values;
}

// A count that no happening claims, or one of a happening that may be the main one under another word, belongs to the main one;
// what is told of another place does not.
bool OfMain(const View& v, const Story& story, const FigureSeries& s) {
  if (story.event == kNone) return true;
  const StoryEvent& main = story.events[story.event];
  if (s.event == kNone) {
    bool placed = false, here = false;
    for (const SeriesPoint& p : s.points) {
      for (Ref f : p.figures) {
        const Where w = WhereOf(v, v.At(f.report), v.FigureAt(f).place);
        if (!w.Known() || w.wide || w.capital || main.place.id.empty()) continue;
        placed = true;
        here |= w.id == main.place.id || std::find(w.chain.begin(), w.chain.end(), main.place.id) != w.chain.end() ||
                (w.has_point && main.place.has_point && Kilometres(w.lat, w.lon, main.place.lat, main.place.lon) <= 15);
      }
    }
    return !placed || here;
  }
  const StoryEvent& e = story.events[s.event];
  if (e.background || e.status != main.status || !ClassesFit(e.event_class, main.event_class)) return false;
  const Days a = DaysOf(e.date), b = DaysOf(main.date);
  if (a.known && b.known && Gap(a, b) > 0) return false;
  if (e.place.id.empty() || e.place.id == main.place.id) return true;
  const Where w = PlaceOfEvent(v, e);
  return w.wide || w.capital || std::find(w.chain.begin(), w.chain.end(), main.place.id) != w.chain.end();
}

// Does every statement of the series speak of a whole region, or sum up more than one happening? A nameless part is no narrower count.
bool Broad(const View& v, const FigureSeries& s) {
  bool broad = true;
  for (const SeriesPoint& p : s.points) {
    for (Ref f : p.figures) {
      const extract::Figure& g = v.FigureAt(f);
      broad &= g.cumulative || (g.part_of != kNone && g.category == Category::kNone && g.affiliation == kNone) || WhereOf(v, v.At(f.report), g.place).wide;
    }
  }
  return broad;
}

// Where no count is tied to the main happening: what is told of its place and day under any other word.
bool OfMainPlace(const View& v, const Story& story, const FigureSeries& s) {
  if (s.event == kNone || story.event == kNone || Broad(v, s)) return false;
  const StoryEvent &e = story.events[s.event], &main = story.events[story.event];
  const Days a = DaysOf(e.date), b = DaysOf(main.date);
  if (e.background || e.status != main.status || (a.known && b.known && Gap(a, b) > 1)) return false;
  if (e.place.id.empty() || main.place.id.empty() || e.place.id == main.place.id) return true;
  const Where w = PlaceOfEvent(v, e);
  return w.wide || w.capital || std::find(w.chain.begin(), w.chain.end(), main.place.id) != w.chain.end();
}

// The number most origins state; among equals the lowest.
int64_t Majority(const std::vector<Value>& values) {
  std::map<int64_t, std::set<std::string>> votes;
  for (const Value& x : values) votes[x.best].insert(x.origin);
  int64_t best = 0;
  size_t most = 0;
  for (auto& [n, who] : votes) {
    if (who.size() > most) most = who.size(), best = n;
  }
  return best;
}

Toll ByRule(const std::vector<Value>& values, const std::string& rule) {
  Toll t;
  t.rule = rule;
  if (values.empty()) return t;
  t.low = values[0].low, t.high = values[0].high;
  std::string last;
  for (const Value& x : values) {
    t.low = std::min(*t.low, x.low), t.high = std::max(*t.high, x.high);
    last = std::max(last, x.as_of);
    for (const Evidence& e : x.evidence) AddEvidence(t.evidence, e);
  }
  std::vector<Value> recent;
  for (const Value& x : values) {
    if (x.as_of == last) recent.push_back(x);
  }
  if (rule == "acled") t.best = t.low;
  else if (rule == "latest") t.best = std::max_element(recent.begin(), recent.end(), [](const Value& a, const Value& b) { return a.best < b.best; })->best;
  else if (rule == "gtd") t.best = Majority(recent);
  else t.best = Majority(values);
  return t;
}

// Tolls of groups that do not overlap, added up.
Toll Add(const std::vector<const Toll*>& parts, const std::string& rule) {
  Toll sum;
  sum.rule = rule;
  for (const Toll* p : parts) {
    if (!p->best) continue;
    sum.low = sum.low.value_or(0) + p->low.value_or(*p->best);
    sum.best = sum.best.value_or(0) + *p->best;
    sum.high = sum.high.value_or(0) + p->high.value_or(*p->best);
    for (const Evidence& e : p->evidence) AddEvidence(sum.evidence, e);
  }
  return sum;
}

}  // namespace

TollByStatus TollOf(const View& v, const Story& story, Index event, extract::FigureKind kind) {
  const std::string rule = v.options != nullptr ? v.options->rule : "ucdp";
  TollByStatus out;
  std::vector<Value> total, civilian;
  std::map<std::string, std::vector<Value>> sides;         // side id -> counts of its armed people
  std::map<Category, std::vector<Value>> loose;            // children, women ...: parts of the unarmed
  std::vector<Value> unknown;
  auto counted = [&](const FigureSeries& s, bool near) {
    if (s.kind != kind || s.background || s.points.empty()) return false;
    return s.event == event || (event == story.event && (near ? OfMainPlace(v, story, s) : OfMain(v, story, s)));
  };
  // How closely to look: are there counts of the happening at all, and such that are of its place alone?
  bool any = false, narrow = false;
  for (const FigureSeries& s : story.figures) {
    if (!counted(s, false) || ValuesOf(v, s).empty()) continue;
    any = true;
    narrow |= !Broad(v, s);
  }
  for (const FigureSeries& s : story.figures) {
    if (!counted(s, !any) || (narrow && Broad(v, s))) continue;
    std::vector<Value> values = ValuesOf(v, s);
    if (values.empty()) continue;
    Category category = Category::kNone;
    std::string side;
    bool whole = false;  // some statement gives it as a count of its own, not as a part
    for (const SeriesPoint& p : s.points) {
      for (Ref f : p.figures) {
        const extract::Figure& g = v.FigureAt(f);
        if (category == Category::kNone) category = g.category;
        if (side.empty()) side = SideOf(v, f);
        whole |= g.part_of == kNone;
      }
    }
    auto add = [&](std::vector<Value>& to) { to.insert(to.end(), values.begin(), values.end()); };
    if (category == Category::kCivilian) add(civilian);
    else if (Armed(category)) add(sides[side]);
    else if (Unarmed(category)) { if (whole) add(loose[category]); }
    else if (category == Category::kNone && whole) add(total);
    else if (category == Category::kNone) add(unknown);
    else if (whole) add(total);
  }
  out.civilian = ByRule(civilian, rule);
  out.unknown = ByRule(unknown, rule);
  std::vector<Toll> armed;
  for (auto& [side, values] : sides) armed.push_back(ByRule(values, rule));
  std::stable_sort(armed.begin(), armed.end(), [](const Toll& a, const Toll& b) { return a.best.value_or(0) > b.best.value_or(0); });
  if (!armed.empty()) out.combatant_a = armed[0];
  if (armed.size() > 1) out.combatant_b = armed[1];
  std::vector<const Toll*> parts{&out.civilian, &out.combatant_a, &out.combatant_b};
  std::vector<Toll> people;
  if (civilian.empty() && total.empty()) {
    for (auto& [category, values] : loose) people.push_back(ByRule(values, rule));
    for (const Toll& t : people) parts.push_back(&t);
  }
  const Toll sum = Add(parts, rule);
  // A total that falls short of its parts left somebody out; it gives way to one that does not.
  auto covers = [&](const Value& x) { return !sum.best || x.high >= *sum.best; };
  if (std::any_of(total.begin(), total.end(), covers)) std::erase_if(total, [&](const Value& x) { return !covers(x); });
  out.all = ByRule(total, rule);
  // The total as stated; where the parts are more than it, it is not the total of all (it counts another group or is older).
  if (!out.all.best || (sum.best && *sum.best > *out.all.best)) {
    if (!out.all.best) out.all = sum;
    else out.all.best = sum.best, out.all.high = std::max(*out.all.high, sum.high.value_or(0));
    for (const Evidence& e : sum.evidence) AddEvidence(out.all.evidence, e);
  }
  out.all.rule = rule;
  return out;
}

}  // namespace tawatur::reconcile
