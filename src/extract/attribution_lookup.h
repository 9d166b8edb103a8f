// Who states a stretch of text. Entry point: AttributionAt(). Used by figures, claims and resolve after FindAttributions().
#pragma once
#include <string_view>

#include "base/span.h"
#include "extract/findings.h"
#include "lexicon/lexicon.h"

namespace tawatur::extract {

// The innermost (shortest) attribution whose content covers `span`; kNone when nobody is reported to state it.
// What a condemnation, denial or demand has as its object ("condemned the attack that killed five") is stated by nobody
// (rule verb_object): it is passed over. Its speaker may be kNone: a cue stands there, but it names nobody.
Index AttributionAt(const Findings& findings, Span span);

// The mention with the fullest name that `m` stands for; `m` itself where there is none.
Index FullestOf(const Findings& findings, Index m);

// Which kind of speaker a mention is; kNone for kNone. attributions_kind.cpp.
SpeakerKind KindOfSpeaker(const Findings& findings, const lexicon::Lexicon& lexicon, Index m);

// A folded verb that carries its subject in its ending (-u, yaf'alun): Arabic puts a verb before its subject in the singular, so
// what follows such a verb is its object.
bool SubjectWithin(std::string_view verb);

}  // namespace tawatur::extract
