// Who did a happening to whom, where and when: what the grammar around its word gives. Entry points: EventRoles::Open(), Fill().
//
// Nothing is guessed: who is not said stays empty (an actor that a report did not name would be an accusation of ours).
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/findings.h"
#include "extract/words.h"

namespace tawatur::extract {

// A word that tells of a happening: its tokens, and the event as far as it is known.
struct EventTrigger { uint32_t first, last; Event event; bool verb, noun; };

class EventRoles {
 public:
  EventRoles(const Words& words, const Findings& found) : w_(words), t_(*words.text), found_(found) {}

  // To be called for each sentence before the others, in the order of the text.
  void Open(uint32_t sentence);
  bool Placed() const;  // does the open sentence name a place?

  // Actors, place and time of a happening whose class is settled (an attack on a prison gets a class of its own). `light`: token of
  // the sentence's verb that says no more than "took place", or kNone. `named`: tokens that name a happening, told or only talked of.
  void Fill(EventTrigger& t, uint32_t light, std::span<const uint32_t> named) const;
  // "struck a prison in Syria and a base in Iraq": a second target with a place of its own is a second happening.
  // `t` is filled.
  std::optional<EventTrigger> SecondTarget(const EventTrigger& t) const;
  // Is the happening, filled, only what somebody is accused of or condemns ("accused X of a massacre"), without a place or time of
  // its own? Then it is a claim, not a happening that the report tells.
  bool OnlyComplained(const EventTrigger& t) const;

 private:
  Index From(uint32_t i) const;
  bool IsBody(const Mention& m) const;
  bool Prepositional(const Mention& m) const;
  bool Held(uint32_t from, uint32_t to) const;
  Index DoerAfter(uint32_t i, uint32_t end, uint32_t reach) const;
  bool Between(uint32_t from, uint32_t to) const;
  bool VerbBetween(uint32_t from, uint32_t to) const;
  enum class Striker { kNobody, kAttack, kMaybe };  // kMaybe: too much stands between; nobody is said to have struck or been struck
  Striker OfAttack(uint32_t i) const;
  uint32_t Aim(const EventTrigger& t) const;
  Index MentionEndingAt(uint32_t end) const;
  bool Tells(Index who, uint32_t trigger) const;
  bool GovernedNoun(uint32_t i) const;
  bool Governed(uint32_t i) const;
  Index Exposed(const EventTrigger& t) const;
  bool HasObject(uint32_t i, uint32_t end) const;
  bool OfAnother(uint32_t after, uint32_t i) const;
  Index BodyBefore(uint32_t i, uint32_t begin, uint32_t reach) const;
  Index ForceBefore(uint32_t i, uint32_t begin) const;
  Index SubjectOfThat(uint32_t i, uint32_t begin) const;
  Index BeforeAnd(Index who, uint32_t begin) const;
  Index Undertaker(const EventTrigger& t) const;
  bool Imperfect(uint32_t i) const;
  Index Coordinated(Index who, uint32_t end) const;
  Index First(uint32_t i, uint32_t end, uint32_t reach) const;
  Index ByWhom(const EventTrigger& t) const;
  Index TargetAfter(const EventTrigger& t, Index who) const;
  Index DoerOfVerb(const EventTrigger& t) const;
  // done_to: the noun is done to what follows it ("the storming of X"), so that no doer stands there.
  Index DoerOfNoun(const EventTrigger& t, uint32_t light, bool& done_to) const;
  void Add(Event& e, std::string_view role, Index mention) const;

  uint32_t Breaks(uint32_t a, uint32_t b) const;
  Index Place(const EventTrigger& t) const;
  uint32_t Complaint(uint32_t i) const;
  bool PlaceOfStatement(const Mention& m) const;
  bool Apart(const TimeExpr& time) const;
  bool TimeOfStatement(const TimeExpr& time) const;
  Index When(const EventTrigger& t, std::span<const uint32_t> named) const;

  const Words& w_;
  const text::Text& t_;
  const Findings& found_;
  const text::Sentence* x_ = nullptr;
  const TagSet* tags_ = nullptr;  // of all its tokens: asked before they are
  Index here_ = 0;  // the first mention of the sentence; they are in the order of the text
};

}  // namespace tawatur::extract
