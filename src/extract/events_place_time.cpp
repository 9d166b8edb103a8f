// Where and when a happening was, of all places and times of its sentence. Entry points: EventRoles::Place(), When(), SecondTarget().
#include <algorithm>
#include <array>

#include "extract/event_rules.h"
#include "extract/events_roles.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {

constexpr uint32_t kPlaceReach = 24;  // tokens between a happening and its place
constexpr uint32_t kComplaint = 20;   // tokens between a verb of accusing or condemning and what of
constexpr uint32_t kHomeCost = 40;    // where a victim comes from, or who tells it is, is the place only if there is no other

bool IsDoer(const Event& e, Index mention) {
  return std::any_of(e.actors.begin(), e.actors.end(), [&](const Actor& a) { return a.mention == mention && (a.role == "party" || a.role == event_rules::DoerRole(e.event_class)); });
}

}  // namespace

// Commas and dashes between two tokens: how many clauses lie between.
uint32_t EventRoles::Breaks(uint32_t a, uint32_t b) const {
  static constexpr auto kBreaks = [] {
    std::array<uint8_t, 256> t{};
    for (const unsigned char c : {',', ';', ':', '(', ')'}) t[c] = 3;
    t['-'] = 2;  // with a space before it
    return t;
  }();
  uint32_t n = 0;
  for (uint32_t k = std::min(a, b); k < std::max(a, b); ++k) n += kBreaks[t_.tokens[k].sign] >> (t_.tokens[k].space_before ? 1 : 0) & 1;
  return n;
}

// "X accused Y, which holds Z, of the attack": the token of the verb whose complaint the happening is, or kNone.
uint32_t EventRoles::Complaint(uint32_t i) const {
  if (!tags_->Has(Tag::kClaimAct)) return kNone;
  for (uint32_t k = i; k-- > x_->first && i - k < kComplaint;) {
    if (t_.tokens[k].sign && t_.tokens[k].sign != '"') return kNone;
    const Hit h = w_.At(k, Tag::kClaimAct);
    if (!h) continue;
    const std::string_view act = w_.lexicon->Symbol(h.sense->value);
    if (act == "accusation" || act == "condemnation") return k;
  }
  return kNone;
}

bool EventRoles::OnlyComplained(const EventTrigger& t) const {
  if (t.event.place != kNone || t.event.when != kNone || (t.verb && !(t.noun && GovernedNoun(t.first)))) return false;
  return Complaint(t.first) != kNone;
}

// "the minister said in Paris that ...": where something is said. What is told there may have happened elsewhere.
bool EventRoles::PlaceOfStatement(const Mention& m) const {
  return std::any_of(found_.attributions.begin(), found_.attributions.end(),
                     [&](const Attribution& a) { return a.cue.begin >= x_->span.begin && a.cue.end <= m.span.begin && m.span.end <= a.content.begin; });
}

// The most specific place of the trigger's own clause, after it before before it; else the nearest clause's.
Index EventRoles::Place(const EventTrigger& t) const {
  Index best = kNone;
  std::pair<uint32_t, uint32_t> best_cost{UINT32_MAX, 0};
  // Who complains and who is accused stand before what of; their places are theirs.
  const bool complained = Complaint(t.first) != kNone;
  const bool known = event_rules::BeginsWithArticle(t_.Word(t.first));  // "the explosion": it was told before, with its place
  for (Index k = From(complained ? t.first : x_->first); k < found_.mentions.size(); ++k) {
    const Mention& m = found_.mentions[k];
    if (m.first >= x_->last) break;
    if (m.adjective || (m.type != EntityType::kPlace && m.type != EntityType::kFacility)) continue;
    if (m.kind == "country" && IsDoer(t.event, k)) continue;  // "shelling by Russia" is not in Russia
    const bool of_speaker = m.first < t.first && PlaceOfStatement(m);
    if (of_speaker && known) continue;
    const bool after = m.first >= t.first;
    const uint32_t distance = after ? m.first - t.first : t.first - m.last;
    if (distance > kPlaceReach) continue;
    const auto rank = static_cast<uint32_t>(event_rules::PlaceRank(m));
    const uint32_t home = of_speaker || (m.rule == "origin" && t.event.event_class != "displacement") ? kHomeCost : 0;
    const uint32_t least = rank * 3 + (after ? 0 : 2) + (distance > 12 ? 1 : 0) + home;
    if (least > best_cost.first) continue;
    const std::pair<uint32_t, uint32_t> cost{least + 10 * Breaks(t.first, m.first), distance};
    if (cost < best_cost) {
      best_cost = cost;
      best = k;
    }
  }
  return best;
}

// Does a time stand between commas, or between the sentence's begin and a comma: said of the whole sentence?
bool EventRoles::Apart(const TimeExpr& time) const {
  uint32_t before = time.first;
  while (before > x_->first && t_.tokens[before - 1].sign == 0 && t_.tokens[before - 1].fold_size <= 3 && time.first - before < 2) --before;
  const bool left = before == x_->first || t_.tokens[before - 1].sign != 0;
  const bool right = time.last >= x_->last || t_.tokens[time.last].sign != 0;
  return left && right;
}

// "announced on Friday that ...": the day of the statement is no day of what is stated.
// (A month or more holds both.)
bool EventRoles::TimeOfStatement(const TimeExpr& time) const {
  if (time.type == TimeType::kDateRange || time.from.grain > Unit::kDay) return false;
  for (const Attribution& a : found_.attributions) {
    if (a.cue.begin <= time.span.begin && time.span.end <= a.content.begin && a.cue.end <= a.content.begin) return true;
    // "The ministry of X in Y announced, on Friday, a rise ...": between commas behind who speaks, at the sentence's begin.
    if (a.cue.begin > t_.tokens[x_->first].end || a.cue.begin < x_->span.begin || a.cue.end > time.span.begin || time.span.end > a.content.end) continue;
    uint32_t k = time.first;
    if (k == x_->first || t_.tokens[k - 1].sign != ',' || time.last >= x_->last || t_.tokens[time.last].sign != ',') continue;
    for (--k; k > x_->first && t_.tokens[k - 1].sign == 0; --k) {}
    if (k == x_->first) return true;
  }
  return false;
}

Index EventRoles::When(const EventTrigger& t, std::span<const uint32_t> named) const {
  Index best = kNone;
  uint32_t best_cost = UINT32_MAX;
  auto first = std::lower_bound(found_.times.begin(), found_.times.end(), x_->first, [](const TimeExpr& e, uint32_t v) { return e.first < v; });
  for (auto it = first; it != found_.times.end() && it->first < x_->last; ++it) {
    const TimeExpr& time = *it;
    if (time.type == TimeType::kDuration || time.type == TimeType::kSet || time.type == TimeType::kTime) continue;
    bool taken = false;  // it stands right behind another happening, told or only talked of: attacks of 13 November
    for (uint32_t other : named) taken = taken || (other != t.first && time.first >= other && time.first - other <= 2 && other > t.first);
    if (taken || TimeOfStatement(time)) continue;
    const uint32_t breaks = Breaks(t.first, time.first);
    const bool apart = Apart(time);
    // Across a comma only what is said of the whole sentence: a time between commas, or one that opens it.
    if (breaks > 2 || (breaks > 0 && !apart && time.first > x_->first + 3)) continue;
    const uint32_t d = time.first >= t.last ? time.first - t.last : t.first >= time.last ? t.first - time.last : 0;
    const uint32_t cost = d + 8 * breaks;
    if (cost < best_cost) {
      best_cost = cost;
      best = static_cast<Index>(it - found_.times.begin());
    }
  }
  return best;
}

std::optional<EventTrigger> EventRoles::SecondTarget(const EventTrigger& t) const {
  const Event& e = t.event;
  if (!t.verb || e.place == kNone || !event_rules::IsAttack(e.event_class)) return std::nullopt;
  const Mention& here = found_.mentions[e.place];
  if (here.first < t.first) return std::nullopt;
  for (Index k = From(here.last); k < found_.mentions.size(); ++k) {
    const Mention& m = found_.mentions[k];
    if (m.first >= x_->last || Breaks(here.last, m.first) > 0) return std::nullopt;
    if (m.type != EntityType::kPlace || m.adjective || m.first < here.last + 2 || m.entity == here.entity) continue;
    if (!event_rules::IsIn(t_.tokens[m.first - 1])) continue;
    for (uint32_t noun = m.first - 2; noun > here.last; --noun) {
      if (!(w_.words[noun].cut.clitics & text::kAnd) && !event_rules::BeginsWithAnd(t_.Word(noun))) continue;
      EventTrigger second = t;
      second.event.trigger = w_.BaseOf(noun, noun + 1);
      second.event.place = k;
      second.event.rule = "event_second_target";
      std::erase_if(second.event.actors, [](const Actor& a) { return a.role == "target"; });
      return second;
    }
  }
  return std::nullopt;
}

}  // namespace tawatur::extract
