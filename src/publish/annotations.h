// Statements as annotations of the texts they stand in: W3C Web Annotation, JSON-LD. Entry point: Annotations().
#pragma once
#include <string>

#include "publish/mask.h"
#include "publish/selection.h"

namespace tawatur::publish {

std::string Annotations(const Selection& selection, Masker& mask);

}  // namespace tawatur::publish
