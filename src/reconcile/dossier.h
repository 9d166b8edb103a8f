// What reconcile gives: stories and their dossiers, as plain values that mirror the contract (docs/contract.md).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "resolve/resolved.h"

namespace tawatur::reconcile {

// Words that carry a statement. `report` indexes the vector of reports given to Reconcile().
struct Evidence {
  Index report = kNone;
  Span span;
  auto operator<=>(const Evidence&) const = default;
};

// A reference to one finding of one report.
struct Ref {
  Index report = kNone;
  Index index = kNone;
  auto operator<=>(const Ref&) const = default;
};

struct Slot {            // an entity slot: {"id","name","text", ...}
  std::string id, name, name_en, text;
  bool has_point = false;
  double lat = 0, lon = 0;
  bool Empty() const { return id.empty() && name.empty() && text.empty(); }
};

struct Toll {            // {"low","best","high","rule"}; absent values stay absent, never 0
  std::optional<int64_t> low, best, high;
  std::string rule;
  std::vector<Evidence> evidence;
};

struct TollByStatus { Toll all, civilian, combatant_a, combatant_b, unknown; };

struct SeriesPoint {
  std::string as_of;
  std::optional<int64_t> low, high;
  extract::Modality modality = extract::Modality::kExact;
  extract::FigureStatus status = extract::FigureStatus::kAsserted;  // "denied": its speaker rejects the number
  std::string vague, caveat;        // verbatim words
  Slot speaker;                     // empty = nobody named
  extract::SpeakerKind speaker_kind = extract::SpeakerKind::kNone;
  std::vector<Slot> via;
  std::string origin;               // id of the first source it can be traced to
  std::vector<Ref> figures;
  std::vector<Evidence> evidence;
};

struct FigureConflict {
  std::string kind;                 // value|scope|time|place|actor|status|same_number
  std::vector<std::string> also;
  std::string explanation;          // neutral English; explanation_ar in Arabic
  std::string explanation_ar;
};

struct FigureSeries {
  extract::FigureKind kind = extract::FigureKind::kKilled;
  std::string population;           // category and affiliation, neutral
  std::string population_ar;
  Slot place;
  Index event = kNone;              // index in Story::events
  std::vector<SeriesPoint> points;  // by as_of, then low
  std::string status;               // single|agreed|grew|revised_down|withdrawn|differs|contested
  std::optional<FigureConflict> conflict;
  std::string independence;         // shown|unknown|none
  bool background = false;
};

struct SumTerm { std::optional<int64_t> low, high; std::vector<Ref> figures; };
struct Sum { SumTerm total; std::vector<SumTerm> parts; bool holds = false; std::vector<Evidence> evidence; };

struct StoryClaim {
  Ref claim;                        // the first of its kind; the others say the same
  std::vector<Ref> same;
  std::vector<Index> reports;
  std::vector<Evidence> evidence;
  std::vector<Ref> copied = {};     // of `same`: the same words, in a copy of that report's text
};

struct EventConflict { std::string slot; std::vector<std::string> values; std::vector<Evidence> evidence; };

struct StoryEvent {
  std::string id;                   // of its first mention
  Ref main;                         // the mention that tells most
  std::vector<Ref> mentions;
  std::string event_class, event_type, sub_event_type, plover, means;
  extract::EventStatus status = extract::EventStatus::kHappened;
  struct Who { std::string role; Slot slot; };
  std::vector<Who> actors;
  std::string date, date_end;
  int date_prec = 0;                // UCDP: 1 day, 2 two to six days, 3 week, 4 month, 5 up to a year; 0 unknown
  Slot place;
  int where_prec = 0;               // UCDP 1..7; 0 unknown
  bool background = false;
  std::vector<Ref> figures;
  TollByStatus killed, injured;
  std::vector<EventConflict> conflicts;
  std::vector<Evidence> evidence;
};

struct Responsible {
  Slot who;
  std::string role;                 // perpetrator|supporter|negligent
  std::string stance;               // accused|suspected|claimed|accepted|denied|no_comment
  extract::Strength strength = extract::Strength::kAsserted;
  std::vector<Slot> stated_by;      // an empty slot = the outlet itself
  std::string answer;               // denied, no_comment, claimed, accepted, or "not reported"
  std::vector<Evidence> evidence;
};

struct TimelineEntry {
  std::string lane;                 // happened|said
  std::string date;                 // ISO; empty = undated (sorted last)
  int date_prec = 0;
  std::string what, what_ar;        // neutral one-line description
  std::string ref;                  // id of an event, figure or claim
  std::vector<Evidence> evidence;
};

struct Copy { Index of = kNone, by = kNone; double share = 0; std::vector<Span> spans; std::string reason; };  // spans in `by`

struct NotSaid { std::string name, text, text_ar; };

struct Story {
  std::string id, title;            // title: neutral Arabic
  std::string title_en;
  std::vector<Index> reports;
  std::vector<Copy> copies;
  Index event = kNone;              // main event
  std::string date, date_end;
  int date_prec = 0;
  Slot place;
  int where_prec = 0;
  TollByStatus killed, injured;
  std::vector<StoryEvent> events;
  std::vector<FigureSeries> figures;
  std::vector<Sum> sums;
  std::vector<StoryClaim> claims;
  std::vector<Responsible> responsible;
  std::vector<TimelineEntry> timeline;
  std::vector<NotSaid> not_said;
};

struct Dossiers {
  std::vector<Story> stories;
  std::vector<Note> notes;
};

}  // namespace tawatur::reconcile
