// Fourth step of figures: gives each chunk its kind and its total, from the nearest words that govern it. Entry
// point: Assemble().
#include <algorithm>

#include "extract/figures_totals.h"

namespace tawatur::extract::figures {
namespace {

constexpr int64_t kCrowd = 1000;  // so many flee from war, not from prison

class Assembler : private Totals {
 public:
  using Totals::Totals;

  void Run() {
    FindToll();
    FindTollClause();
    for (size_t k = 0; k < r_.chunks.size(); ++k) Place(k);
    Settle();
  }

 private:
  // "the toll of the dead rose to", "the number of the wounded is": the kind waits for a number.
  void FindToll() {
    toll_ = toll_reached_ = false;
    growth_ = kNone;
    for (uint32_t i = first_; i < last_ && (r_.bits & kGrowth) != 0; ++i) {
      if (!mark(i).Has(kGrowth)) continue;
      growth_ = i;
      break;
    }
    for (const Chunk& c : r_.chunks) {
      if (c.self && c.definite && c.has_kind && c.last < last_ && mark(c.last).Has(kPart) && mark(c.last).value == 1) {  // "the dead are: ..."
        toll_ = true;
        toll_kind_ = c.kind;
        toll_at_ = mark(c.last).last;
        while (toll_at_ < last_ && r_.IsSign(toll_at_, ':')) ++toll_at_;
        return;
      }
      const bool several = c.modality == Modality::kVague || (c.ambiguous_dual && c.definite);
      const bool protest = c.category == Category::kProtester && !c.has_kind && !c.weak_kind;  // "the number of the demonstrators"
      if (!c.self || !(c.has_kind || c.victim || c.weak_kind || protest) || !several) continue;
      const uint32_t from = c.first > first_ + 4 ? c.first - 4 : first_;
      for (uint32_t i = from; i < c.first; ++i) {
        if (!mark(i).Has(kToll | kGrowth)) continue;
        toll_ = true;
        toll_kind_ = c.victim ? FigureKind::kKilled : protest ? FigureKind::kStrength : c.kind;
        toll_category_ = c.category;
        toll_at_ = c.last;
        if (const size_t next = static_cast<size_t>(&c - r_.chunks.data()) + 1; next < r_.chunks.size()) DeadAndWounded(c, r_.chunks[next]);
        toll_noun_ = i;
        while (toll_noun_ + 1 < c.first && !mark(toll_noun_).Has(kToll)) ++toll_noun_;
        for (uint32_t k = i; !toll_reached_ && k > first_ && k + 3 > i; --k) toll_reached_ = mark(k - 1).Has(kTollVerb);  // "reached thereby the toll"
        return;
      }
    }
  }

  // "the number of the dead and the wounded reached 5"
  void DeadAndWounded(const Chunk& a, const Chunk& b) {
    if (!b.self || !b.definite || b.first != a.last || !b.has_kind || (mark(b.first).clitics & text::kAnd) == 0) return;
    if (!(toll_kind_ == FigureKind::kKilled && b.kind == FigureKind::kInjured) && !(toll_kind_ == FigureKind::kInjured && b.kind == FigureKind::kKilled)) return;
    toll_kind_ = FigureKind::kCasualties;
    toll_at_ = b.last;
  }

  // "the number of the Palestinians who were killed since ... rises to 45": the relative clause says what is counted.
  void FindTollClause() {
    if (toll_ || (r_.bits & kToll) == 0 || (r_.bits & kRelative) == 0) return;
    for (uint32_t i = first_; i + 2 < last_; ++i) {
      if (!mark(i).Has(kToll) || mark(i).value == 2) continue;
      for (uint32_t k = i + 1; k < i + 4 && k + 1 < last_; ++k) {
        if (!mark(k).Has(kRelative) || !mark(k + 1).Has(kVerb) || mark(k + 1).verb_kind == FigureKind::kStrength) continue;
        toll_ = true;
        toll_kind_ = mark(k + 1).verb_kind;
        toll_category_ = Category::kNone;
        toll_at_ = k + 2;
        toll_noun_ = i;
        return;
      }
    }
  }

  void Place(size_t k) {
    Chunk& c = r_.chunks[k];
    if (Doer(k)) return void(c.share = true);
    if (c.kin && Kin(c)) return;
    if (c.kin && !Construct(c) && LastDraft() == kNone && !KinAlone(c) && !(k > 0 && Doer(k - 1))) return;
    if (Passive(c) && !(c.self && c.single && c.definite)) return;
    Draft d;
    d.chunk = c;
    d.sentence = sentence_;
    if (!Kind(k, d)) return;
    Emit(d);
  }

  void Emit(Draft d) {
    d.cumulative = growth_ != kNone && growth_ < d.chunk.first && LedTo(d.chunk);
    const Chunk& c = d.chunk;
    if (growth_ != kNone && growth_ < c.first && EndingAt(c.bound_first, kOf) != kNone) d.superseded = true;
    if (d.superseded) d.cumulative = false;
    if (d.kind == FigureKind::kEscaped && (c.low >= kCrowd || c.category == Category::kCivilian || c.category == Category::kChild)) d.kind = FigureKind::kDisplaced;
    if (d.kind == FigureKind::kReleased && d.trigger != kNone && Tried(d.trigger)) {
      d.kind = FigureKind::kDetained;
      d.held = true;
    }
    r_.drafts.push_back(d);
  }

  // "their attempt to free 3500 fighters": those are still held.
  bool Tried(uint32_t trigger) const {
    for (uint32_t i = trigger, words = 0; i > first_ && words < kTryReach; --i, ++words) {
      if (r_.token(i - 1).kind == text::TokenKind::kPunct && !r_.IsQuote(i - 1)) return false;
      const Mark& m = mark(i - 1);
      if (m.Has(kTry)) return true;
      if (m.Has(kAnyTrigger | kThat | kRelative | kBreak)) return false;
    }
    return false;
  }

  // "a man and his wife"
  bool Kin(const Chunk& c) {
    const Index p = LastDraft();
    if (p == kNone || Construct(c)) return false;
    const Chunk& before = r_.drafts[p].chunk;
    const Gap g = Between(before.last, c.bound_first);
    if (!g.joined || g.words > 0 || g.blocked) return false;
    Draft d;
    d.chunk = c;
    d.sentence = sentence_;
    d.kind = r_.drafts[p].kind;
    d.part_of = r_.drafts[p].part_of;
    d.trigger = r_.drafts[p].trigger;
    d.rule = "kin";
    r_.drafts.push_back(d);
    return true;
  }

  // "two brothers drowned", "his son was wounded": right behind what happened to them.
  bool KinAlone(const Chunk& c) const {
    if (c.bound_first == first_ || (mark(c.first).clitics & text::kArticle) != 0) return false;
    const Trigger* g = TriggerEnding(c.bound_first - 1);
    return g != nullptr && !g->tail && !g->weak && !g->noun && Harm(g->kind);
  }

  // "the father of the youth": kin by a following noun, not by a pronoun (whose written form may be a feminine ending).
  bool Construct(const Chunk& c) const {
    const std::string_view w = r_.words.text->Word(c.first);
    return (mark(c.first).clitics & text::kPronoun) == 0 && static_cast<unsigned char>(w.back()) != text::kHeh;
  }

  bool Kind(size_t k, Draft& d) {
    Chunk& c = d.chunk;
    if (c.of_those && PartOf(k, d)) {
      if (Draft own = d; c.kind == FigureKind::kInjured && AfterVerb(k, own) && own.kind == FigureKind::kKilled) d.kind = own.kind, d.trigger = own.trigger;  // "two of the wounded died later"
      return true;
    }
    if (c.has_kind && c.kind == FigureKind::kInjured && DiedOfIt(c, d)) return true;
    if (c.has_kind) {
      d.kind = c.kind;
      d.rule = "own_noun";
      if (c.single && c.self && !c.of_those && c.definite) return false;  // "the entry of the body in the register": told of before
      if (c.single && c.self && EndingAt(c.bound_first, kCause) == kNone && !CoordinatedTightly(c) && !Found(c) && !Headlined(k, c)) return false;
      if (c.ambiguous_dual && c.kind == FigureKind::kRescued) return false;  // "the search for survivors"
      if (c.ambiguous_dual && EndingAt(c.bound_first, kCause | kAnyTrigger) == kNone &&
          !CoordinatedTightly(c)) return false;
      SetPart(c, d);
      return true;
    }
    if (c.single && c.definite) return DefiniteVictim(c, d);
    if (k > 0 && !c.self && c.person && BodiesOf(r_.chunks[k - 1], c)) {
      d.kind = FigureKind::kKilled;
      d.rule = "own_noun";
      SetPart(c, d);
      return true;
    }
    if (!(c.self && !c.other) && AfterTail(c, d)) {
      SetPart(c, d);
      return true;
    }
    if (c.bare && !c.self && Harmed(c, d)) return true;
    if (c.bare && !c.self && OneCase(c)) return false;  // patients: "500 infections"
    if (PartOf(k, d)) return true;
    const bool strict = c.self || c.single;  // counts itself: only near its governor
    if (c.self && c.other && !c.person && c.single && LastDraft() == kNone) return false;
    if (BeforeTrigger(c, d, strict ? kStrictReach : kBareReach)) {
      Inherit(d);
      return true;
    }
    if (c.weak_kind && !c.self && toll_ && toll_kind_ == FigureKind::kReleased && TollNumber(c, d)) return true;
    if (c.weak_kind && !c.self && LastDraft() != kNone && r_.drafts[LastDraft()].trigger == kNone &&
        OwnWeak(c, d, true)) return true;
    if (Coordinated(c, d, 0)) return true;
    if (AfterVerb(k, d)) return true;
    if (!strict && BeforeTrigger(c, d, kVerbReach)) {
      Inherit(d);
      return true;
    }
    if (!strict && Coordinated(c, d, kLooseCoordination)) return true;
    if (!c.self && (TollNumber(c, d) || RunningTotal(c, d))) return true;
    const bool grows = (r_.bits & (kGrowth | kToll | kTollVerb | kCumulative)) != 0;
    if (c.victim && !c.self && !(!grows && c.bound_first > first_ && mark(c.bound_first - 1).Has(kPreposition) && mark(c.bound_first - 1).value == 1)) {  // "listened to six victims"
      d.kind = FigureKind::kKilled;
      d.rule = "victims";
      return true;
    }
    if (!c.self && OwnWeak(c, d)) return true;
    return !c.self && c.person && Present(c, d);
  }

  // "One dead and 4 wounded in ...", "Kirkuk: one wounded by a bomb": a headline begins with its victim.
  bool Headlined(size_t k, const Chunk& c) const {
    if (c.kind != FigureKind::kKilled && c.kind != FigureKind::kInjured) return false;
    if (c.last >= last_ || !(c.bound_first == first_ || r_.IsSign(c.bound_first - 1, ':') || r_.IsSign(c.bound_first - 1, '.'))) return false;
    if (k + 1 < r_.chunks.size() && r_.chunks[k + 1].has_kind && r_.chunks[k + 1].kind != c.kind) {
      const Gap g = Between(c.last, r_.chunks[k + 1].bound_first);
      if (g.waw && g.words == 0 && !g.blocked) return true;
    }
    return r_.IsWord(c.last) && (mark(c.last).Has(kPreposition) || (r_.words.words[c.last].cut.clitics & text::kWith) != 0);
  }

  // "residents found this morning the body of a child": who found it, and when, stands between.
  bool Found(const Chunk& c) const {
    if (c.kind != FigureKind::kKilled || c.bound_first < first_ + 2 || !mark(c.bound_first - 1).Has(kPreposition)) return false;
    for (uint32_t i = c.bound_first - 1, words = 0; i > first_ && words < kTurnReach; --i, ++words) {
      const Mark& m = mark(i - 1);
      if (m.Has(kCause) && m.value == 1 && !m.Has(kAnyTrigger)) return true;
      if (m.Has(kAnyTrigger | kThat | kBreak | kRelative) || (!r_.IsWord(i - 1) && !r_.IsSign(i - 1, ','))) return false;
    }
    return false;
  }

  // "42 injuries in the ranks of the police": the noun of a happening is counted, with those who suffered it.
  bool Harmed(Chunk& c, Draft& d) const {
    if (c.number_last >= last_) return false;
    const Mark& m = mark(c.number_last);
    if (!m.Has(kNoun) || m.Has(kAnyPerson) || m.clitics != 0 || !Harm(m.noun_kind)) return false;
    if (!(m.last < last_ && mark(m.last).Has(kRanks | kBetween)) && !Cases(c, m)) return false;
    d.kind = m.noun_kind;
    d.trigger = c.number_last;
    d.rule = "own_noun";
    c.last = m.last;
    c.person = c.has_kind = true;
    c.bare = false;
    return true;
  }

  // A noun of one death or wound stands behind the number.
  bool OneCase(const Chunk& c) const {
    if (c.number_last >= last_ || !mark(c.number_last).Has(kNoun) || mark(c.number_last).clitics != 0 || mark(c.number_last).last != c.number_last + 1) return false;
    const auto end = static_cast<unsigned char>(r_.words.text->Word(c.number_last).back());
    return (end == text::kHeh || end == text::kTeh) && (mark(c.number_last).noun_kind == FigureKind::kKilled || mark(c.number_last).noun_kind == FigureKind::kInjured) &&
        !IsChunkStart(c.number_last + 1);
  }

  // "12 deaths and 30 injuries", written with the singular after a number above ten; where a report tells of a disease, injuries are patients.
  bool Cases(const Chunk& c, const Mark& m) const {
    const int64_t least = c.low ? *c.low : c.high ? *c.high : 0;
    if (least <= 10 || !OneCase(c) || (m.noun_kind != FigureKind::kKilled && m.noun_kind != FigureKind::kInjured)) return false;
    if (m.last < last_ && (r_.words.words[m.last].cut.clitics & text::kFor) != 0) return false;  // "12 deaths to a thousand inhabitants"
    if (m.noun_kind == FigureKind::kKilled) return true;
    return std::none_of(r_.words.sentences.begin(), r_.words.sentences.end(), [](const TagSet& t) { return t.Has(lexicon::Tag::kFigureDisease); });
  }

  // "the bodies of 8 civilians"
  static bool BodiesOf(const Chunk& bodies, const Chunk& c) {
    return bodies.self && (bodies.has_kind || bodies.weak_kind) && bodies.kind == FigureKind::kKilled && bodies.modality == Modality::kVague &&
        !bodies.definite && bodies.last == c.bound_first;
  }

  // "the youth was killed": the victim stands right behind the word that says so, and nobody behind him suffers it.
  bool DefiniteVictim(const Chunk& c, Draft& d) const {
    if (!c.self || c.other || c.first == first_ || c.category == Category::kNone || c.category_weak ||
        !mark(c.first).Has(kPersonNoun)) return false;
    constexpr int kGrown = text::kWith | text::kFor | text::kLike | text::kAnd | text::kPronoun;
    if ((mark(c.first).clitics & kGrown) != 0) return false;
    const Trigger* g = TriggerEnding(c.first - 1);
    if (g == nullptr || g->tail || g->weak || g->pronoun || g->many) return false;
    if (g->kind != FigureKind::kKilled && g->kind != FigureKind::kInjured) return false;
    if (!g->noun && !mark(g->first).Has(kPassive)) return false;
    for (const Chunk& other : r_.chunks) {
      if (!g->noun && other.first >= c.last && other.first < c.last + 3) return false;
    }
    // "the attacker, who was known as X, killed two policewomen"
    if (!g->noun && c.last + 1 < last_ && r_.IsSign(c.last, ',') && mark(c.last + 1).Has(kRelative)) {
      uint32_t close = c.last + 2;
      while (close < last_ && !r_.IsSign(close, ',')) ++close;
      for (const Chunk& other : r_.chunks) {
        if (close < last_ && other.bound_first == close + 1) return false;
      }
    }
    for (uint32_t i = c.first + 1; i < c.last && !g->noun; ++i) {
      // whom he killed
      if (mark(i).Has(kPersonNoun | kWeakPerson) && (mark(i).clitics & text::kArticle) == 0) return false;
    }
    d.kind = g->kind;
    d.trigger = g->first;
    d.rule = g->noun ? "noun_before" : "verb_before";
    return true;
  }

  // "two of the wounded died": a word of dying right before a wounded one says more than the noun.
  bool DiedOfIt(const Chunk& c, Draft& d) const {
    if (c.bound_first == first_ || c.definite) return false;
    const Trigger* g = TriggerEnding(c.bound_first - 1);
    if (g == nullptr || g->tail || g->pronoun || g->kind != FigureKind::kKilled || g->toll) return false;
    return BeforeTrigger(c, d, 0);
  }

  static bool OwnWeak(const Chunk& c, Draft& d, bool vague = false) {
    if (!c.weak_kind || c.single || (c.modality == Modality::kVague && !vague)) return false;
    d.kind = c.kind;
    d.rule = "own_weak_noun";
    return true;
  }

  // "60 passengers aboard", "numbering 60": they are only said to be there.
  bool Present(const Chunk& c, Draft& d) const {
    if ((r_.bits & (kToll | kTail)) == 0) return false;
    if (InAll(c) && LastChunkOpen(c)) return false;
    const uint32_t toll = EndingAt(c.bound_first, kToll);
    // "delegates numbering 13 persons": who they are, no presence, where nothing happens
    const std::string_view noun = c.number_last < last_ && r_.IsWord(c.number_last) ? r_.words.text->Word(c.number_last) : std::string_view{};
    const bool persons = noun.size() >= 3 && static_cast<unsigned char>(noun[0]) == text::kSheen && static_cast<unsigned char>(noun[1]) == text::kKhah;
    const bool idle = persons && (r_.bits & (kAnyTrigger | kCause)) == 0 && !r_.words.sentences[sentence_].Has(lexicon::Tag::kEvent);
    bool there = toll != kNone && mark(toll).value == 2 && !idle;
    for (uint32_t i = c.last, words = 0; !there && i < last_ && words < 3; ++i, ++words) {
      if (mark(i).Has(kBreak | kThat | kRelative) || IsChunkStart(i) || r_.IsSign(i, ',') || r_.IsSign(i, '.')) break;
      there = mark(i).Has(kTail) && mark(i).verb_kind == FigureKind::kStrength;
    }
    if (!there) return false;
    d.kind = FigureKind::kStrength;
    if (toll != kNone) {  // "the arrest of activists whose number is put at 450"
      bool relative = false;
      for (uint32_t i = toll; i > first_ && i + kAfterReach > toll; --i) {
        relative |= mark(i - 1).Has(kRelative);
        const Trigger* g = relative ? TriggerEnding(i - 1) : nullptr;
        if (g != nullptr && g->noun && !g->pronoun && g->kind != FigureKind::kStrength) d.kind = g->kind;
        if (mark(i - 1).Has(kThat | kBreak)) break;
      }
    }
    d.rule = "present";
    return true;
  }

  // "others", or a number without a noun, are people like those before.
  void Inherit(Draft& d) {
    const Chunk& c = d.chunk;
    if (c.category != Category::kNone && !c.category_weak) return;
    if (!c.other && !c.bare) return;
    if (c.other && !c.self && c.number_last < c.last && mark(c.number_last).Has(kPersonNoun)) return;  // "a merchant and ten other persons"
    const Index p = LastTotal();
    const auto hurt = [](FigureKind k) { return k == FigureKind::kKilled || k == FigureKind::kInjured || k == FigureKind::kCasualties || k == FigureKind::kMissing; };
    // "5 of the police killed and 300 arrested": not the same people's own
    const bool taken = d.kind == FigureKind::kArrested || d.kind == FigureKind::kDetained;
    if (p == kNone || c.other || !(taken && hurt(r_.drafts[p].kind))) d.inherits = p;
  }

  // "the inhabitants, whose number is 25 million": how many they are in all.
  bool InAll(const Chunk& c) const {
    const uint32_t toll = c.self ? kNone : EndingAt(c.bound_first, kToll);
    return toll != kNone && mark(toll).value == 2;
  }

  // Another number that the same tail may be about stands before it in the sentence.
  bool LastChunkOpen(const Chunk& c) const {
    return std::any_of(r_.chunks.begin(), r_.chunks.end(), [&](const Chunk& x) { return x.first < c.first && !x.self && x.person; });
  }

  bool AfterTail(const Chunk& c, Draft& d) const {
    if ((r_.bits & kTail) == 0) return false;
    if (InAll(c) && LastChunkOpen(c)) return false;
    int words = 0;
    for (uint32_t i = c.last; i < last_ && words <= kTailReach; ++i) {
      if (r_.token(i).kind == text::TokenKind::kPunct && !r_.IsQuote(i)) return false;
      if (mark(i).Has(kTail) && mark(i).verb_kind != FigureKind::kStrength) {
        d.kind = mark(i).verb_kind;
        d.trigger = i;
        d.rule = "tail";
        if (c.bare && (c.other || d.kind == FigureKind::kDetained) && LastDraft() != kNone) {  // "33 were freed, 200 are still held"
          d.inherits = LastTotal() != kNone ? LastTotal() : LastDraft();
          return true;
        }
        return c.person || c.other || d.kind == FigureKind::kMissing || (c.bare && !c.self && d.kind == FigureKind::kDisplaced);
      }
      const auto in_all = std::find_if(r_.chunks.begin(), r_.chunks.end(), [&](const Chunk& x) { return x.first == i && InAll(x); });
      if (in_all != r_.chunks.end()) {
        i = in_all->last - 1;
        continue;
      }
      if (mark(i).Has(kAnyTrigger | kBreak) || IsChunkStart(i) || VerbJoined(i)) return false;
      ++words;
    }
    return false;
  }

  // "6 in Texas and 4 in Louisiana", "9 of the first village and 5 of the second": bare numbers, each with the same preposition.
  bool InTurn(const Chunk& before, const Chunk& c, const Gap& g) const {
    const bool another = c.self && c.other && !c.person;  // "one in the first village and another in the second"
    if (!((c.bare && !c.self && !c.other) || another) || !g.waw || g.words == 0 || g.words > kTurnReach) return false;
    const auto preposition = [&](uint32_t i) {
      while (i < last_ && mark(i).Has(kFiller)) i = mark(i).last;
      return i < last_ && r_.IsWord(i) && mark(i).Has(kPreposition | kOf) ? r_.token(i).hash : 0;
    };
    const uint64_t first = preposition(before.last);
    return first != 0 && first == preposition(c.last);
  }

  // "stopped a German with two others"
  bool Along(const Chunk& c, const Gap& g) const {
    if (!c.other || g.words == 0 || g.words > 2 || c.bound_first == first_ || !r_.IsWord(c.bound_first - 1)) return false;
    const std::string_view w = r_.words.text->Word(c.bound_first - 1);
    return w.size() == 2 && static_cast<unsigned char>(w[0]) == text::kMeem && static_cast<unsigned char>(w[1]) == text::kAin;
  }

  // The kind of the number before is handed on.
  bool Coordinated(const Chunk& c, Draft& d, int reach) const {
    const Index p = LastDraft();
    if (p == kNone) return false;
    const Draft& before = r_.drafts[p];
    if (before.rule == "part_before") return false;
    const Gap g = Between(before.chunk.last, c.bound_first);
    const bool along = Along(c, g);
    if (g.blocked || (!g.joined && !along)) return false;
    const bool in_turn = InTurn(before.chunk, c, g);
    if (!in_turn && !along) {
      const bool of_kin = before.chunk.kin && before.chunk.self && g.waw && g.words == 1;  // "the father of the girl and another man"
      if ((g.words > reach && !of_kin) || (!c.person && (g.words > 0 || !g.waw))) return false;
      if (c.bare && !c.other && before.part_of == kNone && g.words > 0) return false;
    }
    d.kind = before.kind;
    d.trigger = before.trigger;
    d.part_of = g.paren_close && before.rule == "parenthesis" ? kNone : before.part_of;
    d.rule = in_turn ? "in_turn" : "coordination";
    if (c.other || c.bare) d.inherits = p;
    return true;
  }

  // "... to 20", "reaches 20"
  bool LedTo(const Chunk& c) const {
    const uint32_t from = c.bound_first > first_ + 3 ? c.bound_first - 3 : first_;
    for (uint32_t i = from; i < c.bound_first; ++i) {
      const Mark& m = mark(i);
      if ((m.Has(kPreposition) && m.value == 1) || m.Has(kTollVerb | kCumulative)) return true;
    }
    return false;
  }

  // "300 surrendered, so that the number rose to 550"
  bool RunningTotal(const Chunk& c, Draft& d) const {
    const Index p = LastDraft();
    if (p == kNone || !LedTo(c)) return false;
    for (uint32_t i = r_.drafts[p].chunk.last; i < c.bound_first; ++i) {
      if (!mark(i).Has(kGrowth | kCumulative)) continue;
      d.kind = r_.drafts[p].kind;
      d.inherits = p;
      d.rule = "running_total";
      return true;
    }
    return false;
  }

  // Between a toll and its number stands only when, where and who says so: "the toll in two days, the ministry says, is 14".
  bool Aside(uint32_t from, uint32_t to) const {
    const Gap g = Between(from, to);
    if (g.blocked || g.words > kTurnReach) return false;
    if (r_.IsSign(to - 1, ',')) return true;
    if (from < to && r_.IsWord(from) && (mark(from).Has(kPreposition) || (r_.words.words[from].cut.clitics & text::kWith) != 0)) return true;  // "... in this case"
    return r_.standing.Has(Standing::kTimeLast, to);
  }

  bool TollNumber(Chunk& c, Draft& d) const {
    if (!toll_) return false;
    bool leads = LedTo(c);
    if (c.first < toll_at_) {  // "rises to 123 the toll of the dead"
      if (!leads || c.number_last != toll_noun_) return false;
      c.unknown = false;
      c.bare = true;
    } else {
      leads |= c.bound_first == toll_at_ || c.first == toll_at_ || EndingAt(c.bound_first, kOf) != kNone;
      if (!leads && !(toll_reached_ && c.person && Aside(toll_at_, c.bound_first))) return false;
    }
    d.kind = toll_kind_;
    Narrow(c, toll_category_, true);
    d.rule = "toll";
    return true;
  }

  uint32_t growth_ = kNone;
  uint32_t toll_noun_ = kNone;
  bool toll_reached_ = false;  // a verb says so: "the toll of the dead reached"
};

}  // namespace

void Assemble(Reading& r, uint32_t sentence) {
  if (r.chunks.empty()) return;
  Assembler(r, sentence).Run();
}

}  // namespace tawatur::extract::figures
