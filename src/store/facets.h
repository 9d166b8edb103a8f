// store: what a report is about, as search filters by it. Entry points: FacetsOf(), FacetWords(), FacetWord().
#pragma once
#include <string>
#include <string_view>

#include "lexicon/lexicon.h"
#include "resolve/resolved.h"

namespace tawatur::store {

// One a line: the sort and all names of the thing, with tabs between ("place<TAB>aleppo<TAB>...<TAB>Aleppo"). Sorts: place
// (and what contains it), actor, speaker, kind (of figures), class (of happenings), claim.
std::string FacetsOf(const resolve::ResolvedReport& report, const lexicon::Lexicon& lexicon);
// The same as words for the index, one for each name.
std::string FacetWords(std::string_view facets);
// The word of one name, however it is written.
std::string FacetWord(std::string_view sort, std::string_view name);

}  // namespace tawatur::store
