// Reports -> stories, one report at a time. Entry points: StoryIndex::Put(), Remove(), Settle(). docs/grouping.md tells how to use it.
//
// The stories are a function of the set of reports held, in whatever order they came, went and came again. Nothing of a report but
// its profile is kept. A report costs what its neighbours in time cost, however many are held.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

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

class StoryIndex {
 public:
  // `report` is the caller's number for it, small and dense. A number that is there already is replaced.
  void Put(uint32_t report, Profile profile);
  void Remove(uint32_t report);
  // Brings the stories up to date: only blocks of linked reports that a change touched are looked at again.
  std::vector<StoryChange> Settle();
  // All stories as of the last Settle(), each in canonical order, by their first report.
  std::vector<std::vector<uint32_t>> Stories() const;
  // The reports of the story that holds this one.
  const std::vector<uint32_t>& StoryOf(uint32_t report) const { return members_.at(nodes_[report].story); }
  // What speaks for and against two reports being of one story, strongest first: "same place 2.4, same day 1.8, bias -4.4".
  std::string Why(uint32_t a, uint32_t b) const;

  size_t size() const { return size_; }
  const Profile& ProfileAt(uint32_t report) const { return nodes_[report].profile; }
  // Pairs that are compared, for tools/dump_links.cpp.
  std::vector<std::pair<uint32_t, uint32_t>> Candidates() const;

 private:
  // Scores are thousandths, so that sums do not depend on the order of adding.
  struct Link { uint32_t other = 0; int32_t score = 0; bool same_text = false; };
  struct Key { uint64_t hash = 0; uint8_t reach = 0; };
  struct Node {
    Profile profile;
    std::vector<Link> links;
    uint32_t block = kNone, story = kNone;
    bool live = false, touched = false, seen = false;
  };

  Postings::Entry EntryOf(uint32_t report) const;
  static std::vector<Key> KeysOf(const Profile& p);
  bool Before(uint32_t a, uint32_t b) const { return nodes_[a].profile.self < nodes_[b].profile.self; }
  bool StillNear(uint32_t a, uint32_t b) const;
  void Compare(uint32_t a, uint32_t b);
  bool Unlink(uint32_t a, uint32_t b);
  void Touch(uint32_t report);
  std::vector<std::vector<uint32_t>> Cluster(const std::vector<uint32_t>& block) const;  // cluster.cpp
  void Replace(const std::vector<uint32_t>& old_stories, const std::vector<std::vector<uint32_t>>& now, std::vector<StoryChange>& out);
  std::string WhyJoined(const std::vector<uint32_t>& now, const std::vector<std::vector<uint32_t>>& before) const;
  std::string WhyParted(const std::vector<uint32_t>& now, const std::vector<uint32_t>& before) const;

  Weights weights_;
  Postings postings_;
  std::vector<Node> nodes_;
  size_t size_ = 0;
  std::vector<uint32_t> touched_;
  uint32_t next_id_ = 0;
  std::unordered_map<uint32_t, std::vector<uint32_t>> blocks_, members_;  // of blocks; of stories
};

}  // namespace tawatur::reconcile
