// Which reports hold a key, in order of time; the reports next to a new one are those worth comparing. Used by StoryIndex.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tawatur::reconcile {

class Postings {
 public:
  struct Entry {
    uint64_t self = 0;  // of the report, never of its number: the order of coming cannot show
    int32_t time = 0;
    uint32_t report = 0;
    bool operator<(const Entry& o) const { return time != o.time ? time < o.time : self < o.self; }
  };

  // Neighbours in the list, nearest first, at most `reach` to each side.
  struct Around { std::vector<Entry> before, after; };
  static constexpr unsigned kMostReach = 64;

  // `entry_of(report)` gives back an entry put in before.
  template <class EntryOf>
  void Insert(uint64_t key, const Entry& e, EntryOf&& entry_of) {
    Slot& slot = Find(key);
    if (slot.state == kFree) {
      slot = {key, e.report, kOne};
      ++used_;
      Grow();
      return;
    }
    if (slot.state == kOne) {
      const uint32_t list = NewList();
      lists_[list].push_back({entry_of(slot.value)});
      slot.value = list, slot.state = kMany;
    } else if (slot.state == kEmpty) {  // the last of its reports was taken out
      slot.value = e.report, slot.state = kOne;
      return;
    }
    Put(lists_[slot.value], e);
  }

  void Erase(uint64_t key, const Entry& e);
  // Fills `around` with the neighbours of an entry.
  void Near(uint64_t key, const Entry& e, unsigned reach, Around& around) const;
  // Do two reports that both hold the key stand within `reach` of each other?
  bool Within(uint64_t key, const Entry& a, const Entry& b, unsigned reach) const;

 private:
  enum State : uint32_t { kFree, kOne, kMany, kEmpty };
  struct Slot { uint64_t key = 0; uint32_t value = 0; uint32_t state = kFree; };  // value: the one report, or a list
  using Chunk = std::vector<Entry>;
  using List = std::vector<Chunk>;  // chunks of at most kChunk, so that a long list is cheap to insert into
  static constexpr size_t kChunk = 256;

  Slot& Find(uint64_t key);
  const Slot* Look(uint64_t key) const;
  void Grow();
  uint32_t NewList();
  static void Put(List& list, const Entry& e);
  struct Place { size_t chunk = 0, at = 0; };
  static Place PlaceOf(const List& list, const Entry& e);  // of the first entry that is not before e
  static void Walk(const List& list, const Entry& e, unsigned reach, Around& around);

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  size_t used_ = 0;
  std::vector<List> lists_;
  std::vector<uint32_t> free_lists_;
};

}  // namespace tawatur::reconcile
