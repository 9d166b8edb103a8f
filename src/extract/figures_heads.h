// The noun after a number, its modifiers and the body its people belong to. Used by figures_chunks.cpp; defined in
// figures_heads.cpp.
#pragma once
#include "extract/figures.h"

namespace tawatur::extract::figures {

class HeadReader {
 public:
  HeadReader(Reading& r, const text::Sentence& s) : r_(r), first_(s.first), last_(s.last) {}

 protected:
  const Mark& mark(uint32_t i) const { return r_.marks[i]; }
  uint32_t SkipQuotes(uint32_t i) const {
    while (i < last_ && r_.IsQuote(i)) ++i;
    return i;
  }
  bool Joined(uint32_t i) const { return (mark(i).clitics & (text::kAnd | text::kThen)) != 0; }

  void Head(Chunk& c, uint32_t from, bool counted);
  bool Prefixed(uint32_t j) const;
  bool CountedHarm(const Chunk& c, uint32_t j) const;
  void TakeNoun(Chunk& c, uint32_t j);
  bool Couple(Chunk& c);
  bool IsNumber(uint32_t i) const { return r_.standing.Has(Standing::kInNumber, i); }
  void Between(Chunk& c, uint32_t j);
  bool Led(uint32_t j) const;
  Index OrganisationAt(uint32_t i, uint32_t* end) const;
  Index BodyOver(uint32_t first, uint32_t i) const;
  void Modifiers(Chunk& c, uint32_t j);
  bool Object(const Chunk& c, uint32_t j) const;
  bool StateName(const Chunk& c, uint32_t j) const;
  void OfBody(Chunk& c, uint32_t j);
  bool Fellows(Chunk& c, uint32_t j);
  void Ranks(Chunk& c, uint32_t j);
  Index Master(Index mention) const;
  void Belong(Chunk& c, Index mention);
  bool Members(Chunk& c, uint32_t j);
  void Predicate(Chunk& c, uint32_t j);
  bool EndsInAt(uint32_t i) const;

  Reading& r_;
  uint32_t first_, last_;
};

}  // namespace tawatur::extract::figures
