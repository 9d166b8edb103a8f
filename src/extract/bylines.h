// The lines of a report as the byline rules see them. Entry point: FindLines(); FindBylines() and FindLayout() read
// them.
#pragma once
#include <vector>

#include "extract/extract.h"
#include "extract/numbers.h"

namespace tawatur::extract {

struct Line {
  uint32_t first = 0, last = 0;  // tokens, without the line end
  uint32_t words = 0;
  bool furniture = false;        // every sentence of it is page furniture
};

// Lines that hold a word or a number, and which of them are head (before the first prose), and foot (after the last).
struct Lines {
  std::vector<Line> line;
  size_t prose = 0;     // the first line of running text; line.size() when there is none
  size_t foot = 0;      // first line after the last prose
};
Lines FindLines(const Words& words);

// bylines_layout.cpp: dateline, agencies, outlet; interview and opinion layout.
void FindDateline(const Words& words, const Lines& lines, Findings& out);
void FindLayout(const Words& words, const Lines& lines, Findings& out);

}  // namespace tawatur::extract
