// One region of linked reports -> its stories. Entry point: StoryIndex::Cluster(), a function of the region's links alone.
//
// Reports with the same text are one from the start. Then the two crowds whose pairs tell one happening best on the average become one,
// again and again, as long as the average reaches `within`: a chain of reports that each resemble the next does not hold.
#include <algorithm>
#include <numeric>

#include "reconcile/story_index.h"

namespace tawatur::reconcile {
namespace {

// Two crowds that may become one, the best pair first; of equals the first in canonical order.
struct Join {
  int32_t mean = 0;
  uint32_t a = 0, b = 0;    // a < b
  uint32_t owner = 0, offer = 0;  // whose best it is, and which of its offers
  uint32_t versions = 0;    // of both together, as they were: versions only grow
  bool operator<(const Join& o) const {  // of a heap: the greatest comes first
    return mean != o.mean ? mean < o.mean : a != o.a ? a > o.a : b > o.b;
  }
};

// Between two crowds: the sum over the pairs of texts. Copies count as one text, told by their best pair. There are twice as many as
// links, at the moment when most memory is needed: 12 bytes, not 16.
struct Near {
  uint32_t other = 0, low = 0;
  int32_t high = 0;
  Near(uint32_t to, int64_t sum) : other(to), low(static_cast<uint32_t>(sum)), high(static_cast<int32_t>(sum >> 32)) {}
  int64_t sum() const { return static_cast<int64_t>(static_cast<uint64_t>(static_cast<uint32_t>(high)) << 32 | low); }
};
static_assert(sizeof(Near) == 12);
struct Crowd {
  std::vector<uint32_t> members;
  std::vector<Near> near;  // by other
  int64_t texts = 1;
  uint32_t version = 0, offers = 0;
};

std::vector<Near>::iterator Find(std::vector<Near>& near, uint32_t other) {
  return std::lower_bound(near.begin(), near.end(), other, [](const Near& x, uint32_t o) { return x.other < o; });
}

// b's neighbour c is a's now.
void Rename(Crowd& c, uint32_t b, uint32_t a, int64_t sum) {
  c.near.erase(Find(c.near, b));
  const auto at = Find(c.near, a);
  if (at != c.near.end() && at->other == a) *at = {a, at->sum() + sum};
  else c.near.insert(at, {a, sum});
}

// What a and b are to others, together.
std::vector<Near> Both(const std::vector<Near>& x, const std::vector<Near>& y, uint32_t a, uint32_t b) {
  std::vector<Near> out;
  out.reserve(x.size() + y.size());
  for (size_t i = 0, j = 0; i < x.size() || j < y.size();) {
    const uint32_t other = j == y.size() || (i < x.size() && x[i].other < y[j].other) ? x[i].other : y[j].other;
    int64_t sum = 0;
    if (i < x.size() && x[i].other == other) sum += x[i++].sum();
    if (j < y.size() && y[j].other == other) sum += y[j++].sum();
    if (other != a && other != b) out.push_back({other, sum});
  }
  return out;
}

}  // namespace

std::vector<std::vector<uint32_t>> StoryIndex::Cluster(const Region& block) const {
  const size_t n = block.size();
  if (n == 1) return {block};
  const uint32_t region = nodes_[block[0]].region;
  auto inside = [&](const Link& l) { return nodes_[l.other].region == region; };
  std::vector<uint32_t> up(n);
  std::iota(up.begin(), up.end(), 0U);
  auto root = [&](uint32_t x) {
    while (up[x] != x) x = up[x] = up[up[x]];
    return x;
  };
  for (uint32_t i = 0; i < n; ++i) {
    for (const Link& l : nodes_[block[i]].links) {
      if (!l.same_text || !inside(l)) continue;
      const uint32_t x = root(i), y = root(nodes_[l.other].in_region);
      if (x != y) up[std::max(x, y)] = std::min(x, y);  // `block` is in canonical order: the first one stands for all
    }
  }
  std::vector<Crowd> crowds(n);
  for (uint32_t i = 0; i < n; ++i) crowds[root(i)].members.push_back(i);
  const int64_t apart = weights_.apart(), within = weights_.within();
  for (uint32_t i = 0; i < n; ++i) {
    const uint32_t x = root(i);
    crowds[x].near.reserve(crowds[x].near.size() + nodes_[block[i]].links.size());
    for (const Link& l : nodes_[block[i]].links) {
      if (!inside(l)) continue;
      if (const uint32_t y = root(nodes_[l.other].in_region); x != y) crowds[x].near.push_back({y, l.score - apart});
    }
  }
  for (Crowd& c : crowds) {
    std::sort(c.near.begin(), c.near.end(), [](const Near& x, const Near& y) { return x.other != y.other ? x.other < y.other : x.sum() > y.sum(); });
    c.near.erase(std::unique(c.near.begin(), c.near.end(), [](const Near& x, const Near& y) { return x.other == y.other; }), c.near.end());
  }
  for (Crowd& c : crowds) c.near.shrink_to_fit();
  // Of each crowd the best pair stands in the heap. Where two become one, only pairs with that one change: its best is looked for anew
  // and stands for them all. What others had with it is over, and is looked for anew when its turn comes, which is not too late: none
  // of their other pairs was better.
  std::vector<Join> heap;
  heap.reserve(n);
  auto offer = [&](uint32_t owner) {
    ++crowds[owner].offers;
    Join best;
    for (const Near& x : crowds[owner].near) {
      const int64_t mean = apart + x.sum() / (crowds[owner].texts * crowds[x.other].texts);
      if (mean < within) continue;
      const Join j{static_cast<int32_t>(mean), std::min(owner, x.other), std::max(owner, x.other), owner, crowds[owner].offers,
                   crowds[owner].version + crowds[x.other].version};
      if (best.a == best.b || best < j) best = j;
    }
    if (best.a == best.b) return;
    heap.push_back(best);
    std::push_heap(heap.begin(), heap.end());
  };
  for (uint32_t a = 0; a < n; ++a) offer(a);
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end());
    const Join j = heap.back();
    heap.pop_back();
    const uint32_t a = j.a, b = j.b;
    if (crowds[a].version + crowds[b].version != j.versions) {
      if (crowds[j.owner].offers == j.offer) offer(j.owner);  // nothing where it is of another crowd now
      continue;
    }
    Crowd &to = crowds[a], &from = crowds[b];
    to.members.insert(to.members.end(), from.members.begin(), from.members.end());
    for (const Near& x : from.near) {
      if (x.other != a) Rename(crowds[x.other], b, a, x.sum());
    }
    to.near = Both(to.near, from.near, a, b);
    to.texts += from.texts;
    ++to.version, ++from.version;
    from.members.clear();
    std::vector<Near>().swap(from.near);
    offer(a);
  }
  std::vector<uint32_t> in_crowd(n);
  for (uint32_t c = 0; c < n; ++c) {
    for (uint32_t i : crowds[c].members) in_crowd[i] = c;
  }
  // A report left alone is often a roundup or a page with little text: the average of all pairs asks too much of it, its best two will do.
  std::vector<std::pair<uint32_t, uint32_t>> joins;
  struct Offer { uint32_t other; int64_t score; };
  std::vector<Offer> offers;
  for (uint32_t a = 0; a < n; ++a) {
    if (crowds[a].texts != 1 || crowds[a].members.empty()) continue;
    offers.clear();
    for (uint32_t i : crowds[a].members) {
      for (const Link& l : nodes_[block[i]].links) {
        if (!inside(l)) continue;
        if (const uint32_t c = in_crowd[nodes_[l.other].in_region]; c != a) offers.push_back({c, l.score});
      }
    }
    std::sort(offers.begin(), offers.end(), [](const Offer& x, const Offer& y) { return x.other != y.other ? x.other < y.other : x.score > y.score; });
    int64_t most = INT64_MIN;
    uint32_t to = 0;
    for (size_t i = 0; i < offers.size();) {  // of each crowd: the two best links to its texts
      const uint32_t c = offers[i].other;
      const int64_t second = i + 1 < offers.size() && offers[i + 1].other == c ? offers[i + 1].score : apart;
      const int64_t m = crowds[c].texts == 1 ? offers[i].score : (offers[i].score + second) / 2;
      if (m > most) most = m, to = c;
      while (i < offers.size() && offers[i].other == c) ++i;
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
