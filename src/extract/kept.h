// What readers keep from report to report: what they remember of the lists' words, and room for what they write. Made by Extract().
#pragma once
#include "extract/events_frame.h"
#include "extract/figures_marks.h"

namespace tawatur::extract {

struct Kept {
  explicit Kept(const lexicon::Lexicon& lexicon) : figures(lexicon) {}
  EventBuffers events;
  figures::Kept figures;
};

}  // namespace tawatur::extract
