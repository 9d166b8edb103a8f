// Which lines of a page tell its story. Entry point: Layout. Read by grouping and by the choice of the main happening.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "resolve/resolved.h"

namespace tawatur::reconcile {

class Layout {
 public:
  // `said`: where words of saying stand, ascending; a line with one is no caption.
  explicit Layout(std::string_view text, const std::vector<uint32_t>& said = {});
  static Layout Of(const resolve::ResolvedReport& report);
  bool Lead(uint32_t at) const { return at < lead_; }   // the headline and the first paragraphs
  bool Aside(uint32_t at) const;                        // a headline below the prose began: most likely of another report
  bool Caption(uint32_t at) const;                      // "a street after the shelling, 7 August (agency)": a photograph may be of another day
  uint32_t prose() const { return prose_; }             // where the first line of prose begins; the text's end if there is none

 private:
  uint32_t prose_ = 0, lead_ = 0;
  std::vector<Span> asides_, captions_;
};

}  // namespace tawatur::reconcile
