// The happenings of stories on the map, RFC 7946. Entry points: GeoJson(), StoryGeoJson().
#pragma once
#include <string>

#include "publish/mask.h"
#include "publish/selection.h"

namespace tawatur::publish {

// One FeatureCollection, a feature an event. What no point can be given for has a null geometry, and `unlocated` says why.
std::string GeoJson(const Selection& selection, Masker& mask);
std::string StoryGeoJson(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports, Masking mask);

}  // namespace tawatur::publish
