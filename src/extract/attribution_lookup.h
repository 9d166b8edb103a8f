// Who states a stretch of text. Entry points: AttributionsHere, AttributionAt(). Used by claims and resolve after FindAttributions().
#pragma once
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "extract/findings.h"
#include "lexicon/lexicon.h"

namespace tawatur::extract {

// The attributions that touch one sentence with their cue or their words: few of a report's, and whatever is asked about the sentence
// concerns no others.
class AttributionsHere {
 public:
  explicit AttributionsHere(const Findings& findings, std::pmr::memory_resource* memory = std::pmr::get_default_resource());
  void Open(Span sentence);
  std::span<const Index> All() const { return {here_.data(), count_}; }
  bool Stated() const { return stated_; }  // somebody's words stand in the sentence

 private:
  const Findings& f_;
  std::pmr::vector<Span> reach_;   // from cue to words, of each attribution of the report
  std::pmr::vector<Index> here_;
  size_t count_ = 0;
  bool stated_ = false;
};

// The innermost (shortest) attribution whose content covers `span`, which lies in the sentence; kNone when nobody is reported to state it.
// What a condemnation, denial or demand has as its object ("condemned the attack that killed five") is stated by nobody
// (rule verb_object): it is passed over. Its speaker may be kNone: a cue stands there, but it names nobody.
Index AttributionAt(const Findings& findings, const AttributionsHere& here, Span span);

// The mention with the fullest name that `m` stands for; `m` itself where there is none.
Index FullestOf(const Findings& findings, Index m);

// Which kind of speaker a mention is; kNone for kNone. attributions_kind.cpp.
SpeakerKind KindOfSpeaker(const Findings& findings, const lexicon::Lexicon& lexicon, Index m);

// A folded verb that carries its subject in its ending (-u, yaf'alun): Arabic puts a verb before its subject in the singular, so
// what follows such a verb is its object.
bool SubjectWithin(std::string_view verb);

}  // namespace tawatur::extract
