// First step of figures: what each token means to a count, from the lexicon's senses. Entry point: MarkTokens().
#include <array>
#include <utility>

#include "extract/figures.h"
#include "extract/numbers.h"

namespace tawatur::extract::figures {
namespace {

using lexicon::Tag;

FigureKind KindOf(std::string_view s) {
  static constexpr std::array<std::pair<std::string_view, FigureKind>, 14> kKinds{{
      {"killed", FigureKind::kKilled}, {"injured", FigureKind::kInjured}, {"casualties", FigureKind::kCasualties},
      {"missing", FigureKind::kMissing}, {"detained", FigureKind::kDetained}, {"arrested", FigureKind::kArrested},
      {"surrendered", FigureKind::kSurrendered}, {"escaped", FigureKind::kEscaped}, {"released", FigureKind::kReleased},
      {"abducted", FigureKind::kAbducted}, {"displaced", FigureKind::kDisplaced}, {"rescued", FigureKind::kRescued},
      {"strength", FigureKind::kStrength}, {"affected", FigureKind::kAffected}}};
  for (const auto& [name, kind] : kKinds) {
    if (name == s) return kind;
  }
  return FigureKind::kKilled;
}

Category CategoryOf(std::string_view s) {
  static constexpr std::array<std::pair<std::string_view, Category>, 17> kCategories{{
      {"civilian", Category::kCivilian}, {"combatant", Category::kCombatant}, {"soldier", Category::kSoldier},
      {"police", Category::kPolice}, {"security_forces", Category::kSecurityForces}, {"child", Category::kChild},
      {"woman", Category::kWoman}, {"man", Category::kMan}, {"elderly", Category::kElderly},
      {"journalist", Category::kJournalist}, {"medic", Category::kMedic}, {"prisoner", Category::kPrisoner},
      {"refugee", Category::kRefugee}, {"foreigner", Category::kForeigner}, {"worker", Category::kWorker},
      {"student", Category::kStudent}, {"protester", Category::kProtester}}};
  for (const auto& [name, category] : kCategories) {
    if (name == s) return category;
  }
  return Category::kNone;
}

FigureStatus StatusOf(std::string_view s) {
  if (s == "denied") return FigureStatus::kDenied;
  if (s == "hypothetical") return FigureStatus::kHypothetical;
  if (s == "claimed_false") return FigureStatus::kClaimedFalse;
  return FigureStatus::kPlanned;
}

class Marker {
 public:
  explicit Marker(const lexicon::Lexicon& lexicon) : lexicon_(lexicon) {}

  // Adds what one sense says; true when it is of our tags.
  bool Add(const Sense& s, Mark& m) const {
    switch (s.tag) {
      case Tag::kHappening: return Verb(s, m, kVerb);
      case Tag::kHappeningWeak: return Verb(s, m, kVerbWeak);
      case Tag::kHappeningNoun: return Noun(s, m, kNoun);
      case Tag::kHappeningNounWeak: return Noun(s, m, kNounWeak);
      case Tag::kHappeningTail: return Verb(s, m, kTail);
      case Tag::kHappeningOpen:
        m.open_kind = KindOf(lexicon_.Symbol(s.value));
        return Bit(m, kOpen);
      case Tag::kHappeningClose: return Noun(s, m, kClose);
      case Tag::kPerson: return Person(s, m, kPersonNoun);
      case Tag::kPersonDual:
        Person(s, m, kPersonNoun | kDualSelf);
        m.number = lexicon::Number::kDual;
        return true;
      case Tag::kPersonWeak: return Person(s, m, kWeakPerson);
      case Tag::kPersonRank: return false;
      case Tag::kPersonKin: return Person(s, m, kKin);
      case Tag::kPersonAdjective: return Person(s, m, kModifier);
      case Tag::kPersonGroup: return Person(s, m, kGroup);
      case Tag::kPersonKind: {
        const std::string_view kind = lexicon_.Symbol(s.value);
        const bool victim = kind == "victim";
        m.bits |= victim ? kVictim : kKindStrong;
        m.person_kind = KindOf(kind);
        m.number = s.number;
        return true;
      }
      case Tag::kPersonKindWeak:
        m.bits |= kKindWeak;
        m.person_kind = KindOf(lexicon_.Symbol(s.value));
        return true;
      case Tag::kPersonOther: return Value(s, m, kOther);
      case Tag::kFigureToll: return s.value == 1 ? Bit(m, kTollVerb) : Value(s, m, kToll);
      case Tag::kFigureGrowth: return Value(s, m, kGrowth);
      case Tag::kFigureCumulative: return Bit(m, kCumulative | kTollVerb);
      case Tag::kFigurePart: return s.value == 1 ? Value(s, m, kPart) : Bit(m, kPart);
      case Tag::kFigureBetween: return Bit(m, kBetween);
      case Tag::kFigureVague: return Bit(m, kVague);
      case Tag::kFigureFiller: return Value(s, m, kFiller);
      case Tag::kFigureFiction: return Bit(m, kFiction);
      case Tag::kFigureHad: return Bit(m, kHad);
      case Tag::kFigureWas: return Bit(m, kWas);
      case Tag::kSay: return Bit(m, kSpeech);
      case Tag::kFigureOf: return Bit(m, kOf);
      case Tag::kFigureStatus:
        m.status = StatusOf(lexicon_.Symbol(s.value));
        return Bit(m, kStatus);
      case Tag::kFigureCause: return Bit(m, kCause);
      case Tag::kFigureCaveat: return Bit(m, kCaveat);
      case Tag::kFigureBackground: return Background(s, m);
      case Tag::kFigureDoer: return Bit(m, kDoer);
      case Tag::kFigureTry: return Bit(m, kTry);
      case Tag::kFigurePassive: return Bit(m, kPassive);
      case Tag::kPersonCreed: return Bit(m, kCreed);
      case Tag::kFigureDisease: return Bit(m, kDisease);
      case Tag::kFigureSport: return Bit(m, kSport);
      case Tag::kClauseRelative: return Bit(m, kRelative);
      case Tag::kClauseBreak: return Bit(m, kBreak);
      case Tag::kClauseThat: return Bit(m, kThat);
      case Tag::kHeadThing: case Tag::kNumUnitNoun: return Bit(m, kThing);
      case Tag::kTimeDay: case Tag::kTimeIn: case Tag::kTimeDaypart: case Tag::kTimeRel:
      case Tag::kTimeThis: return Bit(m, kTime);
      case Tag::kHeadFamily: return Bit(m, kFamily);
      case Tag::kFigureOne: return s.value == 1 ? Value(s, m, kOne) : Bit(m, kOne);
      case Tag::kFigurePreposition: return Value(s, m, kPreposition);
      case Tag::kFigureOr: return Bit(m, kOr);
      case Tag::kFigureProtest: return Bit(m, kProtest);
      case Tag::kFigureDirection: return Bit(m, kDirection);
      case Tag::kFigureForces: return Bit(m, kForces);
      case Tag::kFigureRanks: return Bit(m, kRanks);
      case Tag::kFigureShare: return s.value == 1 ? Value(s, m, kShare) : Bit(m, kShare);
      case Tag::kNisba:
        if (m.number == lexicon::Number::kNone) m.number = s.number;
        return Bit(m, kNationality);
      default: return false;
    }
  }

 private:
  static bool Bit(Mark& m, uint64_t bit) {
    m.bits |= bit;
    return true;
  }
  // 2: of what follows it; 3: counted from then on; 4: "these attacks", which is the past where they are counted so.
  static bool Background(const Sense& s, Mark& m) {
    switch (s.value) {
      case 2: return Bit(m, kBackground | kPastAhead);
      case 3: return Bit(m, kBackground | kSpan);
      case 4: return Bit(m, kThose);
      default: return Bit(m, kBackground);
    }
  }
  static bool Value(const Sense& s, Mark& m, uint64_t bit) {
    m.value = static_cast<int8_t>(s.value);
    return Bit(m, bit);
  }
  bool Verb(const Sense& s, Mark& m, uint64_t bit) const {
    m.verb_kind = KindOf(lexicon_.Symbol(s.value));
    return Bit(m, bit);
  }
  bool Noun(const Sense& s, Mark& m, uint64_t bit) const {
    m.noun_kind = KindOf(lexicon_.Symbol(s.value));
    return Bit(m, bit);
  }
  bool Person(const Sense& s, Mark& m, uint64_t bit) const {
    std::string_view name = lexicon_.Symbol(s.value);
    constexpr std::string_view kWeakEnd = "_weak";
    const bool weak = name.ends_with(kWeakEnd);
    if (weak) name.remove_suffix(kWeakEnd.size());
    m.category = CategoryOf(name);
    m.category_weak = weak;
    if (s.number != lexicon::Number::kNone) m.number = s.number;
    return Bit(m, bit);
  }

  const lexicon::Lexicon& lexicon_;
};

}  // namespace

// The tags that Marker::Add reads: most words carry none.
constexpr TagSet kOurs = TagsOf({
    Tag::kClauseBreak, Tag::kClauseRelative, Tag::kClauseThat, Tag::kFigureBackground, Tag::kFigureBetween,
    Tag::kFigureCause, Tag::kFigureCaveat, Tag::kFigureCumulative, Tag::kFigureDirection, Tag::kFigureDisease,
    Tag::kFigureDoer, Tag::kFigureFiction, Tag::kFigureFiller, Tag::kFigureForces, Tag::kFigureGrowth,
    Tag::kFigureHad, Tag::kFigureOf, Tag::kFigureOne, Tag::kFigureOr, Tag::kFigurePart, Tag::kFigurePassive,
    Tag::kFigurePreposition, Tag::kFigureProtest, Tag::kFigureRanks, Tag::kFigureShare, Tag::kFigureSport,
    Tag::kFigureStatus, Tag::kFigureToll, Tag::kFigureTry, Tag::kFigureVague, Tag::kFigureWas,
    Tag::kHappening, Tag::kHappeningClose, Tag::kHappeningNoun, Tag::kHappeningNounWeak, Tag::kHappeningOpen,
    Tag::kHappeningTail, Tag::kHappeningWeak,
    Tag::kHeadFamily, Tag::kHeadThing, Tag::kNisba, Tag::kNumUnitNoun, Tag::kPerson, Tag::kPersonAdjective,
    Tag::kPersonCreed, Tag::kPersonDual, Tag::kPersonGroup, Tag::kPersonKin, Tag::kPersonKind,
    Tag::kPersonKindWeak, Tag::kPersonOther, Tag::kPersonWeak, Tag::kSay, Tag::kTimeDay, Tag::kTimeDaypart,
    Tag::kTimeIn, Tag::kTimeRel, Tag::kTimeThis});

uint64_t MarkTokens(Reading& r, uint32_t first, uint32_t last) {
  const Words& w = r.words;
  const Marker marker(*w.lexicon);
  uint64_t all = 0;
  for (uint32_t i = first; i < last; ++i) {
    const Word& word = w.words[i];
    Mark& m = r.marks[i];
    m.last = i + 1;
    if (!word.tags.Any(kOurs)) {
      if (!word.senses.empty()) {
        m.clitics = CliticsOf(w, i);
      } else if (word.phrase == kNone && r.token(i).fold_size == 1 && static_cast<unsigned char>(w.text->Word(i)[0]) == text::kWaw) {
        all |= m.bits |= kWaw;
      }
      continue;
    }
    if (word.phrase != kNone) {
      const Phrase& p = w.phrases[word.phrase];
      bool ours = false;
      for (const Sense& s : p.senses) ours |= kOurs.Has(s.tag) && marker.Add(s, m);
      if (ours) {
        all |= m.bits;
        m.last = p.last;
        m.clitics = p.clitics;
        continue;
      }
    }
    if (word.senses.empty()) continue;
    for (const Sense& s : word.senses) {
      if (kOurs.Has(s.tag)) marker.Add(s, m);
    }
    if (word.phrase != kNone && word.tags.Has(Tag::kName)) m.bits &= ~(kSport | kDisease | kFiction);  // "the Prisoners' Club"
    if (m.Has(kSpeech) && m.Has(kVerb | kVerbWeak)) m.bits &= ~(kVerb | kVerbWeak | kCause);  // "expects" is spelled like "brings down"
    if (m.Has(kFiller)) m.bits &= ~kThat;  // "now" is spelled like "that" with an article
    m.clitics = CliticsOf(w, i);
    all |= m.bits;
  }
  return all;
}

}  // namespace tawatur::extract::figures
