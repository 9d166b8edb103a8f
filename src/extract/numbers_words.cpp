// Number words: cardinals of any length, with digits mixed in. Entry point: ReadNumber(). Ordinals, fractions, vague:
// numbers_parts.cpp.
//
// Words add ("mi'a wa-khamsa": joined by waw) or multiply ("khams mi'a", "3 alaf": no waw). A group below a thousand is
// gathered in `group` until its scale closes it; scales fall from left to right.
#include <cmath>

#include "extract/numbers.h"

namespace tawatur::extract {
namespace {

enum class Part : uint8_t { kNone, kDigits, kUnit, kOne, kTen, kTens, kHundred, kScale, kTwice, kScales };

struct Atom {
  Part part = Part::kNone;
  bool joined = false;    // by waw
  bool article = false;
  bool or_twice = false;  // "alfa" is 1000 in the accusative and 2000 before a noun
  double value = 0;
  uint32_t at = 0;        // its token
};

Atom AtomAt(const Words& w, uint32_t i, uint32_t from) {
  Atom a;
  if (!SameSentence(w, i, from)) return a;
  if (IsLoneAnd(w, i)) {
    a.joined = true;
    if (!SameSentence(w, ++i, from)) return a;
  }
  a.at = i;
  if (IsDigits(w, i)) {
    a.part = Part::kDigits;
    return a;
  }
  if (!IsWord(w, i)) return a;
  const auto& word = w.words[i];
  a.joined = a.joined || (CliticsOf(w, i) & text::kAnd) != 0;
  a.article = (CliticsOf(w, i) & text::kArticle) != 0;
  if (!(w.starts[i] & kStartsNumber)) return a;
  for (const Sense& s : word.senses) {
    Part part = Part::kNone;
    switch (s.tag) {
      case Tag::kNumUnit: part = Part::kUnit; break;
      case Tag::kNumOne: part = Part::kOne; break;
      case Tag::kNumTen: part = Part::kTen; break;
      case Tag::kNumTens: part = Part::kTens; break;
      case Tag::kNumHundred: part = Part::kHundred; break;
      case Tag::kNumScale: part = Part::kScale; break;
      case Tag::kNumTwice: part = Part::kTwice; break;
      case Tag::kNumScales: part = Part::kScales; break;
      default: continue;
    }
    if (a.part == Part::kNone || part < a.part) {
      a.or_twice = a.or_twice || a.part == Part::kTwice;
      a.part = part;
      a.value = static_cast<double>(s.value);
    } else if (part == Part::kTwice) {
      a.or_twice = true;
    }
  }
  // "wa-ahad" folds to "wahid"; the hamza of the original tells them apart.
  if (a.part == Part::kUnit && a.value == 1 && !a.joined) {
    std::string_view s = w.text->Verbatim(w.text->tokens[i].span());
    if (s.size() > 4 && s.substr(0, 4) == "\xD9\x88\xD8\xA3") a.part = Part::kOne, a.joined = true;
  }
  if (a.part == Part::kOne) a.value = 1;
  if (a.part == Part::kTen) a.value = 10;
  return a;
}

// The token begins with waw although no waw was cut: "wahid" may be "wa-ahad".
bool IsAnd(const Words& w, uint32_t i) { return static_cast<unsigned char>(w.text->Word(i)[0]) == text::kWaw; }

// Before a bare noun "alfa" is a dual in the construct.
bool NounFollows(const Words& w, uint32_t i, uint32_t from) {
  return SameSentence(w, i, from) && IsWord(w, i) && (CliticsOf(w, i) & (text::kArticle | text::kAnd)) == 0 &&
         !w.Is(i, Tag::kNumFrom) && !w.Is(i, Tag::kTimeIn) && !HasTagIn(w, i, Tag::kNumAfter, Tag::kNumVague);
}

struct Reader {
  const Words& w;
  uint32_t first;
  uint32_t at = 0;        // next token
  double total = 0, group = 0, last_scale = 1e18;
  bool have = false, scaled = false, digits_in_group = false, unit_last = false, fraction = false, hidden_and = false;

  bool Room() const { return !digits_in_group && std::fmod(group, 100) == 0; }

  bool Unit(const Atom& a) {
    // "wa-ahad" (and one) is spelt as "wahid" (one).
    Atom next = AtomAt(w, a.at + 1, first);
    bool loose =
        scaled && group == 0 && next.part == Part::kHundred && next.value == 100 && !next.joined;  // "alf khams mi'a"
    if (have && !((a.joined || loose || (a.value == 1 && a.part == Part::kUnit)) && Room())) return false;
    if (next.part == Part::kTen && !next.joined) {
      group += a.value + 10;
      at = next.at + 1;
      unit_last = false;
      hidden_and =
          hidden_and || (!have && a.value == 1 && a.at == first && w.words[a.at].cut.front == 0 && IsAnd(w, a.at));
      return true;
    }
    const Sense* hundreds =
        IsWord(w, next.at) && next.at > a.at ? w.WordSense(next.at, Tag::kNumVague) : nullptr;  // "arba' mi'at"
    bool plural = hundreds != nullptr && hundreds->value == 100 && !next.article;
    if (((next.part == Part::kHundred && next.value == 100) || plural) && !next.joined && a.value >= 3 && group == 0) {
      group = a.value * 100;
      at = next.at + 1;
      unit_last = false;
      return true;
    }
    if (a.part == Part::kOne && !(next.part == Part::kTens && next.joined))
      return false;  // "ahad al-junud" is somebody
    group += a.value;
    at = a.at + 1;
    unit_last = true;
    return true;
  }

  bool Scale(const Atom& a) {
    double s = a.value;
    bool twice = a.part == Part::kTwice || (a.or_twice && (group == 0) && NounFollows(w, a.at + 1, first));
    if (!a.joined && group > 0 && a.part != Part::kTwice) {
      if (s >= last_scale) return false;
      total += group * s;
    } else if (!a.joined && group == 0 && scaled && s > last_scale && a.part == Part::kScale && total < 1e6) {
      total *= s;
    } else if ((!have || (a.joined && group == 0)) && a.part != Part::kScales) {
      if (s >= last_scale) return false;
      total += twice ? 2 * s : s;
    } else {
      return false;
    }
    group = 0;
    last_scale = s;
    scaled = true;
    digits_in_group = unit_last = false;
    at = a.at + 1;
    return true;
  }

  // "12 thousand and 16 thousand": the scale stands again, so another number begins.
  bool Again(uint32_t i) const {
    const Atom a = AtomAt(w, i, first);
    return !a.joined && (a.part == Part::kScale || a.part == Part::kTwice || a.part == Part::kScales) && a.value >= last_scale;
  }

  bool Take(const Atom& a, NumberRead& out) {
    switch (a.part) {
      case Part::kDigits: {
        if (have && !(a.joined && scaled && group == 0)) return false;
        NumberRead d;
        ReadDigits(w, a.at, d);
        if (have && (d.nothing || d.value >= last_scale || Again(d.last))) return false;
        if (!have) out.digits = true, out.plain = d.plain, out.length = d.length, out.nothing = d.nothing;
        group = d.value;
        digits_in_group = true;
        unit_last = false;
        at = d.last;
        return true;
      }
      case Part::kUnit:
      case Part::kOne: return Unit(a);
      case Part::kTen:
        if (have && !(a.joined && Room())) return false;
        group += 10;
        at = a.at + 1;
        unit_last = false;
        return true;
      case Part::kTens:
        if (have && !(a.joined && !digits_in_group && (Room() || unit_last))) return false;
        group += a.value;
        at = a.at + 1;
        unit_last = false;
        return true;
      case Part::kHundred:
        if (have && !((a.joined || scaled) && group == 0)) return false;
        group += a.value;
        at = a.at + 1;
        unit_last = false;
        return true;
      case Part::kScale:
      case Part::kTwice:
      case Part::kScales: return Scale(a);
      default: return false;
    }
  }

  // "milyunayn wa-nisf (al-milyun)", "wahid wa-rub'".
  void Fraction() {
    uint32_t i = at;
    bool joined = IsLoneAnd(w, i);
    if (joined) ++i;
    if (!SameSentence(w, i, first) || !IsWord(w, i)) return;
    if (!joined && (CliticsOf(w, i) & text::kAnd) == 0) return;
    if ((CliticsOf(w, i) & text::kPronoun) != 0) return;
    NumberRead f;
    const Sense* s = w.WordSense(i, Tag::kNumFraction);
    double part = 0;
    uint32_t end = i + 1;
    if (s != nullptr) {
      part = 1.0 / static_cast<double>(s->value);
    } else if (const Sense* two = w.WordSense(i, Tag::kNumFractionDual)) {
      part = 2.0 / static_cast<double>(two->value);
    } else if (const Sense* u = w.WordSense(i, Tag::kNumUnit); u != nullptr && SameSentence(w, i + 1, first)) {
      const Sense* d = w.WordSense(i + 1, Tag::kNumFractions);
      if (d == nullptr || (CliticsOf(w, i + 1) & text::kAnd) != 0) return;
      part = static_cast<double>(u->value) / static_cast<double>(d->value);
      end = i + 2;
    } else {
      return;
    }
    double unit = group == 0 && scaled ? last_scale : 1;
    const Sense* again = SameSentence(w, end, first) && IsWord(w, end) ? w.WordSense(end, Tag::kNumScale) : nullptr;
    if (again != nullptr) {
      if (static_cast<double>(again->value) >= last_scale * 1.5 || !scaled) return;
      unit = static_cast<double>(again->value);
      ++end;
    } else if (SameSentence(w, end, first) && IsWord(w, end) && (CliticsOf(w, end) & text::kArticle) != 0) {
      return;  // "khamsa wa-nisf al-balda"
    }
    total += part * unit;
    fraction = unit == 1;
    at = end;
  }

  void Point(NumberRead&) {
    if (!SameSentence(w, at, first) || !IsWord(w, at) || w.WordSense(at, Tag::kNumPoint) == nullptr) return;
    NumberRead d;
    if (!SameSentence(w, at + 1, first) || !ReadNumber(w, at + 1, d) || d.kind != NumberKind::kCardinal || d.vague)
      return;
    double part = d.value / d.scale;
    while (part >= 1) part /= 10;
    total = (total + group + part) * d.scale;  // "arba'a fasila khamsa milyun"
    group = 0;
    at = d.last;
  }
};

// The digits at i end with their token: neither a group of digits, nor a word of a number, nor a conjunction follows.
bool Alone(const Words& w, uint32_t i) {
  const auto& t = w.text->tokens;
  const uint32_t next = i + 1;
  if (next >= t.size()) return true;
  switch (t[next].kind) {
    case text::TokenKind::kWord: return t[next].fold_size != 1 && !(w.starts[next] & kStartsNumber) && !w.Is(next, Tag::kNumPoint);
    case text::TokenKind::kNumber: return false;
    case text::TokenKind::kPunct: return !(t[next].sign == '.' || t[next].sign == ',') || !IsDigits(w, i + 2);
    case text::TokenKind::kNewline: return true;
  }
  return false;
}

}  // namespace

bool ReadNumber(const Words& w, uint32_t i, NumberRead& out) {
  out = NumberRead{};
  out.first = i;
  if (IsWord(w, i)) {
    if (!HasTagIn(w, i, Tag::kNumAfter, Tag::kNumVague)) return false;
    out.article = (CliticsOf(w, i) & text::kArticle) != 0;
    if (ReadVague(w, i, out) || ReadFraction(w, i, out) || ReadOrdinal(w, i, out)) return true;
  } else if (!IsDigits(w, i)) {
    return false;
  } else if (Alone(w, i)) {
    return ReadDigitsAlone(w, i, out);
  }
  Reader r{w, i, i};
  Atom a = AtomAt(w, i, i);
  bool all_articles = a.article && a.part != Part::kDigits && a.part < Part::kHundred;
  int parts = 0;
  while (a.part != Part::kNone && (r.have ? true : a.at == i) && r.Take(a, out)) {
    all_articles = all_articles && a.article;
    ++parts;
    r.have = true;
    a = AtomAt(w, r.at, i);
  }
  if (!r.have) return false;
  r.Point(out);
  r.Fraction();
  out.value = r.total + r.group;
  out.scale = r.scaled && r.group == 0 ? r.last_scale : 1;
  out.last = r.at;
  out.hidden_and = r.hidden_and;
  out.plain = out.plain && r.at == i + 1;
  if (r.fraction) out.kind = NumberKind::kFraction;
  if (all_articles && parts > 1) out.kind = NumberKind::kOrdinal;  // "al-wahid wa-l-ishrun"
  return true;
}

}  // namespace tawatur::extract
