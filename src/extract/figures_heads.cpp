// The noun after a number: what it says of the people, and whose they are. Entry point: HeadReader::Head().
#include "extract/figures_heads.h"

#include <algorithm>

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

// People who are told of by the body they work for.
bool Employed(Category c) {
  return c == Category::kWorker || c == Category::kMedic || c == Category::kJournalist || c == Category::kPolice || c == Category::kSecurityForces || c == Category::kSoldier;
}

}  // namespace

// Reads the noun after a number, its modifiers and the body its people belong to.
void HeadReader::Head(Chunk& c, uint32_t from, bool counted) {
  uint32_t j = SkipQuotes(from);
  for (int k = 0; k < 2 && j < last_ && mark(j).Has(kFiller) && !Joined(j); ++k) j = SkipQuotes(mark(j).last);
  if (j >= last_ || !r_.IsWord(j)) {
    c.bare = true;
    return;
  }
  const Mark& m = mark(j);
  if (m.Has(kThing) && !m.Has(kAnyPerson | kKindStrong)) {
    c.bare = r_.standing.Has(Standing::kTimeFirst, j);  // "rose to 5 today"
    if (m.value == 1 && (r_.bits & kToll) != 0 && !Joined(j) && (m.last >= last_ || !mark(m.last).Has(kAnyTrigger | kAnyPerson))) {
      // "the number of the dead reached 3166 cases"
      for (uint32_t i = c.bound_first, words = 0; i > first_ && words < 3 && !c.bare; --i, ++words) c.bare = mark(i - 1).Has(kTollVerb | kGrowth | kCumulative);
      if (c.bare) c.last = m.last;
    }
    return;
  }
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
  uint32_t end = j;
  if (const Index people = Joined(j) || Led(j) ? kNone : OrganisationAt(j, &end); people != kNone && r_.out.mentions[people].kind == "people") {
    c.person = true;
    c.affiliation = people;
    c.last = end;
    return;
  }
  if (CountedHarm(c, j)) {
    c.person = c.has_kind = true;
    c.kind = m.noun_kind;
    c.last = m.last;
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
  c.bare = Joined(j) ||
      m.Has(kPreposition | kAnyTrigger | kRelative | kBreak | kThat | kPart | kBetween | kFiller | kOr | kWaw | kStatus |
                              kBackground | kCaveat | kShare) ||
           (m.clitics & (text::kWith | text::kFor | text::kLike)) != 0 || m.Has(kWas | kHad | kSpeech) || Prefixed(j);
  c.unknown = !c.bare;
}

// "40 deaths", "20 new injuries": above ten the counted noun is a singular, the same that tells of "the death of somebody"; here
// nobody follows whom it could govern.
bool HeadReader::CountedHarm(const Chunk& c, uint32_t j) const {
  const Mark& m = mark(j);
  if (c.self || !c.low || *c.low < 11 || !m.Has(kNoun) || m.clitics != 0 || Joined(j)) return false;
  if (m.noun_kind != FigureKind::kKilled && m.noun_kind != FigureKind::kInjured) return false;
  const auto feminine = [&](uint32_t i) { return static_cast<unsigned char>(r_.words.text->Word(i).back()) == text::kHeh; };
  if (!feminine(j)) return false;
  uint32_t k = m.last;
  if (k < last_ && r_.IsWord(k) && feminine(k) && mark(k).bits == 0) ++k;  // "new", "confirmed"
  return k >= last_ || !r_.IsWord(k) || Joined(k) || mark(k).Has(kPreposition | kWaw | kTime) || static_cast<unsigned char>(r_.words.text->Word(k)[0]) == text::kBeh;
}

// An unlisted word with the preposition beh, or a conjunction, grown to it.
bool HeadReader::Prefixed(uint32_t j) const {
  if (!r_.words.words[j].senses.empty()) return false;
  const std::string_view w = r_.words.text->Word(j);
  const auto a = w.empty() ? 0 : static_cast<unsigned char>(w[0]);
  return w.size() > 3 && (a == text::kBeh || a == text::kWaw);
}

void HeadReader::TakeNoun(Chunk& c, uint32_t j) {
  const Mark& m = mark(j);
  c.person = true;
  c.last = m.last;
  Narrow(c, m.category, m.category_weak);
  uint32_t end = j;
  if (const Index body = OrganisationAt(j, &end); body != kNone && c.affiliation == kNone &&
      end == j + 1) c.affiliation = body;
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
  if (!c.self && c.has_kind && k < last_ && mark(k).Has(kKindStrong) && (Joined(k) || k > SkipQuotes(c.last)) &&
      mark(k).person_kind != c.kind &&
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
bool HeadReader::Couple(Chunk& c) {
  const uint32_t k = SkipQuotes(c.last);
  if (k >= last_ || !Joined(k) || IsNumber(k)) return false;
  const Mark& m = mark(k);
  if (!m.Has(kPersonNoun) || m.number != Number::kSingular || m.category != Category::kWoman) return false;
  if (c.category != Category::kWoman) c.category = Category::kNone;
  c.last = m.last;
  return true;
}

// "30 between dead and wounded".
void HeadReader::Between(Chunk& c, uint32_t j) {
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
bool HeadReader::Led(uint32_t j) const {
  return ((mark(j).clitics | r_.words.words[j].cut.clitics) & (text::kWith | text::kFor | text::kLike)) != 0;
}

Index HeadReader::OrganisationAt(uint32_t i, uint32_t* end) const {
  if (!r_.standing.Has(Standing::kMentionFirst, i)) return kNone;
  const auto& ms = r_.out.mentions;
  for (Index k = static_cast<Index>(
           std::lower_bound(ms.begin(), ms.end(), i, [](const Mention& m, uint32_t t) {
               return m.last <= t; }) - ms.begin());
       k < ms.size() && ms[k].first <= i; ++k) {
    if (ms[k].first == i && ms[k].last > i && (ms[k].entity >= 0 || !ms[k].kind.empty())) {
      *end = ms[k].last;
      return k;
    }
  }
  return kNone;
}

// A body whose name began in the chunk and covers token `i`.
Index HeadReader::BodyOver(uint32_t first, uint32_t i) const {
  const auto& ms = r_.out.mentions;
  for (Index k = static_cast<Index>(std::lower_bound(ms.begin(), ms.end(), first, [](const Mention& m, uint32_t t) {
      return m.first < t; }) - ms.begin());
       k < ms.size() && ms[k].first < i; ++k) {
    if (ms[k].last > i && ms[k].type == lexicon::EntityType::kOrganisation && !ms[k].adjective) return k;
  }
  return kNone;
}

// Adjectives, nationality, "of ..." after the noun; widens the chunk.
void HeadReader::Modifiers(Chunk& c, uint32_t j) {
  for (int steps = 0; steps < 6; ++steps) {
    j = SkipQuotes(j);
    if (j + 1 < last_ && r_.IsSign(j, ',') && mark(j + 1).Has(kShare) && mark(j + 1).value == 1) ++j;
    if (j >= last_ || !r_.IsWord(j) || IsNumber(j)) return;
    const Mark& m = mark(j);
    if (Fellows(c, j)) return;
    if (m.Has(kShare) && m.value == 1 && !c.self && !Joined(j)) {  // "18 persons, all of them Saudis"
      if (m.last < last_ && mark(m.last).Has(kOf)) {
        Members(c, mark(m.last).last);
      } else {
        Predicate(c, m.last);
      }
      return;
    }
    if (Joined(j) || Led(j)) {
      OfBody(c, j);
      return;
    }
    if (m.Has(kBetween) && !c.has_kind && !c.self) {
      Between(c, j);
      return;
    }
    uint32_t end = j;
    if (m.Has(kRanks) && m.last < last_) {  // "20 dead in the ranks of the police"
      Ranks(c, m.last);
      return;
    }
    // "a Filipina housemaid", "a Syrian building worker": a word between the person and the nationality
    if (c.self && c.last == j && mark(j).bits == 0 && !(mark(j).clitics & (text::kArticle | text::kPronoun)) && j + 1 < last_ && r_.IsWord(j + 1) && mark(j + 1).Has(kNationality) &&
        !Joined(j + 1) && !Led(j + 1) && !r_.words.words[j].cut.article && !r_.words.words[j + 1].cut.article && OrganisationAt(j, &end) == kNone) {
      ++j;
      continue;
    }
    const Index mention = OrganisationAt(j, &end);
    if (m.Has(kNationality) && (mention == kNone || r_.out.mentions[mention].adjective || StateName(c, j))) {
      c.person = true;
      if (c.affiliation == kNone) {
        const Index body = BodyOver(c.first, j);  // "members of the Iraqi police": the body rather than its state
        c.affiliation = body != kNone ? body : mention;
      }
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
    if (c.self && c.definite && (c.has_kind || c.victim) && m.Has(kPersonNoun) && (m.clitics & text::kArticle) == 0) {
      return;  // "among the dead, officers"
    }
    // "three civilians, two children and a woman": who they were
    const bool few = !c.self && c.low && *c.low >= 3 && *c.low <= 10 && c.person;
    if (few && m.Has(kPersonNoun) && m.category != c.category && (m.number == Number::kSingular || m.number == Number::kDual)) return;
    if (Object(c, j)) return;
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
        // "a volunteer in the Civil Defence"
        (c.category_weak || c.category == Category::kNone || Employed(c.category)) && !c.has_kind && j + 1 < last_) {
      const Index body = OrganisationAt(j + 1, &end);
      if (body == kNone || r_.out.mentions[body].type != lexicon::EntityType::kOrganisation ||
          r_.out.mentions[body].adjective) return;
      Belong(c, body);
      c.last = end;
    }
    return;
  }
}

// "a soldier killed a youth": one in the accusative behind one in the nominative, or two behind one, is no adjective of his.
bool HeadReader::Object(const Chunk& c, uint32_t j) const {
  const Mark& m = mark(j);
  if (!c.self || c.definite || c.last != j || c.last != c.first + 1 || mark(c.first).number != Number::kSingular || !m.Has(kPersonNoun) || (m.clitics & text::kArticle) != 0) return false;
  const std::string_view a = r_.words.text->Word(c.first), b = r_.words.text->Word(j);
  const auto alef = [](std::string_view w) { return static_cast<unsigned char>(w.back()) == text::kAlef; };
  return !alef(a) && ((m.number == Number::kSingular && alef(b)) || m.number == Number::kDual || m.number == Number::kDualOrPlural);
}

// "38 Ethiopian migrants": in the singular after a large number the adjective is spelled like the state.
bool HeadReader::StateName(const Chunk& c, uint32_t j) const {
  if (!c.low || *c.low <= 10 || j == first_ || c.last != j || (mark(j).clitics & text::kArticle) != 0) return false;
  const auto ends = [&](uint32_t i) {
    const std::string_view w = r_.words.text->Word(i);
    return !w.empty() && static_cast<unsigned char>(w.back()) == text::kAlef;
  };
  return ends(j - 1) && ends(j) && mark(j - 1).Has(kAnyPerson | kModifier | kKindStrong) && mark(j - 1).number == Number::kSingular;
}

// "6 wounded of the army", written with the preposition of belonging.
void HeadReader::OfBody(Chunk& c, uint32_t j) {
  if (((mark(j).clitics | r_.words.words[j].cut.clitics) & text::kFor) == 0 || Joined(j) || !c.person ||
      c.affiliation != kNone) return;
  uint32_t end = j;
  const Index body = OrganisationAt(j, &end);
  if (body == kNone || r_.out.mentions[body].adjective ||
      CategoryOfBody(r_.out.mentions[body].kind) == Category::kNone) return;
  Belong(c, body);
  c.last = end;
}

// "dozens of Russian fighters and advisers": the nationality stands behind the second noun.
bool HeadReader::Fellows(Chunk& c, uint32_t j) {
  const Mark& m = mark(j);
  if (!Joined(j) || !c.person || c.affiliation != kNone || !m.Has(kPersonNoun | kWeakPerson) ||
      m.number == Number::kSingular) return false;
  const uint32_t k = SkipQuotes(m.last);
  if (k >= last_ || IsNumber(j) || IsNumber(k) || !mark(k).Has(kNationality) || Joined(k) || Led(k)) return false;
  uint32_t end = k;
  const Index mention = OrganisationAt(k, &end);
  if (mention == kNone || !r_.out.mentions[mention].adjective) return false;
  c.affiliation = mention;
  c.last = k + 1;
  return true;
}

void HeadReader::Ranks(Chunk& c, uint32_t j) {
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

void HeadReader::Belong(Chunk& c, Index mention) {
  if (c.affiliation == kNone) c.affiliation = Master(mention);
  const Mention& m = r_.out.mentions[mention];
  Category of = CategoryOfBody(m.kind);
  if (mark(m.first).Has(kForces) && (of == Category::kCombatant ||
      of == Category::kPolice)) of = Category::kSecurityForces;
  if (of != Category::kNone) Narrow(c, of, false);
}

// "the police of (that belongs to) the Syrian Democratic Forces": whose body it is, where its own name is nobody's.
Index HeadReader::Master(Index mention) const {
  const Mention& m = r_.out.mentions[mention];
  if (m.entity >= 0 || m.last + 1 >= last_ || !r_.IsWord(m.last) || !r_.words.Is(m.last, lexicon::Tag::kNpAdjectiveFor) || !Led(m.last + 1)) return mention;
  uint32_t end = m.last + 1;
  const Index body = OrganisationAt(m.last + 1, &end);
  return body != kNone && !r_.out.mentions[body].adjective ? body : mention;
}

// "five of the dead are children", "... are Iraqis"
void HeadReader::Predicate(Chunk& c, uint32_t j) {
  j = SkipQuotes(j);
  if (j >= last_ || !r_.IsWord(j) || IsNumber(j) || Joined(j) || Led(j) || (mark(j).clitics & text::kArticle) != 0) return;
  const Mark& m = mark(j);
  uint32_t end = j;
  if (m.Has(kNationality)) {
    const Index mention = OrganisationAt(j, &end);
    if (mention == kNone || !r_.out.mentions[mention].adjective) return;
    c.affiliation = mention;
  } else if (m.Has(kPersonNoun | kModifier)) {
    Narrow(c, m.category, m.category_weak);
  } else {
    return;
  }
  c.last = m.last;
}

// "... of [the] members of the police": true when people or a body stand there.
bool HeadReader::Members(Chunk& c, uint32_t j) {
  bool found = false;
  for (int steps = 0; steps < 4; ++steps) {
    j = SkipQuotes(j);
    if (j >= last_ || !r_.IsWord(j) || IsNumber(j)) break;
    if (steps > 0 && (Joined(j) || Led(j))) break;
    const Mark& m = mark(j);
    if (steps == 0 && m.Has(kFiller)) {  // "of Saudi nationality"
      j = m.last;
      continue;
    }
    uint32_t end = j;
    const Index mention = OrganisationAt(j, &end);
    if (mention != kNone && !r_.out.mentions[mention].adjective && (!m.Has(kAnyPerson) || end > m.last || (m.number == Number::kDual && r_.out.mentions[mention].entity >= 0)) &&
        r_.out.mentions[mention].type == lexicon::EntityType::kOrganisation) {
      Belong(c, mention);
      if (m.Has(kGroup)) Narrow(c, m.category, m.category_weak);
      c.last = j = end;
      found = true;
      continue;
    }
    if (found && m.Has(kPersonNoun) && m.number == Number::kSingular && (m.clitics & text::kArticle) == 0) break;  // "of the relatives of a youth"
    if (m.Has(kAnyPerson | kGroup | kModifier | kKindStrong | kVictim | kKindWeak) || (m.Has(kKin) && (m.clitics & text::kPronoun) != 0) || (m.Has(kNationality) && (found || steps > 0)) ||
        (m.Has(kNationality) && m.number != Number::kSingular)) {
      if (m.Has(kAnyPerson | kGroup | kModifier)) Narrow(c, m.category, m.category_weak);
      if (m.Has(kKindStrong | kVictim) && !c.self && !c.has_kind && m.number != Number::kSingular && (m.clitics & text::kArticle) != 0) {
        c.has_kind = c.of_those = true;
        c.kind = m.Has(kVictim) ? FigureKind::kKilled : m.person_kind;
        c.person = true;
        c.last = m.last;
        Predicate(c, m.last);
        return true;
      }
      if (m.Has(kKindWeak) && !c.has_kind) {
        c.weak_kind = true;
        c.kind = m.person_kind;
      }
      if (m.Has(kNationality) && c.affiliation == kNone) {
        const Index body = BodyOver(c.first, j);
        c.affiliation = body != kNone ? body : mention;
      }
      if ((m.clitics & text::kPronoun) != 0 && !m.Has(kKin)) c.theirs = true;  // "of his companions" are no body's
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

bool HeadReader::EndsInAt(uint32_t i) const {
  const std::string_view w = r_.words.text->Word(i);
  return w.size() > 4 && static_cast<unsigned char>(w.back()) == text::kTeh &&
      static_cast<unsigned char>(w[w.size() - 2]) == text::kAlef;
}

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

}  // namespace tawatur::extract::figures
