// Pairs of reports that share anything telling, with what they share. Entry point: PairsOf(). Read by grouping and by tools/dump_links.cpp.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "reconcile/link.h"
#include "reconcile/reconcile.h"

namespace tawatur::reconcile {

struct Pair {
  Index a = kNone, b = kNone;  // places in the canonical order
  bool may = false;            // their times allow one story
  Features features{};
  std::optional<Copy> copy;
};

std::vector<Index> CanonicalOrder(std::span<const resolve::ResolvedReport> reports);  // publication, then id
std::vector<Pair> PairsOf(std::span<const resolve::ResolvedReport> reports, const std::vector<Index>& order);

}  // namespace tawatur::reconcile
