// One report's findings as one JSON object on one line, as docs/contract.md has it. Entry points: WriteFindings(), PutFigure().
#pragma once
#include <string>

#include "publish/json_slots.h"
#include "publish/mask.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

struct FindingsOptions {
  bool with_text = false;  // the text goes out even where it is the input's own bytes
  Masking mask{};       // private persons' names are withheld
};

// Appends the object and a line end to `out`.
void WriteFindings(const resolve::ResolvedReport& report, const FindingsOptions& options, std::string& out);
// The same with the names that all reports of a run show to be private; `report` is one of those `mask` was made from.
void WriteFindings(const resolve::ResolvedReport& report, const FindingsOptions& options, Masker& mask,
                   std::string& out);

// One figure, as an object of the findings.
void PutFigure(JsonOut& o, const resolve::ResolvedReport& r, Index figure);

}  // namespace tawatur::publish
