// Which happening a figure counts: as extract linked it, else by what stands next to it. Entry point: MentionsOf().
#include <algorithm>
#include <numeric>

#include "reconcile/view.h"

namespace tawatur::reconcile {
namespace {

using extract::FigureKind;

// May a happening of this class have had such people?
bool Yields(std::string_view event_class, FigureKind kind) {
  const ClassInfo info = InfoOf(event_class);
  const bool harmful = info.weight >= kWeighty && event_class != "prison_break";
  switch (kind) {
    case FigureKind::kKilled:
    case FigureKind::kInjured:
    case FigureKind::kCasualties:
    case FigureKind::kMissing:
    case FigureKind::kRescued:
    case FigureKind::kAffected: return harmful;
    case FigureKind::kArrested: return event_class == "arrest" || event_class == "raid" || event_class == "foiled_plot" || event_class == "protest";
    case FigureKind::kSurrendered: return event_class == "surrender";
    case FigureKind::kEscaped: return event_class == "prison_break" || event_class == "prison_attack";
    case FigureKind::kReleased: return event_class == "prisoner_release" || event_class == "prison_break";
    case FigureKind::kAbducted: return event_class == "abduction";
    case FigureKind::kDisplaced: return event_class == "displacement" || harmful;
    case FigureKind::kStrength: return event_class == "protest" || event_class == "deployment";
    case FigureKind::kDetained: return false;
  }
  return false;
}

// The happenings of a report by sentence.
std::vector<Index> BySentence(const std::vector<extract::Event>& events) {
  std::vector<Index> order(events.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return events[a].sentence < events[b].sentence; });
  return order;
}

// The nearest trigger in its sentence, else in the sentence before, else in the one after.
Index Nearest(const extract::Figure& f, const std::vector<extract::Event>& events, const std::vector<Index>& order) {
  Index best = kNone;
  uint32_t best_distance = UINT32_MAX;
  auto at = std::lower_bound(order.begin(), order.end(), f.sentence, [&](Index e, uint32_t sentence) { return events[e].sentence + 1 < sentence; });
  for (; at != order.end() && events[*at].sentence <= f.sentence + 1; ++at) {
    const extract::Event& e = events[*at];
    if (e.background != f.background || !Yields(e.event_class, f.kind)) continue;
    if (e.status != extract::EventStatus::kHappened && e.status != extract::EventStatus::kAttempted) continue;
    const uint32_t apart = e.trigger.begin > f.number.begin ? e.trigger.begin - f.number.begin : f.number.begin - e.trigger.begin;
    const uint32_t distance = apart + (e.sentence == f.sentence ? 0 : e.sentence < f.sentence ? 100000 : 200000);
    if (distance < best_distance) best_distance = distance, best = *at;
  }
  return best;
}

}  // namespace

std::vector<Index> MentionsOf(const resolve::ResolvedReport& r) {
  const std::vector<extract::Figure>& figures = r.findings.figures;
  const std::vector<Index> order = BySentence(r.findings.events);
  std::vector<Index> out;
  out.reserve(figures.size());
  for (Index i = 0; i < figures.size(); ++i) {
    const extract::Figure* f = &figures[i];
    const bool part = f->event == kNone && f->part_of != i && f->part_of < figures.size() && figures[f->part_of].part_of == kNone;
    if (part) f = &figures[f->part_of];  // a part is of its total's happening
    out.push_back(f->event != kNone ? f->event : Nearest(*f, r.findings.events, order));
  }
  return out;
}

}  // namespace tawatur::reconcile
