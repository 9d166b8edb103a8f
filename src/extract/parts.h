// Findings of one part of a text into those of the whole. Entry point: AppendPart(). Used by extract.cpp for giant texts.
#pragma once
#include <cstdint>

#include "extract/findings.h"

namespace tawatur::extract {

// Tokens and sentences of the part begin at these of the whole. `part` is left empty.
void AppendPart(Findings& part, uint32_t token, uint32_t sentence, Findings& whole);

}  // namespace tawatur::extract
