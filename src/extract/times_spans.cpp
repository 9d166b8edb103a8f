// Lengths of time and what is measured with them: durations, "qabl shahrayn", "al-ayyam al-sitta al-madiya", sets. Part
// of TimeReader.
#include <cmath>

#include "extract/times.h"

namespace tawatur::extract {
namespace {

constexpr auto kFrontWithoutAnd = static_cast<uint16_t>(text::kWith | text::kFor | text::kLike);

bool IsDual(const Sense& s) {
  return (s.number == lexicon::Number::kDual || s.number == lexicon::Number::kDualOrPlural) &&
         s.form != lexicon::Form::kConstruct;
}

// "qabl usbu'ayn" is a day, "qabl shahrayn" a month: the grain of the words.
void SetOffset(TimePoint& p, double amount, Unit unit) {
  p = TimePoint{};
  p.relative = true;
  if (unit == Unit::kWeek) amount *= 7, unit = Unit::kDay;
  if (unit == Unit::kHour && amount != std::floor(amount)) amount *= 60, unit = Unit::kMinute;
  if (unit == Unit::kYear && amount != std::floor(amount)) amount *= 12, unit = Unit::kMonth;
  if (unit == Unit::kDecade) amount *= 10, unit = Unit::kYear;
  if (unit == Unit::kCentury) amount *= 100, unit = Unit::kYear;
  p.offset = static_cast<int32_t>(std::lround(amount));
  p.offset_unit = unit;
  p.grain = unit;
}

}  // namespace

uint32_t TimeReader::Length(uint32_t i, TimeExpr& e) {
  // What may stand alone as one: behind "li-muddat", in "shahr wa-20 yawm", before "kamil".
  bool after_for = i > 0 && In(i - 1) && (S(i - 1, Tag::kTimeFor) != nullptr || S(i - 1, Tag::kTimeDuring) != nullptr);
  uint32_t end = 0;
  int parts = 0;
  bool bare = false;
  e.more_size = 0;
  for (uint32_t j = i; parts < 4;) {
    double amount = 0;
    const Sense* unit = nullptr;
    uint32_t after = 0;
    bool single = false;
    NumberRead r;
    if ((IsDigits(w_, j) || IsWord(w_, j)) && In(j) && Number(j, r) && !r.vague &&
        r.kind != NumberKind::kOrdinal && !r.nothing) {
      unit = S(r.last, Tag::kTimeUnit);
      if (unit == nullptr || (Clitics(r.last) & ~text::kPronoun) != 0 || unit->form == lexicon::Form::kConstruct) break;
      if (r.kind == NumberKind::kFraction && r.value < 1 && unit->number != lexicon::Number::kSingular) break;
      amount = r.value;
      after = r.last + 1;
    } else if ((unit = S(j, Tag::kTimeUnit)) != nullptr && !Article(j)) {
      if (j == i && (Clitics(j) & kFrontWithoutAnd) != 0 && !IsDual(*unit)) {
        // "li-yawm kamil", "bi-yawm"
        if ((Clitics(j) & text::kFor) == 0) break;
      }
      after = j + 1;
      if (IsDual(*unit)) {
        amount = 2;
      } else if (unit->number == lexicon::Number::kSingular) {
        amount = 1;
        const Sense* one = S(after, Tag::kNumUnit);
        if (one != nullptr && one->value == 1 && !And(after)) {
          ++after;
        } else if (S(after, Tag::kTimeWhole) != nullptr && !Article(after)) {
          ++after;
        } else {
          single = true;
        }
      } else {
        break;
      }
    } else {
      break;
    }
    Unit u = static_cast<Unit>(unit->value);
    // "sa'a wa-nisf", "thalath sanawat wa-nisf"
    uint32_t half = IsLoneAnd(w_, after) ? after + 1 : after;
    if (const Sense* f = S(half, Tag::kNumFraction);
        f != nullptr && (half > after || And(after)) && !Article(half + 1) && (Clitics(half) & text::kPronoun) == 0) {
      amount += 1.0 / static_cast<double>(f->value);
      after = half + 1;
      single = false;
    } else if (f != nullptr && (half > after || And(after)) && Article(half + 1)) {  // "thalath sa'at wa-nisf al-sa'a"
      const Sense* again = S(half + 1, Tag::kTimeUnit);
      if (again != nullptr && static_cast<Unit>(again->value) == u && again->number == lexicon::Number::kSingular) {
        amount += 1.0 / static_cast<double>(f->value);
        after = half + 2;
        single = false;
      }
    }
    if (parts == 0) {
      e.amount = amount;
      e.unit = u;
    } else {
      Unit before = parts == 1 ? e.unit : e.more[static_cast<size_t>(parts - 2)].unit;
      if (u >= before) break;
      e.more[e.more_size++] = {amount, u};
    }
    bare = single && parts == 0;
    ++parts;
    end = after;
    // The next part is joined by waw: ", wa 30 daqiqa".
    uint32_t k = IsSign(w_, end, ',') ? end + 1 : end;
    if (IsLoneAnd(w_, k)) {
      j = k + 1;
    } else if (And(k)) {
      j = k;
    } else {
      break;
    }
  }
  if (parts == 0 || (bare && parts == 1 && !after_for)) return 0;
  e.type = TimeType::kDuration;
  return end;
}

uint32_t TimeReader::Ago(uint32_t i, TimeExpr& e) {
  const Sense* ago = S(i, Tag::kTimeAgo);
  int sign = ago != nullptr ? static_cast<int>(ago->value) : 0;
  if (sign == 0 && S(i, Tag::kTimeSince) != nullptr) sign = -1;
  if (sign == 0) return 0;
  uint32_t j = i + 1;
  if (Hit h = H(j, Tag::kNumBound)) j = h.last;
  if (!In(j)) return 0;
  TimePoint year;
  if (Year(j, year) != 0) return 0;
  TimeExpr length;
  uint32_t end = Length(j, length);
  if (end == 0) {  // "qabl shahr"
    const Sense* unit = S(j, Tag::kTimeUnit);
    if (unit == nullptr || unit->number != lexicon::Number::kSingular || Clitics(j) != 0 ||
        S(j, Tag::kTimeDaypart) != nullptr)
      return 0;
    if (S(j + 1, Tag::kTimeWeekday) != nullptr || IsDigits(w_, j + 1) || S(j + 1, Tag::kTimeDay) != nullptr) return 0;
    TimePoint month;
    if (Month(j + 1, month, true) != 0) return 0;
    length.amount = 1;
    length.unit = static_cast<Unit>(unit->value);
    end = j + 1;
  }
  // "ba'd yawmayn min al-hujum" hangs on the attack, not on today.
  if (S(end, Tag::kNumFrom) != nullptr || S(end, Tag::kTimeAnaphora) != nullptr) return 0;
  e = TimeExpr{};
  // "ba'd 3 asabi' yawm al-ithnayn"
  uint32_t k = end;
  if (const Sense* u = S(k, Tag::kTimeUnit); u != nullptr && u->value == 4 && Clitics(k) == 0) ++k;
  const bool long_unit = length.unit == Unit::kWeek || length.unit == Unit::kMonth;
  if (const Sense* day = S(k, Tag::kTimeWeekday); day != nullptr && Clitics(k) == text::kArticle && long_unit) {
    e.from.relative = true;
    e.from.offset = sign * static_cast<int32_t>(length.amount);
    e.from.offset_unit = length.unit;
    e.from.weekday = static_cast<int8_t>(day->value);
    e.from.nth = length.unit == Unit::kMonth ? int8_t{1} : int8_t{0};
    return k + 1;
  }
  SetOffset(e.from, sign * length.amount, length.unit);
  e.type = length.unit <= Unit::kHour ? TimeType::kDateTime : TimeType::kDate;
  return end;
}

uint32_t TimeReader::Span(uint32_t i, TimeExpr& e) {
  double n = 0;
  const Sense* unit = nullptr;
  uint32_t j = i;
  NumberRead r;
  bool last = S(i, Tag::kTimeLast) != nullptr && !Article(i);
  if (last) {  // "akhir 3 ayyam", "akhir shahrayn"
    TimeExpr length;
    uint32_t end = In(i + 1) && !And(i + 1) ? Length(i + 1, length) : 0;
    if (end == 0 || length.more_size != 0) return 0;
    n = length.amount;
    unit = S(end - 1, Tag::kTimeUnit);
    if (unit == nullptr) return 0;
    j = end;
  } else if (IsDigits(w_, i) ||
             (Word(i) && S(i, Tag::kTimeUnit) == nullptr && HasTagIn(w_, i, Tag::kNumAfter, Tag::kNumVague))) {
    // "al-24 sa'a al-madiya"
    if (!Number(i, r) || r.vague || r.kind == NumberKind::kOrdinal || r.value > 1000 || r.value < 1) return 0;
    unit = S(r.last, Tag::kTimeUnit);
    if (unit == nullptr || Clitics(r.last) != 0) return 0;
    n = r.value;
    j = r.last + 1;
  } else if ((unit = S(i, Tag::kTimeUnit)) != nullptr && Article(i)) {
    j = i + 1;
    if (IsDual(*unit) && S(j, Tag::kTimeRel) != nullptr) {
      n = 2;
    } else if (unit->number != lexicon::Number::kSingular && In(j)) {
      if (Word(j) && IsDigits(w_, j + 1)) ++j;  // "al-" before digits
      if (!In(j) || !Number(j, r) || r.vague || r.value < 1 || r.value > 1000) return 0;
      n = r.value;
      j = r.last;
    } else {
      return 0;
    }
  } else {
    return 0;
  }
  const Sense* rel = S(j, Tag::kTimeRel);
  if (!last && (rel == nullptr || rel->value == 0 || And(j))) return 0;
  int way = last ? -1 : static_cast<int>(rel->value);
  auto u = static_cast<Unit>(unit->value);
  auto count = static_cast<int32_t>(n);
  e.from = e.to = TimePoint{};
  e.from.relative = e.to.relative = true;
  e.from.offset_unit = e.to.offset_unit = e.from.grain = e.to.grain = u;
  bool short_unit = u <= Unit::kHour;
  if (way < 0) {
    e.from.offset = -count;
    e.to.offset = short_unit ? 0 : -1;
  } else {
    e.from.offset = short_unit ? 0 : 1;
    e.to.offset = count;
  }
  e.type = short_unit ? TimeType::kDateTimeRange : TimeType::kDateRange;
  return last ? j : j + 1;
}

uint32_t TimeReader::Every(uint32_t i, TimeExpr& e) {
  if (Hit h = H(i, Tag::kTimeDaily)) {
    e.type = TimeType::kSet;
    e.amount = 1;
    e.unit = static_cast<Unit>(h.sense->value);
    return h.last;
  }
  if (S(i, Tag::kTimeEvery) == nullptr) return 0;
  uint32_t j = i + 1;
  if (const Sense* u = S(j, Tag::kTimeUnit); u != nullptr && u->value == 4 && S(j + 1, Tag::kTimeWeekday) != nullptr)
    ++j;
  if (const Sense* day = S(j, Tag::kTimeWeekday);
      day != nullptr && S(j, Tag::kNumUnit) == nullptr && S(j, Tag::kNumOne) == nullptr) {
    e.type = TimeType::kSet;
    e.amount = 1;
    e.unit = Unit::kWeek;
    e.from.weekday = static_cast<int8_t>(day->value);
    return j + 1;
  }
  TimeExpr length;
  uint32_t end = In(j) ? Length(j, length) : 0;
  if (end == 0) {
    const Sense* unit = S(j, Tag::kTimeUnit);
    if (unit == nullptr || unit->number != lexicon::Number::kSingular || Clitics(j) != 0) return 0;
    length.amount = 1;
    length.unit = static_cast<Unit>(unit->value);
    end = j + 1;
  }
  e.type = TimeType::kSet;
  e.amount = length.amount;
  e.unit = length.unit;
  return end;
}

}  // namespace tawatur::extract
