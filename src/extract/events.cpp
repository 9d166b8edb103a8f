// Happenings of a report: class, status, means, actors with roles, place, time. Entry point: FindEvents().
//
// An event needs a word that tells of a happening (data/lexicon/events.tsv) in a sentence that is no page furniture. Words of
// talk before it ("fear of", "fight against") make none; words of status (foiled, attempted, planned) turn it; a weapon in the
// sentence makes its class finer. Actors come from the grammar around the trigger only: who is not said stays empty.
#include <algorithm>
#include <utility>

#include "extract/event_rules.h"
#include "extract/events_frame.h"
#include "extract/events_roles.h"
#include "extract/extract.h"
#include "extract/kept.h"

namespace tawatur::extract {
namespace {

constexpr uint32_t kStatusReach = 4;   // tokens between a word of status and its happening
constexpr uint32_t kTalkReach = 2;     // tokens between a word of talk and its happening
constexpr uint32_t kWeaponReach = 14;  // tokens between a happening and its weapon

constexpr size_t kMost = 8;            // happenings that few reports go beyond

// What a word must carry to tell of a happening, and to turn one: most words carry none of these.
constexpr TagSet kTurns = TagsOf({Tag::kEventLight, Tag::kEventStatus, Tag::kEventNot, Tag::kEventPast});
constexpr TagSet kTells = TagsOf({Tag::kEvent, Tag::kEventLight, Tag::kEventStatus, Tag::kEventNot, Tag::kEventPast});

class EventFinder {
 public:
  EventFinder(const Words& words, Findings& out, EventBuffers& buffers)
      : w_(words), t_(*words.text), out_(out), roles_(words, out), frame_(words, out, roles_, buffers), triggers_(buffers.triggers),
        weapons_(buffers.weapons), telling_(buffers.telling), named_(buffers.named) {}

  void Run() {
    for (uint32_t s = 0; s < t_.sentences.size(); ++s) {
      if (t_.sentences[s].furniture || !w_.sentences[s].Has(Tag::kEvent)) continue;
      Sentence(s);
    }
  }

 private:
  void Sentence(uint32_t s) {
    const text::Sentence& x = t_.sentences[s];
    roles_.Open(s);
    frame_.Open(s);
    telling_.clear();
    for (uint32_t i = x.first; (i = w_.NextStart(i, x.last, kTellsEvent)) < x.last; ++i) {
      const Word& word = w_.words[i];
      __builtin_prefetch(word.senses.data());  // lie far away
      frame_.See(i);
      if (word.tags.Any(kTells)) telling_.push_back(i);
    }
    triggers_.clear();
    weapons_.clear();
    named_.clear();
    uint32_t light = kNone;
    uint32_t status_at = kNone, talk_at = kNone, past_at = kNone;
    EventStatus status = EventStatus::kHappened;
    uint32_t next = x.first;  // behind what tells of the last one
    for (const uint32_t i : telling_) {
      if (i < next) continue;
      if (w_.words[i].tags.Any(kTurns)) {
        if (w_.Is(i, Tag::kEventLight)) light = i;
        if (const Hit h = w_.At(i, Tag::kEventStatus)) {
          const std::string_view v = w_.lexicon->Symbol(h.sense->value);
          status = v == "foiled" ? EventStatus::kFoiled : v == "attempted" ? EventStatus::kAttempted : EventStatus::kPlanned;
          status_at = i;
        }
        if (w_.Is(i, Tag::kEventNot)) talk_at = i;
        if (w_.Is(i, Tag::kEventPast)) past_at = i;
      }
      const Hit h = w_.At(i, Tag::kEvent);
      if (!h || InsideName(i)) continue;
      named_.push_back(i);
      if (talk_at != kNone && talk_at != i && i - talk_at <= kTalkReach) continue;
      if (past_at != kNone && past_at != i && i - past_at <= kTalkReach) continue;
      if (const Hit weapon = w_.At(i, Tag::kEventWeapon); weapon && weapon.last == h.last) {
        weapons_.push_back({i, w_.lexicon->Symbol(h.sense->value)});
        next = h.last;
        continue;
      }
      if (w_.Is(i, Tag::kEventNeedsVessel) && !Near(i, x, Tag::kEventVessel, 6)) continue;
      if (w_.Is(i, Tag::kEventVerb) && !w_.Is(i, Tag::kEventNoun) && Negated(i, x)) continue;
      if (!frame_.Tells(i, h)) {
        next = h.last;
        continue;
      }
      EventTrigger t{i, h.last, {}, w_.Is(i, Tag::kEventVerb), !w_.Is(i, Tag::kEventVerb) || w_.Is(i, Tag::kEventNoun)};
      Event& e = t.event;
      e.event_class = w_.lexicon->Symbol(h.sense->value);
      if (const std::string_view c = frame_.Refined(i, h); !c.empty()) e.event_class = c;
      e.trigger = w_.BaseOf(i, h.last);
      e.evidence = x.span;
      e.sentence = s;
      e.rule = t.verb ? "event_verb" : "event_noun";
      if (status_at != kNone && i - status_at <= kStatusReach && (status_at != i || w_.At(i, Tag::kEventStatus))) {
        e.status = status;
        // A foiled happening is told once, by the word that says so.
        if (status == EventStatus::kFoiled && status_at != i && !triggers_.empty() && triggers_.back().event.event_class == "foiled_plot") {
          triggers_.back().last = h.last;
          continue;
        }
        if (status == EventStatus::kFoiled) e.event_class = "foiled_plot";
      }
      triggers_.push_back(std::move(t));
      next = h.last;
    }
    WeaponAlone(s, x);
    Foil();
    for (EventTrigger& t : triggers_) {
      Arm(t, x);
      roles_.Fill(t, light, named_);
    }
    std::erase_if(triggers_, [&](const EventTrigger& t) { return roles_.OnlyComplained(t); });
    for (size_t i = 0, told = triggers_.size(); i < told; ++i) {
      if (auto second = roles_.SecondTarget(triggers_[i])) triggers_.push_back(std::move(*second));
    }
    for (EventTrigger& t : triggers_) {
      if (t.event.event_class != "foiled_plot" || t.event.when != kNone) continue;
      for (const EventTrigger& other : triggers_) {
        if (other.event.event_class == "arrest") t.event.when = other.event.when;
      }
    }
    Keep();
  }

  // Who is arrested over a planned attack did not carry it out: the plot was foiled.
  void Foil() {
    bool arrest = false;
    for (const EventTrigger& t : triggers_) arrest = arrest || t.event.event_class == "arrest";
    if (!arrest) return;
    for (EventTrigger& t : triggers_) {
      if (t.event.status != EventStatus::kPlanned) continue;
      t.event.status = EventStatus::kFoiled;
      t.event.event_class = "foiled_plot";
    }
  }

  bool InsideName(uint32_t i) const {
    const Index p = w_.words[i].inside;
    if (p == kNone) return false;
    for (const Sense& s : w_.phrases[p].senses) {
      if (s.tag == Tag::kName) return true;
    }
    return false;
  }

  bool Near(uint32_t i, const text::Sentence& x, Tag tag, uint32_t reach) const {
    for (uint32_t k = i > x.first + reach ? i - reach : x.first; k < std::min(x.last, i + reach + 1); ++k) {
      if (w_.Is(k, tag)) return true;
    }
    return false;
  }

  // lam, lan, la, ma-lam before a verb.
  bool Negated(uint32_t i, const text::Sentence& x) const {
    if (i == x.first) return false;
    return event_rules::IsNegation(t_.tokens[i - 1]);
  }

  // A weapon tells a happening by itself only where the sentence counts victims.
  void WeaponAlone(uint32_t s, const text::Sentence& x) {
    if (!triggers_.empty() || weapons_.empty() || !frame_.Told(weapons_[0].token)) return;
    bool victims = false;
    for (uint32_t k = x.first; k < x.last && !victims; ++k) {
      victims = w_.Is(k, Tag::kHappening) || w_.Is(k, Tag::kHappeningNoun) || w_.Is(k, Tag::kPersonKind);
    }
    if (!victims) return;
    EventTrigger t{weapons_[0].token, weapons_[0].token + 1, {}, false, true};
    t.event.event_class = weapons_[0].event_class;
    t.event.trigger = w_.BaseOf(t.first, std::max(t.last, w_.At(t.first, Tag::kEvent).last));
    t.event.evidence = x.span;
    t.event.sentence = s;
    t.event.rule = "event_weapon";
    triggers_.push_back(std::move(t));
  }

  // A weapon of the sentence makes the class finer and is the means.
  void Arm(EventTrigger& t, const text::Sentence& x) const {
    Event& e = t.event;
    for (const Weapon& weapon : weapons_) {
      const uint32_t distance = weapon.token > t.first ? weapon.token - t.first : t.first - weapon.token;
      if (distance > kWeaponReach) continue;
      if (const Hit m = w_.At(weapon.token, Tag::kMeans)) e.means = w_.lexicon->Symbol(m.sense->value);
      e.event_class = event_rules::Finer(e.event_class, weapon.event_class);
    }
    if (!w_.sentences[e.sentence].Has(Tag::kMeans)) return;
    for (uint32_t k = t.first; k < std::min(x.last, t.last + 4) && e.means.empty(); ++k) {
      if (const Hit m = w_.At(k, Tag::kMeans)) e.means = w_.lexicon->Symbol(m.sense->value);
    }
  }

  // One event a class, status and place in a sentence: the first trigger that tells it.
  void Keep() {
    for (size_t i = 0; i < triggers_.size(); ++i) {
      bool again = false;
      for (size_t k = 0; k < i && !again; ++k) {
        const Event &a = triggers_[k].event, &b = triggers_[i].event;
        again = a.event_class == b.event_class && a.status == b.status && a.place == b.place && a.when == b.when;
      }
      // A killing is told by what killed where the sentence says that.
      for (size_t k = 0; k < triggers_.size() && !again && triggers_[i].event.event_class == "killing"; ++k) again = triggers_[k].event.event_class != "killing";
      if (out_.events.empty()) out_.events.reserve(kMost);
      if (!again) out_.events.push_back(std::move(triggers_[i].event));  // what is compared stays
    }
  }

  using Weapon = EventBuffers::Weapon;
  const Words& w_;
  const text::Text& t_;
  Findings& out_;
  EventRoles roles_;
  EventFrame frame_;
  std::vector<EventTrigger>& triggers_;
  std::vector<Weapon>& weapons_;
  std::vector<uint32_t>& telling_;
  std::vector<uint32_t>& named_;
};

}  // namespace

void FindEvents(const Words& words, Findings& out) { EventFinder(words, out, words.kept->events).Run(); }

}  // namespace tawatur::extract
