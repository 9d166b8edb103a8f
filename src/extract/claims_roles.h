// Who takes a position, about whom, how firmly. Entry points: ClaimRoles::Speaker(), Target(), Strength(). Used by claims.cpp.
#pragma once
#include <cstdint>
#include <vector>

#include "extract/claims_scan.h"
#include "extract/findings.h"
#include "extract/words.h"

namespace tawatur::extract {

class ClaimRoles {
 public:
  ClaimRoles(const Words& words, const Findings& findings, const ClaimScan& scan);

  // False where nobody can be said to take the position: then there is no claim.
  // `unlisted`: the token of a speaker that no mention covers ("statements of the regime"), left alone where there is none.
  bool Speaker(const ClaimTrigger& t, const text::Sentence& s, Index answers, Claim& c, uint32_t& unlisted) const;
  // False where the claim falls with its target (an act with no doer).
  bool Target(const ClaimTrigger& t, const text::Sentence& s, Claim& c) const;
  void Weigh(const ClaimTrigger& t, const text::Sentence& s, Claim& c) const;

  // A mention that begins in tokens [from, to) and is neither an adjective nor the same thing as `not_this`.
  Index FirstMention(uint32_t from, uint32_t to, Index not_this) const;
  Index LastMention(uint32_t from, uint32_t to, Index not_this) const;
  bool Same(Index a, Index b) const;
  // The clause has a subject of its own that is not the speaker.
  bool OfOthers(const ClaimTrigger& t, Index speaker) const;
  // The noun phrase that begins at or after token i: head, adjectives and genitives. Empty if none.
  Span NounPhrase(uint32_t i, uint32_t last) const;
  bool OwnPronoun(uint32_t i) const;

 private:
  Index Subject(const ClaimTrigger& t, const text::Sentence& s) const;
  Index AttributionOfCue(Span trigger) const;
  Index CueBefore(uint32_t token, const text::Sentence& s) const;
  Index FarSubject(const ClaimTrigger& t, const text::Sentence& s) const;
  bool AboutWhatFollows(Index attribution) const;
  bool SaysThat(Index attribution) const;
  bool OwnsUp(const Claim& c) const;
  bool Involves(const ClaimTrigger& t) const;
  bool Acts(Index m) const;
  bool Governed(Index m) const;
  bool Leads(uint32_t from, uint32_t to) const;
  Index Doer(const ClaimTrigger& t, uint32_t end, Index not_this) const;
  Index NounsDoer(const ClaimTrigger& t, uint32_t end) const;
  bool Reaches(const ClaimTrigger& t, const text::Sentence& s, Index outer) const;
  void Phrase(uint32_t i, uint32_t end, Claim& c) const;
  bool Accused(const ClaimTrigger& t, const text::Sentence& s, uint32_t end, Claim& c) const;
  void Addressed(const ClaimTrigger& t, const text::Sentence& s, uint32_t end, Claim& c) const;
  bool Wished(const ClaimTrigger& t, const text::Sentence& s) const;
  bool Nobody(uint32_t from, uint32_t to, const text::Sentence& s) const;
  bool Suffered(const ClaimTrigger& t) const;
  bool HitsFighters(const ClaimTrigger& t, uint32_t end, Index by) const;
  bool Definite(uint32_t i) const;
  bool Prefixed(uint32_t i) const;
  bool Predicate(uint32_t i) const;
  bool VerbLike(uint32_t i) const;
  void PutTarget(Index mention, Claim& c) const;
  uint32_t AfterSpeaker(const ClaimTrigger& t, const Claim& c) const;

  const Words& w_;
  const Findings& f_;
  const ClaimScan& scan_;
  const std::vector<text::Token>& tokens_;
};

}  // namespace tawatur::extract
