// Times that hang on the day of publication: weekdays, yesterday, last month, parts of days and months. Part of
// TimeReader.
#include "extract/times.h"

namespace tawatur::extract {
namespace {

constexpr int64_t kDayUnit = static_cast<int64_t>(Unit::kDay);

void SetRelative(TimePoint& p, int offset, Unit unit) {
  p.relative = true;
  p.offset = offset;
  p.offset_unit = unit;
  p.grain = unit;
}

bool HasDate(const TimePoint& p) { return p.month != 0 || (p.relative && p.offset_unit == Unit::kDay); }

}  // namespace

uint32_t TimeReader::Relative(uint32_t i, int& offset) {
  const Sense* s = S(i, Tag::kTimeRel);
  if (s != nullptr && Article(i) && !And(i)) {
    offset = static_cast<int>(s->value);
    return i + 1;
  }
  const Sense* ago = S(i, Tag::kTimeAgo);
  s = S(i + 1, Tag::kTimeRel);
  if (ago != nullptr && s != nullptr && Article(i + 1) && ago->value == s->value && Clitics(i) == 0) {
    offset = static_cast<int>(2 * s->value);
    return i + 2;
  }
  return 0;
}

uint32_t TimeReader::Weekday(uint32_t i, TimeExpr& e) {
  const Sense* day = S(i, Tag::kTimeWeekday);
  if (day == nullptr) return 0;
  if (!Article(i)) {
    TimeExpr week;  // "thulatha' al-usbu' al-fa'it"
    if (uint32_t k = UnitPoint(i + 1, week); k != 0 && week.from.offset_unit == Unit::kWeek && week.from.weekday < 0) {
      e = week;
      e.from.weekday = static_cast<int8_t>(day->value);
      e.from.grain = Unit::kDay;
      return k;
    }
    const Sense* unit = i > 0 ? S(i - 1, Tag::kTimeUnit) : nullptr;
    if (unit == nullptr || unit->value != kDayUnit || unit->number != lexicon::Number::kSingular) return 0;
    if (S(i, Tag::kNumUnit) != nullptr || S(i, Tag::kNumOne) != nullptr) return 0;
  }
  auto weekday = static_cast<int8_t>(day->value);
  TimePoint& p = e.from;
  p = TimePoint{};
  p.weekday = weekday;
  p.grain = Unit::kDay;
  e.type = TimeType::kDate;
  uint32_t end = i + 1;
  // The nth of a month.
  int nth = 0;
  if (S(end, Tag::kTimeLast) != nullptr && Article(end)) {
    nth = -1;
  } else if (const Sense* o = S(end, Tag::kNumOrdinal); o != nullptr && o->value <= 5 && Clitics(end) != text::kAnd) {
    nth = static_cast<int>(o->value);
  }
  if (nth != 0 && S(end + 1, Tag::kNumFrom) != nullptr) {
    TimeExpr month;
    uint32_t k = MonthFirst(end + 2, month);
    if (k == 0) k = UnitPoint(end + 2, month);
    if (k != 0 && month.from.day == 0) {
      p = month.from;
      p.weekday = weekday;
      p.nth = static_cast<int8_t>(nth);
      p.grain = Unit::kDay;
      return k;
    }
  }
  // "al-ithnayn wal-thulatha'" are two; "al-jum'a/al-sabt" one night.
  int offset = 0;
  if (uint32_t j = Relative(end, offset)) {
    p.direction = static_cast<int8_t>(offset);
    end = j;
  }
  uint32_t j = end;
  if (const Sense* s = H(j, Tag::kTimeDay).sense; s != nullptr && end == i + 1) {
    SetRelative(p, static_cast<int>(s->value), Unit::kDay);
    return H(j, Tag::kTimeDay).last;
  }
  if (Hit h = H(j, Tag::kTimeToday); h && (h.clitics & text::kAnd) == 0) {
    SetRelative(p, 0, Unit::kDay);
    return h.last;
  }
  // Of a week: "al-ahad min al-usbu' al-madi".
  uint32_t k = S(j, Tag::kNumFrom) != nullptr ? j + 1 : j;
  TimeExpr other;
  if (uint32_t after = UnitPoint(k, other); after != 0 && other.from.offset_unit == Unit::kWeek && !And(k)) {
    p = other.from;
    p.weekday = weekday;
    p.grain = Unit::kDay;
    return after;
  }
  // "al-sabt al-sadis ashar": the day of a month that the weekday tells.
  if (S(j, Tag::kNumOrdinal) != nullptr && Article(j) && !And(j) && end == i + 1) {
    int number = 0;
    bool words = false;
    uint32_t last = Day(j, number, words);
    if (last != 0 && number > 5 && S(last, Tag::kNumFrom) == nullptr && !H(last, Tag::kTimeMonth)) {
      p.day = static_cast<int8_t>(number);
      return last;
    }
  }
  // The date itself: "al-khamis 20/1/2022", "al-ithnayn, yanayir al-thani wal-ishrin, 2018", "al-khamis al-muwafiq 16
  // ...".
  k = j;
  if (Word(k) && !Article(k) && S(k, Tag::kTimeDaypart) != nullptr) ++k;
  bool bracket = IsSign(w_, k, '(');
  if (bracket || IsSign(w_, k, ',') || IsSign(w_, k, '-') || IsSign(w_, k, '|') || IsSign(w_, k, '/') ||
      IsSign(w_, k, ':'))
    ++k;
  if (Hit h = H(k, Tag::kTimeMatching)) k = h.last;
  if (Hit h = H(k, Tag::kTimeDated)) k = h.last;
  TimeExpr date;
  uint32_t after = IsDigits(w_, k) ? NumericDate(k, date.from) : 0;
  if (after == 0) after = DayMonth(k, date);
  if (after == 0) after = MonthFirst(k, date);
  if (after != 0 && date.from.day != 0 && date.type == TimeType::kDate) {
    int8_t direction = p.direction;
    p = date.from;
    p.weekday = weekday;
    if (p.direction == 0) p.direction = direction;
    if (bracket && IsSign(w_, after, ')')) ++after;
    return after;
  }
  return end;
}

uint32_t TimeReader::UnitPoint(uint32_t i, TimeExpr& e) {
  TimePoint& p = e.from;
  bool is_this = false;
  uint32_t j = i;
  if (H(j, Tag::kTimeThis) && j == i && Word(j + 1) && Article(j + 1)) is_this = true, ++j;
  if (H(i, Tag::kTimeToday) && !is_this) {
    int offset = 0;
    uint32_t end = Relative(i + 1, offset);
    if (end == 0 || offset > 0) return 0;
    p = TimePoint{};
    SetRelative(p, offset, Unit::kDay);
    e.type = TimeType::kDate;
    return end;
  }
  if (!Article(j)) return 0;
  const Sense* part = S(j, Tag::kTimeDaypart);
  const Sense* unit = S(j, Tag::kTimeUnit);
  int offset = 0;
  if (part != nullptr && (is_this || part->value == 6)) {
    uint32_t end = Relative(j + 1, offset);
    if ((end != 0 && offset > 0) || (end == 0 && !is_this && unit == nullptr)) return 0;
    p = TimePoint{};
    SetRelative(p, end != 0 ? offset : 0, Unit::kDay);
    p.day_part = static_cast<int8_t>(part->value);
    e.type = TimeType::kDateTimeRange;
    return end != 0 ? end : j + 1;
  }
  if (const Sense* day = S(j, Tag::kTimeWeekday); day != nullptr && is_this) {
    p = TimePoint{};
    p.weekday = static_cast<int8_t>(day->value);
    e.type = TimeType::kDate;
    return j + 1;
  }
  if (const Sense* season = S(j, Tag::kTimeSeason); season != nullptr && is_this) {
    p = TimePoint{};
    p.season = static_cast<int8_t>(season->value);
    p.grain = Unit::kSeason;
    e.type = TimeType::kDate;
    return j + 1;
  }
  if (unit == nullptr || unit->number != lexicon::Number::kSingular || unit->value < kDayUnit - 1 || part != nullptr)
    return 0;
  uint32_t end = Relative(j + 1, offset);
  if (unit->value < kDayUnit) {  // "al-sa'a al-qadima"
    if (end == 0 || offset == 0) return 0;
    p = TimePoint{};
    SetRelative(p, offset, Unit::kHour);
    e.type = TimeType::kDateTime;
    return end;
  }
  if (end == 0 && is_this) end = j + 1;
  if (end == 0 && H(j + 1, Tag::kTimeThis) && Clitics(j + 1) == 0 && !Article(j + 2)) end = j + 2;
  if (end == 0 || (unit->value == kDayUnit && offset > 0)) return 0;
  p = TimePoint{};
  SetRelative(p, offset, static_cast<Unit>(unit->value));
  e.type = TimeType::kDate;
  if (p.offset_unit == Unit::kWeek) {  // "al-usbu' al-muqbil yawm al-jum'a"
    uint32_t k = end;
    if (const Sense* u = S(k, Tag::kTimeUnit); u != nullptr && u->value == kDayUnit && Clitics(k) == 0) ++k;
    const Sense* day = S(k, Tag::kTimeWeekday);
    if (day != nullptr && Clitics(k) == text::kArticle) {
      p.weekday = static_cast<int8_t>(day->value);
      p.grain = Unit::kDay;
      return k + 1;
    }
  }
  return end;
}

uint32_t TimeReader::Daypart(uint32_t i, TimeExpr& e) {
  Hit h = H(i, Tag::kTimeDaypart);
  if (!h) return 0;
  uint32_t j = h.last;
  if (const Sense* u = S(j, Tag::kTimeUnit); u != nullptr && u->value == kDayUnit && Clitics(j) == 0) ++j;
  if (S(j, Tag::kNumFrom) != nullptr) ++j;
  if (!In(j) || And(j) || H(j, Tag::kTimePart) || S(j, Tag::kTimeDaypart) != nullptr) return 0;
  TimeExpr date;
  uint32_t end = Point(j, date);
  if (end == 0 || date.type != TimeType::kDate || date.from.grain != Unit::kDay) return 0;
  if (!HasDate(date.from) && date.from.weekday < 0) return 0;
  e.from = date.from;
  e.from.day_part = static_cast<int8_t>(h.sense->value);
  e.type = TimeType::kDateTimeRange;
  // "layl al-jum'a al-sabt", "layl al-jum'a - al-sabt": the night between the two.
  uint32_t k = IsSign(w_, end, '-') || IsSign(w_, end, '/') ? end + 1 : end;
  if (h.sense->value == 6 && e.from.weekday >= 0 && S(k, Tag::kTimeWeekday) != nullptr && Clitics(k) == text::kArticle)
    end = k + 1;
  return end;
}

uint32_t TimeReader::Part(uint32_t i, TimeExpr& e) {
  const Sense* last = S(i, Tag::kTimeLast);
  if (last != nullptr && !Article(i)) {  // "akhir yawm min al-shahr al-hali"
    const Sense* u = S(i + 1, Tag::kTimeUnit);
    if (u == nullptr || u->value != kDayUnit || u->number != lexicon::Number::kSingular ||
        S(i + 2, Tag::kNumFrom) == nullptr)
      return 0;
    TimeExpr month;
    uint32_t end = MonthFirst(i + 3, month);
    if (end == 0) end = UnitPoint(i + 3, month);
    if (end == 0 || month.from.day != 0) return 0;
    e = month;
    e.from.nth = -1;
    e.from.grain = Unit::kDay;
    return end;
  }
  const Sense* part = S(i, Tag::kTimePart);
  if (part == nullptr) return 0;
  uint32_t j = i + 1;
  TimeExpr whole;
  uint32_t end = MonthFirst(j, whole);
  if (end == 0) end = UnitPoint(j, whole);
  if (end == 0) {
    end = Year(j, whole.from);
    if (end == 0 && Digits(j, 4) >= 1900 && Digits(j, 4) < 2100) {
      whole.from.year = static_cast<int16_t>(Digits(j, 4));
      whole.from.grain = Unit::kYear;
      end = j + 1;
    }
  }
  if (end == 0) end = Season(j, whole.from);
  if (const Sense* u = S(j, Tag::kTimeUnit);
      end == 0 && u != nullptr && Clitics(j) == text::kArticle && u->value >= 6 && u->value <= 10 &&
      u->number == lexicon::Number::kSingular && S(j + 1, Tag::kNumOrdinal) == nullptr) {
    SetRelative(whole.from, 0, static_cast<Unit>(u->value));  // "mundhu bidayat al-am"
    end = j + 1;
  }
  if (end == 0 || whole.type != TimeType::kDate || whole.from.grain == Unit::kDay) return 0;
  e = whole;
  e.from.part = static_cast<int8_t>(part->value);
  e.type = e.from.grain == Unit::kMonth && part->value != 2 ? TimeType::kDateRange : TimeType::kDate;
  return end;
}

// "ams al-khamis", "al-yawm al-jum'a 28 kanun al-thani": a weekday at i, and the date behind it, belong to the day in
// e.
uint32_t TimeReader::DayWithDate(uint32_t i, uint32_t end, TimeExpr& e) {
  const Sense* day = S(i, Tag::kTimeWeekday);
  if (day == nullptr || Clitics(i) != text::kArticle) return end;
  TimeExpr x;
  uint32_t after = Weekday(i, x);
  if (after > i + 1 && x.from.month != 0 && x.from.day != 0 && !x.from.relative && x.type == TimeType::kDate) {
    x.from.offset = e.from.offset, x.from.offset_unit = Unit::kDay;  // "today, Sunday 9 April": tells the day of publication too
    return e = x, after;
  }
  e.from.weekday = static_cast<int8_t>(day->value);
  return i + 1;
}

uint32_t TimeReader::Point(uint32_t i, TimeExpr& e) {
  if (!In(i)) return 0;
  e.type = TimeType::kDate;
  uint32_t end = 0;
  if (IsDigits(w_, i)) {
    if ((end = NumericDate(i, e.from)) != 0) return end;
    if ((end = Dotted(i, e.from)) != 0) return end;
    if ((end = DayMonth(i, e)) != 0) return end;
    return Year(i, e.from);
  }
  if (!IsWord(w_, i)) return 0;
  if (const Sense* u = S(i, Tag::kTimeUnit); u != nullptr && u->value == kDayUnit &&
                                             u->number == lexicon::Number::kSingular &&
                                             (Clitics(i) & text::kArticle) == 0 && In(i + 1)) {
    // "yawm 20 kanun", "yawm al-khamis"
    TimeExpr x;
    if (S(i + 1, Tag::kTimeWeekday) != nullptr && (end = Weekday(i + 1, x)) != 0) return e = x, end;
    if (IsDigits(w_, i + 1) && (end = Point(i + 1, x)) != 0 && x.from.day != 0) return e = x, end;
    if (Word(i + 1) && (end = DayMonth(i + 1, x)) != 0) return e = x, end;
  }
  // Each is asked only where the word can begin it.
  const TagSet& tags = w_.words[i].tags;
  static constexpr TagSet kNth = TagsOf({Tag::kNumOrdinal, Tag::kTimeLast}), kShare = TagsOf({Tag::kTimeUnit, Tag::kNumFraction});
  static constexpr TagSet kUnit = TagsOf({Tag::kTimeThis, Tag::kTimeToday, Tag::kTimeDaypart, Tag::kTimeUnit});
  static constexpr TagSet kPart = TagsOf({Tag::kTimeLast, Tag::kTimePart});
  static constexpr TagSet kMonth = TagsOf({Tag::kTimeUnit, Tag::kTimeMonth, Tag::kTimeWeakMonth, Tag::kTimeHijri});
  if (tags.Any(kNth) && (end = NthWeekday(i, e)) != 0) return end;
  if (tags.Any(kShare) && (end = ShareOf(i, e)) != 0) return end;
  if (tags.Has(Tag::kTimeDecade) && (end = Decade(i, e)) != 0) return end;
  if (tags.Any(kUnit) && (end = UnitPoint(i, e)) != 0) return end;
  if (Hit h = H(i, Tag::kTimeDay)) {
    e.from = TimePoint{};
    SetRelative(e.from, static_cast<int>(h.sense->value), Unit::kDay);
    uint32_t k = IsSign(w_, h.last, ',') || IsSign(w_, h.last, '(') ? h.last + 1 : h.last;
    return DayWithDate(k, h.last, e);
  }
  if (Hit h = H(i, Tag::kTimeToday)) {
    // "al-yawm al-tali"
    if (S(h.last, Tag::kNumOrdinal) != nullptr || (S(h.last, Tag::kTimeRel) != nullptr && Article(h.last))) return 0;
    e.from = TimePoint{};
    SetRelative(e.from, 0, Unit::kDay);
    return DayWithDate(h.last, h.last, e);
  }
  if (Hit h = H(i, Tag::kTimeNow)) {
    e.from = TimePoint{};
    SetRelative(e.from, 0, Unit::kSecond);
    e.from.now = true;
    e.type = TimeType::kDateTime;
    return h.last;
  }
  if (tags.Has(Tag::kTimeFeast) && (end = Feast(i, e.from)) != 0) return end;
  if (tags.Has(Tag::kTimeWeekday) && (end = Weekday(i, e)) != 0) return end;
  if (tags.Has(Tag::kTimeDaypart) && (end = Daypart(i, e)) != 0) return end;
  if (tags.Any(kPart) && (end = Part(i, e)) != 0) return end;
  if (tags.Has(Tag::kTimeUnit) && (end = Year(i, e.from)) != 0) return end;
  if (tags.Any(kMonth) && (end = MonthFirst(i, e)) != 0) return end;
  if (S(i, Tag::kNumOrdinal) != nullptr || S(i, Tag::kNumTens) != nullptr || S(i, Tag::kNumUnit) != nullptr) {
    if ((end = DayMonth(i, e)) != 0) return end;
  }
  return tags.Has(Tag::kTimeSeason) ? Season(i, e.from) : 0;
}

}  // namespace tawatur::extract
