// How far a claim's clause goes, and what becomes of two triggers in one clause. Entry points: ClaimScan::Bound(), Merge() and
// Coordinate(), all called by Sentence() in claims_scan.cpp.
#include <algorithm>

#include "extract/claims_scan.h"

namespace tawatur::extract {
namespace {

constexpr uint32_t kLongestClause = 42;  // tokens
constexpr uint32_t kLongestBefore = 20;  // and before its trigger
constexpr uint32_t kWhole = 3;           // words that make a clause of an act
constexpr uint32_t kSubject = 4;         // words of a statement that may be its subject alone: "that Hezbollah, ..., tries to"
constexpr uint32_t kLongestBytes = 760;  // a claim's content is at most 800 bytes

unsigned char Letter(std::string_view w, size_t i) { return i < w.size() ? static_cast<unsigned char>(w[i]) : 0; }

}  // namespace

// Where the clause of a position begins that stands in somebody's words: behind a sign or "that", or with a connective.
uint32_t ClaimScan::BeginOf(const ClaimTrigger& t) const {
  const uint32_t farthest = t.first > first_ + kLongestBefore ? t.first - kLongestBefore : first_;
  uint32_t begin = farthest;
  for (uint32_t k = t.first; (k = w_.LastStart(farthest, k, kEndsClause | kStartsColon)) != kNone;) {
    const unsigned char sign = tokens_[k].sign;
    const bool behind = sign == ',' || sign == ';' || sign == ':' || w_.WordIs(k, Tag::kClaimThat);
    if (!behind && !w_.Is(k, Tag::kClaimBreak)) continue;
    begin = behind ? k + 1 : k;
    break;
  }
  uint32_t floor = 0;  // a statement's words begin here
  for (const Index i : here_.All()) {
    const Span content = f_.attributions[i].content;
    if (content.begin <= tokens_[t.first].begin && tokens_[t.first].begin < content.end) floor = std::max(floor, content.begin);
  }
  while (begin < t.first && tokens_[begin].begin < floor) ++begin;
  return begin;
}

// Some words of a statement whose words begin at byte `content` stand in tokens [from, to), but no more than its subject may be.
bool ClaimScan::FewSaid(uint32_t from, uint32_t to, uint32_t content) const {
  uint32_t words = 0;
  for (uint32_t k = from; k < to && words <= kSubject; ++k) words += content != 0 && IsWord(k) && tokens_[k].begin >= content;
  return words > 0 && words <= kSubject;
}

// The clause around a trigger: commas, "that" and connectives part clauses; an act's clause holds its complement.
void ClaimScan::Bound(ClaimTrigger& t) const {
  const bool act = t.rank >= ClaimRank::kNoun;
  t.begin = act || (t.clitics & text::kAnd) ? t.first : BeginOf(t);
  uint32_t words = 0;  // of the clause
  bool complement = !act || !t.strict;
  uint32_t content = 0;  // an act's words begin here
  if (act) {
    for (const Index i : here_.All()) {
      const Attribution& a = f_.attributions[i];
      if (a.cue.Overlaps(tokens_[t.first].span())) content = a.content.begin;
    }
  }
  uint32_t farthest = std::min(last_, t.last + kLongestClause + 1);
  while (farthest > t.last && tokens_[farthest - 1].end - tokens_[t.begin].begin > kLongestBytes) --farthest;
  uint32_t k = t.last;
  for (; k < farthest; ++k) {
    // A clause that has all it needs only goes on to what may end it.
    if (complement && words >= kWhole && (k = w_.NextStart(k, farthest, kEndsClause | kStartsCue | kStartsColon)) == farthest) break;
    const text::Token& x = tokens_[k];
    const bool enough = complement && x.begin >= content && (act ? words >= kWhole : k >= t.begin + 4);
    if (x.sign) {
      if (x.sign == ';' || x.sign == '?' || x.sign == '!') break;
      if (x.sign == ',' && words >= 2 && enough && !Apposition(k) && !(t.type == ClaimType::kAssessment && FewSaid(t.last, k, content) && GoesOn(k + 1))) break;
    }
    if (enough && (w_.Is(k, Tag::kClaimBreak) || (CueAt(k) && !(Letter(w_.text->Word(k), 0) == text::kAlef && Letter(w_.text->Word(k), 1) == text::kLam)))) break;
    if (words >= 2 && (w_.Is(k, Tag::kSay) || w_.Is(k, Tag::kSayThat)) && (w_.words[k].cut.clitics & text::kAnd)) break;
    if (!IsWord(k)) continue;
    ++words;
    if (complement) continue;
    if (w_.Is(k, Tag::kClaimBlame) || w_.Is(k, Tag::kClaimAttack)) complement = true;
    if (words >= 2 && x.begin >= content && (w_.WordIs(k, Tag::kClaimPrep) || w_.WordIs(k, Tag::kClaimThat) || StartsWithBi(k))) complement = true;
  }
  t.end = k;
}

// "that these scenes, similar to ...": after a statement's first words and a comma neither a conjunction nor another position begins.
bool ClaimScan::GoesOn(uint32_t k) const {
  if (k >= last_ || !IsWord(k) || (w_.starts[k] & kStartsClaim) || w_.Is(k, Tag::kSay) || w_.Is(k, Tag::kSayActive) || w_.Is(k, Tag::kClaimBreak)) return false;
  return (w_.words[k].cut.clitics & text::kAnd) == 0 && Letter(w_.text->Word(k), 0) != text::kWaw && !IsPrep(k);
}

// After the comma a name stands that goes on with the one before it: "the spokesman, so-and-so, ...".
bool ClaimScan::Apposition(uint32_t comma) const {
  const auto person = [&](const Mention& m) { return m.first == comma + 1 && m.type == lexicon::EntityType::kPerson; };
  const Index m = comma + 1 < at_.size() ? at_[comma + 1] : kNone;  // where the widest is none another may be
  if (m != kNone && (person(f_.mentions[m]) || std::any_of(f_.mentions.begin(), f_.mentions.end(), person))) return true;
  return std::any_of(f_.times.begin(), f_.times.end(), [&](const TimeExpr& x) { return x.first == comma + 1; });
}

void ClaimScan::Merge(ClaimTriggers& out, ClaimTrigger t) const {
  if (out.empty() || t.first >= out.back().end) {
    if (!out.empty() && t.begin < out.back().end) t.begin = std::min(t.first, out.back().end);
    out.push_back(t);
    return;
  }
  ClaimTrigger& k = out.back();
  const bool apart = (t.clitics & text::kAnd) || tokens_[t.first > first_ ? t.first - 1 : t.first].sign == ',' || w_.Is(t.first > first_ ? t.first - 1 : t.first, Tag::kClaimBreak);
  const bool deed = t.type == ClaimType::kAccusation || t.type == ClaimType::kThreat || t.type == ClaimType::kAcknowledgement || t.type == ClaimType::kResponsibility;
  const bool says_more = deed && t.rank == ClaimRank::kSaid;
  const bool judges = k.rank == ClaimRank::kAct && k.type == ClaimType::kAssessment;
  const bool verb_of_deed = k.hedge && t.rank == ClaimRank::kHostile && !t.noun && !t.passive;  // "alleged that it had shot down"
  if (judges && (says_more || verb_of_deed)) {  // "claimed that X was behind it"
    k.type = verb_of_deed ? ClaimType::kAccusation : t.type;
    k.core_first = t.first, k.core_last = t.last;
    return;
  }
  if (k.type == ClaimType::kDemand && t.type == ClaimType::kPledge && !apart && t.rank < ClaimRank::kNoun) return;  // "an inquiry must be opened"
  if (judges && !apart && t.rank == ClaimRank::kSaid && t.type == ClaimType::kPrediction) {  // "sees that it will not hold"
    k.type = ClaimType::kPrediction;
    return;
  }
  const bool strong = t.rank >= ClaimRank::kParticiple || (t.rank == ClaimRank::kNoun && k.rank < ClaimRank::kNoun);
  if (strong || (apart && t.rank >= ClaimRank::kHostile && t.first >= k.last + 2)) {
    if (t.first > k.last) {
      if (t.begin < t.first && t.begin <= k.first) t.begin = t.first;
      const uint32_t cut = std::max(k.last, std::min(t.begin, t.first));
      if (k.rank == ClaimRank::kJudge && strong && cut - k.begin < 3) k = t;
      else k.end = cut, t.begin = cut, out.push_back(t);
      return;
    }
    if (t.rank > k.rank) k = t;
    return;
  }
  // In one clause a position that says more than "a judgement" names it; a hedge before it stays.
  const bool names = deed && k.type == ClaimType::kAssessment && t.rank >= ClaimRank::kSaid && k.rank <= ClaimRank::kMark;
  if (t.rank > k.rank || names) {
    t.begin = std::min(t.begin, k.begin);
    if (!t.hedge) t.hedge = k.hedge;
    k = t;
  } else if (!k.hedge && t.hedge && k.rank < ClaimRank::kNoun) {
    k.hedge = t.hedge;
  }
}

// "... by building prisons, and holding trials": each further item of a demand, pledge or warning is a position too.
void ClaimScan::Coordinate(ClaimTriggers& out, size_t k) const {
  const ClaimTrigger t = out[k];
  if (t.type != ClaimType::kDemand && t.type != ClaimType::kPledge && t.type != ClaimType::kWarning) return;
  uint32_t i = t.end;
  if (i + 3 >= last_ || tokens_[i].sign != ',' || !Item(i + 1)) return;
  if (k + 1 < out.size() && out[k + 1].begin <= i + 1) return;
  ClaimTrigger next = t;
  next.begin = i + 1;
  next.item = true;
  next.hedge = nullptr;
  uint32_t words = 0;
  for (i = i + 1; i < last_; ++i) {
    if (k + 1 < out.size() && i >= out[k + 1].begin) break;
    if ((tokens_[i].sign == ',' || tokens_[i].sign == ';') && words >= 3) break;
    if (tokens_[i].end - tokens_[next.begin].begin > kLongestBytes) break;
    words += IsWord(i);
  }
  if (words < 3) return;
  next.end = i;
  out.insert(out.begin() + static_cast<std::ptrdiff_t>(k) + 1, next);
}

// Waw and a verbal noun in a construct: "wa-ijra' muhakama", "wa-tawsi' maham".
bool ClaimScan::Item(uint32_t i) const {
  if (!IsWord(i) || !IsWord(i + 1) || at_[i] != kNone) return false;
  std::string_view x = w_.text->Word(i);
  if (Letter(x, 0) != text::kWaw) return false;
  x.remove_prefix(1);
  if (Letter(x, 0) == text::kAlef && Letter(x, 1) == text::kLam) return false;
  const size_t n = x.size();
  if (n == 5 && Letter(x, 0) == text::kTeh && Letter(x, 3) == text::kYeh) return true;                                // taf'il
  if (n == 5 && Letter(x, 0) == text::kAlef && (Letter(x, 3) == text::kAlef || (Letter(x, 2) == text::kAlef && Letter(x, 4) == text::kHeh))) return true;  // if'al, i'ada
  if (n == 6 && Letter(x, 0) == text::kAlef && Letter(x, 4) == text::kAlef) return true;                              // infi'al, ifti'al
  if (n == 7 && Letter(x, 0) == text::kAlef && Letter(x, 1) == text::kSeen && Letter(x, 5) == text::kAlef) return true;  // istif'al
  return n == 6 && Letter(x, 0) == text::kMeem && Letter(x, 2) == text::kAlef && Letter(x, 5) == text::kHeh;          // mufa'ala
}

}  // namespace tawatur::extract
