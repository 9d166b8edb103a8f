// Plain lists for looking into the engine: one item a line, tab separated. Entry points: DumpText(), DumpFindings().
#pragma once
#include <string>

#include "resolve/resolved.h"
#include "text/text.h"

namespace tawatur::publish {

// Sentences, tokens and furniture of a text.
void DumpText(const text::Text& text, std::string& out);
// Everything read in a report, each item with its span, words and rule.
void DumpFindings(const resolve::ResolvedReport& report, std::string& out);

}  // namespace tawatur::publish
