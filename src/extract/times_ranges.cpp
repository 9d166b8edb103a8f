// One whole time: a point with its clock, a range of two, an open range, or a length. Entry point: TimeReader::Read().
#include <algorithm>

#include "extract/times.h"

namespace tawatur::extract {
namespace {

// What the second end says and the first left out: "min 20 ila 30 kanun", "min 3 ila 5 shubat 2022".
void Share(TimePoint& a, const TimePoint& b) {
  if (a.relative || b.relative) return;
  if (a.year == 0) a.year = b.year;
  if (a.month == 0 && a.weekday < 0) a.month = b.month;
  if (a.direction == 0) a.direction = b.direction;
}

void ShareHalf(TimePoint& a, TimePoint& b) {
  if (a.day_part == 0 && b.day_part != 0 && a.hour < 12 && b.hour >= 12 && a.hour + 12 <= b.hour) {
    a.hour = static_cast<int8_t>(a.hour + 12);
  } else if (b.day_part == 0 && a.day_part != 0 && b.hour < a.hour && b.hour < 12) {
    b.hour = static_cast<int8_t>(b.hour + 12);
  }
}

void PutClock(TimePoint& date, const TimePoint& clock) {
  date.hour = clock.hour, date.minute = clock.minute, date.second = clock.second, date.utc_offset = clock.utc_offset;
  date.day_part = clock.day_part;
  date.grain = clock.grain;
}

}  // namespace

uint32_t TimeReader::SecondEnd(uint32_t i, uint32_t end, TimeExpr& e) {
  const bool may = IsSign(w_, end, '-') || Tagged(end, Tag::kNumTo) || IsLoneAnd(w_, end) || (Clitics(end) & (text::kAnd | text::kFor)) != 0;
  if (!may) return end;
  bool from = i > 0 && S(i - 1, Tag::kNumFrom) != nullptr;
  bool between = i > 0 && H(i - 1, Tag::kNumBetween);
  if (!from && i > 0 && Word(i - 1) && S(i - 1, Tag::kTimeUnit) != nullptr)
    from = i > 1 && S(i - 2, Tag::kNumFrom) != nullptr;
  uint32_t j = end;
  bool joined = false;
  if (S(j, Tag::kNumTo) != nullptr) {
    ++j, joined = true;
  } else if (IsSign(w_, j, '-')) {
    ++j, joined = from || e.from.month != 0 || e.type == TimeType::kTime;
  } else if (between && IsLoneAnd(w_, j)) {
    ++j, joined = true;
  } else if ((between && And(j)) || ((Clitics(j) & text::kFor) != 0 && e.type == TimeType::kTime)) {
    joined = true;
  }
  if (!joined || !In(j)) return end;
  TimeExpr to;
  uint32_t after = 0;
  if (e.from.hour >= 0) {
    after = Clock(j, to.from, false);
    if (after == 0 && e.type == TimeType::kTime) {  // the second clock may be bare: "min al-sa'a 4 ila 6"
      int hour = Digits(j, 2);
      if (hour >= 0 && hour <= 24 && from && !Word(j + 1))
        to.from.hour = static_cast<int8_t>(hour), to.from.minute = 0, after = j + 1;
    }
    if (after == 0) return end;
    ShareHalf(e.from, to.from);
    e.to = e.from;
    PutClock(e.to, to.from);
    e.type = e.type == TimeType::kTime ? TimeType::kTimeRange : TimeType::kDateTimeRange;
    return after;
  }
  after = Point(j, to);
  if (after == 0 && Digits(j, 4) >= 1900 && Digits(j, 4) < 2100 && e.from.grain == Unit::kYear) {
    to.from.year = static_cast<int16_t>(Digits(j, 4));
    to.from.grain = Unit::kYear;
    after = j + 1;
  }
  if (after == 0 || to.type != TimeType::kDate || to.from.grain != e.from.grain) return end;
  e.to = to.from;
  Share(e.from, e.to);
  e.type = TimeType::kDateRange;
  return after;
}

bool TimeBehindNumber(const Words& w, uint32_t i) {
  static constexpr TagSet kJoins = TagsOf({Tag::kNumPoint, Tag::kNumFractions, Tag::kTimeAgo, Tag::kNumTo, Tag::kNumFrom, Tag::kTimeExcept});
  constexpr uint32_t kReach = 4;  // tokens between the number and the word that makes a time of it
  const auto& t = w.text->tokens;
  const uint32_t last = w.text->sentences[t[i].sentence].last;
  const bool digits = IsDigits(w, i);
  for (++i; i < last; ++i) {
    if (digits && IsDigits(w, i)) continue;  // of one number; behind words they may be a year
    const uint16_t starts = w.starts[i];
    if (starts & kStartsCalendar) return true;
    const unsigned char sign = t[i].sign;
    const bool goes_on = (starts & kStartsNumber) || sign == '.' || sign == ',' || sign == '-' || sign == '/' || w.words[i].tags.Any(kJoins) || IsLoneAnd(w, i);
    if (!goes_on) break;
  }
  const uint32_t end = std::min(last, i + kReach);
  return w.NextStart(i, end, kStartsCalendar) < end;
}

// Behind them stands a unit, a month, an era, a part of the day or another number, or a sign and then one of these; four digits
// may also be the year of what stands before them.
bool TimeReader::DigitsMayBegin(uint32_t i) const {
  static constexpr TagSet kBefore = TagsOf({Tag::kTimeIn, Tag::kTimeSince, Tag::kTimeUntil, Tag::kTimeDuring});
  static constexpr TagSet kMonth = TagsOf({Tag::kTimeMonth, Tag::kTimeWeakMonth, Tag::kTimeHijri, Tag::kTimeThis, Tag::kTimeUnit});
  static constexpr TagSet kBehind = [] {
    TagSet all = TagsOf({Tag::kTimeDaypart, Tag::kTimeAmpm, Tag::kTimeMidnight, Tag::kTimeHijriEra, Tag::kTimeCommonEra, Tag::kTimeExcept, Tag::kNumTo});
    all.Add(kMonth);
    return all;
  }();
  static constexpr TagSet kGoesOn = [] {
    TagSet all = TagsOf({Tag::kNumPoint});
    all.Add(starts::kNumber);
    return all;
  }();
  static constexpr TagSet kBridge = TagsOf({Tag::kNumFrom, Tag::kTimeIn});  // "3 min kanun", "9 fi al-sabah"
  static constexpr TagSet kBeyond = [] {
    TagSet all = TagsOf({Tag::kTimeDaypart});
    all.Add(kMonth);
    return all;
  }();
  const auto& t = w_.text->tokens;
  const auto tags = [&](uint32_t k) -> const TagSet& { return w_.words[k].tags; };
  if (t[i].fold_size == 4 && i > 0 && (tags(i - 1).Any(kBefore) || IsLoneAnd(w_, i - 1))) return true;
  const uint32_t next = i + 1, then = i + 2;
  if (next >= t.size()) return false;
  switch (t[next].kind) {
    case text::TokenKind::kNewline: return false;
    case text::TokenKind::kNumber: return true;
    case text::TokenKind::kWord:
      return tags(next).Any(kBehind) || t[next].fold_size == 1 || (tags(next).Any(kBridge) && then < t.size() && tags(then).Any(kBeyond)) ||
             (tags(next).Any(kGoesOn) && TimeBehindNumber(w_, i));
    case text::TokenKind::kPunct: break;
  }
  const unsigned char sign = t[next].sign;
  if (then >= t.size() || !(sign == '/' || sign == '-' || sign == '.' || sign == ',' || sign == ':' || sign == '\\')) return false;
  if ((sign == '.' || sign == ',') && IsDigits(w_, then) && !IsSign(w_, then + 1, sign)) return TimeBehindNumber(w_, i);  // "3.5 hours"
  if (IsDigits(w_, then) || tags(then).Any(kBehind) || tags(then).Any(kGoesOn) || tags(then).Any(kBridge)) return true;
  return sign == '-' && (IsLoneAnd(w_, then) || IsDigits(w_, then + 1));
}

// Every way of reading is asked only where the word at i can begin it.
uint32_t TimeReader::Read(uint32_t i, TimeExpr& e) {
  static constexpr TagSet kEvery = TagsOf({Tag::kTimeDaily, Tag::kTimeEvery}), kAgo = TagsOf({Tag::kTimeAgo, Tag::kTimeSince});
  static constexpr TagSet kLength = [] {
    TagSet all = starts::kNumber;
    all.Add(Tag::kTimeUnit);
    return all;
  }();
  static constexpr TagSet kSpan = [] {
    TagSet all = kLength;
    all.Add(Tag::kTimeLast);
    return all;
  }();
  anchor_ = i;
  uint32_t end = 0;
  const bool digits = IsDigits(w_, i);
  const TagSet& tags = w_.words[i].tags;
  if (!digits) {
    if (tags.Any(kEvery) && (end = Every(i, e)) != 0) return end;
    if (tags.Any(kAgo) && (end = Ago(i, e)) != 0) return end;
  }
  if ((digits || tags.Any(kSpan)) && (end = Span(i, e)) != 0) return end;
  // "2011-2015", "min 2011 ila 2015", "bayn 2011 wa-2015"
  if (int a = digits ? Digits(i, 4) : -1; a >= 1900 && a < 2100 && i > 0) {
    bool company = S(i - 1, Tag::kNumFrom) != nullptr || H(i - 1, Tag::kNumBetween) || IsSign(w_, i + 1, '-');
    TimeExpr years;
    years.from.year = static_cast<int16_t>(a);
    years.from.grain = Unit::kYear;
    uint32_t j = IsSign(w_, i + 1, '-') || S(i + 1, Tag::kNumTo) != nullptr || IsLoneAnd(w_, i + 1) ? i + 2 : 0;
    int b = j != 0 ? Digits(j, 4) : -1;
    if (company && b > a && b < 2100 && NumericDate(i, e.from) == 0 && !IsSign(w_, j + 1, '-')) {
      years.to = years.from;
      years.to.year = static_cast<int16_t>(b);
      years.type = TimeType::kDateRange;
      e = years;
      return j + 1;
    }
    e.from = TimePoint{};
  }
  TimeExpr point;
  if ((end = Point(i, point)) != 0) {
    e = point;
    bool open_before = i > 0 && H(i - 1, Tag::kTimeUntil) && S(i - 1, Tag::kNumFrom) == nullptr;
    bool open_after = i > 0 && H(i - 1, Tag::kTimeSince);
    bool day = e.from.grain == Unit::kDay && e.from.part == 0 &&
               (e.type == TimeType::kDate || e.type == TimeType::kDateTimeRange);
    if (day) {
      uint32_t k = end;
      if (S(k, Tag::kNumFrom) != nullptr) {  // "ghadan min al-sa'a 3 ila al-khamisa"
        TimePoint clock;
        uint32_t c = Clock(k + 1, clock, false);
        if (c != 0) {
          PutClock(e.from, clock);
          uint32_t both = SecondEnd(k + 1, c, e);
          if (both > c) return both;
          e = point;
        }
      }
      k = ClockTail(end, e.from);
      if (k > end) {
        e.type = TimeType::kDateTime;
        end = k;
      } else if (e.from.day_part == 0) {
        int part = 0;
        TimeExpr next;
        k = HalfDay(end, part);
        if (k > end && part <= 6 && Point(k, next) == 0 && Point(end, next) == 0 && S(end, Tag::kNumFrom) == nullptr) {
          e.from.day_part = static_cast<int8_t>(part);
          e.type = TimeType::kDateTimeRange;
          end = k;
        }
      }
    }
    if (e.type == TimeType::kDate || e.type == TimeType::kDateTime) {
      uint32_t both = SecondEnd(i, end, e);
      if (both > end) return both;
    }
    // "mundhu sabah al-yawm", "mundhu matla' al-shahr": from where the part begins, until where it ends.
    const bool part = (e.type == TimeType::kDateRange && e.from.part != 0) ||
                      (e.type == TimeType::kDateTimeRange && e.from.day_part != 0);
    if (part && e.to.grain == Unit::kDay && e.to.month == 0 && e.to.weekday < 0 && !e.to.relative && e.to.hour < 0) {
      e.open_from = open_before;
      e.open_to = open_after;
    }
    if (e.type == TimeType::kDate || e.type == TimeType::kDateTime) {
      open_before = open_before || (i > 0 && e.from.grain == Unit::kYear && S(i - 1, Tag::kNumTo) != nullptr);
      e.open_from = open_before;
      e.open_to = open_after;
      if (open_before || open_after)
        e.type = e.type == TimeType::kDate ? TimeType::kDateRange : TimeType::kDateTimeRange;
    }
    return end;
  }
  TimePoint clock;
  if ((end = Clock(i, clock, true)) != 0) {
    e = TimeExpr{};
    e.type = TimeType::kTime;
    e.from = clock;
    uint32_t both = SecondEnd(i, end, e);
    if (both > end) return both;
    uint32_t j = IsSign(w_, end, ',') || S(end, Tag::kNumFrom) != nullptr ? end + 1 : end;
    TimeExpr date;
    uint32_t after = In(j) && !And(j) ? Point(j, date) : 0;
    bool dayish = after != 0 && date.from.grain == Unit::kDay &&
                  (date.type == TimeType::kDate || date.from.day_part != 0) && date.from.hour < 0;
    if (dayish) {
      TimePoint p = date.from;
      PutClock(p, clock);
      e.from = p;
      e.type = TimeType::kDateTime;
      return after;
    }
    if (i > 0 && S(i - 1, Tag::kTimeUntil) != nullptr) e.open_from = true, e.type = TimeType::kTimeRange;
    return end;
  }
  return digits || tags.Any(kLength) ? Length(i, e) : 0;
}

}  // namespace tawatur::extract
