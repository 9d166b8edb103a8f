// First step of figures: what each token means to a count, from the lexicon's senses. Entry point: MarkTokens().
#include <array>
#include <utility>

#include "extract/figures_marks.h"

namespace tawatur::extract::figures {
namespace {

using lexicon::Tag;

// Values by name, each found by one comparison: the places of the names are chosen when this is compiled.
template <typename T, size_t N>
class ByName {
 public:
  using Pair = std::pair<std::string_view, T>;
  consteval explicit ByName(const std::array<Pair, N>& all) {
    for (bool clash = true; clash;) {
      ++factor_;
      table_ = {};
      clash = false;
      for (const Pair& p : all) {
        Pair& place = table_[Place(p.first)];
        clash |= !place.first.empty();
        place = p;
      }
    }
  }
  constexpr T Of(std::string_view name, T otherwise) const {
    if (name.size() < 2) return otherwise;
    const Pair& p = table_[Place(name)];
    return p.first == name ? p.second : otherwise;
  }

 private:
  constexpr size_t Place(std::string_view s) const {
    const auto letter = [&](size_t i) { return static_cast<size_t>(static_cast<unsigned char>(s[i])); };
    return (s.size() + letter(0) * factor_ + letter(1) * factor_ * factor_ + letter(s.size() - 1) * 3) % table_.size();
  }
  size_t factor_ = 0;
  std::array<Pair, 64> table_{};
};

constexpr ByName<FigureKind, 14> kKinds({{
    {"killed", FigureKind::kKilled}, {"injured", FigureKind::kInjured}, {"casualties", FigureKind::kCasualties},
    {"missing", FigureKind::kMissing}, {"detained", FigureKind::kDetained}, {"arrested", FigureKind::kArrested},
    {"surrendered", FigureKind::kSurrendered}, {"escaped", FigureKind::kEscaped}, {"released", FigureKind::kReleased},
    {"abducted", FigureKind::kAbducted}, {"displaced", FigureKind::kDisplaced}, {"rescued", FigureKind::kRescued},
    {"strength", FigureKind::kStrength}, {"affected", FigureKind::kAffected}}});
constexpr ByName<Category, 17> kCategories({{
    {"civilian", Category::kCivilian}, {"combatant", Category::kCombatant}, {"soldier", Category::kSoldier},
    {"police", Category::kPolice}, {"security_forces", Category::kSecurityForces}, {"child", Category::kChild},
    {"woman", Category::kWoman}, {"man", Category::kMan}, {"elderly", Category::kElderly},
    {"journalist", Category::kJournalist}, {"medic", Category::kMedic}, {"prisoner", Category::kPrisoner},
    {"refugee", Category::kRefugee}, {"foreigner", Category::kForeigner}, {"worker", Category::kWorker},
    {"student", Category::kStudent}, {"protester", Category::kProtester}}});

FigureKind KindOf(std::string_view s) { return kKinds.Of(s, FigureKind::kKilled); }
Category CategoryOf(std::string_view s) { return kCategories.Of(s, Category::kNone); }

FigureStatus StatusOf(std::string_view s) {
  if (s == "denied") return FigureStatus::kDenied;
  if (s == "hypothetical") return FigureStatus::kHypothetical;
  if (s == "claimed_false") return FigureStatus::kClaimedFalse;
  if (s == "asserted") return FigureStatus::kAsserted;
  return FigureStatus::kPlanned;
}

// What a tag says of its word: bits, and what else its sense holds.
enum class How : uint8_t { kBits, kValue, kVerb, kNoun, kOpen, kPerson, kDual, kKind, kWeakKind, kOne, kToll, kStatus, kBackground, kNisba };
struct Meaning {
  uint64_t bits = 0;
  How how = How::kBits;
};

constexpr auto kMeanings = [] {
  std::array<Meaning, static_cast<size_t>(Tag::kCount)> all{};
  const auto put = [&](Tag tag, uint64_t bits, How how = How::kBits) { all[static_cast<size_t>(tag)] = {bits, how}; };
  put(Tag::kHappening, kVerb, How::kVerb);
  put(Tag::kHappeningWeak, kVerbWeak, How::kVerb);
  put(Tag::kHappeningTail, kTail, How::kVerb);
  put(Tag::kHappeningNoun, kNoun, How::kNoun);
  put(Tag::kHappeningNounWeak, kNounWeak, How::kNoun);
  put(Tag::kHappeningClose, kClose, How::kNoun);
  put(Tag::kHappeningOpen, kOpen, How::kOpen);
  put(Tag::kPerson, kPersonNoun, How::kPerson);
  put(Tag::kPersonDual, kPersonNoun | kDualSelf, How::kDual);
  put(Tag::kPersonWeak, kWeakPerson, How::kPerson);
  put(Tag::kPersonKin, kKin, How::kPerson);
  put(Tag::kPersonAdjective, kModifier, How::kPerson);
  put(Tag::kPersonGroup, kGroup, How::kPerson);
  put(Tag::kPersonKind, 0, How::kKind);
  put(Tag::kPersonKindWeak, kKindWeak, How::kWeakKind);
  put(Tag::kPersonOther, kOther, How::kValue);
  put(Tag::kPersonCreed, kCreed);
  put(Tag::kFigureToll, 0, How::kToll);
  put(Tag::kFigureGrowth, kGrowth, How::kValue);
  put(Tag::kFigureCumulative, kCumulative | kTollVerb);
  put(Tag::kFigurePart, kPart, How::kOne);
  put(Tag::kFigureBetween, kBetween);
  put(Tag::kFigureVague, kVague);
  put(Tag::kFigureFiller, kFiller, How::kValue);
  put(Tag::kFigureFiction, kFiction);
  put(Tag::kFigureHad, kHad);
  put(Tag::kFigureWas, kWas);
  put(Tag::kSay, kSpeech);
  put(Tag::kFigureOf, kOf);
  put(Tag::kFigureStatus, kStatus, How::kStatus);
  put(Tag::kFigureCause, kCause, How::kOne);
  put(Tag::kFigureCaveat, kCaveat);
  put(Tag::kFigureBackground, 0, How::kBackground);
  put(Tag::kFigureDoer, kDoer);
  put(Tag::kFigureTry, kTry);
  put(Tag::kFigurePassive, kPassive);
  put(Tag::kFigureDisease, kDisease);
  put(Tag::kFigureSport, kSport);
  put(Tag::kFigureOne, kOne, How::kOne);
  put(Tag::kFigurePreposition, kPreposition, How::kValue);
  put(Tag::kFigureOr, kOr);
  put(Tag::kFigureProtest, kProtest);
  put(Tag::kFigureDirection, kDirection);
  put(Tag::kFigureForces, kForces);
  put(Tag::kFigureRanks, kRanks);
  put(Tag::kFigureShare, kShare, How::kOne);
  put(Tag::kClauseRelative, kRelative);
  put(Tag::kClauseBreak, kBreak);
  put(Tag::kClauseThat, kThat);
  put(Tag::kHeadFamily, kFamily);
  put(Tag::kHeadThing, kThing, How::kOne);
  put(Tag::kNumUnitNoun, kThing);
  for (const Tag t : {Tag::kTimeDay, Tag::kTimeIn, Tag::kTimeDaypart, Tag::kTimeRel, Tag::kTimeThis}) put(t, kTime);
  put(Tag::kNisba, kNationality, How::kNisba);
  return all;
}();

class Marker {
 public:
  explicit Marker(const lexicon::Lexicon& lexicon) : lexicon_(lexicon) {}

  // Adds what one sense says.
  void Add(const Sense& s, Mark& m) const {
    const Meaning& meaning = kMeanings[static_cast<size_t>(s.tag)];
    m.bits |= meaning.bits;
    switch (meaning.how) {
      case How::kBits: return;
      case How::kValue: m.value = static_cast<int8_t>(s.value); return;
      case How::kVerb: m.verb_kind = Kind(s); return;
      case How::kNoun: m.noun_kind = Kind(s); return;
      case How::kOpen: m.open_kind = Kind(s); return;
      case How::kPerson: return Person(s, m);
      case How::kDual:
        Person(s, m);
        m.number = lexicon::Number::kDual;
        return;
      case How::kKind:
        m.bits |= lexicon_.Symbol(s.value) == "victim" ? kVictim : kKindStrong;
        m.person_kind = Kind(s);
        m.number = s.number;
        return;
      case How::kWeakKind: m.person_kind = Kind(s); return;
      case How::kOne:
        if (s.value != 0) m.value = static_cast<int8_t>(s.value);
        return;
      case How::kToll:
        m.bits |= s.value == 1 ? kTollVerb : kToll;
        if (s.value != 1) m.value = static_cast<int8_t>(s.value);
        return;
      case How::kStatus: m.status = StatusOf(lexicon_.Symbol(s.value)); return;
      case How::kBackground:
        // 2: of what follows it; 3: counted from then on; 4: "these attacks", which is the past where they are counted so.
        m.bits |= s.value == 2 ? kBackground | kPastAhead : s.value == 3 ? kBackground | kSpan : s.value == 4 ? kThose : kBackground;
        return;
      case How::kNisba:
        if (m.number == lexicon::Number::kNone) m.number = s.number;
        return;
    }
  }

 private:
  FigureKind Kind(const Sense& s) const { return KindOf(lexicon_.Symbol(s.value)); }
  void Person(const Sense& s, Mark& m) const {
    std::string_view name = lexicon_.Symbol(s.value);
    constexpr std::string_view kWeakEnd = "_weak";
    const bool weak = name.ends_with(kWeakEnd);
    if (weak) name.remove_suffix(kWeakEnd.size());
    m.category = CategoryOf(name);
    m.category_weak = weak;
    if (s.number != lexicon::Number::kNone) m.number = s.number;
  }

  const lexicon::Lexicon& lexicon_;
};

}  // namespace

Mark MarkMemory::Make(std::span<const Sense> senses, bool phrase) const {
  Mark m;
  const Marker marker(lexicon_);
  for (const Sense& s : senses) marker.Add(s, m);
  if (phrase) return m;
  if (m.Has(kSpeech) && m.Has(kVerb | kVerbWeak)) m.bits &= ~(kVerb | kVerbWeak | kCause);  // "expects" is spelled like "brings down"
  if (m.Has(kFiller)) m.bits &= ~kThat;  // "now" is spelled like "that" with an article
  return m;
}

uint64_t MarkTokens(Reading& r, uint32_t first, uint32_t last) {
  const Words& w = r.words;
  const char waw = static_cast<char>(text::kWaw);
  const uint64_t lone_waw = text::HashWord({&waw, 1});
  Mark* marks = r.marks.data();
  uint64_t all = 0;
  const Word* words = w.words.data();
  const text::Token* tokens = w.text->tokens.data();
  for (uint32_t i = first; i < last; ++i) {  // they are empty yet; no branch: which words mean something nobody can guess
    const uint64_t listed = words[i].senses.empty() ? 0 : ~uint64_t{0};
    marks[i].last = i + 1;
    marks[i].clitics = static_cast<uint16_t>(words[i].cut.Shown() & listed);
    if (tokens[i].hash == lone_waw) [[unlikely]] all |= marks[i].bits = words[i].phrase == kNone ? kWaw & ~listed : 0;
  }
  if (r.counting.size() < last - first + 1) r.counting.resize(last - first + 1);
  uint32_t *telling = r.counting.data(), *counting = telling;
  for (uint32_t i = first; (i = w.NextStart(i, last, kTellsFigure)) < last; ++i) {
    r.memory.Ask(w.words[i].senses);  // lies far away
    *telling++ = i;
  }
  for (const uint32_t* at = counting; at != telling; ++at) {
    const uint32_t i = *at;
    const Word& word = w.words[i];
    Mark& m = marks[i];  // written where it lies: what is put together elsewhere is waited for when it is copied
    const uint16_t clitics = m.clitics;
    const Phrase* phrase = word.phrase == kNone ? nullptr : &w.phrases[word.phrase];
    const Mark* known = phrase == nullptr ? nullptr : &r.memory.Of(phrase->senses, true);
    if (known == nullptr || known->bits == 0) {
      known = &r.memory.Of(word.senses, false);
      const uint64_t others = phrase != nullptr && word.tags.Has(Tag::kName) ? kSport | kDisease | kFiction : 0;  // "the Prisoners' Club"
      m = *known;
      m.bits &= ~others;
      m.last = i + 1;
      m.clitics = clitics;
    } else {
      m = *known;
      m.last = phrase->last;
      m.clitics = phrase->clitics;
    }
    all |= m.bits;
    *counting = i;
    counting += m.Has(kCounting);
  }
  *counting = last;
  return all;
}

}  // namespace tawatur::extract::figures
