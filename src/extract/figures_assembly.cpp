// Fourth step of figures: gives each chunk its kind and its total, from the nearest words that govern it. Entry point: Assemble().
#include <algorithm>

#include "extract/figures.h"

namespace tawatur::extract::figures {
namespace {

// How far a governing word may stand from its number, in words that are neither bound words nor quotes.
constexpr int kNounReach = 5, kVerbReach = 12, kWeakReach = 4, kAfterReach = 14, kTailReach = 5, kLooseCoordination = 6;
constexpr int kBareReach = 3;  // of a number with no noun at it

struct Gap {
  int words = 0;
  bool blocked = false;      // a clause begins, or something else happens, in between
  bool joined = false;       // a conjunction or a comma stands right before the end
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
    pending_.clear();
    for (size_t k = 0; k < r_.chunks.size(); ++k) Place(k);
    // "among them 3 of its men ... 7 wounded": parts that stand before their total.
    for (Index d : pending_) {
      Index total = kNone;
      for (Index t = begin_draft_; t < r_.drafts.size(); ++t) {
        if (t > d && r_.drafts[t].part_of == kNone && !IsPending(t)) {
          total = t;
          break;
        }
      }
      if (total == kNone) {
        r_.drafts[d].dropped = true;
        continue;
      }
      r_.drafts[d].part_of = total;
      r_.drafts[d].kind = r_.drafts[total].kind;
    }
  }

 private:
  const Mark& mark(uint32_t i) const { return r_.marks[i]; }
  bool IsPending(Index d) const { return std::find(pending_.begin(), pending_.end(), d) != pending_.end(); }

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
        g.joined = true;
        continue;
      }
      g.joined = false;
      if (m.Has(kAnyTrigger) || m.Has(kBreak | kThat | kRelative)) g.blocked = true;
      if (m.Has(kFiller)) {
        i = std::min(m.last, to) - 1;
        continue;
      }
      ++g.words;
    }
    if (depth > 0) g.paren_open = true;
    if (to < last_ && (mark(to).clitics & text::kAnd) != 0) g.joined = true;
    if (to < last_ && r_.IsWord(to) && (r_.words.words[to].cut.clitics & text::kAnd) != 0) g.joined = true;
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
    if (c.kin) {
      Kin(c);
      return;
    }
    if (Passive(c)) return;
    Draft d;
    d.chunk = c;
    d.sentence = sentence_;
    if (!Kind(k, d)) return;
    Emit(d);
  }

  void Emit(Draft d) {
    d.cumulative = growth_ != kNone && growth_ < d.chunk.first;
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
  void Kin(const Chunk& c) {
    const Index p = LastDraft();
    if (p == kNone || !(mark(c.first).clitics & text::kPronoun)) return;
    const Chunk& before = r_.drafts[p].chunk;
    if (!(before.self || before.single)) return;
    const Gap g = Between(before.last, c.bound_first);
    if (!g.joined || g.words > 0 || g.blocked) return;
    Draft d;
    d.chunk = c;
    d.sentence = sentence_;
    d.kind = r_.drafts[p].kind;
    d.part_of = r_.drafts[p].part_of;
    d.trigger = r_.drafts[p].trigger;
    d.rule = "kin";
    r_.drafts.push_back(d);
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
    const bool strict = c.self || c.single;  // counts itself: only right beside its governor
    if (BeforeTrigger(c, d, strict ? 1 : kBareReach)) {
      Inherit(d);
      return true;
    }
    if (Coordinated(c, d, 0)) return true;
    if (AfterVerb(k, d)) return true;
    if (!strict && BeforeTrigger(c, d, kVerbReach)) {
      Inherit(d);
      return true;
    }
    if (!strict && Coordinated(c, d, kLooseCoordination)) return true;
    if (!c.self && TollNumber(c, d)) return true;
    if (c.victim && !c.self) {
      d.kind = FigureKind::kKilled;
      d.rule = "victims";
      return true;
    }
    if (c.weak_kind && !c.self && c.kind != FigureKind::kAffected) {
      d.kind = c.kind;
      d.rule = "own_weak_noun";
      return true;
    }
    return false;
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
        if (k + 1 >= r_.chunks.size()) return false;
        d.rule = "part_before";
        pending_.push_back(static_cast<Index>(r_.drafts.size()));
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
    if (total != kNone && g.paren_open && !g.blocked && g.words <= 2) {
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
      if (mark(i).Has(kTail)) {
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
      if (m.Has(kThat | kBreak)) return false;
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
    if (preposition && !c.person) return false;
    if (preposition && words > 0 && g.noun) return false;
    if (g.weak && !(c.person && !c.single)) return false;
    if (!c.person && !c.other && words > kBareReach) return false;
    if (c.self && c.modality != Modality::kVague && g.weak && !c.other) return false;
    d.kind = g.kind;
    if (c.weak_kind && g.kind == FigureKind::kStrength) d.kind = c.kind;
    d.trigger = g.first;
    d.gap = static_cast<uint8_t>(words);
    d.rule = g.noun ? "noun_before" : "verb_before";
    return true;
  }

  // A verb after the number that agrees with several people, or a verbal noun that carries them as its pronoun.
  bool AfterVerb(size_t k, Draft& d) const {
    const Chunk& c = d.chunk;
    if (c.self && c.definite) return false;
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
        if (!g->noun && !(g->many || (c.single && words <= 3))) return false;
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
          if (!(gap.joined && gap.words <= 1) && !other.kin) return false;
          i = other.last - 1;
          break;
        }
      }
      const Mark& m = mark(i);
      if (m.Has(kThat)) return false;
      if (m.Has(kBreak) && words > 0) return false;
      ++words;
    }
    return false;
  }

  bool ChunkSoonAfter(uint32_t i, size_t k) const {
    for (size_t o = k + 1; o < r_.chunks.size(); ++o) {
      const Chunk& c = r_.chunks[o];
      if (c.first >= i && !Passive(c)) return Between(i, c.bound_first).words <= 1 && !c.kin;
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
    if (g.words > 0 && !c.person) return false;
    if (c.bare && !c.other && before.part_of == kNone && g.words > 0) return false;
    d.kind = before.kind;
    d.trigger = before.trigger;
    d.part_of = g.paren_close && before.rule == "parenthesis" ? kNone : before.part_of;
    d.rule = "coordination";
    if (c.other || c.bare) d.inherits = p;
    return true;
  }

  bool TollNumber(const Chunk& c, Draft& d) const {
    if (!toll_ || c.first < toll_at_) return false;
    const uint32_t from = c.bound_first > first_ + 3 ? c.bound_first - 3 : first_;
    bool leads = false;
    for (uint32_t i = from; i < c.bound_first; ++i) {
      const Mark& m = mark(i);
      leads |= (m.Has(kPreposition) && m.value == 1) || m.Has(kTollVerb | kCumulative);
    }
    leads |= c.bound_first == toll_at_ || EndingAt(c.bound_first, kOf) != kNone;
    if (!leads) return false;
    d.kind = toll_kind_;
    d.rule = "toll";
    return true;
  }

  Reading& r_;
  uint32_t sentence_, first_, last_;
  Index begin_draft_;
  std::vector<Index> pending_;
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
