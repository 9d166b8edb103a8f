// Which word governs a number: the nearest happening before or after it. Used by figures_assembly.cpp; defined in
// figures_governor.cpp.
#pragma once
#include "extract/figures.h"

namespace tawatur::extract::figures {

// How far a governing word may stand from its number, in words that are neither bound words nor quotes.
constexpr int kNounReach = 5, kVerbReach = 12, kWeakReach = 4, kAfterReach = 14, kTailReach = 5, kLooseCoordination = 6;
constexpr int kStrictReach = 4;    // of a noun that counts itself, from a verb; from a verbal noun it stands next
constexpr uint32_t kTryReach = 4;  // of a word of trying, from the release it is about
constexpr int kBareReach = 3;  // of a number with no noun at it
constexpr int kTurnReach = 10;  // between two bare numbers told in turn; between a toll and its number

struct Gap {
  int words = 0;
  bool blocked = false;      // a clause begins, or something else happens, in between
  bool joined = false;       // a conjunction or a comma stands right before the end
  bool waw = false;          // a conjunction does
  bool paren_open = false;   // a parenthesis opens and stays open
  bool paren_close = false;
};

class Governor {
 public:
  Governor(Reading& r, uint32_t sentence)
      : r_(r), sentence_(sentence), first_(r.words.text->sentences[sentence].first),
          last_(r.words.text->sentences[sentence].last) {}

 protected:
  const Mark& mark(uint32_t i) const { return r_.marks[i]; }
  Gap Between(uint32_t from, uint32_t to) const;
  uint32_t EndingAt(uint32_t i, uint64_t bit) const;
  bool IsChunkStart(uint32_t i) const;
  const Trigger* TriggerEnding(uint32_t i) const;
  bool BeforeTrigger(const Chunk& c, Draft& d, int reach) const;
  bool Governs(const Trigger& g, const Chunk& c, Draft& d, int words, int reach, bool preposition) const;
  static bool Harm(FigureKind k);
  uint32_t TimeBefore(uint32_t i) const;
  uint32_t TimeFirst(uint32_t i) const;
  bool OfPronoun(uint32_t i) const;
  bool Stopped(const Trigger& g, const Chunk& c, int words) const;
  bool TakenNoMore(uint32_t i) const;
  bool VerbJoined(uint32_t i) const;
  bool Doer(size_t k) const;
  uint32_t OrdinalAge(uint32_t i, uint32_t to) const;
  uint32_t AgeEnd(uint32_t i, uint32_t to) const;
  bool DiedLater(const Trigger& g) const;
  bool Left(const Trigger& g, const Chunk& c) const;
  bool PluralVerb(const Trigger& g) const;
  bool WeakHead(const Chunk& c) const;
  bool AfterVerb(size_t k, Draft& d) const;
  bool Active(const Trigger& g, const Chunk& c) const;
  bool ChunkSoonAfter(uint32_t i, size_t k) const;

  Reading& r_;
  uint32_t sentence_, first_, last_;
};

}  // namespace tawatur::extract::figures
