// Shared runs of words between two reports. Entry points: FindCopies(), FindCopy(), SharedRuns().
#pragma once
#include <optional>
#include <vector>

#include "reconcile/profile.h"
#include "reconcile/reconcile.h"

namespace tawatur::reconcile {

inline constexpr uint32_t kLeastRun = 15;  // words; winnowing finds every shared run of this length

// words [a, a + size) of one report = words [b, b + size) of the other; maximal.
struct Run { uint32_t a = 0, b = 0, size = 0; };

std::vector<Run> SharedRuns(const extract::Fingerprints& a, const extract::Fingerprints& b);
// What two reports share, as who took it from whom; nothing where they share only furniture or a sign-off.
std::optional<Copy> FindCopy(std::span<const resolve::ResolvedReport> reports, Index a, Index b);
std::vector<Copy> FindCopies(std::span<const resolve::ResolvedReport> reports, const std::vector<Index>& story);

}  // namespace tawatur::reconcile
