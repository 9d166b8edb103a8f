// Second step of figures: numbers with the people they count, and nouns that count themselves. Entry point:
// FindChunks().
#include <algorithm>
#include <cmath>

#include "extract/figures_heads.h"

namespace tawatur::extract::figures {
namespace {

using lexicon::Number;

class Chunker : private HeadReader {
 public:
  Chunker(Reading& r, const text::Sentence& s) : HeadReader(r, s) {}

  // From one token that may begin a chunk to the next, be it a number or a word.
  void Run() {
    r_.chunks.clear();
    size_t number = r_.next_number;
    const uint32_t* word = r_.counting.data();
    const auto& numbers = r_.out.numbers;
    for (uint32_t i = first_;;) {
      while (number < numbers.size() && (numbers[number].first < i || (numbers[number].last > last_ && numbers[number].first < last_))) ++number;
      while (*word < i) ++word;
      const uint32_t begins = number < numbers.size() ? numbers[number].first : last_;
      const uint32_t at = *word;
      if (begins < last_ && begins <= at) {
        i = std::max(Counted(number), numbers[number].last);
        ++number;
        continue;
      }
      if (at == last_) break;
      i = at + 1;
      const Mark& m = r_.marks[at];
      if (!m.Has(kAnyVerb | kCounts) || Says(at)) continue;
      if (m.Has(kAnyVerb) && m.last > i) {
        i = m.last;  // "fell its victim": the nouns of an idiom count nobody
      } else if (m.Has(kCounts)) {
        i = std::max(Uncounted(at), i);
      }
    }
    r_.next_number = number;
    for (const Chunk& c : r_.chunks) {
      if (Passive(c)) continue;
      r_.standing.Add(Standing::kChunkFirst, c.first);
      r_.standing.Add(Standing::kInChunk, c.first, c.last);
    }
  }

 private:
  // "mudifan anna" (adding that), spelled like "a steward".
  bool Says(uint32_t i) const {
    return i + 1 < last_ && mark(i + 1).Has(kThat) && mark(i).Has(kPersonNoun) &&
           (r_.words.Is(i, lexicon::Tag::kSayActive) || r_.words.Is(i, lexicon::Tag::kSayActiveThat));
  }

  // First token of what stands before a number and belongs to it: bound words, fillers, a lone article or conjunction.
  uint32_t BoundFirst(uint32_t first, const NumberExpr* e) const {
    uint32_t b = first;
    if (e != nullptr && !e->bound.Empty() && e->bound.begin < e->span.begin) {
      while (b > first_ && r_.token(b - 1).end > e->bound.begin) --b;
    }
    for (int steps = 0; b > first_ && steps < 4; ++steps) {
      const uint32_t p = b - 1;
      if (!r_.chunks.empty() && p < r_.chunks.back().last) break;  // a word of those before
      if (r_.IsQuote(p) || (r_.IsWord(p) && r_.token(p).fold_size <= 2 && r_.words.words[p].senses.empty() &&
          !mark(p).Has(kWaw))) {
        b = p;
        continue;
      }
      break;
    }
    return b;
  }

  // A number expression; returns where to read on.
  uint32_t Counted(size_t index) {
    const NumberExpr& e = r_.out.numbers[index];
    if (e.kind == NumberKind::kPercent || e.kind == NumberKind::kFraction) return e.last;
    if (e.counts_nothing && e.kind != NumberKind::kOrdinal) return e.last;
    if (!e.unit.empty() || Lettered(e.last)) return e.last;
    if (e.first > first_ && mark(e.first - 1).Has(kFiller) && (mark(e.first - 1).clitics & text::kFor) != 0) return e.last;  // "to every million inhabitants"
    Chunk c;
    c.first = e.first;
    c.number_last = c.last = e.last;
    c.number = e.span;
    c.modality = e.modality;
    c.bound_first = BoundFirst(e.first, &e);
    // "two dead at least and five wounded": the bound is of those before
    const bool used = e.modality == Modality::kAtLeast && !r_.chunks.empty() && r_.chunks.back().self && r_.chunks.back().last > c.bound_first;
    if (used) c.bound_first = r_.chunks.back().last;
    if (e.kind == NumberKind::kOrdinal) {
      // "and a third was wounded": counts one, only where a happening stands before it.
      const uint32_t next = SkipQuotes(e.last);
      if ((mark(e.first).clitics & text::kArticle) != 0 ||
          r_.words.words[e.first].cut.clitics & text::kArticle) return e.last;
      if (next < last_ && r_.IsWord(next) && !mark(next).Has(kPreposition | kAnyVerb | kOf | kClose) && !Led(next)) return e.last;
      c.low = c.high = 1;
      c.single = c.other = c.ordinal = true;
      r_.chunks.push_back(c);
      return e.last;
    }
    if (e.vague) {
      c.modality = Modality::kVague;
      c.vague = e.span;
    } else if (!Bounds(e, c)) {
      return e.last;
    } else if (used) {
      c.high = c.low;
      c.modality = Modality::kExact;
    }
    if (c.low == 2 && (c.high == 2 || !c.high) && !r_.chunks.empty()) {
      // "two advisers two": the dual noun before is its head.
      Chunk& dual = r_.chunks.back();
      if (dual.self && dual.low == 2 && dual.last == e.first) {
        dual.number = e.span;
        dual.high = c.high;
        dual.modality = c.modality;
        dual.self = dual.ambiguous_dual = false;
        dual.last = dual.number_last = e.last;
        Modifiers(dual, e.last);
        return dual.last;
      }
    }
    if (c.low == 1 && !e.vague && e.span.begin < e.span.end && !r_.chunks.empty()) {
      // "a protester one at least": the number only stresses its noun
      Chunk& one = r_.chunks.back();
      if (one.self && one.single && one.last == e.first && !one.definite) {
        one.high = c.high;
        one.modality = c.modality;
        one.last = one.number_last = e.last;
        return e.last;
      }
    }
    if (e.vague && r_.words.words[e.first].cut.article && e.last < last_ && mark(e.last).Has(kPersonNoun) && mark(e.last).number == Number::kSingular) {
      c.bare = true;  // "the hundreds buried a youth": nobody of theirs
    } else {
      Head(c, e.last, true);
    }
    if (c.last == e.last && !c.bare && !c.person && !c.unknown) return e.last;  // it counts something else
    if (c.bare || c.unknown) Postposed(c);
    if (c.bare && c.low == 1 && c.high == 1 && !LoneOne(c)) return e.last;
    r_.chunks.push_back(c);
    return c.last;
  }

  // "the five wounded", in Arabic "the wounded the five": the noun stands before its number.
  void Postposed(Chunk& c) {
    if (r_.chunks.empty()) return;
    const Chunk& noun = r_.chunks.back();
    const bool several = noun.modality == Modality::kVague || (noun.ambiguous_dual && noun.definite);  // "the three soldiers" may be a dual too
    if (!noun.self || noun.last != c.bound_first || !several || noun.other) return;
    c.has_kind = noun.has_kind;
    c.weak_kind = noun.weak_kind;
    c.victim = noun.victim;
    c.kind = noun.kind;
    c.category = noun.category;
    c.category_weak = noun.category_weak;
    if (c.affiliation == kNone) c.affiliation = noun.affiliation;
    c.person = true;
    c.bare = c.unknown = false;
    c.bound_first = noun.bound_first;
    r_.chunks.pop_back();
  }

  // A bare "one" is mostly an adjective ("of one family"): it counts only right after a happening or a conjunction.
  bool LoneOne(const Chunk& c) const {
    return c.first > first_ && (mark(c.first - 1).Has(kAnyTrigger | kPart | kWaw) || Joined(c.first));
  }

  // "645 - 688 m": years of an era, or metres.
  bool Lettered(uint32_t i) const {
    if (i >= last_ || !r_.IsWord(i) || r_.token(i).fold_size != 1) return false;
    const auto c = static_cast<unsigned char>(r_.words.text->Word(i)[0]);
    return c == text::kMeem || c == text::kHeh;
  }

  static bool Whole(double v) { return v >= 0 && v < 9e15 && std::floor(v) == v; }

  static bool Bounds(const NumberExpr& e, Chunk& c) {
    if (e.kind == NumberKind::kRange || e.modality == Modality::kBetween) {
      if (!e.low || !e.high || !Whole(*e.low) || !Whole(*e.high)) return false;
      c.low = static_cast<int64_t>(*e.low);
      c.high = static_cast<int64_t>(*e.high);
      c.modality = Modality::kBetween;
      return true;
    }
    const std::optional<double> v = e.value ? e.value : (e.low ? e.low : e.high);
    if (!v || !Whole(*v) || *v == 0) return false;
    const auto n = static_cast<int64_t>(*v);
    switch (e.modality) {
      case Modality::kAtLeast: case Modality::kMoreThan: c.low = n; break;
      case Modality::kLessThan: case Modality::kUpTo: c.high = n; break;
      default: c.low = c.high = n;
    }
    return true;
  }

  // A noun that counts itself, a vague word, "one of the ...", "another", kin.
  uint32_t Uncounted(uint32_t i) {
    const Mark& m = mark(i);
    Chunk c;
    c.first = i;
    c.number_last = c.last = m.last;
    c.bound_first = BoundFirst(i, nullptr);
    c.number = r_.words.Base(i);
    if (m.Has(kShare)) {
      c.share = true;
      c.modality = Modality::kVague;
      c.vague = c.number;
      r_.chunks.push_back(c);
      return c.last;
    }
    if (m.Has(kVague)) {
      if (i > first_ && mark(i - 1).last > i) return m.last;  // "the greatest number of"
      if ((m.clitics & text::kArticle) != 0) return m.last;  // "this number of"
      c.modality = Modality::kVague;
      Head(c, m.last, false);
      if (!c.person) return m.last;
      c.vague = c.number;
      r_.chunks.push_back(c);
      return c.last;
    }
    if (m.Has(kOne)) {
      const uint32_t j = SkipQuotes(m.last);
      if ((m.clitics & text::kPronoun) != 0 || m.value == 1) return OneOfThem(c, j);
      if (j >= last_) return m.last;
      c.low = c.high = 1;
      c.single = true;
      if (IsNumber(j) && r_.words.words[j].cut.article) {  // "one of the three": the number counts nobody anew
        c.last = j + 1;
        if (j + 1 < last_ && r_.IsWord(j + 1) && mark(j + 1).Has(kAnyPerson)) return c.last;
        c.person = true;
        r_.chunks.push_back(c);
        return c.last;
      }
      Head(c, j, false);
      if (!c.person) return m.last;
      r_.chunks.push_back(c);
      return c.last;
    }
    if (m.Has(kOther) && !m.Has(kAnyPerson)) {
      c.other = true;
      c.self = true;
      if (m.value == 3) {
        c.modality = Modality::kVague;
        c.vague = c.number;
      } else {
        c.low = c.high = m.value;
        c.single = m.value == 1;
      }
      Modifiers(c, m.last);
      r_.chunks.push_back(c);
      return c.last;
    }
    if (m.Has(kKin)) {
      const bool dual = m.number == Number::kDual || DualBeforePronoun(i);
      c.low = c.high = dual ? 2 : 1;
      c.kin = c.self = c.single = true;
      // An aunt and "his uncle" are written alike: ...-h without a cut pronoun.
      const std::string_view w = r_.words.text->Word(i);
      const bool construct = i + 1 < last_ && r_.IsWord(i + 1) && r_.words.words[i + 1].cut.article;  // "the mother of the student"
      const bool either = (m.clitics & text::kPronoun) == 0 && static_cast<unsigned char>(w.back()) == text::kHeh && !construct;
      if (!either) Narrow(c, m.category, m.category_weak);
      r_.chunks.push_back(c);
      return c.last;
    }
    if ((m.clitics & text::kPronoun) != 0 && m.Has(kPersonNoun) && m.number != Number::kPlural &&
        m.number != Number::kNone) {
      const bool one = m.number == Number::kSingular && !DualBeforePronoun(i);
      c.low = c.high = one ? 1 : 2;
      c.kin = c.self = true;
      c.single = one;
      c.person = true;
      Narrow(c, m.category, m.category_weak);
      r_.chunks.push_back(c);
      return c.last;
    }
    if (InSource(i) || Any(i)) return m.last;
    if ((m.clitics & text::kLike) != 0) return m.last;  // "as a refugee": what he is like counts nobody
    // "a suicide bombing": written like the bomber
    if (i > first_ && m.Has(kPersonNoun) && m.number == Number::kSingular && m.clitics == 0 && !mark(i - 1).Has(kAnyTrigger) &&
        r_.words.Is(i - 1, lexicon::Tag::kEvent) && !r_.words.Is(i - 1, lexicon::Tag::kEventVerb) &&
        static_cast<unsigned char>(r_.words.text->Word(i).back()) == text::kYeh) return m.last;
    c.self = true;
    c.definite = (m.clitics & text::kArticle) != 0;
    Number number = m.number;
    if (m.Has(kNationality) && !m.Has(kAnyPerson | kKindStrong | kVictim)) {
      // "a Palestinian was killed": a nationality alone stands for a person only where it can be nothing else's
      // adjective.
      const bool fellow = i > first_ && Joined(i) && m.number != Number::kPlural && m.number != Number::kNone && !r_.chunks.empty() && r_.chunks.back().last == i &&
          r_.chunks.back().affiliation != kNone && mark(i - 1).Has(kNationality) && mark(i - 1).number != Number::kSingular;  // "5 Yemenis and two Indians"
      if (c.definite || i == first_ || (!mark(i - 1).Has(kAnyVerb | kAnyNoun) && !fellow)) return m.last;
      c.person = true;
      uint32_t end = i;
      const Index mention = OrganisationAt(i, &end);
      if (mention != kNone && !r_.out.mentions[mention].adjective) return m.last;  // "i'tiqal turkiya": the state, not a Turk
      if (mention != kNone) c.affiliation = mention;
      if (fellow && number == Number::kDualOrPlural) number = Number::kDual;  // more than two would have their number
    } else {
      TakeNoun(c, i);
    }
    Modifiers(c, c.last);
    switch (number) {
      case Number::kSingular:
        c.single = true;
        c.low = c.high = 1;
        break;
      case Number::kDual:
        c.low = c.high = 2;
        break;
      case Number::kDualOrPlural:
        if (EndsInYeh(i)) {  // a construct plural far more often than a dual
          c.modality = Modality::kVague;
          c.vague = c.number;
          break;
        }
        if (c.last < last_ && r_.IsWord(c.last) && mark(c.last).Has(kVague) && !Joined(c.last)) {  // "several civilians", told behind them
          c.last = mark(c.last).last;
          c.modality = Modality::kVague;
          c.vague = c.number;
          break;
        }
        c.ambiguous_dual = true;
        c.low = c.high = 2;
        break;
      default:
        c.modality = Modality::kVague;  // a bare plural
        c.vague = c.number;
    }
    if (c.low && c.last < last_ && mark(c.last).Has(kFiller) && mark(c.last).value == 1) {  // "a soldier at least"
      c.high = std::nullopt;
      c.modality = Modality::kAtLeast;
      c.last = mark(c.last).last;
    }
    r_.chunks.push_back(c);
    return c.last;
  }

  // "one of them an officer", "the death of one of them".
  uint32_t OneOfThem(Chunk& c, uint32_t j) {
    c.low = c.high = 1;
    c.single = c.one_of = c.person = true;
    const uint32_t last = c.last;
    if (j < last_ && mark(j).Has(kPersonNoun) && mark(j).number == Number::kSingular && mark(j).clitics == 0) {
      TakeNoun(c, j);
      c.number.end = r_.token(c.last - 1).end;
    } else if (c.first == first_ || !mark(c.first - 1).Has(kAnyNoun | kPassive) ||
               (mark(c.first - 1).Has(kAnyVerb) && j < last_ && mark(j).Has(kAnyPerson | kOther | kKin))) {  // "one killed another"
      return last;
    }
    r_.chunks.push_back(c);
    return c.last;
  }

  // "the family of any person whom they killed": nobody is said to have been.
  bool Any(uint32_t i) const {
    if (i == first_ || !r_.IsWord(i - 1)) return false;
    const std::string_view w = r_.words.text->Word(i - 1);
    return w.size() == 2 && static_cast<unsigned char>(w[0]) == text::kAlef && static_cast<unsigned char>(w[1]) == text::kYeh;
  }

  // "a military source": the words of a source without a name count nobody.
  bool InSource(uint32_t i) const {
    if (!r_.standing.Has(Standing::kInSource, i)) return false;
    const auto& all = r_.out.mentions;
    auto m = std::lower_bound(all.begin(), all.end(), i, [](const Mention& x, uint32_t at) { return x.first < at; });
    for (int steps = 0; steps < 2 && m != all.begin(); ++steps) {
      --m;
      if (m->anonymous && m->rule == "source" && i < m->last) return true;
    }
    return false;
  }

  // "her two children": the alef before the pronoun is a dual's ("tiflaha"), unless the feminine ending of one stands there.
  bool DualBeforePronoun(uint32_t i) const {
    const std::string_view w = r_.words.text->Word(i);
    const uint8_t back = r_.words.words[i].cut.back;
    return back > 0 && w.size() > back + 3u && static_cast<unsigned char>(w[w.size() - back - 1]) == text::kAlef;
  }

  bool EndsInYeh(uint32_t i) const {
    const std::string_view w = r_.words.text->Word(i);
    return !w.empty() && static_cast<unsigned char>(w.back()) == text::kYeh;
  }
};

}  // namespace

void FindChunks(Reading& r, const text::Sentence& s) { Chunker(r, s).Run(); }

}  // namespace tawatur::extract::figures
