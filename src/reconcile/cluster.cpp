// One region of linked reports -> its stories. Entry point: StoryIndex::Cluster(), a function of the region's links alone.
//
// Reports with the same text are one from the start. Then the two crowds whose pairs tell one happening best on the average become one,
// again and again, as long as the average reaches `within`: a chain of reports that each resemble the next does not hold.
#include <algorithm>
#include <functional>
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
  std::vector<Near> near;  // in no order; by their old names what became one with another since
  int64_t texts = 1;
  uint32_t version = 0, offers = 0;
};

}  // namespace

std::vector<std::vector<uint32_t>> StoryIndex::Cluster(const Region& block) const {
  const size_t n = block.size();
  if (n == 1) return {block};
  const uint32_t region = states_[block[0]].region;
  auto each_link = [&](uint32_t i, auto&& see) {  // see(place in the block, link)
    for (const Link& l : nodes_[block[i]].links) {
      if (const State& other = states_[l.other]; other.region == region) see(other.in_region, l);
    }
  };
  // `block` is in canonical order: the first one stands for all of its crowd.
  std::vector<uint32_t> up(n), links(n);
  std::iota(up.begin(), up.end(), 0U);
  auto root = [&](uint32_t x) {
    while (up[x] != x) x = up[x] = up[up[x]];
    return x;
  };
  bool copies = false;
  for (uint32_t i = 0; i < n; ++i) {
    each_link(i, [&](uint32_t other, const Link& l) {
      ++links[i];
      if (!l.same_text) return;
      const uint32_t x = root(i), y = root(other);
      if (x != y) up[std::max(x, y)] = std::min(x, y), copies = true;
    });
  }
  std::vector<Crowd> crowds(n);
  const int64_t apart = weights_.apart(), within = weights_.within();
  for (uint32_t i = 0; i < n; ++i) {
    const uint32_t x = root(i);
    crowds[x].near.reserve(crowds[x].near.size() + links[i]);
    each_link(i, [&](uint32_t other, const Link& l) {
      if (const uint32_t y = root(other); x != y) crowds[x].near.push_back({y, l.score - apart});
    });
  }
  // Each neighbour once, by its name now; `add` says how what stood there for it goes together. No sum is 0.
  std::vector<int64_t> sums(n);
  std::vector<uint32_t> met;
  auto tidy = [&](uint32_t owner, auto&& add) {
    met.clear();
    std::vector<Near>& near = crowds[owner].near;
    for (const Near& x : near) {
      const uint32_t other = root(x.other);
      if (other == owner) continue;
      if (sums[other] == 0) met.push_back(other);
      sums[other] = add(sums[other], x.sum());
    }
    near.clear();
    for (uint32_t other : met) near.push_back({other, sums[other]}), sums[other] = 0;
  };
  for (uint32_t a = 0; a < n && copies; ++a) tidy(a, [](int64_t x, int64_t y) { return std::max(x, y); });
  // Of each crowd the best pair stands in the heap. Where two become one, only pairs with that one change: its best is looked for anew
  // and stands for them all. What others had with it is over, and is looked for anew when its turn comes, which is not too late: none
  // of their other pairs was better.
  std::vector<Join> heap;
  heap.reserve(n);
  auto offer = [&](uint32_t owner) {
    Crowd& own = crowds[owner];
    ++own.offers;
    Join best;
    int64_t least = within - apart;
    for (const Near& x : own.near) {
      const int64_t pairs = own.texts * crowds[x.other].texts;
      if (x.sum() < least * pairs) continue;
      const int64_t mean = x.sum() / pairs;
      const Join j{static_cast<int32_t>(apart + mean), std::min(owner, x.other), std::max(owner, x.other), owner, own.offers,
                   own.version + crowds[x.other].version};
      if (best.a == best.b || best < j) best = j, least = mean;
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
    uint32_t anew = j.owner;
    if (crowds[j.a].version + crowds[j.b].version == j.versions) {
      Crowd &to = crowds[j.a], &from = crowds[j.b];
      up[j.b] = j.a;
      to.near.insert(to.near.end(), from.near.begin(), from.near.end());
      to.texts += from.texts;
      ++to.version, ++from.version;
      std::vector<Near>().swap(from.near);
      anew = j.a;
    } else if (crowds[j.owner].offers != j.offer || crowds[j.owner].near.empty()) {
      continue;  // a later one stands for it, or it is of another crowd now
    }
    tidy(anew, std::plus<int64_t>());
    offer(anew);
  }
  // Crowd by crowd what is of it.
  std::vector<uint32_t> end_of(n), members(n);
  for (uint32_t i = 0; i < n; ++i) up[i] = root(i), ++end_of[up[i]];
  std::exclusive_scan(end_of.begin(), end_of.end(), end_of.begin(), 0U);
  for (uint32_t i = 0; i < n; ++i) members[end_of[up[i]]++] = i;
  // A report left alone is often a roundup or a page with little text: the average of all pairs asks too much of it, its best two will do.
  std::vector<std::pair<uint32_t, uint32_t>> joins;
  struct Offer { uint32_t other; int64_t score; };
  std::vector<Offer> offers;
  for (uint32_t a = 0; a < n; ++a) {
    if (up[a] != a || crowds[a].texts != 1) continue;
    offers.clear();
    for (uint32_t k = a == 0 ? 0 : end_of[a - 1]; k < end_of[a]; ++k) {
      each_link(members[k], [&](uint32_t other, const Link& l) {
        if (up[other] != a) offers.push_back({up[other], l.score});
      });
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
  std::vector<std::vector<uint32_t>> of_crowd(n), stories;
  for (uint32_t i = 0; i < n; ++i) of_crowd[end(up[i])].push_back(block[i]);
  for (auto& story : of_crowd) {
    if (!story.empty()) stories.push_back(std::move(story));
  }
  return stories;
}

}  // namespace tawatur::reconcile
