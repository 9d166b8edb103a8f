// Which reports hold a key, in order of time; the reports next to a new one are those worth comparing. Used by StoryIndex.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/large_pages.h"

namespace tawatur::reconcile {

class Postings {
 public:
  struct Entry { int32_t time = 0; uint32_t report = 0; };
  // Most keys are held by one report, and most others by a few: those stand in blocks of a power of two of entries, the first of
  // which says how many there are and how large the block is. More are a list of chunks, cheap to insert into.
  enum State : uint32_t { kFree, kOne, kFew, kMany, kEmpty };  // kEmpty: the last report was taken out
  // Found once it may be asked until the next Insert() or Erase().
  struct Slot {  // 12 bytes; of the key all but the lowest three bits, in whose place the state is
    uint32_t high = 0, low = 0;
    uint32_t value = 0;  // the one report, a block, a list
    State state() const { return static_cast<State>(low & 7); }
    void Set(State s, uint32_t v) { low = (low & ~7U) | s, value = v; }
  };

  // When a report is, and what orders those of one time: `self` is of the report, never of its number, so that the order of coming
  // cannot show. Said before its first key, and not changed while it holds any.
  void Hold(uint32_t report, int32_t time, uint64_t self);
  int32_t TimeOf(uint32_t report) const { return orders_[report].time; }
  // Where a key stands, and then what it leads to, will be needed soon: among a million reports nothing of it is near at hand.
  void Expect(uint64_t key) const { __builtin_prefetch(&SlotsOf(key)[PlaceIn(SlotsOf(key), key)]); }
  const Slot* ExpectList(uint64_t key) const;  // nullptr: no report holds it
  void ExpectEnd(const Slot* slot) const;  // where what is new mostly stands
  const Slot* Insert(uint64_t key, uint32_t report);  // nullptr: no other report holds it
  void Erase(uint64_t key, uint32_t report);
  // The neighbours of a report that holds the key, at most `reach` to each side, in runs: see(entries, they are before it).
  template <class See>
  void Near(const Slot* slot, uint32_t report, size_t reach, See&& see) const;
  // Each two that stand within `reach` but for the report between them, which holds the key: see(one, other).
  template <class See>
  void Parted(const Slot* slot, uint32_t report, size_t reach, See&& see) const;
  // Do two reports that both hold the key stand within `reach` of each other?
  bool Within(uint64_t key, uint32_t a, uint32_t b, unsigned reach) const;

 private:
  // Many small tables: while one grows, the others need no room twice.
  using Slots = std::vector<Slot, LargePages<Slot>>;
  struct Table { Slots slots = Slots(16); size_t used = 0; };
  using Chunk = std::vector<Entry>;
  using List = std::vector<Chunk>;
  struct Order { uint64_t self = 0; int32_t time = 0; };
  struct Place { size_t chunk = 0, at = 0; };
  static constexpr unsigned kTableBits = 4, kPageBits = 16, kLeastBlock = 2, kMostBlock = 7;
  static constexpr size_t kChunk = 256;

  bool Before(const Entry& a, const Entry& b) const { return a.time != b.time ? a.time < b.time : orders_[a.report].self < orders_[b.report].self; }
  Entry EntryOf(uint32_t report) const { return {orders_[report].time, report}; }
  const Slots& SlotsOf(uint64_t key) const { return tables_[key >> (64 - kTableBits)].slots; }
  // The bits below those that chose the table choose the place, in a table of any size.
  static size_t PlaceIn(const Slots& slots, uint64_t key) { return static_cast<size_t>(((key << kTableBits) >> 32) * slots.size() >> 32); }
  static Slot& In(Slots& slots, uint64_t key);
  const Slot* Look(uint64_t key) const;
  static void Grow(Table& table);
  // blocks
  Entry* Block(uint32_t block) { return &pages_[block >> kPageBits][block & ((1U << kPageBits) - 1)]; }
  const Entry* Block(uint32_t block) const { return &pages_[block >> kPageBits][block & ((1U << kPageBits) - 1)]; }
  std::span<const Entry> Few(uint32_t block) const { return {Block(block) + 1, static_cast<size_t>(Block(block)->time)}; }
  uint32_t NewBlock(unsigned bits);
  void FreeBlock(uint32_t block) { free_[Block(block)->report].push_back(block); }
  void PutFew(Slot& slot, const Entry& e);
  // lists
  size_t At(std::span<const Entry> entries, const Entry& e) const;  // of the first entry that is not before e
  Place PlaceOf(const List& list, const Entry& e) const;
  void PutMany(List& list, const Entry& e) const;
  static size_t Back(const List& list, Place& p, size_t steps);   // how many there were
  static bool Forward(const List& list, Place& p, size_t steps);  // false: there are not so many

  std::array<Table, size_t{1} << kTableBits> tables_;
  std::vector<Order> orders_;  // by report
  std::vector<std::unique_ptr<Entry[]>> pages_;
  uint32_t next_block_ = 0;    // in the last page; 0: there is none
  std::array<std::vector<uint32_t>, kMostBlock + 1> free_;
  std::vector<List> lists_;
  std::vector<uint32_t> free_lists_;
};

template <class See>
void Postings::Near(const Slot* slot, uint32_t report, size_t reach, See&& see) const {
  if (slot == nullptr) return;
  auto before = [&](std::span<const Entry> entries, size_t end, size_t most) {
    const size_t n = std::min(end, most);
    see(entries.subspan(end - n, n), true);
    return n;
  };
  auto after = [&](std::span<const Entry> entries, size_t begin, size_t most) {
    const size_t n = std::min(entries.size() - begin, most);
    see(entries.subspan(begin, n), false);
    return n;
  };
  if (slot->state() == kFew) {
    const std::span<const Entry> few = Few(slot->value);
    const size_t at = At(few, EntryOf(report));
    before(few, at, reach), after(few, at + 1, reach);
  } else if (slot->state() == kMany) {
    const List& list = lists_[slot->value];
    const Place p = PlaceOf(list, EntryOf(report));
    size_t left = reach - before(list[p.chunk], p.at, reach);
    for (size_t c = p.chunk; c > 0 && left > 0; --c) left -= before(list[c - 1], list[c - 1].size(), left);
    left = reach - after(list[p.chunk], p.at + 1, reach);
    for (size_t c = p.chunk + 1; c < list.size() && left > 0; ++c) left -= after(list[c], 0, left);
  }
}

template <class See>
void Postings::Parted(const Slot* slot, uint32_t report, size_t reach, See&& see) const {
  if (slot == nullptr) return;
  if (slot->state() == kFew) {
    const std::span<const Entry> few = Few(slot->value);
    if (few.size() <= reach + 1) return;
    const size_t at = At(few, EntryOf(report));
    for (size_t i = at - std::min(at, reach); i < at && i + reach + 1 < few.size(); ++i) see(few[i], few[i + reach + 1]);
  } else if (slot->state() == kMany) {
    const List& list = lists_[slot->value];
    Place from = PlaceOf(list, EntryOf(report));
    const size_t before = Back(list, from, reach);
    Place to = from;
    bool more = Forward(list, to, reach + 1);
    for (size_t i = 0; i < before && more; ++i) {
      see(list[from.chunk][from.at], list[to.chunk][to.at]);
      Forward(list, from, 1), more = Forward(list, to, 1);
    }
  }
}

}  // namespace tawatur::reconcile
