// A ResolvedReport <-> bytes of this process, to be put aside for a while: less than reading the report again. Entry points: Pack(), Unpack().
#pragma once
#include <string>
#include <string_view>

#include "resolve/resolved.h"

namespace tawatur::resolve {

// Symbols and rules stay pointers into the program and its word lists: the bytes mean nothing to another process, and nothing once the
// word lists have gone.
std::string Pack(const ResolvedReport& report);
// Of what Pack() gave.
ResolvedReport Unpack(std::string_view bytes);

}  // namespace tawatur::resolve
