// Inside of the figures extractor: marks -> chunks and triggers -> drafts -> figures. Entry point: FindFigures() in
// figures.cpp.
//
// The steps are typed so that each can be read alone:
//   Mark     what one token means to a count (figures_marks.cpp)
//   Chunk    a number with the people it counts, or a noun that counts itself (figures_chunks.cpp)
//   Trigger  words that say what happened to people (figures_triggers.cpp)
//   Draft    a chunk whose kind is known, and how (figures_assembly.cpp)
// Slots of a draft are filled by figures_slots.cpp, with figures_people.cpp (whose), figures_places.cpp and
// figures_when.cpp.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/findings.h"
#include "extract/words.h"

namespace tawatur::extract::figures {

enum MarkBit : uint64_t {
  kVerb = 1ull << 0, kVerbWeak = 1ull << 1, kNoun = 1ull << 2, kNounWeak = 1ull << 3, kTail = 1ull << 4,
  kPersonNoun = 1ull << 5, kDualSelf = 1ull << 6, kWeakPerson = 1ull << 7, kKindStrong = 1ull << 9,
  kKindWeak = 1ull << 10, kVictim = 1ull << 11, kKin = 1ull << 12, kModifier = 1ull << 13, kGroup = 1ull << 14,
      kOther = 1ull << 15,
  kToll = 1ull << 16, kTollVerb = 1ull << 17, kGrowth = 1ull << 18, kCumulative = 1ull << 19, kPart = 1ull << 20,
      kBetween = 1ull << 21,
  kVague = 1ull << 22, kFiller = 1ull << 23, kOf = 1ull << 24, kStatus = 1ull << 25, kCaveat = 1ull << 26,
      kBackground = 1ull << 27,
  kDisease = 1ull << 28, kSport = 1ull << 29, kRelative = 1ull << 30, kBreak = 1ull << 31, kThat = 1ull << 32,
      kThing = 1ull << 33,
  kFamily = 1ull << 34, kOne = 1ull << 35, kPreposition = 1ull << 36, kOr = 1ull << 37, kShare = 1ull << 38,
      kNationality = 1ull << 39,
  kCause = 1ull << 41, kHad = 1ull << 42, kWas = 1ull << 43, kSpeech = 1ull << 44,
  kFiction = 1ull << 45, kTime = 1ull << 46, kProtest = 1ull << 47,
  kDirection = 1ull << 48, kForces = 1ull << 49, kRanks = 1ull << 50,
  kCreed = 1ull << 51, kDoer = 1ull << 52, kPastAhead = 1ull << 53, kTry = 1ull << 54,
  kPassive = 1ull << 55, kOpen = 1ull << 56, kClose = 1ull << 57,
  kSpan = 1ull << 58, kThose = 1ull << 59,
  kWaw = 1ull << 40,  // the conjunction, as a token of its own
};
inline constexpr uint64_t kAnyPerson = kPersonNoun | kDualSelf | kWeakPerson;
inline constexpr uint64_t kAnyVerb = kVerb | kVerbWeak;
inline constexpr uint64_t kAnyNoun = kNoun | kNounWeak;
inline constexpr uint64_t kAnyTrigger = kAnyVerb | kAnyNoun | kTail;
inline constexpr uint64_t kCounts = kVague | kOne | kAnyPerson | kKindStrong | kVictim | kOther | kKin | kShare | kNationality;
inline constexpr uint64_t kCounting = kCounts | kAnyTrigger | kOpen;  // where chunks without a number and triggers begin

struct Mark {
  uint64_t bits = 0;
  uint32_t last = 0;               // one past the expression's last token
  uint16_t clitics = 0;
  FigureKind verb_kind = FigureKind::kKilled;  // of a happening verb
  FigureKind noun_kind = FigureKind::kKilled;  // of a happening noun
  FigureKind open_kind = FigureKind::kKilled;  // of an idiom that begins here
  FigureKind person_kind = FigureKind::kKilled;
  Category category = Category::kNone;
  bool category_weak = false;
  lexicon::Number number = lexicon::Number::kNone;
  FigureStatus status = FigureStatus::kAsserted;
  int8_t value = 0;                // of other, growth, preposition
  bool Has(uint64_t b) const { return (bits & b) != 0; }
};

class MarkMemory;  // figures_marks.h

struct Chunk {
  uint32_t first = 0, last = 0;    // tokens from the number (or noun) to its last modifier
  uint32_t number_last = 0;        // one past the number's own tokens
  Span number;
  std::optional<int64_t> low, high;
  Modality modality = Modality::kExact;
  Span vague;
  bool person = false;             // a person noun, nationality or body of people stands there
  bool bare = false;               // nothing that could be a counted noun stands there
  bool unknown = false;            // a word stands there that may be any noun
  bool self = false;               // the noun counts itself
  bool single = false, other = false, kin = false, definite = false, ordinal = false, ambiguous_dual = false,
      share = false;
  bool of_those = false;           // "5 of the wounded": of those told before
  bool one_of = false;             // "one of them": of those told before
  bool theirs = false;             // "of its men": of the body that speaks or was named last
  bool has_kind = false, weak_kind = false, victim = false;
  FigureKind kind = FigureKind::kKilled;
  Category category = Category::kNone;
  bool category_weak = false;
  Index affiliation = kNone;
  uint32_t bound_first = 0;        // first token of bound words before the number (== first if none)
};

// A chunk that states no number by itself: it is stepped over.
inline bool Passive(const Chunk& c) { return c.share || (c.self && (c.definite || c.modality == Modality::kVague)); }
// Not even the one man who "was killed".
inline bool StatesNothing(const Chunk& c) { return Passive(c) && !c.kin && !(c.self && c.single && c.definite); }

struct Trigger {
  uint32_t first = 0, last = 0;
  FigureKind kind = FigureKind::kKilled;
  bool noun = false, weak = false, tail = false, pronoun = false, imperfect = false, many = false, toll = false;
};

struct Draft {
  Chunk chunk;
  FigureKind kind = FigureKind::kKilled;
  uint32_t sentence = 0;
  uint32_t trigger = kNone;        // token; kNone = the noun itself or inherited
  Index part_of = kNone;           // draft
  Index inherits = kNone;          // draft whose category and affiliation an "other" or bare number shares
  bool cumulative = false, superseded = false, dropped = false;
  bool held = false;               // somebody tries to free them: they are a stock in custody
  std::string_view rule;
  uint8_t gap = 0;
};

// Which tokens something found begins at, lies over or ends before: mostly there is none, which is asked before the lists are searched.
class Standing {
 public:
  enum Kind { kMentionFirst, kMentionLast, kInSource, kTimeFirst, kTimeLast, kInNumber,
              kChunkFirst, kInChunk, kInTrigger,  // of the sentences read so far; chunks that are stepped over are none
              kKinds };
  void Read(const Findings& found, size_t tokens);  // figures_around.cpp
  void Add(Kind kind, uint32_t i) { blocks_[i / 64][kind] |= uint64_t{1} << (i % 64); }
  void Add(Kind kind, uint32_t first, uint32_t last) {
    for (uint32_t i = first; i < last; ++i) Add(kind, i);
  }
  bool Has(Kind kind, uint32_t i) const { return blocks_[i / 64][kind] >> (i % 64) & 1; }

 private:
  std::vector<std::array<uint64_t, kKinds>> blocks_;
};

// What the steps write; kept from report to report, for its room.
struct Buffers {
  Standing standing;
  std::vector<Mark> marks;         // by token; empty until a sentence is marked
  std::vector<uint8_t> marked;     // by sentence
  std::vector<uint32_t> counting;  // tokens of the current sentence that have a kCounting bit, then the first behind it
  std::vector<Chunk> chunks;       // of the current sentence
  std::vector<Trigger> triggers;   // of the current sentence
  std::vector<Draft> drafts;       // of the whole report
  std::vector<Index> pending;      // drafts: parts whose total has not come yet
  struct Spot {
    Index mention;
    int worth;
  };
  // Of the last steps, see figures_slots.h:
  std::vector<Spot> spots;
  std::vector<Index> said, figure_of;
  std::vector<uint32_t> said_end;
};

// What the steps share while one report is read.
struct Reading : Buffers {
  Reading(const Words& w, Findings& o, MarkMemory& m) : words(w), out(o), memory(m) {}

  const Words& words;
  Findings& out;
  MarkMemory& memory;
  size_t next_number = 0;          // first number of the current sentence
  uint64_t bits = 0;               // of the current sentence: what all its tokens mean

  const text::Token& token(uint32_t i) const { return words.text->tokens[i]; }
  bool IsQuote(uint32_t i) const { return token(i).kind == text::TokenKind::kPunct && token(i).sign == '"'; }
  bool IsSign(uint32_t i, char c) const {
    return token(i).kind == text::TokenKind::kPunct && token(i).sign == static_cast<unsigned char>(c);
  }
  bool IsWord(uint32_t i) const { return token(i).kind == text::TokenKind::kWord; }
};

uint64_t MarkTokens(Reading& r, uint32_t first, uint32_t last);    // figures_marks.cpp; the bits of all of them
void FindChunks(Reading& r, const text::Sentence& s);              // figures_chunks.cpp
void FindTriggers(Reading& r, const text::Sentence& s);            // figures_triggers.cpp
void Assemble(Reading& r, uint32_t sentence);                      // figures_assembly.cpp
void FillFigures(Reading& r);                                      // figures_slots.cpp
// A narrower category wins over a wider one; a weak one yields.
void Narrow(Chunk& c, Category category, bool weak);
// What the kind of a body says of its members.
Category CategoryOfBody(std::string_view mention_kind);

}  // namespace tawatur::extract::figures
