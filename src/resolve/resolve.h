// Findings (+ publication date if known) -> ResolvedReport. Entry points: Resolve(), Redate().
#pragma once
#include "lexicon/lexicon.h"
#include "resolve/resolved.h"
#include "text/text.h"

namespace tawatur::resolve {

// Takes the findings over. `report.published` (or a byline in the text, which wins over nothing but an empty date) dates it.
ResolvedReport Resolve(const ingest::Report& report, const text::Text& text, extract::Findings findings, const lexicon::Lexicon& lexicon);
// Dates an undated report (basis inferred) and resolves its times once more.
void Redate(ResolvedReport& report, const std::string& published);
// An undated report is known to be of about this day: days of a month without a year are resolved once more.
void DateNear(ResolvedReport& report, const std::string& near);

}  // namespace tawatur::resolve
