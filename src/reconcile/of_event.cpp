// Which happening a figure counts: as extract linked it, else by what stands next to it. Entry points: MentionOf(), EventOf().
#include <algorithm>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

using extract::FigureKind;

// May a happening of this class have had such people?
bool Yields(std::string_view event_class, FigureKind kind) {
  const ClassInfo info = InfoOf(event_class);
  const bool harmful = info.weight >= 5 && event_class != "prison_break";
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

}  // namespace

Index MentionOf(const resolve::ResolvedReport& r, Index figure) {
  const extract::Figure& f = r.findings.figures[figure];
  if (f.event != kNone) return f.event;
  if (f.part_of != kNone && f.part_of != figure && f.part_of < r.findings.figures.size() && r.findings.figures[f.part_of].part_of == kNone) {
    return MentionOf(r, f.part_of);
  }
  // The nearest trigger in its sentence, else in the sentence before, else in the one after.
  Index best = kNone;
  uint32_t best_distance = UINT32_MAX;
  for (Index i = 0; i < r.findings.events.size(); ++i) {
    const extract::Event& e = r.findings.events[i];
    const uint32_t step = e.sentence > f.sentence ? e.sentence - f.sentence : f.sentence - e.sentence;
    if (step > 1 || e.background != f.background || !Yields(e.event_class, f.kind)) continue;
    if (e.status != extract::EventStatus::kHappened && e.status != extract::EventStatus::kAttempted) continue;
    const uint32_t apart = e.trigger.begin > f.number.begin ? e.trigger.begin - f.number.begin : f.number.begin - e.trigger.begin;
    const uint32_t distance = apart + (step == 0 ? 0 : e.sentence < f.sentence ? 100000 : 200000);
    if (distance < best_distance) best_distance = distance, best = i;
  }
  return best;
}

Index EventOf(const Story& story, Ref figure, const View& v) {
  const Index event = MentionOf(v.At(figure.report), figure.index);
  if (event == kNone) return kNone;
  const Ref ref{figure.report, event};
  for (Index i = 0; i < story.events.size(); ++i) {
    if (std::find(story.events[i].mentions.begin(), story.events[i].mentions.end(), ref) != story.events[i].mentions.end()) return i;
  }
  return kNone;
}

}  // namespace tawatur::reconcile
