// Candidates through an index of what reports hold, links, blocks of linked reports, stories; see story_index.h.
#include "reconcile/story_index.h"

#include <algorithm>

namespace tawatur::reconcile {
namespace {

// How many neighbours of each side a report meets in one list.
constexpr uint8_t kMarkReach = 6, kFarReach = 12, kDayReach = 40, kRareReach = 24;
constexpr double kSameText = 0.8;  // of the fingerprints of the longer text

uint64_t Mixed(uint64_t x) {
  x ^= x >> 33, x *= 0xFF51AFD7ED558CCDULL;
  x ^= x >> 33, x *= 0xC4CEB9FE1A85EC53ULL;
  return x ^ (x >> 33);
}

}  // namespace

Postings::Entry StoryIndex::EntryOf(uint32_t report) const {
  const Profile& p = nodes_[report].profile;
  const auto days = p[Profile::kDays];
  return {p.self, !days.empty() ? static_cast<int32_t>(days[0]) : p.published_known ? p.published_from : 0, report};
}

std::vector<StoryIndex::Key> StoryIndex::KeysOf(const Profile& p) {
  std::vector<Key> keys;
  auto add = [&](uint64_t kind, uint64_t value, uint8_t reach) { keys.push_back({Mixed(value << 8 ^ kind), reach}); };
  // Of many fingerprints a quarter finds whatever is worth a link; of few all are needed.
  const auto marks = p[Profile::kMarks];
  for (uint32_t m : marks) {
    if (marks.size() <= 24 || (m >> 16 & 3) == 0) add(1, m, kMarkReach);
  }
  for (uint32_t h : p[Profile::kFacilities]) add(2, h, kRareReach);
  for (uint32_t h : p[Profile::kPersons]) add(3, h, kFarReach);
  for (uint32_t h : p[Profile::kRare]) add(4, h, kRareReach);
  for (uint32_t h : p[Profile::kHamlets]) add(5, h, kRareReach);
  const auto days = p[Profile::kDays];
  for (const Profile::Spot& s : p.spots) {
    add(6, s.where.id, kFarReach);
    // Neighbouring days share one of two cells.
    for (size_t i = 0; i < days.size() && i < 2; ++i) {
      const int day = static_cast<int>(days[i]);
      for (int cell : {day / 2 * 2, (day + 1) / 2 * 2 + 1}) add(7, s.where.id ^ static_cast<uint64_t>(cell) << 32, kDayReach);
    }
  }
  auto order = [](const Key& a, const Key& b) { return a.hash < b.hash; };
  std::sort(keys.begin(), keys.end(), order);
  keys.erase(std::unique(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.hash == b.hash; }), keys.end());
  return keys;
}

void StoryIndex::Touch(uint32_t report) {
  if (!nodes_[report].touched) nodes_[report].touched = true, touched_.push_back(report);
}

// Scores a pair and keeps what is more than nothing.
void StoryIndex::Compare(uint32_t a, uint32_t b) {
  Features f;
  const Profile &x = nodes_[a].profile, &y = nodes_[b].profile;
  const bool may = FeaturesOf(x, y, f);
  const Shared shared = SharedMarks(x, y);
  const bool same_text = shared.by_more >= kSameText;
  if (!may && !same_text) return;
  const int32_t score = same_text ? weights_.sure() : std::min(weights_.Score(f), weights_.sure());
  if (score <= weights_.apart()) return;
  nodes_[a].links.push_back({b, score, same_text});
  nodes_[b].links.push_back({a, score, same_text});
  Touch(a), Touch(b);
}

bool StoryIndex::Unlink(uint32_t a, uint32_t b) {
  auto drop = [](std::vector<Link>& links, uint32_t other) {
    const auto it = std::find_if(links.begin(), links.end(), [&](const Link& l) { return l.other == other; });
    if (it == links.end()) return false;
    *it = links.back();
    links.pop_back();
    return true;
  };
  if (!drop(nodes_[a].links, b)) return false;
  drop(nodes_[b].links, a);
  Touch(a), Touch(b);
  return true;
}

// Does any list still hold the two side by side?
bool StoryIndex::StillNear(uint32_t a, uint32_t b) const {
  const std::vector<Key> x = KeysOf(nodes_[a].profile), y = KeysOf(nodes_[b].profile);
  const Postings::Entry ea = EntryOf(a), eb = EntryOf(b);
  for (size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    if (x[i].hash < y[j].hash) ++i;
    else if (y[j].hash < x[i].hash) ++j;
    else if (postings_.Within(x[i].hash, ea, eb, x[i].reach)) return true;
    else ++i, ++j;
  }
  return false;
}

void StoryIndex::Put(uint32_t report, Profile profile) {
  if (report < nodes_.size() && nodes_[report].live) Remove(report);
  if (report >= nodes_.size()) nodes_.resize(report + 1);
  Node& node = nodes_[report];
  node.profile = std::move(profile);
  node.live = true;
  ++size_;
  Touch(report);
  const Postings::Entry entry = EntryOf(report);
  std::vector<uint32_t> near;
  std::vector<std::pair<uint32_t, uint32_t>> parted;
  Postings::Around around;
  for (const Key& key : KeysOf(node.profile)) {
    postings_.Insert(key.hash, entry, key.reach, [&](uint32_t r) { return EntryOf(r); }, around);
    near.insert(near.end(), around.before.begin(), around.before.end());
    near.insert(near.end(), around.after.begin(), around.after.end());
    // Those that the new one stands between are a step further apart now.
    for (size_t i = 0; i < around.before.size(); ++i) {
      const size_t j = key.reach - 1 - i;
      if (j < around.after.size()) parted.emplace_back(around.before[i], around.after[j]);
    }
  }
  for (auto [a, b] : parted) {
    const auto& links = nodes_[a].links;
    if (std::any_of(links.begin(), links.end(), [other = b](const Link& l) { return l.other == other; }) && !StillNear(a, b)) Unlink(a, b);
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  for (uint32_t other : near) Compare(report, other);
}

void StoryIndex::Remove(uint32_t report) {
  if (report >= nodes_.size() || !nodes_[report].live) return;
  Node& node = nodes_[report];
  const Postings::Entry entry = EntryOf(report);
  std::vector<std::pair<uint32_t, uint32_t>> closer;
  Postings::Around around;
  for (const Key& key : KeysOf(node.profile)) {
    postings_.Erase(key.hash, entry, key.reach, around);
    for (size_t i = 0; i < around.before.size(); ++i) {
      const size_t j = key.reach - 1 - i;
      if (j < around.after.size()) closer.emplace_back(std::min(around.before[i], around.after[j]), std::max(around.before[i], around.after[j]));
    }
  }
  while (!node.links.empty()) Unlink(report, node.links.back().other);
  for (auto& p : closer) {
    if (p.first > p.second) std::swap(p.first, p.second);
  }
  std::sort(closer.begin(), closer.end());
  closer.erase(std::unique(closer.begin(), closer.end()), closer.end());
  for (auto [a, b] : closer) {
    const auto& links = nodes_[a].links;
    if (std::none_of(links.begin(), links.end(), [&, other = b](const Link& l) { return l.other == other; })) Compare(a, b);
  }
  node.live = false;
  --size_;
  Touch(report);
}

std::vector<StoryChange> StoryIndex::Settle() {
  // The blocks that lost or won a link, and all that they reach now.
  std::vector<uint32_t> seeds, old_blocks, old_stories;
  for (uint32_t r : touched_) {
    nodes_[r].touched = false;
    if (nodes_[r].block != kNone) old_blocks.push_back(nodes_[r].block);
    else seeds.push_back(r);
  }
  touched_.clear();
  auto unique = [](std::vector<uint32_t>& v) {
    std::sort(v.begin(), v.end());
    v.erase(std::unique(v.begin(), v.end()), v.end());
  };
  unique(old_blocks);
  for (uint32_t b : old_blocks) {
    const auto& block = blocks_.at(b);
    seeds.insert(seeds.end(), block.begin(), block.end());
    for (uint32_t r : block) old_stories.push_back(nodes_[r].story);
    blocks_.erase(b);
  }
  unique(old_stories);
  std::vector<std::vector<uint32_t>> now;
  std::vector<uint32_t> block;
  std::sort(seeds.begin(), seeds.end(), [&](uint32_t a, uint32_t b) { return Before(a, b); });
  for (uint32_t seed : seeds) {
    if (!nodes_[seed].live || nodes_[seed].seen) continue;
    block.assign(1, seed);
    nodes_[seed].seen = true;
    for (size_t i = 0; i < block.size(); ++i) {
      for (const Link& l : nodes_[block[i]].links) {
        if (l.score >= weights_.within() && !nodes_[l.other].seen) nodes_[l.other].seen = true, block.push_back(l.other);
      }
    }
    std::sort(block.begin(), block.end(), [&](uint32_t a, uint32_t b) { return Before(a, b); });
    const uint32_t id = next_id_++;
    for (uint32_t r : block) nodes_[r].block = id;
    for (auto& story : Cluster(block)) now.push_back(std::move(story));
    blocks_.emplace(id, block);
  }
  std::vector<StoryChange> changes;
  Replace(old_stories, now, changes);
  for (uint32_t seed : seeds) {
    if (!nodes_[seed].live) nodes_[seed].profile = Profile(), nodes_[seed].block = nodes_[seed].story = kNone;
  }
  for (const auto& story : now) {
    for (uint32_t r : story) nodes_[r].seen = false;
  }
  return changes;
}

// Puts the new stories in the place of the old ones and tells what became of what.
void StoryIndex::Replace(const std::vector<uint32_t>& old_stories, const std::vector<std::vector<uint32_t>>& now, std::vector<StoryChange>& out) {
  std::unordered_map<uint32_t, std::vector<uint32_t>> old;
  std::unordered_map<uint32_t, size_t> heirs;  // of each old story: how many stories share its reports now
  for (uint32_t s : old_stories) old.emplace(s, std::move(members_.at(s))), members_.erase(s);
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
    members_.emplace(id, now[i]);
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
  out.reserve(members_.size());
  for (const auto& [id, reports] : members_) out.push_back(reports);
  std::sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return Before(a.front(), b.front()); });
  return out;
}

std::string StoryIndex::Why(uint32_t a, uint32_t b) const {
  Features f;
  if (!FeaturesOf(nodes_[a].profile, nodes_[b].profile, f)) return "their times lie too far apart";
  return weights_.Explain(f);
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
      if (best == nullptr || l.score > best->score) best = &l, from = r;  // `now` is in canonical order: the first of equals
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

std::vector<std::pair<uint32_t, uint32_t>> StoryIndex::Candidates() const {
  std::vector<std::pair<uint32_t, uint32_t>> out;
  for (uint32_t r = 0; r < nodes_.size(); ++r) {
    if (!nodes_[r].live) continue;
    for (const Link& l : nodes_[r].links) {
      if (Before(r, l.other)) out.emplace_back(r, l.other);
    }
  }
  return out;
}

}  // namespace tawatur::reconcile
