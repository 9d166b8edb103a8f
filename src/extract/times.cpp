// Third step of extract: every time of the text, still unresolved. Entry point: FindTimes(). The grammar is
// TimeReader's (times.h).
#include "extract/times.h"

#include <algorithm>
#include <utility>

#include "base/iso_date.h"
#include "extract/extract.h"

namespace tawatur::extract {
namespace {

bool InName(const Words& w, uint32_t i) {
  Index p = w.words[i].inside;
  if (p == kNone) return false;
  for (const Sense& s : w.phrases[p].senses)
    if (s.tag == Tag::kName) return true;
  return false;
}

// Words that begin a time only with what follows them, and what that is.
constexpr TagSet kLeading = TagsOf({Tag::kTimeThis, Tag::kTimeAgo, Tag::kTimeSince, Tag::kTimeEvery, Tag::kTimeLast, Tag::kTimePart});
constexpr TagSet kLed = [] {
  TagSet all = TagsOf({Tag::kTimeUnit, Tag::kTimeDaypart, Tag::kTimeWeekday, Tag::kTimeSeason, Tag::kTimeMonth, Tag::kTimeWeakMonth, Tag::kTimeHijri,
                       Tag::kTimeThis, Tag::kTimeToday, Tag::kNumBound});
  all.Add(starts::kNumber);
  return all;
}();

// "days", "year": two of them are a length; else a number, a name, or what places or lengthens it must follow, or "for" stand before it.
bool UnitMayBegin(const Words& w, uint32_t i) {
  static constexpr TagSet kBehind = [] {
    TagSet all = TagsOf({Tag::kTimeRel, Tag::kTimeAgo, Tag::kTimeThis, Tag::kTimeWeekday, Tag::kTimeMonth, Tag::kTimeWeakMonth, Tag::kTimeHijri, Tag::kTimeWhole,
                         Tag::kTimeLast});
    all.Add(starts::kNumber);
    return all;
  }();
  static constexpr TagSet kBefore = TagsOf({Tag::kTimeFor, Tag::kTimeDuring});
  const auto& t = w.text->tokens;
  if (i > 0 && w.words[i - 1].tags.Any(kBefore)) return true;
  for (const Sense& s : w.words[i].senses) {
    if (s.tag == Tag::kTimeUnit && s.number != lexicon::Number::kSingular && s.number != lexicon::Number::kPlural) return true;
  }
  const uint32_t next = i + 1;
  if (next >= t.size()) return false;
  return t[next].kind != text::TokenKind::kWord || w.words[next].tags.Any(kBehind) || t[next].fold_size == 1 || (CliticsOf(w, next) & text::kAnd) != 0 ||
         IsDigits(w, next + 1);  // "the 24 hours": an article before digits
}

// Number words, "this" and "before" stand everywhere and seldom begin a time: what must follow them is asked for first.
bool MayBegin(const Words& w, uint32_t i) {
  static constexpr TagSet kAlone = [] {
    TagSet set;
    for (auto t = 0; t < static_cast<int>(Tag::kCount); ++t) {
      const auto tag = static_cast<Tag>(t);
      if (starts::kTime.Has(tag) && !starts::kNumber.Has(tag) && !kLeading.Has(tag) && tag != Tag::kTimeUnit) set.Add(tag);
    }
    return set;
  }();
  static constexpr TagSet kHours = TagsOf({Tag::kNumOrdinal, Tag::kNumUnit});
  const TagSet& tags = w.words[i].tags;
  const uint32_t next = std::min(i + 1, static_cast<uint32_t>(w.words.size()) - 1);
  const bool led = IsDigits(w, next) | w.words[next].tags.Any(kLed);  // of the very last word it does not matter
  if (tags.Any(kAlone) | (tags.Any(kLeading) & led)) return true;  // one guess
  if (tags.Has(Tag::kTimeUnit) && UnitMayBegin(w, i)) return true;
  if (!tags.Any(starts::kNumber)) return false;
  if (i > 0 && tags.Any(kHours) && w.words[i - 1].tags.Has(Tag::kTimeIn)) return true;  // "fi al-sabi'a"
  return TimeBehindNumber(w, i);
}

// An unlisted word that looks like a verb in the future: "sa-yajtami'u".
bool LooksFuture(const Words& w, uint32_t i) {
  if (!IsWord(w, i) || !w.words[i].senses.empty()) return false;
  std::string_view s = w.text->Word(i);
  auto at = [&](size_t k) { return static_cast<unsigned char>(s[k]); };
  if (s.size() >= 6 && (at(0) == text::kWaw || at(0) == text::kFeh)) s.remove_prefix(1);
  return s.size() >= 5 && at(0) == text::kSeen && (at(1) == text::kYeh || at(1) == text::kTeh);
}

// What is named after a day ("thawrat 25 yanayir", "shari' 17 tammuz") tells of no time.
bool NamedAfterDay(const Words& w, uint32_t i, const TimeExpr& e) {
  if (i == 0 || e.from.day == 0 || e.from.month == 0 || e.from.year != 0 || e.from.relative || e.from.weekday >= 0)
    return false;
  return w.words[i - 1].tags.Has(Tag::kTimeNamed) && SameSentence(w, i - 1, i);
}

// A verb in the future before the time, in its sentence: then a bare weekday is the coming one.
bool FutureBefore(const Words& w, uint32_t i) {
  constexpr uint32_t kReach = 14;
  const uint32_t first = w.text->sentences[w.text->tokens[i].sentence].first;
  uint32_t j = i > first + kReach ? i - kReach : first;
  for (; (j = w.NextStart(j, i, kStartsToCome)) < i; ++j) {
    if ((w.words[j].cut.clitics & text::kWill) != 0 || LooksFuture(w, j)) return true;
  }
  return false;
}

int8_t WeekdayOf(const TimePoint& p) { return static_cast<int8_t>(Weekday(DayNumber({p.year, p.month, p.day}))); }

// Weekday and date must agree; the other order of a numeric date is tried before it is called a contradiction.
void CheckWeekday(TimeExpr& e, Findings& out) {
  TimePoint& p = e.from;
  if (p.weekday < 0 || p.year == 0 || p.month == 0 || p.day == 0 || p.hijri || p.nth != 0) return;
  if (!IsCivilDay({p.year, p.month, p.day}) || WeekdayOf(p) == p.weekday) return;
  if (p.day <= 12 && e.rule == "numeric") {
    TimePoint swapped = p;
    std::swap(swapped.day, swapped.month);
    if (WeekdayOf(swapped) == p.weekday) {
      p = swapped;
      return;
    }
  }
  out.notes.push_back(
      {"weekday_contradiction", e.span, "The weekday that is written is not that of the date beside it."});
}

// The span keeps its article and loses conjunctions and prepositions that are written on.
Span SpanOf(const Words& w, uint32_t first, uint32_t last) {
  Span s = w.BaseOf(first, last);
  const auto& cut = w.words[first].cut;
  const auto& t = w.text->tokens[first];
  if ((cut.clitics & text::kArticle) != 0 && cut.front >= 2 && (cut.clitics & text::kFor) == 0)
    s.begin = w.text->folded.origin[t.fold + cut.front - 2u];
  return s;
}

bool HasNumericDate(const Words& w, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i + 1 < last; ++i)
    if (IsDigits(w, i) && (IsSign(w, i + 1, '/') || IsSign(w, i + 1, '-') || IsSign(w, i + 1, '.'))) return true;
  return false;
}

// A number inside a date or a clock counts nothing. Numbers and times are both in text order.
void MarkNumbers(Findings& out, size_t& n, const TimeExpr& e) {
  while (n < out.numbers.size() && out.numbers[n].last <= e.first) ++n;
  if (e.type == TimeType::kDuration || e.type == TimeType::kSet) return;
  for (size_t k = n; k < out.numbers.size() && out.numbers[k].first < e.last; ++k) out.numbers[k].counts_nothing = true;
}

}  // namespace

void FindTimes(const Words& words, Findings& out) {
  constexpr size_t kMost = 6;  // times that few reports go beyond
  out.times.clear();
  out.times.reserve(kMost);
  TimeReader reader(words);
  const auto& t = words.text->tokens;
  auto size = static_cast<uint32_t>(t.size());
  size_t number = 0;
  for (uint32_t i = 0; (i = words.NextStart(i, size, kStartsTime)) < size;) {
    const bool may = t[i].kind == text::TokenKind::kWord ? MayBegin(words, i) : reader.DigitsMayBegin(i);
    if (!may || InName(words, i)) {
      ++i;
      continue;
    }
    TimeExpr e;
    uint32_t end = reader.Read(i, e);
    if (end <= i) {
      ++i;
      continue;
    }
    if (NamedAfterDay(words, i, e)) {
      i = end;
      continue;
    }
    e.first = i;
    e.last = end;
    e.span = SpanOf(words, i, end);
    e.sentence = t[i].sentence;
    if (e.rule.empty()) e.rule = HasNumericDate(words, i, end) ? "numeric" : "words";
    if (e.from.direction == 0 && !e.from.relative && e.from.year == 0 && FutureBefore(words, i))
      e.from.direction = e.to.direction = 1;
    CheckWeekday(e, out);
    MarkNumbers(out, number, e);
    out.times.push_back(e);
    i = end;
  }
}

}  // namespace tawatur::extract
