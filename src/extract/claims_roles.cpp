// Speakers, targets and strength of claims. Entry points: ClaimRoles::Speaker(), Target(), Weigh().
#include "extract/claims_roles.h"

#include <algorithm>

#include "extract/attribution_lookup.h"

namespace tawatur::extract {
namespace {

unsigned char Front(std::string_view w) { return w.empty() ? 0 : static_cast<unsigned char>(w.front()); }

}  // namespace

ClaimRoles::ClaimRoles(const Words& words, const Findings& findings, const ClaimScan& scan)
    : w_(words), f_(findings), scan_(scan), tokens_(words.text->tokens), at_(words.text->tokens.size(), kNone) {
  for (Index m = 0; m < f_.mentions.size(); ++m) {
    const Mention& x = f_.mentions[m];
    for (uint32_t k = x.first; k < x.last && k < at_.size(); ++k) {
      if (at_[k] == kNone || f_.mentions[at_[k]].last - f_.mentions[at_[k]].first < x.last - x.first) at_[k] = m;
    }
  }
}

bool ClaimRoles::Same(Index a, Index b) const {
  if (a == kNone || b == kNone) return false;
  auto root = [&](Index m) {
    for (int i = 0; i < 8 && f_.mentions[m].same_as != kNone; ++i) m = f_.mentions[m].same_as;
    return m;
  };
  a = root(a), b = root(b);
  if (a == b) return true;
  const Mention &x = f_.mentions[a], &y = f_.mentions[b];
  if (x.entity >= 0 && x.entity == y.entity) return true;
  return (x.body != kNone && root(x.body) == b) || (y.body != kNone && root(y.body) == a);
}

Index ClaimRoles::FirstMention(uint32_t from, uint32_t to, Index not_this) const {
  for (uint32_t k = from; k < to; ++k) {
    const Index m = at_[k];
    if (m != kNone && f_.mentions[m].first == k && !f_.mentions[m].adjective && !Same(m, not_this)) return m;
  }
  return kNone;
}

Index ClaimRoles::LastMention(uint32_t from, uint32_t to, Index not_this) const {
  for (uint32_t k = to; k > from;) {
    const Index m = at_[--k];
    if (m != kNone && f_.mentions[m].first >= from && f_.mentions[m].last <= to && !f_.mentions[m].adjective && !Same(m, not_this)) return m;
  }
  return kNone;
}

Span ClaimRoles::NounPhrase(uint32_t i, uint32_t last) const {
  auto ends = [&](uint32_t k) {
    return tokens_[k].sign || !scan_.Prep(k).empty() || w_.WordSense(k, Tag::kClaimThat) || w_.WordSense(k, Tag::kClaimRelative) ||
           w_.Is(k, Tag::kClaimBreak) || w_.WordSense(k, Tag::kClaimNegation);
  };
  for (int skipped = 0; i < last && skipped < 3 && (tokens_[i].sign == '"' || !scan_.Prep(i).empty() || w_.WordSense(i, Tag::kClaimThat)); ++skipped) ++i;
  while (i + 1 < last && scan_.IsWord(i) && VerbLike(i)) ++i;
  if (i >= last || !scan_.IsWord(i) || ends(i)) return {};
  uint32_t end = i;
  uint32_t words = 0;
  bool determiner = false, closed = false;
  for (; end < last && words < 4; ++end) {
    if (tokens_[end].sign == '"') continue;
    if (ends(end)) break;
    if (!scan_.IsWord(end)) break;
    const bool definite = Definite(end);
    if (words && !determiner) {
      if (closed && !definite) break;  // «al-hasila kabira»: what follows is said of it
      const unsigned char c = Front(w_.text->Word(end));
      const uint16_t cl = w_.words[end].cut.clitics;
      if ((cl & (text::kAnd | text::kThen | text::kWith | text::kFor)) || (c == text::kWaw && w_.words[end].senses.empty())) break;
      if (scan_.StartsWithBi(end)) break;
    }
    determiner = w_.WordSense(end, Tag::kClaimDet) != nullptr;
    closed = closed || (definite && !determiner);
    ++words;
  }
  while (end > i + 1 && tokens_[end - 1].sign) --end;
  if (end <= i) return {};
  Span span = {tokens_[i].begin, tokens_[end - 1].end};
  if (scan_.StartsWithBi(i) && !w_.words[i].cut.front) span.begin = w_.text->folded.origin[tokens_[i].fold + 1];
  const text::Cut& cut = w_.words[i].cut;  // front clitics fall, a written article stays
  uint32_t front = cut.front;
  if ((cut.clitics & text::kArticle) && !(cut.clitics & text::kFor)) front -= std::min<uint32_t>(front, 2);
  if (front) span.begin = w_.text->folded.origin[tokens_[i].fold + front];
  return span;
}

bool ClaimRoles::Definite(uint32_t i) const {
  if (w_.words[i].cut.clitics & text::kArticle) return true;
  std::string_view word = w_.text->Word(i);
  if (word.size() > 4 && (Front(word) == text::kWaw || Front(word) == text::kBeh || Front(word) == text::kFeh)) word.remove_prefix(1);
  return word.size() >= 4 && Front(word) == text::kAlef && static_cast<unsigned char>(word[1]) == text::kLam;
}

// A verb by its letters: an imperfect, not a noun of the second stem.
bool ClaimRoles::VerbLike(uint32_t i) const {
  std::string_view word = w_.text->Word(i);
  if (!word.empty() && (Front(word) == text::kWaw || Front(word) == text::kFeh)) word.remove_prefix(1);
  if (word.size() < 4 || at_[i] != kNone) return false;
  if (Front(word) == text::kYeh) return true;
  if (Front(word) != text::kTeh || word.size() < 5) return false;
  return static_cast<unsigned char>(word[3]) != text::kYeh && static_cast<unsigned char>(word[word.size() - 1]) != text::kHeh && w_.words[i].senses.empty();
}

Index ClaimRoles::AttributionOfCue(Span trigger) const {
  for (Index a = 0; a < f_.attributions.size(); ++a) {
    if (f_.attributions[a].cue.Overlaps(trigger)) return a;
  }
  return kNone;
}

// «according to what X said about ...»: X states what follows the cue, not what stands before it.
bool ClaimRoles::AboutWhatFollows(Index a) const {
  const Attribution& x = f_.attributions[a];
  if (x.speaker == kNone || x.content.begin > x.cue.begin) return false;
  const uint32_t after = f_.mentions[x.speaker].last;
  return f_.mentions[x.speaker].span.begin > x.cue.begin && after < tokens_.size() && (scan_.Prep(after) == "about" || scan_.Prep(after) == "an_");
}

// The last attribution whose cue stands before the token, in its sentence.
Index ClaimRoles::CueBefore(uint32_t token, const text::Sentence& s) const {
  Index best = kNone;
  for (Index a = 0; a < f_.attributions.size(); ++a) {
    const Span cue = f_.attributions[a].cue;
    if (cue.Empty() || cue.begin < s.span.begin || cue.begin >= tokens_[token].begin || f_.attributions[a].speaker == kNone) continue;
    if (best == kNone || f_.attributions[best].cue.begin <= cue.begin) best = a;
  }
  return best;
}

// The subject of an act's verb: before it (a headline, a relative clause), else after it.
Index ClaimRoles::Subject(const ClaimTrigger& t, const text::Sentence& s) const {
  uint32_t before = t.first;
  bool relative = false;
  while (before > s.first && (tokens_[before - 1].sign == '"' || tokens_[before - 1].sign == ')' || w_.WordSense(before - 1, Tag::kClaimRelative))) {
    relative = relative || w_.WordSense(before - 1, Tag::kClaimRelative) != nullptr;
    --before;
  }
  if (before > s.first && !(t.clitics & (text::kAnd | text::kThen))) {
    const uint32_t comma = before - 1;
    const uint32_t k = relative && tokens_[comma].sign == ',' && comma > s.first ? comma - 1 : comma;
    const Index m = at_[k];
    if (m != kNone && !f_.mentions[m].adjective && (relative || f_.mentions[m].kind == "country" || f_.mentions[m].kind == "state" || f_.mentions[m].first <= s.first + 2 || f_.mentions[m].type != lexicon::EntityType::kPlace)) return m;
  }
  for (uint32_t k = t.last; k < s.last && k < t.last + 4; ++k) {
    if (!scan_.Prep(k).empty() || w_.WordSense(k, Tag::kClaimThat) || scan_.StartsWithBi(k)) break;
    const Index m = at_[k];
    if (m != kNone && f_.mentions[m].first == k && !f_.mentions[m].adjective) return m;
  }
  return kNone;
}

// The subject of a verb that opens the sentence, behind a long title.
Index ClaimRoles::FarSubject(const ClaimTrigger& t, const text::Sentence& s) const {
  for (uint32_t k = t.last; k < s.last && k < t.last + 14; ++k) {
    const Index m = at_[k];
    if (w_.WordSense(k, Tag::kClaimThat)) break;
    if (m != kNone && f_.mentions[m].first == k && !f_.mentions[m].adjective && f_.mentions[m].type == lexicon::EntityType::kPerson) return m;
  }
  return kNone;
}

bool ClaimRoles::Speaker(const ClaimTrigger& t, const text::Sentence& s, Index answers, Claim& c, uint32_t& unlisted) const {
  const Span trigger = {tokens_[t.first].begin, tokens_[t.last - 1].end};
  const Index own = AttributionOfCue(trigger);
  Index outer = AttributionAt(f_, trigger);
  if (outer == own || (outer != kNone && AboutWhatFollows(outer))) outer = kNone;
  auto take = [&](Index a) {
    c.speaker = f_.attributions[a].speaker;
    c.speaker_kind = f_.attributions[a].speaker_kind;
  };
  const Index outer_speaker = outer != kNone ? f_.attributions[outer].speaker : answers;
  auto relay = [&] {  // what is said inside another's words
    if (outer_speaker == kNone || c.speaker == kNone || Same(c.speaker, outer_speaker)) return;
    c.relayed_by = outer_speaker;
    const SpeakerKind kind = outer != kNone ? f_.attributions[outer].speaker_kind : SpeakerKind::kExpert;
    if (kind == SpeakerKind::kAuthority || kind == SpeakerKind::kParty) c.endorsed = true;
    else c.strength = tawatur::extract::Strength::kReported;
  };
  switch (t.rank) {
    case ClaimRank::kAct:
      if (t.first > s.first && w_.WordSense(t.first - 1, Tag::kClaimRelative)) c.speaker = Subject(t, s);
      if (c.speaker != kNone) {
        relay();
        return true;
      }
      if (own != kNone && f_.attributions[own].speaker != kNone) {
        take(own);
      } else {
        c.speaker = Subject(t, s);
        if (c.speaker == kNone && own != kNone && outer != kNone) take(outer);
        if (c.speaker == kNone && own == kNone && outer_speaker == kNone) {
          const Index before = CueBefore(t.first, s);
          if (before != kNone && (t.clitics & text::kAnd)) take(before);
          else if (t.first <= s.first + 1) c.speaker = FarSubject(t, s);
          if (c.speaker == kNone) return c.type == ClaimType::kNoComment;  // «no group has claimed it»
        }
        if (c.speaker == kNone && outer != kNone) take(outer);
        if (c.speaker == kNone && answers != kNone) c.speaker = answers;
      }
      relay();
      return c.speaker != kNone || own != kNone || c.type == ClaimType::kNoComment;
    case ClaimRank::kParticiple: {
      if (own != kNone && f_.attributions[own].speaker != kNone) return take(own), true;
      const Index before = CueBefore(t.first, s);
      if (before != kNone) return take(before), true;
      if (outer_speaker != kNone) return c.speaker = outer_speaker, true;
      c.speaker = LastMention(s.first, t.first, kNone);
      return c.speaker != kNone;
    }
    case ClaimRank::kNoun: {
      if (own != kNone && f_.attributions[own].speaker != kNone) return take(own), relay(), true;
      bool pronoun_object = false;
      const Sense* pronoun = w_.WordSense(t.first, Tag::kClaimOwn);
      const bool accuses = c.type == ClaimType::kAccusation || c.type == ClaimType::kCondemnation;
      if (pronoun && accuses && t.last < s.last && scan_.StartsWithBi(t.last)) pronoun_object = true;
      const bool to = t.last < s.last && Front(w_.text->Word(t.last)) == text::kLam && at_[t.last] != kNone && f_.mentions[at_[t.last]].span.begin > tokens_[t.last].begin;
      if (!pronoun && !to && t.last < s.last && at_[t.last] != kNone && f_.mentions[at_[t.last]].first == t.last && !f_.mentions[at_[t.last]].adjective) {
        c.speaker = at_[t.last];
        relay();
        return true;
      }
      const Index before = CueBefore(t.first, s);
      const bool object = pronoun_object || (pronoun && c.type == ClaimType::kAccusation);  // «accusing them», «their conviction»
      if (before != kNone && !object && !to) return take(before), true;
      for (uint32_t k = s.first; k + 1 < t.first; ++k) {  // «statements of X ... accusing them»
        if (!w_.Is(k, Tag::kSayNoun) || !scan_.IsWord(k + 1)) continue;
        if (at_[k + 1] != kNone) return c.speaker = at_[k + 1], relay(), true;
        if (Definite(k + 1) && k + 3 < t.first) return unlisted = k + 1, true;
      }
      if (object) return false;
      c.speaker = LastMention(t.first > s.first + 8 ? t.first - 8 : s.first, t.first, kNone);
      if (c.speaker == kNone && outer != kNone) take(outer);
      return c.speaker != kNone;
    }
    default:
      if (t.hedge && w_.lexicon->Symbol(t.hedge->value) == "reported") return true;  // «was described as»: nobody says by whom
      if (t.rank == ClaimRank::kMark && own != kNone && f_.attributions[own].speaker != kNone && SaysThat(own)) return take(own), true;
      if (outer != kNone) take(outer);
      else if (answers != kNone) c.speaker = answers, c.speaker_kind = SpeakerKind::kExpert;
      return true;
  }
}

// The words begin with «that», a quotation mark or a colon: a statement, not a copula («is considered the biggest»).
bool ClaimRoles::SaysThat(Index a) const {
  const uint32_t begin = f_.attributions[a].content.begin;
  const auto it = std::lower_bound(tokens_.begin(), tokens_.end(), begin, [](const text::Token& t, uint32_t b) { return t.begin < b; });
  if (it == tokens_.end()) return false;
  const auto k = static_cast<uint32_t>(it - tokens_.begin());
  return w_.WordSense(k, Tag::kClaimThat) || it->sign == '"' || it->sign == ':' || (k > 0 && (tokens_[k - 1].sign == '"' || tokens_[k - 1].sign == ':' || w_.WordSense(k - 1, Tag::kClaimThat)));
}

void ClaimRoles::PutTarget(Index mention, Claim& c) const {
  if (mention == kNone) return;
  c.target = mention;
  c.target_span = f_.mentions[mention].span;
}

uint32_t ClaimRoles::AfterSpeaker(const ClaimTrigger& t, const Claim& c) const {
  uint32_t k = t.last;
  if (c.speaker != kNone) {
    const Mention& m = f_.mentions[c.speaker];
    if (m.first >= t.first && m.last > k && m.first < t.last + 6) k = m.last;
  }
  return k;
}

// A pronoun at the end of the word as written: teh marbuta folds to heh, so the original decides.
bool ClaimRoles::OwnPronoun(uint32_t i) const {
  if (!scan_.IsWord(i)) return false;
  const std::string_view word = w_.text->Word(i);
  if (word.size() < 5) return false;
  const auto a = static_cast<unsigned char>(word[word.size() - 1]), b = static_cast<unsigned char>(word[word.size() - 2]);
  if (a == text::kAlef) return b == text::kHeh || (b == text::kNoon && w_.Is(i, Tag::kClaimHostile));
  if (a != text::kHeh) return false;
  const std::string_view original = w_.text->Verbatim(tokens_[i].span());
  return original.size() >= 2 && static_cast<unsigned char>(original[original.size() - 2]) == 0xD9 && static_cast<unsigned char>(original.back()) == 0x87;
}

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
      const std::string_view verb = w_.text->Word(t.first);  // «we shelled»
      self = verb.size() >= 5 && static_cast<unsigned char>(verb.back()) == text::kAlef && static_cast<unsigned char>(verb[verb.size() - 2]) == text::kNoon;
      if (!self && t.first > t.begin) self = OwnPronoun(t.first - 1);
      const bool relative = t.first > t.begin && w_.WordSense(t.first - 1, Tag::kClaimRelative);
      if (!self && relative) {  // «the attack that hit»: the doer is what the clause describes
        doer = t.first >= t.begin + 2 ? at_[t.first - 2] : kNone;
        if (doer == kNone || f_.mentions[doer].adjective) return false;
      }
      if (!self && doer == kNone) doer = LastMention(t.begin, t.first, kNone);
      if (!self && doer == kNone) doer = FirstMention(t.last, std::min(end, t.last + 3), kNone);
    }
    if (doer != kNone && !Acts(doer)) doer = kNone;
    // «the air force shelled», said by an army: its own, unless an adjective says whose.
    Span force;
    if (!self && !t.passive && (doer == kNone || (f_.mentions[doer].entity < 0 && c.speaker_kind != SpeakerKind::kMonitor))) {
      for (uint32_t k = t.begin; k < t.first + 3 && k < end; ++k) {
        const Hit h = w_.At(k, Tag::kClaimForce);
        if (!h) continue;
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
    const bool points = !scan_.Prep(t.last - 1).empty() || t.last > t.first + 1;  // «behind it stands», «with help from»
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
    const uint32_t next = f_.mentions[m].last;  // «X and Y»
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
  for (uint32_t j = k; j < end && j < k + 6; ++j) {  // «that ...»: its subject
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

void ClaimRoles::Weigh(const ClaimTrigger& t, const text::Sentence& s, Claim& c) const {
  using St = tawatur::extract::Strength;
  auto order = [](St x) {
    switch (x) {
      case St::kNotRuledOut: return 5;
      case St::kAlleged: return 4;
      case St::kInferred: return 3;
      case St::kConditional: return 2;
      case St::kReported: return 1;
      default: return 0;
    }
  };
  auto weaken = [&](const Sense* h, Span span) {
    St x;
    if (!h || !StrengthOf(w_.lexicon->Symbol(h->value), x) || order(x) <= order(c.strength)) return;
    c.strength = x;
    c.hedge = span;
  };
  if (t.hedge) weaken(t.hedge, w_.BaseOf(t.first, t.last));
  uint32_t from = t.begin;
  if (from > s.first && w_.WordSense(from - 1, Tag::kClaimThat)) from = from > s.first + 5 ? from - 5 : s.first;
  const uint32_t end = std::max(t.end, t.last);
  for (uint32_t k = from; k < end; ++k) {
    if (w_.words[k].senses.empty() && w_.words[k].phrase == kNone) continue;
    const Hit h = w_.At(k, Tag::kClaimHedge);
    if (h && h.last <= end) {
      if (k >= t.last && t.rank >= ClaimRank::kNoun && c.type != ClaimType::kAssessment && c.type != ClaimType::kPrediction && c.type != ClaimType::kAccusation) continue;
      weaken(h.sense, w_.BaseOf(k, h.last));
    } else if (w_.WordSense(k, Tag::kClaimMay) && (c.type == ClaimType::kPrediction || c.type == ClaimType::kWarning || c.type == ClaimType::kAssessment) &&
               k + 1 < end && scan_.IsWord(k + 1) && Front(w_.text->Word(k + 1)) == text::kYeh) {
      if (order(c.strength) < order(St::kConditional)) c.strength = St::kConditional, c.hedge = w_.BaseOf(k, k + 1);
    }
    if (w_.Is(k, Tag::kClaimReject) && c.type == ClaimType::kAccusation && t.rank >= ClaimRank::kNoun) {
      c.endorsed = false;
      if (order(c.strength) < order(St::kReported)) c.strength = St::kReported;
    }
  }
  if (c.type == ClaimType::kPrediction && t.rank == ClaimRank::kSaid && !t.future && w_.WordSense(t.first, Tag::kClaimMay) && c.strength == St::kAsserted) {
    c.strength = St::kConditional;
    c.hedge = w_.BaseOf(t.first, t.last);
  }
}

}  // namespace tawatur::extract
