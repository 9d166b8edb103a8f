// Ordinals, fractions and vague quantities. Entry points: ReadOrdinal(), ReadFraction(), ReadVague(); called by
// ReadNumber().
#include "extract/numbers.h"

namespace tawatur::extract {
namespace {

bool Has(const Words& w, uint32_t i, uint32_t from, uint16_t clitic) {
  return SameSentence(w, i, from) && IsWord(w, i) && (CliticsOf(w, i) & clitic) != 0;
}

const Sense* SenseIn(const Words& w, uint32_t i, uint32_t from, Tag tag) {
  return SameSentence(w, i, from) && IsWord(w, i) ? w.WordSense(i, tag) : nullptr;
}

// The scale that a fraction is of: "nisf milyun", "thalathat arba' al-milyun".
void OfScale(const Words& w, NumberRead& out) {
  const Sense* s = SenseIn(w, out.last, out.first, Tag::kNumScale);
  if (s == nullptr || Has(w, out.last, out.first, text::kAnd)) return;
  out.value *= static_cast<double>(s->value);
  out.scale = static_cast<double>(s->value);
  out.kind = NumberKind::kCardinal;
  ++out.last;
}

}  // namespace

bool ReadOrdinal(const Words& w, uint32_t i, NumberRead& out) {
  const Sense* s = w.WordSense(i, Tag::kNumOrdinal);
  const Sense* unit = w.WordSense(i, Tag::kNumUnit);
  if (s == nullptr || unit != nullptr) return false;
  out.value = static_cast<double>(s->value);
  out.kind = NumberKind::kOrdinal;
  uint32_t p = i + 1;
  if (s->value < 10) {
    uint32_t q = IsLoneAnd(w, p) ? p + 1 : p;
    bool joined = q > p || Has(w, q, i, text::kAnd);
    const Sense* tens = SenseIn(w, q, i, Tag::kNumTens);
    if (!joined && SenseIn(w, p, i, Tag::kNumTen) != nullptr) {
      out.value += 10;
      ++p;
    } else if (joined && tens != nullptr) {
      out.value += static_cast<double>(tens->value);
      p = q + 1;
    }
  }
  // "al-ashir ba'd al-mi'a"
  const Sense* after = SenseIn(w, p, i, Tag::kTimeAgo);
  if (after != nullptr && after->value > 0 && Has(w, p + 1, i, text::kArticle)) {
    const Sense* big = SenseIn(w, p + 1, i, Tag::kNumHundred);
    if (big == nullptr) big = SenseIn(w, p + 1, i, Tag::kNumScale);
    if (big != nullptr) {
      out.value += static_cast<double>(big->value);
      p += 2;
    }
  }
  out.last = p;
  return true;
}

bool ReadFraction(const Words& w, uint32_t i, NumberRead& out) {
  out.last = i + 1;
  out.kind = NumberKind::kFraction;
  // "thultha al-dahaya" is a dual in the construct, whatever it may be elsewhere.
  const bool construct = w.WordSense(i, Tag::kNumFractionDual) != nullptr && Has(w, i + 1, i, text::kArticle);
  if (const Sense* s = construct ? nullptr : w.WordSense(i, Tag::kNumFraction)) {
    out.value = 1.0 / static_cast<double>(s->value);
    OfScale(w, out);
    return true;
  }
  if (const Sense* s = w.WordSense(i, Tag::kNumFractionDual)) {
    out.value = 2.0 / static_cast<double>(s->value);
    OfScale(w, out);
    return true;
  }
  if (const Sense* s = w.WordSense(i, Tag::kNumUnit); s != nullptr && !out.article) {
    const Sense* parts = SenseIn(w, i + 1, i, Tag::kNumFractions);
    if (parts != nullptr && !Has(w, i + 1, i, text::kAnd)) {
      out.value = static_cast<double>(s->value) / static_cast<double>(parts->value);
      out.last = i + 2;
      OfScale(w, out);
      return true;
    }
  }
  // "khums al-sa'a": the numeral itself never stands before a definite singular.
  if (const Sense* s = w.WordSense(i, Tag::kNumFractionIf);
      s != nullptr && !out.article && Has(w, i + 1, i, text::kArticle) && !Has(w, i + 1, i, text::kAnd) &&
      !HasTagIn(w, i + 1, Tag::kNumAfter, Tag::kNumVague)) {
    for (const Sense& n : w.words[i + 1].senses)
      if (n.number == lexicon::Number::kPlural) return out.kind = NumberKind::kCardinal, false;
    out.value = 1.0 / static_cast<double>(s->value);
    return true;
  }
  out.kind = NumberKind::kCardinal;
  return false;
}

bool ReadVague(const Words& w, uint32_t i, NumberRead& out) {
  uint32_t p = i;
  bool several = w.WordSense(p, Tag::kNumSeveral) != nullptr;
  if (several) ++p;
  int found = 0;
  while (SameSentence(w, p, i) && IsWord(w, p) && found < 3) {
    if (p > i && Has(w, p, i, text::kAnd)) break;
    bool quantity = w.WordSense(p, Tag::kNumVague) != nullptr || w.WordSense(p, Tag::kNumScales) != nullptr;
    if (!quantity) break;
    ++found;
    ++p;
  }
  if (!several && found == 0) return false;
  out.vague = true;
  out.last = p;
  return true;
}

}  // namespace tawatur::extract
