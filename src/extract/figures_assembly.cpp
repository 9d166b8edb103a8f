// Fourth step of figures: gives each chunk its kind and its total, from the nearest words that govern it. Entry point: Assemble().
#include <algorithm>

#include "extract/figures.h"

namespace tawatur::extract::figures {
namespace {

// How far a governing word may stand from its number, in words that are neither bound words nor quotes.
constexpr int kNounReach = 5, kVerbReach = 12, kWeakReach = 4, kAfterReach = 14, kTailReach = 5, kLooseCoordination = 6;
constexpr int kStrictReach = 4;    // of a noun that counts itself, from a verb; from a verbal noun it stands next
constexpr int kBareReach = 3;  // of a number with no noun at it

struct Gap {
  int words = 0;
  bool blocked = false;      // a clause begins, or something else happens, in between
  bool joined = false;       // a conjunction or a comma stands right before the end
  bool waw = false;          // a conjunction does
  bool paren_open = false;   // a parenthesis opens and stays open
  bool paren_close = false;
};

class Assembler {
 public:
  Assembler(Reading& r, uint32_t sentence)
      : r_(r), sentence_(sentence), first_(r.words.text->sentences[sentence].first), last_(r.words.text->sentences[sentence].last),
        begin_draft_(static_cast<Index>(r.drafts.size())) {}

  void Run() {
    FindToll();
    for (size_t k = 0; k < r_.chunks.size(); ++k) Place(k);
    Settle();
  }

 private:
  const Mark& mark(uint32_t i) const { return r_.marks[i]; }
  bool IsPending(Index d) const { return std::find(r_.pending.begin(), r_.pending.end(), d) != r_.pending.end(); }

  // "among them 3 of its men ... 7 wounded": parts that stand before their total, in this sentence or the one before.
  void Settle() {
    for (Index d : r_.pending) {
      Draft& part = r_.drafts[d];
      Index total = kNone;
      for (Index t = std::max<Index>(d + 1, begin_draft_); t < r_.drafts.size(); ++t) {
        if (r_.drafts[t].part_of == kNone && !IsPending(t)) {
          total = t;
          break;
        }
      }
      if (total != kNone) {
        part.part_of = total;
        part.kind = r_.drafts[total].kind;
        part.dropped = false;
      }
    }
    std::erase_if(r_.pending, [&](Index d) { return !r_.drafts[d].dropped || r_.drafts[d].sentence != sentence_; });
  }

  // A chunk that states no number by itself: it is stepped over.
  static bool Passive(const Chunk& c) { return c.share || (c.self && (c.definite || c.modality == Modality::kVague)); }

  // The token range [from, to) between two things.
  Gap Between(uint32_t from, uint32_t to) const {
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
      if (m.Has(kFiller)) {
        i = std::min(m.last, to) - 1;
        continue;
      }
      ++g.words;
    }
    if (depth > 0) g.paren_open = true;
    if (to < last_ && ((mark(to).clitics & text::kAnd) != 0 || (r_.IsWord(to) && (r_.words.words[to].cut.clitics & text::kAnd) != 0))) {
      g.joined = g.waw = true;
    }
    return g;
  }

  // Does an expression with this bit end right before token `i` (quotes, colons and fillers skipped)?
  uint32_t EndingAt(uint32_t i, uint64_t bit) const {
    while (i > first_ && (r_.IsQuote(i - 1) || r_.IsSign(i - 1, ':') || mark(i - 1).Has(kFiller))) --i;
    for (uint32_t k = 0; k < 4 && i >= first_ + k + 1; ++k) {
      const Mark& m = mark(i - 1 - k);
      if (m.Has(bit) && m.last == i) return i - 1 - k;
    }
    return kNone;
  }

  // "the toll of the dead rose to", "the number of the wounded is": the kind waits for a number.
  void FindToll() {
    toll_ = false;
    growth_ = kNone;
    for (uint32_t i = first_; i < last_; ++i) {
      if (mark(i).Has(kGrowth) && growth_ == kNone) growth_ = i;
    }
    for (const Chunk& c : r_.chunks) {
      if (!c.self || !(c.has_kind || c.victim) || c.modality != Modality::kVague) continue;
      const uint32_t from = c.first > first_ + 4 ? c.first - 4 : first_;
      for (uint32_t i = from; i < c.first; ++i) {
        if (!mark(i).Has(kToll | kGrowth)) continue;
        toll_ = true;
        toll_kind_ = c.victim ? FigureKind::kKilled : c.kind;
        toll_at_ = c.last;
        return;
      }
    }
  }

  void Place(size_t k) {
    Chunk& c = r_.chunks[k];
    if (c.kin && Kin(c)) return;
    if (c.kin && !Construct(c) && LastDraft() == kNone) return;
    if (Passive(c)) return;
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
    r_.drafts.push_back(d);
  }

  Index LastDraft() const { return r_.drafts.size() > begin_draft_ ? static_cast<Index>(r_.drafts.size() - 1) : kNone; }
  // The last draft of this sentence that is no part.
  Index LastTotal() const {
    for (size_t i = r_.drafts.size(); i > begin_draft_; --i) {
      const Draft& d = r_.drafts[i - 1];
      if (d.part_of == kNone && !IsPending(static_cast<Index>(i - 1))) return static_cast<Index>(i - 1);
    }
    return kNone;
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

  // "the father of the youth": kin by a following noun, not by a pronoun (whose written form may be a feminine ending).
  bool Construct(const Chunk& c) const {
    const std::string_view w = r_.words.text->Word(c.first);
    return (mark(c.first).clitics & text::kPronoun) == 0 && static_cast<unsigned char>(w.back()) != text::kHeh;
  }

  bool Kind(size_t k, Draft& d) {
    Chunk& c = d.chunk;
    const bool noun_alone = c.self && !c.other;
    if (c.has_kind) {
      d.kind = c.kind;
      d.rule = "own_noun";
      if (c.single && c.self && EndingAt(c.bound_first, kCause) == kNone && !CoordinatedTightly(c, d)) return false;
      if (c.ambiguous_dual && EndingAt(c.bound_first, kCause | kAnyTrigger) == kNone && !CoordinatedTightly(c, d)) return false;
      SetPart(c, d);
      return true;
    }
    if (c.single && c.definite) return false;
    if (!noun_alone && AfterTail(c, d)) {
      SetPart(c, d);
      return true;
    }
    if (PartOf(k, d)) return true;
    const bool strict = c.self || c.single;  // counts itself: only near its governor
    if (c.self && c.other && c.single && LastDraft() == kNone) return false;
    if (BeforeTrigger(c, d, strict ? kStrictReach : kBareReach)) {
      Inherit(d);
      return true;
    }
    if (c.weak_kind && !c.self && LastDraft() != kNone && r_.drafts[LastDraft()].trigger == kNone && OwnWeak(c, d)) return true;
    if (Coordinated(c, d, 0)) return true;
    if (AfterVerb(k, d)) return true;
    if (!strict && BeforeTrigger(c, d, kVerbReach)) {
      Inherit(d);
      return true;
    }
    if (!strict && Coordinated(c, d, kLooseCoordination)) return true;
    if (!c.self && (TollNumber(c, d) || RunningTotal(c, d))) return true;
    if (c.victim && !c.self) {
      d.kind = FigureKind::kKilled;
      d.rule = "victims";
      return true;
    }
    if (!c.self && OwnWeak(c, d)) return true;
    return !c.self && c.person && Present(c, d);
  }

  static bool OwnWeak(const Chunk& c, Draft& d) {
    if (!c.weak_kind || c.single || c.modality == Modality::kVague) return false;
    d.kind = c.kind;
    d.rule = "own_weak_noun";
    return true;
  }

  // "60 passengers aboard", "numbering 60": they are only said to be there.
  bool Present(const Chunk& c, Draft& d) const {
    const uint32_t toll = EndingAt(c.bound_first, kToll);
    bool there = toll != kNone && mark(toll).value == 2;
    for (uint32_t i = c.last, words = 0; !there && i < last_ && words < 3; ++i, ++words) {
      if (mark(i).Has(kBreak | kThat | kRelative) || IsChunkStart(i) || r_.IsSign(i, ',') || r_.IsSign(i, '.')) break;
      there = mark(i).Has(kTail) && mark(i).verb_kind == FigureKind::kStrength;
    }
    if (!there) return false;
    d.kind = FigureKind::kStrength;
    d.rule = "present";
    return true;
  }

  bool CoordinatedTightly(const Chunk& c, const Draft&) const {
    const Index p = LastDraft();
    if (p == kNone) return false;
    const Gap g = Between(r_.drafts[p].chunk.last, c.bound_first);
    return g.joined && g.words == 0 && !g.blocked;
  }

  // "others", or a number without a noun, are people like those before.
  void Inherit(Draft& d) {
    const Chunk& c = d.chunk;
    if (c.category != Category::kNone && !c.category_weak) return;
    if (!c.other && !c.bare) return;
    d.inherits = LastTotal();
  }

  // Is it introduced as a part ("among them", "(", "5 of them")?
  bool PartOf(size_t k, Draft& d) {
    Chunk& c = d.chunk;
    const Index total = LastTotal();
    const uint32_t marker = EndingAt(c.bound_first, kPart);
    if (marker != kNone) {
      Index t = total;
      if (t == kNone && marker <= first_ + 2 && !r_.drafts.empty() && r_.drafts.back().sentence + 1 == sentence_) {
        t = static_cast<Index>(r_.drafts.size() - 1);
        if (r_.drafts[t].part_of != kNone) t = r_.drafts[t].part_of;
      }
      d.rule = "part";
      if (t == kNone) {
        if (k > 0 && !Passive(r_.chunks[k - 1])) return false;
        d.rule = "part_before";
        d.dropped = true;
        r_.pending.push_back(static_cast<Index>(r_.drafts.size()));
        return true;
      }
      d.part_of = t;
      d.kind = r_.drafts[t].kind;
      d.trigger = r_.drafts[t].trigger;
      return true;
    }
    const Index p = LastDraft();
    if (p == kNone) return false;
    const Chunk& before = r_.drafts[p].chunk;
    const Gap g = Between(before.last, c.bound_first);
    if (total != kNone && g.paren_open && !g.blocked && g.words <= 5) {
      d.part_of = total;
      d.kind = r_.drafts[total].kind;
      d.trigger = r_.drafts[total].trigger;
      d.rule = "parenthesis";
      return true;
    }
    // "20 were killed, 5 of them children"
    if (!c.self && c.last < last_ && mark(c.number_last < last_ ? c.number_last : c.last).Has(kPart) && !g.blocked && total != kNone) {
      d.part_of = total;
      d.kind = r_.drafts[total].kind;
      d.trigger = r_.drafts[total].trigger;
      const uint32_t next = mark(c.number_last).last;
      if (next < last_ && mark(next).Has(kAnyPerson)) {
        Narrow(c, mark(next).category, mark(next).category_weak);
        c.last = mark(next).last;
      }
      d.rule = "part_after";
      return true;
    }
    return false;
  }

  void SetPart(const Chunk& c, Draft& d) {
    const Index total = LastTotal();
    if (total == kNone) return;
    if (EndingAt(c.bound_first, kPart) != kNone || Between(r_.drafts[total].chunk.last, c.bound_first).paren_open) {
      if (r_.drafts[total].kind == d.kind || r_.drafts[total].kind == FigureKind::kCasualties) d.part_of = total;
    }
  }

  bool AfterTail(const Chunk& c, Draft& d) const {
    int words = 0;
    for (uint32_t i = c.last; i < last_ && words <= kTailReach; ++i) {
      if (r_.token(i).kind == text::TokenKind::kPunct && !r_.IsQuote(i)) return false;
      if (mark(i).Has(kTail) && mark(i).verb_kind != FigureKind::kStrength) {
        d.kind = mark(i).verb_kind;
        d.trigger = i;
        d.rule = "tail";
        return c.person || d.kind == FigureKind::kMissing;
      }
      if (mark(i).Has(kAnyTrigger | kBreak) || IsChunkStart(i)) return false;
      ++words;
    }
    return false;
  }

  bool IsChunkStart(uint32_t i) const {
    for (const Chunk& c : r_.chunks) {
      if (c.first == i) return !Passive(c);
    }
    return false;
  }

  const Trigger* TriggerEnding(uint32_t i) const {
    for (const Trigger& t : r_.triggers) {
      if (i >= t.first && i < t.last) return &t;
    }
    return nullptr;
  }

  // The nearest happening before the number.
  bool BeforeTrigger(const Chunk& c, Draft& d, int reach) const {
    int words = 0;
    uint32_t i = c.bound_first;
    bool preposition = false;
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
      for (const Chunk& other : r_.chunks) {
        if (other.first < c.first && i >= other.first && i < other.last && !Passive(other)) return false;
      }
      const Mark& m = mark(i);
      if (m.Has(kThat | kBreak) || (m.Has(kSpeech) && (c.self || c.single))) return false;
      if (m.Has(kRelative) && words > 6) return false;
      if (words == 0 && m.Has(kPreposition) && m.value == 0) preposition = true;
      if (m.Has(kFiller) || m.Has(kWaw) || m.Has(kOf)) continue;
      if (r_.token(i).fold_size <= 2 && r_.words.words[i].senses.empty()) continue;
      if (++words > reach) return false;
    }
    return false;
  }

  bool Governs(const Trigger& g, const Chunk& c, Draft& d, int words, int reach, bool preposition) const {
    const int own = g.weak ? kWeakReach : g.noun ? kNounReach : kVerbReach;
    if (words > own || words > reach) return false;
    if ((c.self || c.single) && words > (g.noun ? 1 : kStrictReach)) return false;
    if (preposition && !c.person) return false;
    if (preposition && (g.weak || (words > 0 && g.noun))) return false;
    if (g.weak && (!c.person || c.single || (c.modality == Modality::kVague && mark(c.first).Has(kVague)))) return false;
    if (!c.person && !c.other && words > kBareReach) return false;
    if (c.self && c.modality != Modality::kVague && g.weak && !c.other) return false;
    if (c.self && c.single && !Harm(g.kind) && !g.noun) return false;
    if (c.self && c.other && words > 0) return false;  // after another noun it is that noun's adjective
    if (c.unknown && (g.weak || words > 0 || !(g.kind == FigureKind::kKilled || g.kind == FigureKind::kInjured))) return false;
    if (c.ambiguous_dual && (words > 0 || !Harm(g.kind))) return false;
    d.kind = g.kind;
    if (c.weak_kind && g.kind == FigureKind::kStrength) d.kind = c.kind;
    d.trigger = g.first;
    d.gap = static_cast<uint8_t>(words);
    d.rule = g.noun ? "noun_before" : "verb_before";
    return true;
  }

  static bool Harm(FigureKind k) {
    return k == FigureKind::kKilled || k == FigureKind::kInjured || k == FigureKind::kArrested || k == FigureKind::kAbducted;
  }

  // A verb after the number that agrees with several people, or a verbal noun that carries them as its pronoun.
  bool AfterVerb(size_t k, Draft& d) const {
    const Chunk& c = d.chunk;
    if ((c.self && c.definite) || c.ordinal) return false;
    int words = 0;
    int depth = 0;
    for (uint32_t i = c.last; i < last_ && words <= kAfterReach; ++i) {
      const text::Token& t = r_.token(i);
      if (t.kind == text::TokenKind::kPunct) {
        if (t.sign == '(') ++depth;
        if (t.sign == ')') depth -= depth > 0;
        if (depth == 0 && (t.sign == ';' || t.sign == ':' || t.sign == '.' || t.sign == '!' || t.sign == '?')) return false;
        continue;
      }
      if (depth > 0) continue;
      if (const Trigger* g = TriggerEnding(i); g != nullptr) {
        if (g->noun && !g->pronoun) return false;
        if (g->weak && !g->many && words > 0) {
          ++words;
          continue;
        }
        if (!g->noun && !(g->many || words == 0 || (c.single && words <= 3))) return false;
        if (g->weak && g->kind != FigureKind::kKilled && g->kind != FigureKind::kMissing && g->kind != FigureKind::kSurrendered) return false;
        if (g->noun && !c.person) return false;
        if (!g->noun && Active(*g, c)) return false;
        if (g->noun && c.single && EndingAt(c.bound_first, kVerbWeak) == kNone) return false;
        if (!g->noun && (mark(i).clitics & text::kAnd) != 0) return false;
        if (g->weak && !(c.person && !c.single)) return false;
        if (!g->noun && ChunkSoonAfter(g->last, k)) return false;
        if (!c.person && !c.other && words > kBareReach) return false;
        d.kind = g->kind;
        d.trigger = g->first;
        d.gap = static_cast<uint8_t>(words);
        d.rule = g->noun ? "noun_after" : "verb_after";
        return true;
      }
      for (size_t o = k + 1; o < r_.chunks.size(); ++o) {
        const Chunk& other = r_.chunks[o];
        if (i == other.first && !Passive(other)) {
          const Gap gap = Between(c.last, other.bound_first);
          const bool of_these = EndingAt(other.bound_first, kOf | kBetween) != kNone;  // "two others of the five wounded"
          if (!(gap.joined && gap.words <= 1) && !other.kin && !of_these) return false;
          i = other.last - 1;
          break;
        }
      }
      const Mark& m = mark(i);
      if (m.Has(kThat) || (c.single && m.Has(kRelative))) return false;
      if (m.Has(kBreak) && words > 0) return false;
      ++words;
    }
    return false;
  }

  // The people before the verb do it rather than suffer it: an object follows, or one man "kills" in the present tense.
  bool Active(const Trigger& g, const Chunk& c) const {
    if (c.self && !g.noun) {
      const std::string_view verb = r_.words.text->Word(g.first);
      if (static_cast<unsigned char>(verb[0]) == text::kYeh || static_cast<unsigned char>(verb[0]) == text::kTeh) return true;
    }
    uint32_t i = g.last;
    while (i < last_ && r_.IsQuote(i)) ++i;
    if (i >= last_ || !r_.IsWord(i) || !Harm(g.kind)) return false;
    const Mark& m = mark(i);
    if (m.Has(kTime | kPreposition | kFiller)) return false;
    for (const TimeExpr& t : r_.out.times) {
      if (t.first == i) return false;
    }
    const std::string_view w = r_.words.text->Word(i);
    const bool article = w.size() > 3 && static_cast<unsigned char>(w[0]) == text::kAlef && static_cast<unsigned char>(w[1]) == text::kLam;
    return article || (m.Has(kAnyPerson | kKin) && (m.clitics & (text::kAnd | text::kWith | text::kFor)) == 0);
  }

  bool ChunkSoonAfter(uint32_t i, size_t k) const {
    for (size_t o = k + 1; o < r_.chunks.size(); ++o) {
      const Chunk& c = r_.chunks[o];
      if (c.first >= i && !Passive(c)) {
        const Gap g = Between(i, c.bound_first);
        return g.words <= 1 && !g.blocked && !c.kin;
      }
    }
    return false;
  }

  // The kind of the number before is handed on.
  bool Coordinated(const Chunk& c, Draft& d, int reach) const {
    const Index p = LastDraft();
    if (p == kNone) return false;
    const Draft& before = r_.drafts[p];
    if (before.rule == "part_before") return false;
    const Gap g = Between(before.chunk.last, c.bound_first);
    if (!g.joined || g.blocked || g.words > reach) return false;
    if (!c.person && (g.words > 0 || !g.waw)) return false;
    if (c.bare && !c.other && before.part_of == kNone && g.words > 0) return false;
    d.kind = before.kind;
    d.trigger = before.trigger;
    d.part_of = g.paren_close && before.rule == "parenthesis" ? kNone : before.part_of;
    d.rule = "coordination";
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

  bool TollNumber(const Chunk& c, Draft& d) const {
    if (!toll_ || c.first < toll_at_) return false;
    bool leads = LedTo(c);
    leads |= c.bound_first == toll_at_ || EndingAt(c.bound_first, kOf) != kNone;
    if (!leads) return false;
    d.kind = toll_kind_;
    d.rule = "toll";
    return true;
  }

  Reading& r_;
  uint32_t sentence_, first_, last_;
  Index begin_draft_;
  bool toll_ = false;
  FigureKind toll_kind_ = FigureKind::kKilled;
  uint32_t toll_at_ = 0;
  uint32_t growth_ = kNone;
};

}  // namespace

void Assemble(Reading& r, uint32_t sentence) {
  if (r.chunks.empty()) return;
  Assembler(r, sentence).Run();
}

}  // namespace tawatur::extract::figures
