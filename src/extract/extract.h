// Text -> Findings. Entry point: Extract(). A pure function of the text and the lexicon.
#pragma once
#include "extract/findings.h"
#include "extract/words.h"
#include "lexicon/lexicon.h"
#include "text/text.h"

namespace tawatur::extract {

// The order of the walk; each line is one extractor (one file each).
// `text` gets the furniture that words give away. Buffers in `words` and `out` are reused from report to report.
void Extract(text::Text& text, const lexicon::Lexicon& lexicon, Words& words, Findings& out);

// The steps, in their order. Each reads what the ones before it wrote.
void FindFurnitureWords(const Words& words, text::Text& text, Findings& out);  // furniture.cpp: menus, share bars, related links
void FindNumbers(const Words& words, Findings& out);       // numbers.cpp
void FindTimes(const Words& words, Findings& out);         // times.cpp  (marks numbers that are dates as counts_nothing)
void FindMentions(const Words& words, Findings& out);      // mentions.cpp
void FindBylines(const Words& words, Findings& out);       // bylines.cpp: bylines, datelines, agencies, outlet, interview/opinion layout
void FindAttributions(const Words& words, Findings& out);  // attributions.cpp
void FindEvents(const Words& words, Findings& out);        // events.cpp
void FindFigures(const Words& words, Findings& out);       // figures.cpp
void FindClaims(const Words& words, Findings& out);        // claims.cpp
void TakeFingerprints(const Words& words, Findings& out);  // fingerprints.cpp

}  // namespace tawatur::extract
