// Who takes a position, and the noun phrases and mentions around it. Entry point: ClaimRoles::Speaker().
#include "extract/claims_roles.h"

#include <algorithm>

#include "extract/attribution_lookup.h"

namespace tawatur::extract {
namespace {

constexpr TagSet kAuxiliary = TagsOf({Tag::kClaimAux, Tag::kClaimMay});

unsigned char Front(std::string_view w) { return w.empty() ? 0 : static_cast<unsigned char>(w.front()); }

}  // namespace

ClaimRoles::ClaimRoles(const Words& words, const Findings& findings, const ClaimScan& scan)
    : w_(words), f_(findings), scan_(scan), tokens_(words.text->tokens) {}

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
    const Index m = scan_.MentionAt(k);
    if (m != kNone && f_.mentions[m].first == k && !f_.mentions[m].adjective && !Same(m, not_this)) return m;
  }
  return kNone;
}

Index ClaimRoles::LastMention(uint32_t from, uint32_t to, Index not_this) const {
  for (uint32_t k = to; k > from;) {
    const Index m = scan_.MentionAt(--k);
    if (m != kNone && f_.mentions[m].first >= from && f_.mentions[m].last <= to && !f_.mentions[m].adjective && !Same(m, not_this)) return m;
  }
  return kNone;
}

Span ClaimRoles::NounPhrase(uint32_t i, uint32_t last) const {
  auto ends = [&](uint32_t k) {
    static constexpr TagSet kEnds = TagsOf({Tag::kClaimPrep, Tag::kClaimThat, Tag::kClaimRelative, Tag::kClaimNegation});
    return tokens_[k].sign || scan_.WordAny(k, kEnds) || w_.Is(k, Tag::kClaimBreak);
  };
  for (int skipped = 0; i < last && skipped < 3 && (tokens_[i].sign == '"' || scan_.IsPrep(i) || w_.WordIs(i, Tag::kClaimThat)); ++skipped) ++i;
  while (i + 1 < last && scan_.IsWord(i) && (VerbLike(i) || (w_.Is(i, Tag::kSay) && !Definite(i)) || (i > 0 && w_.WordIs(i - 1, Tag::kClaimNegation) && !Definite(i)))) ++i;
  if (i >= last || !scan_.IsWord(i) || ends(i)) return {};
  if (w_.WordIs(i, Tag::kClaimDet) && !(i + 1 < last && scan_.IsWord(i + 1) && !ends(i + 1))) return {};
  uint32_t end = i;
  uint32_t words = 0;
  bool determiner = false, closed = false;
  for (; end < last && words < 4; ++end) {
    if (tokens_[end].sign == '"') continue;
    if (ends(end)) break;
    if (!scan_.IsWord(end)) break;
    const bool definite = Definite(end);
    if (words && !determiner) {
      if (closed && !definite) break;  // "al-hasila kabira": what follows is said of it
      const unsigned char c = Front(w_.text->Word(end));
      const uint16_t cl = w_.words[end].cut.clitics;
      if ((cl & (text::kAnd | text::kThen | text::kWith | text::kFor)) || (c == text::kWaw && w_.words[end].senses.empty())) break;
      if (scan_.WordAny(end, kAuxiliary) || scan_.StartsWithBi(end) || Predicate(end)) break;
    }
    determiner = w_.WordIs(end, Tag::kClaimDet);
    closed = closed || (definite && !determiner);
    ++words;
  }
  while (end > i + 1 && tokens_[end - 1].sign) --end;
  if (end <= i || (end == i + 1 && w_.text->Word(i).size() <= 2)) return {};
  // "the fighting in Benghazi", "the attack on the prison", "many of the prisons": the noun goes on behind its preposition.
  if (end + 1 < last && scan_.IsWord(end + 1)) {
    const std::string_view p = scan_.Prep(end);
    const Index m = scan_.MentionAt(end + 1);
    const bool named = m != kNone && f_.mentions[m].first == end + 1 && !f_.mentions[m].adjective;
    const bool deed = w_.Is(i, Tag::kClaimAttack) || w_.Is(i, Tag::kClaimHostileNoun);
    if ((p == "fi" && named && f_.mentions[m].type == lexicon::EntityType::kPlace) || (deed && (p == "ala" || p == "against") && named)) {
      end = f_.mentions[m].last;
    } else if (deed && p == "ala" && Definite(end + 1)) {
      end += 2;
      while (end < last && scan_.IsWord(end) && Definite(end) && !scan_.IsPrep(end)) ++end;
    }
  }
  Span span = {tokens_[i].begin, tokens_[end - 1].end};
  if (scan_.StartsWithBi(i) && !w_.words[i].cut.front && Prefixed(i)) span.begin = w_.text->folded.origin[tokens_[i].fold + 1];
  const WordCut& cut = w_.words[i].cut;  // front clitics fall, a written article stays
  uint32_t front = cut.front;
  if ((cut.clitics & text::kArticle) && !(cut.clitics & text::kFor)) front -= std::min<uint32_t>(front, 2);
  if (front) span.begin = w_.text->folded.origin[tokens_[i].fold + front];
  return span;
}

// The beh of a word that no list knows is a preposition where the rest is listed or has its article; "brutukul" has it for its own.
bool ClaimRoles::Prefixed(uint32_t i) const {
  const std::string_view word = w_.text->Word(i);
  const auto letter = [&](size_t k) { return k < word.size() ? static_cast<unsigned char>(word[k]) : 0; };
  if (word.size() == 1 || (letter(1) == text::kAlef && letter(2) == text::kLam)) return true;
  if (!w_.words[i].senses.empty()) return (w_.words[i].cut.clitics & text::kWith) != 0;
  return w_.lexicon->Find(text::HashWord(word.substr(1))) != nullptr;
}

// Behind a noun: a verb in the present or the future, with which its predicate begins.
bool ClaimRoles::Predicate(uint32_t i) const {
  const std::string_view word = w_.text->Word(i);
  if (word.size() < 4 || scan_.MentionAt(i) != kNone) return false;
  const auto second = static_cast<unsigned char>(word[1]);
  if (Front(word) == text::kSeen && (second == text::kYeh || second == text::kTeh)) return (w_.words[i].cut.clitics & text::kWill) || w_.words[i].senses.empty();
  return Front(word) == text::kYeh && (w_.words[i].senses.empty() || w_.words[i].senses.front().form == lexicon::Form::kImperfect);
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
  if (word.size() < 4 || scan_.MentionAt(i) != kNone) return false;
  for (const Sense& x : w_.words[i].senses) {
    if (x.form == lexicon::Form::kImperfect && (Front(word) == text::kYeh || Front(word) == text::kTeh)) return true;
  }
  if (Front(word) == text::kYeh) return true;
  const auto last = static_cast<unsigned char>(word.back());  // a feminine past
  if (last == text::kTeh && word.size() >= 5 && static_cast<unsigned char>(word[word.size() - 2]) != text::kAlef && w_.words[i].senses.empty()) return true;
  if (Front(word) != text::kTeh || word.size() < 5) return false;
  return static_cast<unsigned char>(word[3]) != text::kYeh && static_cast<unsigned char>(word[word.size() - 1]) != text::kHeh && w_.words[i].senses.empty();
}

Index ClaimRoles::AttributionOfCue(Span trigger) const {
  for (const Index a : scan_.Here().All()) {
    if (f_.attributions[a].cue.Overlaps(trigger)) return a;
  }
  return kNone;
}

// "according to what X said about ...": X states what follows the cue, not what stands before it.
bool ClaimRoles::AboutWhatFollows(Index a) const {
  const Attribution& x = f_.attributions[a];
  if (x.speaker == kNone || x.content.begin > x.cue.begin) return false;
  const uint32_t after = f_.mentions[x.speaker].last;
  return f_.mentions[x.speaker].span.begin > x.cue.begin && after < tokens_.size() && (scan_.Prep(after) == "about" || scan_.Prep(after) == "an_");
}

// The last attribution whose cue stands before the token, in its sentence.
Index ClaimRoles::CueBefore(uint32_t token, const text::Sentence& s) const {
  Index best = kNone;
  for (const Index a : scan_.Here().All()) {
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
  while (before > s.first && (tokens_[before - 1].sign == '"' || tokens_[before - 1].sign == ')' || w_.WordIs(before - 1, Tag::kClaimRelative))) {
    relative = relative || w_.WordIs(before - 1, Tag::kClaimRelative);
    --before;
  }
  if (before > s.first && !(t.clitics & (text::kAnd | text::kThen))) {
    const uint32_t comma = before - 1;
    const uint32_t k = relative && tokens_[comma].sign == ',' && comma > s.first ? comma - 1 : comma;
    const Index m = scan_.MentionAt(k);
    if (m != kNone && SubjectWithin(w_.text->Word(t.first)) && f_.mentions[m].type == lexicon::EntityType::kPerson && !f_.mentions[m].anonymous) return kNone;  // "the president's aides warned": one man did not
    const bool after_that = m != kNone && f_.mentions[m].first > s.first && w_.WordIs(f_.mentions[m].first - 1, Tag::kClaimThat);
    if (m != kNone && !f_.mentions[m].adjective && (relative || after_that || f_.mentions[m].kind == "country" || f_.mentions[m].kind == "state" || f_.mentions[m].first <= s.first + 2 || f_.mentions[m].type != lexicon::EntityType::kPlace)) return m;
  }
  if (SubjectWithin(w_.text->Word(t.first))) return kNone;  // "they warned X"
  const bool each = t.last + 2 < s.last && w_.WordIs(t.last, Tag::kClaimDet) && scan_.Prep(t.last + 1) == "min";  // "each of X and Y"
  for (uint32_t k = each ? t.last + 2 : t.last; k < s.last && k < t.last + 4; ++k) {
    if (scan_.IsPrep(k) || w_.WordIs(k, Tag::kClaimThat) || scan_.StartsWithBi(k)) break;
    const Index m = scan_.MentionAt(k);
    if (m != kNone && f_.mentions[m].first == k && !f_.mentions[m].adjective) return Governed(m) && !each ? kNone : m;
    // A word that no list knows is a subject that no list knows.
    if (m == kNone && scan_.IsWord(k) && w_.words[k].senses.empty() && w_.words[k].phrase == kNone && w_.words[k].inside == kNone) break;
  }
  return kNone;
}


// The subject of a verb that opens the sentence, behind a long title.
Index ClaimRoles::FarSubject(const ClaimTrigger& t, const text::Sentence& s) const {
  for (uint32_t k = t.last; k < s.last && k < t.last + 14; ++k) {
    const Index m = scan_.MentionAt(k);
    if (w_.WordIs(k, Tag::kClaimThat)) break;
    // "relatives demanded that the officials be ...": what is demanded has begun; "al-mutahaddith bism ..." is a title
    if (t.type == ClaimType::kDemand && k > t.last && scan_.StartsWithBi(k) && w_.text->Word(k).size() != 4) break;
    if (m != kNone && f_.mentions[m].first == k && !f_.mentions[m].adjective && f_.mentions[m].type == lexicon::EntityType::kPerson) return m;
  }
  return kNone;
}

bool ClaimRoles::OfOthers(const ClaimTrigger& t, Index speaker) const {
  const Index m = Doer(t, std::max(t.end, t.last), kNone);
  return m != kNone && !Same(m, speaker);
}

// "it is necessary that the Authority recognise ...": nobody has done so. Behind "anna" a noun stands, behind "an" the verb itself.
bool ClaimRoles::Wished(const ClaimTrigger& t, const text::Sentence& s) const {
  if (t.first == s.first || w_.text->Word(t.first - 1).size() != 2 || !w_.WordIs(t.first - 1, Tag::kClaimThat)) return false;
  const unsigned char front = Front(w_.text->Word(t.first));
  const Sense* act = w_.WordSense(t.first, Tag::kClaimAct);
  return act && act->form == lexicon::Form::kImperfect && (front == text::kYeh || front == text::kTeh) && !w_.WordIs(t.first - 1, Tag::kClaimSelf);
}

// "no group has claimed it", "no one has": the subject is nobody at all.
bool ClaimRoles::Nobody(uint32_t from, uint32_t to, const text::Sentence& s) const {
  for (uint32_t i = from; i < to && i < s.last; ++i) {
    if (!scan_.IsWord(i)) continue;
    const std::string_view word = w_.text->Word(i);
    const bool any = (word.size() == 2 || (word.size() == 3 && static_cast<unsigned char>(word[2]) == text::kHeh)) && Front(word) == text::kAlef &&
                     static_cast<unsigned char>(word[1]) == text::kYeh;
    if (any || (w_.WordIs(i, Tag::kClaimOneOf) && !scan_.IsPrep(i) && w_.words[i].cut.clitics == 0)) return true;  // "ayy", "ahad"
  }
  return false;
}

// A verb in the first person, after "that he", or opening the words of whoever speaks.
bool ClaimRoles::Reaches(const ClaimTrigger& t, const text::Sentence& s, Index outer) const {
  if (t.first == s.first || w_.WordIs(t.first - 1, Tag::kClaimSelf)) return true;
  const std::string_view word = w_.text->Word(t.first);
  if (Front(word) == text::kNoon || (Front(word) == text::kWaw && word.size() > 5 && static_cast<unsigned char>(word[1]) == text::kNoon)) return true;
  const Sense* act = w_.WordSense(t.first, Tag::kClaimAct);
  if (act && Front(word) == text::kAlef && (act->form == lexicon::Form::kImperfect || w_.WordIs(t.first - 1, Tag::kClaimThat))) return true;  // "I apologise"
  if (word.size() >= 5 && static_cast<unsigned char>(word.back()) == text::kAlef && static_cast<unsigned char>(word[word.size() - 2]) == text::kNoon) return true;
  if (outer != kNone) {
    const uint32_t begin = f_.attributions[outer].content.begin;
    if (tokens_[t.first].begin <= begin + 2) return true;
    if ((t.clitics & text::kAnd) && !f_.attributions[outer].quoted) return true;
  }
  // "... and demanded": goes on with what the speaker just did.
  return (t.clitics & text::kAnd) && !f_.claims.empty() && f_.claims.back().evidence == s.span && outer != kNone && f_.claims.back().speaker == f_.attributions[outer].speaker &&
         f_.claims.back().rule == "claim.act";
}

bool ClaimRoles::Speaker(const ClaimTrigger& t, const text::Sentence& s, Index answers, Claim& c, uint32_t& unlisted) const {
  const Span trigger = {tokens_[t.first].begin, tokens_[t.last - 1].end};
  const Index own = AttributionOfCue(trigger);
  Index outer = AttributionAt(f_, scan_.Here(), trigger);
  if (outer == own || (outer != kNone && AboutWhatFollows(outer))) outer = kNone;
  auto take = [&](Index a) {
    c.speaker = f_.attributions[a].speaker;
    c.speaker_kind = f_.attributions[a].speaker_kind;
  };
  const Index outer_speaker = outer != kNone ? f_.attributions[outer].speaker : answers;
  auto relay = [&] {  // what is said inside another's words
    if (outer_speaker == kNone || c.speaker == kNone || Same(c.speaker, outer_speaker)) return;
    if (t.first > s.first && w_.Is(t.first - 1, Tag::kClaimBreak)) return;  // "while X denies": the report's words again
    c.relayed_by = outer_speaker;
    const SpeakerKind kind = outer != kNone ? f_.attributions[outer].speaker_kind : SpeakerKind::kExpert;
    if (kind == SpeakerKind::kAuthority || kind == SpeakerKind::kParty) c.endorsed = true;
    else c.strength = tawatur::extract::Strength::kReported;
  };
  switch (t.rank) {
    case ClaimRank::kAct:
      if (c.type == ClaimType::kNoComment && Nobody(t.first + 1, t.last + 1, s)) return true;
      if (Wished(t, s)) return false;
      if (t.first > s.first && w_.WordIs(t.first - 1, Tag::kClaimRelative)) c.speaker = Subject(t, s);
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
          const bool self = t.first > s.first && w_.WordIs(t.first - 1, Tag::kClaimSelf);
          if (before != kNone && (self || (t.clitics & text::kAnd))) take(before);
          else if (self) c.speaker = LastMention(t.first > s.first + 6 ? t.first - 6 : s.first, t.first, kNone);
          else if (t.first <= s.first + 1) c.speaker = FarSubject(t, s);
          if (c.speaker == kNone) return c.type == ClaimType::kNoComment;  // "no group has claimed it"
        }
        // Inside somebody's words a verb without a subject is the speaker's own only where the words say so.
        if (c.speaker == kNone && outer_speaker != kNone && c.type != ClaimType::kNoComment && !Reaches(t, s, outer)) return false;
        if (c.speaker == kNone && outer != kNone) take(outer);
        if (c.speaker == kNone && answers != kNone) c.speaker = answers;
      }
      if (c.type == ClaimType::kNoComment && c.speaker != kNone && f_.mentions[c.speaker].anonymous && f_.mentions[c.speaker].first > t.last) c.speaker = kNone, c.speaker_kind = SpeakerKind::kNone;
      relay();
      return c.speaker != kNone || own != kNone || c.type == ClaimType::kNoComment;
    case ClaimRank::kParticiple: {
      if (own != kNone && f_.attributions[own].speaker != kNone) return take(own), true;
      const Index before = CueBefore(t.first, s);
      if (before != kNone) return take(before), true;
      if (outer_speaker != kNone) return c.speaker = outer_speaker, true;
      for (uint32_t k = s.first; k < t.first; ++k) {  // the sentence's subject, no object of its
        const Index m = scan_.MentionAt(k);
        if (m == kNone || f_.mentions[m].first != k || f_.mentions[m].adjective || Governed(m) || !Acts(m)) continue;
        return c.speaker = m, true;
      }
      return false;
    }
    case ClaimRank::kNoun: {
      if (own != kNone && f_.attributions[own].speaker != kNone) return take(own), relay(), true;
      bool pronoun_object = false;
      const Sense* pronoun = w_.WordSense(t.first, Tag::kClaimOwn);
      const bool accuses = c.type == ClaimType::kAccusation || c.type == ClaimType::kCondemnation;
      if (pronoun && accuses && t.last < s.last && scan_.StartsWithBi(t.last)) pronoun_object = true;
      const bool to = t.last < s.last && Front(w_.text->Word(t.last)) == text::kLam && scan_.MentionAt(t.last) != kNone && f_.mentions[scan_.MentionAt(t.last)].span.begin > tokens_[t.last].begin;
      if (!pronoun && !to && t.last < s.last && scan_.MentionAt(t.last) != kNone && f_.mentions[scan_.MentionAt(t.last)].first == t.last && !f_.mentions[scan_.MentionAt(t.last)].adjective) {
        const uint32_t next = f_.mentions[scan_.MentionAt(t.last)].last;
        // "the accusing of X of ...": X is accused, and by whom only a cue around it says.
        if (c.type == ClaimType::kAccusation && next < s.last && scan_.IsWord(next) && scan_.StartsWithBi(next)) {
          const Index who = CueBefore(t.first, s);
          if (who != kNone) return take(who), true;
          if (outer != kNone) return take(outer), true;
          return false;
        }
        c.speaker = scan_.MentionAt(t.last);
        relay();
        return true;
      }
      // "met with wide condemnation from X": who the noun comes from.
      for (uint32_t k = t.last; !pronoun && k < s.last && k < t.last + 3; ++k) {
        if (scan_.Prep(k) != "min") continue;
        const Index m = k + 1 < s.last ? scan_.MentionAt(k + 1) : kNone;
        if (m == kNone || f_.mentions[m].first != k + 1 || f_.mentions[m].adjective || !Acts(m)) break;
        c.speaker = m;
        relay();
        return true;
      }
      const Index before = CueBefore(t.first, s);
      const bool object = pronoun_object || (pronoun && c.type == ClaimType::kAccusation);  // "accusing them", "their conviction"
      if (before != kNone && !object && !to) return take(before), true;
      for (uint32_t k = s.first; k + 1 < t.first; ++k) {  // "statements of X ... accusing them"
        if (!w_.Is(k, Tag::kSayNoun) || !scan_.IsWord(k + 1)) continue;
        if (scan_.MentionAt(k + 1) != kNone) return c.speaker = scan_.MentionAt(k + 1), relay(), true;
        if (Definite(k + 1) && !w_.WordIs(k + 1, Tag::kClaimRelative) && k + 3 < t.first) return unlisted = k + 1, true;
      }
      if (object) return false;
      // "an inquiry into accusations": only spoken of.
      if (c.type == ClaimType::kAccusation && t.first > s.first && (scan_.IsPrep(t.first - 1) || (t.clitics & (text::kWith | text::kFor)))) return false;
      if (c.type == ClaimType::kAccusation && outer != kNone) return take(outer), true;
      // Who was named last is as often the accused, but where the sentence opens with a verb that hands accusations out ("exchanged").
      if (c.type == ClaimType::kAccusation && !w_.Is(s.first, Tag::kClaimAct) && !w_.Is(s.first, Tag::kEventMark)) return false;
      c.speaker = LastMention(t.first > s.first + 8 ? t.first - 8 : s.first, t.first, kNone);
      if (c.speaker == kNone && outer != kNone) take(outer);
      return c.speaker != kNone;
    }
    default:
      if (t.hedge && w_.lexicon->Symbol(t.hedge->value) == "reported") return true;  // "was described as": nobody says by whom
      if (t.rank == ClaimRank::kMark && t.type == ClaimType::kAssessment && t.strict && t.last < s.last && (Definite(t.last) || scan_.MentionAt(t.last) != kNone)) {
        // "the coalition considers the port a ...": who stands before an object judges; before a predicate it is judged.
        const Index m = t.first > s.first ? scan_.MentionAt(t.first - 1) : kNone;
        if (m != kNone && Acts(m) && !Governed(m) && f_.mentions[m].last == t.first && f_.mentions[m].first <= s.first + 3) {
          c.speaker = m;
          return true;
        }
      }
      if (t.rank == ClaimRank::kMark && own != kNone && f_.attributions[own].speaker != kNone && SaysThat(own)) return take(own), true;
      if (outer != kNone) take(outer);
      else if (answers != kNone) c.speaker = answers, c.speaker_kind = SpeakerKind::kExpert;
      return true;
  }
}

// The words begin with "that", a quotation mark or a colon: a statement, not a copula ("is considered the biggest").
bool ClaimRoles::SaysThat(Index a) const {
  const uint32_t begin = f_.attributions[a].content.begin;
  const auto it = std::lower_bound(tokens_.begin(), tokens_.end(), begin, [](const text::Token& t, uint32_t b) { return t.begin < b; });
  if (it == tokens_.end()) return false;
  const auto k = static_cast<uint32_t>(it - tokens_.begin());
  return w_.WordIs(k, Tag::kClaimThat) || it->sign == '"' || it->sign == ':' || (k > 0 && (tokens_[k - 1].sign == '"' || tokens_[k - 1].sign == ':' || w_.WordIs(k - 1, Tag::kClaimThat)));
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

}  // namespace tawatur::extract
