// Clock times: "al-sa'a al-thalitha wa-rub' ba'd al-zuhr", "05:16 masa'an", midnight, time zones. Part of TimeReader.
#include "extract/times.h"

namespace tawatur::extract {
namespace {

// 1 dawn, 2 morning, 3 noon, 4 afternoon, 5 evening, 6 night; 7 a.m., 8 p.m.
int Hour24(int hour, int part) {
  switch (part) {
    case 1: case 2: case 7: return hour == 12 ? 0 : hour;
    case 3: return hour <= 4 ? hour + 12 : hour;
    case 4: case 8: return hour < 12 ? hour + 12 : hour;
    case 5: return hour < 12 ? hour + 12 : hour == 12 ? 0 : hour;
    case 6: return hour == 12 ? 0 : hour >= 6 && hour < 12 ? hour + 12 : hour;
    default: return hour;
  }
}

}  // namespace

// "sabahan", "fi al-layl", "min masa'", "m", "am". Gives the end, or i when nothing stands there.
uint32_t TimeReader::HalfDay(uint32_t i, int& part) const {
  uint32_t j = i;
  if (S(j, Tag::kNumFrom) != nullptr || (H(j, Tag::kTimeIn) && !And(j))) ++j;
  if (Hit h = H(j, Tag::kTimeDaypart); h && (h.clitics & text::kAnd) == 0) {
    part = static_cast<int>(h.sense->value);
    // "qabl al-zuhr" is morning, "ba'd" makes noon an afternoon: the lists hold these as phrases.
    return h.last;
  }
  if (j > i) return i;
  if (Hit h = H(j, Tag::kTimeAmpm)) {
    part = h.sense->value != 0 ? 8 : 7;
    return IsSign(w_, h.last, '.') ? h.last : h.last;
  }
  return i;
}

uint32_t TimeReader::Zone(uint32_t i, TimePoint& p) const {
  uint32_t j = i;
  bool bracket = IsSign(w_, j, '(');
  if (bracket) ++j;
  Hit h = H(j, Tag::kTimeZone);
  if (h) {
    p.utc_offset = static_cast<int16_t>(h.sense->value);
  } else {
    h = H(j, Tag::kTimeLocalZone);
    if (!h) return i;
  }
  uint32_t end = h.last;
  if (bracket && IsSign(w_, end, ')')) ++end;
  return end;
}

// "wal-nisf", "wa-15 daqiqa", "illa rub'an". Gives i when no minutes stand there. `before` = to be taken off.
uint32_t TimeReader::Minutes(uint32_t i, int& minute, bool& before) const {
  uint32_t j = i;
  before = S(j, Tag::kTimeExcept) != nullptr;
  bool joined = IsLoneAnd(w_, j);
  if (before || joined) ++j;
  if (!before && !joined && !And(j)) return i;
  if (!In(j)) return i;
  if (const Sense* s = S(j, Tag::kNumFraction); s != nullptr) {
    minute = static_cast<int>(60 / s->value);
    return j + 1;
  }
  NumberRead r;
  if ((!IsDigits(w_, j) && !IsWord(w_, j)) || !Number(j, r) || r.vague || r.value < 1 || r.value > 59 ||
      r.kind == NumberKind::kOrdinal || r.scale > 1)
    return i;
  const Sense* unit = S(r.last, Tag::kTimeUnit);
  bool named = unit != nullptr && unit->value == static_cast<int64_t>(Unit::kMinute);
  if (!named && (unit != nullptr || Word(r.last))) {
    int part = 0;
    if (HalfDay(r.last, part) == r.last) return i;
  }
  minute = static_cast<int>(r.value);
  return named ? r.last + 1 : r.last;
}

uint32_t TimeReader::Clock(uint32_t i, TimePoint& p, bool alone) {
  static constexpr TagSet kBegin = TagsOf({Tag::kTimeMidnight, Tag::kTimeNoon, Tag::kTimeDaypart, Tag::kTimeUnit, Tag::kNumOrdinal, Tag::kNumUnit});
  if (!In(i) || (!IsDigits(w_, i) && !w_.words[i].tags.Any(kBegin))) return 0;
  const auto& t = w_.text->tokens;
  uint32_t j = i;
  int part = 0;
  if (Hit h = H(i, Tag::kTimeMidnight)) return p.hour = 0, p.minute = 0, Zone(h.last, p);
  if (Hit h = H(i, Tag::kTimeNoon)) return p.hour = 12, p.minute = 0, Zone(h.last, p);
  // "ba'd al-zuhr al-sa'a 7"
  if (Hit h = H(i, Tag::kTimeDaypart); h && S(h.last, Tag::kTimeUnit) != nullptr && Article(h.last)) {
    part = static_cast<int>(h.sense->value);
    j = h.last;
  }
  const Sense* unit = S(j, Tag::kTimeUnit);
  bool named = unit != nullptr && unit->value == static_cast<int64_t>(Unit::kHour) &&
               unit->number == lexicon::Number::kSingular && (Article(j) || IsDigits(w_, j + 1));
  if (part != 0 && !named) return 0;
  if (named) ++j;
  while (named && IsSign(w_, j, ':')) ++j;
  if (!In(j)) return 0;
  int hour = -1, minute = 0;
  uint32_t end = 0;
  bool words = false, exact = false;
  if (IsDigits(w_, j)) {
    hour = Digits(j, 2);
    if (hour < 0 || hour > 24) return 0;
    end = j + 1;
    bool colon = IsSign(w_, end, ':') || (named && IsSign(w_, end, '.'));
    bool loose = alone && end < t.size() && (t[end].space_before || (end + 1 < t.size() && t[end + 1].space_before));
    if (colon && Digits(end + 1, 2) >= 0 && t[end + 1].fold_size == 2 && !loose) {
      minute = Digits(end + 1, 2);
      if (minute > 59) return 0;
      end += 2;
      exact = true;
      if (IsSign(w_, end, ':') && Digits(end + 1, 2) >= 0 && t[end + 1].fold_size == 2) {
        p.second = static_cast<int8_t>(Digits(end + 1, 2));
        end += 2;
      }
    }
  } else {
    const Sense* o = S(j, Tag::kNumOrdinal);
    const Sense* u = o == nullptr ? S(j, Tag::kNumUnit) : nullptr;
    if (u == nullptr && o == nullptr && named) u = S(j, Tag::kNumTen);
    bool one = u != nullptr && u->value == 1 && Article(j);  // "al-wahida wal-rub'"
    if (o == nullptr && (u == nullptr || (!named && !one))) return 0;
    if (o != nullptr && !named && !Article(j)) return 0;
    hour = o != nullptr ? static_cast<int>(o->value) : u->tag == Tag::kNumTen ? 10 : static_cast<int>(u->value);
    end = j + 1;
    if (hour < 10 && S(end, Tag::kNumTen) != nullptr && !And(end)) hour += 10, ++end;
    if (hour > 12) return 0;
    words = true;
  }
  bool before = false;
  int extra = 0;
  uint32_t after = exact ? end : Minutes(end, extra, before);
  bool minutes = after > end;
  if (minutes) {
    minute = before ? 60 - extra : extra;
    if (before) --hour;
    end = after;
  }
  if (IsSign(w_, end, ',') && Word(end + 1) && S(end + 1, Tag::kTimeDaypart) != nullptr && exact) ++end;
  int tail = 0;
  uint32_t half = HalfDay(end, tail);
  bool parted = half > end;
  // A bare letter behind a number is half of the day only behind a clock with minutes or the word for hour.
  if (parted && tail >= 7 && !exact && !named) parted = false, half = end;
  if (Hit h = H(end, Tag::kTimeMidnight); h && hour == 12) return p.hour = 0, p.minute = 0, h.last;
  if (parted) part = tail, end = half;
  TimePoint zone;
  uint32_t zoned = Zone(end, zone);
  if (!named && !exact && !parted) {
    // "fi al-sabi'a": only where nothing follows that it could count or rank; "al-thamina wal-rub'".
    bool lone = words && !minutes && alone && i > 0 && H(i - 1, Tag::kTimeIn) && !Word(end) && !IsDigits(w_, end);
    // "al-sadisa wal-ishrin" is the 26th; only "wal-nisf", "wa-10 daqa'iq" make a clock of it.
    uint32_t last = end - 1;
    bool clocked = words && minutes && (S(last, Tag::kNumFraction) != nullptr || S(last, Tag::kTimeUnit) != nullptr);
    if (!clocked && !lone) return 0;
  }
  if (!named && !exact && !words && (!parted || (t[half - 1].fold_size < 3 && tail < 7))) return 0;
  // "maqtal 3 fajr al-khamis" counts people; only "al-sa'a" makes it a clock.
  if (TimeExpr date; !named && !exact && !words && In(end) && Point(end, date) != 0) return 0;
  if (hour == 24) hour = 0;
  if (before && hour <= 0) hour += 12;
  if (part != 0) hour = Hour24(hour, part);
  p.hour = static_cast<int8_t>(hour);
  p.minute = static_cast<int8_t>(minute);
  p.day_part = static_cast<int8_t>(part);
  p.grain = minutes || exact ? Unit::kMinute : Unit::kHour;
  if (zoned > end) p.utc_offset = zone.utc_offset, end = zoned;
  return end;
}

uint32_t TimeReader::ClockTail(uint32_t i, TimePoint& p) {
  uint32_t j = i;
  if (IsSign(w_, j, ',') || IsSign(w_, j, '-') || IsSign(w_, j, '|') || IsSign(w_, j, '/') || IsSign(w_, j, '(')) ++j;
  if (H(j, Tag::kTimeIn) && !And(j)) ++j;
  if (!In(j)) return i;
  TimePoint c;
  uint32_t end = 0;
  if (j < w_.text->tokens.size() && (IsDigits(w_, j) || IsWord(w_, j))) end = Clock(j, c, false);
  if (end == 0) return i;
  if (IsSign(w_, j - 1, '(') && IsSign(w_, end, ')')) ++end;
  // "masa' al-khamis al-sa'a 7": the part of the day stands before.
  int hour = c.hour;
  if (c.day_part == 0 && p.day_part != 0) hour = Hour24(hour, p.day_part);
  p.hour = static_cast<int8_t>(hour), p.minute = c.minute, p.second = c.second, p.utc_offset = c.utc_offset;
  if (c.day_part != 0) p.day_part = c.day_part;
  p.grain = c.grain;
  return end;
}

}  // namespace tawatur::extract
