// Links -> stories, where something changed; see story_index.h. Entry point: StoryIndex::Settle().
//
// Crowds become one, the best pair first (cluster.cpp); so a pair of crowds that never became one changes nothing for the others, and
// the stories of some reports can be found without the rest, as long as no report outside joins them. What is new or touched is
// therefore told apart together with the stories that have links to it, each whole. Where one of those changes, it counts as
// touched too, and its own neighbours are looked at. In the end all is as if everything had been told apart at once.
#include <algorithm>

#include "reconcile/story_index.h"

namespace tawatur::reconcile {

void StoryIndex::TouchStoryOf(uint32_t report) {
  if (nodes_[report].story != kNone) touched_.insert(nodes_[report].story);
}

bool StoryIndex::IsOpen(uint32_t report) const { return nodes_[report].story == kNone || touched_.contains(nodes_[report].story); }

// A report goes into a region with the whole story that it was of; from another region it brings that along.
void StoryIndex::Take(uint32_t report, uint32_t region, std::vector<Region>& regions) {
  auto put = [&](uint32_t r) {
    nodes_[r].region = region;
    regions[region].push_back(r);
  };
  if (nodes_[report].at != At::kRest) {
    Region other;
    other.swap(regions[nodes_[report].region]);
    for (uint32_t r : other) put(r);
    return;
  }
  const At at = IsOpen(report) ? At::kOpen : At::kBeside;
  auto take = [&](uint32_t r) {
    if (!nodes_[r].live || nodes_[r].at != At::kRest) return;
    nodes_[r].at = at;
    put(r);
  };
  take(report);
  if (nodes_[report].story != kNone) {
    for (uint32_t r : stories_.at(nodes_[report].story)) take(r);
  }
}

void StoryIndex::Spread(std::vector<uint32_t> from, uint32_t region, std::vector<Region>& regions) {
  while (!from.empty()) {
    const uint32_t r = from.back();
    from.pop_back();
    for (const Link& l : nodes_[r].links) {
      const Node& other = nodes_[l.other];
      if (l.score < weights_.within() || other.region == region) continue;
      // Two stories that stay are no matter of ours.
      if (nodes_[r].at == At::kBeside && other.at != At::kOpen && !IsOpen(l.other)) continue;
      const size_t first = regions[region].size();
      Take(l.other, region, regions);
      from.insert(from.end(), regions[region].begin() + static_cast<std::ptrdiff_t>(first), regions[region].end());
    }
  }
}

// Stories that were to stay and do not: their reports are open now, and given back.
std::vector<uint32_t> StoryIndex::Reopened(const std::vector<std::vector<uint32_t>>& stories) {
  std::vector<uint32_t> out;
  for (const auto& story : stories) {
    for (uint32_t r : story) {
      if (nodes_[r].at != At::kBeside) continue;
      const std::vector<uint32_t>& was = stories_.at(nodes_[r].story);
      if (was == story) break;  // both in canonical order
      touched_.insert(nodes_[r].story);
      for (uint32_t member : was) nodes_[member].at = At::kOpen, out.push_back(member);
    }
  }
  return out;
}

void StoryIndex::Apply(const Region& region, std::vector<std::vector<uint32_t>> stories, std::vector<StoryChange>& out) {
  std::erase_if(stories, [&](const auto& story) { return nodes_[story.front()].at == At::kBeside; });
  std::vector<uint32_t> old_stories;
  for (uint32_t r : region) {
    Node& node = nodes_[r];
    if (node.at == At::kOpen && node.story != kNone) old_stories.push_back(node.story);
    node.at = At::kRest, node.region = kNone;
  }
  std::sort(old_stories.begin(), old_stories.end());
  old_stories.erase(std::unique(old_stories.begin(), old_stories.end()), old_stories.end());
  for (uint32_t s : old_stories) touched_.erase(s);
  Replace(old_stories, stories, out);
}

std::vector<StoryChange> StoryIndex::Settle(const Workers& workers) {
  CompareMoved();
  CompareFresh(workers);
  auto in_order = [&](std::vector<uint32_t>& reports) { std::sort(reports.begin(), reports.end(), [&](uint32_t a, uint32_t b) { return Before(a, b); }); };
  std::vector<uint32_t> open = std::move(fresh_);
  fresh_.clear();
  for (uint32_t s : touched_) {
    for (uint32_t r : stories_.at(s)) {
      if (nodes_[r].live) open.push_back(r);
    }
  }
  in_order(open);
  std::vector<Region> regions;
  for (uint32_t r : open) {
    if (nodes_[r].at != At::kRest) continue;
    const auto region = static_cast<uint32_t>(regions.size());
    regions.emplace_back();
    Take(r, region, regions);
    Spread(regions[region], region, regions);
  }
  auto number = [&](Region& region) {
    in_order(region);
    for (uint32_t i = 0; i < region.size(); ++i) nodes_[region[i]].in_region = i;
  };
  std::vector<std::vector<std::vector<uint32_t>>> stories(regions.size());
  auto cluster = [&](size_t i) { number(regions[i]), stories[i] = Cluster(regions[i]); };
  if (workers) workers(regions.size(), cluster);
  else for (size_t i = 0; i < regions.size(); ++i) cluster(i);
  std::vector<StoryChange> changes;
  for (uint32_t i = 0; i < regions.size(); ++i) {
    if (regions[i].empty()) continue;  // another one took it in
    for (std::vector<uint32_t> more = Reopened(stories[i]); !more.empty(); more = Reopened(stories[i])) {
      const size_t before = regions[i].size();
      Spread(std::move(more), i, regions);
      if (regions[i].size() != before) cluster(i);
    }
    Apply(regions[i], std::move(stories[i]), changes);
    Region().swap(regions[i]);
  }
  std::vector<uint32_t> empty(touched_.begin(), touched_.end());  // of stories whose reports all went
  std::sort(empty.begin(), empty.end());
  Replace(empty, {}, changes);
  touched_.clear();
  for (uint32_t r : gone_) {
    if (!nodes_[r].live) nodes_[r].profile = Profile(), nodes_[r].story = kNone;
  }
  gone_.clear();
  return changes;
}

// Puts the new stories in the place of the old ones and tells what became of what.
void StoryIndex::Replace(const std::vector<uint32_t>& old_stories, const std::vector<std::vector<uint32_t>>& now, std::vector<StoryChange>& out) {
  std::unordered_map<uint32_t, std::vector<uint32_t>> old;
  std::unordered_map<uint32_t, size_t> heirs;  // of each old story: how many stories share its reports now
  for (uint32_t s : old_stories) old.emplace(s, std::move(stories_.at(s))), stories_.erase(s);
  std::vector<std::vector<uint32_t>> parents(now.size());
  for (size_t i = 0; i < now.size(); ++i) {
    for (uint32_t r : now[i]) {
      const uint32_t s = nodes_[r].story;
      if (s != kNone && old.contains(s) && std::find(parents[i].begin(), parents[i].end(), s) == parents[i].end()) parents[i].push_back(s), ++heirs[s];
    }
  }
  for (size_t i = 0; i < now.size(); ++i) {
    const uint32_t id = next_id_++;
    StoryChange c;
    c.reports = now[i];
    for (uint32_t s : parents[i]) c.before.push_back(old.at(s));
    stories_.emplace(id, now[i]);
    if (c.before.size() == 1 && c.before[0] == now[i]) continue;  // as it was
    using Kind = StoryChange::Kind;
    const bool parted = std::any_of(parents[i].begin(), parents[i].end(), [&](uint32_t s) { return heirs[s] > 1; });
    c.kind = c.before.empty() ? Kind::kNew : c.before.size() > 1 ? Kind::kMerged : parted ? Kind::kSplit
             : c.before[0].size() < now[i].size()                ? Kind::kGrew : Kind::kShrank;
    c.why = c.kind == Kind::kSplit ? WhyParted(now[i], c.before[0]) : c.kind == Kind::kShrank ? "a report was taken out or dated anew" : WhyJoined(now[i], c.before);
    out.push_back(std::move(c));
  }
  for (size_t i = 0, id = next_id_ - now.size(); i < now.size(); ++i, ++id) {
    for (uint32_t r : now[i]) nodes_[r].story = static_cast<uint32_t>(id);
  }
  std::vector<uint32_t> gone;
  for (auto& [s, reports] : old) {
    if (heirs[s] == 0) gone.push_back(s);
  }
  std::sort(gone.begin(), gone.end());
  for (uint32_t s : gone) out.push_back({StoryChange::Kind::kGone, {}, {old.at(s)}, "its reports were taken out"});
}

std::vector<std::vector<uint32_t>> StoryIndex::Stories() const {
  std::vector<std::vector<uint32_t>> out;
  out.reserve(stories_.size());
  for (const auto& [id, reports] : stories_) out.push_back(reports);
  std::sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return Before(a.front(), b.front()); });
  return out;
}

// The strongest link between reports that were not of one story before.
std::string StoryIndex::WhyJoined(const std::vector<uint32_t>& now, const std::vector<std::vector<uint32_t>>& before) const {
  std::unordered_map<uint32_t, size_t> was;
  for (size_t i = 0; i < before.size(); ++i) {
    for (uint32_t r : before[i]) was.emplace(r, i);
  }
  auto of = [&](uint32_t r) {
    const auto it = was.find(r);
    return it == was.end() ? before.size() + r : it->second;
  };
  std::unordered_map<uint32_t, bool> in;
  for (uint32_t r : now) in.emplace(r, true);
  const Link* best = nullptr;
  uint32_t from = 0;
  for (uint32_t r : now) {
    for (const Link& l : nodes_[r].links) {
      if (!in.contains(l.other) || of(l.other) == of(r)) continue;
      // `now` is in canonical order: the first of equals.
      if (best == nullptr || l.score > best->score || (l.score == best->score && from == r && Before(l.other, best->other))) best = &l, from = r;
    }
  }
  if (best == nullptr) return {};
  return best->same_text ? "the same text" : Why(from, best->other);
}

// What its reports and those that it was one with have in common on the average.
std::string StoryIndex::WhyParted(const std::vector<uint32_t>& now, const std::vector<uint32_t>& before) const {
  std::unordered_map<uint32_t, bool> here, there;
  for (uint32_t r : now) here.emplace(r, true);
  for (uint32_t r : before) {
    if (!here.contains(r)) there.emplace(r, true);
  }
  int64_t sum = 0;
  for (uint32_t r : now) {
    for (const Link& l : nodes_[r].links) {
      if (there.contains(l.other)) sum += l.score - weights_.apart();
    }
  }
  const auto pairs = static_cast<int64_t>(now.size() * std::max<size_t>(there.size(), 1));
  const int64_t mean = weights_.apart() + sum / pairs;
  std::string tenths = std::to_string(std::abs(mean) / 1000) + "." + std::to_string(std::abs(mean) % 1000 / 100);
  return "links to the rest are " + std::string(mean < 0 ? "-" : "") + tenths + " on the average";
}

}  // namespace tawatur::reconcile
