// Two profiles -> features and a score, see link.h. The weights are learned offline (tools/train_links.py) and readable.
#include "reconcile/link.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>
#include <cstdlib>
#include <string>

#include "reconcile/view.h"

namespace tawatur::reconcile {
namespace {

#include "link-weights.inc"

constexpr int kNearWindow = 3;         // days
constexpr double kYearsOfNews = 1500;            // days

double Common(std::span<const uint32_t> a, std::span<const uint32_t> b, double most) {
  size_t n = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {  // which of the two is less cannot be foreseen: steps without a branch
    const uint32_t x = a[i], y = b[j];
    n += x == y, i += x <= y, j += y <= x;
  }
  return std::min(static_cast<double>(n), most);
}

// Where one has no date: what its weekday, its page's number and the months that it names allow. False: too far apart.
bool Windows(const Profile& a, const Profile& b, auto&& set) {
  if (a.said_weekday >= 0 && b.said_weekday >= 0) {
    const int apart = std::abs(a.said_weekday - b.said_weekday), days = std::min(apart, 7 - apart);
    set(days == 0 ? Feature::kSaidSame : days == 1 ? Feature::kSaidNext : Feature::kSaidOther, 1);
  }
  if (!a.windowed || !b.windowed) {
    set(Feature::kWindowOpen, 1);
    const int of_a = std::popcount(a.months), of_b = std::popcount(b.months), both = std::popcount(static_cast<uint16_t>(a.months & b.months));
    if (of_a == 12 || of_b == 12) return true;
    if (both == 0) set(Feature::kMonthClash, 1);
    else set(Feature::kMonthFit, std::log(12.0 * both / (of_a * of_b)));
    return true;
  }
  const int gap = Gap(a.Window(), b.Window());
  if (gap > kFarWindow) return false;
  if (gap > kNearWindow) {
    set(Feature::kWindowApart, 1);
    set(Feature::kWindowFar, gap > 10);
    return true;
  }
  // How unlikely it is that two windows of years of news meet by chance.
  const double meet = kYearsOfNews / (a.window_to - a.window_from + b.window_to - b.window_from + 5);
  set(Feature::kWindowNear, 1);
  set(Feature::kWindowFit, std::clamp(std::log(meet), 0.0, 6.0));
  return true;
}

bool Time(const Profile& a, const Profile& b, auto&& set) {
  const bool dated = a.published_known && b.published_known;
  const int apart = dated ? Gap(a.Published(), b.Published()) : 0;
  if (apart > kFarPublished || (!dated && !Windows(a, b, set))) return false;
  const auto days_a = a[Profile::kDays], days_b = b[Profile::kDays];
  if (!days_a.empty() && !days_b.empty()) {
    int least = 1 << 20;
    for (uint32_t x : days_a) {
      for (uint32_t y : days_b) least = std::min(least, std::abs(static_cast<int>(x) - static_cast<int>(y)));
    }
    if (least > kFarDays && a.anchored && b.anchored) return false;
    set(days_a[0] == days_b[0] ? Feature::kSameDay : least == 0 ? Feature::kSharedDay : least == 1 ? Feature::kNextDay : Feature::kFarDay, 1);
  } else if (a.published_known != b.published_known) {
    // One happening's day against the other's publication: nobody reports what has not happened.
    const Profile &p = a.published_known ? a : b, &e = a.published_known ? b : a;
    if (const auto days = e[Profile::kDays]; !days.empty() && e.anchored) {
      const int gap = p.published_from - static_cast<int>(days[0]);
      if (gap < -2 || gap > 60) return false;
    }
  }
  if (dated) {
    if (apart <= 2) set(Feature::kNearPublished, 1);
    if (apart > 7) set(Feature::kFarPublished, std::min(1.0, apart / 30.0));
  }
  // Weekdays speak where dates do not: of two dated reports each names the days on which its speakers spoke.
  if (a.weekdays != 0 && b.weekdays != 0 && (days_a.empty() || days_b.empty())) set((a.weekdays & b.weekdays) != 0 ? Feature::kWeekday : Feature::kWeekdayClash, 1);
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
      if (x.where.id != y.where.id || x.words.size == 0 || y.words.size == 0) continue;
      const double told = Common(a.At(x.words), b.At(y.words), 1000) / std::sqrt(static_cast<double>(x.words.size) * static_cast<double>(y.words.size));
      words = std::max(words, told);
      if (x.where.small) small = std::max(small, told);
      counts = std::max(counts, Common(a.At(x.counts), b.At(y.counts), 3));
      for (uint32_t d : a.At(x.days)) {
        for (uint32_t e : b.At(y.days)) {
          const bool near = std::abs(static_cast<int>(d) - static_cast<int>(e)) <= 1;
          same_day |= near, other_day |= !near;
        }
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
  if (a.fitting == 0 || b.fitting == 0) return set(Feature::kNoClass, 1);
  set((a.classes & b.classes) != 0 ? Feature::kSameClass : (a.fitting & b.classes) != 0 ? Feature::kFitClass : Feature::kClassClash, 1);
}

}  // namespace

Asked::Asked(const Profile& p) : profile_(p) {
  auto put = [&](Profile::Part part, size_t step) {
    const auto values = p[part];
    Filter& filter = filters_[FilterOf(part)];
    for (size_t i = 0; i < values.size(); i += step) filter[values[i] >> 26] |= uint64_t{1} << (values[i] >> 20 & 63);
  };
  for (Profile::Part part : {Profile::kTerms, Profile::kLead, Profile::kStems, Profile::kTitle}) put(part, 2);
  put(Profile::kMarks, 1);
}

// The own list of a cosine, on the way through the other.
struct Asked::Walk {
  std::span<const uint32_t> own;
  size_t at = 0;
  float sum = 0;
  void Meet(uint32_t x, uint32_t weight) {
    while (at + 1 < own.size() && own[at] < x) at += 2;
    if (at + 1 < own.size() && own[at] == x) sum += std::bit_cast<float>(own[at + 1]) * std::bit_cast<float>(weight), at += 2;
  }
};

double Asked::Cosine(Profile::Part part, std::span<const uint32_t> other) const {
  Walk walk{profile_[part]};
  for (size_t j = 0; j + 1 < other.size(); j += 2) {
    if (MayHold(part, other[j])) walk.Meet(other[j], other[j + 1]);
  }
  return static_cast<double>(walk.sum);
}

std::array<double, 2> Asked::Cosines(std::array<Profile::Part, 2> parts, std::span<const uint32_t> other) const {
  Walk one{profile_[parts[0]]}, two{profile_[parts[1]]};
  for (size_t j = 0; j + 1 < other.size(); j += 2) {
    if (MayHold(parts[0], other[j])) one.Meet(other[j], other[j + 1]);
    if (MayHold(parts[1], other[j])) two.Meet(other[j], other[j + 1]);
  }
  return {static_cast<double>(one.sum), static_cast<double>(two.sum)};
}

Shared SharedMarks(const Asked& asked, const Profile& b) {
  const Profile& a = asked.profile();
  // Both as the coarser of the two keeps its marks.
  const uint32_t mask = (1U << std::max(a.mark_bits, b.mark_bits)) - 1;
  const auto x = a[Profile::kMarks], y = b[Profile::kMarks];
  size_t of_a = 0, of_b = 0, both = 0;
  for (size_t i = 0; uint32_t m : y) {
    if (!asked.MayHold(Profile::kMarks, m)) continue;
    while (i < x.size() && x[i] < m) ++i;
    both += i < x.size() && x[i] == m && (m & mask) == 0;
  }
  if (both == 0) return {};
  for (uint32_t m : x) of_a += (m & mask) == 0;
  for (uint32_t m : y) of_b += (m & mask) == 0;
  return {static_cast<double>(both) / static_cast<double>(std::min(of_a, of_b)), static_cast<double>(both) / static_cast<double>(std::max(of_a, of_b))};
}

bool FeaturesOf(const Profile& a, const Profile& b, Features& out) {
  const Asked asked(a);
  return FeaturesOf(asked, b, SharedMarks(asked, b), nullptr, out);
}

bool FeaturesOf(const Asked& asked, const Profile& b, Shared marks, const Weights* only, Features& out) {
  const Profile& a = asked.profile();
  auto wanted = [&](Feature f) { return only == nullptr || only->Uses(f); };
  out.fill(0);
  auto set = [&](Feature f, double value) { out[static_cast<size_t>(f)] = value; };
  set(Feature::kBias, 1);
  if (!Time(a, b, set)) return false;
  if (wanted(Feature::kCosine) || wanted(Feature::kCosineHigh)) {
    const double cosine = asked.Cosine(Profile::kTerms, b[Profile::kTerms]);
    set(Feature::kCosine, cosine);
    set(Feature::kCosineHigh, std::max(0.0, cosine - 0.3));
  }
  Place(a, b, set);
  Class(a, b, set);
  set(Feature::kFacility, Common(a[Profile::kFacilities], b[Profile::kFacilities], 1));
  set(Feature::kPersons, Common(a[Profile::kPersons], b[Profile::kPersons], 2));
  if (wanted(Feature::kBodies)) set(Feature::kBodies, Common(a[Profile::kBodies], b[Profile::kBodies], 4));
  set(Feature::kCounts, Common(a[Profile::kCounts], b[Profile::kCounts], 3));
  if (wanted(Feature::kRare)) set(Feature::kRare, Common(a[Profile::kRare], b[Profile::kRare], 6));
  const auto [lead, terms_in_lead] = asked.Cosines({Profile::kLead, Profile::kTerms}, b[Profile::kLead]);
  set(Feature::kLead, lead);
  SharedSpots(a, b, set);
  if (const auto x = a[Profile::kPlaces], y = b[Profile::kPlaces]; !x.empty() && !y.empty()) {
    set(Feature::kPlaces, Common(x, y, 1000) / std::sqrt(static_cast<double>(x.size()) * static_cast<double>(y.size())));
  }
  // A place of one's headline that the other does not name at all: it tells something else.
  auto missing = [](const Profile& p, const Profile& q) {
    const auto x = p[Profile::kTitlePlaces];
    return x.empty() ? 0.0 : 1 - Common(x, q[Profile::kPlaces], 1000) / static_cast<double>(x.size());
  };
  if (!a[Profile::kPlaces].empty() && !b[Profile::kPlaces].empty()) set(Feature::kTitleMissing, (missing(a, b) + missing(b, a)) / 2);
  set(Feature::kHamlets, Common(a[Profile::kHamlets], b[Profile::kHamlets], 3));
  const double near_day = out[static_cast<size_t>(Feature::kSameDay)] + out[static_cast<size_t>(Feature::kSharedDay)] + 0.7 * out[static_cast<size_t>(Feature::kNextDay)];
  const double place = out[static_cast<size_t>(Feature::kSamePlace)] + 0.5 * out[static_cast<size_t>(Feature::kNearPlace)];
  set(Feature::kDayPlace, near_day * place);
  set(Feature::kDayNoPlace, near_day * out[static_cast<size_t>(Feature::kApart)]);
  set(Feature::kStems, asked.Cosine(Profile::kStems, b[Profile::kStems]));
  if (wanted(Feature::kTitle)) set(Feature::kTitle, asked.Cosine(Profile::kTitle, b[Profile::kTitle]));
  set(Feature::kLeadInOther, std::max(asked.Cosine(Profile::kLead, b[Profile::kTerms]), terms_in_lead));
  auto agree = [&](Profile::Part part, Feature same, Feature other) {
    if (a[part].empty() || b[part].empty()) return;
    const double n = Common(a[part], b[part], 2);
    set(n > 0 ? same : other, n > 0 ? n : 1);
  };
  agree(Profile::kKilled, Feature::kSameKilled, Feature::kOtherKilled);
  set(Feature::kSameToll, Common(a[Profile::kToll], b[Profile::kToll], 1));
  agree(Profile::kInjured, Feature::kSameInjured, Feature::kOtherInjured);
  agree(Profile::kAttackers, Feature::kSameAttacker, Feature::kOtherAttacker);
  if (!a.spots.empty() && !b.spots.empty()) {
    const SpotPlace &x = a.spots[0].where, &y = b.spots[0].where;
    const PlaceFit fit = FitOf(x, y);
    set(Feature::kMainSpotSame, fit == PlaceFit::kSame && !x.capital && !y.capital);
    set(Feature::kMainSpotApart, fit == PlaceFit::kApart);
    set(Feature::kMainSmallApart, x.small && y.small && (fit == PlaceFit::kApart || fit == PlaceFit::kUnknown));
  }
  const bool known_a = !a[Profile::kDays].empty(), known_b = !b[Profile::kDays].empty();
  set(Feature::kOneUndated, known_a != known_b);
  set(Feature::kBothUndated, !known_a && !known_b);
  // A flood is told for weeks: its days and counts differ, its place does not.
  if ((((a.classes & b.fitting) | (b.classes & a.fitting)) & ClassesOnce()) != 0) set(Feature::kDisaster, std::min(1.0, place));
  set(Feature::kCopy, marks.by_less);
  set(Feature::kSameOutlet, a.outlet != 0 && a.outlet == b.outlet);
  return true;
}

Weights::Weights() {
  // name <TAB> weight <TAB> what it is; the features stand in the order of Feature, then come the bounds of clusters.
  size_t i = 0;
  for (size_t at = 0; at < kLinkWeights.size();) {
    size_t end = kLinkWeights.find('\n', at);
    if (end == std::string_view::npos) end = kLinkWeights.size();
    const std::string_view line = kLinkWeights.substr(at, end - at);
    at = end + 1;
    const size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
    const std::string_view name = line.substr(0, tab);
    const double value = std::strtod(std::string(line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1)).c_str(), nullptr);
    const auto milli = static_cast<int32_t>(std::lround(value * 1000));
    if (name == "within") within_ = milli;
    else if (name == "alone") alone_ = milli;
    else if (name == "apart_pair") apart_ = milli;
    else if (name == "sure") sure_ = milli;
    else if (i < weight_.size()) weight_[i] = value, name_[i++] = name;
  }
}

std::string Weights::Explain(const Features& f) const {
  std::vector<std::pair<double, size_t>> order;
  for (size_t i = 0; i < f.size(); ++i) {
    if (std::abs(weight_[i] * f[i]) >= 0.05) order.emplace_back(-std::abs(weight_[i] * f[i]), i);
  }
  std::sort(order.begin(), order.end());
  std::string out;
  for (auto [magnitude, i] : order) {
    const auto tenths = std::lround(weight_[i] * f[i] * 10);
    out += (out.empty() ? "" : ", ") + std::string(name_[i]) + (tenths < 0 ? " -" : " ") + std::to_string(std::abs(tenths) / 10) + "." + std::to_string(std::abs(tenths) % 10);
  }
  return out;
}

}  // namespace tawatur::reconcile
