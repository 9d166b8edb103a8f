// Folding many letters at a time, where the processor can, with the results of the portable way. Entry point: FoldBlocks().
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/fold.h"

namespace tawatur::text {

// Does this processor fold so?
bool HasWideFold();
// Folds from p on, which is the first byte of a letter, as long as all are Arabic letters of two bytes, digits, common signs and
// ASCII: writes n bytes and their origins on, and stops at the first letter that it leaves to others or near the end.
void FoldBlocks(const unsigned char* begin, const unsigned char* end, const unsigned char*& p, unsigned char* b, uint32_t* o, size_t& n);
// Fold() as a processor without wide instructions does it.
void FoldPortable(std::string_view utf8, Folded& out);

}  // namespace tawatur::text
