// Reports go to the stories where people put them. Entry points: MoveReports(), ApplyMoves().
#include "reconcile/moves.h"

#include <algorithm>

#include "reconcile/view.h"

namespace tawatur::reconcile {
namespace {

size_t StoryOf(const std::vector<std::vector<uint32_t>>& stories, uint32_t report) {
  for (size_t s = 0; s < stories.size(); ++s) {
    if (std::find(stories[s].begin(), stories[s].end(), report) != stories[s].end()) return s;
  }
  return stories.size();
}

}  // namespace

void MoveReports(const Decisions& decisions, const std::function<uint32_t(const std::string&)>& number_of,
                 std::vector<std::vector<uint32_t>>& stories) {
  for (const Move& move : decisions.moves) {  // in order of the log: a move may be to where another one led
    const uint32_t report = number_of(move.report), with = move.with.empty() ? kNone : number_of(move.with);
    if (report == kNone || (with == kNone && !move.with.empty())) continue;
    const size_t from = StoryOf(stories, report), to = with == kNone ? stories.size() : StoryOf(stories, with);
    if (from == stories.size() || (to == stories.size() && with != kNone) || from == to) continue;
    std::erase(stories[from], report);
    (to == stories.size() ? stories.emplace_back() : stories[to]).push_back(report);
  }
  std::erase_if(stories, [](const std::vector<uint32_t>& s) { return s.empty(); });
}

void ApplyMoves(const Decisions& decisions, std::span<resolve::ResolvedReport> reports, std::vector<Group>& groups) {
  if (decisions.moves.empty()) return;
  std::map<std::string_view, Index> by_hash;
  for (Index i = 0; i < reports.size(); ++i) by_hash.emplace(reports[i].meta.sha256, i);
  std::vector<std::vector<uint32_t>> stories;
  for (Group& g : groups) stories.push_back(std::move(g.reports));
  MoveReports(decisions, [&](const std::string& sha256) {
    const auto at = by_hash.find(sha256);
    return at == by_hash.end() ? kNone : at->second;
  }, stories);
  groups.clear();
  for (std::vector<uint32_t>& s : stories) {
    std::sort(s.begin(), s.end(), [&](Index a, Index b) { return Before(reports[a], reports[b]); });
    groups.push_back({std::move(s)});
  }
}

}  // namespace tawatur::reconcile
