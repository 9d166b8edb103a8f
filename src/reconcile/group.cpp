// ResolvedReports -> groups that tell one happening. Entry point: GroupStories(). docs/grouping.md argues the weights.
//
// 1. Profiles, one a report. 2. Candidate pairs through an index of what both hold (fingerprints, facilities, places, people,
// telling words), long lists paired with neighbours in time only. 3. A score for each pair, a function of the two.
// 4. Clusters: links by strength; two crowds join when all their pairs on average allow it.
#include <algorithm>
#include <numeric>

#include "reconcile/copies.h"
#include "reconcile/link.h"
#include "reconcile/pairs.h"
#include "reconcile/profile.h"

namespace tawatur::reconcile {
namespace {

constexpr size_t kNeighbours = 40;   // pairs a report makes in one list
constexpr double kApart = -3;        // the score of a pair that shares nothing
constexpr double kSure = 4;          // a pair cannot be surer

struct Posting { uint64_t key; int time; Index report; };
struct Link { Index a, b; double score; };

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

// The strongest link first: two crowds become one when, on the average of all their pairs, they tell one happening. A chain of
// reports that each resemble the next does not hold. Gives each report the first report of its cluster.
std::vector<Index> Clusters(size_t n, std::vector<Link>& links, double within) {
  std::vector<std::vector<std::pair<Index, double>>> near(n);
  for (const Link& l : links) near[l.a].push_back({l.b, l.score}), near[l.b].push_back({l.a, l.score});
  for (auto& v : near) std::sort(v.begin(), v.end());
  std::sort(links.begin(), links.end(), [](const Link& x, const Link& y) {
    return x.score != y.score ? x.score > y.score : x.a != y.a ? x.a < y.a : x.b < y.b;
  });
  std::vector<Index> of(n);
  std::iota(of.begin(), of.end(), 0);
  std::vector<std::vector<Index>> members(n);
  for (Index i = 0; i < n; ++i) members[i] = {i};
  for (const Link& l : links) {
    if (l.score < 0) break;
    Index x = of[l.a], y = of[l.b];
    if (x == y) continue;
    if (members[x].size() < members[y].size()) std::swap(x, y);
    const double pairs = static_cast<double>(members[x].size()) * static_cast<double>(members[y].size());
    double sum = kApart * pairs;  // a pair that is no link counts as apart
    for (Index q : members[y]) {
      for (auto [r, score] : near[q]) {
        if (of[r] == x) sum += score - kApart;
      }
    }
    if (sum < within * pairs) continue;
    for (Index q : members[y]) of[q] = x, members[x].push_back(q);
    members[y].clear();
  }
  std::vector<Index> first(n, kNone);
  for (Index i = 0; i < n; ++i) first[of[i]] = std::min(first[of[i]], i);
  for (Index i = 0; i < n; ++i) of[i] = first[of[i]];
  return of;
}

}  // namespace

std::vector<Pair> PairsOf(std::span<const resolve::ResolvedReport> reports, const std::vector<Index>& order) {
  const size_t n = reports.size();
  const extract::Rarity rarity;
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
    for (uint64_t h : p.hamlets) keys.push_back({h ^ 5, time, at});
    for (const auto& s : p.spots) {
      const uint64_t place = HashOf(s.where.id);
      keys.push_back({place ^ 4, time, at});
      // Neighbouring days share one of two cells.
      for (size_t i = 0; i < p.event_days.size() && i < 2; ++i) {
        for (int cell : {p.event_days[i] / 2 * 2, (p.event_days[i] + 1) / 2 * 2 + 1}) {
          keys.push_back({place ^ 6 ^ static_cast<uint64_t>(cell) * 0x9E3779B97F4A7C15ULL, time, at});
        }
      }
    }
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

  std::vector<Pair> out;
  size_t s = 0;
  for (auto [x, y] : pairs) {
    const Index a = order[x], b = order[y];
    Pair pair{x, y, false, {}, {}};
    pair.may = FeaturesOf(profiles[a], profiles[b], pair.features);
    while (s < shared.size() && shared[s] < std::pair{x, y}) ++s;
    if (s < shared.size() && shared[s] == std::pair{x, y}) {
      if (auto copy = FindCopy(reports, profiles, a, b)) {
        pair.features[static_cast<size_t>(Feature::kCopy)] = copy->share;
        pair.copy = std::move(copy);
      }
    }
    if (pair.may || pair.copy) out.push_back(std::move(pair));
  }
  return out;
}

std::vector<Index> CanonicalOrder(std::span<const resolve::ResolvedReport> reports) {
  std::vector<Index> order(reports.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return Before(reports[a], reports[b]); });
  return order;
}

std::vector<Group> GroupStories(std::span<const resolve::ResolvedReport> reports) {
  const size_t n = reports.size();
  // All work is done in canonical order, so that the order of input cannot show.
  const std::vector<Index> order = CanonicalOrder(reports);
  const Weights weights;
  std::vector<Copy> copies;
  std::vector<Link> links;
  for (Pair& p : PairsOf(reports, order)) {
    if (p.copy) copies.push_back(std::move(*p.copy));
    if (!p.may) continue;
    if (const double score = weights.Score(p.features); score > kApart) links.push_back({p.a, p.b, std::min(score, kSure)});
  }

  const std::vector<Index> up = Clusters(n, links, weights.within());
  std::vector<Group> groups;
  std::vector<Index> group_of(n, kNone);
  for (Index at = 0; at < n; ++at) {
    const Index root = up[at];
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
