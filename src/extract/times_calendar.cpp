// Dates as the calendar writes them: numeric, day and month, month and year, years, feasts, seasons. Part of
// TimeReader.
#include <utility>

#include "extract/times.h"

namespace tawatur::extract {
namespace {

bool IsYear(int v) { return v >= 1000 && v <= 2199; }
bool IsHijriYear(int v) { return v >= 1300 && v <= 1500; }

bool DateSign(unsigned char s) { return s == '/' || s == '-' || s == '.' || s == '\\'; }

}  // namespace

int TimeReader::Digits(uint32_t i, uint32_t digits) const {
  if (!In(i) || !IsDigits(w_, i) || w_.text->tokens[i].fold_size > digits) return -1;
  int v = 0;
  for (char c : w_.text->Word(i)) v = v * 10 + (c - '0');
  return v;
}

uint32_t TimeReader::NumericDate(uint32_t i, TimePoint& p) {
  int a = Digits(i, 4);
  if (a < 0 || !In(i + 2) || w_.text->tokens[i + 1].kind != text::TokenKind::kPunct) return 0;
  unsigned char sign = w_.text->tokens[i + 1].sign;
  if (!DateSign(sign)) return 0;
  int b = Digits(i + 2, 4);
  if (b < 0) return 0;
  const auto& t = w_.text->tokens;
  bool spaced = t[i + 1].space_before || t[i + 2].space_before;
  if (IsSign(w_, i + 3, sign) && In(i + 4) && Digits(i + 4, 4) >= 0) {
    int c = Digits(i + 4, 4);
    if (IsSign(w_, i + 5, sign) && IsDigits(w_, i + 6)) return 0;
    spaced = spaced || t[i + 3].space_before || t[i + 4].space_before;
    int y = 0, m = 0, d = 0;
    if (IsYear(a) && t[i].fold_size == 4 && b >= 1 && c >= 1) {
      y = a, m = b, d = c;
      if (m > 12 && d <= 12) std::swap(m, d);
    } else if (t[i + 4].fold_size == 4 && IsYear(c)) {
      y = c, d = a, m = b;
      if (m > 12 && d <= 12) std::swap(m, d);
    } else if (sign != '.' && !spaced && t[i + 4].fold_size == 2 && t[i].fold_size <= 2 && t[i + 2].fold_size <= 2) {
      y = c < 70 ? 2000 + c : 1900 + c, d = a, m = b;
      if (m > 12 && d <= 12) std::swap(m, d);
    } else {
      return 0;
    }
    if (spaced && sign == '-') return 0;
    if (m < 1 || m > 12 || d < 1 || d > 31) return 0;
    p.year = static_cast<int16_t>(y), p.month = static_cast<int8_t>(m), p.day = static_cast<int8_t>(d);
    p.hijri = IsHijriYear(y);
    p.grain = Unit::kDay;
    return Era(i + 5, p);
  }
  if (spaced) return 0;
  // 9/2021
  if ((sign == '/' || sign == '-') && a >= 1 && a <= 12 && t[i + 2].fold_size == 4 && b >= 1900 && b <= 2099) {
    p.year = static_cast<int16_t>(b), p.month = static_cast<int8_t>(a);
    p.grain = Unit::kMonth;
    return Era(i + 3, p);
  }
  // 6/8 beside a weekday or the word for date only
  if (sign != '/' || b < 1 || a < 1 || a > 31 || (b > 12 && a > 12) || t[i + 2].fold_size > 2) return 0;
  bool dated = false;
  for (uint32_t k = 1; k <= 2 && k <= i && In(i - k); ++k) {
    const Sense* unit = S(i - k, Tag::kTimeUnit);
    dated = dated || S(i - k, Tag::kTimeWeekday) != nullptr || H(i - k, Tag::kTimeDated) ||
            (unit != nullptr && unit->value == 4);
  }
  if (!dated) return 0;
  if (b > 12) std::swap(a, b);
  p.day = static_cast<int8_t>(a), p.month = static_cast<int8_t>(b);
  p.grain = Unit::kDay;
  return i + 3;
}

uint32_t TimeReader::Era(uint32_t i, TimePoint& p) const {
  if (Hit h = H(i, Tag::kTimeHijriEra)) {
    p.hijri = true;
    return h.last;
  }
  if (Hit h = H(i, Tag::kTimeCommonEra); h && p.year > 0 && !IsSign(w_, i + 1, ':')) {
    p.hijri = false;
    return h.last;
  }
  return i;
}

uint32_t TimeReader::Day(uint32_t i, int& day, bool& words) const {
  words = false;
  if (IsDigits(w_, i)) {
    day = Digits(i, 2);
    return day >= 1 && day <= 31 ? i + 1 : 0;
  }
  NumberRead r;
  if (!Word(i) || !Number(i, r) || r.vague || r.value < 1 || r.value > 31 || r.scale > 1) return 0;
  if (r.kind != NumberKind::kOrdinal && r.kind != NumberKind::kCardinal) return 0;
  day = static_cast<int>(r.value);
  words = true;
  return r.last;
}

uint32_t TimeReader::Month(uint32_t i, TimePoint& p, bool weak_allowed) const {
  if (i > 0 && IsDigits(w_, i)) {  // "shahr 5"
    int v = Digits(i, 2);
    const Sense* unit = S(i - 1, Tag::kTimeUnit);
    bool noun =
        Word(i + 1) && !HasTagIn(w_, i + 1, Tag::kTimeAgo, Tag::kTimeZoneWord) && S(i + 1, Tag::kNumFrom) == nullptr;
    if (unit == nullptr || unit->value != 7 || v < 1 || v > 12 || noun) return 0;
    p.month = static_cast<int8_t>(v);
    return i + 1;
  }
  Hit h = H(i, Tag::kTimeMonth);
  bool weak = false, hijri = false;
  if (!h) h = H(i, Tag::kTimeWeakMonth), weak = static_cast<bool>(h);
  if (!h) h = H(i, Tag::kTimeHijri), hijri = static_cast<bool>(h), weak = hijri;
  if (!h || (weak && !weak_allowed)) return 0;
  if ((h.clitics & text::kArticle) != 0 && !hijri) return 0;
  p.month = static_cast<int8_t>(h.sense->value);
  p.hijri = hijri;
  uint32_t end = h.last;
  // The same month in another tradition: "tishrin al-thani/nufimbir", "kanun al-thani (yanayir)".
  uint32_t j = end;
  bool bracket = IsSign(w_, j, '(');
  if (bracket || IsSign(w_, j, '/') || IsSign(w_, j, '-') || IsSign(w_, j, '\\') || IsSign(w_, j, '|')) ++j;
  if (!Word(j)) return end;
  Hit again = H(j, Tag::kTimeMonth);
  if (!again) again = H(j, Tag::kTimeWeakMonth);
  if (!again || again.sense->value != p.month || hijri) return end;
  end = again.last;
  if (bracket && IsSign(w_, end, ')')) ++end;
  return end;
}

// What may follow a month: a year, or the words that place it ("al-madi", "min al-am al-jari").
uint32_t TimeReader::YearTail(uint32_t i, TimePoint& p) {
  uint32_t j = i;
  if (IsSign(w_, j, ',') || IsSign(w_, j, '-') || IsSign(w_, j, '/') || IsSign(w_, j, '.')) ++j;
  bool sign = j > i;
  if (S(j, Tag::kNumFrom) != nullptr || H(j, Tag::kTimeIn)) {
    if (sign) return i;
    ++j;
  }
  int v = Digits(j, 4);
  const bool fits = p.month == 0 || (p.hijri ? v >= 1300 && v <= 1600 : !IsHijriYear(v));
  if (IsYear(v) && w_.text->tokens[j].fold_size == 4 && fits) {
    p.year = static_cast<int16_t>(v);
    return Era(j + 1, p);
  }
  if (sign) return i;
  const Sense* unit = S(j, Tag::kTimeUnit);
  if (unit != nullptr && unit->value == 10 && unit->number == lexicon::Number::kSingular) {
    v = Digits(j + 1, 4);
    if (IsYear(v)) {
      p.year = static_cast<int16_t>(v);
      return Era(j + 2, p);
    }
    NumberRead r;
    if (Word(j + 1) && Number(j + 1, r) && r.value >= 1000 && r.value <= 2199 &&
        r.kind == NumberKind::kCardinal) {
      p.year = static_cast<int16_t>(r.value);
      return Era(r.last, p);
    }
    int offset = 0;
    if (uint32_t end = Article(j) ? Relative(j + 1, offset) : 0) {
      p.relative = true, p.offset = offset, p.offset_unit = Unit::kYear;
      return end;
    }
  }
  if (H(j, Tag::kTimeThis)) {
    unit = S(j + 1, Tag::kTimeUnit);
    if (unit != nullptr && unit->value == 10) {
      p.relative = true, p.offset = 0, p.offset_unit = Unit::kYear;
      return j + 2;
    }
  }
  int offset = 0;
  if (j == i) {
    if (uint32_t end = Relative(i, offset)) {
      p.direction = static_cast<int8_t>(offset);
      if (offset == 0) p.relative = true, p.offset = 0, p.offset_unit = Unit::kYear;  // "24 yuniyu al-jari"
      return end;
    }
  }
  return i;
}

// "thalith jum'a min shahr 5"
uint32_t TimeReader::NthWeekday(uint32_t i, TimeExpr& e) {
  const Sense* o = S(i, Tag::kNumOrdinal);
  bool last = S(i, Tag::kTimeLast) != nullptr;
  if ((o == nullptr || o->value > 5) && !last) return 0;
  const Sense* day = S(i + 1, Tag::kTimeWeekday);
  if (Article(i) || day == nullptr || Clitics(i + 1) != 0 ||
      (S(i + 2, Tag::kNumFrom) == nullptr && !H(i + 2, Tag::kTimeIn)))
    return 0;
  TimeExpr month;
  uint32_t end = MonthFirst(i + 3, month);
  if (end == 0) end = UnitPoint(i + 3, month);
  if (end == 0 || month.from.day != 0 || month.from.grain != Unit::kMonth) return 0;
  e = month;
  e.from.nth = last ? int8_t{-1} : static_cast<int8_t>(o->value);
  e.from.weekday = static_cast<int8_t>(day->value);
  e.from.grain = Unit::kDay;
  return end;
}

uint32_t TimeReader::DayMonth(uint32_t i, TimeExpr& e) {
  int day = 0, last_day = 0;
  bool words = false;
  uint32_t j = Day(i, day, words);
  if (j == 0) return 0;
  // A second day: "13-15", "20 ila 30", "20 wa-21".
  uint32_t k = j;
  bool to = false;
  if (IsSign(w_, k, '-') || (S(k, Tag::kNumTo) != nullptr)) {
    to = true, ++k;
  } else if (IsLoneAnd(w_, k)) {
    to = true, ++k;
  }
  if (to || And(k)) {
    bool second_words = false;
    if (IsLoneAnd(w_, k)) ++k;
    if (Word(k) && !And(k) && IsDigits(w_, k + 1)) ++k;  // "wal-" before digits
    uint32_t end = Day(k, last_day, second_words);
    if (end != 0 && last_day > day) {
      j = end;
    } else {
      last_day = 0;
    }
  }
  TimePoint& p = e.from;
  p = TimePoint{};
  p.day = static_cast<int8_t>(day);
  k = j;
  if (IsSign(w_, k, '/') || IsSign(w_, k, '-') || IsSign(w_, k, ',') || IsSign(w_, k, '.')) ++k;
  if (S(k, Tag::kNumFrom) != nullptr) ++k;
  const Sense* unit = S(k, Tag::kTimeUnit);
  bool month_word = unit != nullptr && unit->value == 7 && unit->number == lexicon::Number::kSingular;
  uint32_t end = 0;
  int offset = 0;
  if (month_word && Article(k) && (end = Relative(k + 1, offset)) != 0) {
    p.relative = true, p.offset = offset, p.offset_unit = Unit::kMonth;
  } else if (H(k, Tag::kTimeThis) && S(k + 1, Tag::kTimeUnit) != nullptr && S(k + 1, Tag::kTimeUnit)->value == 7) {
    p.relative = true, p.offset_unit = Unit::kMonth;
    end = k + 2;
  } else {
    end = Month(month_word ? k + 1 : k, p, true);
    if (end == 0) return 0;
    end = YearTail(end, p);
  }
  p.grain = Unit::kDay;
  e.type = TimeType::kDate;
  if (last_day != 0) {
    e.to = p;
    e.to.day = static_cast<int8_t>(last_day);
    e.type = TimeType::kDateRange;
  }
  return end;
}

uint32_t TimeReader::MonthFirst(uint32_t i, TimeExpr& e) {
  const Sense* unit = S(i, Tag::kTimeUnit);
  bool word = unit != nullptr && unit->value == 7 && unit->number == lexicon::Number::kSingular;
  TimePoint p;
  bool after_in =
      i > 0 && In(i - 1) && (H(i - 1, Tag::kTimeIn) || H(i - 1, Tag::kTimeSince) || H(i - 1, Tag::kTimeUntil));
  uint32_t end = Month(word ? i + 1 : i, p, true);
  if (end == 0) return 0;
  bool weak = !w_.Is(word ? i + 1 : i, Tag::kTimeMonth);
  p.grain = Unit::kMonth;
  int day = 0, last_day = 0;
  bool words = false;
  uint32_t k = IsSign(w_, end, '-') || IsSign(w_, end, '/') ? end + 1 : end;
  uint32_t after = Day(k, day, words);
  bool ordinal = words && after != 0 && Article(k);
  if (after != 0 && (!words || ordinal) && p.month != 0) {
    bool noun =
        Word(after) && S(after, Tag::kNumTo) == nullptr && !HasTagIn(w_, after, Tag::kTimeAgo, Tag::kTimeZoneWord);
    if (!noun || ordinal) {
      p.day = static_cast<int8_t>(day);
      p.grain = Unit::kDay;
      end = after;
      if (S(end, Tag::kNumTo) != nullptr || IsSign(w_, end, '-')) {
        uint32_t to = Day(end + 1, last_day, words);
        if (to != 0 && last_day > day) end = to; else last_day = 0;
      }
    }
  }
  uint32_t tail = YearTail(end, p);
  if (weak && !word && p.day == 0 && tail == end && !(after_in && !p.hijri)) return 0;  // a name, a verb, a father
  e.from = p;
  e.type = TimeType::kDate;
  if (last_day != 0) {
    e.to = p;
    e.to.day = static_cast<int8_t>(last_day);
    e.type = TimeType::kDateRange;
  }
  return tail;
}

uint32_t TimeReader::Year(uint32_t i, TimePoint& p) {
  const Sense* unit = S(i, Tag::kTimeUnit);
  if (unit != nullptr && unit->value == 10) {
    uint32_t end = i + 1;
    int v = Digits(end, 4);
    NumberRead r;
    if (v >= 0 && IsYear(v) && w_.text->tokens[end].fold_size == 4) {
      ++end;
    } else if (Word(end) && (unit->number == lexicon::Number::kSingular) && Number(end, r) && r.value >= 1000 &&
               r.value <= 2199 && r.kind == NumberKind::kCardinal && !r.vague) {
      v = static_cast<int>(r.value);
      end = r.last;
    } else {
      return 0;
    }
    p.year = static_cast<int16_t>(v);
    p.hijri = IsHijriYear(v);
    p.grain = Unit::kYear;
    return Era(end, p);
  }
  // Bare years need company: "fi 2019", "mundh 2011", an era behind.
  int v = Digits(i, 4);
  if (v < 0 || w_.text->tokens[i].fold_size != 4) return 0;
  TimePoint era;
  era.year = static_cast<int16_t>(v);
  uint32_t end = Era(i + 1, era);
  const auto& t = w_.text->tokens;
  if (IsSign(w_, i + 1, ':') || (IsSign(w_, i + 1, '.') && IsDigits(w_, i + 2) && !t[i + 2].space_before)) return 0;
  if (end > i + 1 && (IsHijriYear(v) || era.hijri || (v >= 1800 && v <= 2199))) {
    p = era;
    p.grain = Unit::kYear;
    return end;
  }
  if (v < 1900 || v > 2099) return 0;
  bool company = i > 0 && In(i - 1) && t[i].space_before && IsWord(w_, i - 1) &&
                 (H(i - 1, Tag::kTimeIn) || H(i - 1, Tag::kTimeSince) || H(i - 1, Tag::kTimeUntil) ||
                  S(i - 1, Tag::kTimeDuring) != nullptr);
  bool joined =
      i > 0 && IsLoneAnd(w_, i - 1) && i > 1 && Digits(i - 2, 4) >= 1900 && w_.text->tokens[i - 2].fold_size == 4;
  bool noun = Word(i + 1) && t[i + 1].space_before &&
              (Clitics(i + 1) & (text::kArticle | text::kAnd | text::kWith | text::kFor)) == 0 &&
              (w_.words[i + 1].senses.empty() || w_.Is(i + 1, Tag::kPerson) || w_.Is(i + 1, Tag::kNumUnitNoun));
  if ((!company && !joined) || noun) return 0;
  p.year = static_cast<int16_t>(v);
  p.grain = Unit::kYear;
  return i + 1;
}

uint32_t TimeReader::Feast(uint32_t i, TimePoint& p) {
  Hit h = H(i, Tag::kTimeFeast);
  if (!h) return 0;
  int v = static_cast<int>(h.sense->value);
  p.hijri = v < 10000;
  v %= 10000;
  p.month = static_cast<int8_t>(v / 100), p.day = static_cast<int8_t>(v % 100);
  p.grain = Unit::kDay;
  uint32_t end = h.last;
  TimePoint year;
  year.month = 1;
  uint32_t tail = YearTail(end, year);
  if (tail > end) {
    // A Gregorian year behind an Islamic feast is kept apart by its size.
    p.year = year.year, p.relative = year.relative, p.direction = year.direction;
    p.offset = year.offset, p.offset_unit = year.offset_unit;
    end = tail;
  }
  return end;
}

uint32_t TimeReader::Season(uint32_t i, TimePoint& p) {
  const Sense* s = S(i, Tag::kTimeSeason);
  if (s == nullptr) return 0;
  p.season = static_cast<int8_t>(s->value);
  p.grain = Unit::kSeason;
  int offset = 0;
  uint32_t end = Article(i) ? Relative(i + 1, offset) : 0;
  if (end != 0) {
    p.direction = static_cast<int8_t>(offset == 0 ? 0 : offset);
    return end;
  }
  if (Article(i)) return 0;
  end = YearTail(i + 1, p);
  return end > i + 1 && (p.year != 0 || p.relative) ? end : 0;
}

}  // namespace tawatur::extract
