// Which reports hold a key, in order of time; the reports next to a new one are those worth comparing. Used by StoryIndex.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tawatur::reconcile {

class Postings {
 public:
  struct Entry { int32_t time = 0; uint32_t report = 0; };
  // Neighbours in a list, nearest first, at most `reach` to each side.
  struct Around { std::vector<Entry> before, after; };

  // When a report is, and what orders those of one time: `self` is of the report, never of its number, so that the order of coming
  // cannot show. Said before its first key, and not changed while it holds any.
  void Hold(uint32_t report, int32_t time, uint64_t self);
  int32_t TimeOf(uint32_t report) const { return orders_[report].time; }
  // Where a key stands, and then what it leads to, will be needed soon: among a million reports nothing of it is near at hand.
  void Expect(uint64_t key) const { __builtin_prefetch(&SlotsOf(key)[PlaceIn(SlotsOf(key), key)]); }
  void ExpectList(uint64_t key) const;
  void Insert(uint64_t key, uint32_t report);
  void Erase(uint64_t key, uint32_t report);
  // Fills `around` with the neighbours of a report that holds the key.
  void Near(uint64_t key, uint32_t report, unsigned reach, Around& around) const;
  // Do two reports that both hold the key stand within `reach` of each other?
  bool Within(uint64_t key, uint32_t a, uint32_t b, unsigned reach) const;

 private:
  // Most keys are held by one report, and most others by a few: those stand in blocks of a power of two of entries, the first of
  // which says how many there are and how large the block is. More are a list of chunks, cheap to insert into.
  enum State : uint32_t { kFree, kOne, kFew, kMany, kEmpty };  // kEmpty: the last report was taken out
  struct Slot {  // 12 bytes; of the key all but the lowest three bits, in whose place the state is
    uint32_t high = 0, low = 0;
    uint32_t value = 0;  // the one report, a block, a list
    State state() const { return static_cast<State>(low & 7); }
    void Set(State s, uint32_t v) { low = (low & ~7U) | s, value = v; }
  };
  // Many small tables: while one grows, the others need no room twice.
  struct Table { std::vector<Slot> slots = std::vector<Slot>(16); size_t used = 0; };
  using Chunk = std::vector<Entry>;
  using List = std::vector<Chunk>;
  struct Order { uint64_t self = 0; int32_t time = 0; };
  struct Place { size_t chunk = 0, at = 0; };
  static constexpr unsigned kTableBits = 6, kPageBits = 16, kLeastBlock = 2, kMostBlock = 7;
  static constexpr size_t kChunk = 256;

  bool Before(const Entry& a, const Entry& b) const { return a.time != b.time ? a.time < b.time : orders_[a.report].self < orders_[b.report].self; }
  Entry EntryOf(uint32_t report) const { return {orders_[report].time, report}; }
  const std::vector<Slot>& SlotsOf(uint64_t key) const { return tables_[key >> (64 - kTableBits)].slots; }
  // The bits below those that chose the table choose the place, in a table of any size.
  static size_t PlaceIn(const std::vector<Slot>& slots, uint64_t key) { return static_cast<size_t>(((key << kTableBits) >> 32) * slots.size() >> 32); }
  static Slot& In(std::vector<Slot>& slots, uint64_t key);
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

  std::array<Table, size_t{1} << kTableBits> tables_;
  std::vector<Order> orders_;  // by report
  std::vector<std::unique_ptr<Entry[]>> pages_;
  uint32_t next_block_ = 0;    // in the last page; 0: there is none
  std::array<std::vector<uint32_t>, kMostBlock + 1> free_;
  std::vector<List> lists_;
  std::vector<uint32_t> free_lists_;
};

}  // namespace tawatur::reconcile
