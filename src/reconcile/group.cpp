// ResolvedReports -> groups that tell one happening, all at once. Entry points: GroupStories(), GroupsOf().
#include <algorithm>

#include "reconcile/story_index.h"

namespace tawatur::reconcile {

std::vector<Group> GroupsOf(const StoryIndex& index, std::span<const resolve::ResolvedReport> reports) {
  std::vector<Group> groups;
  for (std::vector<uint32_t>& story : index.Stories()) {
    Group g;
    g.reports.assign(story.begin(), story.end());
    std::sort(g.reports.begin(), g.reports.end(), [&](Index a, Index b) { return Before(reports[a], reports[b]); });
    groups.push_back(std::move(g));
  }
  std::sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) { return Before(reports[a.reports.front()], reports[b.reports.front()]); });
  return groups;
}

std::vector<Group> GroupStories(std::span<const resolve::ResolvedReport> reports) {
  const extract::Rarity rarity;
  StoryIndex index;
  for (Index i = 0; i < reports.size(); ++i) index.Put(i, ProfileOf(reports[i], rarity));
  index.Settle();
  return GroupsOf(index, reports);
}

}  // namespace tawatur::reconcile
