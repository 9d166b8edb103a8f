// One block of linked reports -> its stories. Entry point: StoryIndex::Cluster(), a function of the block's links alone.
//
// Reports with the same text are one from the start. Then the two crowds whose pairs tell one happening best on the average become one,
// again and again, as long as the average reaches `within`: a chain of reports that each resemble the next does not hold.
#include <algorithm>
#include <array>
#include <numeric>
#include <queue>
#include <unordered_map>

#include "reconcile/story_index.h"

namespace tawatur::reconcile {
namespace {

// Two crowds that may become one, the best pair first; of equals the first in canonical order.
struct Join {
  int64_t mean;
  uint32_t a, b, version_a, version_b;
  bool operator<(const Join& o) const {  // of a heap: the greatest comes first
    return mean != o.mean ? mean < o.mean : a != o.a ? a > o.a : b > o.b;
  }
};

}  // namespace

std::vector<std::vector<uint32_t>> StoryIndex::Cluster(const std::vector<uint32_t>& block) const {
  const size_t n = block.size();
  std::unordered_map<uint32_t, uint32_t> at;
  at.reserve(n);
  for (uint32_t i = 0; i < n; ++i) at.emplace(block[i], i);
  std::vector<uint32_t> up(n);
  std::iota(up.begin(), up.end(), 0U);
  auto root = [&](uint32_t x) {
    while (up[x] != x) x = up[x] = up[up[x]];
    return x;
  };
  for (uint32_t i = 0; i < n; ++i) {
    for (const Link& l : nodes_[block[i]].links) {
      if (!l.same_text) continue;
      const uint32_t x = root(i), y = root(at.at(l.other));
      if (x != y) up[std::max(x, y)] = std::min(x, y);  // `block` is in canonical order: the first one stands for all
    }
  }
  // Between two crowds: the sum over the pairs of texts. Copies count as one text, told by their best pair.
  struct Crowd { std::vector<uint32_t> members; std::unordered_map<uint32_t, int64_t> near; int64_t texts = 1; uint32_t version = 0; };
  std::vector<Crowd> crowds(n);
  for (uint32_t i = 0; i < n; ++i) crowds[root(i)].members.push_back(i);
  const int64_t apart = weights_.apart(), within = weights_.within();
  for (uint32_t i = 0; i < n; ++i) {
    const uint32_t x = root(i);
    for (const Link& l : nodes_[block[i]].links) {
      const auto other = at.find(l.other);
      if (other == at.end()) continue;
      const uint32_t y = root(other->second);
      if (x == y) continue;
      const auto [found, fresh] = crowds[x].near.emplace(y, l.score - apart);
      if (!fresh) found->second = std::max<int64_t>(found->second, l.score - apart);
    }
  }
  auto mean = [&](uint32_t a, uint32_t b, int64_t sum) { return apart + sum / (crowds[a].texts * crowds[b].texts); };
  std::priority_queue<Join> heap;
  auto offer = [&](uint32_t a, uint32_t b, int64_t sum) {
    const int64_t m = mean(a, b, sum);
    if (m < within) return;
    if (a > b) std::swap(a, b);
    heap.push({m, a, b, crowds[a].version, crowds[b].version});
  };
  for (uint32_t a = 0; a < n; ++a) {
    for (auto [b, sum] : crowds[a].near) {
      if (a < b) offer(a, b, sum);
    }
  }
  while (!heap.empty()) {
    const Join j = heap.top();
    heap.pop();
    const uint32_t a = j.a, b = j.b;
    if (crowds[a].version != j.version_a || crowds[b].version != j.version_b) continue;
    Crowd &to = crowds[a], &from = crowds[b];
    to.members.insert(to.members.end(), from.members.begin(), from.members.end());
    to.near.erase(b);
    for (auto [c, sum] : from.near) {
      if (c == a) continue;
      to.near[c] += sum;
      auto& back = crowds[c].near;
      back.erase(b);
      back[a] += sum;
    }
    to.texts += from.texts;
    ++to.version, ++from.version;
    from.members.clear(), from.near.clear();
    for (auto [c, sum] : to.near) offer(a, c, sum);
  }
  std::vector<uint32_t> in_crowd(n);
  for (uint32_t c = 0; c < n; ++c) {
    for (uint32_t i : crowds[c].members) in_crowd[i] = c;
  }
  // A report left alone is often a roundup or a page with little text: the average of all pairs asks too much of it, its best two will do.
  std::vector<std::pair<uint32_t, uint32_t>> joins;
  for (uint32_t a = 0; a < n; ++a) {
    if (crowds[a].texts != 1 || crowds[a].members.empty()) continue;
    std::unordered_map<uint32_t, std::array<int64_t, 2>> best;  // of each crowd: the two best links to its texts
    for (uint32_t i : crowds[a].members) {
      for (const Link& l : nodes_[block[i]].links) {
        const auto other = at.find(l.other);
        if (other == at.end()) continue;
        const uint32_t c = in_crowd[other->second];
        if (c == a) continue;
        auto& two = best.try_emplace(c, std::array<int64_t, 2>{apart, apart}).first->second;
        if (l.score > two[0]) two = {l.score, two[0]};
        else if (l.score > two[1]) two[1] = l.score;
      }
    }
    int64_t most = INT64_MIN;
    uint32_t to = 0;
    for (auto [c, two] : best) {
      const int64_t m = crowds[c].texts == 1 ? two[0] : (two[0] + two[1]) / 2;
      if (m > most || (m == most && c < to)) most = m, to = c;
    }
    if (most >= weights_.alone()) joins.emplace_back(a, to);
  }
  // All at once; two that choose each other, or one that was chosen, go together.
  std::vector<uint32_t> goes(n);
  std::iota(goes.begin(), goes.end(), 0U);
  auto end = [&](uint32_t x) {
    while (goes[x] != x) x = goes[x];
    return x;
  };
  for (auto [a, to] : joins) {
    const uint32_t x = end(a), y = end(to);
    if (x != y) goes[x] = y;
  }
  for (uint32_t a = 0; a < n; ++a) {
    const uint32_t to = end(a);
    if (to == a || crowds[a].members.empty()) continue;
    crowds[to].members.insert(crowds[to].members.end(), crowds[a].members.begin(), crowds[a].members.end());
    crowds[a].members.clear();
  }
  std::vector<std::vector<uint32_t>> stories;
  for (Crowd& c : crowds) {
    if (c.members.empty()) continue;
    std::sort(c.members.begin(), c.members.end());
    auto& story = stories.emplace_back();
    for (uint32_t i : c.members) story.push_back(block[i]);
  }
  return stories;
}

}  // namespace tawatur::reconcile
