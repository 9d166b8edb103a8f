// Reports -> stories, one report at a time. Entry points: StoryIndex::Put(), Remove(), Settle(). docs/grouping.md tells how to use it.
//
// The stories are a function of the set of reports held, in whatever order they came, went and came again. Nothing of a report but
// its profile is kept. A report costs what its neighbours in time cost, however many are held.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/large_pages.h"
#include "base/slabs.h"
#include "reconcile/link.h"
#include "reconcile/postings.h"
#include "reconcile/profile.h"

namespace tawatur::reconcile {

// What Settle() did to one story.
struct StoryChange {
  enum class Kind { kNew, kGrew, kShrank, kMerged, kSplit, kGone };
  Kind kind = Kind::kNew;
  std::vector<uint32_t> reports;              // as it is now, in canonical order; empty: gone
  std::vector<std::vector<uint32_t>> before;  // the stories that it shares reports with, as they were, in canonical order
  std::string why;                            // in English: the strongest link that joined, or the average that parted
};

// Does `work(i)` for each i below n, in any order, perhaps several at a time.
using Workers = std::function<void(size_t n, const std::function<void(size_t i)>& work)>;

class StoryIndex {
 public:
  // `report` is the caller's number for it, small and dense. A number that is there already is replaced.
  void Put(uint32_t report, const Profile& profile);
  // So many are to come: memory for them at once.
  void Expect(size_t reports) { nodes_.reserve(reports), states_.reserve(reports); }
  void Remove(uint32_t report);
  // Compares what is new with its neighbours and brings the stories up to date: only those that a change touches, and those that
  // have links to them, are looked at again.
  std::vector<StoryChange> Settle(const Workers& workers = {});
  // The same where nothing comes after it but Stories(), StoryOf() and Keep(): what only comparing needs is let go before stories are told
  // apart, and nobody is told what changed.
  void SettleForGood(const Workers& workers = {});
  // All stories as of the last Settle(), each in canonical order, by their first report.
  std::vector<std::vector<uint32_t>> Stories() const;
  // The reports of the story that holds this one.
  const std::vector<uint32_t>& StoryOf(uint32_t report) const { return stories_.at(states_[report].story); }
  // What Settle() found, in bytes, each report by its number; and an empty index as it was then, with the profiles of the same
  // reports, which it takes. False, and nothing taken, where the bytes say something else.
  std::string Keep() const;
  // The stories alone, out of the same bytes.
  static std::optional<std::vector<std::vector<uint32_t>>> StoriesIn(std::string_view kept);
  bool Restore(std::string_view bytes, std::vector<std::pair<uint32_t, Profile>>& reports);
  // What speaks for and against two reports being of one story, strongest first: "same place 2.4, same day 1.8, bias -4.4".
  std::string Why(uint32_t a, uint32_t b) const;

  size_t size() const { return size_; }
  const Profile& ProfileAt(uint32_t report) const { return *nodes_[report].profile; }
  // Pairs that are linked as of the last Settle(), for tools/dump_links.cpp.
  std::vector<std::pair<uint32_t, uint32_t>> Candidates() const;

 private:
  // Scores are thousandths, so that sums do not depend on the order of adding.
  struct Link { uint32_t other = 0; int32_t score = 0; bool same_text = false; };
  // To compare two. kCopy: whenever they are of; kIfUndated: enough where one of them has no day, else half of it.
  enum class Reason : uint8_t { kCopy, kEnough, kIfUndated, kHalf };
  struct Key { uint64_t hash = 0; uint8_t reach = 0; Reason reason = Reason::kEnough; };
  enum class At : uint8_t { kRest, kOpen, kBeside };  // what Settle() makes of a report: nothing; a new story; looks whether its story stays
  struct Node {
    Profile* profile = nullptr;             // in slabs_
    std::vector<Link> links;                // by number
  };
  // What is asked of many reports of which nothing else is: of all neighbours these stand close together, as their nodes do not.
  struct State {
    uint64_t self = 0;                      // as in the profile
    uint32_t story = kNone;
    uint32_t region = kNone, in_region = 0;  // while Settle() works: which, and where in it
    // Days of publication, or those that it may be of; the first and last day of its happenings, where they can speak against another report's.
    int32_t from = INT32_MIN, to = INT32_MAX, first = INT32_MIN, last = INT32_MAX;
    bool dated = false;
    At at = At::kRest;
    bool live = false;
    bool fresh = false;                     // not compared yet
  };
  using Pair = std::pair<uint32_t, uint32_t>;
  // Reports whose stories depend on each other: those to be told apart anew, and whole stories with links to them.
  using Region = std::vector<uint32_t>;

  void Hold(uint32_t report, const Profile& profile);
  void Drop(uint32_t report);
  template <class See>
  static void EachKey(const Profile& p, See&& see);
  static std::vector<Key> KeysOf(const Profile& p);
  bool Before(uint32_t a, uint32_t b) const { return states_[a].self < states_[b].self; }
  // neighbours (story_index.cpp)
  bool Apart(uint32_t a, uint32_t b) const;
  int WeightOf(const Key& key, uint32_t a, uint32_t b) const;
  bool MayMatter(const Key& key, const Postings::Entry& a, const Postings::Entry& b) const;
  bool StillNear(const std::vector<Key>& keys, uint32_t a, uint32_t b) const;
  const Link* LinkOf(uint32_t a, uint32_t b) const;
  bool Compare(const Asked& a, uint32_t b, Link& link) const;
  void LinksOf(uint32_t fresh, std::vector<Link>& links) const;
  void Connect(uint32_t a, const Link& link);
  void Disconnect(uint32_t a, uint32_t b);
  void CompareFresh(const Workers& workers);
  void CompareMoved();
  // stories (settle.cpp)
  void Forget();
  void TouchStoryOf(uint32_t report);
  bool IsOpen(uint32_t report) const;
  bool SettleRound(std::vector<uint32_t>& open, bool whole, const Workers& workers, std::vector<StoryChange>& changes);
  Region RegionOf(uint32_t report, uint32_t number, bool whole);
  void Reopen(const std::vector<std::vector<uint32_t>>& stories, std::vector<uint32_t>& reports);
  void Apply(const Region& region, std::vector<std::vector<uint32_t>> stories, std::vector<StoryChange>& out);
  void Replace(const std::vector<uint32_t>& old_stories, const std::vector<std::vector<uint32_t>>& now, std::vector<StoryChange>& out);
  std::string WhyJoined(const std::vector<uint32_t>& now, const std::vector<std::vector<uint32_t>>& before) const;
  std::string WhyParted(const std::vector<uint32_t>& now, const std::vector<uint32_t>& before) const;
  std::vector<std::vector<uint32_t>> Cluster(const Region& region) const;  // cluster.cpp

  Weights weights_;
  Postings postings_;
  std::unique_ptr<Slabs> slabs_ = std::make_unique<Slabs>();
  std::vector<Node> nodes_;
  std::vector<State> states_;              // by report, as the nodes
  size_t size_ = 0, settled_ = 0;          // live reports; those of them that were compared
  std::vector<uint32_t> fresh_, gone_;
  std::vector<Pair> moved_;                // pairs that came to stand nearer or farther in some list
  std::unordered_set<uint32_t> touched_;   // stories to be made anew
  bool for_good_ = false;
  uint32_t next_id_ = 0;
  std::unordered_map<uint32_t, std::vector<uint32_t>> stories_;
};

}  // namespace tawatur::reconcile
