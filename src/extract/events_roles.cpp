// Who did a happening and whom it hit. Entry point: EventRoles::Fill().
#include "extract/events_roles.h"

#include <algorithm>

#include "extract/event_rules.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {

constexpr uint32_t kThatReach = 14;    // tokens between "that" and the verb of its subject
constexpr uint32_t kUndertaken = 8;    // tokens between a verb of undertaking and what is undertaken
constexpr uint32_t kExposed = 12;      // tokens between "was exposed" and what to
constexpr uint32_t kSubjectReach = 6;  // tokens between a verb and its subject
constexpr uint32_t kStruckWith = 8;    // tokens between an attack and the verb that says what it struck
constexpr uint32_t kAimed = 4;         // tokens between that verb and what was struck

}  // namespace

void EventRoles::Open(uint32_t sentence) {
  x_ = &t_.sentences[sentence];
  tags_ = &w_.sentences[sentence];
  here_ = From(x_->first);
}

bool EventRoles::Placed() const {
  for (Index k = here_; k < found_.mentions.size() && found_.mentions[k].first < x_->last; ++k) {
    const Mention& m = found_.mentions[k];
    if (!m.adjective && (m.type == EntityType::kPlace || m.type == EntityType::kFacility)) return true;
  }
  return false;
}

void EventRoles::Fill(EventTrigger& t, uint32_t light, std::span<const uint32_t> named) const {
  Event& e = t.event;
  std::string_view doer = event_rules::DoerRole(e.event_class);
  for (uint32_t k = t.last; k < std::min(x_->last, t.last + 3); ++k) {
    if (event_rules::IsMutual(t_.Word(k))) doer = "party";  // whoever shells whom
  }
  const std::string_view other = event_rules::OtherRole(e.event_class);
  if (e.event_class == "armed_clash") {
    for (Index k = From(t.last), n = 0; k < found_.mentions.size() && n < 2; ++k) {
      const Mention& m = found_.mentions[k];
      if (m.first >= x_->last || m.first > t.last + 12) break;
      if (IsBody(m) && !m.adjective) {
        Add(e, "party", k);
        ++n;
      }
    }
  } else {
    bool done_to = false;
    Index who = DoerOfVerb(t);
    if (who != kNone && found_.mentions[who].last <= t.first) Add(e, doer, BeforeAnd(who, x_->first));
    if (who == kNone && t.noun) who = DoerOfNoun(t, light, done_to);
    if (who == kNone) who = ByWhom(t);
    // Who watches, reports and helps is no attacker, whatever stands beside him.
    if (who != kNone && event_rules::IsHumanViolence(e.event_class) && event_rules::Watches(found_.mentions[who].kind)) who = kNone;
    Add(e, doer, who);
    for (Index also = Coordinated(who, x_->last); also != kNone && e.actors.size() < 4; also = Coordinated(also, x_->last)) Add(e, doer, also);
    Index target = TargetAfter(t, who);
    if (target == kNone && done_to) target = First(t.last, x_->last, 3);
    if (target != kNone && event_rules::IsIn(t_.tokens[std::max(found_.mentions[target].first, 1u) - 1])) target = kNone;  // where, not whom
    if (target == kNone && t.noun) target = Exposed(t);
    Add(e, other, target);
    if (target != kNone && found_.mentions[target].type == EntityType::kFacility) {
      if (event_rules::IsAttack(e.event_class) && found_.mentions[target].kind == "prison") e.event_class = "prison_attack";
    }
  }
  e.place = Place(t);
  e.when = When(t, named);
}

Index EventRoles::DoerOfVerb(const EventTrigger& t) const {
  if (!t.verb || (t.noun && GovernedNoun(t.first))) return kNone;
  const bool struck = OfAttack(t.first) != Striker::kNobody;  // "a raid that struck X": X is no doer
  Index who = kNone;
  // Right before a verb that no "and" opens stands its subject; what follows then is its object.
  if (!(w_.words[t.first].cut.clitics & (text::kAnd | text::kThen))) who = BodyBefore(t.first, x_->first, 0);
  if (who == kNone && !struck) who = DoerAfter(t.last, x_->last, kSubjectReach);
  if (who == kNone && !struck) who = BodyBefore(t.first, x_->first, 3);
  if (who == kNone) who = ForceBefore(t.first, x_->first);
  if (who == kNone && !struck) who = SubjectOfThat(t.first, x_->first);
  return who != kNone && Tells(who, t.first) ? kNone : who;
}

Index EventRoles::DoerOfNoun(const EventTrigger& t, uint32_t light, bool& done_to) const {
  Index who = Undertaker(t);
  if (who == kNone && light != kNone) {
    if (light < t.first) {
      if (!(w_.words[light].cut.clitics & (text::kAnd | text::kThen))) who = BodyBefore(light, x_->first, 0);
      if (who == kNone) who = DoerAfter(light + 1, t.first, 12);
      if (who == kNone) who = BodyBefore(light, x_->first, 3);
    } else if (light - t.last < 10) {
      who = DoerAfter(light + 1, x_->last, kSubjectReach);
    }
  }
  // "a raid of the police's": of who bears arms, not on it.
  if (who == kNone && (t.event.event_class == "raid" || t.event.event_class == "storming")) {
    const Index of = First(t.last, x_->last, 0);
    if (of != kNone && (w_.words[found_.mentions[of].first].cut.clitics & text::kFor) && event_rules::BearsArms(found_.mentions[of].kind)) return of;
  }
  done_to = who == kNone && event_rules::GenitiveIsTarget(t.event.event_class, w_, t.first) && !HasObject(t.last, x_->last);
  return who == kNone && !done_to ? DoerAfter(t.last, x_->last, 3) : who;
}

void EventRoles::Add(Event& e, std::string_view role, Index mention) const {
  if (mention == kNone) return;
  for (const Actor& a : e.actors) {
    if (a.mention == mention) return;
  }
  if (e.actors.empty()) e.actors.reserve(2);  // mostly who and whom
  e.actors.push_back({role, mention, found_.mentions[mention].span});
}

// The first mention that begins at token i of the sentence or later.
Index EventRoles::From(uint32_t i) const {
  Index k = here_;
  while (k < found_.mentions.size() && found_.mentions[k].first < i) ++k;
  return k;
}

bool EventRoles::IsBody(const Mention& m) const {
  if (m.adjective && event_rules::NamesPeople(t_.Word(m.last - 1))) return false;
  return !m.anonymous && (m.type == EntityType::kOrganisation || (m.type == EntityType::kPlace && (m.adjective || m.kind == "country")));
}

bool EventRoles::Prepositional(const Mention& m) const {
  if (w_.words[m.first].cut.clitics & (text::kWith | text::kLike)) return true;
  if (m.first == 0) return false;
  const Sense* p = w_.WordSense(m.first - 1, Tag::kNpStop);
  return p != nullptr && event_rules::IsPreposition(t_.tokens[m.first - 1]);
}

// "positions of X", "areas held by X": X was struck, unless the fire came from there.
bool EventRoles::Held(uint32_t from, uint32_t to) const {
  if (!tags_->Has(Tag::kEventMark)) return false;
  for (uint32_t k = from; k < to; ++k) {
    const Hit h = w_.At(k, Tag::kEventMark);
    if (!h || w_.lexicon->Symbol(h.sense->value) != "held") continue;
    return k == 0 || !(event_rules::IsFrom(t_.tokens[k - 1]) || event_rules::IsSource(t_.Word(k - 1)));
  }
  return false;
}

// The verb at i of which an attack or a weapon is the subject: "a raid that struck ...", "the shells hit ...".
EventRoles::Striker EventRoles::OfAttack(uint32_t i) const {
  const Hit verb = w_.At(i, Tag::kEvent);
  if (!verb || !w_.Is(i, Tag::kEventVerb) || w_.Is(i, Tag::kEventNoun) || w_.lexicon->Symbol(verb.sense->value) != "attack") return Striker::kNobody;
  if (w_.words[i].cut.clitics & (text::kAnd | text::kThen | text::kPronoun)) return Striker::kNobody;
  if (verb.last < x_->last && w_.words[verb.last].cut.clitics & text::kPronoun && w_.Is(verb.last, Tag::kNpStop)) return Striker::kNobody;  // "in which X struck"
  bool beside = true;  // nothing but adjectives between the two
  for (uint32_t k = i; k-- > x_->first && i - k <= kStruckWith;) {
    if (t_.tokens[k].sign || w_.Is(k, Tag::kClauseThat)) return Striker::kNobody;
    const bool names = w_.Is(k, Tag::kEventWeapon) || w_.Is(k, Tag::kMeans) || event_rules::IsOperation(t_.tokens[k]);
    if (names || (w_.Is(k, Tag::kEvent) && (w_.Is(k, Tag::kEventNoun) || !w_.Is(k, Tag::kEventVerb)))) {
      const auto clitics = w_.words[k].cut.clitics;
      const bool definite = event_rules::BeginsWithArticle(t_.Word(k)) || (clitics & text::kArticle);
      // "after the raid X struck", with X as the subject.
      if (definite && ((clitics & (text::kFor | text::kWith)) || Governed(k))) return Striker::kNobody;
      return beside ? Striker::kAttack : Striker::kMaybe;
    }
    if (w_.Is(k, Tag::kEventVerb)) return Striker::kNobody;
    const Index m = MentionEndingAt(k + 1);
    if (m != kNone && IsBody(found_.mentions[m]) && !found_.mentions[m].adjective) return Striker::kNobody;
    beside = beside && !event_rules::BeginsWithArticle(t_.Word(k)) && !Governed(k) && (m == kNone || found_.mentions[m].adjective);
  }
  return Striker::kNobody;
}

Index EventRoles::MentionEndingAt(uint32_t end) const {
  for (Index k = here_; k < found_.mentions.size() && found_.mentions[k].first < end; ++k) {
    if (found_.mentions[k].last == end) return k;
  }
  return kNone;
}

// Where the words about whom an attack struck begin: behind its verb, or behind the verb that follows its noun.
uint32_t EventRoles::Aim(const EventTrigger& t) const {
  for (uint32_t k = t.verb && !t.noun ? t.first : t.last; k < std::min(x_->last, t.last + kAimed); ++k) {
    if (t_.tokens[k].sign) break;
    if (w_.Is(k, Tag::kEventVerb) && OfAttack(k) == Striker::kAttack) return k + 1;
  }
  return kNone;
}

// The doer that stands after token i, before `end`: the subject of a verb, or the genitive of a noun.
Index EventRoles::DoerAfter(uint32_t i, uint32_t end, uint32_t reach) const {
  for (Index k = From(i); k < found_.mentions.size(); ++k) {
    const Mention& m = found_.mentions[k];
    if (m.first >= end || m.first > i + reach) break;
    if (VerbBetween(i, m.first)) return kNone;
    if (IsBody(m)) return Prepositional(m) || Held(i, m.first) || (m.adjective && Between(i, m.first)) ? kNone : k;
    if (m.type == EntityType::kPlace || m.type == EntityType::kFacility) return kNone;
  }
  return kNone;
}

// A verb that no "and" opens has a subject or an object of its own.
bool EventRoles::VerbBetween(uint32_t from, uint32_t to) const {
  if (!tags_->Has(Tag::kEventVerb)) return false;
  for (uint32_t k = from; k < to; ++k) {
    if (w_.Is(k, Tag::kEventVerb) && !w_.Is(k, Tag::kEventNoun) && !(w_.words[k].cut.clitics & (text::kAnd | text::kThen))) return true;
  }
  return false;
}

// "hit with Russian shells": a noun behind a preposition stands between, and the adjective is that noun's.
bool EventRoles::Between(uint32_t from, uint32_t to) const {
  for (uint32_t k = from; k < to; ++k) {
    if (t_.tokens[k].sign) continue;
    if (w_.words[k].cut.clitics & (text::kWith | text::kLike)) return true;
    if (w_.WordSense(k, Tag::kNpStop) != nullptr && event_rules::IsPreposition(t_.tokens[k])) return true;
  }
  return false;
}

// "X condemned the shelling", "Y documented the shelling": before a noun that could be a verb stands who tells of it. An army that
// announces a shelling is its doer.
bool EventRoles::Tells(Index who, uint32_t trigger) const {
  const Mention& m = found_.mentions[who];
  if (m.first == x_->first || m.first > trigger) return false;
  if (const Hit act = w_.At(m.first - 1, Tag::kClaimAct)) {
    const std::string_view type = w_.lexicon->Symbol(act.sense->value);
    if (type == "condemnation" || type == "accusation" || type == "denial" || type == "demand" || type == "warning") return true;
  }
  const Hit say = w_.At(m.first - 1, Tag::kSay);
  if (!say) return false;
  const std::string_view verb = w_.lexicon->Symbol(say.sense->value);
  return !((verb == "announce" || verb == "admit" || verb == "claim_responsibility") && m.last == trigger && event_rules::BearsArms(m.kind));
}

// "after a shelling", "was exposed to shelling": behind a preposition a word that could be a verb is a noun.
bool EventRoles::GovernedNoun(uint32_t i) const {
  return (w_.words[i].cut.clitics & (text::kFor | text::kWith | text::kArticle)) || Governed(i);
}

// Behind a preposition, or "after", "because of".
bool EventRoles::Governed(uint32_t i) const {
  if (i == x_->first) return false;
  const Sense* before = w_.WordSense(i - 1, Tag::kNpStop);
  if (before != nullptr && w_.lexicon->Symbol(before->value) == "prep") return true;
  const Hit real = w_.At(i - 1, Tag::kEventUnreal);
  return event_rules::IsPreposition(t_.tokens[i - 1]) || (real && real.last == i);
}

// "X was exposed to shelling": X, whom it happened to.
Index EventRoles::Exposed(const EventTrigger& t) const {
  if (!tags_->Has(Tag::kEventPassive)) return kNone;
  for (uint32_t k = t.first; k-- > x_->first && t.first - k < kExposed;) {
    if (t_.tokens[k].sign && t_.tokens[k].sign != '"') return kNone;
    if (!w_.Is(k, Tag::kEventPassive)) continue;
    const Index after = First(k + 1, t.first, 2);
    return after != kNone ? after : BodyBefore(k, x_->first, 0);
  }
  return kNone;
}

// "the storming of X" is done to X, "X's storming of Y" by X: the noun goes on with its own object.
bool EventRoles::HasObject(uint32_t i, uint32_t end) const {
  const Index k = From(i);
  if (k >= found_.mentions.size()) return false;
  const Mention& m = found_.mentions[k];
  uint32_t next = m.last;
  while (next < end && t_.tokens[next].sign == '"') ++next;
  if (m.first > i + 1 || next >= end || !IsBody(m) || t_.tokens[next].sign) return false;
  return (w_.words[next].cut.clitics & text::kFor) != 0 || static_cast<unsigned char>(t_.Word(next)[0]) == text::kLam;
}

// "X condemned the attack that struck": the verb is the attack's. "X said that gunmen attacked": theirs.
bool EventRoles::OfAnother(uint32_t after, uint32_t i) const {
  static constexpr TagSet kClauses = TagsOf({Tag::kClauseThat, Tag::kClauseRelative});
  if (!tags_->Any(kClauses)) return false;
  for (uint32_t k = after; k < i; ++k) {
    if (w_.Is(k, Tag::kClauseThat) || (k > after && w_.Is(k, Tag::kClauseRelative))) return true;
  }
  return false;
}

Index EventRoles::BodyBefore(uint32_t i, uint32_t begin, uint32_t reach) const {
  for (Index k = From(i); k-- > 0;) {
    const Mention& m = found_.mentions[k];
    if (m.first < begin || m.last + reach < i) break;
    if (m.last <= i && IsBody(m) && !m.adjective && !Prepositional(m) && Breaks(m.last, i) == 0) return OfAnother(m.last, i) ? kNone : k;
  }
  return kNone;
}

// "a Turkish drone struck", "a Russian patrol opened fire": the adjective of a force or weapon right before its verb.
Index EventRoles::ForceBefore(uint32_t i, uint32_t begin) const {
  if (w_.words[i].cut.clitics & text::kPronoun) return kNone;  // "struck it": the noun was struck
  for (Index k = From(i); k-- > 0;) {
    const Mention& m = found_.mentions[k];
    if (m.last > i) continue;
    if (m.last < i || !m.adjective || !IsBody(m) || m.first <= begin) break;
    for (uint32_t noun = m.first - 1; noun + 2 >= m.first && noun >= begin; --noun) {
      const Hit mark = w_.At(noun, Tag::kEventMark);
      if ((mark && w_.lexicon->Symbol(mark.sense->value) == "force") || w_.Is(noun, Tag::kClaimForce) || w_.Is(noun, Tag::kEventWeapon) || w_.Is(noun, Tag::kMeans)) return k;
      if (noun == 0) break;
    }
    break;
  }
  return kNone;
}

// "... that the forces of X stationed in Y shelled": behind "that" stands the subject, whatever is said of it before its verb.
Index EventRoles::SubjectOfThat(uint32_t i, uint32_t begin) const {
  if (!tags_->Has(Tag::kClauseThat)) return kNone;
  for (uint32_t k = i; k-- > begin && i - k < kThatReach;) {
    if ((t_.tokens[k].sign && t_.tokens[k].sign != '"') || w_.Is(k, Tag::kClauseRelative)) return kNone;
    if (!w_.Is(k, Tag::kClauseThat)) continue;
    Index subject = First(k + 1, i, 0);
    if (subject == kNone || !IsBody(found_.mentions[subject])) return kNone;
    for (Index also = Coordinated(subject, i); also != kNone; also = Coordinated(also, i)) subject = also;
    const uint32_t next = found_.mentions[subject].last;
    return next < i && event_rules::BeginsWithArticle(t_.Word(next)) ? subject : kNone;
  }
  return kNone;
}

// "X and the militias of Y shelled": X too.
Index EventRoles::BeforeAnd(Index who, uint32_t begin) const {
  if (who == kNone || found_.mentions[who].first == begin || !(w_.words[found_.mentions[who].first].cut.clitics & text::kAnd)) return kNone;
  return BodyBefore(found_.mentions[who].first, begin, 0);
}

// "The forces of X undertook the killing of ...", "an operation of raids by X".
Index EventRoles::Undertaker(const EventTrigger& t) const {
  const bool with = (w_.words[t.first].cut.clitics & text::kWith) != 0;
  if (with || (t.first > x_->first && event_rules::IsOnOrAgainst(t_.tokens[t.first - 1]))) {
    for (uint32_t k = t.first; k-- > x_->first && t.first - k < kUndertaken;) {
      if (event_rules::Undertakes(t_.tokens[k])) return DoerAfter(k + 1, t.first, kSubjectReach);
    }
  }
  for (uint32_t k = t.last; k < std::min(x_->last, t.last + 2); ++k) {  // "a joint operation between X and Y"
    if (event_rules::IsBetween(t_.tokens[k]) && t.event.event_class == "raid") return DoerAfter(k + 1, x_->last, 2);
  }
  if (t.first > x_->first && event_rules::IsOperation(t_.tokens[t.first - 1])) {
    const Index by = First(t.last, x_->last, 0);
    if (by != kNone && IsBody(found_.mentions[by]) && (w_.words[found_.mentions[by].first].cut.clitics & text::kFor)) return by;
  }
  return kNone;
}

bool EventRoles::Imperfect(uint32_t i) const {
  if (t_.tokens[i].sign || !event_rules::BeginsWithYeh(t_.Word(i))) return false;
  const auto& senses = w_.words[i].senses;
  return senses.empty() || std::any_of(senses.begin(), senses.end(), [](const Sense& s) { return s.form == lexicon::Form::kImperfect; });
}

// "X and Y", "X and the Russian militias", "the Syrian and Russian air forces": who does it together with this one.
Index EventRoles::Coordinated(Index who, uint32_t end) const {
  if (who == kNone) return kNone;
  uint32_t next = found_.mentions[who].last;
  while (next < end && t_.tokens[next].sign == '"') ++next;
  if (next < end && !t_.tokens[next].sign && event_rules::IsAnd(t_.tokens[next])) {  // wa-"X"
    ++next;
    while (next < end && t_.tokens[next].sign == '"') ++next;
    const Index k = From(next);
    const bool body = k < found_.mentions.size() && found_.mentions[k].first == next && next < end && IsBody(found_.mentions[k]);
    return body && !(found_.mentions[k].last < end && Imperfect(found_.mentions[k].last)) ? k : kNone;
  }
  if (next >= end || t_.tokens[next].sign || !event_rules::BeginsWithAnd(t_.Word(next))) return kNone;
  for (Index k = From(next); k < found_.mentions.size(); ++k) {
    const Mention& m = found_.mentions[k];
    if (m.first >= end || m.first > next + 1 || !IsBody(m)) return kNone;
    // A noun of forces may stand between, which the adjective tells of; a name by itself follows "and" at once.
    if (m.first == next + 1 && (!m.adjective || !(w_.Is(next, Tag::kClaimForce) || w_.Is(next, Tag::kOrgHead)))) return kNone;
    if (m.last < end && Imperfect(m.last)) return kNone;  // "and X replies"
    return k;
  }
  return kNone;
}

Index EventRoles::First(uint32_t i, uint32_t end, uint32_t reach) const {
  const Index k = From(i);
  if (k >= found_.mentions.size()) return kNone;
  const Mention& m = found_.mentions[k];
  return m.first < end && m.first <= i + reach && !m.adjective ? k : kNone;
}

// "by X", "at the hands of X".
Index EventRoles::ByWhom(const EventTrigger& t) const {
  for (uint32_t k = t.last; k + 1 < x_->last && k < t.last + 14; ++k) {
    const text::Token& word = t_.tokens[k];
    if (event_rules::IsByWhom(word, t_.tokens[k + 1])) return DoerAfter(k + 2, x_->last, 4);
    if (event_rules::IsByFire(word)) return DoerAfter(k + 1, x_->last, 3);
    if (!t.noun || k >= t.last + 3) continue;
    if (event_rules::IsSource(t_.Word(k))) return DoerAfter(k + 1, x_->last, kSubjectReach);  // "whose source was X"
    // "shelling from the forces of X"
    if (event_rules::IsFrom(word)) {
      const Index from = First(k + 1, x_->last, 0);
      if (from != kNone && IsBody(found_.mentions[from]) && found_.mentions[from].type == EntityType::kOrganisation) return from;
    }
  }
  return kNone;
}

// "on X", "against X": what the happening was aimed at.
Index EventRoles::TargetAfter(const EventTrigger& t, Index who) const {
  uint32_t to = t.last;  // the next happening has a target of its own
  const auto noun = [&](uint32_t k) { return w_.Is(k, Tag::kEvent) && (!w_.Is(k, Tag::kEventVerb) || (w_.Is(k, Tag::kEventNoun) && GovernedNoun(k))); };
  while (to < x_->last && to <= t.last + 8 && !noun(to)) ++to;
  const uint32_t aim = Aim(t);
  for (Index k = From(t.last); k < found_.mentions.size(); ++k) {
    const Mention& m = found_.mentions[k];
    if (m.first >= to) break;
    if (k == who || m.adjective || m.first == 0) continue;
    if (aim != kNone && m.first >= aim && m.first <= aim + kAimed && IsBody(m)) return Prepositional(m) ? kNone : k;
    if (event_rules::IsOnOrAgainst(t_.tokens[m.first - 1]) || (IsBody(m) && Held(t.last, m.first)) || (t.verb && who != kNone && m.first > found_.mentions[who].last && !Prepositional(m))) return k;
  }
  return kNone;
}

}  // namespace tawatur::extract
