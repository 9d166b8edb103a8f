// ResolvedReports -> groups that tell one happening. Entry point: GroupStories(). docs/grouping.md argues the weights.
//
// 1. Profiles, one a report. 2. Candidate pairs through an index of what both hold (fingerprints, facilities, places, people,
// telling words), long lists paired with neighbours in time only. 3. A score for each pair, a function of the two.
// 4. Links above the bar; a weak link that alone would bridge two crowds is dropped. 5. Connected components.
#include <algorithm>
#include <numeric>

#include "reconcile/copies.h"
#include "reconcile/link.h"
#include "reconcile/profile.h"

namespace tawatur::reconcile {
namespace {

constexpr size_t kNeighbours = 24;   // pairs a report makes in one list

struct Posting { uint64_t key; int time; Index report; };
struct Link { Index a, b; double score; };

template <class T>
size_t Common(const std::vector<T>& a, const std::vector<T>& b) {
  size_t n = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] < b[j]) ++i;
    else if (b[j] < a[i]) ++j;
    else ++n, ++i, ++j;
  }
  return n;
}

int TimeOf(const Profile& p) {
  if (!p.event_days.empty()) return p.event_days.front();
  return p.published.known ? p.published.from : 0;
}

void Pairs(std::vector<Posting>& list, size_t neighbours, std::vector<std::pair<Index, Index>>& out) {
  std::sort(list.begin(), list.end(), [](const Posting& x, const Posting& y) {
    return x.key != y.key ? x.key < y.key : x.time != y.time ? x.time < y.time : x.report < y.report;
  });
  for (size_t i = 0; i < list.size(); ++i) {
    for (size_t j = i + 1; j < list.size() && j <= i + neighbours && list[j].key == list[i].key; ++j) {
      const Index a = list[i].report, b = list[j].report;
      if (a != b) out.push_back({std::min(a, b), std::max(a, b)});
    }
  }
}

Index Root(std::vector<Index>& up, Index i) {
  while (up[i] != i) i = up[i] = up[up[i]];
  return i;
}

}  // namespace

std::vector<Group> GroupStories(std::span<const resolve::ResolvedReport> reports) {
  const size_t n = reports.size();
  // All work is done in canonical order, so that the order of input cannot show.
  std::vector<Index> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return Before(reports[a], reports[b]); });
  const extract::Rarity rarity;
  const Weights weights;
  std::vector<Profile> profiles(n);
  std::vector<Posting> marks, keys;
  for (Index at = 0; at < n; ++at) {
    const resolve::ResolvedReport& r = reports[order[at]];
    Profile& p = profiles[order[at]];
    p = ProfileOf(r, rarity);
    const int time = TimeOf(p);
    std::vector<uint64_t> own;
    for (const auto& m : r.findings.fingerprints.mark) own.push_back(m.hash);
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    for (uint64_t h : own) marks.push_back({h, time, at});
    for (uint64_t h : p.facilities) keys.push_back({h ^ 1, time, at});
    for (uint64_t h : p.persons) keys.push_back({h ^ 2, time, at});
    for (uint64_t h : p.rare) keys.push_back({h ^ 3, time, at});
    for (const auto& s : p.spots) keys.push_back({HashOf(s.where.id) ^ 4, time, at});
  }
  std::vector<std::pair<Index, Index>> pairs, shared;
  Pairs(marks, 6, shared);
  Pairs(keys, kNeighbours, pairs);
  auto unique = [](std::vector<std::pair<Index, Index>>& v) {
    std::sort(v.begin(), v.end());
    v.erase(std::unique(v.begin(), v.end()), v.end());
  };
  unique(shared);
  pairs.insert(pairs.end(), shared.begin(), shared.end());
  unique(pairs);

  std::vector<Copy> copies;
  std::vector<Link> links;
  size_t s = 0;
  for (auto [x, y] : pairs) {
    const Index a = order[x], b = order[y];
    Features features;
    const bool may = FeaturesOf(profiles[a], profiles[b], features);
    while (s < shared.size() && shared[s] < std::pair{x, y}) ++s;
    if (s < shared.size() && shared[s] == std::pair{x, y}) {
      if (auto copy = FindCopy(reports, profiles, a, b)) {
        features[static_cast<size_t>(Feature::kCopy)] = copy->share;
        copies.push_back(std::move(*copy));
      }
    }
    if (!may) continue;
    if (const double score = weights.Score(features); score >= 0) links.push_back({x, y, score});
  }

  // A weak link holds where it hangs a single report on, or where the two have a common neighbour.
  std::vector<std::vector<Index>> near(n);
  for (const Link& l : links) near[l.a].push_back(l.b), near[l.b].push_back(l.a);
  for (auto& v : near) std::sort(v.begin(), v.end());
  std::vector<Index> up(n);
  std::iota(up.begin(), up.end(), 0);
  for (const Link& l : links) {
    const bool holds = l.score >= weights.strong() || near[l.a].size() == 1 || near[l.b].size() == 1 || Common(near[l.a], near[l.b]) > 0;
    if (holds) up[std::max(Root(up, l.a), Root(up, l.b))] = std::min(Root(up, l.a), Root(up, l.b));
  }
  std::vector<Group> groups;
  std::vector<Index> group_of(n, kNone);
  for (Index at = 0; at < n; ++at) {
    const Index root = Root(up, at);
    if (root == at) group_of[at] = static_cast<Index>(groups.size()), groups.emplace_back();
    group_of[at] = group_of[root];
    groups[group_of[at]].reports.push_back(order[at]);
  }
  std::vector<Index> place(n);
  for (Index at = 0; at < n; ++at) place[order[at]] = at;
  for (Copy& c : copies) {
    const Index g = group_of[place[c.of]];
    if (g == group_of[place[c.by]]) groups[g].copies.push_back(std::move(c));
  }
  return groups;
}

}  // namespace tawatur::reconcile
