// Fourth step of figures: gives each chunk its kind and its total, from the nearest words that govern it. Entry
// point: Assemble().
#include <algorithm>

#include "extract/figures_governor.h"

namespace tawatur::extract::figures {
namespace {

class Assembler : private Governor {
 public:
  Assembler(Reading& r, uint32_t sentence) : Governor(r, sentence), begin_draft_(static_cast<Index>(r.drafts.size())) {}

  void Run() {
    FindToll();
    for (size_t k = 0; k < r_.chunks.size(); ++k) Place(k);
    Settle();
  }

 private:
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

  // "the toll of the dead rose to", "the number of the wounded is": the kind waits for a number.
  void FindToll() {
    toll_ = false;
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
      if (!c.self || !(c.has_kind || c.victim || c.weak_kind) || !several) continue;
      const uint32_t from = c.first > first_ + 4 ? c.first - 4 : first_;
      for (uint32_t i = from; i < c.first; ++i) {
        if (!mark(i).Has(kToll | kGrowth)) continue;
        toll_ = true;
        toll_kind_ = c.victim ? FigureKind::kKilled : c.kind;
        toll_category_ = c.category;
        toll_at_ = c.last;
        return;
      }
    }
  }

  void Place(size_t k) {
    Chunk& c = r_.chunks[k];
    if (c.kin && Kin(c)) return;
    if (c.kin && !Construct(c) && LastDraft() == kNone && !KinAlone(c)) return;
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
    const bool noun_alone = c.self && !c.other;
    if (c.of_those && PartOf(k, d)) return true;
    if (c.has_kind && c.kind == FigureKind::kInjured && DiedOfIt(c, d)) return true;
    if (c.has_kind) {
      d.kind = c.kind;
      d.rule = "own_noun";
      if (c.single && c.self && EndingAt(c.bound_first, kCause) == kNone && !CoordinatedTightly(c, d)) return false;
      if (c.ambiguous_dual && EndingAt(c.bound_first, kCause | kAnyTrigger) == kNone &&
          !CoordinatedTightly(c, d)) return false;
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
    if (c.victim && !c.self) {
      d.kind = FigureKind::kKilled;
      d.rule = "victims";
      return true;
    }
    if (!c.self && OwnWeak(c, d)) return true;
    return !c.self && c.person && Present(c, d);
  }

  // "of them" as one word, rather than "among them".
  bool OfThem(uint32_t i) const {
    if (i >= last_ || !mark(i).Has(kPart) || !r_.IsWord(i)) return false;
    const std::string_view w = r_.words.text->Word(i);
    const auto at = [&](size_t k) { return k < w.size() ? static_cast<unsigned char>(w[k]) : 0; };
    return at(0) == text::kMeem && at(1) == text::kNoon && at(2) == text::kHeh;
  }

  // "6 of them ...", at the beginning of what is said of those told in the sentence before.
  bool OfThoseBefore(Draft& d) const {
    const Chunk& c = d.chunk;
    if (c.self || c.number_last >= last_ || !OfThem(c.number_last)) return false;
    for (size_t i = r_.drafts.size(); i-- > 0 && r_.drafts[i].sentence + 2 >= sentence_;) {
      const Draft& t = r_.drafts[i];
      if (t.part_of != kNone || t.dropped || (t.chunk.high && c.low && *t.chunk.high < *c.low)) continue;
      d.part_of = static_cast<Index>(i);
      d.kind = t.kind;
      d.rule = "part_after";
      return true;
    }
    return false;
  }

  // "the bodies of 8 civilians"
  static bool BodiesOf(const Chunk& bodies, const Chunk& c) {
    return bodies.self && bodies.has_kind && bodies.kind == FigureKind::kKilled && bodies.modality == Modality::kVague &&
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

  // "among the dead are two officers": those told before, by their noun. kNone when it does not stand right before.
  Index AmongThose(size_t k, const Chunk& c) const {
    if (c.of_those) return TotalOf(c.kind, c);
    if (k == 0) return kNone;
    const Chunk& those = r_.chunks[k - 1];
    if (!those.self || !those.definite || those.modality != Modality::kVague || !(those.has_kind || those.victim || those.weak_kind) ||
        those.last != c.bound_first || EndingAt(those.bound_first, kBetween | kOf) == kNone) return kNone;
    const Index total = TotalOf(those.victim ? FigureKind::kKilled : those.kind, c);
    return total == kNone && those.kind == FigureKind::kDetained ? TotalOf(FigureKind::kArrested, c) : total;
  }

  // "the migrants, among them 12 women": people counted before, named by the noun they were counted with.
  Index TotalNamed(uint32_t marker, const Chunk& part) const {
    uint32_t i = marker;
    while (i > first_ + 1 && r_.token(i - 1).kind == text::TokenKind::kPunct) --i;
    if (i == first_ || !mark(i - 1).Has(kAnyPerson) || (mark(i - 1).clitics & text::kArticle) == 0) return kNone;
    for (size_t k = r_.drafts.size(); k-- > 0 && r_.drafts[k].sentence + 2 >= sentence_;) {
      const Draft& t = r_.drafts[k];
      if (t.dropped || t.part_of != kNone || t.chunk.category != mark(i - 1).category || t.chunk.category == Category::kNone) continue;
      const bool smaller = t.chunk.high && part.low && *t.chunk.high < *part.low;
      return smaller ? kNone : static_cast<Index>(k);
    }
    return kNone;
  }

  // The last total of a kind, of this sentence or one of the two before, that is no smaller than its part.
  Index TotalOf(FigureKind kind, const Chunk& part) const {
    for (size_t i = r_.drafts.size(); i-- > 0 && r_.drafts[i].sentence + 2 >= sentence_;) {
      const Draft& t = r_.drafts[i];
      if (t.kind != kind || t.part_of != kNone || t.dropped) continue;
      const bool smaller = t.chunk.high && part.low && *t.chunk.high < *part.low;
      return smaller ? kNone : static_cast<Index>(i);
    }
    return kNone;
  }

  // Is it introduced as a part ("among them", "(", "5 of them")?
  bool PartOf(size_t k, Draft& d) {
    Chunk& c = d.chunk;
    if (const Index those = AmongThose(k, c); those != kNone) {
      d.rule = "part";
      d.part_of = those;
      d.kind = r_.drafts[those].kind;
      d.trigger = kNone;
      return true;
    }
    const Index total = LastTotal();
    const uint32_t marker = EndingAt(c.bound_first, kPart);
    if (marker != kNone && mark(marker).value == 1 && toll_ && toll_at_ == c.bound_first) return false;
    if (marker != kNone) {
      Index t = total;
      if (t == kNone && marker <= first_ + 2 && !r_.drafts.empty() && r_.drafts.back().sentence + 1 == sentence_) {
        t = static_cast<Index>(r_.drafts.size() - 1);
        if (r_.drafts[t].part_of != kNone) t = r_.drafts[t].part_of;
      }
      if (t == kNone) t = TotalNamed(marker, c);
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
      // "103 were brought in, of whom died 23"
      if (marker > first_ && mark(marker - 1).Has(kVerb) && marker - 1 > r_.drafts[t].chunk.last) {
        d.kind = mark(marker - 1).verb_kind;
        d.trigger = marker - 1;
      }
      return true;
    }
    const Index p = LastDraft();
    if (p == kNone) return OfThoseBefore(d);
    const Chunk& before = r_.drafts[p].chunk;
    const Gap g = Between(before.last, c.bound_first);
    if (total != kNone && g.paren_open && !g.blocked && g.words <= 5) {
      d.part_of = total;
      d.kind = r_.drafts[total].kind;
      d.trigger = r_.drafts[total].trigger;
      d.rule = "parenthesis";
      return true;
    }
    // "three civilians, two children and a woman"
    if (total == p && c.self && c.low && before.low && *before.low >= 3 && *before.low <= 10 && *c.low < *before.low && !before.self &&
        g.words == 0 && !g.joined && !g.blocked && before.person && c.category != before.category) {
      d.part_of = total;
      d.kind = r_.drafts[total].kind;
      d.trigger = r_.drafts[total].trigger;
      d.rule = "list";
      return true;
    }
    // "20 were killed, 5 of them children"
    const uint32_t of = c.number_last < last_ ? c.number_last : c.last;
    const bool of_them = OfThem(of);
    if (!c.self && c.last < last_ && mark(of).Has(kPart) && (of_them || !g.blocked) && total != kNone) {
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
        if (c.bare && d.kind == FigureKind::kDetained && LastDraft() != kNone) {  // "33 were freed, 200 are still held"
          d.inherits = LastDraft();
          return true;
        }
        return c.person || d.kind == FigureKind::kMissing;
      }
      if (mark(i).Has(kAnyTrigger | kBreak) || IsChunkStart(i)) return false;
      ++words;
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

  bool TollNumber(Chunk& c, Draft& d) const {
    if (!toll_ || c.first < toll_at_) return false;
    bool leads = LedTo(c);
    leads |= c.bound_first == toll_at_ || c.first == toll_at_ || EndingAt(c.bound_first, kOf) != kNone;
    if (!leads) return false;
    d.kind = toll_kind_;
    Narrow(c, toll_category_, true);
    d.rule = "toll";
    return true;
  }

  Index begin_draft_;
  bool toll_ = false;
  FigureKind toll_kind_ = FigureKind::kKilled;
  Category toll_category_ = Category::kNone;
  uint32_t toll_at_ = 0;
  uint32_t growth_ = kNone;
};

}  // namespace

void Assemble(Reading& r, uint32_t sentence) {
  if (r.chunks.empty()) return;
  Assembler(r, sentence).Run();
}

}  // namespace tawatur::extract::figures
