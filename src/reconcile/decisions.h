// What people decided, in the form in which it meets the machine's readings. Entry points: Apply(), ApplyMoves().
// docs/review.md states the rules; the log itself is store's.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "reconcile/reconcile.h"
#include "resolve/resolved.h"

namespace tawatur::reconcile {

// About one thing in one report.
struct Decision {
  int64_t review = 0;      // number of the latest row of the log that made it
  std::string object;      // figure, claim, event, name, place, join, dating
  char letter = 0;         // f, c, e, m; 0 = the report
  Span span;
  std::string status;      // accepted, rejected, corrected, split
  std::vector<resolve::SlotValue> changes;
  std::vector<resolve::SlotValue> machine;  // the statement as it was read then ("number.begin", "speaker.id" ...)
  std::string by, at, reason;
};

// A report belongs to the story of another one, or to none.
struct Move {
  int64_t review = 0;
  std::string report, with;  // SHA-256; empty `with` = a story of its own
  std::string by, at, reason;
};

// Two ids are one thing in the whole case.
struct EntityJoin {
  int64_t review = 0;
  std::string from, into;
  std::string by, at, reason;
};

struct Decisions {
  std::map<std::string, std::vector<Decision>, std::less<>> of_report;  // by SHA-256, in order of the log
  std::vector<Move> moves;
  std::vector<EntityJoin> joins;
  bool Empty() const { return of_report.empty() && moves.empty() && joins.empty(); }
};

// Why this slot of such an object cannot have this value; empty = it can.
std::string WhyNot(std::string_view object, const resolve::SlotValue& change);

// Rejected statements leave the report, corrected slots take their new value, joined names become one thing;
// ResolvedReport::reviews says of each what it was and who decided.
void Apply(const Decisions& decisions, const lexicon::Lexicon& lexicon, resolve::ResolvedReport& report);
// Reports go where people put them.
void ApplyMoves(const Decisions& decisions, std::span<resolve::ResolvedReport> reports, std::vector<Group>& groups);

}  // namespace tawatur::reconcile
