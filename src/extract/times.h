// The parts of the time grammar. Entry point: TimeReader; FindTimes() in times.cpp walks the text with it.
#pragma once
#include "extract/numbers.h"
#include "extract/time_expr.h"

namespace tawatur::extract {

// Behind the number that begins at token i, with others that "to", "and" or "of" join to it, stands a word of times, or of a fraction in
// it. Asked before the number is read as part of a time.
bool TimeBehindNumber(const Words& words, uint32_t i);

// Reads times that begin at a token. Every Read... leaves its output untouched or half written when it gives 0, else it
// gives one past the last token. Nothing crosses a sentence.
class TimeReader {
 public:
  explicit TimeReader(const Words& words) : w_(words) {}

  // times_ranges.cpp. Everything: a point with its clock, range or length. The caller fills span and sentence.
  uint32_t Read(uint32_t i, TimeExpr& e);

  // Can the digits at i begin a time? Most count something, and what stands around them says so. To be asked before Read().
  bool DigitsMayBegin(uint32_t i) const;

  // times_calendar.cpp: what is written in full or in part on a calendar.
  uint32_t NumericDate(uint32_t i, TimePoint& p);
  uint32_t DayMonth(uint32_t i, TimeExpr& e);       // may be a range: "13-15 tammuz"
  uint32_t NthWeekday(uint32_t i, TimeExpr& e);
  uint32_t MonthFirst(uint32_t i, TimeExpr& e);     // "tammuz 13 ila 15", "yanayir 2018"
  uint32_t Year(uint32_t i, TimePoint& p);          // "am 2019", "1443 h"
  uint32_t Feast(uint32_t i, TimePoint& p);
  uint32_t Season(uint32_t i, TimePoint& p);

  // times_read.cpp: what hangs on the day of publication.
  uint32_t Point(uint32_t i, TimeExpr& e);          // any calendar or relative point, without its clock
  uint32_t Weekday(uint32_t i, TimeExpr& e);
  uint32_t UnitPoint(uint32_t i, TimeExpr& e);      // "al-usbu' al-madi", "hadha al-am"
  uint32_t Daypart(uint32_t i, TimeExpr& e);        // "masa' ams"
  uint32_t Part(uint32_t i, TimeExpr& e);           // "awakhir al-shahr al-madi"
  uint32_t DayWithDate(uint32_t i, uint32_t end, TimeExpr& e);
  uint32_t Relative(uint32_t i, int& offset);       // "al-madi", "qabl al-madi"; gives 0 when none stands there

  // times_clock.cpp
  uint32_t Clock(uint32_t i, TimePoint& p, bool alone);
  uint32_t ClockTail(uint32_t i, TimePoint& p);     // after a date: ", al-sa'a 5 masa'an"

  // times_shares.cpp
  uint32_t ShareOf(uint32_t i, TimeExpr& e);        // "al-rub' al-thalith min 2019", "al-usbu' al-akhir min mars 2018"
  uint32_t WholeOf(uint32_t j, TimeExpr& e);
  uint32_t FirstMonths(uint32_t i, TimeExpr& e);    // "al-ashhur al-sitta al-ula min 2019"
  uint32_t Decade(uint32_t i, TimeExpr& e);         // "thamaniniyyat al-qarn al-madi"
  uint32_t Dotted(uint32_t i, TimePoint& p);        // "16. nufimbir. 2016"

  // times_spans.cpp
  uint32_t Length(uint32_t i, TimeExpr& e);         // "3 sa'at wa-30 daqiqa"
  uint32_t Ago(uint32_t i, TimeExpr& e);            // "qabl shahrayn"
  uint32_t Every(uint32_t i, TimeExpr& e);
  uint32_t Span(uint32_t i, TimeExpr& e);           // "al-ayyam al-sitta al-madiya"

 private:
  // The other end of a range that e begins ("... ila al-ahad"); gives `end` when there is none.
  uint32_t SecondEnd(uint32_t i, uint32_t end, TimeExpr& e);
  bool In(uint32_t i) const { return SameSentence(w_, i, anchor_); }
  bool Word(uint32_t i) const { return In(i) && IsWord(w_, i); }
  // Most words have not the tag: that is asked first, and where they stand only then.
  const Sense* S(uint32_t i, Tag tag) const { return Tagged(i, tag) && Word(i) ? w_.WordSense(i, tag) : nullptr; }
  Hit H(uint32_t i, Tag tag) const { return Tagged(i, tag) && Word(i) ? w_.At(i, tag) : Hit{}; }
  bool Tagged(uint32_t i, Tag tag) const { return i < w_.words.size() && w_.Is(i, tag); }
  uint16_t Clitics(uint32_t i) const { return Word(i) ? CliticsOf(w_, i) : uint16_t{0}; }
  bool Article(uint32_t i) const { return (Clitics(i) & text::kArticle) != 0; }
  bool And(uint32_t i) const { return (Clitics(i) & text::kAnd) != 0; }
  // ReadNumber(); several parts of the grammar ask for the same one.
  bool Number(uint32_t i, NumberRead& out) const {
    if (number_at_ != i) {
      number_at_ = i;
      number_read_ = ReadNumber(w_, i, number_);
    }
    out = number_;
    return number_read_;
  }
  // A plain digit token of at most `digits` digits, or -1.
  int Digits(uint32_t i, uint32_t digits) const;
  // A day of the month at i (digits or ordinal words); gives its end.
  uint32_t Day(uint32_t i, int& day, bool& words) const;
  uint32_t Month(uint32_t i, TimePoint& p, bool weak_allowed) const;
  uint32_t YearTail(uint32_t i, TimePoint& p);
  uint32_t Era(uint32_t i, TimePoint& p) const;
  uint32_t Zone(uint32_t i, TimePoint& p) const;
  uint32_t HalfDay(uint32_t i, int& part) const;
  uint32_t Minutes(uint32_t i, int& minute, bool& before) const;

  const Words& w_;
  uint32_t anchor_ = 0;
  mutable uint32_t number_at_ = kNone;
  mutable bool number_read_ = false;
  mutable NumberRead number_;
};

}  // namespace tawatur::extract
