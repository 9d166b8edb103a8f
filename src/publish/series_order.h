// In which order the quantities of a story are shown. Entry point: SeriesOrder().
#pragma once
#include <cstddef>
#include <vector>

#include "reconcile/dossier.h"

namespace tawatur::publish {

// Places in story.figures: by kind, the main event's own first, whole counts before those of some of its people, each group with
// most statements first.
std::vector<size_t> SeriesOrder(const reconcile::Story& story);

}  // namespace tawatur::publish
