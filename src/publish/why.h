// Why the engine states something, in plain words. Entry point: Why().
#pragma once
#include <string>
#include <string_view>

#include "resolve/resolved.h"

namespace tawatur::publish {

// For the id of a figure, event or claim of this report: its words, its sentence, the chain speaker <- agency <-
// outlet, the time it is stated for, the rule that read it, doubts, and what else stands in the same sentence. Empty
// when the report has no such id.
std::string Why(const resolve::ResolvedReport& report, std::string_view id);

}  // namespace tawatur::publish
