// What the reports do not say, as far as it can be known from what they say. Entry point: FindNotSaid().
#include <algorithm>

#include "reconcile/steps.h"

namespace tawatur::reconcile {

void FindNotSaid(const View& v, Story& story) {
  auto add = [&](std::string_view name, std::string_view a = {}, std::string_view a_ar = {}) {
    const Wording w = WordingOf(std::string("not_said.") + std::string(name));
    story.not_said.push_back({std::string(name), Fill(w.en, a), Fill(w.ar, a_ar)});
  };
  if (story.event == kNone) return;
  const StoryEvent& main = story.events[story.event];
  const int weight = InfoOf(main.event_class).weight;
  auto counted = [&](extract::FigureKind kind) {
    return std::any_of(story.figures.begin(), story.figures.end(), [&](const FigureSeries& s) {
      return s.kind == kind && !s.background && std::any_of(s.points.begin(), s.points.end(), [](const SeriesPoint& p) { return p.low || p.high; });
    });
  };
  if (main.date.empty()) add("date");
  if (main.place.id.empty()) add("place");
  if (weight >= 6) {
    if (!counted(extract::FigureKind::kKilled)) add("killed");
    if (!counted(extract::FigureKind::kInjured) && !counted(extract::FigureKind::kCasualties)) add("injured");
  }
  // The source of the toll that stands as best.
  if (story.killed.all.best) {
    bool sourced = false;
    for (const FigureSeries& s : story.figures) {
      if (s.kind != extract::FigureKind::kKilled || s.background) continue;
      for (const SeriesPoint& p : s.points) {
        const bool best = (p.low && *p.low == *story.killed.all.best) || (p.high && *p.high == *story.killed.all.best);
        sourced |= best && !p.speaker.Empty();
      }
    }
    if (!sourced) add("toll_source");
  }
  const std::string& c = main.event_class;
  if ((c == "prison_attack" || c == "prison_break") && !counted(extract::FigureKind::kEscaped)) add("escaped");
  const std::string_view family = InfoOf(c).family;
  const bool done_by_somebody = family == "assault" || family == "remote" || family == "explosion" || family == "shooting" ||
                                family == "any_violence" || family == "abduction" || family == "execution";
  if (!done_by_somebody) return;
  bool perpetrator = false, claimed = false;
  std::string silent, silent_ar;
  for (const Responsible& r : story.responsible) {
    perpetrator |= r.role == "perpetrator";
    claimed |= r.stance == "claimed";
    if (r.answer != "not reported") continue;
    const std::string en = NeutralName(v, r.who, true), ar = NeutralName(v, r.who, false);
    if (!en.empty()) silent += (silent.empty() ? "" : ", ") + en;
    if (!ar.empty()) silent_ar += (silent_ar.empty() ? "" : std::string(WordingOf("comma").ar) + " ") + ar;
  }
  if (!perpetrator) add("perpetrator");
  if (!claimed) add("responsibility");
  if (!silent.empty() || !silent_ar.empty()) add("answer", silent, silent_ar);
}

}  // namespace tawatur::reconcile
