// What the last steps of figures share: look-ups by token and the parts that fill one slot each. Used by
// figures_slots.cpp.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "extract/figures.h"

namespace tawatur::extract::figures {

// Days only: lengths, sets and clock times date nothing.
bool IsDay(const TimeExpr& t);

// By-token look-up of what other extractors found, in time that does not grow with the report.
class Around {
 public:
  explicit Around(Reading& r);
  // Indexes [from, to) of the mentions (times, events) that begin in the tokens [first, last).
  struct Range {
    Index from = 0, to = 0;
  };
  Range Mentions(uint32_t first, uint32_t last) const;
  Range Times(uint32_t first, uint32_t last) const;
  Range EventsOf(uint32_t sentence) const;
  // The innermost attribution over a span, as AttributionAt() says.
  Index Said(Span span) const;
  bool InByline(const TimeExpr& t) const;
  // "announced on Friday that ...": between the word of saying and what is said.
  bool OfStatement(const TimeExpr& t) const;

 private:
  const Findings& out_;
  std::vector<Index>& said_;         // attributions by the begin of what is said
  std::vector<uint32_t>& said_end_;  // the farthest end among the first n of them
};

// Can a happening of this class do this to people?
bool Fits(std::string_view event_class, FigureKind kind);

// Whose people are counted: fills affiliation and category of the drafts.
void FillPeople(Reading& r, const Around& around);

// Where it happened.
class Places {
 public:
  Places(Reading& r, const Around& around);
  Index Of(const Draft& d) const;

 private:
  static bool InTurn(const Draft& d) { return d.rule == "in_turn"; }  // "... and 4 in Louisiana": its own place or none
  Index Own(const Draft& d) const;
  bool ToldBefore(const Draft& d, Span content) const;
  using Spot = Buffers::Spot;
  int Worth(const Mention& m) const;
  bool Contains(const Mention& m, uint32_t p) const;
  bool Anchor(const Mention& m) const;
  bool Container(const Mention& m) const;
  bool Dateline(const Mention& m) const;
  bool Governed(uint32_t i) const;
  bool Subject(const Mention& m) const;
  bool Sides(uint32_t i) const;
  bool Road(uint32_t i) const;
  bool Where(uint32_t i) const;
  bool Heads(const Mention& m) const;
  bool OfHospital(const Mention& m) const;
  uint32_t ClauseBegin(const Draft& d) const;
  uint32_t ClauseEnd(const Draft& d) const;
  bool Counted(uint32_t from, uint32_t to) const;
  size_t From(uint32_t token) const;

  const Reading& r_;
  const Around& around_;
  std::vector<Spot>& places_;
  Index lead_ = kNone;
};

// When it happened, and whether that was before what the report is about.
class Days {
 public:
  Days(const Reading& r, const Around& around);
  struct Answer {
    Index when = kNone;
    bool background = false;
    bool assumed = false;  // not said of this count: the report's own day
  };
  Answer Of(const Draft& d) const;

 private:
  const text::Sentence& sentence(uint32_t i) const { return r_.words.text->sentences[i]; }
  bool Lead(uint32_t token) const { return token < r_.words.words.size() && r_.token(token).sentence < 6; }
  Index LeadTime() const;
  Index NearTime(const Draft& d, bool& said) const;
  Index Then(const Draft& d) const;
  Index Carried(const Draft& d) const;
  bool ClauseBetween(uint32_t from, uint32_t to) const;
  bool Since(const TimeExpr& t) const;
  bool InRelative(const TimeExpr& t) const;
  bool AfterThat(const Draft& d) const;
  bool OfRelative(const TimeExpr& t, uint32_t to) const;
  bool GoingOn(const TimeExpr& t) const;
  bool SinceThen(uint32_t last) const;
  bool Resumes(const Draft& d) const;
  bool OfIt(uint32_t trigger) const;
  bool GoesOn(const Draft& d, uint32_t from) const;
  bool OfSpan(const Draft& d) const;
  bool Retold(const text::Sentence& s) const;
  bool LongTime(const text::Sentence& s, const Draft& d) const;
  bool FarFromLead(const TimeExpr& t) const;
  bool DaysAfter(const Draft& d) const;
  bool Ahead(uint32_t i, uint32_t last) const;
  bool Former(uint32_t i) const;
  bool OfCue(const Draft& d, uint32_t i) const;
  bool SameDay(uint32_t i, uint32_t last) const;
  bool BackgroundWords(const text::Sentence& s, const Draft& d) const;
  bool OpensInThePast(const text::Sentence& s) const;
  bool SumsUp(const text::Sentence& s, const Draft& d) const;
  bool PresentStock(const Draft& d) const;

  const Reading& r_;
  const Findings& out_;
  const Around& around_;
  Index lead_ = kNone;
};

}  // namespace tawatur::extract::figures
