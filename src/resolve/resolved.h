// What resolve gives: a report's findings with every name joined, every place located, every time put on the calendar.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "extract/findings.h"
#include "ingest/report.h"
#include "text/text.h"

namespace tawatur::resolve {

struct ReportMeta {
  std::string id, sha256, url, outlet, title, lang;
  std::string author, agency, modified;  // as the report's fields state them; the agency also as its sign-off does
  std::vector<std::string> paths;
  std::vector<ingest::Part> parts;  // entries of a live page, each with its own time
  std::string published;            // ISO 8601 or empty
  ingest::DateBasis basis = ingest::DateBasis::kNone;
  std::string near;                 // an ISO day not far from an unknown publication: gives days of a month their year; else empty
  std::string not_before, not_after;  // ISO days that bound an unknown date; empty where nothing bounds it
};

// The thing behind a mention. Lexicon things have permanent slugs; others "type~hash of the folded name".
struct Entity {
  std::string id;
  lexicon::EntityType type = lexicon::EntityType::kPerson;
  std::string name, name_en;        // canonical Arabic; English where known
  std::string kind;
  int64_t lexicon = -1;             // index in the lexicon, or -1
  bool has_point = false;
  double lat = 0, lon = 0;
  std::string parent;               // id of the containing place, if known
  std::string join_reason;          // why its mentions are one thing
  bool anonymous = false;           // an unnamed source: never one with a named person, or with another report's source
  bool private_person = false;      // victim, witness, detainee, private person: masked with --public
};

// A slot by the name that the contract gives it ("low", "speaker.id") and its value; nothing = blank.
struct SlotValue {
  std::string slot;
  std::optional<std::string> value;
  bool operator==(const SlotValue&) const = default;
};

// What a person decided about something in this report (docs/review.md). The machine's own values stay here.
struct Reviewed {
  std::string object;               // figure, claim, event, name, place, join, dating, membership
  std::string id;                   // of the statement, as everywhere; of a name "...:m120"; of the report its SHA-256
  Index index = kNone;              // in the findings' own list; kNone: rejected, or about no statement
  std::string status;               // accepted, rejected, corrected, split, moved, joined
  std::string by, at, reason;
  int64_t review = 0;               // number in the log
  std::vector<SlotValue> machine;   // what the machine had read: the changed slots, or what was rejected
  std::vector<SlotValue> changes;   // what stands instead
  Span span, evidence;
  bool unread = false;              // this version does not read it any more: it stands as it was decided
};

struct ResolvedReport {
  ReportMeta meta;
  std::string text;                 // Report::text (evidence is quoted from it)
  bool made_text = false;
  extract::Findings findings;
  std::vector<tawatur::text::Furniture> furniture;  // spelled out: `text` is a member here
  std::vector<Entity> entities;
  std::vector<Index> mention_entity;      // parallel to findings.mentions; kNone for a mention that names nothing definite
  std::vector<std::string> time_value;    // parallel to findings.times: ISO 8601 / TIMEX3; empty = open
  // Parallel to findings.figures / events: ISO values after falling back on the sentence, the event, the report; empty = open.
  std::vector<std::string> figure_when, figure_as_of, event_date;
  std::vector<Note> notes;
  std::vector<Reviewed> reviews;

  const Entity* EntityOf(Index mention) const {
    if (mention == kNone) return nullptr;
    Index e = mention_entity[mention];
    return e == kNone ? nullptr : &entities[e];
  }
};

}  // namespace tawatur::resolve
