// When a report may have been published, as far as it tells itself. Entry point: WindowOf(). Read by grouping.
#pragma once
#include <cstdint>

#include "reconcile/view.h"

namespace tawatur::reconcile {

struct Window {
  static constexpr uint16_t kAllMonths = 0xFFF;
  Days days;                       // unknown: any
  uint16_t months = kAllMonths;    // bits: months of the year, whatever the year
  int weekday = -1;                // 0 Monday .. 6 Sunday; -1 = unknown
};

// A report with a date is of that day. Else the number of its page, the posts that it shows and the comments under it bound the days; "last November" or "today, 8 September" the
// months; "today, Thursday", "yesterday, Wednesday", or a lead's bare "Thursday" give the weekday.
Window WindowOf(const resolve::ResolvedReport& r);

}  // namespace tawatur::reconcile
