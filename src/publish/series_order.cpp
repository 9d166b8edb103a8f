// In which order the quantities of a story are shown. Entry point: SeriesOrder().
#include "publish/series_order.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace tawatur::publish {

std::vector<size_t> SeriesOrder(const reconcile::Story& story) {
  std::vector<size_t> order(story.figures.size());
  std::iota(order.begin(), order.end(), size_t{0});
  const auto rank = [&](size_t i) {
    const reconcile::FigureSeries& f = story.figures[i];
    const bool whole = f.population.empty() || f.population == "people";
    return std::tuple(f.kind, f.event != story.event && f.event != kNone, !whole, -static_cast<int64_t>(f.points.size()));
  };
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return rank(a) < rank(b); });
  return order;
}

}  // namespace tawatur::publish
