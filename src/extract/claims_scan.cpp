// Triggers of claims and the clauses they stand in. Entry point: ClaimScan::Sentence().
#include "extract/claims_scan.h"

#include <algorithm>
#include <array>

namespace tawatur::extract {
namespace {

constexpr uint32_t kReach = 14;        // tokens within which a trigger's complement must stand

// What takes a position outside anybody's words too, and what only looks like it.
constexpr TagSet kAnywhere = TagsOf({Tag::kClaimAct, Tag::kClaimParticiple, Tag::kClaimNoun, Tag::kClaimMark, Tag::kClaimSuperlative, Tag::kClaimBecause, Tag::kClaimNot});

constexpr std::array<std::string_view, 12> kTypes = {"accusation", "denial", "responsibility", "acknowledgement", "no_comment", "condemnation",
                                                     "threat", "pledge", "demand", "warning", "prediction", "assessment"};
constexpr std::array<std::string_view, 6> kStrengths = {"asserted", "alleged", "inferred", "conditional", "not_ruled_out", "reported"};

unsigned char Letter(std::string_view w, size_t i) { return i < w.size() ? static_cast<unsigned char>(w[i]) : 0; }

}  // namespace

bool ClaimTypeOf(std::string_view symbol, ClaimType& out) {
  for (size_t i = 0; i < kTypes.size(); ++i) {
    if (kTypes[i] == symbol) return out = static_cast<ClaimType>(i), true;
  }
  return false;
}

bool StrengthOf(std::string_view symbol, Strength& out) {
  for (size_t i = 0; i < kStrengths.size(); ++i) {
    if (kStrengths[i] == symbol) return out = static_cast<Strength>(i), true;
  }
  return false;
}

ClaimScan::ClaimScan(const Words& words, const Findings& findings, const AttributionsHere& here, std::pmr::memory_resource* memory)
    : w_(words), f_(findings), here_(here), tokens_(words.text->tokens), at_(words.text->tokens.size(), kNone, memory), mentions_(findings.mentions.size()) {
  for (Index m = 0; m < f_.mentions.size(); ++m) {
    const Mention& x = f_.mentions[m];
    for (uint32_t k = x.first; k < x.last && k < at_.size(); ++k) {
      if (at_[k] == kNone || f_.mentions[at_[k]].last - f_.mentions[at_[k]].first < x.last - x.first) at_[k] = m;
    }
  }
}

bool ClaimScan::StartsWithBi(uint32_t i) const {
  if (!IsWord(i)) return false;
  if (const Index m = at_[i]; m != kNone && (f_.mentions[m].first < i || f_.mentions[m].span.begin == tokens_[i].begin)) return false;  // a letter of the name
  const std::string_view word = w_.text->Word(i);
  if (word.size() == 1) return Letter(word, 0) == text::kBeh;  // parted by a quotation mark
  if (w_.words[i].cut.clitics & text::kWith) return true;
  if (IsPrep(i)) return false;  // "bayna", "ba'da"
  if (Letter(word, 0) != text::kBeh && Letter(word, 1) != text::kBeh) return false;
  if (Letter(word, 0) != text::kBeh) return Letter(word, 0) == text::kWaw && w_.words[i].senses.empty() && word.size() >= 6;
  if (w_.words[i].senses.empty()) return word.size() >= 4;
  if (w_.WordIs(i, Tag::kClaimThat) || w_.WordIs(i, Tag::kClaimBlame)) return true;
  return word.size() >= 4 && w_.words[i].cut.front == 0 && w_.lexicon->Find(text::HashWord(word.substr(1))) != nullptr;
}

std::string_view ClaimScan::Prep(uint32_t i) const {
  const Sense* s = w_.WordSense(i, Tag::kClaimPrep);
  return s ? w_.lexicon->Symbol(s->value) : std::string_view();
}

Span ClaimScan::ClauseSpan(uint32_t begin, uint32_t end) const {
  while (end > begin + 1 && !tokens_[end - 1].hash && tokens_[end - 1].kind != text::TokenKind::kNumber) --end;
  while (begin + 1 < end && !tokens_[begin].hash && tokens_[begin].kind != text::TokenKind::kNumber) ++begin;
  return {tokens_[begin].begin, tokens_[end - 1].end};
}

bool ClaimScan::Within(Tag tag, uint32_t from, uint32_t count) const {
  for (uint32_t k = from; k < last_ && k < from + count; ++k) {
    if (w_.Is(k, tag)) return true;
  }
  return false;
}

bool ClaimScan::Negated(uint32_t i) const {
  for (uint32_t k = i; k > first_ && k + 2 >= i; ) {
    --k;
    if (tokens_[k].sign) continue;
    return w_.WordIs(k, Tag::kClaimNegation);
  }
  return false;
}

// A word of a place's or a listed name takes no position ("wa-Adan", "Ministry of Emergencies").
bool ClaimScan::Named(uint32_t i) const {
  const Index m = at_[i];
  if (m == kNone || f_.mentions[m].adjective) return false;
  return f_.mentions[m].type == lexicon::EntityType::kPlace || f_.mentions[m].entity >= 0 || f_.mentions[m].first < i;
}

// "if they ignore ...": a condition blames nobody yet.
bool ClaimScan::Unreal(uint32_t i) const {
  for (uint32_t k = i; k > first_ && k + 5 > i; --k) {
    if (tokens_[k - 1].sign == ',' || tokens_[k - 1].sign == ':') return false;
    const Hit h = w_.At(k - 1, Tag::kClaimHedge);
    if (h && w_.lexicon->Symbol(h.sense->value) == "conditional") return true;
  }
  return false;
}

// "it is upon X to ...", at the head of a clause.
bool ClaimScan::Ought(uint32_t i) const {
  if (Prep(i) != "ala") return false;
  if (i > first_ && !tokens_[i - 1].sign && !w_.WordIs(i - 1, Tag::kClaimThat) && !(w_.words[i].cut.clitics & text::kAnd)) return false;
  for (uint32_t k = i + 1; k + 1 < last_ && k < i + 7; ++k) {
    if (w_.WordIs(k, Tag::kClaimThat)) return k > i + 1 && Imperfect(k + 1);
    const Index m = at_[k];
    const bool outlet = m != kNone && (f_.mentions[m].kind == "outlet" || f_.mentions[m].kind == "agency");
    const std::string_view word = w_.text->Word(k);
    const bool definite = word.size() >= 4 && Letter(word, 0) == text::kAlef && Letter(word, 1) == text::kLam;
    if (tokens_[k].sign || outlet || (m == kNone && !definite)) return false;
  }
  return false;
}

// An imperfect verb by its letters: there is no list of all verbs.
bool ClaimScan::Imperfect(uint32_t i) const {
  if (i >= last_ || !IsWord(i)) return false;
  const std::string_view word = w_.text->Word(i);
  if (word.size() < 3 || w_.WordIs(i, Tag::kClaimPastT)) return false;
  const unsigned char a = Letter(word, 0);
  if (a == text::kTeh && word.size() == 5 && Letter(word, 2) == text::kAlef) return false;  // tafa'ala: as often a past
  return a == text::kYeh || (a == text::kTeh && word.size() >= 4);
}

// Seen before an imperfect verb. Known words that merely begin so are listed.
bool ClaimScan::Future(uint32_t i) const {
  std::string_view word = w_.text->Word(i);
  if (Letter(word, 0) == text::kWaw || Letter(word, 0) == text::kFeh) word.remove_prefix(1);
  if (word.size() < 4 || Letter(word, 0) != text::kSeen || (word.size() < 5 && Letter(word, 1) != text::kYeh)) return false;
  if (w_.words[i].inside != kNone || w_.WordIs(i, Tag::kClaimNotFuture) || w_.Is(i, Tag::kName)) return false;
  if (!w_.words[i].senses.empty() && !(w_.words[i].cut.clitics & text::kWill)) return false;
  const unsigned char b = Letter(word, 1);
  if (b == text::kYeh) return true;
  if (b == text::kTeh) return word.size() >= 5 && Letter(word, 2) != text::kYeh;
  return b == text::kNoon && word.size() >= 6;
}

bool ClaimScan::Needs(std::string_view what, const ClaimTrigger& t, bool stated) const {
  const uint32_t from = t.last;
  auto any = [&](auto&& test, uint32_t reach) {
    for (uint32_t k = from; k < last_ && k < from + reach; ++k) {
      if (test(k)) return true;
    }
    return false;
  };
  auto that = [&](uint32_t k) { return w_.WordIs(k, Tag::kClaimThat) || tokens_[k].sign == '"' || tokens_[k].sign == ':'; };
  if (what == "bi") return any([&](uint32_t k) { return StartsWithBi(k); }, t.type == ClaimType::kThreat || t.type == ClaimType::kAcknowledgement ? 7 : kReach);
  if (what == "ila") {
    return any([&](uint32_t k) { return Prep(k) == "ila" || (w_.words[k].cut.clitics & text::kFor) ||
                                        (IsWord(k) && w_.words[k].senses.empty() && Letter(w_.text->Word(k), 0) == text::kLam && w_.text->Word(k).size() >= 5); }, kReach);
  }
  if (what == "min") return any([&](uint32_t k) { return Prep(k) == "min"; }, 8);
  if (what == "an") return any(that, 10);
  if (what == "that") return any([&](uint32_t k) { return w_.WordIs(k, Tag::kClaimThat) || tokens_[k].sign == ':'; }, 10);
  if (what == "warn") return any([&](uint32_t k) { return that(k) || Prep(k) == "min" || Prep(k) == "ila"; }, kReach);
  if (what == "blame") return Within(Tag::kClaimBlame, from, 24);
  if (what == "attack") return Within(Tag::kClaimAttack, from, kReach);
  if (what == "reply") return Within(Tag::kClaimReply, from, kReach);
  if (what == "detail") return Within(Tag::kClaimDetail, from, kReach);
  if (what == "check") return Within(Tag::kClaimCheck, from, kReach);
  if (what == "text") return Within(Tag::kClaimText, from, 8);
  if (what == "nocourt") return !Within(Tag::kClaimCourt, from, 4) && !Within(Tag::kClaimCourt, t.first > first_ + 3 ? t.first - 3 : first_, 3);
  if (what == "own_responsibility") return any([&](uint32_t k) { const Hit h = w_.At(k, Tag::kClaimNoun); return h && w_.lexicon->Symbol(h.sense->value) == "responsibility"; }, kReach);
  if (what == "order") {
    return (from < last_ && StartsWithBi(from)) ||
           any([&](uint32_t k) { const Hit h = w_.At(k, Tag::kClaimNoun); return h && w_.lexicon->Symbol(h.sense->value) == "demand"; }, 8);
  }
  if (what == "comment") return Within(Tag::kClaimComment, from, kReach);
  if (what == "weapon") return Within(Tag::kClaimWeapon, from, 5);
  if (what == "decision") return Within(Tag::kClaimDecision, from, 9);
  if (what == "deed") return any([&](uint32_t k) { return StartsWithBi(k) && (w_.Is(k, Tag::kClaimHostileNoun) || w_.Is(k, Tag::kClaimAttack)); }, 6);
  if (what == "context") return stated;
  if (what == "nominal") return stated || !(from < last_ && w_.WordIs(from, Tag::kClaimOneOf));
  return false;
}

// Some sense of a trigger needs what does not stand around it.
bool ClaimScan::Lacks(std::span<const Sense> senses, ClaimTrigger probe, bool stated) const {
  for (const Sense& x : senses) {
    if (x.tag == Tag::kClaimAct) ClaimTypeOf(w_.lexicon->Symbol(x.value), probe.type);
  }
  return std::any_of(senses.begin(), senses.end(), [&](const Sense& s) { return s.tag == Tag::kClaimNeeds && !Needs(w_.lexicon->Symbol(s.value), probe, stated); });
}

// The best trigger that begins at token i. `skip` = one past a phrase that only looks like one.
bool ClaimScan::Find(uint32_t i, bool stated, ClaimTrigger& t, uint32_t& skip) {
  if (Named(i)) return false;
  const uint16_t starts = w_.starts[i];
  if (stated && (starts & kStartsToCome) && Ought(i)) {
    t.first = i, t.last = i + 1;
    t.type = ClaimType::kDemand;
    t.rank = ClaimRank::kSaid;
    return true;
  }
  const Word& word = w_.words[i];
  const uint16_t clitics = word.phrase != kNone ? w_.phrases[word.phrase].clitics : word.cut.clitics;
  bool found = false;
  bool stop = false;
  auto look = [&](std::span<const Sense> senses, uint32_t last, uint16_t cl) {
    bool here = false;
    ClaimTrigger best;
    best.first = i;
    best.last = last;
    best.clitics = cl;
    for (const Sense& s : senses) {
      if (s.tag < Tag::kClaimAct || s.tag > Tag::kClaimUnnamed) continue;
      ClaimRank rank;
      bool typed = true;
      switch (s.tag) {
        case Tag::kClaimAct: rank = ClaimRank::kAct; break;
        case Tag::kClaimParticiple: rank = ClaimRank::kParticiple; break;
        case Tag::kClaimNoun: rank = ClaimRank::kNoun; break;
        case Tag::kClaimMark: rank = ClaimRank::kMark; break;
        case Tag::kClaimSaid: rank = ClaimRank::kSaid; break;
        case Tag::kClaimHostile: rank = ClaimRank::kHostile; typed = false; break;
        case Tag::kClaimOwnLoss: rank = ClaimRank::kSaid; typed = false; break;
        case Tag::kClaimBy: rank = ClaimRank::kHostile; typed = false; break;
        case Tag::kClaimHostileNoun: rank = ClaimRank::kHostile; typed = false; break;
        case Tag::kClaimJudge: rank = ClaimRank::kJudge; typed = false; break;
        case Tag::kClaimSuperlative: rank = ClaimRank::kMark; typed = false; break;
        case Tag::kClaimBecause: rank = ClaimRank::kMark; typed = false; break;
        case Tag::kClaimMay: rank = ClaimRank::kSaid; typed = false; break;
        case Tag::kClaimHedge: best.hedge = &s; continue;
        case Tag::kClaimNeeds: best.strict = true; continue;
        case Tag::kClaimNot: stop = true; skip = last; return;
        default: continue;
      }
      if (rank <= ClaimRank::kSaid && !stated) continue;
      if (here && rank <= best.rank) continue;
      if ((rank >= ClaimRank::kMark || s.tag == Tag::kClaimHostile) && word.tags.Has(Tag::kClaimNeeds) && Lacks(senses, best, stated)) continue;
      ClaimType type = ClaimType::kAssessment;
      if (typed && !ClaimTypeOf(w_.lexicon->Symbol(s.value), type)) continue;
      if (s.tag == Tag::kClaimHostileNoun) {  // "a Russian raid", "their shelling": the noun's owner did it
        const uint32_t next = last < last_ && tokens_[last].sign == '"' ? last + 1 : last;
        if (next >= last_ || at_[next] == kNone || f_.mentions[at_[next]].first != next || StartsWithBi(next) || Negated(i)) continue;
        if (f_.mentions[at_[next]].span.begin != tokens_[next].begin || Unreal(i)) continue;
        type = ClaimType::kAccusation;
        best.noun = true;
      }
      if (s.tag == Tag::kClaimSaid && type == ClaimType::kAccusation) {
        if (Unreal(i) || ((cl & text::kArticle) && last == i + 1)) continue;  // "those involved": nobody is blamed
        best.noun = std::any_of(senses.begin(), senses.end(), [](const Sense& x) { return x.tag == Tag::kClaimHostileNoun; });
      }
      if (s.tag == Tag::kClaimSaid && type == ClaimType::kDenial && last == i + 1 && (cl & text::kAnd)) continue;  // "and not tomorrow": a contrast
      if (s.tag == Tag::kClaimMark && type == ClaimType::kAssessment && Negated(i) && std::any_of(senses.begin(), senses.end(), [](const Sense& x) { return x.tag == Tag::kClaimNeeds; })) continue;  // "is no longer"
      if (s.tag == Tag::kClaimHostile || s.tag == Tag::kClaimBy) {
        if (Unreal(i)) continue;
        type = ClaimType::kAccusation;
        if (s.tag == Tag::kClaimHostile && !VerbHere(i, s, cl)) continue;
        if (s.tag == Tag::kClaimHostile && Negated(i)) type = ClaimType::kDenial, rank = ClaimRank::kSaid;
        if (s.tag == Tag::kClaimBy) {  // only after an act: "istihdafuhum min qibal"
          bool act = last < last_ && w_.Is(last, Tag::kClaimUnnamed);  // "by known parties" blames by itself
          for (uint32_t k = i; k > first_ && k + 8 > i; --k) act = act || w_.Is(k - 1, Tag::kClaimHostileNoun) || w_.Is(k - 1, Tag::kClaimHostile) || w_.Is(k - 1, Tag::kClaimAttack);
          if (!act) continue;
          best.passive = true;
        }
      }
      if (s.tag == Tag::kClaimOwnLoss) type = ClaimType::kAcknowledgement, best.own_loss = true, best.with_figure = s.symbolic;
      if (s.tag == Tag::kClaimSuperlative) {
        if (last < last_ && (Prep(last) == "min" || w_.WordIs(last, Tag::kClaimThing))) continue;  // "more than", "the biggest city"
        if (Within(Tag::kClaimSince, last, 10)) rank = ClaimRank::kMark;
        else if (stated) rank = ClaimRank::kJudge;
        else continue;
        if (here && rank <= best.rank) continue;
      }
      if (s.tag == Tag::kClaimBecause) {
        if (Within(Tag::kClaimFault, last, 3)) rank = ClaimRank::kMark;
        else if (stated) rank = ClaimRank::kJudge;
        else continue;
        if (here && rank <= best.rank) continue;
      }
      if (s.tag == Tag::kClaimMay) {
        const bool negated = i + 2 < last_ && w_.WordIs(i + 1, Tag::kClaimNegation) && Imperfect(i + 2);  // "may not hold"
        if (!Imperfect(i + 1) && !negated) continue;
        type = ClaimType::kPrediction;
        best.hedge = nullptr;
      }
      if ((s.tag == Tag::kClaimAct || s.tag == Tag::kClaimParticiple) && (cl & (text::kArticle | text::kWith | text::kLike))) continue;  // a noun that looks like the verb
      if (s.tag == Tag::kClaimParticiple && i > first_ && tokens_[i - 1].kind == text::TokenKind::kNumber) continue;  // "75 accused"
      if (s.tag == Tag::kClaimNoun && ((cl & text::kArticle) && last == i + 1)) continue;  // "the accusations": made before
      if (s.tag == Tag::kClaimSaid && type == ClaimType::kWarning && ((cl & (text::kWith | text::kFor)) || ((cl & text::kArticle) && last == i + 1) || Absent(i))) continue;
      if ((s.tag == Tag::kClaimJudge || s.tag == Tag::kClaimMay) && AfterRelative(i)) continue;
      if (s.tag == Tag::kClaimSaid && type == ClaimType::kDemand && (cl & (text::kWith | text::kFor))) continue;
      if (s.tag == Tag::kClaimNoun && (cl & text::kFor)) continue;  // "in order to demand": a purpose
      if (s.tag == Tag::kClaimAct && w_.WordIs(i, Tag::kClaimNounToo) && !VerbHere(i, s, cl)) continue;
      if (s.tag == Tag::kClaimJudge) best.strong = s.symbolic && w_.lexicon->Symbol(s.value) == "strong";
      best.rank = rank;
      best.type = type;
      here = true;
    }
    if (!here) return;
    if (best.rank == ClaimRank::kAct && best.last == i + 1 && Negated(i)) return;
    if (!found || best.rank > t.rank) t = best, found = true;
  };
  if ((starts & kStartsClaim) && (stated || word.tags.Any(kAnywhere))) {
    if (word.phrase != kNone) look(w_.phrases[word.phrase].senses, w_.phrases[word.phrase].last, clitics);
    if (!stop && !found) look(word.senses, i + 1, word.cut.clitics);
  }
  if (stop) return false;
  if (stated && (!found || t.rank < ClaimRank::kSaid) && Future(i) && !AfterRelative(i)) {
    t = ClaimTrigger{};
    t.first = i;
    t.last = i + 1;
    t.rank = ClaimRank::kSaid;
    t.type = ClaimType::kPrediction;
    t.future = true;
    t.clitics = word.cut.clitics;
    const unsigned char a = Letter(w_.text->Word(i), 0);
    if (a == text::kWaw) t.clitics |= text::kAnd;
    return true;
  }
  return found;
}

// "qasafa" or "qasf": a form that may be a noun is a verb where a clause or a subject stands before it.
bool ClaimScan::VerbHere(uint32_t i, const Sense& s, uint16_t clitics) const {
  if (clitics & (text::kArticle | text::kWith | text::kFor | text::kLike)) return false;
  if (s.form == lexicon::Form::kImperfect || s.number != lexicon::Number::kSingular || (clitics & (text::kAnd | text::kThen)) || i == first_) return true;
  const unsigned char l = static_cast<unsigned char>(w_.text->Word(i).back());
  if (l == text::kTeh || l == text::kAlef || w_.words[i].phrase != kNone) return true;
  const uint32_t k = i - 1;
  if (tokens_[k].sign || w_.WordIs(k, Tag::kClaimThat) || w_.Is(k, Tag::kClaimBreak) || w_.WordIs(k, Tag::kClaimRelative) || w_.WordIs(k, Tag::kClaimMay)) return true;
  return MentionEndsAt(i);
}

// The widest mention of the token before tells it nearly always.
bool ClaimScan::MentionEndsAt(uint32_t i) const {
  const auto ends = [&](const Mention& m) { return m.last == i; };
  const Index m = at_[i - 1];
  if (m != kNone && ends(f_.mentions[m])) return true;
  return std::any_of(f_.mentions.begin() + static_cast<std::ptrdiff_t>(m == kNone ? mentions_ : 0), f_.mentions.end(), ends);
}

// "which will", "what led to": part of a description, no position of its own.
bool ClaimScan::AfterRelative(uint32_t i) const { return i > first_ && w_.WordIs(i - 1, Tag::kClaimRelative); }

// "no danger", "the absence of danger".
bool ClaimScan::Absent(uint32_t i) const {
  for (uint32_t k = i; k > first_ && k + 3 > i; --k) {
    if (w_.WordIs(k - 1, Tag::kClaimNegation)) return true;
  }
  return false;
}

// The cue of an attribution begins in the token.
bool ClaimScan::CueAt(uint32_t i) const {
  for (const Index k : here_.All()) {
    const Span cue = f_.attributions[k].cue;
    if (cue.begin < tokens_[i].end && (i == first_ || tokens_[i - 1].end <= cue.begin) && !cue.Empty() && sentence_.Contains(cue)) return true;
  }
  return false;
}

void ClaimScan::Sentence(const text::Sentence& sentence, bool stated, ClaimTriggers& out) {
  out.clear();
  first_ = sentence.first;
  last_ = sentence.last;
  sentence_ = sentence.span;
  const auto next_start = [&](uint32_t i) {
    return stated ? w_.NextStart(i, last_, kStartsClaim | kStartsToCome) : w_.NextStart(i, last_, kStartsClaim);
  };
  for (uint32_t i = first_; (i = next_start(i)) < last_;) {
    ClaimTrigger t;
    uint32_t skip = 0;
    if (!Find(i, stated, t, skip)) {
      i = std::max(i + 1, skip);
      continue;
    }
    Bound(t);
    const uint32_t next = t.last;
    Merge(out, t);
    i = next;
  }
  for (size_t k = 0; k < out.size() && out.size() < 40; ++k) Coordinate(out, k);
}

}  // namespace tawatur::extract
