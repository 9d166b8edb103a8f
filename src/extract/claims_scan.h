// Where a sentence takes positions: triggers of the lexicon with their clauses. Entry point: ClaimScan::Sentence(). Used by claims.cpp.
#pragma once
#include <algorithm>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "extract/attribution_lookup.h"
#include "extract/findings.h"
#include "extract/words.h"

namespace tawatur::extract {

// How a trigger makes a claim; a higher rank wins the clause.
enum class ClaimRank : uint8_t {
  kJudge,       // an evaluative word: a judgement only when somebody states it
  kHostile,     // an act somebody is blamed for, or owns up to, inside a statement
  kSaid,        // a position inside a statement, an answer or an essay
  kMark,        // a position of whoever speaks, the outlet too
  kNoun,        // a noun of the act; its genitive or pronoun takes the position
  kParticiple,  // the act of a speaker who was just quoted
  kAct,         // a verb whose subject takes the position
};

struct ClaimTrigger {
  uint32_t first = 0, last = 0;  // tokens of the trigger
  uint32_t begin = 0, end = 0;   // tokens of its clause
  uint32_t core_first = 0, core_last = 0;  // what names its type, where another trigger in its clause does ("claim that ... is behind it")
  ClaimType type = ClaimType::kAssessment;
  ClaimRank rank = ClaimRank::kJudge;
  uint16_t clitics = 0;
  bool future = false;           // a verb in the future
  bool own_loss = false;
  bool strong = false;           // an evaluative word that judges whoever says it
  bool strict = false;           // its complement decides: the clause reaches it
  bool with_figure = false;      // ... only where its clause counts somebody
  bool item = false;             // a further item of the trigger's list: the clause stands after it
  bool passive = false;          // "by" and the doer after it
  bool noun = false;             // a deed or a harm named by its noun: only the one whom the noun belongs to did it
  const Sense* hedge = nullptr;  // of the trigger itself
};

using ClaimTriggers = std::pmr::vector<ClaimTrigger>;

class ClaimScan {
 public:
  // `here`: open at the sentence that is read.
  ClaimScan(const Words& words, const Findings& findings, const AttributionsHere& here, std::pmr::memory_resource* memory);

  // Triggers of the sentence, one a clause, in order. `stated`: the sentence holds somebody's words.
  void Sentence(const text::Sentence& sentence, bool stated, ClaimTriggers& out);

  // Helpers that the roles need too.
  bool IsWord(uint32_t i) const { return tokens_[i].kind == text::TokenKind::kWord; }
  bool StartsWithBi(uint32_t i) const;
  // The word alone has one of these tags: one question instead of some.
  bool WordAny(uint32_t i, const TagSet& tags) const {
    const Word& x = w_.words[i];
    return x.tags.Any(tags) && (x.phrase == kNone || std::any_of(x.senses.begin(), x.senses.end(), [&](const Sense& s) { return tags.Has(s.tag); }));
  }
  bool IsPrep(uint32_t i) const { return w_.WordIs(i, Tag::kClaimPrep); }
  std::string_view Prep(uint32_t i) const;  // its symbol, or empty
  Span ClauseSpan(uint32_t begin, uint32_t end) const;
  Index MentionAt(uint32_t i) const { return at_[i]; }  // the widest mention that covers the token
  const AttributionsHere& Here() const { return here_; }

 private:
  bool Find(uint32_t i, bool stated, ClaimTrigger& out, uint32_t& skip);
  bool Lacks(std::span<const Sense> senses, ClaimTrigger probe, bool stated) const;
  bool Future(uint32_t i) const;
  bool Ought(uint32_t i) const;
  bool Imperfect(uint32_t i) const;
  bool Needs(std::string_view what, const ClaimTrigger& t, bool stated) const;
  bool Within(Tag tag, uint32_t from, uint32_t count) const;
  bool Negated(uint32_t i) const;
  bool Named(uint32_t i) const;
  bool Unreal(uint32_t i) const;
  void Bound(ClaimTrigger& t) const;
  uint32_t BeginOf(const ClaimTrigger& t) const;
  bool FewSaid(uint32_t from, uint32_t to, uint32_t content) const;
  bool MentionEndsAt(uint32_t i) const;
  void Merge(ClaimTriggers& out, ClaimTrigger t) const;
  bool AfterRelative(uint32_t i) const;
  bool Absent(uint32_t i) const;
  bool CueAt(uint32_t i) const;
  bool VerbHere(uint32_t i, const Sense& s, uint16_t clitics) const;
  bool GoesOn(uint32_t k) const;
  bool Apposition(uint32_t comma) const;
  void Coordinate(ClaimTriggers& out, size_t k) const;
  bool Item(uint32_t i) const;

  const Words& w_;
  const Findings& f_;
  const AttributionsHere& here_;
  const std::vector<text::Token>& tokens_;
  std::pmr::vector<Index> at_;
  size_t mentions_;                // as many are in at_
  uint32_t first_ = 0, last_ = 0;  // the sentence
  Span sentence_;
};

// The type with this symbol; false if there is none.
bool ClaimTypeOf(std::string_view symbol, ClaimType& out);
bool StrengthOf(std::string_view symbol, Strength& out);

}  // namespace tawatur::extract
