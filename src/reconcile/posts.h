// What a page quotes of other pages' dates: posts that it shows, comments under it. Entry point: PostsOf(). Read by dating and grouping.
#pragma once
#include "reconcile/view.h"

namespace tawatur::reconcile {

struct Posts {
  Days last;     // the day of the latest post shown: the page is of that day or soon after; unknown: none
  Days comment;  // of the first comment that readers left: the page is of that day or before it
};

// "... (@handle) November 6, 2022" or the same in Arabic; "January 9, 2024 at 9:17" among lines that are comments.
Posts PostsOf(const resolve::ResolvedReport& r);

}  // namespace tawatur::reconcile
