// Look-ups by token for the last steps of figures. Entry points: the members of Around. Used by figures_slots.cpp
// and its parts.
#include <algorithm>

#include "extract/figures_slots.h"

namespace tawatur::extract::figures {

bool IsDay(const TimeExpr& t) {
  return t.type != TimeType::kDuration && t.type != TimeType::kSet && t.type != TimeType::kTime &&
      t.type != TimeType::kTimeRange;
}

void Standing::Read(const Findings& found, size_t tokens) {
  blocks_.assign(tokens / 64 + 1, {});  // and of the place behind the last
  for (const Mention& m : found.mentions) {
    Add(kMentionFirst, m.first);
    Add(kMentionLast, m.last);
    if (m.anonymous) Add(kInSource, m.first, m.last);
  }
  for (const TimeExpr& t : found.times) {
    Add(kTimeFirst, t.first);
    Add(kTimeLast, t.last);
  }
  for (const NumberExpr& n : found.numbers) Add(kInNumber, n.first, n.last);
}

Around::Around(Reading& r) : out_(r.out), said_(r.said), said_end_(r.said_end) {
  said_.resize(out_.attributions.size());
  for (Index i = 0; i < said_.size(); ++i) said_[i] = i;
  auto begin = [this](Index i) { return out_.attributions[i].content.begin; };
  const auto before = [&](Index a, Index b) { return begin(a) < begin(b); };
  if (!std::is_sorted(said_.begin(), said_.end(), before)) std::stable_sort(said_.begin(), said_.end(), before);
  said_end_.clear();
  uint32_t end = 0;
  for (Index i : said_) said_end_.push_back(end = std::max(end, out_.attributions[i].content.end));
}

template <typename T>
Around::Range Between(const std::vector<T>& all, uint32_t first, uint32_t last) {
  auto before = [](const T& x, uint32_t token) { return x.first < token; };
  const auto from = std::lower_bound(all.begin(), all.end(), first, before);
  const auto to = std::lower_bound(from, all.end(), last, before);
  return {static_cast<Index>(from - all.begin()), static_cast<Index>(to - all.begin())};
}

Around::Range Around::Mentions(uint32_t first, uint32_t last) const { return Between(out_.mentions, first, last); }
Around::Range Around::Times(uint32_t first, uint32_t last) const { return Between(out_.times, first, last); }

Around::Range Around::EventsOf(uint32_t sentence) const {
  auto before = [](const Event& x, uint32_t s) { return x.sentence < s; };
  const auto from = std::lower_bound(out_.events.begin(), out_.events.end(), sentence, before);
  const auto to = std::lower_bound(from, out_.events.end(), sentence + 1, before);
  return {static_cast<Index>(from - out_.events.begin()), static_cast<Index>(to - out_.events.begin())};
}

Index Around::Said(Span span) const {
  auto after = [this](uint32_t begin, Index i) { return begin < out_.attributions[i].content.begin; };
  size_t k = std::upper_bound(said_.begin(), said_.end(), span.begin, after) - said_.begin();
  Index best = kNone;
  for (; k > 0 && said_end_[k - 1] >= span.end; --k) {
    const Index i = said_[k - 1];
    const Attribution& a = out_.attributions[i];
    if (!a.content.Contains(span) || a.rule == "verb_object") continue;
    const size_t size = a.content.Size(), least = best == kNone ? SIZE_MAX : out_.attributions[best].content.Size();
    if (size < least || (size == least && i > best)) best = i;
  }
  return best;
}

bool Fits(std::string_view c, FigureKind kind) {
  const bool talk = c == "ceasefire" || c == "curfew" || c == "trial" || c == "strike_action" ||
      c == "withdrawal" || c == "foiled_plot" ||
                    c == "looting" || c == "other" || c == "capture_of_territory" || c == "deployment";
  const bool taking = c == "arrest" || c == "abduction" || c == "surrender" || c == "prisoner_release";
  const bool prison = c == "prison_break" || c == "prison_attack";
  switch (kind) {
    case FigureKind::kArrested: return c == "arrest" || c == "raid" || c == "foiled_plot" || c == "protest" ||
        c == "riot";
    case FigureKind::kDetained: return c == "arrest" || prison;
    case FigureKind::kSurrendered: return c == "surrender" || prison || c == "siege" || c == "armed_clash";
    case FigureKind::kEscaped: return prison || c == "prisoner_release";
    case FigureKind::kReleased: return prison || c == "prisoner_release";
    case FigureKind::kAbducted: return c == "abduction";
    case FigureKind::kStrength: return !taking && c != "curfew" && c != "ceasefire";
    default: return !talk && !taking && c != "displacement";
    case FigureKind::kDisplaced: return !talk && !taking;
  }
}

bool Around::OfStatement(const TimeExpr& t) const {
  return std::any_of(out_.attributions.begin(), out_.attributions.end(),
                     [&](const Attribution& a) { return a.cue.begin <= t.span.begin && t.span.end <= a.content.begin; });
}

bool Around::InByline(const TimeExpr& t) const {
  for (const Byline& b : out_.bylines) {
    if (b.span.Overlaps(t.span)) return true;
  }
  return false;
}

}  // namespace tawatur::extract::figures
