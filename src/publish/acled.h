// Events in the columns and by the rules of ACLED's codebook: shaped like ACLED, not ACLED data. Entry point:
// AcledTables().
#pragma once
#include <vector>

#include "publish/mask.h"
#include "publish/selection.h"
#include "publish/table.h"

namespace tawatur::publish {

// The events, and those that were left out, each with its reason.
std::vector<Table> AcledTables(const Selection& selection, Masker& mask);

// What the exports shaped like others' datasets give of the events that they leave out.
inline constexpr std::string_view kLeftOutColumns = "story,event,class,date,place,reason";

}  // namespace tawatur::publish
