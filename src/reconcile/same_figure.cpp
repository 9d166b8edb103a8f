// Which statements count the same people in the same happening. Entry point: SameFigures(). docs/tolls.md tells the rules.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

using extract::Category;
using extract::FigureKind;

constexpr int kTwin = 20;  // fits better than anything else
constexpr int kWeek = 10;  // days between two datings of what one statement counts

struct Item {
  Ref ref;
  const extract::Figure* figure;
  Index event = kNone;
  Where where;
  Days when, as_of;
  std::string side;
  ClassBits bits;    // of its happening
  Days event_day;
  Ref twin;          // of a headline's count: the lead's
};

// The last word of a name tells whose forces they are: the forces and the security forces of one people are one side.
std::string_view LastWord(std::string_view s) {
  while (!s.empty() && (static_cast<unsigned char>(s.back()) <= ' ' || s.back() == '"')) s.remove_suffix(1);
  const size_t space = s.find_last_of(" \n\t");
  return space == std::string_view::npos ? s : s.substr(space + 1);
}

bool IsStock(FigureKind k) { return k == FigureKind::kDetained || k == FigureKind::kStrength; }
bool IsToll(FigureKind k) {
  return k == FigureKind::kKilled || k == FigureKind::kInjured || k == FigureKind::kCasualties || k == FigureKind::kMissing;
}
bool InCustody(FigureKind k) {
  return k == FigureKind::kDetained || k == FigureKind::kArrested || k == FigureKind::kSurrendered || k == FigureKind::kEscaped ||
         k == FigureKind::kReleased;
}
bool Armed(Category c) {
  return c == Category::kCombatant || c == Category::kSoldier || c == Category::kPolice || c == Category::kSecurityForces;
}

bool SameNumber(const extract::Figure& a, const extract::Figure& b) { return a.low && b.low && *a.low == *b.low; }

bool PopulationFits(const View& v, const Item& a, const Item& b) {
  const extract::Figure &x = *a.figure, &y = *b.figure;
  const bool sides = a.side.empty() || b.side.empty() || a.side == b.side || SidesFit(v, a.ref, b.ref);
  Category c = x.category, d = y.category;
  if (InCustody(x.kind)) {  // whoever is held is a prisoner, whatever he is called
    auto plain = [](Category k) { return k == Category::kPrisoner || k == Category::kCombatant ? Category::kNone : k; };
    c = plain(c), d = plain(d);
    return sides && (c == d);
  }
  if (!sides) return false;
  if (c == d) {
    // People of one named side are not all the people.
    if (c == Category::kNone && a.side.empty() != b.side.empty()) return SameNumber(x, y) && *x.low >= 3;
    return true;
  }
  if (Armed(c) && Armed(d)) return !a.side.empty() && !b.side.empty();  // the armed people of one side
  const bool none = c == Category::kNone || d == Category::kNone;
  if (none && !a.side.empty() && !b.side.empty()) return true;  // "98 of the forces" are forces
  return none && SameNumber(x, y) && *x.low >= 3 && a.ref.report == b.ref.report;  // the same count, told shortly
}

bool EventsFit(const Story& story, const Item& a, const Item& b) {
  if (a.event == kNone || b.event == kNone || a.event == b.event) return true;
  const StoryEvent &x = story.events[a.event], &y = story.events[b.event];
  if ((x.event_class != y.event_class && (a.bits.fitting & b.bits.own) == 0) || x.status != y.status) return false;
  if (a.event_day.known && b.event_day.known) return false;  // two dated clusters were told apart for a reason
  return x.place.id.empty() || y.place.id.empty() || x.place.id == y.place.id;
}

// The same count told shortly in the same report ("20 of the police ... the number of dead is 20").
bool Twin(const View& v, const Item& a, const Item& b) {
  if (a.twin == b.ref || b.twin == a.ref) return true;
  const extract::Figure &x = *a.figure, &y = *b.figure;
  if (a.ref.report != b.ref.report || x.kind != y.kind || x.background != y.background || !SameNumber(x, y) || *x.low < 5) return false;
  const resolve::ResolvedReport& r = v.At(a.ref.report);
  auto one_voice = [&] { return BodyOf(v, r, SpeakerOf(r, x)) == BodyOf(v, r, SpeakerOf(r, y)); };
  auto plain = [&](const Item& i) {
    return i.figure->category == Category::kNone && i.figure->part_of == kNone && (i.side.empty() || (i.side.find('~') != std::string::npos && one_voice()));
  };
  return (plain(a) || plain(b)) && FitOf(a.where, b.where) != PlaceFit::kApart;
}

// 0 = cannot be the same; more = fits better.
int Fit(const View& v, const Story& story, const Item& a, const Item& b) {
  const extract::Figure &x = *a.figure, &y = *b.figure;
  if (x.kind != y.kind || (a.when.known && b.when.known && Gap(a.when, b.when) > kWeek)) return 0;
  // Weeks later the same count of the same people is told as history.
  const bool told_again = SameNumber(x, y) && *x.low >= 5 && x.category == y.category && x.category != Category::kNone && a.ref.report != b.ref.report;
  if (x.background != y.background && !IsStock(x.kind) && !told_again) return 0;
  if (a.ref.report == b.ref.report && !SameNumber(x, y)) {  // a total and its part, or two parts of one total
    if (x.part_of == b.ref.index || y.part_of == a.ref.index || (x.part_of != kNone && x.part_of == y.part_of)) return 0;
  }
  const bool planned = x.status == extract::FigureStatus::kPlanned || x.status == extract::FigureStatus::kHypothetical;
  const bool also = y.status == extract::FigureStatus::kPlanned || y.status == extract::FigureStatus::kHypothetical;
  if (planned != also) return 0;
  if (!PopulationFits(v, a, b)) return 0;
  const bool same = SameNumber(x, y);
  // Words without a number join only what is surely about the same people.
  if ((!x.low && !x.high) != (!y.low && !y.high) && a.side != b.side) return 0;
  const PlaceFit place = FitOf(a.where, b.where);
  // The same number of the same people from another report outweighs a place that one of them may have misread.
  const bool same_people = same && *x.low >= 5 && x.category == y.category && x.category != Category::kNone && a.ref.report != b.ref.report;
  if (place == PlaceFit::kApart && !same_people) return 0;
  if (x.background && !same && !IsStock(x.kind)) return 0;  // other happenings are not followed through time
  // Those who gave up in one place on the same days are one count, under whichever word for what happened there it stands.
  const bool one_flow = InCustody(x.kind) && !IsStock(x.kind) && Overlap(a.when, b.when) && (place == PlaceFit::kSame || place == PlaceFit::kInside) && a.side == b.side;
  if (!EventsFit(story, a, b) && !one_flow && !(same && *x.low >= 3 && x.category == y.category)) return 0;
  // A part that nothing names is no total ("ten, two of them ...").
  const bool part_a = x.part_of != kNone && x.category == Category::kNone && a.side.empty();
  const bool part_b = y.part_of != kNone && y.category == Category::kNone && b.side.empty();
  if (part_a != part_b && !same) return 0;
  if (a.when.known && b.when.known) {
    if ((a.when.Length() > 45) != (b.when.Length() > 45)) return 0;  // a running total over months against one happening
    const int gap = Gap(a.when, b.when);
    if (!IsToll(x.kind) && !IsStock(x.kind) && gap > 1) return 0;  // another batch
  }
  if (IsStock(x.kind) && !same) {
    // A stock belongs to its place: of the same prison, or near enough in size not to be another one.
    const bool near = x.low && y.low && *x.low <= *y.low * 3 / 2 && *y.low <= *x.low * 3 / 2;
    if (place != PlaceFit::kSame && !(place == PlaceFit::kInside && !a.where.wide && !b.where.wide) && !near) return 0;
    if ((a.where.wide || b.where.wide) && !near) return 0;
  }
  if (!IsToll(x.kind) && !IsStock(x.kind) && x.low && y.low && !same) {
    // A later and much smaller count of a flow is another batch, unless it is told as the running total.
    const Item &early = a.as_of.known && b.as_of.known && b.as_of.from < a.as_of.from ? b : a, &late = &early == &a ? b : a;
    if (early.as_of.known && late.as_of.known && late.as_of.from - early.as_of.from >= 2 && *late.figure->low * 2 < *early.figure->low) return 0;
  }
  return 1 + (same ? 8 : 0) + (a.event == b.event && a.event != kNone ? 3 : 0) + (place == PlaceFit::kSame ? 2 : 0) + (x.category == y.category ? 2 : 0) +
         (a.side == b.side ? 1 : 0);
}

// A headline counts shortly what the lead counts, and may put it elsewhere: where one number of one kind stands in each, they are the same people.
void PairHeadlines(const View& v, std::vector<Item>& items) {
  struct Told { std::vector<Item*> head, lead; };
  std::map<std::tuple<Index, FigureKind, int64_t>, Told> told;
  for (Item& i : items) {
    const Layout& layout = v.LayoutAt(i.ref.report);
    const uint32_t at = i.figure->number.begin;
    if (!i.figure->low || i.figure->background || i.figure->part_of != kNone || !layout.Lead(at)) continue;
    Told& of = told[{i.ref.report, i.figure->kind, *i.figure->low}];
    (at < layout.prose() ? of.head : of.lead).push_back(&i);
  }
  for (auto& [key, of] : told) {
    if (of.head.size() != 1 || of.lead.size() != 1) continue;
    const Category c = of.head[0]->figure->category, d = of.lead[0]->figure->category;
    if (c == d || c == Category::kNone || d == Category::kNone) of.head[0]->twin = of.lead[0]->ref;
  }
}

struct Series {
  std::vector<const Item*> items;
  std::set<int64_t> numbers;
  Days when{0, 0, true};  // from the first to the last; unknown where one is

  void Add(const Item* i) {
    when.known &= i->when.known;
    when.from = items.empty() ? i->when.from : std::min(when.from, i->when.from);
    when.to = items.empty() ? i->when.to : std::max(when.to, i->when.to);
    if (i->figure->low) numbers.insert(*i->figure->low);
    items.push_back(i);
  }

  // Without a look at each: of another kind; or of other weeks, and no twin either.
  bool Apart(const Item& i) const {
    if (items.front()->figure->kind != i.figure->kind) return true;
    return when.known && i.when.known && Gap(when, i.when) > kWeek && !(i.figure->low && numbers.contains(*i.figure->low));
  }
};

}  // namespace

std::string SideOf(const View& v, Ref figure) {
  return BodyOf(v, v.At(figure.report), v.FigureAt(figure).affiliation);
}

bool SidesFit(const View& v, Ref a, Ref b) {
  const std::string x = SideOf(v, a), y = SideOf(v, b);
  if (x.empty() || y.empty() || x == y) return true;
  const Slot s = SlotOf(v.At(a.report), v.FigureAt(a).affiliation), t = SlotOf(v.At(b.report), v.FigureAt(b).affiliation);
  // A state and its army count the same soldiers.
  auto under = [&](const std::string& id, const std::string& up) {
    const int64_t i = v.lexicon == nullptr ? -1 : v.lexicon->EntityById(id);
    return i >= 0 && v.lexicon->EntityAt(i).parent == up;
  };
  if (under(s.id, t.id) || under(t.id, s.id)) return true;
  const std::string_view p = LastWord(s.name.empty() ? s.text : s.name), q = LastWord(t.name.empty() ? t.text : t.name);
  return p.size() >= 8 && p == q;
}

std::vector<std::vector<Ref>> SameFigures(const View& v, const Story& story) {
  std::vector<Item> items;
  for (Index r : story.reports) {
    const resolve::ResolvedReport& report = v.At(r);
    for (Index i = 0; i < report.findings.figures.size(); ++i) {
      const extract::Figure& f = report.findings.figures[i];
      if (v.LayoutAt(r).Aside(f.number.begin)) continue;
      Item item{{r, i}, &f, EventOf(v, {r, i}), WhereOf(v, report, SpotOf(report, f.place)), {}, {}, SideOf(v, {r, i}), {}, {}, {}};
      if (!item.where.Known() && f.event != kNone) item.where = WhereOf(v, report, SpotOfEvent(v, {r, f.event}));
      if (i < report.figure_when.size()) item.when = DaysOf(report.figure_when[i]);
      if (i < report.figure_as_of.size()) item.as_of = DaysOf(report.figure_as_of[i]);
      if (!item.as_of.known) item.as_of = DaysOf(report.meta.published);
      if (item.event != kNone) item.bits = ClassBitsOf(story.events[item.event].event_class), item.event_day = DaysOf(story.events[item.event].date);
      items.push_back(std::move(item));
    }
  }
  PairHeadlines(v, items);
  // Firm statements first: a number, who they are, where, when.
  auto firmness = [](const Item& i) {
    return (i.figure->low || i.figure->high ? 8 : 0) + (i.figure->category != Category::kNone ? 2 : 0) + (i.side.empty() ? 0 : 2) + (i.event != kNone ? 1 : 0) +
           (i.where.Known() ? 1 : 0);
  };
  std::stable_sort(items.begin(), items.end(), [&](const Item& a, const Item& b) { return firmness(a) > firmness(b); });
  std::vector<Series> series;
  for (const Item& item : items) {
    Series* best = nullptr;
    int best_fit = 0;
    for (Series& s : series) {
      if (s.Apart(item)) continue;
      int least = INT32_MAX, most = 0;
      bool twin = false;
      for (const Item* other : s.items) {
        twin = Twin(v, item, *other);
        if (twin) break;
        if (least == 0) continue;  // the others may still be a twin
        const int fit = Fit(v, story, item, *other);
        least = std::min(least, fit), most = std::max(most, fit);
      }
      if (twin) least = 1, most = kTwin;
      if (least > 0 && most > best_fit) best_fit = most, best = &s;
    }
    if (best == nullptr) best = &series.emplace_back();
    best->Add(&item);
  }
  std::vector<std::vector<Ref>> out;
  for (const Series& s : series) {
    std::vector<Ref> refs;
    for (const Item* i : s.items) refs.push_back(i->ref);
    out.push_back(std::move(refs));
  }
  return out;
}

}  // namespace tawatur::reconcile
