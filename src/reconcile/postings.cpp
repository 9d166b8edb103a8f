// A hash table of sorted lists, see postings.h. Most keys are held by one report and need no list.
#include "reconcile/postings.h"

#include <algorithm>

namespace tawatur::reconcile {

Postings::Slot& Postings::Find(uint64_t key) {
  const size_t mask = slots_.size() - 1;
  size_t i = key & mask;
  while (slots_[i].state != kFree && slots_[i].key != key) i = (i + 1) & mask;
  return slots_[i];
}

const Postings::Slot* Postings::Look(uint64_t key) const {
  const size_t mask = slots_.size() - 1;
  for (size_t i = key & mask; slots_[i].state != kFree; i = (i + 1) & mask) {
    if (slots_[i].key == key) return &slots_[i];
  }
  return nullptr;
}

void Postings::Grow() {
  if (used_ * 3 < slots_.size() * 2) return;
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& s : old) {
    if (s.state != kFree) Find(s.key) = s;
  }
}

uint32_t Postings::NewList() {
  if (!free_lists_.empty()) {
    const uint32_t list = free_lists_.back();
    free_lists_.pop_back();
    return list;
  }
  lists_.emplace_back();
  return static_cast<uint32_t>(lists_.size() - 1);
}

Postings::Place Postings::PlaceOf(const List& list, const Entry& e) {
  // The last chunk that begins before e, or the first.
  auto chunk = std::partition_point(list.begin(), list.end(), [&](const Chunk& c) { return c.front() < e; });
  if (chunk != list.begin()) --chunk;
  const auto at = std::lower_bound(chunk->begin(), chunk->end(), e);
  Place p{static_cast<size_t>(chunk - list.begin()), static_cast<size_t>(at - chunk->begin())};
  if (p.at == chunk->size() && p.chunk + 1 < list.size()) p = {p.chunk + 1, 0};
  return p;
}

void Postings::Put(List& list, const Entry& e) {
  if (list.empty()) return void(list.push_back({e}));
  Place p = PlaceOf(list, e);
  list[p.chunk].insert(list[p.chunk].begin() + static_cast<std::ptrdiff_t>(p.at), e);
  if (list[p.chunk].size() <= kChunk) return;
  Chunk upper(list[p.chunk].begin() + kChunk / 2, list[p.chunk].end());
  list[p.chunk].resize(kChunk / 2);
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(p.chunk) + 1, std::move(upper));
}

void Postings::Walk(const List& list, const Entry& e, unsigned reach, Around& around) {
  const Place p = PlaceOf(list, e);
  Place at = p;
  for (unsigned i = 0; i < reach; ++i) {
    if (at.at == 0) {
      if (at.chunk == 0) break;
      at = {at.chunk - 1, list[at.chunk - 1].size()};
    }
    around.before.push_back(list[at.chunk][--at.at]);
  }
  at = p;
  for (unsigned i = 0; i < reach; ++i) {
    if (++at.at >= list[at.chunk].size()) {
      if (++at.chunk >= list.size()) break;
      at.at = 0;
    }
    around.after.push_back(list[at.chunk][at.at]);
  }
}

void Postings::Near(uint64_t key, const Entry& e, unsigned reach, Around& around) const {
  around.before.clear(), around.after.clear();
  const Slot* slot = Look(key);
  if (slot != nullptr && slot->state == kMany) Walk(lists_[slot->value], e, reach, around);
}

void Postings::Erase(uint64_t key, const Entry& e) {
  Slot& slot = Find(key);
  if (slot.state == kOne) return void(slot.state = kEmpty);
  if (slot.state != kMany) return;
  List& list = lists_[slot.value];
  const Place p = PlaceOf(list, e);
  list[p.chunk].erase(list[p.chunk].begin() + static_cast<std::ptrdiff_t>(p.at));
  if (list[p.chunk].empty()) list.erase(list.begin() + static_cast<std::ptrdiff_t>(p.chunk));
  if (list.size() == 1 && list[0].size() == 1) {
    const uint32_t last = list[0][0].report;
    list.clear();
    free_lists_.push_back(slot.value);
    slot.value = last, slot.state = kOne;
  }
}

bool Postings::Within(uint64_t key, const Entry& a, const Entry& b, unsigned reach) const {
  const Slot* slot = Look(key);
  if (slot == nullptr || slot->state != kMany) return false;
  const List& list = lists_[slot->value];
  const bool forward = a < b;
  const Entry &from = forward ? a : b, &to = forward ? b : a;
  Place p = PlaceOf(list, from);
  const Place q = PlaceOf(list, to);
  size_t steps = 0;
  for (; p.chunk < q.chunk && steps <= reach; ++p.chunk, p.at = 0) steps += list[p.chunk].size() - p.at;
  if (steps > reach || p.chunk != q.chunk) return false;
  return steps + q.at - p.at <= reach;
}

}  // namespace tawatur::reconcile
