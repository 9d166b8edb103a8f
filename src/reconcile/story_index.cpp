// Which reports are compared, and their links; see story_index.h. What stories come of them: settle.cpp.
#include "reconcile/story_index.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace tawatur::reconcile {
namespace {

// How many neighbours of each side a report meets in one list.
constexpr uint8_t kMarkReach = 6, kFarReach = 12, kDayReach = 40, kRareReach = 24, kWeekdayReach = 24, kMainReach = 16;
constexpr size_t kWeekdayPlaces = 3;  // of the most told
constexpr int kReasons = 2;        // a rare word, a person or a place alone is half a reason to compare, anything else a whole one
constexpr size_t kAhead = 4;       // lists
constexpr int kNarrow = 30;        // days of a window whose middle is as good as a day
constexpr int kFarthest = 68;      // days between what two reports mostly tell: 45 between their publications, news of 20 days before, 3 of slack
constexpr double kSameText = 0.8;  // of the fingerprints of the longer text

// Nobody needs to look at the two.
bool TooFar(int32_t a, int32_t b) { return a != 0 && b != 0 && std::abs(a - b) > kFarthest; }

// These bytes will be needed soon.
void FetchAhead(const void* begin, size_t bytes) {
  for (size_t i = 0; i < bytes; i += 64) __builtin_prefetch(static_cast<const char*>(begin) + i);
}

void FetchLists(const Profile& p) {
  FetchAhead(p.spots.data(), p.spots.size() * sizeof(Profile::Spot));
  FetchAhead(p.pool.data(), p.pool.size() * sizeof(uint32_t));
}

uint64_t Mixed(uint64_t x) {
  x ^= x >> 33, x *= 0xFF51AFD7ED558CCDULL;
  x ^= x >> 33, x *= 0xC4CEB9FE1A85EC53ULL;
  return x ^ (x >> 33);
}

// The reports that stand beside one in some list, with what speaks for comparing them: a hash table, as it is asked some hundred times a report.
class Met {
 public:
  static constexpr uint32_t kBefore = 1U << 31, kCopy = 1U << 30, kIfUndated = 1U << 29, kCount = (1U << 28) - 1;  // kCount: of reasons

  // Before so many are added.
  void Expect(size_t reports) {
    while ((used_ + reports) * 2 > slots_.size()) Grow();
  }
  // Without a branch: whether it was met before cannot be foreseen.
  void Add(uint32_t report, uint32_t count, uint32_t flags) {
    Slot& slot = At(report);
    used_ += slot.reasons == 0;
    slot.report = report;
    slot.reasons = (slot.reasons + count) | flags;
  }
  template <class See>
  void Each(See&& see) const {
    for (const Slot& s : slots_) {
      if (s.reasons != 0) see(s.report, s.reasons);
    }
  }

 private:
  struct Slot { uint32_t report = 0, reasons = 0; };
  Slot& At(uint32_t report) {
    size_t i = report * 0x9E3779B1U >> (32 - bits_);
    while (slots_[i].reasons != 0 && slots_[i].report != report) i = (i + 1) & (slots_.size() - 1);
    return slots_[i];
  }
  void Grow() {
    ++bits_;
    std::vector<Slot> old(size_t{1} << bits_);
    old.swap(slots_);
    used_ = 0;
    for (const Slot& s : old) {
      if (s.reasons != 0) At(s.report) = s, ++used_;
    }
  }

  unsigned bits_ = 10;
  size_t used_ = 0;
  std::vector<Slot> slots_ = std::vector<Slot>(size_t{1} << bits_);
};

}  // namespace

void StoryIndex::Drop(uint32_t report) {
  if (Profile*& p = nodes_[report].profile; p != nullptr) std::pmr::polymorphic_allocator<>(slabs_.get()).delete_object(std::exchange(p, nullptr));
}

void StoryIndex::Hold(uint32_t report, const Profile& profile) {
  Drop(report);
  const Profile& p = *(nodes_[report].profile = std::pmr::polymorphic_allocator<>(slabs_.get()).new_object<Profile>(profile, slabs_.get()));
  const auto days = p[Profile::kDays];
  if (report >= states_.size()) states_.resize(nodes_.size());
  State& state = states_[report];
  state.self = p.self;
  state.dated = p.published_known;
  state.from = state.first = INT32_MIN, state.to = state.last = INT32_MAX;
  if (p.published_known) state.from = p.published_from, state.to = p.published_to;
  else if (p.windowed) state.from = p.window_from, state.to = p.window_to;
  if (p.anchored && !days.empty()) {
    state.first = INT32_MAX, state.last = INT32_MIN;
    for (uint32_t d : days) state.first = std::min(state.first, static_cast<int32_t>(d)), state.last = std::max(state.last, static_cast<int32_t>(d));
  }
  const bool narrow = p.windowed && p.window_to - p.window_from <= kNarrow;  // of a dated one: its day
  postings_.Hold(report, !days.empty() && p.anchored ? static_cast<int32_t>(days[0]) : narrow ? (p.window_from + p.window_to) / 2 : 0, p.self);
}

// Some may come twice. `see` says whether to go on.
template <class See>
void StoryIndex::EachKey(const Profile& p, See&& see) {
  bool on = true;
  auto add = [&](uint64_t kind, uint64_t value, uint8_t reach, Reason reason = Reason::kEnough) { on = on && see(Key{Mixed(value << 8 ^ kind), reach, reason}); };
  // Of many fingerprints a quarter finds whatever is worth a link; of few all are needed.
  const auto marks = p[Profile::kMarks];
  for (uint32_t m : marks) {
    if (marks.size() <= 24 || (m >> 16 & 3) == 0) add(1, m, kMarkReach, Reason::kCopy);
  }
  for (uint32_t h : p[Profile::kFacilities]) add(2, h, kRareReach);
  for (uint32_t h : p[Profile::kPersons]) add(3, h, kFarReach, Reason::kHalf);
  for (uint32_t h : p[Profile::kRare]) add(4, h, kRareReach, Reason::kIfUndated);
  for (uint32_t h : p[Profile::kHamlets]) add(5, h, kRareReach);
  const auto days = p[Profile::kDays];
  // What has no day may still be of the same weekday at the same place.
  for (size_t i = 0; i < p.spots.size() && i < kWeekdayPlaces && p.said_weekday >= 0; ++i) {
    if (!p.spots[i].where.capital) add(8, p.spots[i].where.id ^ static_cast<uint64_t>(p.said_weekday) << 32, kWeekdayReach);
  }
  if (!p.spots.empty() && !p.spots[0].where.capital) add(9, p.spots[0].where.id, kMainReach);
  for (const Profile::Spot& s : p.spots) {
    add(6, s.where.id, kFarReach, Reason::kHalf);
    // Neighbouring days share one of two cells.
    for (size_t i = 0; i < days.size() && i < 2; ++i) {
      const int day = static_cast<int>(days[i]);
      for (int cell : {day / 2 * 2, (day + 1) / 2 * 2 + 1}) add(7, s.where.id ^ static_cast<uint64_t>(cell) << 32, kDayReach);
    }
  }
}

std::vector<StoryIndex::Key> StoryIndex::KeysOf(const Profile& p) {
  std::vector<Key> keys;
  keys.reserve(96);
  EachKey(p, [&](const Key& key) { return keys.push_back(key), true; });
  auto order = [](const Key& a, const Key& b) { return a.hash < b.hash; };
  std::sort(keys.begin(), keys.end(), order);
  keys.erase(std::unique(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.hash == b.hash; }), keys.end());
  return keys;
}

// Scores a pair; what is no more than nothing is no link.
bool StoryIndex::Compare(const Asked& a, uint32_t b, Link& link) const {
  Features f;
  const Profile& other = *nodes_[b].profile;
  const Shared marks = SharedMarks(a, other);
  const bool may = FeaturesOf(a, other, marks, &weights_, f);
  const bool same_text = marks.by_more >= kSameText;
  if (!may && !same_text) return false;
  link = {b, same_text ? weights_.sure() : std::min(weights_.Score(f), weights_.sure()), same_text};
  return link.score > weights_.apart();
}

const StoryIndex::Link* StoryIndex::LinkOf(uint32_t a, uint32_t b) const {
  const std::vector<Link>& links = nodes_[a].links;
  const auto it = std::lower_bound(links.begin(), links.end(), b, [](const Link& l, uint32_t other) { return l.other < other; });
  return it != links.end() && it->other == b ? &*it : nullptr;
}

void StoryIndex::Connect(uint32_t a, const Link& link) {
  auto put = [&](uint32_t from, uint32_t to) {
    std::vector<Link>& links = nodes_[from].links;
    const auto it = std::lower_bound(links.begin(), links.end(), to, [](const Link& l, uint32_t other) { return l.other < other; });
    links.insert(it, {to, link.score, link.same_text});
  };
  put(a, link.other), put(link.other, a);
}

void StoryIndex::Disconnect(uint32_t a, uint32_t b) {
  auto drop = [&](uint32_t from, uint32_t to) { nodes_[from].links.erase(nodes_[from].links.begin() + (LinkOf(from, to) - nodes_[from].links.data())); };
  drop(a, b), drop(b, a);
}

// Their times forbid that the two are one story.
bool StoryIndex::Apart(uint32_t a, uint32_t b) const {
  const State &x = states_[a], &y = states_[b];
  return std::max(int64_t{x.from} - y.to, int64_t{y.from} - x.to) > (x.dated && y.dated ? kFarPublished : kFarWindow) ||
         std::max(int64_t{x.first} - y.last, int64_t{y.first} - x.last) > kFarDays;
}

// What has no day meets nothing by it: a telling word in common has to do. Copies are links whenever they are of.
int StoryIndex::WeightOf(const Key& key, uint32_t a, uint32_t b) const {
  if (key.reason == Reason::kCopy) return kReasons;
  if (Apart(a, b)) return 0;
  return key.reason == Reason::kEnough || (key.reason == Reason::kIfUndated && !(states_[a].dated && states_[b].dated)) ? kReasons : 1;
}

// Whether two stand near each other in a list of this key may matter to their being compared.
bool StoryIndex::MayMatter(const Key& key, const Postings::Entry& a, const Postings::Entry& b) const {
  return !TooFar(a.time, b.time) && WeightOf(key, a.report, b.report) > 0;
}

// Are there still lists enough that hold the two side by side? `keys`: of a.
bool StoryIndex::StillNear(const std::vector<Key>& keys, uint32_t a, uint32_t b) const {
  if (TooFar(postings_.TimeOf(a), postings_.TimeOf(b))) return false;
  int reasons = 0;
  uint64_t first = 0;  // of the keys that gave half a reason; two that are one half stay a half
  EachKey(*nodes_[b].profile, [&](const Key& key) {
    const auto own = std::lower_bound(keys.begin(), keys.end(), key.hash, [](const Key& k, uint64_t hash) { return k.hash < hash; });
    if (own == keys.end() || own->hash != key.hash || key.hash == first || !postings_.Within(key.hash, a, b, key.reach)) return true;
    const int weight = WeightOf(key, a, b);
    if (weight > 0) first = key.hash;
    reasons += weight;
    return reasons < kReasons;
  });
  return reasons >= kReasons;
}

void StoryIndex::Put(uint32_t report, const Profile& profile) {
  if (report < nodes_.size() && states_[report].live) Remove(report);
  if (report >= nodes_.size()) nodes_.resize(report + 1);
  Hold(report, profile);
  states_[report].live = states_[report].fresh = true;
  ++size_;
  fresh_.push_back(report);
  const std::vector<Key> keys = KeysOf(*nodes_[report].profile);
  for (const Key& key : keys) postings_.Expect(key.hash);
  for (size_t k = 0; k < keys.size(); ++k) {
    const Key& key = keys[k];
    if (k + kAhead < keys.size()) postings_.ExpectList(keys[k + kAhead].hash);
    const Postings::Slot* slot = postings_.Insert(key.hash, report);
    if (settled_ < 2) continue;
    // Those that the new one stands between are a step farther apart now.
    postings_.Parted(slot, report, key.reach, [&](const Postings::Entry& a, const Postings::Entry& b) {
      if (MayMatter(key, a, b) && LinkOf(a.report, b.report) != nullptr) moved_.emplace_back(a.report, b.report);
    });
  }
}

void StoryIndex::Remove(uint32_t report) {
  if (report >= nodes_.size() || !states_[report].live) return;
  for (const Key& key : KeysOf(*nodes_[report].profile)) {
    postings_.Parted(postings_.ExpectList(key.hash), report, key.reach, [&](const Postings::Entry& a, const Postings::Entry& b) {
      if (MayMatter(key, a, b)) moved_.emplace_back(a.report, b.report);
    });
    postings_.Erase(key.hash, report);
  }
  while (!nodes_[report].links.empty()) Disconnect(report, nodes_[report].links.back().other);
  TouchStoryOf(report);
  if (!states_[report].fresh) --settled_;
  states_[report].live = states_[report].fresh = false;
  --size_;
  gone_.push_back(report);
}

// What a new report is linked with. Of two new ones the earlier finds the later.
void StoryIndex::LinksOf(uint32_t fresh, std::vector<Link>& links) const {
  const int32_t time = postings_.TimeOf(fresh);
  Met met;
  const std::vector<Key> keys = KeysOf(*nodes_[fresh].profile);
  for (const Key& key : keys) postings_.Expect(key.hash);
  std::array<const Postings::Slot*, kAhead> slots{};  // of the next lists, each in its turn
  for (size_t k = 0; k < keys.size() + kAhead; ++k) {
    const Postings::Slot* slot = std::exchange(slots[k % kAhead], k < keys.size() ? postings_.ExpectList(keys[k].hash) : nullptr);
    if (const Postings::Slot* next = slots[(k + kAhead / 2) % kAhead]; next != nullptr) postings_.ExpectEnd(next);
    if (k < kAhead || slot == nullptr) continue;
    const Key& key = keys[k - kAhead];
    const uint32_t count = key.reason == Reason::kCopy ? 0 : key.reason == Reason::kEnough ? kReasons : 1;
    const uint32_t flag = key.reason == Reason::kCopy ? Met::kCopy : key.reason == Reason::kIfUndated ? Met::kIfUndated : 0;
    postings_.Near(slot, fresh, key.reach, [&](std::span<const Postings::Entry> entries, bool before) {
      met.Expect(entries.size());
      const uint32_t flags = flag | (before ? Met::kBefore : 0);
      for (const Postings::Entry& e : entries) {
        if (!TooFar(time, e.time)) met.Add(e.report, count, flags);
      }
    });
  }
  const bool dated = states_[fresh].dated;
  std::vector<uint32_t> near;
  met.Each([&](uint32_t report, uint32_t reasons) {
    if ((reasons & Met::kBefore) && states_[report].fresh) return;
    const bool enough = (reasons & Met::kCount) >= kReasons || ((reasons & Met::kIfUndated) && !(dated && states_[report].dated));
    if ((reasons & Met::kCopy) || (enough && !Apart(fresh, report))) near.push_back(report);
  });
  std::sort(near.begin(), near.end());
  const Asked asked(*nodes_[fresh].profile);
  Link link;
  for (size_t i = 0; i < near.size(); ++i) {
    if (i + 2 < near.size()) FetchAhead(nodes_[near[i + 2]].profile, sizeof(Profile));
    if (i + 1 < near.size()) FetchLists(*nodes_[near[i + 1]].profile);
    if (Compare(asked, near[i], link)) links.push_back(link);
  }
}

void StoryIndex::CompareFresh(const Workers& workers) {
  std::erase_if(fresh_, [&](uint32_t r) { return !states_[r].live || !states_[r].fresh; });
  std::sort(fresh_.begin(), fresh_.end());
  fresh_.erase(std::unique(fresh_.begin(), fresh_.end()), fresh_.end());
  // Every list as long as it must be and no longer: there are as many as reports.
  std::vector<std::vector<Link>> found(fresh_.size());
  auto find = [&](size_t i) {
    std::vector<Link> links;
    LinksOf(fresh_[i], links);
    found[i].assign(links.begin(), links.end());
  };
  if (workers) workers(fresh_.size(), find);
  else for (size_t i = 0; i < fresh_.size(); ++i) find(i);
  if (for_good_) Forget();  // before there are as many links again
  std::vector<uint32_t> more(nodes_.size());
  for (size_t i = 0; i < fresh_.size(); ++i) {
    states_[fresh_[i]].fresh = false;
    more[fresh_[i]] += static_cast<uint32_t>(found[i].size());
    for (const Link& l : found[i]) ++more[l.other];
  }
  for (size_t i = 0; i < fresh_.size(); ++i) {
    auto put = [&](uint32_t r, const Link& l) {
      std::vector<Link>& links = nodes_[r].links;
      if (links.capacity() < links.size() + more[r]) links.reserve(links.size() + more[r]);
      links.push_back(l);
      if (--more[r] == 0) std::sort(links.begin(), links.end(), [](const Link& x, const Link& y) { return x.other < y.other; });
    };
    for (const Link& l : found[i]) put(l.other, {fresh_[i], l.score, l.same_text}), put(fresh_[i], l);
    std::vector<Link>().swap(found[i]);
  }
  settled_ += fresh_.size();
}

// Others came between two reports, or went from there: they may have become neighbours, or be none any more.
void StoryIndex::CompareMoved() {
  for (Pair& p : moved_) {
    if (p.first > p.second) std::swap(p.first, p.second);
  }
  std::sort(moved_.begin(), moved_.end());
  moved_.erase(std::unique(moved_.begin(), moved_.end()), moved_.end());
  std::vector<Key> keys;
  uint32_t keys_of = kNone;
  for (auto [a, b] : moved_) {
    const State &x = states_[a], &y = states_[b];
    // Of what is new every neighbour is looked at.
    if (!x.live || !y.live || x.fresh || y.fresh) continue;
    if (keys_of != a) keys = KeysOf(*nodes_[a].profile), keys_of = a;
    const bool linked = LinkOf(a, b) != nullptr;
    if (StillNear(keys, a, b) == linked) continue;
    if (linked) {
      Disconnect(a, b);
      // Between two stories it held nothing together.
      if (x.story == y.story) TouchStoryOf(a);
    } else if (Link link; Compare(Asked(*nodes_[a].profile), b, link)) {
      Connect(a, link);
      TouchStoryOf(a), TouchStoryOf(b);
    }
  }
  moved_.clear();
}

std::string StoryIndex::Why(uint32_t a, uint32_t b) const {
  Features f;
  if (!FeaturesOf(*nodes_[a].profile, *nodes_[b].profile, f)) return "their times lie too far apart";
  return weights_.Explain(f);
}

std::vector<std::pair<uint32_t, uint32_t>> StoryIndex::Candidates() const {
  std::vector<std::pair<uint32_t, uint32_t>> out;
  for (uint32_t r = 0; r < nodes_.size(); ++r) {
    if (!states_[r].live) continue;
    for (const Link& l : nodes_[r].links) {
      if (Before(r, l.other)) out.emplace_back(r, l.other);
    }
  }
  return out;
}

}  // namespace tawatur::reconcile
