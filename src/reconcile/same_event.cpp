// Mentions of happenings, over all reports of a story -> which of them are one. Entry point: SameEvents().
//
// A mention joins the cluster it fits best: class, place and date may be open but must not clash; something must speak for it
// (same place, same day, same count of people, or being the only thing of its class). Firm mentions are placed first.
#include <algorithm>
#include <set>
#include <tuple>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

constexpr int kDayApart = 2;   // days between two reports' datings of one happening
constexpr size_t kHeard = 48;  // mentions of a cluster, the firmest, that a new one is held against

struct Mention {
  Ref ref;
  std::string_view event_class;
  ClassBits bits;
  extract::EventStatus status;
  bool background = false;
  Where where;
  Days days;
  std::set<std::tuple<int, int64_t>> counts;  // kind, number: of its figures
  std::set<std::string> targets;              // who was hit
  uint32_t begin = 0;
  int firmness = 0;
};

struct Cluster {
  std::vector<const Mention*> mentions;
  uint64_t classes = 0;          // of its mentions
  bool listed = true;            // all of them have a bit
  Days days{0, 0, true};         // from the first to the last; unknown where a mention's day is

  void Add(const Mention* m) {
    days.known &= m->days.known;
    days.from = mentions.empty() ? m->days.from : std::min(days.from, m->days.from);
    days.to = mentions.empty() ? m->days.to : std::max(days.to, m->days.to);
    classes |= m->bits.own, listed &= m->bits.own != 0;
    mentions.push_back(m);
  }

  // None of its mentions can be one with this one: most crowds of a long text are told apart so.
  bool Apart(const Mention& m) const {
    return (listed && m.bits.own != 0 && (classes & m.bits.fitting) == 0) || (days.known && m.days.known && Gap(days, m.days) > kDayApart);
  }
};

bool StatusFits(extract::EventStatus a, extract::EventStatus b) {
  auto group = [](extract::EventStatus s) { return s == extract::EventStatus::kAttempted ? extract::EventStatus::kHappened : s; };
  return group(a) == group(b);
}

// How well two mentions fit; below 0 they cannot be one.
double Fit(const Mention& a, const Mention& b) {
  const int gap = a.days.known && b.days.known ? Gap(a.days, b.days) : 0;
  if (gap > kDayApart || (gap > 0 && a.ref.report == b.ref.report)) return -1;
  if (a.background != b.background && !(a.days.Exact() && b.days.Exact())) return -1;
  if (!StatusFits(a.status, b.status) || (a.event_class != b.event_class && (a.bits.fitting & b.bits.own) == 0)) return -1;
  double score = a.event_class == b.event_class ? 1.0 : 0.5;
  bool same_count = false;
  for (const auto& c : a.counts) same_count |= std::get<1>(c) >= 3 && b.counts.contains(c);
  const bool same_target = std::any_of(a.targets.begin(), a.targets.end(), [&](const std::string& t) { return b.targets.contains(t); });
  const PlaceFit place = FitOf(a.where, b.where);
  if (place == PlaceFit::kApart) return -1;
  if (place == PlaceFit::kSame) score += a.where.wide ? 0.7 : 1.5;
  if (place == PlaceFit::kInside) score += a.where.wide || b.where.wide ? 0.2 : 1.0;
  if (a.days.known && b.days.known) {
    if (gap == 0) {
      score += a.days.Exact() && b.days.Exact() ? 1.5 : 0.7;
    } else {
      // Two reports may differ by a day on one happening, but only something else that they share can say so.
      if (!same_count && !(same_target && place == PlaceFit::kSame)) return -1;
      score -= 0.3;
    }
  }
  if (same_count) score += 1.5;
  if (same_target) score += 0.4;
  return score;
}

Mention Read(const View& v, const Group& group, Ref ref) {
  const resolve::ResolvedReport& r = v.At(ref.report);
  const extract::Event& e = v.EventAt(ref);
  Mention m{ref, e.event_class, ClassBitsOf(e.event_class), e.status, e.background || LongAgo(v, group, ref), WhereOf(v, r, SpotOfEvent(v, ref)), {}, {}, {}, e.trigger.begin, 0};
  m.days = DaysOfMention(v, ref);
  for (Index i : v.FactsAt(ref.report).figures[ref.index]) {
    const extract::Figure& f = r.findings.figures[i];
    if (f.low) m.counts.insert({static_cast<int>(f.kind), *f.low});
  }
  for (const extract::Actor& a : e.actors) {
    const resolve::Entity* x = EntityAt(r, a.mention);
    if (x != nullptr && (a.role == "target" || a.role == "victim")) m.targets.insert(x->id);
  }
  m.firmness = (m.days.Exact() ? 4 : m.days.known ? 2 : 0) + (m.where.Known() ? (m.where.wide ? 1 : 2) : 0) + (m.counts.empty() ? 0 : 2) + InfoOf(m.event_class).weight / 5;
  return m;
}

}  // namespace

std::vector<std::vector<Ref>> SameEvents(const View& v, const Group& group) {
  std::vector<Mention> mentions;
  for (Index r : group.reports) {
    for (Index i = 0; i < v.At(r).findings.events.size(); ++i) {
      if (v.LayoutAt(r).Aside(v.At(r).findings.events[i].trigger.begin)) continue;
      mentions.push_back(Read(v, group, {r, i}));
    }
  }
  std::vector<const Mention*> order;
  for (const Mention& m : mentions) order.push_back(&m);
  std::stable_sort(order.begin(), order.end(), [](const Mention* a, const Mention* b) { return a->firmness > b->firmness; });

  std::vector<Cluster> clusters;
  for (const Mention* m : order) {
    Cluster* best = nullptr;
    double best_score = 1.2;  // a class alone is not enough
    for (Cluster& c : clusters) {
      if (c.Apart(*m)) continue;
      double sum = 0, top = -1;
      bool clash = false, near = false;
      const size_t heard = std::min(c.mentions.size(), kHeard);
      for (const Mention* x : std::span(c.mentions).first(heard)) {
        const double fit = Fit(*m, *x);
        clash |= fit < 0;
        top = std::max(top, fit);
        sum += fit;
        near |= x->ref.report == m->ref.report;
      }
      // A clash with a minority is a conflict within one happening; a clash with most means another happening.
      size_t clashes = 0;
      if (clash) {
        for (const Mention* x : std::span(c.mentions).first(heard)) clashes += Fit(*m, *x) < 0;
      }
      if (top < 0 || clashes * 2 > heard) continue;
      double score = 0.7 * top + 0.3 * sum / static_cast<double>(heard) + (near ? 0.2 : 0);
      // Neither day nor place: it goes with what its own report, or the story, tells of this class.
      if (!m->where.Known() && !m->days.known && m->counts.empty()) score += 0.6 + 0.05 * static_cast<double>(std::min<size_t>(c.mentions.size(), 8));
      if (score > best_score) best_score = score, best = &c;
    }
    if (best == nullptr) best = &clusters.emplace_back();
    best->Add(m);
  }
  std::vector<std::vector<Ref>> out;
  for (Cluster& c : clusters) {
    std::vector<Ref> refs;
    for (const Mention* m : c.mentions) refs.push_back(m->ref);
    out.push_back(std::move(refs));
  }
  return out;
}

}  // namespace tawatur::reconcile
