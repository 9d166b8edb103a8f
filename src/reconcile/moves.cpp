// Reports go to the stories where people put them. Entry point: ApplyMoves().
#include <algorithm>

#include "reconcile/decisions.h"
#include "reconcile/view.h"

namespace tawatur::reconcile {
namespace {

Index GroupOf(const std::vector<Group>& groups, Index report) {
  for (Index g = 0; g < groups.size(); ++g) {
    const std::vector<Index>& in = groups[g].reports;
    if (std::find(in.begin(), in.end(), report) != in.end()) return g;
  }
  return kNone;
}

}  // namespace

void ApplyMoves(const Decisions& decisions, std::span<resolve::ResolvedReport> reports, std::vector<Group>& groups) {
  if (decisions.moves.empty()) return;
  std::map<std::string_view, Index> by_hash;
  for (Index i = 0; i < reports.size(); ++i) by_hash.emplace(reports[i].meta.sha256, i);
  auto find = [&](const std::string& hash) {
    const auto at = by_hash.find(hash);
    return at == by_hash.end() ? kNone : at->second;
  };
  for (const Move& move : decisions.moves) {  // in order of the log: a move may be to where another one led
    const Index report = find(move.report), with = move.with.empty() ? kNone : find(move.with);
    if (report == kNone || (with == kNone && !move.with.empty())) continue;
    const Index from = GroupOf(groups, report), to = with == kNone ? kNone : GroupOf(groups, with);
    if (from == kNone || (to == kNone && with != kNone)) continue;
    auto& said = reports[report].reviews;
    if (std::none_of(said.begin(), said.end(), [&](const resolve::Reviewed& r) { return r.review == move.review; })) {
      resolve::Reviewed moved;
      moved.object = "membership", moved.id = move.report, moved.status = "moved";
      moved.by = move.by, moved.at = move.at, moved.reason = move.reason, moved.review = move.review;
      moved.changes = {{move.with.empty() ? "alone" : "with", move.with.empty() ? "true" : move.with}};
      said.push_back(std::move(moved));
    }
    if (from == to) continue;
    std::erase(groups[from].reports, report);
    Group& there = to == kNone ? groups.emplace_back() : groups[to];
    there.reports.push_back(report);
    std::sort(there.reports.begin(), there.reports.end(), [&](Index a, Index b) { return Before(reports[a], reports[b]); });
  }
  std::erase_if(groups, [](const Group& g) { return g.reports.empty(); });
}

}  // namespace tawatur::reconcile
