// Events in the columns and by the rules of the UCDP Georeferenced Event Dataset: shaped like GED, not UCDP data. Entry
// point: UcdpTables().
#pragma once
#include <vector>

#include "publish/mask.h"
#include "publish/selection.h"
#include "publish/table.h"

namespace tawatur::publish {

// The events with at least one death, and those that were left out, each with its reason.
std::vector<Table> UcdpTables(const Selection& selection, Masker& mask);

}  // namespace tawatur::publish
