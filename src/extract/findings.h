// What extract gives: everything one report states, each with its span and the rule that read it. Plain values, no pointers.
//
// Things refer to each other by index into the vectors of Findings (kNone = none). All spans are original bytes.
// The meaning of every field is the contract's (docs/contract.md) and the codebooks' (docs/figures.md, docs/claims.md).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/note.h"
#include "base/span.h"
#include "extract/time_expr.h"
#include "lexicon/lexicon.h"

namespace tawatur::extract {

// A number as written. `value` for all but ranges; vague quantities have none but carry `vague`.
enum class NumberKind : uint8_t { kCardinal, kOrdinal, kFraction, kPercent, kRange };
enum class Modality : uint8_t { kExact, kAbout, kAtLeast, kMoreThan, kLessThan, kUpTo, kBetween, kVague };

struct NumberExpr {
  Span span;                 // the expression without its bound words and without clitics
  uint32_t first = 0, last = 0;  // tokens
  NumberKind kind = NumberKind::kCardinal;
  std::optional<double> value, low, high;
  Modality modality = Modality::kExact;  // from its bound words ("nahw", "ma la yaqill an", ...), wherever they stand
  Span bound;                // the bound words, empty if none
  bool vague = false;        // dozens, hundreds, "several hundred"
  bool counts_nothing = false;  // a year, phone, resolution, unit, channel, age, score, clock time, percentage, ordinal of a thing
  std::string_view unit;     // symbol of a unit that follows and is no person (day, metre, dollar, house ...); empty if none
};

// A span that names or describes something: a listed name, an unlisted name found by how it is introduced, a role
// ("masdar amni"), or a short form of one of them ("al-markaz").
struct Mention {
  Span span;                     // without clitics
  uint32_t first = 0, last = 0;  // tokens
  lexicon::EntityType type = lexicon::EntityType::kPerson;
  int64_t entity = -1;           // index in the lexicon; -1 = not listed
  Index same_as = kNone;         // an earlier or fuller mention of the same thing in this report (short form, pronoun-like noun)
  bool anonymous = false;        // a source the text does not name (witnesses, a security source, analysts)
  bool adjective = false;        // a nisba: names its state (jundi turki)
  std::string_view kind;         // entity kind where known, or from the head noun ("wizara" -> ministry); else empty
  Span title;                    // the title or role before a person's name, empty if none
  Index body = kNone;            // mention of the organisation a person or source belongs to ("mudir al-marsad" -> al-Marsad)
  std::string_view rule;
};

enum class SpeakerKind : uint8_t { kNone, kParty, kAuthority, kMonitor, kInternational, kExpert, kWitness, kOutlet, kAnonymous };

// A stretch of text that somebody is reported to state.
struct Attribution {
  Index speaker = kNone;         // mention; kNone = nobody is named although a cue stands there
  SpeakerKind speaker_kind = SpeakerKind::kNone;
  std::vector<Index> via;        // agencies/outlets through which the speaker spoke
  Span cue;                      // the words that attribute
  std::string_view verb;         // symbol of the cue: say, announce, confirm, deny, accuse, claim_responsibility, condemn, warn, demand, ...
  Span content;                  // what is stated (original bytes); may span sentences for continued statements and quotations
  bool quoted = false;           // inside quotation marks
  bool continued = false;        // "wa-adaf", "wa-ashar": the speaker comes from the statement before
  std::string_view rule;
};

enum class FigureKind : uint8_t {
  kKilled, kInjured, kCasualties, kMissing, kDetained, kArrested, kSurrendered, kEscaped, kReleased, kAbducted, kDisplaced, kRescued,
  kStrength, kAffected
};
enum class Category : uint8_t {
  kNone, kCivilian, kCombatant, kSoldier, kPolice, kSecurityForces, kChild, kWoman, kMan, kElderly, kJournalist, kMedic, kPrisoner,
  kRefugee, kForeigner, kWorker, kStudent, kProtester
};
enum class FigureStatus : uint8_t { kAsserted, kDenied, kHypothetical, kPlanned, kClaimedFalse };

struct Figure {
  FigureKind kind = FigureKind::kKilled;
  std::optional<int64_t> low, high;
  Modality modality = Modality::kExact;
  Span vague;                    // the Arabic words of a vague quantity; empty if none
  Span number;                   // number expression (digits, words, or the noun that counts itself)
  Span evidence;                 // the sentence or two that carry it
  uint32_t sentence = 0;
  Category category = Category::kNone;
  Index affiliation = kNone;     // mention
  Index attribution = kNone;     // who states it; its speaker may be kNone
  Span caveat;                   // empty if none
  Index when = kNone;            // time of the happening that is counted
  bool when_assumed = false;     // not said of this count: the report's own day, or the one told before it
  Index place = kNone;           // mention
  Index part_of = kNone;         // figure: the total
  bool cumulative = false;
  bool background = false;
  FigureStatus status = FigureStatus::kAsserted;
  Index event = kNone;           // event
  std::vector<std::string_view> doubt;  // ambiguous_dual, far_verb, unclear_speaker, ...
  std::string_view rule;
};

enum class ClaimType : uint8_t {
  kAccusation, kDenial, kResponsibility, kAcknowledgement, kNoComment, kCondemnation, kThreat, kPledge, kDemand, kWarning, kPrediction,
  kAssessment
};
enum class Strength : uint8_t { kAsserted, kAlleged, kInferred, kConditional, kNotRuledOut, kReported };

struct Claim {
  ClaimType type = ClaimType::kAssessment;
  Strength strength = Strength::kAsserted;
  Index speaker = kNone;         // mention; kNone = the outlet or author itself, or nobody named
  SpeakerKind speaker_kind = SpeakerKind::kNone;
  Index target = kNone;          // mention; or words without a mention in target_span
  Span target_span;              // empty = no target
  bool target_unnamed = false;
  Index relayed_by = kNone;
  std::optional<bool> endorsed;
  Span hedge;                    // the words that weaken it
  Span content;                  // at most 800 bytes
  Span evidence;
  uint32_t sentence = 0;
  std::string_view rule;
};

enum class EventStatus : uint8_t { kHappened, kAttempted, kFoiled, kPlanned, kDenied };

struct Actor {
  std::string_view role;  // attacker, target, victim, arrester, arrested, protester, decider, ... (docs/events.md)
  Index mention = kNone;
  Span span;
};

struct Event {
  std::string_view event_class;  // data/lexicon/events.tsv: prison_attack, armed_clash, air_strike, ...
  EventStatus status = EventStatus::kHappened;
  std::string_view means;        // weapon or means; empty if not said
  Span trigger;
  Span evidence;
  uint32_t sentence = 0;
  std::vector<Actor> actors;
  Index when = kNone;            // time
  Index place = kNone;           // mention
  bool background = false;       // earlier or other happening, not the one reported
  std::string_view rule;
};

struct Byline {                  // what the text itself says of its publication
  Span span;
  Index time = kNone;
  bool updated = false;          // a last-update stamp: an upper bound only
};

// For copies: token hashes of folded words (no punctuation) with their sentence, and winnowed fingerprints of 8-grams.
struct Fingerprints {
  std::vector<uint64_t> word;      // hash of each word token
  std::vector<uint32_t> token;     // its token's original begin
  struct Mark { uint64_t hash; uint32_t word; };
  std::vector<Mark> mark;          // winnowed
};

struct Findings {
  std::vector<NumberExpr> numbers;
  std::vector<TimeExpr> times;
  std::vector<Mention> mentions;
  std::vector<Attribution> attributions;
  std::vector<Figure> figures;
  std::vector<Claim> claims;
  std::vector<Event> events;
  std::vector<Byline> bylines;
  Span dateline;                   // "dimashq - SANA" at the lead; empty if none
  Index outlet_mention = kNone;    // outlet named by the text's own header or sign-off
  std::vector<Index> agencies;     // mentions of agencies in dateline or sign-off
  std::string agency_place;        // unused when empty
  Fingerprints fingerprints;
  std::vector<Note> notes;
  bool opinion = false;            // op-ed / essay: the author speaks
  bool interview = false;          // question-and-answer layout
  Index interviewee = kNone;       // mention
};

}  // namespace tawatur::extract
