// Stories as FollowTheMoney entities, JSON Lines, for Aleph and its kin. Entry point: FollowTheMoney().
#pragma once
#include <string>

#include "publish/mask.h"
#include "publish/selection.h"

namespace tawatur::publish {

std::string FollowTheMoney(const Selection& selection, Masker& mask);

}  // namespace tawatur::publish
