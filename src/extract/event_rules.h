// Small rules of events.cpp: what refines a class, which roles its actors have, how specific a place is.
#pragma once
#include <algorithm>
#include <string_view>

#include "extract/findings.h"
#include "extract/words.h"
#include "text/fold.h"

namespace tawatur::extract::event_rules {

using text::Token;

// Short words, spelled by letter constants because code holds no Arabic; asked of a token by its hash.
template <unsigned char... letters>
inline bool Spells(const Token& t) {
  constexpr char s[] = {static_cast<char>(letters)...};
  return t.hash == text::HashWord({s, sizeof s});  // a constant: the compiler works it out
}

inline bool IsNegation(const Token& t) {
  using namespace text;
  return Spells<kLam, kMeem>(t) || Spells<kLam, kNoon>(t) || Spells<kLam, kAlef>(t) || Spells<kWaw, kLam, kMeem>(t) || Spells<kWaw, kLam, kAlef>(t);
}

inline bool IsOn(const Token& t) {
  using namespace text;
  return Spells<kAin, kLam, kYeh>(t);
}
inline bool IsOnOrAgainst(const Token& t) { return IsOn(t) || Spells<text::kDad, text::kDal>(t); }

inline bool IsIn(const Token& t) {
  using namespace text;
  return Spells<kFeh, kYeh>(t);
}
inline bool BeginsWithAnd(std::string_view w) { return w.size() > 3 && static_cast<unsigned char>(w.front()) == text::kWaw; }
inline bool BeginsWithYeh(std::string_view w) { return w.size() > 2 && static_cast<unsigned char>(w.front()) == text::kYeh; }

inline bool IsFrom(const Token& t) {
  using namespace text;
  return Spells<kMeem, kNoon>(t);
}

inline bool IsPreposition(const Token& t) {
  using namespace text;
  return IsOnOrAgainst(t) || IsIn(t) || IsFrom(t) || Spells<kAlef, kLam, kYeh>(t) || Spells<kAin, kNoon>(t) || Spells<kMeem, kAin>(t);
}

// min qibal, ala yad, ala aydi.
inline bool IsByWhom(const Token& a, const Token& b) {
  using namespace text;
  return (IsFrom(a) && Spells<kQaf, kBeh, kLam>(b)) || (IsOn(a) && (Spells<kYeh, kDal>(b) || Spells<kAlef, kYeh, kDal, kYeh>(b)));
}

// bi-rasas, bi-niran: by the bullets, under the fire of somebody.
inline bool IsByFire(const Token& t) {
  using namespace text;
  return Spells<kBeh, kReh, kSad, kAlef, kSad>(t) || Spells<kBeh, kNoon, kYeh, kReh, kAlef, kNoon>(t);
}

// masdaruhu: whose source is.
inline bool IsSource(std::string_view w) {
  using namespace text;
  constexpr char kSource[] = {static_cast<char>(kMeem), static_cast<char>(kSad), static_cast<char>(kDal), static_cast<char>(kReh), static_cast<char>(kHeh)};
  return (w.size() == 5 || w.size() == 6) && w.starts_with(std::string_view(kSource, sizeof kSource));
}

// qama bi-, aqdama ala: undertook what follows.
inline bool Undertakes(const Token& t) {
  using namespace text;
  return Spells<kQaf, kAlef, kMeem>(t) || Spells<kQaf, kAlef, kMeem, kTeh>(t) || Spells<kQaf, kAlef, kMeem, kWaw, kAlef>(t) || Spells<kAlef, kQaf, kDal, kMeem>(t) ||
         Spells<kAlef, kQaf, kDal, kMeem, kTeh>(t) || Spells<kWaw, kQaf, kAlef, kMeem, kTeh>(t) || Spells<kWaw, kQaf, kAlef, kMeem>(t);
}

inline bool BeginsWithArticle(std::string_view w) { return w.size() > 3 && static_cast<unsigned char>(w[0]) == text::kAlef && static_cast<unsigned char>(w[1]) == text::kLam; }
inline bool IsAnd(const Token& t) { return Spells<text::kWaw>(t); }

// mutabadal: mutual.
inline bool IsMutual(std::string_view w) {
  using namespace text;
  constexpr char kMutual[] = {static_cast<char>(kMeem), static_cast<char>(kTeh), static_cast<char>(kBeh), static_cast<char>(kAlef), static_cast<char>(kDal), static_cast<char>(kLam)};
  const std::string_view stem = w.size() > 6 && static_cast<unsigned char>(w[0]) == kAlef ? w.substr(2) : w;  // al-
  return stem.starts_with(std::string_view(kMutual, sizeof kMutual));
}

inline bool IsBetween(const Token& t) {
  using namespace text;
  return Spells<kBeh, kYeh, kNoon>(t);
}

// amaliyya, hamla: an operation, a campaign of.
inline bool IsOperation(const Token& t) {
  using namespace text;
  return Spells<kAin, kMeem, kLam, kYeh, kHeh>(t) || Spells<kAin, kMeem, kLam, kYeh, kAlef, kTeh>(t) || Spells<kHah, kMeem, kLam, kHeh>(t) || Spells<kHah, kMeem, kLam, kAlef, kTeh>(t);
}

// The Syrians, Americans: people, by the plural of their nisba; not their state.
inline bool NamesPeople(std::string_view w) {
  using namespace text;
  if (w.size() < 6) return false;
  auto letter = [&](size_t back) { return static_cast<unsigned char>(w[w.size() - back]); };
  return letter(1) == kNoon && (letter(2) == kYeh || letter(2) == kWaw) && letter(3) != kTeh;
}

// A generic class becomes the weapon's class; a specific one stays.
inline std::string_view Finer(std::string_view event_class, std::string_view weapon) {
  const bool generic = event_class == "attack" || event_class == "explosion" || event_class == "storming";
  if (generic) return event_class == "storming" ? event_class : weapon;
  if (event_class == "bombing" && (weapon == "car_bombing" || weapon == "suicide_bombing" || weapon == "landmine")) return weapon;
  if (event_class == "shelling" && (weapon == "missile_attack" || weapon == "drone_strike" || weapon == "air_strike")) return weapon;
  if (event_class == "air_strike" && weapon == "drone_strike") return weapon;
  return event_class;
}

inline bool IsAttack(std::string_view c) {
  return c == "attack" || c == "storming" || c == "shooting" || c == "bombing" || c == "car_bombing" || c == "suicide_bombing" || c == "capture_of_territory";
}

// What people do to people or against them: such words are borrowed and talked of; nobody speaks so of floods and wrecks.
inline bool IsHumanViolence(std::string_view c) {
  constexpr std::string_view other[] = {"fire", "flood", "storm", "earthquake", "wreck", "plane_crash", "road_accident", "building_collapse", "disease_outbreak",
                                        "famine", "other", "trial", "displacement", "withdrawal", "surrender", "prisoner_release", "curfew", "foiled_plot", "arrest", "landmine"};
  for (std::string_view o : other) {
    if (c == o) return false;
  }
  return true;
}

// "he kills", "they kill" against "I kill", "we kill".
inline bool ThirdPerson(const Word& word, std::string_view folded) {
  const auto c = static_cast<unsigned char>(folded[std::min<size_t>(word.cut.front, folded.size() - 1)]);
  return c == text::kYeh || c == text::kTeh;
}

inline std::string_view DoerRole(std::string_view c) {
  if (c == "protest" || c == "riot" || c == "strike_action") return "protester";
  if (c == "arrest" || c == "curfew" || c == "prisoner_release" || c == "surrender" || c == "withdrawal" || c == "deployment" || c == "trial" ||
      c == "ceasefire" || c == "foiled_plot" || c == "displacement") {
    return "actor";
  }
  return "attacker";
}
inline std::string_view OtherRole(std::string_view c) { return DoerRole(c) == "attacker" ? "target" : "recipient"; }

// After these nouns the genitive is the one it happened to: assassination of X, targeting of X.
inline bool GenitiveIsTarget(std::string_view c, const Words& words, uint32_t token) {
  if (c == "assassination" || c == "arrest" || c == "abduction" || c == "execution" || c == "siege" || c == "storming" || c == "raid" ||
      c == "foiled_plot" || c == "prisoner_release" || c == "displacement" || c == "trial" || c == "demolition" || c == "looting" ||
      c == "capture_of_territory") {
    return true;
  }
  // istihdaf, muhajama: verbal nouns of transitive verbs, listed as carrying a pronoun and not counted in plurals.
  const Sense* s = words.WordSense(token, Tag::kEvent);
  return s != nullptr && c == "attack" && s->number == lexicon::Number::kNone;
}

// Kinds of bodies (docs/lexicon.md) that bear arms; that report, count and help.
inline bool BearsArms(std::string_view kind) {
  return kind == "army" || kind == "armed_group" || kind == "militia" || kind == "command" || kind == "security_forces" || kind == "police" || kind == "intelligence";
}
inline bool Watches(std::string_view kind) {
  return kind == "outlet" || kind == "agency" || kind == "monitor" || kind == "ngo" || kind == "un" || kind == "red_crescent" || kind == "civil_defence" ||
         kind == "think_tank" || kind == "science" || kind == "media";
}

// 0 = facility or quarter .. 3 = country or larger.
inline int PlaceRank(const Mention& m) {
  if (m.type == lexicon::EntityType::kFacility) return 0;
  const std::string_view k = m.kind;
  if (k == "country" || k == "region" || k == "sea" || k == "river" || k == "continent") return 3;
  if (k == "governorate" || k == "province" || k == "state") return 2;
  return 1;
}

}  // namespace tawatur::extract::event_rules
