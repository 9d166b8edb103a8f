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

// A side to the event or an authority may own up to an act; monitors, experts, outlets and nameless sources report acts of others.
bool ClaimRoles::OwnsUp(const Claim& c) const {
  if (c.speaker == kNone) return false;
  return c.speaker_kind == SpeakerKind::kParty || c.speaker_kind == SpeakerKind::kAuthority ||
         (c.speaker_kind == SpeakerKind::kWitness && !f_.mentions[c.speaker].anonymous && f_.mentions[c.speaker].type == lexicon::EntityType::kPerson) ||
         (c.speaker_kind == SpeakerKind::kAnonymous && f_.mentions[c.speaker].body != kNone);
}

bool ClaimRoles::Target(const ClaimTrigger& t, const text::Sentence& s, Claim& c) const {
  const uint32_t end = std::max(t.end, t.last);
  if (t.rank == ClaimRank::kHostile) {
    Index doer = kNone;
    bool self = false;
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
      const bool relative = t.first > t.begin && w_.WordSense(t.first - 1, Tag::kClaimRelative);
      if (!self && relative) {  // "the attack that hit": the doer is what the clause describes
        doer = t.first >= t.begin + 2 ? at_[t.first - 2] : kNone;
        if (doer == kNone || f_.mentions[doer].adjective) return false;
      }
      if (!self && doer == kNone) doer = LastMention(t.begin, t.first, kNone);
      if (!self && doer == kNone) doer = FirstMention(t.last, std::min(end, t.last + 3), kNone);
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
        const bool adjective = h.last < s.last && (w_.Is(h.last, Tag::kNisba) || (at_[h.last] != kNone && f_.mentions[at_[h.last]].adjective));
        if (adjective) force = w_.BaseOf(k, h.last + 1);
        else if (OwnsUp(c)) self = true;
        break;
      }
    }
    if (doer == kNone && !self && force.Empty()) return false;
    if (doer == kNone && !self) return c.target_span = force, true;
    if (self || Same(doer, c.speaker)) {
      if (!OwnsUp(c)) return false;
      c.type = ClaimType::kResponsibility;
      c.target_span = NounPhrase(std::max(t.last, doer != kNone ? f_.mentions[doer].last : t.last), std::min(end, s.last));
    } else {
      PutTarget(doer, c);
    }
    return true;
  }
  if (c.type == ClaimType::kAccusation || c.type == ClaimType::kThreat) return Accused(t, s, end, c), true;
  if (t.rank >= ClaimRank::kNoun && !t.item) {
    Addressed(t, s, end, c);
    return true;
  }
  // A position about the subject of its clause: the noun before the trigger, else after it.
  uint32_t at = t.last;
  for (uint32_t k = t.begin; k < t.first && at == t.last; ++k) {
    if (scan_.IsWord(k) && scan_.Prep(k).empty() && !w_.WordSense(k, Tag::kClaimThat) && !w_.Is(k, Tag::kClaimHedge) && !w_.Is(k, Tag::kClaimBreak) && !w_.Is(k, Tag::kClaimAux)) at = t.begin;
  }
  if (t.last < s.last && w_.WordSense(t.last, Tag::kClaimThat)) at = t.last;
  if (c.type == ClaimType::kDemand && t.last < s.last && scan_.Prep(t.last) == "ala") at = t.last;
  if (c.type == ClaimType::kPrediction && t.begin >= t.first) {
    const Index m = FirstMention(t.last, std::min(end, t.last + 4), c.speaker);
    if (m != kNone) return PutTarget(m, c), true;
  }
  Phrase(at, end, c);
  if (c.target_span.Empty() && at != t.last) Phrase(t.last, end, c);
  for (uint32_t k = t.begin; k < end; ++k) {
    if (!w_.Is(k, Tag::kClaimUnnamed) || at_[k] != kNone || (c.target != kNone && f_.mentions[c.target].first < k)) continue;
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
    if (tokens_[k].sign || w_.WordSense(k, Tag::kClaimThat) || !scan_.Prep(k).empty()) return true;
    if (w_.WordSense(k, Tag::kClaimHedge) || w_.WordSense(k, Tag::kClaimMay) || w_.WordSense(k, Tag::kClaimAux) || w_.Is(k, Tag::kClaimBreak)) return true;
    return std::any_of(f_.times.begin(), f_.times.end(), [&](const TimeExpr& x) { return x.first <= k && k < x.last; });
  };
  for (int n = 0; n < 5 && i < end && quiet(i); ++n) ++i;
  while (i + 1 < end && scan_.IsWord(i) && VerbLike(i)) ++i;
  while (i < end && tokens_[i].sign == '"') ++i;
  if (i >= end) return;
  const Index m = at_[i];
  if (m != kNone && f_.mentions[m].first == i && !f_.mentions[m].adjective) return PutTarget(m, c);
  c.target_span = NounPhrase(i, end);
  for (uint32_t k = i; k < end && tokens_[k].begin < c.target_span.end; ++k) {
    const Index x = at_[k];
    if (x != kNone && f_.mentions[x].first == k && !f_.mentions[x].adjective && f_.mentions[x].span.end > c.target_span.end) {
      c.target_span.end = f_.mentions[x].span.end;
      break;
    }
  }
}

// Who is accused or threatened.
void ClaimRoles::Accused(const ClaimTrigger& t, const text::Sentence& s, uint32_t end, Claim& c) const {
  uint32_t unnamed = kNone;
  for (uint32_t k = t.begin; k < end && unnamed == kNone; ++k) {
    if (w_.Is(k, Tag::kClaimUnnamed)) unnamed = k;
  }
  const uint32_t from = AfterSpeaker(t, c);
  Index m = kNone;
  if (t.rank >= ClaimRank::kParticiple) {
    uint32_t blame = kNone, with = kNone;
    for (uint32_t k = from; k < end; ++k) {
      if (blame == kNone && w_.Is(k, Tag::kClaimBlame)) blame = k;
      if (with == kNone && k > from && scan_.StartsWithBi(k) && at_[k] == kNone) with = k;
    }
    if (blame != kNone && blame + 1 < end) m = FirstMention(blame + 1, std::min(end, blame + 6), c.speaker);
    if (m == kNone && with != kNone) m = LastMention(from, with, c.speaker);
    if (m == kNone) m = FirstMention(from, std::min(end, from + 12), c.speaker);
  } else if (t.rank == ClaimRank::kNoun) {
    m = FirstMention(from, std::min(end, from + 8), c.speaker);
    if (m == kNone) m = LastMention(s.first, t.first, c.speaker);
  } else {
    const bool points = !scan_.Prep(t.last - 1).empty() || t.last > t.first + 1;  // "behind it stands", "with help from"
    if (!points) m = LastMention(t.begin, t.first, c.speaker);
    if (m == kNone) m = FirstMention(t.last, std::min(end, t.last + 5), c.speaker);
    if (m == kNone) m = LastMention(t.begin, t.first, c.speaker);
    if (m == kNone) m = FirstMention(t.last, end, c.speaker);
  }
  if (unnamed != kNone && (m == kNone || f_.mentions[m].first > unnamed || t.rank == ClaimRank::kSaid)) {
    c.target_unnamed = true;
    c.target_span = NounPhrase(unnamed, end);
  } else if (m != kNone) {
    PutTarget(m, c);
    const uint32_t next = f_.mentions[m].last;  // "X and Y"
    if (next < end && at_[next] != kNone && at_[next] != m && f_.mentions[at_[next]].first == next && !f_.mentions[at_[next]].adjective &&
        Front(w_.text->Word(next)) == text::kWaw) {
      c.target_span = Join(c.target_span, f_.mentions[at_[next]].span);
    }
  } else if (t.rank >= ClaimRank::kNoun) {
    Phrase(from, end, c);
  } else {
    Phrase(t.begin < t.first ? t.begin : t.last, end, c);
  }
}

// Whom a demand addresses, what is condemned, denied, admitted, judged.
void ClaimRoles::Addressed(const ClaimTrigger& t, const text::Sentence& s, uint32_t end, Claim& c) const {
  uint32_t k = AfterSpeaker(t, c);
  if (c.type == ClaimType::kDemand || c.type == ClaimType::kPledge) {
    PutTarget(FirstMention(k, std::min(end, k + 6), c.speaker), c);
    return;
  }
  const bool deed = c.type == ClaimType::kResponsibility || c.type == ClaimType::kDenial || c.type == ClaimType::kCondemnation;
  for (uint32_t j = k; deed && j < end && j < k + 9; ++j) {
    if (w_.WordSense(j, Tag::kClaimThat)) break;
    if (w_.Is(j, Tag::kClaimAttack) && !w_.Is(j, Tag::kClaimBlame)) return Phrase(j, end, c);
  }
  while (k < end && !scan_.IsWord(k)) ++k;
  for (uint32_t j = k; j < end && j < k + 6; ++j) {  // "that ...": its subject
    if (w_.WordSense(j, Tag::kClaimThat)) return Phrase(j + 1, end, c);
    if (c.type == ClaimType::kNoComment && !scan_.Prep(j).empty()) return Phrase(j + 1, end, c);
  }
  const bool through = k < end && (w_.WordSense(k, Tag::kClaimRelative) || t.rank == ClaimRank::kNoun);
  if (through) {
    for (uint32_t j = k; j < end && j < k + 10; ++j) {
      const unsigned char f = scan_.IsWord(j) ? Front(w_.text->Word(j)) : 0;
      if (scan_.StartsWithBi(j) || (t.rank == ClaimRank::kNoun && j < k + 4 && (!scan_.Prep(j).empty() || f == text::kLam))) return Phrase(j, std::min(end, s.last), c);
    }
  }
  Phrase(k, std::min(end, s.last), c);
}

}  // namespace tawatur::extract
