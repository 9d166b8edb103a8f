// Second step of figures: numbers with the people they count, and nouns that count themselves. Entry point: FindChunks().
#include <algorithm>
#include <cmath>

#include "extract/figures.h"

namespace tawatur::extract::figures {
namespace {

using lexicon::Number;

// How telling a category is: a child who is a civilian is counted as a child.
int Rank(Category c) {
  switch (c) {
    case Category::kNone: return 0;
    case Category::kForeigner: case Category::kMan: return 1;
    case Category::kCivilian: case Category::kWorker: return 2;
    default: return 3;
  }
}

class Chunker {
 public:
  Chunker(Reading& r, const text::Sentence& s) : r_(r), first_(s.first), last_(s.last) {}

  void Run() {
    r_.chunks.clear();
    size_t number = r_.next_number;
    const auto& numbers = r_.out.numbers;
    while (number < numbers.size() && numbers[number].first < first_) ++number;
    uint32_t i = first_;
    while (i < last_) {
      while (number < numbers.size() && numbers[number].first < i) ++number;
      if (number < numbers.size() && numbers[number].first == i && numbers[number].last <= last_) {
        const uint32_t next = Counted(number);
        i = std::max(next, numbers[number].last);
        ++number;
        continue;
      }
      const Mark& m = r_.marks[i];
      if (m.Has(kVague | kOne | kAnyPerson | kKindStrong | kVictim | kOther | kKin | kShare | kNationality)) {
        i = std::max(Uncounted(i), i + 1);
      } else {
        ++i;
      }
    }
    r_.next_number = number;
  }

 private:
  const Mark& mark(uint32_t i) const { return r_.marks[i]; }
  uint32_t SkipQuotes(uint32_t i) const {
    while (i < last_ && r_.IsQuote(i)) ++i;
    return i;
  }
  bool Joined(uint32_t i) const { return (mark(i).clitics & text::kAnd) != 0; }

  // First token of what stands before a number and belongs to it: bound words, fillers, a lone article or conjunction.
  uint32_t BoundFirst(uint32_t first, const NumberExpr* e) const {
    uint32_t b = first;
    if (e != nullptr && !e->bound.Empty() && e->bound.begin < e->span.begin) {
      while (b > first_ && r_.token(b - 1).end > e->bound.begin) --b;
    }
    for (int steps = 0; b > first_ && steps < 4; ++steps) {
      const uint32_t p = b - 1;
      if (r_.IsQuote(p) || (r_.IsWord(p) && r_.token(p).fold_size <= 2 && r_.words.words[p].senses.empty() && !mark(p).Has(kWaw))) {
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
    if (!e.unit.empty()) return e.last;
    Chunk c;
    c.first = e.first;
    c.number_last = c.last = e.last;
    c.number = e.span;
    c.modality = e.modality;
    c.bound_first = BoundFirst(e.first, &e);
    if (e.kind == NumberKind::kOrdinal) {
      // "and a third was wounded": counts one, only where a happening stands before it.
      const uint32_t next = SkipQuotes(e.last);
      if ((mark(e.first).clitics & text::kArticle) != 0 || r_.words.words[e.first].cut.clitics & text::kArticle) return e.last;
      if (next < last_ && r_.IsWord(next) && !mark(next).Has(kPreposition | kAnyVerb | kOf)) return e.last;
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
    }
    if (c.low == 2 && c.high == 2 && !r_.chunks.empty()) {
      // "two advisers two": the dual noun before is its head.
      Chunk& dual = r_.chunks.back();
      if (dual.self && dual.low == 2 && dual.last == e.first) {
        dual.number = e.span;
        dual.self = dual.ambiguous_dual = false;
        dual.last = dual.number_last = e.last;
        Modifiers(dual, e.last);
        return dual.last;
      }
    }
    Head(c, e.last, true);
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
    if (!noun.self || noun.last != c.bound_first || noun.modality != Modality::kVague || noun.other) return;
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

  // Reads the noun after a number, its modifiers and the body its people belong to.
  void Head(Chunk& c, uint32_t from, bool counted) {
    uint32_t j = SkipQuotes(from);
    for (int k = 0; k < 2 && j < last_ && mark(j).Has(kFiller) && !Joined(j); ++k) j = SkipQuotes(mark(j).last);
    if (j >= last_ || !r_.IsWord(j)) {
      c.bare = true;
      return;
    }
    const Mark& m = mark(j);
    if (m.Has(kThing) && !m.Has(kAnyPerson | kKindStrong)) return;
    if (m.Has(kAnyPerson | kKindStrong | kKindWeak | kVictim) && !Joined(j)) {
      TakeNoun(c, j);
      Modifiers(c, c.last);
      return;
    }
    if (m.Has(kFamily)) return;
    if (m.Has(kOther)) {
      c.other = true;
      c.last = m.last;
      c.bare = true;
      Modifiers(c, c.last);
      return;
    }
    if (m.Has(kNationality) && !Joined(j)) {
      c.person = true;
      c.last = j;
      if (EndsInAt(j)) Narrow(c, Category::kWoman, false);  // the feminine plural of a nationality
      Modifiers(c, j);
      return;
    }
    if (m.Has(kModifier | kGroup) && counted && !Joined(j)) {
      c.person = true;
      c.last = j;
      Modifiers(c, j);
      return;
    }
    if (m.Has(kOf)) {
      Modifiers(c, j);
      if (!c.person) c.bare = true;
      return;
    }
    if (m.Has(kBetween)) {
      Between(c, j);
      if (c.has_kind) return;
    }
    // A word of the language that is no noun: preposition, verb, particle. An unknown word may be any noun.
    c.bare = Joined(j) || m.Has(kPreposition | kAnyTrigger | kRelative | kBreak | kThat | kPart | kBetween | kFiller | kOr | kWaw | kStatus |
                                kBackground | kCaveat | kShare) ||
             (m.clitics & (text::kWith | text::kFor | text::kLike)) != 0 || m.Has(kWas | kHad | kSpeech) || Prefixed(j);
    c.unknown = !c.bare;
  }

  // An unlisted word with the preposition beh, or a conjunction, grown to it.
  bool Prefixed(uint32_t j) const {
    if (!r_.words.words[j].senses.empty()) return false;
    const std::string_view w = r_.words.text->Word(j);
    const auto a = w.empty() ? 0 : static_cast<unsigned char>(w[0]);
    return w.size() > 3 && (a == text::kBeh || a == text::kWaw);
  }

  void TakeNoun(Chunk& c, uint32_t j) {
    const Mark& m = mark(j);
    c.person = true;
    c.last = m.last;
    Narrow(c, m.category, m.category_weak);
    uint32_t end = j;
    if (const Index body = OrganisationAt(j, &end); body != kNone && c.affiliation == kNone && end == j + 1) c.affiliation = body;
    if ((m.clitics & text::kPronoun) != 0 && m.Has(kPersonNoun)) c.theirs = true;
    if (m.Has(kKindStrong)) {
      c.has_kind = true;
      c.kind = m.person_kind;
    } else if (m.Has(kVictim)) {
      c.victim = true;
    } else if (m.Has(kKindWeak)) {
      c.weak_kind = true;
      c.kind = m.person_kind;
    }
    if (c.low && *c.low > 10 && m.number == Number::kSingular && Couple(c)) return;
    // "17 dead and wounded": two kinds over one number.
    uint32_t k = SkipQuotes(c.last);
    if (k < last_ && r_.marks[k].Has(kWaw)) ++k;
    if (!c.self && c.has_kind && k < last_ && mark(k).Has(kKindStrong) && (Joined(k) || k > SkipQuotes(c.last)) && mark(k).person_kind != c.kind &&
        !IsNumber(k)) {
      const FigureKind other = mark(k).person_kind;
      if ((c.kind == FigureKind::kKilled && other == FigureKind::kInjured) ||
          (c.kind == FigureKind::kInjured && other == FigureKind::kKilled)) {
        c.kind = FigureKind::kCasualties;
        c.last = mark(k).last;
      }
    }
  }

  // "12 young men and women" is written with singulars: both nouns stand under one number.
  bool Couple(Chunk& c) {
    const uint32_t k = SkipQuotes(c.last);
    if (k >= last_ || !Joined(k) || IsNumber(k)) return false;
    const Mark& m = mark(k);
    if (!m.Has(kPersonNoun) || m.number != Number::kSingular || m.category != Category::kWoman || c.category == Category::kWoman) return false;
    c.category = Category::kNone;
    c.last = m.last;
    return true;
  }

  bool IsNumber(uint32_t i) const {
    const auto& numbers = r_.out.numbers;
    auto it = std::lower_bound(numbers.begin(), numbers.end(), i, [](const NumberExpr& e, uint32_t t) { return e.last <= t; });
    return it != numbers.end() && it->first <= i;
  }

  // "30 between dead and wounded".
  void Between(Chunk& c, uint32_t j) {
    const uint32_t a = mark(j).last;
    if (a >= last_ || !mark(a).Has(kKindStrong)) return;
    uint32_t b = mark(a).last;
    if (b < last_ && mark(b).Has(kWaw)) ++b;
    if (b >= last_ || !mark(b).Has(kKindStrong)) return;
    c.has_kind = c.person = true;
    c.kind = FigureKind::kCasualties;
    c.last = mark(b).last;
  }

  // A preposition has grown to it: it belongs to something else.
  bool Led(uint32_t j) const {
    return ((mark(j).clitics | r_.words.words[j].cut.clitics) & (text::kWith | text::kFor | text::kLike)) != 0;
  }

  Index OrganisationAt(uint32_t i, uint32_t* end) const {
    const auto& ms = r_.out.mentions;
    for (Index k = static_cast<Index>(
             std::lower_bound(ms.begin(), ms.end(), i, [](const Mention& m, uint32_t t) { return m.last <= t; }) - ms.begin());
         k < ms.size() && ms[k].first <= i; ++k) {
      if (ms[k].first == i && ms[k].last > i && (ms[k].entity >= 0 || !ms[k].kind.empty())) {
        *end = ms[k].last;
        return k;
      }
    }
    return kNone;
  }

  // Adjectives, nationality, "of ..." after the noun; widens the chunk.
  void Modifiers(Chunk& c, uint32_t j) {
    for (int steps = 0; steps < 6; ++steps) {
      j = SkipQuotes(j);
      if (j >= last_ || !r_.IsWord(j) || IsNumber(j)) return;
      const Mark& m = mark(j);
      if (Joined(j) || Led(j)) return;
      if (m.Has(kBetween) && !c.has_kind && !c.self) {
        Between(c, j);
        return;
      }
      uint32_t end = j;
      if (m.Has(kRanks) && m.last < last_) {  // "20 dead in the ranks of the police"
        Ranks(c, m.last);
        return;
      }
      const Index mention = OrganisationAt(j, &end);
      if (m.Has(kNationality) && (mention == kNone || r_.out.mentions[mention].adjective)) {
        c.person = true;
        if (mention != kNone && c.affiliation == kNone) c.affiliation = mention;
        c.last = ++j;
        continue;
      }
      if (m.Has(kOther) && !m.Has(kAnyPerson)) {
        c.other = true;
        c.last = j = m.last;
        continue;
      }
      if (m.Has(kOf)) {
        if (!Members(c, m.last)) return;
        j = c.last;
        continue;
      }
      if (m.Has(kKindStrong) && !c.has_kind && c.person) {  // "two missing persons"
        c.has_kind = true;
        c.kind = m.person_kind;
        c.last = j = m.last;
        continue;
      }
      if (m.Has(kPersonNoun | kModifier | kWeakPerson)) {
        if (m.Has(kKindWeak) && !c.has_kind) {
          c.weak_kind = true;
          c.kind = m.person_kind;
        }
        Narrow(c, m.category, m.category_weak);
        c.last = j = m.last;
        continue;
      }
      if (mention != kNone && r_.out.mentions[mention].type == lexicon::EntityType::kOrganisation && c.person) {
        Belong(c, mention);
        c.last = j = end;
        continue;
      }
      if (m.Has(kGroup)) {
        Narrow(c, m.category, m.category_weak);
        c.last = j = m.last;
        continue;
      }
      if (m.Has(kFiller)) {
        j = m.last;
        continue;
      }
      if (m.Has(kPreposition) && m.Has(kTime) && m.value == 0 && c.affiliation == kNone && c.person &&
          (c.category_weak || c.category == Category::kNone) && !c.has_kind && j + 1 < last_) {  // "a volunteer in the Civil Defence"
        const Index body = OrganisationAt(j + 1, &end);
        if (body == kNone || r_.out.mentions[body].type != lexicon::EntityType::kOrganisation || r_.out.mentions[body].adjective) return;
        Belong(c, body);
        c.last = end;
      }
      return;
    }
  }

  void Ranks(Chunk& c, uint32_t j) {
    uint32_t end = j;
    const Index body = OrganisationAt(j, &end);
    if (body != kNone && r_.out.mentions[body].type == lexicon::EntityType::kOrganisation) {
      Belong(c, body);
      c.last = end;
    } else if (mark(j).Has(kGroup | kPersonNoun)) {
      Narrow(c, mark(j).category, mark(j).category_weak);
      c.last = mark(j).last;
    }
  }

  void Belong(Chunk& c, Index mention) {
    if (c.affiliation == kNone) c.affiliation = mention;
    const Mention& m = r_.out.mentions[mention];
    Category of = CategoryOfBody(m.kind);
    if (mark(m.first).Has(kForces) && (of == Category::kCombatant || of == Category::kPolice)) of = Category::kSecurityForces;
    if (of != Category::kNone) Narrow(c, of, false);
  }

  // "... of [the] members of the police": true when people or a body stand there.
  bool Members(Chunk& c, uint32_t j) {
    bool found = false;
    for (int steps = 0; steps < 4; ++steps) {
      j = SkipQuotes(j);
      if (j >= last_ || !r_.IsWord(j) || IsNumber(j)) break;
      if (steps > 0 && (Joined(j) || Led(j))) break;
      const Mark& m = mark(j);
      uint32_t end = j;
      const Index mention = OrganisationAt(j, &end);
      if (mention != kNone && !r_.out.mentions[mention].adjective && !m.Has(kAnyPerson) &&
          r_.out.mentions[mention].type == lexicon::EntityType::kOrganisation) {
        Belong(c, mention);
        if (m.Has(kGroup)) Narrow(c, m.category, m.category_weak);
        c.last = j = end;
        found = true;
        continue;
      }
      if (m.Has(kAnyPerson | kGroup | kModifier | kKindStrong | kKindWeak) || (m.Has(kNationality) && found) ||
          (m.Has(kNationality) && m.number != Number::kSingular)) {
        if (m.Has(kAnyPerson | kGroup | kModifier)) Narrow(c, m.category, m.category_weak);
        if (m.Has(kKindWeak) && !c.has_kind) {
          c.weak_kind = true;
          c.kind = m.person_kind;
        }
        if (m.Has(kNationality) && mention != kNone && c.affiliation == kNone) c.affiliation = mention;
        if ((m.clitics & text::kPronoun) != 0) c.theirs = true;
        c.last = j = m.last;
        found = true;
        continue;
      }
      if (m.Has(kOf) && found) {
        j = m.last;
        continue;
      }
      break;
    }
    c.person = c.person || found;
    return found;
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
      if (j >= last_ || (m.clitics & text::kPronoun) != 0) return m.last;
      c.low = c.high = 1;
      c.single = true;
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
      const bool dual = m.number == Number::kDual;
      c.low = c.high = dual ? 2 : 1;
      c.kin = c.self = c.single = true;
      // An aunt and "his uncle" are written alike: ...-h without a cut pronoun.
      const std::string_view w = r_.words.text->Word(i);
      const bool either = (m.clitics & text::kPronoun) == 0 && static_cast<unsigned char>(w.back()) == text::kHeh;
      if (!either) Narrow(c, m.category, m.category_weak);
      r_.chunks.push_back(c);
      return c.last;
    }
    if ((m.clitics & text::kPronoun) != 0 && m.Has(kPersonNoun) && m.number != Number::kPlural && m.number != Number::kNone) {
      c.low = c.high = m.number == Number::kSingular ? 1 : 2;
      c.kin = c.self = true;
      c.single = m.number == Number::kSingular;
      c.person = true;
      Narrow(c, m.category, m.category_weak);
      r_.chunks.push_back(c);
      return c.last;
    }
    c.self = true;
    c.definite = (m.clitics & text::kArticle) != 0;
    Number number = m.number;
    if (m.Has(kNationality) && !m.Has(kAnyPerson | kKindStrong | kVictim)) {
      // "a Palestinian was killed": a nationality alone stands for a person only where it can be nothing else's adjective.
      if (c.definite || i == first_ || !mark(i - 1).Has(kAnyVerb | kAnyNoun)) return m.last;
      c.person = true;
      uint32_t end = i;
      const Index mention = OrganisationAt(i, &end);
      if (mention != kNone) c.affiliation = mention;
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

  bool EndsInAt(uint32_t i) const {
    const std::string_view w = r_.words.text->Word(i);
    return w.size() > 4 && static_cast<unsigned char>(w.back()) == text::kTeh && static_cast<unsigned char>(w[w.size() - 2]) == text::kAlef;
  }
  bool EndsInYeh(uint32_t i) const {
    const std::string_view w = r_.words.text->Word(i);
    return !w.empty() && static_cast<unsigned char>(w.back()) == text::kYeh;
  }

  Reading& r_;
  uint32_t first_, last_;
};

}  // namespace

void Narrow(Chunk& c, Category category, bool weak) {
  if (category == Category::kNone) return;
  if (c.category == Category::kNone || (c.category_weak && !weak) || (!weak && Rank(category) > Rank(c.category))) {
    c.category = category;
    c.category_weak = weak;
  }
}

Category CategoryOfBody(std::string_view kind) {
  if (kind == "army" || kind == "peacekeepers") return Category::kSoldier;
  if (kind == "police") return Category::kPolice;
  if (kind == "armed_group" || kind == "militia") return Category::kCombatant;
  if (kind == "security_forces" || kind == "intelligence") return Category::kSecurityForces;
  if (kind == "civil_defence" || kind == "red_crescent") return Category::kMedic;
  return Category::kNone;
}

void FindChunks(Reading& r, const text::Sentence& s) { Chunker(r, s).Run(); }

}  // namespace tawatur::extract::figures
