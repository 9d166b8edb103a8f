// Two profiles -> features and a score, see link.h. The weights are learned offline (tools/train_links.py) and readable.
#include "reconcile/link.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

namespace tawatur::reconcile {
namespace {

#include "link-weights.inc"

template <class T>
double Common(const std::vector<T>& a, const std::vector<T>& b, double most) {
  double n = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] < b[j]) ++i;
    else if (b[j] < a[i]) ++j;
    else ++n, ++i, ++j;
  }
  return std::min(n, most);
}

bool Time(const Profile& a, const Profile& b, auto&& set) {
  if (a.published.known && b.published.known && Gap(a.published, b.published) > 45) return false;
  if (!a.event_days.empty() && !b.event_days.empty()) {
    int least = 1 << 20;
    for (int x : a.event_days) {
      for (int y : b.event_days) least = std::min(least, std::abs(x - y));
    }
    if (least > 20 && a.anchored && b.anchored) return false;
    const int lead = std::abs(a.event_days.front() - b.event_days.front());
    set(lead == 0 ? Feature::kSameDay : least == 0 ? Feature::kSharedDay : least == 1 ? Feature::kNextDay : Feature::kFarDay, 1);
  } else if (a.published.known != b.published.known) {
    // One happening's day against the other's publication: nobody reports what has not happened.
    const Profile &p = a.published.known ? a : b, &e = a.published.known ? b : a;
    if (!e.event_days.empty() && e.anchored) {
      const int gap = p.published.from - e.event_days.front();
      if (gap < -2 || gap > 60) return false;
    }
  }
  if (a.published.known && b.published.known) {
    const int gap = Gap(a.published, b.published);
    if (gap <= 2) set(Feature::kNearPublished, 1);
    if (gap > 7) set(Feature::kFarPublished, std::min(1.0, gap / 30.0));
  }
  // Weekdays speak where dates do not: of two dated reports each names the days on which its speakers spoke.
  const bool dated = a.published.known && b.published.known;
  if (a.weekdays != 0 && b.weekdays != 0 && (!dated || (a.weekdays & b.weekdays) != 0)) set((a.weekdays & b.weekdays) != 0 ? Feature::kWeekday : Feature::kWeekdayClash, 1);
  return true;
}

void Place(const Profile& a, const Profile& b, auto&& set) {
  if (a.spots.empty() || b.spots.empty()) return set(Feature::kNoPlace, 1);
  double same = 0, near = 0;
  bool open = false;
  for (size_t i = 0; i < a.spots.size(); ++i) {
    for (size_t j = 0; j < b.spots.size(); ++j) {
      const PlaceFit fit = FitOf(a.spots[i].where, b.spots[j].where);
      open |= fit == PlaceFit::kUnknown;
      const double rank = i == 0 && j == 0 ? 1.0 : i == 0 || j == 0 ? 0.7 : 0.35;
      if (fit == PlaceFit::kSame) same = std::max(same, rank);
      if (fit == PlaceFit::kInside) near = std::max(near, rank);
    }
  }
  if (same > 0) set(Feature::kSamePlace, same);
  else if (near > 0) set(Feature::kNearPlace, near);
  else set(Feature::kApart, open ? 0.5 : 1);
}

// What both tell of one place: the best of the places that they share.
void SharedSpots(const Profile& a, const Profile& b, auto&& set) {
  double words = 0, small = 0, counts = 0;
  bool same_day = false, other_day = false;
  for (const Profile::Spot& x : a.spots) {
    for (const Profile::Spot& y : b.spots) {
      if (x.where.id != y.where.id || x.words.empty() || y.words.empty()) continue;
      const double told = Common(x.words, y.words, 1000) / std::sqrt(static_cast<double>(x.words.size()) * static_cast<double>(y.words.size()));
      words = std::max(words, told);
      if (x.where.id.find('~') != std::string::npos || x.where.kind == "village" || x.where.kind == "town") small = std::max(small, told);
      counts = std::max(counts, Common(x.counts, y.counts, 3));
      for (int d : x.days) {
        for (int e : y.days) same_day |= std::abs(d - e) <= 1, other_day |= std::abs(d - e) > 1;
      }
    }
  }
  set(Feature::kSpotWords, words);
  set(Feature::kSpotWordsSmall, small);
  set(Feature::kSpotCounts, counts);
  set(Feature::kSpotDay, same_day);
  set(Feature::kSpotOtherDay, other_day && !same_day);
}

void Class(const Profile& a, const Profile& b, auto&& set) {
  if (a.classes.empty() || b.classes.empty()) return set(Feature::kNoClass, 1);
  bool fits = false;
  for (std::string_view x : a.classes) {
    for (std::string_view y : b.classes) {
      if (x == y && x != "other") return set(Feature::kSameClass, 1);
      fits |= ClassesFit(x, y);
    }
  }
  set(fits ? Feature::kFitClass : Feature::kClassClash, 1);
}

}  // namespace

bool FeaturesOf(const Profile& a, const Profile& b, Features& out) {
  out.fill(0);
  auto set = [&](Feature f, double value) { out[static_cast<size_t>(f)] = value; };
  set(Feature::kBias, 1);
  if (!Time(a, b, set)) return false;
  const double cosine = Cosine(a.terms, b.terms);
  set(Feature::kCosine, cosine);
  set(Feature::kCosineHigh, std::max(0.0, cosine - 0.3));
  Place(a, b, set);
  Class(a, b, set);
  set(Feature::kFacility, Common(a.facilities, b.facilities, 1));
  set(Feature::kPersons, Common(a.persons, b.persons, 2));
  set(Feature::kBodies, Common(a.bodies, b.bodies, 4));
  set(Feature::kCounts, Common(a.counts, b.counts, 3));
  set(Feature::kRare, Common(a.rare, b.rare, 6));
  set(Feature::kLead, Cosine(a.lead, b.lead));
  SharedSpots(a, b, set);
  set(Feature::kHamlets, Common(a.hamlets, b.hamlets, 3));
  const double near_day = out[static_cast<size_t>(Feature::kSameDay)] + out[static_cast<size_t>(Feature::kSharedDay)] + 0.7 * out[static_cast<size_t>(Feature::kNextDay)];
  const double place = out[static_cast<size_t>(Feature::kSamePlace)] + 0.5 * out[static_cast<size_t>(Feature::kNearPlace)];
  set(Feature::kDayPlace, near_day * place);
  set(Feature::kDayNoPlace, near_day * out[static_cast<size_t>(Feature::kApart)]);
  set(Feature::kSameOutlet, a.outlet != 0 && a.outlet == b.outlet);
  return true;
}

Weights::Weights() {
  // name <TAB> weight <TAB> what it is; the lines stand in the order of Feature, the last is "within".
  size_t i = 0;
  for (size_t at = 0; at < kLinkWeights.size();) {
    size_t end = kLinkWeights.find('\n', at);
    if (end == std::string_view::npos) end = kLinkWeights.size();
    const std::string_view line = kLinkWeights.substr(at, end - at);
    at = end + 1;
    const size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
    const double value = std::strtod(std::string(line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1)).c_str(), nullptr);
    if (i < weight_.size()) weight_[i++] = value;
    else within_ = value;
  }
}

}  // namespace tawatur::reconcile
