// Do two reports tell one happening? Entry points: FeaturesOf(), Weights::Score(). A function of those two reports and shipped weights.
#pragma once
#include <array>
#include <string_view>

#include "reconcile/profile.h"

namespace tawatur::reconcile {

// In the order of data/mappings/link-weights.tsv, which names and explains them.
enum class Feature { kBias, kCosine, kCosineHigh, kSameDay, kSharedDay, kNextDay, kFarDay, kNearPublished, kFarPublished, kWeekday, kWeekdayClash, kSamePlace, kNearPlace,
                     kApart, kNoPlace, kSameClass, kFitClass, kClassClash, kNoClass, kFacility, kPersons, kBodies, kCounts, kRare, kSameOutlet, kCopy, kHamlets, kDayPlace, kDayNoPlace, kLead, kSpotWords, kSpotWordsSmall, kSpotCounts, kSpotDay, kSpotOtherDay, kCount };
using Features = std::array<double, static_cast<size_t>(Feature::kCount)>;

// False: the two cannot be one story whatever else they share (their times are too far apart).
bool FeaturesOf(const Profile& a, const Profile& b, Features& out);

class Weights {
 public:
  Weights();  // the shipped ones
  double Score(const Features& f) const {
    double sum = 0;
    for (size_t i = 0; i < f.size(); ++i) sum += weight_[i] * f[i];
    return sum;
  }
  double within() const { return within_; }  // what the pairs of two crowds must reach on average; a link begins at 0

 private:
  Features weight_{};
  double within_ = 0;
};

}  // namespace tawatur::reconcile
