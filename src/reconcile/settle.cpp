// Links -> stories, where something changed; see story_index.h. Entry point: StoryIndex::Settle().
//
// Crowds become one, the best pair first (cluster.cpp); so a pair of crowds that never became one changes nothing for the others, and
// the stories of some reports can be found without the rest, as long as no report outside joins them. What is new or touched is
// therefore told apart together with the stories that have links to it, each whole. Where one of those changes, what became of it
// is touched, and looked at with its own neighbours in the next round. In the end all is as if everything had been told apart at once.
#include <algorithm>

#include "base/give_back.h"
#include "reconcile/story_index.h"

namespace tawatur::reconcile {
namespace {

constexpr size_t kMany = 20000;
constexpr int kRounds = 12;  // as good as never reached: then all that is linked is told apart together

}  // namespace

void StoryIndex::TouchStoryOf(uint32_t report) {
  if (states_[report].story != kNone) touched_.insert(states_[report].story);
}

bool StoryIndex::IsOpen(uint32_t report) const { return states_[report].story == kNone || touched_.contains(states_[report].story); }

// An open report with all that its story may depend on: open reports that are linked with it, and the stories beside them. With
// `whole` all that links reach.
StoryIndex::Region StoryIndex::RegionOf(uint32_t report, uint32_t number, bool whole) {
  Region region;
  auto take = [&](uint32_t r, At at) {
    if (!states_[r].live || states_[r].at != At::kRest) return;
    states_[r].at = at, states_[r].region = number;
    region.push_back(r);
  };
  auto take_story = [&](uint32_t r) {  // always whole
    const At at = IsOpen(r) ? At::kOpen : At::kBeside;
    take(r, at);
    if (states_[r].story == kNone) return;
    for (uint32_t member : stories_.at(states_[r].story)) take(member, at);
  };
  take_story(report);
  for (size_t i = 0; i < region.size(); ++i) {
    const At at = states_[region[i]].at;
    for (const Link& l : nodes_[region[i]].links) {
      if (l.score < weights_.within() || states_[l.other].at != At::kRest) continue;
      // Two stories that stay are no matter of ours.
      if (whole || at == At::kOpen || IsOpen(l.other)) take_story(l.other);
    }
  }
  return region;
}

// Stories that were to stay and do not are open now.
void StoryIndex::Reopen(const std::vector<std::vector<uint32_t>>& stories, std::vector<uint32_t>& reports) {
  for (const auto& story : stories) {
    for (uint32_t r : story) {
      if (states_[r].at != At::kBeside) continue;
      const std::vector<uint32_t>& was = stories_.at(states_[r].story);
      if (was == story) break;  // both in canonical order
      for (uint32_t member : was) states_[member].at = At::kOpen, reports.push_back(member);
    }
  }
}

void StoryIndex::Apply(const Region& region, std::vector<std::vector<uint32_t>> stories, std::vector<StoryChange>& out) {
  std::erase_if(stories, [&](const auto& story) { return states_[story.front()].at == At::kBeside; });
  std::vector<uint32_t> old_stories;
  for (uint32_t r : region) {
    State& state = states_[r];
    if (state.at == At::kOpen && state.story != kNone) old_stories.push_back(state.story);
    state.at = At::kRest, state.region = kNone;
  }
  std::sort(old_stories.begin(), old_stories.end());
  old_stories.erase(std::unique(old_stories.begin(), old_stories.end()), old_stories.end());
  Replace(old_stories, stories, out);
}

std::vector<StoryChange> StoryIndex::Settle(const Workers& workers) {
  CompareMoved();
  const bool many = fresh_.size() > kMany;
  CompareFresh(workers);
  if (many) GiveBackMemory();  // what the workers needed
  std::vector<StoryChange> changes;
  std::vector<uint32_t> open = std::move(fresh_);
  fresh_.clear();
  for (int round = 0; SettleRound(open, round >= kRounds, workers, changes); ++round) open.clear();
  for (uint32_t r : gone_) {
    if (!states_[r].live) Drop(r), states_[r].story = kNone;
  }
  gone_.clear();
  return changes;
}

// Profiles, and what found neighbours: most of the memory.
void StoryIndex::Forget() {
  postings_ = Postings();
  for (Node& node : nodes_) node.profile = nullptr;
  slabs_->Release();
}

void StoryIndex::SettleForGood(const Workers& workers) {
  for_good_ = true;
  Settle(workers);
}

// Tells apart what is open and the touched stories. True: stories beside them changed, and are touched now.
bool StoryIndex::SettleRound(std::vector<uint32_t>& open, bool whole, const Workers& workers, std::vector<StoryChange>& changes) {
  auto in_order = [&](std::vector<uint32_t>& reports) { std::sort(reports.begin(), reports.end(), [&](uint32_t a, uint32_t b) { return Before(a, b); }); };
  std::vector<uint32_t> empty;  // of stories whose reports all went
  for (uint32_t s : touched_) {
    const size_t before = open.size();
    for (uint32_t r : stories_.at(s)) {
      if (states_[r].live) open.push_back(r);
    }
    if (open.size() == before) empty.push_back(s);
  }
  in_order(open);
  std::vector<Region> regions;
  for (uint32_t r : open) {
    if (states_[r].at != At::kRest) continue;
    regions.push_back(RegionOf(r, static_cast<uint32_t>(regions.size()), whole));
  }
  std::vector<std::vector<std::vector<uint32_t>>> stories(regions.size());
  auto cluster = [&](size_t i) {
    in_order(regions[i]);
    for (uint32_t n = 0; n < regions[i].size(); ++n) states_[regions[i][n]].in_region = n;
    stories[i] = Cluster(regions[i]);
  };
  if (workers) workers(regions.size(), cluster);
  else for (size_t i = 0; i < regions.size(); ++i) cluster(i);
  std::vector<uint32_t> again;  // reports whose stories were to stay and did not
  for (size_t i = 0; i < regions.size(); ++i) {
    Reopen(stories[i], again);
    Apply(regions[i], std::move(stories[i]), changes);
    Region().swap(regions[i]);
  }
  std::sort(empty.begin(), empty.end());
  Replace(empty, {}, changes);
  touched_.clear();
  if (whole) return false;
  for (uint32_t r : again) TouchStoryOf(r);
  return !touched_.empty();
}

// Puts the new stories in the place of the old ones and tells what became of what.
void StoryIndex::Replace(const std::vector<uint32_t>& old_stories, const std::vector<std::vector<uint32_t>>& now, std::vector<StoryChange>& out) {
  std::unordered_map<uint32_t, std::vector<uint32_t>> old;
  std::unordered_map<uint32_t, size_t> heirs;  // of each old story: how many stories share its reports now
  for (uint32_t s : old_stories) old.emplace(s, std::move(stories_.at(s))), stories_.erase(s);
  std::vector<std::vector<uint32_t>> parents(now.size());
  for (size_t i = 0; i < now.size(); ++i) {
    for (uint32_t r : now[i]) {
      const uint32_t s = states_[r].story;
      if (s != kNone && old.contains(s) && std::find(parents[i].begin(), parents[i].end(), s) == parents[i].end()) parents[i].push_back(s), ++heirs[s];
    }
  }
  for (size_t i = 0; i < now.size(); ++i) {
    const uint32_t id = next_id_++;
    StoryChange c;
    c.reports = now[i];
    for (uint32_t s : parents[i]) c.before.push_back(old.at(s));
    stories_.emplace(id, now[i]);
    if (for_good_ || (c.before.size() == 1 && c.before[0] == now[i])) continue;  // nobody asks; as it was
    using Kind = StoryChange::Kind;
    const bool parted = std::any_of(parents[i].begin(), parents[i].end(), [&](uint32_t s) { return heirs[s] > 1; });
    c.kind = c.before.empty() ? Kind::kNew : c.before.size() > 1 ? Kind::kMerged : parted ? Kind::kSplit
             : c.before[0].size() < now[i].size()                ? Kind::kGrew : Kind::kShrank;
    c.why = c.kind == Kind::kSplit ? WhyParted(now[i], c.before[0]) : c.kind == Kind::kShrank ? "a report was taken out or dated anew" : WhyJoined(now[i], c.before);
    out.push_back(std::move(c));
  }
  for (size_t i = 0, id = next_id_ - now.size(); i < now.size(); ++i, ++id) {
    for (uint32_t r : now[i]) states_[r].story = static_cast<uint32_t>(id);
  }
  if (for_good_) return;
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
