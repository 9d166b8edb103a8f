// The contract's words for the engine's enumerations, and the codes that only an output needs. Entry point: Word().
#pragma once
#include <string>
#include <string_view>

#include "extract/contract_words.h"
#include "ingest/report.h"
#include "lexicon/lexicon.h"

namespace tawatur::publish {

using extract::Word;
std::string_view Word(ingest::DateBasis v);
// What a doubt of a figure means, for a reader; the name itself where it is none of ours.
std::string_view DoubtWords(std::string_view doubt);

// An ISO value split at its slash, with the UCDP precision of what it says: 1 day, 2 two to six days, 3 week, 4 month,
// 5 up to a year, 0 unknown.
struct DateSpan {
  std::string_view from, to;
  int precision = 0;
};
DateSpan SplitDate(std::string_view iso);
// UCDP where_prec of a kind of place: 1 a point, 4 a governorate, 6 a country; 0 unknown.
int WherePrecision(lexicon::EntityType type, std::string_view kind);

}  // namespace tawatur::publish
