// Series of one happening -> low, best, high by a named rule, all people and each status apart. Entry point: FindTolls().
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

// How close to the main happening a count stands: of another one, of a wide area round it, of its place and others, of no place told, of its very place.
enum class Reach { kElsewhere, kAround, kShared, kNear, kHere };

constexpr std::string_view kAnd = " \xD9\x88";  // wa-
constexpr size_t kShortAnd = 24, kRow = 48;      // bytes: "wa-", "wa-baldat"; between two places of a row

struct Value {
  int64_t low = 0, high = 0, best = 0;
  std::string as_of, origin;
  bool distrusted = false, named = false, open = false, dual = false;  // open: a lower bound only; dual: two, or a plural spelled alike
  Reach reach = Reach::kElsewhere;
  std::vector<Evidence> evidence;
};

bool Armed(Category c) { return c == Category::kCombatant || c == Category::kSoldier || c == Category::kPolice || c == Category::kSecurityForces; }
bool Unarmed(Category c) {
  return c == Category::kChild || c == Category::kWoman || c == Category::kMan || c == Category::kElderly || c == Category::kJournalist ||
         c == Category::kMedic || c == Category::kWorker || c == Category::kStudent || c == Category::kRefugee || c == Category::kProtester;
}

Days DaysOfEvent(const StoryEvent& e) { return DaysOf(e.date_end.empty() ? e.date : e.date + "/" + e.date_end); }

bool Bare(const StoryEvent& e) { return e.place.id.empty() && e.date.empty() && !e.background; }

// "On X in the countryside of Z and on Y": of two places at once.
bool Shared(const View& v, const resolve::ResolvedReport& r, Index place) {
  if (place == kNone) return false;
  const auto& all = r.findings.mentions;
  const Where here = WhereOf(v, r, SpotOf(r, place));
  size_t end = all[place].span.end;
  for (Index next = place + 1; next < all.size() && all[next].span.begin < end + kRow; ++next) {
    const extract::Mention& m = all[next];
    if (m.span.begin < end || m.adjective || (m.type != lexicon::EntityType::kPlace && m.type != lexicon::EntityType::kFacility)) continue;
    if (SpotOf(r, next) != next) {  // "in the countryside of Z"
      end = m.span.end;
      continue;
    }
    const std::string_view between = Slice(r.text, {static_cast<uint32_t>(end), m.span.begin});
    const Where there = WhereOf(v, r, next);
    return between.starts_with(kAnd) && between.size() <= kShortAnd && there.Known() && !there.wide && !there.capital && FitOf(here, there) == PlaceFit::kApart;
  }
  return false;
}

// Which counts are of one happening. Of the main one also those that reports tie to none, or to the same under another word.
class Scope {
 public:
  Scope(const View& v, const Story& story, Index event) : v_(v), story_(story), event_(event), main_(event == story.event) {
    if (event_ == kNone || !main_) return;
    const std::string& id = story_.events[event_].place.id;
    for (size_t k = 0; k < story_.reports.size() && !place_.Known() && !id.empty(); ++k) {
      const resolve::ResolvedReport& r = v_.At(story_.reports[k]);
      for (Index m = 0; m < r.findings.mentions.size() && !place_.Known(); ++m) {
        const resolve::Entity* e = EntityAt(r, m);
        if (e != nullptr && e->id == id) place_ = WhereOf(v_, r, m);
      }
    }
    for (Ref m : story_.events[event_].mentions) tells_.insert(m.report);
    for (Index report : id.empty() ? std::vector<Index>() : story_.reports) {
      const resolve::ResolvedReport& r = v_.At(report);
      for (Index m = 0; m < r.findings.mentions.size(); ++m) {
        const Index spot = SpotOf(r, m);
        if (spot != m && EntityAt(r, spot)->id == id) around_.insert(EntityAt(r, m)->id);
      }
    }
  }

  // loose: where no count is tied to the main happening, what is told of its place and day under any other word.
  Reach Of(Ref f, bool loose) const {
    const resolve::ResolvedReport& r = v_.At(f.report);
    const extract::Figure& g = r.findings.figures[f.index];
    const Index cluster = EventOf(v_, f);
    if (!main_) return cluster == event_ ? Reach::kHere : Reach::kElsewhere;
    if (g.background) return Reach::kElsewhere;  // a box of other articles
    if (event_ == kNone) return Reach::kHere;
    const StoryEvent& main = story_.events[event_];
    const Days day = DaysOfEvent(main);
    // A day of another sentence was only lent to the count: what is tied to the main happening has its day.
    const bool lent = cluster == event_ && g.when != kNone && !g.evidence.Contains(r.findings.times[g.when].span);
    const Days when = f.index < r.figure_when.size() && !lent ? DaysOf(r.figure_when[f.index]) : Days{};
    if (when.known && (when.Length() > 14 || (day.known && Gap(when, day) > 1))) return Reach::kElsewhere;
    // "The shelling killed two": told without a place and a day of its own, it is what the report told before.
    const Ref before = cluster != kNone && cluster != event_ && tells_.contains(f.report) && Bare(story_.events[cluster]) ? Before(f) : Ref{kNone, kNone};
    const bool own = cluster == event_ || (before.index != kNone && v_.FactsAt(before.report).event[before.index] == event_ && ClassesFit(story_.events[cluster].event_class, main.event_class));
    if (cluster != kNone && !own) {
      const StoryEvent& other = story_.events[cluster];
      if (other.background || other.status != main.status || (!loose && !ClassesFit(other.event_class, main.event_class))) return Reach::kElsewhere;
      const Days its = DaysOfEvent(other);
      // A day apart is one happening told twice, but not where one report tells both.
      if (its.known && day.known && Gap(its, day) > (tells_.contains(f.report) ? 0 : 1)) return Reach::kElsewhere;
    }
    Where w = WhereOf(v_, r, SpotOf(r, g.place));
    const Index mention = MentionOf(v_, f);
    if (!w.Known() && mention != kNone) w = WhereOf(v_, r, SpotOfEvent(v_, {f.report, mention}));
    if (!w.Known() && before.index != kNone) w = WhereOf(v_, r, SpotOfEvent(v_, before));
    if (!w.Known() && cluster != kNone && !own) w = PlaceOfEvent(v_, story_.events[cluster]);
    Reach near = Near(w, own);
    if (near > Reach::kShared && Shared(v_, r, g.place)) near = Reach::kShared;  // "in X and Y": the dead of both
    // A nameless part is no narrower count.
    if (g.part_of != kNone && g.category == Category::kNone && g.affiliation == kNone) near = std::min(near, Reach::kAround);
    // "Bringing the number to 40": the happening's own running total counts wherever it is told; another's sums up many.
    if (g.cumulative) return near == Reach::kElsewhere ? near : own ? std::max(near, Reach::kNear) : Reach::kAround;
    return near;
  }

 private:
  // The happening told last before the one that a figure counts.
  Ref Before(Ref f) const {
    const std::vector<extract::Event>& events = v_.At(f.report).findings.events;
    const Index own = MentionOf(v_, f);
    const uint32_t at = own == kNone ? v_.FigureAt(f).number.begin : events[own].trigger.begin;
    const std::vector<Index>& told = v_.FactsAt(f.report).weighty;
    const auto behind = std::lower_bound(told.begin(), told.end(), at, [&](Index e, uint32_t begin) { return events[e].trigger.begin < begin; });
    return {f.report, behind == told.begin() ? kNone : *std::prev(behind)};
  }

  // A mountain of another governorate.
  bool OfOthers(const Where& w) const {
    const std::string theirs = GovernorateOf(v_, w), own = GovernorateOf(v_, place_);
    return !theirs.empty() && !own.empty() && theirs != own;
  }

  Reach Near(const Where& w, bool own) const {
    if (!w.Known() || !place_.Known()) return own ? Reach::kHere : Reach::kNear;
    if (w.id == place_.id || std::find(w.chain.begin(), w.chain.end(), place_.id) != w.chain.end()) return Reach::kHere;
    if (around_.contains(w.id) || std::find(place_.chain.begin(), place_.chain.end(), w.id) != place_.chain.end()) {
      return (w.wide || w.capital) && !place_.wide ? Reach::kAround : Reach::kNear;  // a quake's dead are counted over the land
    }
    if (w.wide || w.capital) return FitOf(w, place_) == PlaceFit::kApart || OfOthers(w) ? Reach::kElsewhere : Reach::kAround;
    if (w.has_point && place_.has_point) {
      const double km = Kilometres(w.lat, w.lon, place_.lat, place_.lon);
      if (km <= 3) return Reach::kHere;
      return km <= 15 ? Reach::kAround : Reach::kElsewhere;
    }
    return own ? Reach::kAround : Reach::kElsewhere;
  }

  const View& v_;
  const Story& story_;
  Index event_;
  bool main_;
  Where place_;
  std::set<Index> tells_;          // reports that tell the happening
  std::set<std::string> around_;   // ids of the places that reports say its place lies in or by
};

struct Reader {  // which of a series' figures to take
  const Scope* scope = nullptr;
  bool loose = false;
  Reach least = Reach::kAround;
  Reach Of(Ref f) const { return scope->Of(f, loose); }
  bool Takes(Ref f) const { return Of(f) >= least; }
};

// "At least six" holds where somebody counts eighty-nine, and bounds nothing any more.
bool Outgrown(const Value& x, const Value& y) {
  return (x.open || x.dual) && x.as_of <= y.as_of && (y.low > x.low || (y.low == x.low && !y.open && !y.dual));
}

std::vector<Value> ValuesOf(const View& v, const FigureSeries& s, const Reader& reader) {
  std::vector<Value> values;
  // A number that its own source rejects, later or at once, is nobody's: it counts no one.
  const auto rejected = [&](const SeriesPoint& p) {
    return !p.speaker.id.empty() && std::any_of(s.points.begin(), s.points.end(), [&](const SeriesPoint& q) {
      const bool rejects = q.status == extract::FigureStatus::kDenied || q.status == extract::FigureStatus::kClaimedFalse;
      return &q != &p && rejects && q.origin == p.origin && q.low == p.low && q.high == p.high && q.as_of >= p.as_of;
    });
  };
  for (const SeriesPoint& p : s.points) {
    if (!p.low && !p.high) continue;
    bool asserted = false, distrusted = false, dual = false;
    std::vector<Evidence> evidence;
    Reach reach = Reach::kElsewhere;
    for (Ref f : p.figures) {
      const Reach here = reader.Of(f);
      if (here < reader.least) continue;
      reach = std::max(reach, here);
      const extract::Figure& g = v.FigureAt(f);
      AddEvidence(evidence, At(f.report, g.evidence));
      asserted |= g.status == extract::FigureStatus::kAsserted;
      dual |= std::find(g.doubt.begin(), g.doubt.end(), "ambiguous_dual") != g.doubt.end();  // two civilians, or civilians: at least two
      const std::string side = SideOf(v, f);
      const bool enemy = !side.empty() && !p.speaker.id.empty() && side != p.origin;
      distrusted |= p.speaker_kind == extract::SpeakerKind::kParty && enemy && Armed(g.category);
    }
    if (!asserted || rejected(p)) continue;
    const int64_t low = p.low ? *p.low : *p.high, high = p.high ? *p.high : *p.low;
    values.push_back({low, high, low, p.as_of.substr(0, 10), p.origin, distrusted, !p.speaker.id.empty(), !p.high, dual, reach, evidence});
  }
  if (std::any_of(values.begin(), values.end(), [](const Value& x) { return !x.distrusted; })) {
    std::erase_if(values, [](const Value& x) { return x.distrusted; });
  }
  // What its own speaker replaced later, and what nobody in particular said before a higher count, is history.
  const std::vector<Value> all = values;
  std::erase_if(values, [&](const Value& x) {
    return std::any_of(all.begin(), all.end(), [&](const Value& y) {
      if (Outgrown(x, y)) return true;
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

void DropBounds(std::vector<Value>& values) {
  const std::vector<Value> all = values;
  std::erase_if(values, [&](const Value& x) { return std::any_of(all.begin(), all.end(), [&](const Value& y) { return x.reach <= y.reach && Outgrown(x, y); }); });
}

constexpr int64_t kWild = 3, kFew = 5;  // times as many, and more by as many: hardly the same people

// The number most origins state, and the more closely to the happening's place; among equals the lowest or (`later`) the later, then
// the higher, as early counts fall short, but not one that is many times as high.
int64_t Majority(const std::vector<Value>& values, bool later) {
  struct Votes { std::map<std::string, int> who; std::string as_of; };
  std::map<int64_t, Votes> votes;
  for (const Value& x : values) {
    Votes& of = votes[x.best];
    int& weight = of.who[x.origin];
    weight = std::max(weight, static_cast<int>(x.reach));
    of.as_of = std::max(of.as_of, x.as_of);
  }
  int64_t best = 0;
  std::pair<int, std::string> most;
  for (auto& [n, of] : votes) {
    std::pair<int, std::string> mine{0, of.as_of};
    for (auto& [origin, weight] : of.who) mine.first += weight;
    if (most.first == 0 || mine.first > most.first || (later && mine.first == most.first && mine.second >= most.second && (n <= kWild * best || n - best <= kFew))) {
      most = std::move(mine), best = n;
    }
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
  else if (rule == "gtd") t.best = Majority(recent, false);
  else t.best = Majority(values, true);
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

// The toll of one happening out of the series that count people of it.
TollByStatus TollOf(const View& v, const Story& story, const std::vector<const FigureSeries*>& all_series, Index event, extract::FigureKind kind) {
  const std::string rule = v.options != nullptr ? v.options->rule : "ucdp";
  TollByStatus out;
  std::vector<Value> total, civilian;
  std::map<std::string, std::vector<Value>> sides;         // side id -> counts of its armed people
  std::map<Index, std::map<Category, Value>> loose;        // children, women ...: parts of the unarmed, as one report gives them
  std::vector<Value> unknown;
  const Scope scope(v, story, event);
  auto read = [&](const FigureSeries& s, const Reader& reader) {
    return s.kind != kind || s.background || s.points.empty() ? std::vector<Value>() : ValuesOf(v, s, reader);
  };
  // How closely to look: are there counts of the happening at all, and such that are of its place alone?
  Reader reader{&scope};
  auto any = [&](const Reader& x) { return std::any_of(all_series.begin(), all_series.end(), [&](const FigureSeries* s) { return !read(*s, x).empty(); }); };
  if (!any(reader)) reader.loose = true;
  for (const Reach least : {Reach::kNear, Reach::kShared}) {
    if (reader.least == Reach::kAround && any({&scope, reader.loose, least})) reader.least = least;
  }
  for (const FigureSeries* series : all_series) {
    const FigureSeries& s = *series;
    std::vector<Value> values = read(s, reader);
    if (values.empty()) continue;
    Category category = Category::kNone;
    std::string side;
    bool whole = false;  // some statement gives it as a count of its own, not as a part
    for (const SeriesPoint& p : s.points) {
      for (Ref f : p.figures) {
        if (!reader.Takes(f)) continue;
        const extract::Figure& g = v.FigureAt(f);
        if (category == Category::kNone) category = g.category;
        if (side.empty()) side = SideOf(v, f);
        whole |= g.part_of == kNone;
      }
    }
    auto add = [&](std::vector<Value>& to) { to.insert(to.end(), values.begin(), values.end()); };
    if (category == Category::kCivilian) add(civilian);
    else if (Armed(category)) add(sides[side]);
    else if (Unarmed(category)) {
      for (const Value& x : values) {
        for (const Evidence& e : whole ? x.evidence : std::vector<Evidence>()) {
          const auto [at, fresh] = loose[e.report].try_emplace(category, x);
          if (!fresh && x.low > at->second.low) at->second = x;
        }
      }
    }
    else if (category == Category::kNone && whole) add(total);
    else if (category == Category::kNone) add(unknown);
    else if (whole) add(total);
  }
  // Men, women and children whom a report counts apart, added up.
  std::vector<Value> by_report;
  for (auto& [report, parts_of] : loose) {
    Value all;
    for (auto& [category, x] : parts_of) all.reach = std::max(all.reach, x.reach);
    for (auto& [category, x] : parts_of) {
      if (x.reach < all.reach) continue;  // of other places too
      all.low += x.low, all.high += x.high, all.best += x.best;
      all.as_of = std::max(all.as_of, x.as_of), all.open |= x.open;
      all.origin = x.origin;
      for (const Evidence& e : x.evidence) AddEvidence(all.evidence, e);
    }
    by_report.push_back(std::move(all));
  }
  // Where others give a smaller whole, theirs is at least so many.
  if (std::vector<Value>& wholes = civilian.empty() ? total : civilian; !wholes.empty()) {
    int64_t most = 0;
    for (const Value& x : wholes) most = std::max(most, x.low);
    std::vector<Value> bounds = by_report;
    std::erase_if(bounds, [&](const Value& x) { return x.low <= most; });
    for (Value& x : bounds) x.open = true;
    wholes.insert(wholes.end(), bounds.begin(), bounds.end());
  }
  DropBounds(civilian), DropBounds(total);
  out.civilian = ByRule(civilian, rule);
  out.unknown = ByRule(unknown, rule);
  std::vector<Toll> armed;
  for (auto& [side, values] : sides) armed.push_back(ByRule(values, rule));
  std::stable_sort(armed.begin(), armed.end(), [](const Toll& a, const Toll& b) { return a.best.value_or(0) > b.best.value_or(0); });
  if (!armed.empty()) out.combatant_a = armed[0];
  if (armed.size() > 1) out.combatant_b = armed[1];
  std::vector<const Toll*> parts{&out.civilian, &out.combatant_a, &out.combatant_b};
  Toll people;
  if (civilian.empty() && total.empty()) {
    people = ByRule(by_report, rule);
    parts.push_back(&people);
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
  // "At least 15 civilians" of 75 people bounds the civilians and does not count them.
  const bool bounds_only = std::all_of(civilian.begin(), civilian.end(), [](const Value& x) { return x.open; });
  if (out.civilian.best && bounds_only && out.all.best && *out.all.best > *out.civilian.best) out.civilian.best.reset();
  out.all.rule = rule;
  return out;
}

}  // namespace

void FindTolls(const View& v, Story& story) {
  std::vector<const FigureSeries*> all;
  std::vector<std::vector<const FigureSeries*>> of_event(story.events.size());  // each series once: its people died in one happening
  for (const FigureSeries& s : story.figures) {
    all.push_back(&s);
    bool main = false;
    for (const SeriesPoint& p : s.points) {
      for (Ref f : p.figures) main = main || EventOf(v, f) == story.event;
    }
    if (!main && s.event != kNone) of_event[s.event].push_back(&s);
  }
  for (Index i = 0; i < story.events.size(); ++i) {
    // Of the main happening also what is tied to none, or to the same under another word.
    const auto& series = i == story.event ? all : of_event[i];
    story.events[i].killed = TollOf(v, story, series, i, extract::FigureKind::kKilled);
    story.events[i].injured = TollOf(v, story, series, i, extract::FigureKind::kInjured);
  }
  if (story.event != kNone) {
    story.killed = story.events[story.event].killed, story.injured = story.events[story.event].injured;
  } else {
    story.killed = TollOf(v, story, all, kNone, extract::FigureKind::kKilled);
    story.injured = TollOf(v, story, all, kNone, extract::FigureKind::kInjured);
  }
}

}  // namespace tawatur::reconcile
