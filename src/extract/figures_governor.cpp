// The nearest happening before or after a number, and whether it governs it. Entry points: BeforeTrigger(),
// AfterVerb().
#include "extract/figures_governor.h"

#include <algorithm>

namespace tawatur::extract::figures {

// The token range [from, to) between two things.
Gap Governor::Between(uint32_t from, uint32_t to) const {
  Gap g;
  int depth = 0;
  for (uint32_t i = from; i < to; ++i) {
    const text::Token& t = r_.token(i);
    if (t.kind == text::TokenKind::kPunct) {
      if (t.sign == '(' || t.sign == '[') ++depth;
      if (t.sign == ')' || t.sign == ']') --depth;
      if (depth < 0) g.paren_close = true;
      if (t.sign == ';' || t.sign == ':' || t.sign == '.' || t.sign == '!' || t.sign == '?') g.blocked = true;
      g.joined = t.sign == ',' || (g.joined && t.sign == '"');
      continue;
    }
    const Mark& m = mark(i);
    if (m.Has(kWaw)) {
      g.joined = g.waw = true;
      continue;
    }
    g.joined = g.waw = false;
    if (m.Has(kAnyTrigger) || m.Has(kBreak | kThat | kRelative)) g.blocked = true;
    if (const uint32_t age = m.Has(kTollVerb) ? AgeEnd(i, to) : m.Has(kPreposition) && m.value == 0 ? OrdinalAge(i, to) : i; age > i) {
      i = age - 1;
      continue;
    }
    if (m.Has(kFiller)) {
      i = std::min(m.last, to) - 1;
      continue;
    }
    ++g.words;
  }
  if (depth > 0) g.paren_open = true;
  if (to < last_ && ((mark(to).clitics & text::kAnd) != 0 || (r_.IsWord(to) &&
      (r_.words.words[to].cut.clitics & text::kAnd) != 0))) {
    g.joined = g.waw = true;
  }
  return g;
}

// "who is 25 years of age": one past the age that a word of reaching begins, else `i`.
uint32_t Governor::AgeEnd(uint32_t i, uint32_t to) const {
  const auto& times = r_.out.times;
  const auto t = std::lower_bound(times.begin(), times.end(), i, [](const TimeExpr& x, uint32_t at) { return x.first < at; });
  return t != times.end() && t->first <= i + 3 && t->last <= to && t->type == TimeType::kDuration && t->unit == Unit::kYear ? t->last : i;
}

// "a girl in her tenth (year)": one past the ordinal in the feminine, else `i`.
uint32_t Governor::OrdinalAge(uint32_t i, uint32_t to) const {
  const auto& numbers = r_.out.numbers;
  const auto n = std::lower_bound(numbers.begin(), numbers.end(), i, [](const NumberExpr& e, uint32_t at) { return e.first <= at; });
  if (n == numbers.end() || n->first != i + 1 || n->kind != NumberKind::kOrdinal || n->last > to || !r_.words.words[i + 1].cut.article) return i;
  return static_cast<unsigned char>(r_.words.text->Word(i + 1).back()) == text::kHeh ? n->last : i;
}

// Does an expression with this bit end right before token `i` (quotes, colons and fillers skipped)?
uint32_t Governor::EndingAt(uint32_t i, uint64_t bit) const {
  if ((r_.bits & bit) == 0) return kNone;
  while (i > first_ && (r_.IsQuote(i - 1) || r_.IsSign(i - 1, ':') || mark(i - 1).Has(kFiller))) --i;
  for (uint32_t k = 0; k < 4 && i >= first_ + k + 1; ++k) {
    const Mark& m = mark(i - 1 - k);
    if (m.Has(bit) && m.last == i) return i - 1 - k;
  }
  return kNone;
}

bool Governor::IsChunkStart(uint32_t i) const {
  if (!r_.standing.Has(Standing::kChunkFirst, i)) return false;
  for (const Chunk& c : r_.chunks) {
    if (c.first == i) return !Passive(c);
  }
  return false;
}

const Trigger* Governor::TriggerEnding(uint32_t i) const {
  if (!r_.standing.Has(Standing::kInTrigger, i)) return nullptr;
  for (const Trigger& t : r_.triggers) {
    if (i >= t.first && i < t.last) return &t;
  }
  return nullptr;
}

// The nearest happening before the number.
bool Governor::BeforeTrigger(const Chunk& c, Draft& d, int reach) const {
  if (r_.triggers.empty() || r_.triggers.front().first >= c.bound_first) return false;
  if (EndingAt(c.bound_first, kDoer) != kNone || EndingAt(c.first, kDoer) != kNone) return false;  // "killed by two students"
  int words = 0;
  uint32_t i = c.bound_first;
  bool preposition = false;
  if (c.self && i > first_ + 2 && r_.IsSign(i - 1, ',')) {  // "the attacker, who was known as X, killed two policewomen": over the clause between commas
    for (uint32_t k = i - 2; k > first_ && i - k < static_cast<uint32_t>(kVerbReach); --k) {
      if (r_.IsSign(k, ',') || r_.IsSign(k, '.')) break;
      if (mark(k).Has(kRelative) && r_.IsSign(k - 1, ',')) {
        i = k - 1;
        break;
      }
    }
  }
  while (i > first_) {
    --i;
    const text::Token& t = r_.token(i);
    if (t.kind == text::TokenKind::kPunct) {
      if (t.sign == ';' || t.sign == '.' || t.sign == '!' || t.sign == '?') return false;
      if (t.sign == ':' && words > 0) return false;
      if (t.sign == '(' && words == 0 && c.self) return false;
      continue;
    }
    if (const Trigger* g = TriggerEnding(i); g != nullptr && !g->tail) {
      if (g->pronoun && g->noun) {  // "their death": its people stand before it
        i = g->first;
        ++words;
        continue;
      }
      return Governs(*g, c, d, words, reach, preposition);
    }
    if (r_.standing.Has(Standing::kInChunk, i)) {
      for (const Chunk& other : r_.chunks) {
        if (other.first < c.first && i >= other.first && i < other.last && !Passive(other)) return false;
      }
    }
    const Mark& m = mark(i);
    if (m.Has(kThat | kBreak) || (m.Has(kSpeech) && (c.self || c.single))) return false;
    if (VerbJoined(i)) return false;
    if (m.Has(kRelative) && words > 6) return false;
    if (words == 0 && m.Has(kPreposition) && m.value == 0) preposition = true;
    if (m.Has(kFiller) || m.Has(kWaw) || m.Has(kOf)) continue;
    if (c.self && words == 0 && m.Has(kKin | kFamily | kGroup) && (m.clitics & (text::kArticle | text::kPronoun | text::kWith | text::kFor)) == 0 && !m.Has(kAnyPerson)) return false;  // "arrests relatives of a gunman"
    if (c.self && m.Has(kTime | kThing)) {
      if (const uint32_t time = TimeFirst(i); time < i) {  // "the arrest by X a month ago of two soldiers"
        i = time;
        continue;
      }
    }
    if (r_.token(i).fold_size <= 2 && r_.words.words[i].senses.empty()) continue;
    if (++words > reach) return false;
  }
  return false;
}

bool Governor::Governs(const Trigger& g, const Chunk& c, Draft& d, int words, int reach, bool preposition) const {
  if (g.last < c.bound_first && r_.IsWord(g.last) && OfPronoun(g.last)) return false;  // "who were freed"
  const int own = g.weak ? kWeakReach : g.noun ? kNounReach : kVerbReach;
  if (words > own || words > reach) return false;
  if ((c.self || c.single) && words > (g.noun ? 1 : kStrictReach)) return false;
  if (preposition && !c.person) return false;
  if (preposition && (g.weak || (words > 0 && g.noun))) return false;
  const bool drowned = g.weak && c.self && c.single && words == 0 && g.kind == FigureKind::kKilled && mark(g.first).Has(kPassive);
  const bool fellows = c.other && !r_.drafts.empty() && r_.drafts.back().sentence == sentence_;  // "... and captured 6 others"
  if (g.kind == FigureKind::kStrength && WeakHead(c)) return false;
  // "stopped a citizen": in the accusative of the one who is taken
  const bool stopped = Stopped(g, c, words);
  const bool taken = stopped || (g.weak && !g.noun && g.kind == FigureKind::kArrested && words == 0 && c.self && c.single && !c.definite && mark(c.first).Has(kPersonNoun) &&
      static_cast<unsigned char>(r_.words.text->Word(c.first).back()) == text::kAlef);
  const bool crowd = g.kind == FigureKind::kStrength && !g.noun && words == 0 && c.modality == Modality::kVague && c.bare && !c.self &&
      r_.words.words[c.first].cut.article;  // "the thousands demonstrated"
  if (g.weak && !drowned && !crowd && !taken && (!(c.person || fellows) || c.single || (c.modality == Modality::kVague && mark(c.first).Has(kVague)))) return false;
  if (!c.person && !c.other && (words > kBareReach || (words > 0 && !Harm(g.kind)))) return false;
  if (c.self && c.modality != Modality::kVague && g.weak && !c.other && !drowned && !taken) return false;
  if (c.self && c.single && !Harm(g.kind) && !g.noun) return false;
  if (c.self && c.other && !c.person && words > 0) return false;  // after another noun it is that noun's adjective
  if (c.unknown && (g.weak || words > 0 || !(g.kind == FigureKind::kKilled ||
      g.kind == FigureKind::kInjured))) return false;
  if (c.ambiguous_dual && (words > 0 || !Harm(g.kind))) return false;
  d.kind = g.kind;
  if (c.weak_kind && g.kind == FigureKind::kStrength) d.kind = c.kind;
  if (c.weak_kind && c.kind == FigureKind::kAbducted && g.kind == FigureKind::kDetained) d.kind = c.kind;
  d.trigger = g.first;
  d.gap = static_cast<uint8_t>(words);
  d.rule = g.noun ? "noun_before" : "verb_before";
  return true;
}

// The first token of a time that token `i` ends; else `i`.
uint32_t Governor::TimeFirst(uint32_t i) const {
  if (!r_.standing.Has(Standing::kTimeLast, i + 1)) return i;
  const auto& times = r_.out.times;
  auto t = std::lower_bound(times.begin(), times.end(), i, [](const TimeExpr& x, uint32_t at) { return x.last <= at; });
  return t != times.end() && t->first <= i && t->last == i + 1 && t->first > first_ ? t->first : i;
}

// Where a time begins that ends right before token `i`; else `i`.
uint32_t Governor::TimeBefore(uint32_t i) const {
  if (!r_.standing.Has(Standing::kTimeLast, i)) return i;
  const auto& times = r_.out.times;
  const auto t = std::lower_bound(times.begin(), times.end(), i, [](const TimeExpr& x, uint32_t at) { return x.last < at; });
  return t != times.end() && t->last == i && t->first > first_ ? t->first : i;
}

// "'anhum": the preposition that has taken the verb's people with it.
bool Governor::OfPronoun(uint32_t i) const {
  const std::string_view w = r_.words.text->Word(i);
  return w.size() >= 3 && w.size() <= 5 && static_cast<unsigned char>(w[0]) == text::kAin && static_cast<unsigned char>(w[1]) == text::kNoon && static_cast<unsigned char>(w[2]) == text::kHeh;
}

// "the stopping of a person", "of two suspects", as arrests are called in the Maghreb; who is stopped "from his work" goes free.
bool Governor::Stopped(const Trigger& g, const Chunk& c, int words) const {
  if (!g.weak || !g.noun || g.kind != FigureKind::kArrested || words > 0 || !c.self || c.other || c.definite || c.modality == Modality::kVague) return false;
  return mark(c.first).Has(kPersonNoun) && !(c.last < last_ && mark(c.last).Has(kPreposition) && mark(c.last).value == 2);
}

// "parliament has 217 deputies", "40 experts took part": who sits in a house or a hall is no strength.
bool Governor::WeakHead(const Chunk& c) const {
  uint32_t i = c.self ? c.first : c.number_last;
  while (i < c.last && r_.IsQuote(i)) ++i;
  return i < c.last && mark(i).Has(kWeakPerson) && !mark(i).Has(kPersonNoun);
}

bool Governor::Harm(FigureKind k) {
  return k == FigureKind::kKilled || k == FigureKind::kInjured || k == FigureKind::kArrested ||
      k == FigureKind::kAbducted;
}

// A verb after the number that agrees with several people, or a verbal noun that carries them as its pronoun.
bool Governor::AfterVerb(size_t k, Draft& d) const {
  const Chunk& c = d.chunk;
  if (r_.triggers.empty() || r_.triggers.back().last <= c.last || (c.self && c.definite) || c.ordinal) return false;
  int words = 0;
  int depth = 0;
  for (uint32_t i = c.last; i < last_ && words <= kAfterReach; ++i) {
    const text::Token& t = r_.token(i);
    if (t.kind == text::TokenKind::kPunct) {
      if (t.sign == '(') ++depth;
      if (t.sign == ')') depth -= depth > 0;
      if (depth == 0 && (t.sign == ';' || t.sign == ':' || t.sign == '.' || t.sign == '!' ||
          t.sign == '?')) return false;
      continue;
    }
    if (depth > 0) continue;
    if (const Trigger* g = TriggerEnding(i); g != nullptr) {
      if (c.single && DiedLater(*g)) {  // "a man who had been wounded last week died"
        ++words;
        i = g->last - 1;
        continue;
      }
      if (g->noun && !g->pronoun) return false;
      if (g->weak && !g->many && words > 0 && !(g->noun && g->pronoun && words <= 2)) {
        ++words;
        continue;
      }
      const int alone = c.single && c.bound_first > first_ && mark(c.bound_first - 1).Has(kThat) ? kVerbReach : 3;  // "that a youth ..., was killed"
      if (!g->noun && !(g->many || words == 0 || g->pronoun || (c.single && words <= alone))) return false;
      const bool doers = g->kind == FigureKind::kStrength && g->many && words == 0 && !WeakHead(c);
      const bool taken = g->weak && g->kind == FigureKind::kArrested && g->many && !g->noun && c.person && words <= 2 && TakenNoMore(g->last);
      if (g->weak && g->kind != FigureKind::kKilled && g->kind != FigureKind::kMissing && !taken &&
          g->kind != FigureKind::kSurrendered && !doers && !Left(*g, c) && !(g->noun && g->pronoun && words <= 2)) return false;
      if (g->noun && !c.person) return false;
      if (c.unknown && !Harm(g->kind)) return false;  // "3 cups of coffee save"
      if (!g->noun && !g->pronoun && Active(*g, c)) return false;  // "whom the police arrested"
      // "a youth met his death", verb first or last
      const uint32_t begin = c.bound_first > first_ ? TimeBefore(c.bound_first) : first_;
      if (g->noun && c.single && EndingAt(begin, kVerbWeak) == kNone && !(i > first_ && mark(i - 1).Has(kVerbWeak) && mark(i - 1).verb_kind == g->kind)) return false;
      if (!g->noun && (mark(i).clitics & text::kAnd) != 0) return false;
      if (g->weak && !(c.person && !c.single) && !Left(*g, c)) return false;
      if (c.ambiguous_dual && g->many && PluralVerb(*g)) return false;  // "gunmen attacked (plural)": more than two, nobody knows how many
      if (!g->noun && !doers && ChunkSoonAfter(g->last, k)) return false;
      if (!c.person && !c.other && words > kBareReach) return false;
      d.kind = g->kind;
      d.trigger = g->first;
      d.gap = static_cast<uint8_t>(words);
      d.rule = g->noun ? "noun_after" : "verb_after";
      return true;
    }
    for (size_t o = k + 1; o < r_.chunks.size() && r_.standing.Has(Standing::kChunkFirst, i); ++o) {
      const Chunk& other = r_.chunks[o];
      if (i == other.first && !Passive(other)) {
        const Gap gap = Between(c.last, other.bound_first);
        const bool of_these = EndingAt(other.bound_first, kOf | kBetween) != kNone;  // "two others of the five wounded"
        const bool among = EndingAt(other.bound_first, kPart) != kNone && gap.words <= 1;  // "six, among them a child, were killed"
        if (!(gap.joined && gap.words <= 1) && !other.kin && !of_these && !among) return false;
        i = other.last - 1;
        break;
      }
    }
    const Mark& m = mark(i);
    if (m.Has(kThat) || (c.single && m.Has(kRelative)) || (m.Has(kTry) && !m.Has(kAnyNoun))) return false;  // "the doer wanted to kill"
    if (m.Has(kBreak) && words > 0) return false;
    words += r_.token(i).fold_size > 2 || !r_.IsWord(i) || m.bits != 0;  // a particle of two letters ("qad") parts nothing
  }
  return false;
}

// "killed a soldier a youth", as Arabic says "a soldier killed a youth": behind the verb stands the doer, and right behind him whom he killed.
bool Governor::Doer(size_t k) const {
  if (k + 1 >= r_.chunks.size()) return false;
  const Chunk &c = r_.chunks[k], &o = r_.chunks[k + 1];
  if (o.bound_first != c.last || c.bound_first == first_ || c.definite || c.kin || c.has_kind || !c.person || !c.low || !r_.IsWord(c.first) || !r_.IsWord(o.first)) return false;
  if ((mark(o.bound_first).clitics & text::kAnd) != 0 || (r_.words.words[o.bound_first].cut.clitics & text::kAnd) != 0) return false;
  const Trigger* g = TriggerEnding(c.bound_first - 1);
  if (g == nullptr || g->noun || g->tail || g->weak || g->pronoun || !Harm(g->kind)) return false;
  const auto ends = [&](uint32_t i, unsigned char before, unsigned char last) {
    const std::string_view w = r_.words.text->Word(i);
    return w.size() > 2 && static_cast<unsigned char>(w.back()) == last && (before == 0 || static_cast<unsigned char>(w[w.size() - 2]) == before);
  };
  const std::string_view verb = r_.words.text->Word(g->first);
  const bool killed = verb.find(std::string_view("\xE2\xCA\xE4")) != std::string_view::npos;  // the verb of killing, spelled alike in the passive
  if (mark(g->first).Has(kPassive) && !killed) return false;
  if (c.self ? ends(c.first, 0, text::kAlef) || ends(c.first, text::kYeh, text::kNoon) : *c.low < 3 || *c.low > 10) return false;
  if (!o.self) return o.person && !o.other && !o.share && !o.of_those;
  if (o.kin) return (mark(o.first).clitics & text::kPronoun) != 0;
  if (o.definite || !o.low || o.other) return false;
  return o.single ? ends(o.first, 0, text::kAlef) || (o.category == Category::kWoman && c.category != Category::kWoman) : ends(o.first, text::kYeh, text::kNoon);
}

// A wound told in the pluperfect, and behind it a verb of dying.
bool Governor::DiedLater(const Trigger& g) const {
  if (g.noun || g.kind != FigureKind::kInjured) return false;
  bool had = false;
  for (uint32_t k = 1; k <= 3 && g.first >= first_ + k; ++k) had |= mark(g.first - k).Has(kHad) && mark(g.first - k).last == g.first;
  return had && std::any_of(r_.triggers.begin(), r_.triggers.end(), [&](const Trigger& t) { return t.first > g.first && !t.noun && t.kind == FigureKind::kKilled; });
}

// "16,000 people left the town", "4,000 civilians left": who leaves in such numbers is displaced.
bool Governor::Left(const Trigger& g, const Chunk& c) const {
  constexpr int64_t kCrowd = 500;
  if (g.kind != FigureKind::kDisplaced || !g.many || c.self || !(c.person || c.bare)) return false;
  return (c.low && *c.low >= kCrowd) || (c.high && *c.high >= kCrowd) || c.category == Category::kRefugee;
}

// Ends in -uw or -uwn, as no verb of two does.
bool Governor::PluralVerb(const Trigger& g) const {
  const std::string_view w = r_.words.text->Word(g.first);
  const auto at = [&](size_t back) { return static_cast<unsigned char>(w[w.size() - back]); };
  return w.size() >= 4 && ((at(2) == text::kWaw && at(1) == text::kAlef) || (at(2) == text::kWaw && at(1) == text::kNoon));
}

// "11 activists were stopped last week": nothing that they may have stopped follows the verb.
bool Governor::TakenNoMore(uint32_t i) const {
  if (i >= last_ || !r_.IsWord(i) || mark(i).Has(kTime | kPreposition | kFiller)) return true;
  return r_.standing.Has(Standing::kTimeFirst, i);
}

// "... killed 4 gunmen and forced the others", "... were killed and 120 women assaulted": a word with the conjunction and a verb's ending
// begins a clause of its own.
bool Governor::VerbJoined(uint32_t i) const {
  if (!r_.IsWord(i) || mark(i).Has(kAnyPerson | kModifier | kTail | kNationality | kKin | kOther)) return false;
  const std::string_view w = r_.words.text->Word(i);
  if (w.size() < 5 || static_cast<unsigned char>(w[0]) != text::kWaw) return false;
  const auto last = static_cast<unsigned char>(w.back()), before = static_cast<unsigned char>(w[w.size() - 2]);
  return (last == text::kTeh && before != text::kAlef) || (last == text::kAlef && before == text::kWaw);
}

// The people before the verb do it rather than suffer it: an object follows, or one man "kills" in the present tense.
bool Governor::Active(const Trigger& g, const Chunk& c) const {
  if (c.self && !g.noun && !mark(g.first).Has(kPassive)) {
    const std::string_view verb = r_.words.text->Word(g.first);
    if (static_cast<unsigned char>(verb[0]) == text::kYeh ||
        static_cast<unsigned char>(verb[0]) == text::kTeh) return true;
  }
  uint32_t i = g.last;
  while (i < last_ && r_.IsQuote(i)) ++i;
  if (i >= last_ || !r_.IsWord(i) || !Harm(g.kind)) return false;
  const Mark& m = mark(i);
  if (m.Has(kTime | kPreposition | kFiller)) return false;
  if (r_.standing.Has(Standing::kTimeFirst, i)) return false;
  const std::string_view w = r_.words.text->Word(i);
  // "gunmen killed a priest": an accusative that is no adverb is whom they killed
  if (c.self && c.category == Category::kCombatant && !g.noun && m.bits == 0 && w.size() > 2 && static_cast<unsigned char>(w.back()) == text::kAlef && r_.words.words[i].cut.stop.empty()) return true;
  const bool article = w.size() > 3 && static_cast<unsigned char>(w[0]) == text::kAlef &&
      static_cast<unsigned char>(w[1]) == text::kLam;
  return article || (m.Has(kAnyPerson | kKin) && (m.clitics & (text::kAnd | text::kWith | text::kFor)) == 0);
}

bool Governor::ChunkSoonAfter(uint32_t i, size_t k) const {
  for (size_t o = k + 1; o < r_.chunks.size(); ++o) {
    const Chunk& c = r_.chunks[o];
    if (c.first >= i && !Passive(c)) {
      if (c.one_of || EndingAt(c.bound_first, kPart) != kNone) return false;  // "were killed, among them three children"
      const Gap g = Between(i, c.bound_first);
      return g.words <= 1 && !g.blocked && !c.kin && !VerbJoined(i);
    }
  }
  return false;
}

}  // namespace tawatur::extract::figures
