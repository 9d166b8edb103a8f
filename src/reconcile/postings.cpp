// A hash table of sorted lists, see postings.h.
#include "reconcile/postings.h"

#include <algorithm>

namespace tawatur::reconcile {

void Postings::Hold(uint32_t report, int32_t time, uint64_t self) {
  if (report >= orders_.size()) orders_.resize(report + 1);
  orders_[report] = {self, time};
}

Postings::Slot& Postings::In(Slots& slots, uint64_t key) {
  const auto high = static_cast<uint32_t>(key >> 32), low = static_cast<uint32_t>(key) & ~7U;
  size_t i = PlaceIn(slots, key);
  while (slots[i].state() != kFree && (slots[i].high != high || (slots[i].low & ~7U) != low)) i = i + 1 == slots.size() ? 0 : i + 1;
  return slots[i];
}

const Postings::Slot* Postings::Look(uint64_t key) const {
  // In() changes nothing.
  const Slot& slot = In(const_cast<Slots&>(tables_[key >> (64 - kTableBits)].slots), key);
  return slot.state() == kFree ? nullptr : &slot;
}

const Postings::Slot* Postings::ExpectList(uint64_t key) const {
  const Slot* slot = Look(key);
  if (slot == nullptr) return nullptr;
  if (slot->state() == kFew) __builtin_prefetch(Block(slot->value));
  else if (slot->state() == kMany) __builtin_prefetch(lists_[slot->value].data());
  return slot;
}

void Postings::Grow(Table& table) {
  if (table.used * 5 < table.slots.size() * 4) return;
  Slots old(table.slots.size() * 3 / 2);
  old.swap(table.slots);
  table.used = 0;
  for (const Slot& s : old) {
    if (s.state() == kFree || s.state() == kEmpty) continue;
    In(table.slots, uint64_t{s.high} << 32 | (s.low & ~7U)) = s;
    ++table.used;
  }
}

uint32_t Postings::NewBlock(unsigned bits) {
  uint32_t block = 0;
  if (!free_[bits].empty()) {
    block = free_[bits].back();
    free_[bits].pop_back();
  } else {
    if (pages_.empty() || next_block_ + (1U << bits) > 1U << kPageBits) {
      pages_.push_back(std::make_unique<Entry[]>(size_t{1} << kPageBits));
      next_block_ = 0;
    }
    block = static_cast<uint32_t>(pages_.size() - 1) << kPageBits | next_block_;
    next_block_ += 1U << bits;
  }
  *Block(block) = {0, bits};
  return block;
}

void Postings::ExpectEnd(const Slot* slot) const {
  std::span<const Entry> entries;
  if (slot->state() == kFew) entries = Few(slot->value);
  else if (slot->state() == kMany) entries = lists_[slot->value].back();
  constexpr size_t kLine = 64 / sizeof(Entry), kLines = 4;
  for (size_t i = 0; i < kLines && i * kLine < entries.size(); ++i) __builtin_prefetch(&entries[entries.size() - 1 - i * kLine]);
}

// What is new comes mostly late, so the way goes from the end, in steps twice as long each time.
size_t Postings::At(std::span<const Entry> entries, const Entry& e) const {
  size_t end = entries.size(), step = 8;
  while (end >= step && !Before(entries[end - step], e)) end -= step, step *= 2;
  const auto first = entries.begin() + static_cast<std::ptrdiff_t>(end - std::min(end, step)), last = entries.begin() + static_cast<std::ptrdiff_t>(end);
  return static_cast<size_t>(std::partition_point(first, last, [&](const Entry& x) { return Before(x, e); }) - entries.begin());
}

// Into a block that has room, or into one twice as large, or out of blocks into a list.
void Postings::PutFew(Slot& slot, const Entry& e) {
  Entry* block = Block(slot.value);
  const unsigned bits = block->report;
  const auto size = static_cast<size_t>(block->time);
  if (size + 1 == size_t{1} << bits) {
    const uint32_t old = slot.value;
    if (bits == kMostBlock) {
      uint32_t list = static_cast<uint32_t>(lists_.size());
      if (free_lists_.empty()) lists_.emplace_back();
      else list = free_lists_.back(), free_lists_.pop_back();
      lists_[list].emplace_back(block + 1, block + 1 + size);
      FreeBlock(old);
      slot.Set(kMany, list);
      return PutMany(lists_[list], e);
    }
    slot.value = NewBlock(bits + 1);
    block = Block(slot.value);
    std::copy_n(Block(old) + 1, size, block + 1);
    FreeBlock(old);
  }
  const size_t at = At({block + 1, size}, e);
  std::copy_backward(block + 1 + at, block + 1 + size, block + 2 + size);
  block[1 + at] = e;
  block->time = static_cast<int32_t>(size + 1);
}

Postings::Place Postings::PlaceOf(const List& list, const Entry& e) const {
  // The last chunk that begins before e, or the first.
  auto chunk = std::prev(list.end());
  if (!Before(chunk->front(), e)) {
    chunk = std::partition_point(list.begin(), chunk, [&](const Chunk& c) { return Before(c.front(), e); });
    if (chunk != list.begin()) --chunk;
  }
  Place p{static_cast<size_t>(chunk - list.begin()), At(*chunk, e)};
  if (p.at == chunk->size() && p.chunk + 1 < list.size()) p = {p.chunk + 1, 0};
  return p;
}

void Postings::PutMany(List& list, const Entry& e) const {
  const Place p = PlaceOf(list, e);
  list[p.chunk].insert(list[p.chunk].begin() + static_cast<std::ptrdiff_t>(p.at), e);
  if (list[p.chunk].size() <= kChunk) return;
  Chunk upper(list[p.chunk].begin() + kChunk / 2, list[p.chunk].end());
  list[p.chunk].resize(kChunk / 2);
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(p.chunk) + 1, std::move(upper));
}

const Postings::Slot* Postings::Insert(uint64_t key, uint32_t report) {
  Table& table = tables_[key >> (64 - kTableBits)];
  Slot& slot = In(table.slots, key);
  const Entry e = EntryOf(report);
  switch (slot.state()) {
    case kFree:
      slot.high = static_cast<uint32_t>(key >> 32), slot.low = static_cast<uint32_t>(key);
      slot.Set(kOne, report);
      ++table.used;
      Grow(table);
      return nullptr;
    case kEmpty: slot.Set(kOne, report); return nullptr;
    case kOne: {
      const uint32_t first = slot.value;
      slot.Set(kFew, NewBlock(kLeastBlock));
      PutFew(slot, EntryOf(first));
      PutFew(slot, e);
      break;
    }
    case kFew: PutFew(slot, e); break;
    case kMany: PutMany(lists_[slot.value], e); break;
  }
  return &slot;
}

void Postings::Erase(uint64_t key, uint32_t report) {
  Slot& slot = In(tables_[key >> (64 - kTableBits)].slots, key);
  const Entry e = EntryOf(report);
  if (slot.state() == kOne) return slot.Set(kEmpty, 0);
  if (slot.state() == kFew) {
    Entry* block = Block(slot.value);
    const auto size = static_cast<size_t>(block->time);
    const size_t at = At({block + 1, size}, e);
    std::copy(block + 2 + at, block + 1 + size, block + 1 + at);
    block->time = static_cast<int32_t>(size - 1);
    if (size > 2) return;
    const uint32_t last = block[1].report;
    FreeBlock(slot.value);
    return slot.Set(kOne, last);
  }
  if (slot.state() != kMany) return;
  List& list = lists_[slot.value];
  const Place p = PlaceOf(list, e);
  list[p.chunk].erase(list[p.chunk].begin() + static_cast<std::ptrdiff_t>(p.at));
  if (list[p.chunk].empty()) list.erase(list.begin() + static_cast<std::ptrdiff_t>(p.chunk));
  if (list.size() == 1 && list[0].size() == 1) {
    const uint32_t last = list[0][0].report;
    List().swap(list);
    free_lists_.push_back(slot.value);
    slot.Set(kOne, last);
  }
}

size_t Postings::Back(const List& list, Place& p, size_t steps) {
  size_t made = 0;
  while (made < steps && (p.at > 0 || p.chunk > 0)) {
    if (p.at == 0) p.at = list[--p.chunk].size();
    const size_t n = std::min(p.at, steps - made);
    p.at -= n, made += n;
  }
  return made;
}

bool Postings::Forward(const List& list, Place& p, size_t steps) {
  for (p.at += steps; p.at >= list[p.chunk].size(); ++p.chunk) {
    if (p.chunk + 1 == list.size()) return false;
    p.at -= list[p.chunk].size();
  }
  return true;
}

bool Postings::Within(uint64_t key, uint32_t a, uint32_t b, unsigned reach) const {
  const Slot* slot = Look(key);
  if (slot == nullptr) return false;
  Entry from = EntryOf(a), to = EntryOf(b);
  if (Before(to, from)) std::swap(from, to);
  if (slot->state() == kFew) return At(Few(slot->value), to) - At(Few(slot->value), from) <= reach;
  if (slot->state() != kMany) return false;
  const List& list = lists_[slot->value];
  Place p = PlaceOf(list, from);
  const Place q = PlaceOf(list, to);
  size_t steps = 0;
  for (; p.chunk < q.chunk && steps <= reach; ++p.chunk, p.at = 0) steps += list[p.chunk].size() - p.at;
  if (steps > reach || p.chunk != q.chunk) return false;
  return steps + q.at - p.at <= reach;
}

}  // namespace tawatur::reconcile
