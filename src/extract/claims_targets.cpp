// Whom or what a position is about. Entry point: ClaimRoles::Target().
#include "extract/claims_roles.h"

#include <algorithm>

namespace tawatur::extract {
namespace {

unsigned char Front(std::string_view w) { return w.empty() ? 0 : static_cast<unsigned char>(w.front()); }

}  // namespace

// Towns, quarters and buildings shell nobody; states do.
bool ClaimRoles::Acts(Index m) const {
  const Mention& x = f_.mentions[m];
  if (x.type == lexicon::EntityType::kPerson || x.type == lexicon::EntityType::kOrganisation) return true;
  return x.kind == "country" || x.kind == "state";
}

// Behind a preposition: an object, an addressee, a place, no subject.
bool ClaimRoles::Governed(Index m) const {
  const Mention& x = f_.mentions[m];
  if (x.span.begin > tokens_[x.first].begin) {
    const unsigned char c = Front(w_.text->Word(x.first));
    if (c != text::kWaw && c != text::kFeh && c != text::kAlef) return true;
  }
  return x.first > 0 && scan_.IsPrep(x.first - 1);
}

// Nothing but function words and nouns of people or arms stands in [from, to): what follows is the clause's subject.
bool ClaimRoles::Leads(uint32_t from, uint32_t to) const {
  for (uint32_t k = from; k < to; ++k) {
    static constexpr TagSet kFunction = TagsOf({Tag::kClaimThat, Tag::kClaimAux, Tag::kClaimMay});
    if (scan_.IsWord(k) && !scan_.WordAny(k, kFunction) && !w_.Is(k, Tag::kClaimBreak) && !w_.Is(k, Tag::kClaimForce)) return false;
  }
  return true;
}

// Who does what the verb says: the clause's subject before it, or right after a verb that opens its clause. What the verb hits is no doer.
Index ClaimRoles::Doer(const ClaimTrigger& t, uint32_t end, Index not_this) const {
  uint32_t from = t.begin;  // "which means that X ...": behind the last "that"
  for (uint32_t k = t.begin; k < t.first; ++k) {
    if (w_.WordIs(k, Tag::kClaimThat)) from = k + 1;
  }
  for (uint32_t k = from; k < t.first; ++k) {
    const Index m = scan_.MentionAt(k);
    if (m == kNone || f_.mentions[m].first != k) continue;
    if (f_.mentions[m].adjective || Governed(m) || !Acts(m) || Same(m, not_this) || !Leads(from, k)) break;
    return m;
  }
  // "those who sponsored it, first among them X"
  for (uint32_t k = t.last; k + 1 < tokens_.size() && k < end + 6; ++k) {
    const Hit h = w_.At(k, Tag::kClaimOneOf);
    if (!h || h.last < k + 2) continue;
    const Index m = h.last < tokens_.size() ? scan_.MentionAt(h.last) : kNone;
    return m != kNone && f_.mentions[m].first == h.last && Acts(m) && !Same(m, not_this) ? m : kNone;
  }
  if (!Leads(from, t.first)) return kNone;
  for (uint32_t k = t.last; k < end && k < t.last + 3; ++k) {
    if (scan_.IsPrep(k) || scan_.StartsWithBi(k)) break;
    const Index m = scan_.MentionAt(k);
    if (m == kNone || f_.mentions[m].first != k) {
      if (w_.Is(k, Tag::kClaimForce)) continue;
      break;
    }
    return f_.mentions[m].adjective || Governed(m) || !Acts(m) || Same(m, not_this) ? kNone : m;
  }
  return kNone;
}

// Whom a noun of a deed belongs to: "a Russian raid", "the coalition's raids", "crimes that X committed", "raids by X". A genitive may
// also be what was hit ("the shelling of the army"): then only where the noun goes on with its object ("X's shelling of ...").
Index ClaimRoles::NounsDoer(const ClaimTrigger& t, uint32_t end) const {
  uint32_t k = t.last;
  while (k < end && tokens_[k].sign == '"') ++k;
  if (k >= end) return kNone;
  const Index m = scan_.MentionAt(k);
  if (m != kNone && f_.mentions[m].first == k) {
    if (Governed(m)) return kNone;
    if (f_.mentions[m].adjective) return Acts(m) ? m : kNone;
    if (!Acts(m)) return kNone;
    const Hit h = w_.At(t.first, Tag::kClaimHostileNoun);
    const std::string_view how = h && h.sense->symbolic ? w_.lexicon->Symbol(h.sense->value) : std::string_view();
    if (how == "by") return kNone;
    if (how == "own" || how == "involved") return m;
    const uint32_t next = f_.mentions[m].last;
    if (next < end && scan_.IsWord(next) && (Front(w_.text->Word(next)) == text::kLam || scan_.Prep(next) == "ala")) return m;
    return kNone;
  }
  for (uint32_t j = k; j < end && j < k + 6; ++j) {
    const bool by = w_.Is(j, Tag::kClaimBy);
    if (!by && !w_.WordIs(j, Tag::kClaimRelative)) continue;
    uint32_t from = by ? w_.At(j, Tag::kClaimBy).last : j + 1;
    if (!by && !(from < end && (w_.At(from, Tag::kClaimHostile) || w_.At(from, Tag::kClaimSaid)))) continue;
    if (!by) ++from;
    const Index x = FirstMention(from, std::min(end, from + 3), kNone);
    return x != kNone && Acts(x) ? x : kNone;
  }
  return kNone;
}

// A noun that says somebody took part, whoever follows it.
bool ClaimRoles::Involves(const ClaimTrigger& t) const {
  const Hit h = w_.At(t.first, Tag::kClaimHostileNoun);
  return h && h.sense->symbolic && w_.lexicon->Symbol(h.sense->value) == "involved";
}

// A side to the event or an authority may own up to an act; monitors, experts, outlets and nameless sources report acts of others.
bool ClaimRoles::OwnsUp(const Claim& c) const {
  if (c.speaker == kNone) return false;
  const Mention& x = f_.mentions[c.speaker];
  return c.speaker_kind == SpeakerKind::kParty || c.speaker_kind == SpeakerKind::kAuthority ||
         (c.speaker_kind == SpeakerKind::kWitness && !x.anonymous && x.type == lexicon::EntityType::kPerson && (x.last > x.first + 1 || !x.title.Empty())) ||
         (c.speaker_kind == SpeakerKind::kAnonymous && f_.mentions[c.speaker].body != kNone);
}

// "raids that hit gathering points of the militants": news of fighting, nobody is blamed for it.
bool ClaimRoles::HitsFighters(const ClaimTrigger& t, uint32_t end, Index by) const {
  for (uint32_t k = t.last; k < end && k < t.last + 9; ++k) {
    if (tokens_[k].sign == ',' || w_.WordIs(k, Tag::kClaimThat)) return false;
    const Hit h = w_.At(k, Tag::kEventMark);
    const Index m = scan_.MentionAt(k);
    const bool doer = m != kNone && (m == by || (k <= t.last + 1 && !Governed(m)));  // "the militia's shelling of ..."
    if (h && !doer && w_.lexicon->Symbol(h.sense->value) == "armed" && (w_.Is(k, Tag::kPerson) || w_.Is(k, Tag::kPersonGroup))) return true;
  }
  return false;
}

// "three members of the group were arrested": the people before the verb are counted as those it happened to.
bool ClaimRoles::Suffered(const ClaimTrigger& t) const {
  const Span before = {tokens_[t.begin].begin, tokens_[t.first].begin};
  return std::any_of(f_.figures.begin(), f_.figures.end(), [&](const Figure& f) {
    return f.rule == "verb_after" && f.kind != FigureKind::kStrength && before.Contains(f.number);
  });
}

bool ClaimRoles::Target(const ClaimTrigger& t, const text::Sentence& s, Claim& c) const {
  const uint32_t end = std::max(t.end, t.last);
  if (t.rank == ClaimRank::kHostile) {
    Index doer = kNone;
    bool self = false;
    if (t.noun) {
      doer = NounsDoer(t, std::min(s.last, end + 6));
      if (doer == kNone && c.speaker != kNone && Involves(t) && t.last < end && !scan_.IsPrep(t.last)) {  // "the involvement of foreign firms"
        c.target_span = NounPhrase(t.last, end);
        return !c.target_span.Empty();
      }
      if (c.speaker_kind == SpeakerKind::kExpert || c.speaker_kind == SpeakerKind::kOutlet) return false;  // they name what is known
      return doer != kNone && c.speaker != kNone && !Same(doer, c.speaker) && !HitsFighters(t, end, doer) ? (PutTarget(doer, c), true) : false;
    }
    if (t.passive) {
      doer = FirstMention(t.last, std::min(end, t.last + 3), kNone);
      if (doer == kNone && Front(w_.text->Word(t.last < s.last ? t.last : t.first)) != 0 && t.last < s.last) {
        c.target_span = NounPhrase(t.last, std::min(end, s.last));
        for (uint32_t k = t.last; k < t.last + 2 && k < s.last; ++k) c.target_unnamed = c.target_unnamed || w_.Is(k, Tag::kClaimUnnamed);
        return !c.target_span.Empty();
      }
    } else {
      const std::string_view verb = w_.text->Word(t.first);  // "we shelled"
      self = verb.size() >= 5 && static_cast<unsigned char>(verb.back()) == text::kAlef && static_cast<unsigned char>(verb[verb.size() - 2]) == text::kNoon;
      if (!self && t.first > t.begin) self = OwnPronoun(t.first - 1);
      if (!self && t.first > s.first) self = w_.WordIs(t.first - 1, Tag::kClaimSelf);  // "said it had shelled"
      const bool relative = t.first > t.begin && w_.WordIs(t.first - 1, Tag::kClaimRelative);
      if (!self && relative) {  // "the attack that hit": the doer is what the clause describes
        doer = t.first >= t.begin + 2 ? scan_.MentionAt(t.first - 2) : kNone;
        if (doer == kNone || f_.mentions[doer].adjective) return false;
      }
      if (!self && doer == kNone) doer = Doer(t, end, kNone);
    }
    if (doer != kNone && !Acts(doer)) doer = kNone;
    // "the air force shelled", said by an army: its own, unless an adjective says whose.
    Span force;
    if (!self && !t.passive && (doer == kNone || (f_.mentions[doer].entity < 0 && c.speaker_kind != SpeakerKind::kMonitor))) {
      for (uint32_t k = t.begin; k < t.first + 3 && k < end; ++k) {
        const Hit h = w_.At(k, Tag::kClaimForce);
        if (!h) continue;
        if (!w_.lexicon->Symbol(h.sense->value).empty() && h.sense->symbolic) {  // gunmen, attackers: never the speaker's own
          force = NounPhrase(k, s.last);
          break;
        }
        const bool adjective = h.last < s.last && (w_.Is(h.last, Tag::kNisba) || (scan_.MentionAt(h.last) != kNone && f_.mentions[scan_.MentionAt(h.last)].adjective));
        if (adjective) force = w_.BaseOf(k, h.last + 1);
        else if (OwnsUp(c) && (Definite(k) || Definite(h.last - 1) || OwnPronoun(k) || (h.last < s.last && scan_.IsWord(h.last) && Definite(h.last)))) self = true;
        else if (OwnsUp(c)) force = NounPhrase(k, s.last);  // "foreign warplanes": not the speaker's
        break;
      }
    }
    if (doer == kNone && !self && force.Empty()) return false;
    if (!self && !t.passive && Suffered(t)) return false;
    if (doer == kNone && !self) return c.target_span = force, !HitsFighters(t, end, kNone);
    if (self || Same(doer, c.speaker)) {
      if (!OwnsUp(c)) return false;
      c.type = ClaimType::kResponsibility;
      c.target_span = NounPhrase(std::max(t.last, doer != kNone ? f_.mentions[doer].last : t.last), std::min(end, s.last));
    } else {
      if (HitsFighters(t, end, doer)) return false;
      PutTarget(doer, c);
    }
    return true;
  }
  if (t.core_last && t.core_first > s.first && c.type == ClaimType::kAccusation &&
      (w_.WordIs(t.core_first - 1, Tag::kClaimSelf) || OwnPronoun(t.core_first - 1))) {  // "claims to have shot down ..."
    if (!OwnsUp(c) && c.speaker != kNone && f_.mentions[c.speaker].type != lexicon::EntityType::kOrganisation) return false;
    c.type = ClaimType::kResponsibility;
    c.target_span = NounPhrase(t.core_last, std::min(end, s.last));
    return true;
  }
  if (c.type == ClaimType::kAccusation || c.type == ClaimType::kThreat) return Accused(t, s, end, c);
  if (t.rank >= ClaimRank::kNoun && !t.item) {
    Addressed(t, s, end, c);
    return true;
  }
  // A position about the subject of its clause: the noun before the trigger, else after it.
  uint32_t at = t.last;
  for (uint32_t k = t.begin; k < t.first && at == t.last; ++k) {
    static constexpr TagSet kBefore = TagsOf({Tag::kClaimPrep, Tag::kClaimThat}), kAround = TagsOf({Tag::kClaimHedge, Tag::kClaimBreak, Tag::kClaimAux});
    if (scan_.IsWord(k) && !w_.words[k].tags.Any(kAround) && !scan_.WordAny(k, kBefore)) at = t.begin;
  }
  if (t.last < s.last && w_.WordIs(t.last, Tag::kClaimThat)) at = t.last;
  if (c.type == ClaimType::kDemand && t.last < s.last && scan_.Prep(t.last) == "ala") at = t.last;
  if (c.type == ClaimType::kPrediction && t.begin >= t.first) {
    const Index m = FirstMention(t.last, std::min(end, t.last + 4), c.speaker);
    if (m != kNone) return PutTarget(m, c), true;
  }
  Phrase(at, end, c);
  if (c.target_span.Empty() && at != t.last) Phrase(t.last, end, c);
  for (uint32_t k = t.begin; k < end; ++k) {
    if (!w_.Is(k, Tag::kClaimUnnamed) || scan_.MentionAt(k) != kNone || (c.target != kNone && f_.mentions[c.target].first < k)) continue;
    c.target = kNone;
    c.target_unnamed = true;
    c.target_span = NounPhrase(k, end);
    break;
  }
  return true;
}

// The noun phrase at or after token i, as a mention where it is one.
void ClaimRoles::Phrase(uint32_t i, uint32_t end, Claim& c) const {
  auto quiet = [&](uint32_t k) {
    static constexpr TagSet kQuiet = TagsOf({Tag::kClaimThat, Tag::kClaimPrep, Tag::kClaimHedge, Tag::kClaimMay, Tag::kClaimAux});
    if (tokens_[k].sign || scan_.WordAny(k, kQuiet) || w_.Is(k, Tag::kClaimBreak)) return true;
    return std::any_of(f_.times.begin(), f_.times.end(), [&](const TimeExpr& x) { return x.first <= k && k < x.last; });
  };
  for (int n = 0; n < 5 && i < end && quiet(i); ++n) ++i;
  while (i + 1 < end && scan_.IsWord(i) && VerbLike(i)) ++i;
  while (i < end && tokens_[i].sign == '"') ++i;
  if (i >= end) return;
  const Index m = scan_.MentionAt(i);
  if (m != kNone && f_.mentions[m].first == i && !f_.mentions[m].adjective) return PutTarget(m, c);
  c.target_span = NounPhrase(i, end);
  for (uint32_t k = i; k < end && tokens_[k].begin < c.target_span.end; ++k) {
    const Index x = scan_.MentionAt(k);
    if (x != kNone && f_.mentions[x].first == k && !f_.mentions[x].adjective && f_.mentions[x].span.end > c.target_span.end) {
      c.target_span.end = f_.mentions[x].span.end;
      break;
    }
  }
}

// Who is accused or threatened.
bool ClaimRoles::Accused(const ClaimTrigger& t, const text::Sentence& s, uint32_t end, Claim& c) const {
  if (t.core_last) {
    ClaimTrigger core = t;
    core.rank = ClaimRank::kSaid;
    core.begin = t.last, core.first = t.core_first, core.last = t.core_last, core.core_last = 0;
    return Accused(core, s, end, c);
  }
  uint32_t unnamed = kNone;
  for (uint32_t k = t.begin; k < end && unnamed == kNone; ++k) {
    if (w_.Is(k, Tag::kClaimUnnamed)) unnamed = k;
  }
  const uint32_t from = AfterSpeaker(t, c);
  Index m = kNone;
  if (t.rank >= ClaimRank::kParticiple) {
    uint32_t blame = kNone, with = kNone;
    for (uint32_t k = t.last; k < end; ++k) {
      if (blame == kNone && w_.Is(k, Tag::kClaimBlame)) blame = k;
      if (with == kNone && k > from && scan_.StartsWithBi(k) && scan_.MentionAt(k) == kNone) with = k;
    }
    if (from < end && w_.WordIs(from, Tag::kClaimPronoun)) {  // "accusing him": whom the sentence spoke of before
      m = LastMention(s.first, t.first, c.speaker);
      return m != kNone && Acts(m) ? (PutTarget(m, c), true) : true;
    }
    const bool laid = blame != kNone && (scan_.StartsWithBi(blame) || (blame + 1 < end && scan_.Prep(blame + 1) == "ala"));
    if (laid && blame + 1 < end) {  // "laid the blame on X"
      m = FirstMention(blame + 1, std::min(end, blame + 6), c.speaker);
    } else if (blame != kNone && t.type == ClaimType::kAccusation) {  // "held X responsible"
      for (uint32_t k = from; k < blame && m == kNone; ++k) {
        const Index x = scan_.MentionAt(k);
        if (x != kNone && f_.mentions[x].first == k && !f_.mentions[x].adjective && !Governed(x) && !Same(x, c.speaker)) m = x;
      }
      if (m == kNone && from < blame && !scan_.IsPrep(from)) {
        c.target_span = NounPhrase(from, blame);
        if (!c.target_span.Empty()) return true;
      }
      // Only one noun phrase stands before the blame: it is blamed, and whoever spoke before blames.
      if (m == kNone && c.speaker != kNone && f_.mentions[c.speaker].first >= t.last && f_.mentions[c.speaker].last <= blame) {
        m = c.speaker;
        if (f_.claims.empty() || f_.claims.back().sentence + 1 < c.sentence || Same(f_.claims.back().speaker, m) || f_.claims.back().speaker == kNone) return false;
        c.speaker = f_.claims.back().speaker;
        c.speaker_kind = f_.claims.back().speaker_kind;
        return PutTarget(m, c), true;
      }
    }
    if (m == kNone && with != kNone) {
      m = LastMention(from, with, c.speaker);
      // "accused factions in X of ...": where they are is not whom.
      if (m != kNone && f_.mentions[m].type == lexicon::EntityType::kPlace && Governed(m) && f_.mentions[m].first > from + 1 && !scan_.IsPrep(from)) {
        c.target_span = NounPhrase(from, with);
        if (!c.target_span.Empty()) return true;
      }
    }
    if (m == kNone && from < end && scan_.StartsWithBi(from) && scan_.MentionAt(from) == kNone && blame == kNone && t.rank == ClaimRank::kAct && t.type == ClaimType::kAccusation && c.speaker != kNone && f_.mentions[c.speaker].first >= t.last) {
      // "and accused X of ...": one noun phrase before what it is accused of is the accused; who accuses stood before.
      m = c.speaker;
      c.speaker = kNone;
      for (uint32_t k = s.first; k < t.first && c.speaker == kNone; ++k) {
        const Index x = scan_.MentionAt(k);
        if (x != kNone && f_.mentions[x].first == k && !f_.mentions[x].adjective && !Governed(x) && Acts(x)) c.speaker = x;
      }
      if (c.speaker == kNone || Same(c.speaker, m)) return false;
      c.speaker_kind = SpeakerKind::kNone;
      return PutTarget(m, c), true;
    }
    if (m == kNone) m = FirstMention(from, std::min(end, from + 12), c.speaker);
  } else if (t.rank == ClaimRank::kNoun) {
    m = FirstMention(from, std::min(end, from + 8), c.speaker);
    if (m == kNone) m = LastMention(s.first, t.first, c.speaker);
  } else {
    const bool points = scan_.IsPrep(t.last - 1);  // "behind it stands", "with help from"
    if (t.noun) m = NounsDoer(t, end);
    else if (points) m = FirstMention(t.last, std::min(end, t.last + 5), c.speaker);
    if (m == kNone && !t.noun) m = Doer(t, end, c.speaker);
    if (m != kNone && !Acts(m)) m = kNone;
    if (m == kNone && unnamed == kNone) {  // blame that meets nobody is none, a threat is
      if (c.type == ClaimType::kThreat) return true;
      if (t.noun) {  // a harm named and nobody with it: said, not laid at a door
        return !(t.clitics & (text::kWith | text::kFor | text::kLike | text::kArticle)) && (t.first == t.begin || !scan_.IsPrep(t.first - 1));
      }
      if (!points) {  // "the captain ran it aground": the clause's own subject, in the words of the text
        uint32_t subject = t.begin;
        for (uint32_t k = t.begin; k < t.first; ++k) {
          if (w_.WordIs(k, Tag::kClaimThat)) subject = k + 1;
        }
        if (subject >= t.first) {  // "behind it stand forces that ...": what follows
          if (t.last > t.first + 1) Phrase(t.last, end, c);
          return !c.target_span.Empty();
        }
        // Behind "that" a noun phrase stands, definite or not.
        if (!scan_.IsWord(subject) || (!Definite(subject) && !(subject > 0 && w_.WordIs(subject - 1, Tag::kClaimThat)))) return false;
        c.target_span = NounPhrase(subject, t.first);
        for (uint32_t k = subject + 1; k < t.first; ++k) {  // "the regime and Turkey have a hand in it"
          const Index x = scan_.MentionAt(k);
          if (x != kNone && f_.mentions[x].first == k && !f_.mentions[x].adjective && Front(w_.text->Word(k)) == text::kWaw && Acts(x)) c.target_span = Join(c.target_span, f_.mentions[x].span);
        }
        return !c.target_span.Empty();
      }
    }
  }
  if (unnamed != kNone && (m == kNone || f_.mentions[m].first > unnamed || t.rank == ClaimRank::kSaid)) {
    c.target_unnamed = true;
    c.target_span = NounPhrase(unnamed, end);
  } else if (m != kNone) {
    PutTarget(m, c);
    const uint32_t next = f_.mentions[m].last;  // "X and Y"
    if (next < end && scan_.MentionAt(next) != kNone && scan_.MentionAt(next) != m && f_.mentions[scan_.MentionAt(next)].first == next && !f_.mentions[scan_.MentionAt(next)].adjective &&
        Front(w_.text->Word(next)) == text::kWaw) {
      c.target_span = Join(c.target_span, f_.mentions[scan_.MentionAt(next)].span);
    }
  } else if (t.rank >= ClaimRank::kNoun) {
    Phrase(from, end, c);
  } else {
    Phrase(t.last, end, c);
  }
  return true;
}

// Whom a demand addresses, what is condemned, denied, admitted, judged.
void ClaimRoles::Addressed(const ClaimTrigger& t, const text::Sentence& s, uint32_t end, Claim& c) const {
  uint32_t k = AfterSpeaker(t, c);
  if (c.type == ClaimType::kDemand || c.type == ClaimType::kPledge) {
    PutTarget(FirstMention(k, std::min(end, k + 6), c.speaker), c);
    const bool all = k + 1 < end && w_.WordIs(k, Tag::kClaimDet) && scan_.IsWord(k + 1) && Definite(k + 1);  // "all parties"
    if (c.target == kNone && c.type == ClaimType::kDemand && k < end && scan_.IsWord(k) && (Definite(k) || all) && !scan_.IsPrep(k) && !scan_.StartsWithBi(k)) {
      c.target_span = NounPhrase(k, end);  // "calls on the international community to"
    }
    return;
  }
  const bool deed = c.type == ClaimType::kResponsibility || c.type == ClaimType::kDenial || c.type == ClaimType::kCondemnation;
  for (uint32_t j = k; deed && j < end && j < k + 9; ++j) {
    if (w_.WordIs(j, Tag::kClaimThat)) break;
    if (w_.Is(j, Tag::kClaimAttack) && !w_.Is(j, Tag::kClaimBlame)) return Phrase(j, end, c);
  }
  while (k < end && !scan_.IsWord(k)) ++k;
  for (uint32_t j = k; c.type == ClaimType::kWarning && j + 1 < end && j < k + 12; ++j) {  // "warned in a study of ...", "the danger of ..."
    if (scan_.Prep(j) != "min") continue;
    Phrase(j + 1, end, c);
    if (!c.target_span.Empty()) return;
  }
  for (uint32_t j = k; j < end && j < k + 6; ++j) {  // "that ...": its subject
    if (w_.WordIs(j, Tag::kClaimThat)) return Phrase(j + 1, end, c);
    if (c.type == ClaimType::kNoComment && scan_.IsPrep(j)) return Phrase(j + 1, end, c);
  }
  const bool through = k < end && (w_.WordIs(k, Tag::kClaimRelative) || t.rank == ClaimRank::kNoun);
  if (through) {
    for (uint32_t j = k; j < end && j < k + 10; ++j) {
      const unsigned char f = scan_.IsWord(j) ? Front(w_.text->Word(j)) : 0;
      if (scan_.StartsWithBi(j) || (t.rank == ClaimRank::kNoun && j < k + 4 && (scan_.IsPrep(j) || f == text::kLam))) return Phrase(j, std::min(end, s.last), c);
    }
  }
  Phrase(k, std::min(end, s.last), c);
}

}  // namespace tawatur::extract
