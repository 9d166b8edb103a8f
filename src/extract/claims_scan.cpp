// Triggers of claims and the clauses they stand in. Entry point: ClaimScan::Sentence().
#include "extract/claims_scan.h"

#include <algorithm>
#include <array>

namespace tawatur::extract {
namespace {

constexpr uint32_t kReach = 14;        // tokens within which a trigger's complement must stand
constexpr uint32_t kLongestClause = 42;  // tokens
constexpr uint32_t kLongestBytes = 760;  // a claim's content is at most 800 bytes

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

bool ClaimScan::StartsWithBi(uint32_t i) const {
  if (!IsWord(i)) return false;
  const std::string_view word = w_.text->Word(i);
  if (w_.words[i].cut.clitics & text::kWith) return true;
  if (Letter(word, 0) != text::kBeh && Letter(word, 1) != text::kBeh) return false;
  if (Letter(word, 0) != text::kBeh) return Letter(word, 0) == text::kWaw && w_.words[i].senses.empty() && word.size() >= 6;
  if (w_.words[i].senses.empty()) return word.size() >= 4;
  return w_.WordSense(i, Tag::kClaimThat) != nullptr || w_.WordSense(i, Tag::kClaimBlame) != nullptr;
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
    return w_.WordSense(k, Tag::kClaimNegation) != nullptr;
  }
  return false;
}

// An imperfect verb by its letters: there is no list of all verbs.
bool ClaimScan::Imperfect(uint32_t i) const {
  if (i >= last_ || !IsWord(i)) return false;
  const std::string_view word = w_.text->Word(i);
  if (word.size() < 3 || w_.WordSense(i, Tag::kClaimPastT)) return false;
  const unsigned char a = Letter(word, 0);
  return a == text::kYeh || (a == text::kTeh && word.size() >= 4) || (a == text::kNoon && word.size() >= 5);
}

// Seen before an imperfect verb. Known words that merely begin so are listed.
bool ClaimScan::Future(uint32_t i) const {
  std::string_view word = w_.text->Word(i);
  if (Letter(word, 0) == text::kWaw || Letter(word, 0) == text::kFeh) word.remove_prefix(1);
  if (word.size() < 5 || Letter(word, 0) != text::kSeen) return false;
  if (w_.words[i].inside != kNone || w_.WordSense(i, Tag::kClaimNotFuture) || w_.Is(i, Tag::kName)) return false;
  if (!w_.words[i].senses.empty() && !(w_.words[i].cut.clitics & text::kWill)) return false;
  const unsigned char b = Letter(word, 1);
  if (b == text::kYeh) return true;
  if (b == text::kTeh) return word.size() >= 5 && Letter(word, 2) != text::kYeh && Letter(word, 2) != text::kWaw;
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
  auto that = [&](uint32_t k) { return w_.WordSense(k, Tag::kClaimThat) != nullptr || tokens_[k].sign == '"' || tokens_[k].sign == ':'; };
  if (what == "bi") return any([&](uint32_t k) { return StartsWithBi(k); }, kReach);
  if (what == "ila") {
    return any([&](uint32_t k) { return Prep(k) == "ila" || (w_.words[k].cut.clitics & text::kFor) ||
                                        (IsWord(k) && w_.words[k].senses.empty() && Letter(w_.text->Word(k), 0) == text::kLam && w_.text->Word(k).size() >= 5); }, kReach);
  }
  if (what == "min") return any([&](uint32_t k) { return Prep(k) == "min"; }, 8);
  if (what == "an") return any(that, 10);
  if (what == "warn") return any([&](uint32_t k) { return that(k) || Prep(k) == "min" || Prep(k) == "ila"; }, kReach);
  if (what == "blame") return Within(Tag::kClaimBlame, from, kReach);
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
  if (what == "context") return stated;
  return what == "nominal";
}

// The best trigger that begins at token i. `skip` = one past a phrase that only looks like one.
bool ClaimScan::Find(uint32_t i, bool stated, ClaimTrigger& t, uint32_t& skip) {
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
    std::string_view needs;
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
        case Tag::kClaimJudge: rank = ClaimRank::kJudge; typed = false; break;
        case Tag::kClaimSuperlative: rank = ClaimRank::kMark; typed = false; break;
        case Tag::kClaimBecause: rank = ClaimRank::kMark; typed = false; break;
        case Tag::kClaimMay: rank = ClaimRank::kSaid; typed = false; break;
        case Tag::kClaimHedge: best.hedge = &s; continue;
        case Tag::kClaimNeeds: needs = w_.lexicon->Symbol(s.value); continue;
        case Tag::kClaimNot: stop = true; skip = last; return;
        default: continue;
      }
      if (rank <= ClaimRank::kSaid && !stated) continue;
      if (here && rank <= best.rank) continue;
      ClaimType type = ClaimType::kAssessment;
      if (typed && !ClaimTypeOf(w_.lexicon->Symbol(s.value), type)) continue;
      if (s.tag == Tag::kClaimHostile || s.tag == Tag::kClaimBy) {
        type = ClaimType::kAccusation;
        if (s.tag == Tag::kClaimBy) {  // only after an act: «istihdafuhum min qibal»
          bool act = false;
          for (uint32_t k = i; k > first_ && k + 8 > i; --k) act = act || w_.Is(k - 1, Tag::kClaimHostileNoun) || w_.Is(k - 1, Tag::kClaimHostile) || w_.Is(k - 1, Tag::kClaimAttack);
          if (!act) continue;
          best.passive = true;
        }
      }
      if (s.tag == Tag::kClaimOwnLoss) type = ClaimType::kAcknowledgement, best.own_loss = true;
      if (s.tag == Tag::kClaimSuperlative) {
        if (Within(Tag::kClaimSince, last, kReach)) rank = ClaimRank::kMark;
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
        if (!Imperfect(i + 1)) continue;
        type = ClaimType::kPrediction;
        best.hedge = nullptr;
      }
      if (s.tag == Tag::kClaimNoun && (cl & text::kFor)) continue;  // «in order to demand»: a purpose
      best.rank = rank;
      best.type = type;
      here = true;
    }
    if (!here || (!needs.empty() && !Needs(needs, best, stated))) return;
    if (best.rank == ClaimRank::kAct && best.last == i + 1 && Negated(i)) return;
    if (!found || best.rank > t.rank) t = best, found = true;
  };
  if (word.phrase != kNone) look(w_.phrases[word.phrase].senses, w_.phrases[word.phrase].last, clitics);
  if (!stop) look(word.senses, i + 1, word.cut.clitics);
  if (stop) return false;
  if (stated && (!found || t.rank < ClaimRank::kSaid) && Future(i)) {
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

bool ClaimScan::CueAt(uint32_t i) const {
  return std::find(cues_.begin(), cues_.end(), tokens_[i].begin) != cues_.end();
}

// The clause around a trigger: commas, «that» and connectives part clauses; an act's clause holds its complement.
void ClaimScan::Bound(ClaimTrigger& t) const {
  t.begin = t.first;
  if (t.rank < ClaimRank::kNoun) {
    while (t.begin > first_ && t.first - t.begin < 20) {
      const uint32_t k = t.begin - 1;
      if (tokens_[k].sign == ',' || tokens_[k].sign == ';' || tokens_[k].sign == ':') break;
      if (w_.WordSense(k, Tag::kClaimThat)) break;
      if (w_.Is(t.begin, Tag::kClaimBreak) && t.begin != t.first) break;
      t.begin = k;
    }
    if (t.clitics & text::kAnd) t.begin = t.first;
  }
  uint32_t words = 0;
  bool complement = t.rank < ClaimRank::kNoun;
  uint32_t content = 0;  // an act's words begin here
  if (!complement) {
    for (const Attribution& a : f_.attributions) {
      if (a.cue.begin == tokens_[t.first].begin || (a.cue.begin <= tokens_[t.first].begin && tokens_[t.first].begin < a.cue.end)) content = a.content.begin;
    }
  }
  uint32_t k = t.last;
  for (; k < last_; ++k) {
    if (tokens_[k].end - tokens_[t.begin].begin > kLongestBytes || k - t.last > kLongestClause) break;
    const unsigned char sign = tokens_[k].sign;
    if (sign == ';' || sign == '?' || sign == '!') break;
    if (sign == ',' && words >= 3 && complement) break;
    if (words >= 3 && complement && (w_.Is(k, Tag::kClaimBreak) || CueAt(k))) break;
    if (!IsWord(k)) continue;
    ++words;
    if (words >= 2 && tokens_[k].begin >= content && (StartsWithBi(k) || !Prep(k).empty() || w_.WordSense(k, Tag::kClaimThat))) complement = true;
  }
  t.end = k;
}

void ClaimScan::Merge(std::vector<ClaimTrigger>& out, ClaimTrigger t) const {
  if (out.empty() || t.first >= out.back().end) {
    if (!out.empty() && t.begin < out.back().end) t.begin = std::min(t.first, out.back().end);
    out.push_back(t);
    return;
  }
  ClaimTrigger& k = out.back();
  const bool apart = (t.clitics & text::kAnd) || tokens_[t.first > first_ ? t.first - 1 : t.first].sign == ',' || w_.Is(t.first > first_ ? t.first - 1 : t.first, Tag::kClaimBreak);
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
  // In one clause a position that says more than «a judgement» names it; a hedge before it stays.
  const bool names = k.type == ClaimType::kAssessment && t.type != ClaimType::kAssessment && t.type != ClaimType::kDenial &&
                     t.rank >= ClaimRank::kSaid && k.rank <= ClaimRank::kMark;
  if (t.rank > k.rank || names) {
    t.begin = std::min(t.begin, k.begin);
    if (!t.hedge) t.hedge = k.hedge;
    k = t;
  } else if (!k.hedge && t.hedge) {
    k.hedge = t.hedge;
  }
}

void ClaimScan::Sentence(const text::Sentence& sentence, bool stated, std::vector<ClaimTrigger>& out) {
  out.clear();
  first_ = sentence.first;
  last_ = sentence.last;
  bool cues = false;
  for (uint32_t i = first_; i < last_;) {
    const Word& word = w_.words[i];
    if (!tokens_[i].hash || (word.senses.empty() && word.phrase == kNone && !stated)) {
      ++i;
      continue;
    }
    ClaimTrigger t;
    uint32_t skip = 0;
    if (!Find(i, stated, t, skip)) {
      i = std::max(i + 1, skip);
      continue;
    }
    if (!cues) {
      cues_.clear();
      for (const Attribution& a : f_.attributions) {
        if (sentence.span.Contains(a.cue) && !a.cue.Empty()) cues_.push_back(a.cue.begin);
      }
      cues = true;
    }
    Bound(t);
    const uint32_t next = t.last;
    Merge(out, t);
    i = next;
  }
}

}  // namespace tawatur::extract
