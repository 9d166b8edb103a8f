// Shares of a period: quarters and halves of a year, weeks of a month, decades; and dates with full stops. Part of
// TimeReader.
#include "extract/times.h"

namespace tawatur::extract {

// Gives the share that the ordinal at i tells of `parts` (1 ..), or 0.
static int ShareNumber(const Sense* ordinal, const Sense* last, int parts) {
  if (ordinal != nullptr && ordinal->value >= 1 && ordinal->value <= parts) return static_cast<int>(ordinal->value);
  return last != nullptr ? parts : 0;
}

// The year or month at j that a share is of.
uint32_t TimeReader::WholeOf(uint32_t j, TimeExpr& e) {
  e = TimeExpr{};
  uint32_t end = MonthFirst(j, e);
  if (end == 0) end = UnitPoint(j, e);
  if (end == 0) end = Year(j, e.from);
  if (int v = Digits(j, 4); end == 0 && v >= 1900 && v < 2100) {
    e.from.year = static_cast<int16_t>(v);
    e.from.grain = Unit::kYear;
    end = j + 1;
  }
  const Sense* bare = S(j, Tag::kTimeUnit);  // "min al-am"
  if (end == 0 && bare != nullptr && Article(j) && bare->number == lexicon::Number::kSingular) {
    const auto u = static_cast<Unit>(bare->value);
    if (u != Unit::kYear && u != Unit::kMonth) return 0;
    e.from.relative = true, e.from.offset_unit = e.from.grain = u;
    end = j + 1;
  }
  const TimePoint& p = e.from;
  return e.type != TimeType::kDate || p.hijri || p.day != 0 || p.part != 0 || p.weekday >= 0 ? 0 : end;
}

// "al-ashhur al-sitta al-ula min 2019"
uint32_t TimeReader::FirstMonths(uint32_t i, TimeExpr& e) {
  const Sense* unit = S(i, Tag::kTimeUnit);
  if (unit == nullptr || unit->value != static_cast<int64_t>(Unit::kMonth) ||
      unit->number == lexicon::Number::kSingular)
    return 0;
  uint32_t j = Word(i + 1) && IsDigits(w_, i + 2) ? i + 2 : i + 1;  // "al-" before digits
  NumberRead r;
  if (!In(j) || !Number(j, r) || r.vague || r.kind != NumberKind::kCardinal || r.value < 2 || r.value > 11)
    return 0;
  const Sense* first = S(r.last, Tag::kNumOrdinal);
  if (first == nullptr || first->value != 1 || !Article(r.last) || S(r.last + 1, Tag::kNumFrom) == nullptr) return 0;
  uint32_t end = WholeOf(r.last + 2, e);
  if (end == 0 || e.from.grain != Unit::kYear) return 0;
  e.to = e.from;
  e.from.month = 1;
  e.to.month = static_cast<int8_t>(r.value);
  e.from.grain = e.to.grain = Unit::kMonth;
  e.type = TimeType::kDateRange;
  e.rule = "share";
  return end;
}

uint32_t TimeReader::ShareOf(uint32_t i, TimeExpr& e) {
  if (!Word(i) || (Clitics(i) & text::kArticle) == 0) return 0;
  if (uint32_t end = FirstMonths(i, e); end != 0) return end;
  const Sense* fraction = S(i, Tag::kNumFraction);
  const Sense* unit = S(i, Tag::kTimeUnit);
  const bool week =
      unit != nullptr && unit->value == static_cast<int64_t>(Unit::kWeek) && unit->number == lexicon::Number::kSingular;
  if ((fraction == nullptr || fraction->value > 4) && !week) return 0;
  const int parts = week ? 5 : static_cast<int>(fraction->value);
  if (!Article(i + 1) || And(i + 1)) return 0;
  const Sense* last = S(i + 1, Tag::kTimeLast);
  const int share = ShareNumber(S(i + 1, Tag::kNumOrdinal), last, parts);
  if (share == 0) return 0;
  uint32_t j = i + 2;
  const bool of = S(j, Tag::kNumFrom) != nullptr;
  if (of) ++j;
  if (!of && (Clitics(j) & text::kFor) == 0) return 0;
  TimeExpr whole;
  uint32_t end = WholeOf(j, whole);
  if (end == 0) return 0;
  const TimePoint& p = whole.from;
  const bool half_month = p.grain == Unit::kMonth && parts == 2;
  if (p.grain != (week ? Unit::kMonth : Unit::kYear) && !half_month) return 0;
  e = whole;
  e.to = e.from;
  if (week || half_month) {
    const int days = week ? 7 : 15;
    const bool to_end = last != nullptr || share == parts;
    e.from.nth = static_cast<int8_t>(week && last != nullptr ? -days : days * (share - 1) + 1);
    e.to.nth = static_cast<int8_t>(to_end ? -1 : days * share);
    e.from.grain = e.to.grain = Unit::kDay;
  } else {
    const int months = 12 / parts;
    e.from.month = static_cast<int8_t>(months * (share - 1) + 1);
    e.to.month = static_cast<int8_t>(months * share);
    e.from.grain = e.to.grain = Unit::kMonth;
  }
  e.type = TimeType::kDateRange;
  e.rule = "share";
  return end;
}

uint32_t TimeReader::Decade(uint32_t i, TimeExpr& e) {
  const Sense* s = S(i, Tag::kTimeDecade);
  if (s == nullptr || S(i + 1, Tag::kNumFrom) != nullptr) return 0;  // "fi al-thalathinat min umrih"
  int century = s->value >= 30 ? 1900 : 0;
  uint32_t end = i + 1;
  const Sense* unit = S(end, Tag::kTimeUnit);
  int offset = 0;
  if (unit != nullptr && unit->value == static_cast<int64_t>(Unit::kCentury) && Article(end)) {
    uint32_t j = Relative(end + 1, offset);
    if (j == 0 || offset > 0 || offset < -1) return 0;
    century = offset == 0 ? 2000 : 1900;
    end = j;
  } else if (!Article(i)) {
    return 0;
  }
  if (century == 0) return 0;
  e.from = e.to = TimePoint{};
  e.from.year = static_cast<int16_t>(century + s->value);
  e.to.year = static_cast<int16_t>(e.from.year + 9);
  e.from.grain = e.to.grain = Unit::kYear;
  e.type = TimeType::kDateRange;
  e.rule = "decade";
  return end;
}

// The full stops look like ends of sentences, so this reads across them; nothing else does.
uint32_t TimeReader::Dotted(uint32_t i, TimePoint& p) {
  const auto& t = w_.text->tokens;
  int day = Digits(i, 2);
  if (day < 1 || day > 31 || !IsSign(w_, i + 1, '.') || t[i + 1].space_before || !IsWord(w_, i + 2)) return 0;
  Hit h = w_.At(i + 2, Tag::kTimeMonth);
  if (!h) h = w_.At(i + 2, Tag::kTimeWeakMonth);
  if (!h || h.clitics != 0 || !IsSign(w_, h.last, '.') || !IsDigits(w_, h.last + 1) || t[h.last + 1].fold_size != 4)
    return 0;
  int year = 0;
  for (char c : w_.text->Word(h.last + 1)) year = year * 10 + (c - '0');
  if (year < 1900 || year > 2099) return 0;
  p.year = static_cast<int16_t>(year), p.month = static_cast<int8_t>(h.sense->value), p.day = static_cast<int8_t>(day);
  p.grain = Unit::kDay;
  return h.last + 2;
}

}  // namespace tawatur::extract
