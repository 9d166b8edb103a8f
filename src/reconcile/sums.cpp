// Totals and their parts, as one report states them: do they add up? Entry point: FindSums().
#include <algorithm>
#include <set>
#include <tuple>

#include "reconcile/steps.h"

namespace tawatur::reconcile {

void FindSums(const View& v, Story& story) {
  for (Index r : story.reports) {
    const auto& figures = v.At(r).findings.figures;
    std::vector<std::vector<Index>> parts(figures.size());
    for (Index i = 0; i < figures.size(); ++i) {
      if (figures[i].part_of < figures.size()) parts[figures[i].part_of].push_back(i);
    }
    for (Index total = 0; total < figures.size(); ++total) {
      if (parts[total].empty() || !figures[total].low || figures[total].low != figures[total].high) continue;
      Sum sum;
      sum.total = {figures[total].low, figures[total].high, {{r, total}}};
      AddEvidence(sum.evidence, At(r, figures[total].evidence));
      int64_t added = 0;
      bool exact = true;
      std::set<std::tuple<int, std::string, int64_t>> seen;  // a part told twice is one part
      for (Index i : parts[total]) {
        const extract::Figure& f = figures[i];
        if (f.kind != figures[total].kind) continue;
        if (!f.low || f.low != f.high) {
          exact = false;
          continue;
        }
        if (!seen.insert({static_cast<int>(f.category), SideOf(v, {r, i}), *f.low}).second) continue;
        sum.parts.push_back({f.low, f.high, {{r, i}}});
        AddEvidence(sum.evidence, At(r, f.evidence));
        added += *f.low;
      }
      // "Among them four children" need not name everybody: only parts that reach or pass the total say something.
      if (!exact || sum.parts.size() < 2 || added < *figures[total].low) continue;
      sum.holds = added == *figures[total].low;
      story.sums.push_back(std::move(sum));
    }
  }
}

}  // namespace tawatur::reconcile
