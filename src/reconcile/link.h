// Do two reports tell one happening? Entry points: FeaturesOf(), Weights::Score(). A function of those two reports and shipped weights.
#pragma once
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <string_view>

#include "reconcile/profile.h"

namespace tawatur::reconcile {

// In the order of data/mappings/link-weights.tsv, which names and explains them.
enum class Feature { kBias, kCosine, kCosineHigh, kSameDay, kSharedDay, kNextDay, kFarDay, kNearPublished, kFarPublished, kWeekday, kWeekdayClash, kSamePlace, kNearPlace,
                     kApart, kNoPlace, kSameClass, kFitClass, kClassClash, kNoClass, kFacility, kPersons, kBodies, kCounts, kRare, kSameOutlet, kCopy, kHamlets, kDayPlace, kDayNoPlace, kLead, kSpotWords, kSpotWordsSmall, kSpotCounts, kSpotDay, kSpotOtherDay, kStems, kTitle, kLeadInOther, kSameKilled, kOtherKilled, kSameInjured, kOtherInjured, kSameAttacker, kOtherAttacker, kMainSpotSame, kMainSpotApart, kMainSmallApart, kOneUndated, kBothUndated, kDisaster, kWindowFit, kWindowNear, kWindowApart, kWindowFar, kWindowOpen, kMonthFit, kMonthClash, kSaidSame, kSaidNext, kSaidOther, kPlaces, kTitleMissing, kSameToll, kCount };
using Features = std::array<double, static_cast<size_t>(Feature::kCount)>;

// A profile that is compared with many: of its lists, which values are surely not in them, so that few steps are taken to find what another
// has in common with it.
class Asked {
 public:
  explicit Asked(const Profile& p);
  const Profile& profile() const { return profile_; }
  // Of the weighted words of one of kTerms, kLead, kStems, kTitle with others.
  double Cosine(Profile::Part part, std::span<const uint32_t> other) const;
  // The same of two of them at once.
  std::array<double, 2> Cosines(std::array<Profile::Part, 2> parts, std::span<const uint32_t> other) const;
  // False: it is not in that list.
  bool MayHold(Profile::Part part, uint32_t value) const { return (filters_[FilterOf(part)][value >> 26] >> (value >> 20 & 63) & 1) != 0; }

 private:
  struct Walk;
  using Filter = std::array<uint64_t, 64>;  // a bit for each beginning of 12 bits
  static size_t FilterOf(Profile::Part part) { return part == Profile::kMarks ? 4 : static_cast<size_t>(part - Profile::kTerms); }
  const Profile& profile_;
  std::array<Filter, 5> filters_{};
};

// Which share of their fingerprints two reports have in common: of the one with fewer, of the one with more.
struct Shared { double by_less = 0, by_more = 0; };
Shared SharedMarks(const Asked& a, const Profile& b);

// How many days may lie between two reports of one story: between their publications, between the windows of two of which one has no date,
// between their happenings.
constexpr int kFarPublished = 45, kFarWindow = 30, kFarDays = 20;

// False: the two cannot be one story whatever else they share (their times are too far apart).
bool FeaturesOf(const Profile& a, const Profile& b, Features& out);
// The same where the shared fingerprints are known; with `only`, what those weights do not use may stay 0.
class Weights;
bool FeaturesOf(const Asked& a, const Profile& b, Shared marks, const Weights* only, Features& out);

// Scores in thousandths, so that sums of them do not depend on the order of adding.
class Weights {
 public:
  Weights();  // the shipped ones
  int32_t Score(const Features& f) const {
    double sum = 0;
    for (size_t i = 0; i < f.size(); ++i) sum += weight_[i] * f[i];
    return static_cast<int32_t>(std::lround(sum * 1000));
  }
  bool Uses(Feature f) const { return weight_[static_cast<size_t>(f)] != 0; }
  std::string Explain(const Features& f) const;  // "same_place 2.4, same_day 1.8, bias -4.4", the weightiest first
  // A link begins at 0. What the pairs of two crowds must reach on average to be one; what a pair without a link counts; the most one can.
  int32_t within() const { return within_; }
  int32_t alone() const { return alone_; }  // what the best two links of a report left alone must reach on average to join a story
  int32_t apart() const { return apart_; }
  int32_t sure() const { return sure_; }

 private:
  Features weight_{};
  std::array<std::string_view, std::tuple_size_v<Features>> name_{};
  int32_t within_ = 0, alone_ = 0, apart_ = -3000, sure_ = 4000;
};

}  // namespace tawatur::reconcile
