// Happenings of a report: class, status, means, actors with roles, place, time. Entry point: FindEvents().
//
// An event needs a word that tells of a happening (data/lexicon/events.tsv) in a sentence that is no page furniture. Words of
// talk before it ("fear of", "fight against") make none; words of status (foiled, attempted, planned) turn it; a weapon in the
// sentence makes its class finer. Actors come from the grammar around the trigger only: who is not said stays empty.
#include <algorithm>
#include <array>
#include <iterator>

#include "extract/event_rules.h"
#include "extract/events_frame.h"
#include "extract/extract.h"

namespace tawatur::extract {
namespace {

using lexicon::EntityType;

constexpr uint32_t kStatusReach = 4;   // tokens between a word of status and its happening
constexpr uint32_t kTalkReach = 2;     // tokens between a word of talk and its happening
constexpr uint32_t kThatReach = 14;    // tokens between "that" and the verb of its subject
constexpr uint32_t kUndertaken = 8;    // tokens between a verb of undertaking and what is undertaken
constexpr uint32_t kSubjectReach = 6;  // tokens between a verb and its subject
constexpr uint32_t kPlaceReach = 24;   // tokens between a happening and its place
constexpr uint32_t kHomeCost = 40;     // where a victim comes from is the place only if there is no other
constexpr uint32_t kWeaponReach = 14;  // tokens between a happening and its weapon

// What a word must carry to tell of a happening or to turn one: most words carry none of these.
constexpr TagSet kTells = TagsOf({Tag::kEvent, Tag::kEventLight, Tag::kEventPassive, Tag::kEventStatus, Tag::kEventNot, Tag::kEventPast});

class EventFinder {
 public:
  EventFinder(const Words& words, Findings& out) : w_(words), t_(*words.text), out_(out), frame_(words, out) {}

  void Run() {
    for (uint32_t s = 0; s < t_.sentences.size(); ++s) {
      if (t_.sentences[s].furniture || !w_.sentences[s].Has(Tag::kEvent)) continue;
      if (by_token_.size() != out_.mentions.size()) Order();
      Sentence(s);
    }
  }

 private:
  struct Trigger { uint32_t first, last; Event event; bool verb, noun; };

  void Order() {
    constexpr size_t kManyInASentence = 16;  // triggers that few sentences go beyond
    triggers_.reserve(kManyInASentence);
    named_.reserve(kManyInASentence);
    const auto& all = out_.mentions;
    here_ = 0;
    by_token_.resize(all.size());
    for (Index m = 0; m < by_token_.size(); ++m) by_token_[m] = m;
    const auto before = [&](Index a, Index b) { return std::make_pair(all[a].first, a) < std::make_pair(all[b].first, b); };
    if (!std::is_sorted(by_token_.begin(), by_token_.end(), before)) std::sort(by_token_.begin(), by_token_.end(), before);
  }

  void Sentence(uint32_t s) {
    const text::Sentence& x = t_.sentences[s];
    here_ = From(x.first);
    triggers_.clear();
    weapons_.clear();
    named_.clear();
    light_ = passive_ = kNone;
    bool placed = false;
    for (size_t k = From(x.first); k < by_token_.size() && out_.mentions[by_token_[k]].first < x.last && !placed; ++k) {
      const Mention& m = out_.mentions[by_token_[k]];
      placed = !m.adjective && (m.type == EntityType::kPlace || m.type == EntityType::kFacility);
    }
    frame_.Read(x, placed);
    uint32_t status_at = kNone, talk_at = kNone, past_at = kNone;
    EventStatus status = EventStatus::kHappened;
    for (uint32_t i = x.first; i < x.last; ++i) {
      if (!w_.words[i].tags.Any(kTells)) continue;
      if (w_.Is(i, Tag::kEventLight)) light_ = i;
      if (w_.Is(i, Tag::kEventPassive)) passive_ = i;
      if (const Hit h = w_.At(i, Tag::kEventStatus)) {
        const std::string_view v = w_.lexicon->Symbol(h.sense->value);
        status = v == "foiled" ? EventStatus::kFoiled : v == "attempted" ? EventStatus::kAttempted : EventStatus::kPlanned;
        status_at = i;
      }
      if (w_.Is(i, Tag::kEventNot)) talk_at = i;
      if (w_.Is(i, Tag::kEventPast)) past_at = i;
      const Hit h = w_.At(i, Tag::kEvent);
      if (!h || InsideName(i)) continue;
      named_.push_back(i);
      if (talk_at != kNone && talk_at != i && i - talk_at <= kTalkReach) continue;
      if (past_at != kNone && past_at != i && i - past_at <= kTalkReach) continue;
      if (const Hit weapon = w_.At(i, Tag::kEventWeapon); weapon && weapon.last == h.last) {
        weapons_.push_back({i, w_.lexicon->Symbol(h.sense->value)});
        i = h.last - 1;
        continue;
      }
      if (w_.Is(i, Tag::kEventNeedsVessel) && !Near(i, x, Tag::kEventVessel, 6)) continue;
      if (w_.Is(i, Tag::kEventVerb) && !w_.Is(i, Tag::kEventNoun) && Negated(i, x)) continue;
      if (!frame_.Tells(i, h)) {
        i = h.last - 1;
        continue;
      }
      Trigger t{i, h.last, {}, w_.Is(i, Tag::kEventVerb), !w_.Is(i, Tag::kEventVerb) || w_.Is(i, Tag::kEventNoun)};
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
      i = h.last - 1;
    }
    WeaponAlone(s, x);
    Foil();
    for (Trigger& t : triggers_) Complete(t, x);
    extra_.clear();
    for (const Trigger& t : triggers_) SecondTarget(t, x);
    std::move(extra_.begin(), extra_.end(), std::back_inserter(triggers_));
    for (Trigger& t : triggers_) {
      if (t.event.event_class != "foiled_plot" || t.event.when != kNone) continue;
      for (const Trigger& other : triggers_) {
        if (other.event.event_class == "arrest") t.event.when = other.event.when;
      }
    }
    Keep();
  }

  // Who is arrested over a planned attack did not carry it out: the plot was foiled.
  void Foil() {
    bool arrest = false;
    for (const Trigger& t : triggers_) arrest = arrest || t.event.event_class == "arrest";
    if (!arrest) return;
    for (Trigger& t : triggers_) {
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
    const std::string_view p = t_.Word(i - 1);
    return p.size() <= 3 && event_rules::IsNegation(p);
  }

  // A weapon tells a happening by itself only where the sentence counts victims.
  void WeaponAlone(uint32_t s, const text::Sentence& x) {
    if (!triggers_.empty() || weapons_.empty() || !frame_.Told(weapons_[0].token)) return;
    bool victims = false;
    for (uint32_t k = x.first; k < x.last && !victims; ++k) {
      victims = w_.Is(k, Tag::kHappening) || w_.Is(k, Tag::kHappeningNoun) || w_.Is(k, Tag::kPersonKind);
    }
    if (!victims) return;
    Trigger t{weapons_[0].token, weapons_[0].token + 1, {}, false, true};
    t.event.event_class = weapons_[0].event_class;
    t.event.trigger = w_.BaseOf(t.first, std::max(t.last, w_.At(t.first, Tag::kEvent).last));
    t.event.evidence = x.span;
    t.event.sentence = s;
    t.event.rule = "event_weapon";
    triggers_.push_back(std::move(t));
  }

  // First index in by_token_ of a mention that begins at token i of the sentence or later.
  size_t From(uint32_t i) const {
    size_t k = here_;
    while (k < by_token_.size() && out_.mentions[by_token_[k]].first < i) ++k;
    return k;
  }
  bool IsBody(const Mention& m) const {
    if (m.adjective && event_rules::NamesPeople(t_.Word(m.last - 1))) return false;
    return !m.anonymous && (m.type == EntityType::kOrganisation || (m.type == EntityType::kPlace && (m.adjective || m.kind == "country")));
  }
  bool Prepositional(const Mention& m) const {
    if (w_.words[m.first].cut.clitics & (text::kWith | text::kLike)) return true;
    if (m.first == 0) return false;
    const Sense* p = w_.WordSense(m.first - 1, Tag::kNpStop);
    return p != nullptr && event_rules::IsPreposition(t_.Word(m.first - 1));
  }

  // "positions of X", "areas held by X": X was struck, unless the fire came from there.
  bool Held(uint32_t from, uint32_t to) const {
    for (uint32_t k = from; k < to; ++k) {
      const Hit h = w_.At(k, Tag::kEventMark);
      if (!h || w_.lexicon->Symbol(h.sense->value) != "held") continue;
      return k == 0 || !(event_rules::IsFrom(t_.Word(k - 1)) || event_rules::IsSource(t_.Word(k - 1)));
    }
    return false;
  }

  // The doer that stands after token i, before `end`: the subject of a verb, or the genitive of a noun.
  Index DoerAfter(uint32_t i, uint32_t end, uint32_t reach) const {
    for (size_t k = From(i); k < by_token_.size(); ++k) {
      const Mention& m = out_.mentions[by_token_[k]];
      if (m.first >= end || m.first > i + reach) break;
      if (IsBody(m)) return Prepositional(m) || Held(i, m.first) || (m.adjective && Between(i, m.first)) ? kNone : by_token_[k];
      if (m.type == EntityType::kPlace || m.type == EntityType::kFacility) return kNone;
    }
    return kNone;
  }
  // "hit with Russian shells": a noun behind a preposition stands between, and the adjective is that noun's.
  bool Between(uint32_t from, uint32_t to) const {
    for (uint32_t k = from; k < to; ++k) {
      if (t_.tokens[k].sign) continue;
      if (w_.words[k].cut.clitics & (text::kWith | text::kLike)) return true;
      if (w_.WordSense(k, Tag::kNpStop) != nullptr && event_rules::IsPreposition(t_.Word(k))) return true;
    }
    return false;
  }

  // "X condemned the shelling": a noun that could be a verb after its subject, but X is the one who condemns.
  bool Condemns(Index who, const text::Sentence& x) const {
    const uint32_t first = out_.mentions[who].first;
    if (first == x.first) return false;
    const Hit h = w_.At(first - 1, Tag::kClaimAct);
    return h && w_.lexicon->Symbol(h.sense->value) == "condemnation";
  }

  // "the storming of X" is done to X, "X's storming of Y" by X: the noun goes on with its own object.
  bool HasObject(uint32_t i, uint32_t end) const {
    const size_t k = From(i);
    if (k >= by_token_.size()) return false;
    const Mention& m = out_.mentions[by_token_[k]];
    if (m.first > i + 1 || m.last >= end || !IsBody(m) || t_.tokens[m.last].sign) return false;
    return (w_.words[m.last].cut.clitics & text::kFor) != 0 || static_cast<unsigned char>(t_.Word(m.last)[0]) == text::kLam;
  }

  // "X condemned the attack that struck": the verb is the attack's.
  bool OfAnother(uint32_t after, uint32_t i) const {
    for (uint32_t k = after + 1; k < i; ++k) {
      if (w_.Is(k, Tag::kClauseRelative)) return true;
    }
    return false;
  }

  Index BodyBefore(uint32_t i, uint32_t begin, uint32_t reach) const {
    for (size_t k = From(i); k-- > 0;) {
      const Mention& m = out_.mentions[by_token_[k]];
      if (m.first < begin || m.last + reach < i) break;
      if (m.last <= i && IsBody(m) && !m.adjective && !Prepositional(m) && Breaks(m.last, i) == 0) return OfAnother(m.last, i) ? kNone : by_token_[k];
    }
    return kNone;
  }

  // "a Turkish drone struck", "a Russian patrol opened fire": the adjective of a force or weapon right before its verb.
  Index ForceBefore(uint32_t i, uint32_t begin) const {
    if (w_.words[i].cut.clitics & text::kPronoun) return kNone;  // "struck it": the noun was struck
    for (size_t k = From(i); k-- > 0;) {
      const Mention& m = out_.mentions[by_token_[k]];
      if (m.last > i) continue;
      if (m.last < i || !m.adjective || !IsBody(m) || m.first <= begin) break;
      for (uint32_t noun = m.first - 1; noun + 2 >= m.first && noun >= begin; --noun) {
        const Hit mark = w_.At(noun, Tag::kEventMark);
        if ((mark && w_.lexicon->Symbol(mark.sense->value) == "force") || w_.Is(noun, Tag::kClaimForce) || w_.Is(noun, Tag::kEventWeapon) || w_.Is(noun, Tag::kMeans)) return by_token_[k];
        if (noun == 0) break;
      }
      break;
    }
    return kNone;
  }

  // "... that the forces of X stationed in Y shelled": behind "that" stands the subject, whatever is said of it before its verb.
  Index SubjectOfThat(uint32_t i, uint32_t begin) const {
    for (uint32_t k = i; k-- > begin && i - k < kThatReach;) {
      if ((t_.tokens[k].sign && t_.tokens[k].sign != '"') || w_.Is(k, Tag::kClauseRelative)) return kNone;
      if (!w_.Is(k, Tag::kClauseThat)) continue;
      Index subject = First(k + 1, i, 0);
      if (subject == kNone || !IsBody(out_.mentions[subject])) return kNone;
      for (Index also = Coordinated(subject, i); also != kNone; also = Coordinated(also, i)) subject = also;
      const uint32_t next = out_.mentions[subject].last;
      return next < i && event_rules::BeginsWithArticle(t_.Word(next)) ? subject : kNone;
    }
    return kNone;
  }

  // "X and the militias of Y shelled": X too.
  Index BeforeAnd(Index who, uint32_t begin) const {
    if (who == kNone || out_.mentions[who].first == begin || !(w_.words[out_.mentions[who].first].cut.clitics & text::kAnd)) return kNone;
    return BodyBefore(out_.mentions[who].first, begin, 0);
  }

  // "The forces of X undertook the killing of ...", "an operation of raids by X".
  Index Undertaker(const Trigger& t, const text::Sentence& x) const {
    const bool with = (w_.words[t.first].cut.clitics & text::kWith) != 0;
    if (with || (t.first > x.first && event_rules::IsOnOrAgainst(t_.Word(t.first - 1)))) {
      for (uint32_t k = t.first; k-- > x.first && t.first - k < kUndertaken;) {
        if (event_rules::Undertakes(t_.Word(k))) return DoerAfter(k + 1, t.first, kSubjectReach);
      }
    }
    for (uint32_t k = t.last; k < std::min(x.last, t.last + 2); ++k) {  // "a joint operation between X and Y"
      if (event_rules::IsBetween(t_.Word(k)) && t.event.event_class == "raid") return DoerAfter(k + 1, x.last, 2);
    }
    if (t.first > x.first && event_rules::IsOperation(t_.Word(t.first - 1))) {
      const Index by = First(t.last, x.last, 0);
      if (by != kNone && IsBody(out_.mentions[by]) && (w_.words[out_.mentions[by].first].cut.clitics & text::kFor)) return by;
    }
    return kNone;
  }

  void Add(Event& e, std::string_view role, Index mention) {
    if (mention == kNone) return;
    for (const Actor& a : e.actors) {
      if (a.mention == mention) return;
    }
    if (e.actors.empty()) e.actors.reserve(2);  // mostly who and whom
    e.actors.push_back({role, mention, out_.mentions[mention].span});
  }

  void Complete(Trigger& t, const text::Sentence& x) {
    Event& e = t.event;
    for (const Weapon& weapon : weapons_) {
      const uint32_t distance = weapon.token > t.first ? weapon.token - t.first : t.first - weapon.token;
      if (distance > kWeaponReach) continue;
      if (const Hit m = w_.At(weapon.token, Tag::kMeans)) e.means = w_.lexicon->Symbol(m.sense->value);
      e.event_class = event_rules::Finer(e.event_class, weapon.event_class);
    }
    for (uint32_t k = t.first; k < std::min(x.last, t.last + 4) && e.means.empty(); ++k) {
      if (const Hit m = w_.At(k, Tag::kMeans)) e.means = w_.lexicon->Symbol(m.sense->value);
    }
    std::string_view doer = event_rules::DoerRole(e.event_class);
    for (uint32_t k = t.last; k < std::min(x.last, t.last + 3); ++k) {
      if (event_rules::IsMutual(t_.Word(k))) doer = "party";  // whoever shells whom
    }
    const std::string_view other = event_rules::OtherRole(e.event_class);
    Index who = kNone;
    if (e.event_class == "armed_clash") {
      for (size_t k = From(t.last), n = 0; k < by_token_.size() && n < 2; ++k) {
        const Mention& m = out_.mentions[by_token_[k]];
        if (m.first >= x.last || m.first > t.last + 12) break;
        if (IsBody(m) && !m.adjective) {
          Add(e, "party", by_token_[k]);
          ++n;
        }
      }
    } else {
      if (t.verb && !(t.noun && t.first > x.first && w_.words[t.first].cut.clitics & text::kArticle)) {
        // Right before a verb that no "and" opens stands its subject; what follows then is its object.
        if (!(w_.words[t.first].cut.clitics & (text::kAnd | text::kThen))) who = BodyBefore(t.first, x.first, 0);
        if (who == kNone) who = DoerAfter(t.last, x.last, kSubjectReach);
        if (who == kNone) who = BodyBefore(t.first, x.first, 3);
        if (who == kNone) who = ForceBefore(t.first, x.first);
        if (who == kNone) who = SubjectOfThat(t.first, x.first);
        if (who != kNone && Condemns(who, x)) who = kNone;
        if (who != kNone && out_.mentions[who].last <= t.first) Add(e, doer, BeforeAnd(who, x.first));
      }
      if (who == kNone && t.noun) who = Undertaker(t, x);
      if (who == kNone && t.noun && light_ != kNone) {
        if (light_ < t.first) {
          if (!(w_.words[light_].cut.clitics & (text::kAnd | text::kThen))) who = BodyBefore(light_, x.first, 0);
          if (who == kNone) who = DoerAfter(light_ + 1, t.first, 12);
          if (who == kNone) who = BodyBefore(light_, x.first, 3);
        } else if (light_ - t.last < 10) {
          who = DoerAfter(light_ + 1, x.last, kSubjectReach);
        }
      }
      const bool done_to = who == kNone && t.noun && event_rules::GenitiveIsTarget(e.event_class, w_, t.first) && !HasObject(t.last, x.last);
      if (who == kNone && t.noun && !done_to) who = DoerAfter(t.last, x.last, 3);
      if (who == kNone) who = ByWhom(t, x);
      Add(e, doer, who);
      for (Index also = Coordinated(who, x.last); also != kNone && e.actors.size() < 4; also = Coordinated(also, x.last)) Add(e, doer, also);
      Index target = TargetAfter(t, x, who);
      if (target == kNone && done_to) target = First(t.last, x.last, 3);
      Add(e, other, target);
      if (target != kNone && out_.mentions[target].type == EntityType::kFacility) {
        if (event_rules::IsAttack(e.event_class) && out_.mentions[target].kind == "prison") e.event_class = "prison_attack";
      }
    }
    e.place = Place(t, x);
    e.when = When(t, x);
  }

  bool Imperfect(uint32_t i) const {
    if (t_.tokens[i].sign || !event_rules::BeginsWithYeh(t_.Word(i))) return false;
    const auto& senses = w_.words[i].senses;
    return senses.empty() || std::any_of(senses.begin(), senses.end(), [](const Sense& s) { return s.form == lexicon::Form::kImperfect; });
  }

  // "X and Y", "X and the Russian militias", "the Syrian and Russian air forces": who does it together with this one.
  Index Coordinated(Index who, uint32_t end) const {
    if (who == kNone) return kNone;
    uint32_t next = out_.mentions[who].last;
    while (next < end && t_.tokens[next].sign == '"') ++next;
    if (next < end && !t_.tokens[next].sign && event_rules::IsAnd(t_.Word(next))) {  // wa-"X"
      ++next;
      while (next < end && t_.tokens[next].sign == '"') ++next;
      const size_t k = From(next);
      const bool body = k < by_token_.size() && out_.mentions[by_token_[k]].first == next && next < end && IsBody(out_.mentions[by_token_[k]]);
      return body && !(out_.mentions[by_token_[k]].last < end && Imperfect(out_.mentions[by_token_[k]].last)) ? by_token_[k] : kNone;
    }
    if (next >= end || t_.tokens[next].sign || !event_rules::BeginsWithAnd(t_.Word(next))) return kNone;
    for (size_t k = From(next); k < by_token_.size(); ++k) {
      const Mention& m = out_.mentions[by_token_[k]];
      if (m.first >= end || m.first > next + 1 || !IsBody(m)) return kNone;
      // A noun of forces may stand between, which the adjective tells of; a name by itself follows "and" at once.
      if (m.first == next + 1 && (!m.adjective || !(w_.Is(next, Tag::kClaimForce) || w_.Is(next, Tag::kOrgHead)))) return kNone;
      if (m.last < end && Imperfect(m.last)) return kNone;  // "and X replies"
      return by_token_[k];
    }
    return kNone;
  }

  Index First(uint32_t i, uint32_t end, uint32_t reach) const {
    const size_t k = From(i);
    if (k >= by_token_.size()) return kNone;
    const Mention& m = out_.mentions[by_token_[k]];
    return m.first < end && m.first <= i + reach && !m.adjective ? by_token_[k] : kNone;
  }

  // "by X", "at the hands of X".
  Index ByWhom(const Trigger& t, const text::Sentence& x) const {
    for (uint32_t k = t.last; k + 1 < x.last && k < t.last + 14; ++k) {
      if (event_rules::IsByWhom(t_.Word(k), t_.Word(k + 1))) return DoerAfter(k + 2, x.last, 4);
      if (event_rules::IsByFire(t_.Word(k))) return DoerAfter(k + 1, x.last, 3);
      // "shelling from the forces of X"
      if (t.noun && k < t.last + 3 && event_rules::IsFrom(t_.Word(k))) {
        const Index from = First(k + 1, x.last, 0);
        if (from != kNone && IsBody(out_.mentions[from]) && out_.mentions[from].type == EntityType::kOrganisation) return from;
      }
    }
    return kNone;
  }

  // "on X", "against X": what the happening was aimed at.
  Index TargetAfter(const Trigger& t, const text::Sentence& x, Index who) const {
    for (size_t k = From(t.last); k < by_token_.size(); ++k) {
      const Mention& m = out_.mentions[by_token_[k]];
      if (m.first >= x.last || m.first > t.last + 8) break;
      if (by_token_[k] == who || m.adjective || m.first == 0) continue;
      if (event_rules::IsOnOrAgainst(t_.Word(m.first - 1)) || (IsBody(m) && Held(t.last, m.first)) || (t.verb && who != kNone && m.first > out_.mentions[who].last && !Prepositional(m))) return by_token_[k];
    }
    return kNone;
  }

  // Commas and dashes between two tokens: how many clauses lie between.
  uint32_t Breaks(uint32_t a, uint32_t b) const {
    uint32_t n = 0;
    for (uint32_t k = std::min(a, b); k < std::max(a, b); ++k) {
      const unsigned char c = t_.tokens[k].sign;
      n += c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || (c == '-' && t_.tokens[k].space_before);
    }
    return n;
  }

  static bool IsDoer(const Event& e, Index mention) {
    return std::any_of(e.actors.begin(), e.actors.end(), [&](const Actor& a) { return a.mention == mention && (a.role == "party" || a.role == event_rules::DoerRole(e.event_class)); });
  }

  // The most specific place of the trigger's own clause, after it before before it; else the nearest clause's.
  Index Place(const Trigger& t, const text::Sentence& x) const {
    Index best = kNone;
    std::pair<uint32_t, uint32_t> best_cost{UINT32_MAX, 0};
    for (size_t k = From(x.first); k < by_token_.size(); ++k) {
      const Mention& m = out_.mentions[by_token_[k]];
      if (m.first >= x.last) break;
      if (m.adjective || (m.type != EntityType::kPlace && m.type != EntityType::kFacility)) continue;
      if (m.kind == "country" && IsDoer(t.event, by_token_[k])) continue;  // "shelling by Russia" is not in Russia
      const bool after = m.first >= t.first;
      const uint32_t distance = after ? m.first - t.first : t.first - m.last;
      if (distance > kPlaceReach) continue;
      const auto rank = static_cast<uint32_t>(event_rules::PlaceRank(m));
      const uint32_t home = m.rule == "origin" && t.event.event_class != "displacement" ? kHomeCost : 0;
      const std::pair<uint32_t, uint32_t> cost{rank * 3 + (after ? 0 : 2) + (distance > 12 ? 1 : 0) + 10 * Breaks(t.first, m.first) + home, distance};
      if (cost < best_cost) {
        best_cost = cost;
        best = by_token_[k];
      }
    }
    return best;
  }

  // Does a time stand between commas, or between the sentence's begin and a comma: said of the whole sentence?
  bool Apart(const TimeExpr& time, const text::Sentence& x) const {
    uint32_t before = time.first;
    while (before > x.first && t_.tokens[before - 1].sign == 0 && t_.tokens[before - 1].fold_size <= 3 && time.first - before < 2) --before;
    const bool left = before == x.first || t_.tokens[before - 1].sign != 0;
    const bool right = time.last >= x.last || t_.tokens[time.last].sign != 0;
    return left && right;
  }

  // "announced on Friday that ...": the day of the statement is no day of what is stated.
  // (A month or more holds both.)
  bool TimeOfStatement(const TimeExpr& time) const {
    if (time.type == TimeType::kDateRange || time.from.grain > Unit::kDay) return false;
    for (const Attribution& a : out_.attributions) {
      if (a.cue.begin <= time.span.begin && time.span.end <= a.content.begin && a.cue.end <= a.content.begin) return true;
    }
    return false;
  }

  Index When(const Trigger& t, const text::Sentence& x) const {
    Index best = kNone;
    uint32_t best_cost = UINT32_MAX;
    auto first = std::lower_bound(out_.times.begin(), out_.times.end(), x.first, [](const TimeExpr& e, uint32_t v) { return e.first < v; });
    for (auto it = first; it != out_.times.end() && it->first < x.last; ++it) {
      const TimeExpr& time = *it;
      if (time.type == TimeType::kDuration || time.type == TimeType::kSet || time.type == TimeType::kTime) continue;
      bool taken = false;  // it stands right behind another happening, told or only talked of: attacks of 13 November
      for (uint32_t other : named_) taken = taken || (other != t.first && time.first >= other && time.first - other <= 2 && other > t.first);
      if (taken || TimeOfStatement(time)) continue;
      const uint32_t breaks = Breaks(t.first, time.first);
      const bool apart = Apart(time, x);
      // Across a comma only what is said of the whole sentence: a time between commas, or one that opens it.
      if (breaks > 2 || (breaks > 0 && !apart && time.first > x.first + 3)) continue;
      const uint32_t d = time.first >= t.last ? time.first - t.last : t.first >= time.last ? t.first - time.last : 0;
      const uint32_t cost = d + 8 * breaks;
      if (cost < best_cost) {
        best_cost = cost;
        best = static_cast<Index>(it - out_.times.begin());
      }
    }
    return best;
  }

  // "struck a prison in Syria and a base in Iraq": a second target with a place of its own is a second happening.
  void SecondTarget(const Trigger& t, const text::Sentence& x) {
    const Event& e = t.event;
    if (!t.verb || e.place == kNone || !event_rules::IsAttack(e.event_class)) return;
    const Mention& here = out_.mentions[e.place];
    if (here.first < t.first) return;
    for (size_t k = From(here.last); k < by_token_.size(); ++k) {
      const Mention& m = out_.mentions[by_token_[k]];
      if (m.first >= x.last || Breaks(here.last, m.first) > 0) return;
      if (m.type != EntityType::kPlace || m.adjective || m.first < here.last + 2 || m.entity == here.entity) continue;
      if (!event_rules::IsIn(t_.Word(m.first - 1))) continue;
      for (uint32_t noun = m.first - 2; noun > here.last; --noun) {
        if (!(w_.words[noun].cut.clitics & text::kAnd) && !event_rules::BeginsWithAnd(t_.Word(noun))) continue;
        Trigger second = t;
        second.event.trigger = w_.BaseOf(noun, noun + 1);
        second.event.place = by_token_[k];
        second.event.rule = "event_second_target";
        std::erase_if(second.event.actors, [](const Actor& a) { return a.role == "target"; });
        extra_.push_back(std::move(second));
        return;
      }
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
      if (!again) out_.events.push_back(triggers_[i].event);
    }
  }

  struct Weapon { uint32_t token; std::string_view event_class; };
  const Words& w_;
  const text::Text& t_;
  Findings& out_;
  EventFrame frame_;
  std::vector<Index> by_token_;
  size_t here_ = 0;  // in by_token_: the first mention of the sentence
  std::vector<Trigger> triggers_, extra_;
  std::vector<Weapon> weapons_;
  std::vector<uint32_t> named_;  // tokens of the sentence that name a happening, told or only talked of
  uint32_t light_ = kNone, passive_ = kNone;
};

}  // namespace

void FindEvents(const Words& words, Findings& out) { EventFinder(words, out).Run(); }

}  // namespace tawatur::extract
