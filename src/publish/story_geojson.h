// A story's events as map data (RFC 7946). Entry point: StoryGeoJson().
#pragma once
#include <span>
#include <string>

#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

// One feature an event: a point with the precision of its place, or null where the place has none.
std::string StoryGeoJson(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports, bool mask);

}  // namespace tawatur::publish
