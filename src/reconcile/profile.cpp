// One report -> what grouping looks at, see profile.h.
#include "reconcile/profile.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tawatur::reconcile {
namespace {

constexpr size_t kTerms = 80, kRare = 12, kSpots = 4, kDays = 6;
constexpr uint32_t kLeadBytes = 600;  // headline and lead: about 60 words
constexpr uint32_t kProseWords = 10;  // a shorter line is a title, a menu entry, a caption

template <class T>
void SortUnique(std::vector<T>& v) {
  std::sort(v.begin(), v.end());
  v.erase(std::unique(v.begin(), v.end()), v.end());
}

void FillProse(const resolve::ResolvedReport& r, Profile& p) {
  const extract::Fingerprints& f = r.findings.fingerprints;
  p.prose.assign(f.word.size(), false);
  size_t first = 0;
  while (first < f.word.size()) {
    const size_t line_end = r.text.find('\n', f.token[first]);
    size_t last = first;
    while (last < f.word.size() && f.token[last] < line_end) ++last;
    const bool prose = last - first >= kProseWords || first == 0;
    for (size_t i = first; i < last; ++i) p.prose[i] = prose;
    first = std::max(last, first + 1);
  }
}

void FillTerms(const resolve::ResolvedReport& r, const extract::Rarity& rarity, Profile& p) {
  const extract::Fingerprints& f = r.findings.fingerprints;
  std::vector<uint64_t> words;
  for (size_t i = 0; i < f.word.size(); ++i) {
    if (p.prose[i] && rarity.Of(f.word[i]) >= 4) words.push_back(f.word[i]);
  }
  std::sort(words.begin(), words.end());
  for (size_t i = 0; i < words.size();) {
    size_t j = i;
    while (j < words.size() && words[j] == words[i]) ++j;
    const double rare = rarity.Of(words[i]);
    p.terms.push_back({words[i], static_cast<float>((1 + std::log(static_cast<double>(j - i))) * rare)});
    i = j;
  }
  auto heavier = [](const Profile::Term& a, const Profile::Term& b) { return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash; };
  std::sort(p.terms.begin(), p.terms.end(), heavier);
  for (size_t i = 0; i < p.terms.size() && p.rare.size() < kRare; ++i) p.rare.push_back(p.terms[i].hash);
  std::sort(p.rare.begin(), p.rare.end());
  if (p.terms.size() > kTerms) p.terms.resize(kTerms);
  double norm = 0;
  for (const auto& t : p.terms) norm += static_cast<double>(t.weight) * t.weight;
  for (auto& t : p.terms) t.weight = static_cast<float>(t.weight / std::sqrt(norm));
  std::sort(p.terms.begin(), p.terms.end(), [](const Profile::Term& a, const Profile::Term& b) { return a.hash < b.hash; });
}

}  // namespace

uint64_t HashOf(std::string_view s) {  // FNV-1a; only compared within one run
  uint64_t h = 0xCBF29CE484222325ULL;
  for (unsigned char c : s) h = (h ^ c) * 0x100000001B3ULL;
  return h;
}

Profile ProfileOf(const resolve::ResolvedReport& r, const extract::Rarity& rarity) {
  Profile p;
  const View v;  // containing places come from the report's own entities
  const extract::Findings& f = r.findings;
  p.published = DaysOf(r.meta.published);
  if (!r.meta.outlet.empty()) p.outlet = HashOf(r.meta.outlet);
  FillProse(r, p);
  FillTerms(r, rarity, p);

  std::map<std::string, Profile::Spot> spots;
  auto spot = [&](Index mention, double weight) {
    Where w = WhereOf(v, r, mention);
    if (!w.Known() || w.wide) return;
    Profile::Spot& s = spots[w.id];
    if (!s.where.Known()) s.where = std::move(w);
    s.weight += weight;
  };
  std::map<int, int> days;
  auto day = [&](const std::string& value, int weight) {
    const Days d = DaysOf(value);
    if (d.Exact()) days[d.from] += weight;
  };
  for (Index i = 0; i < f.events.size(); ++i) {
    const extract::Event& e = f.events[i];
    if (e.background || e.status == extract::EventStatus::kPlanned) continue;
    spot(e.place, e.trigger.begin < kLeadBytes ? 4 : 2);
    if (i < r.event_date.size()) day(r.event_date[i], e.trigger.begin < kLeadBytes ? 3 : 1);
    if (e.when != kNone) {
      const extract::TimePoint& t = f.times[e.when].from;
      if (t.weekday >= 0) p.weekdays = static_cast<uint8_t>(p.weekdays | 1u << t.weekday);
    }
    p.classes.push_back(e.event_class);
  }
  for (Index i = 0; i < f.figures.size(); ++i) {
    const extract::Figure& g = f.figures[i];
    if (g.background) continue;
    spot(g.place, 2);
    if (i < r.figure_when.size()) day(r.figure_when[i], 1);
    if (g.low && *g.low >= 2) p.counts.push_back(HashOf(KindSymbol(g.kind)) ^ static_cast<uint64_t>(*g.low) * 0x9E3779B97F4A7C15ULL);
  }
  for (Index i = 0; i < f.mentions.size(); ++i) {
    const resolve::Entity* e = r.EntityOf(i);
    if (e == nullptr || e->anonymous || f.mentions[i].anonymous) continue;
    const bool lead = f.mentions[i].span.begin < kLeadBytes;
    switch (e->type) {
      case lexicon::EntityType::kFacility: p.facilities.push_back(HashOf(e->id)); [[fallthrough]];
      case lexicon::EntityType::kPlace: spot(i, lead ? 2 : 0.5); break;
      case lexicon::EntityType::kPerson: p.persons.push_back(HashOf(e->id)); break;
      case lexicon::EntityType::kOrganisation: p.bodies.push_back(HashOf(e->id)); break;
    }
  }
  for (auto& [id, s] : spots) p.spots.push_back(std::move(s));
  std::stable_sort(p.spots.begin(), p.spots.end(), [](const Profile::Spot& a, const Profile::Spot& b) { return a.weight > b.weight; });
  if (p.spots.size() > kSpots) p.spots.resize(kSpots);
  std::vector<std::pair<int, int>> by_weight;
  for (auto [d, w] : days) by_weight.push_back({-w, d});
  std::sort(by_weight.begin(), by_weight.end());
  for (auto [w, d] : by_weight) {
    if (p.event_days.size() < kDays) p.event_days.push_back(d);
  }
  SortUnique(p.facilities), SortUnique(p.persons), SortUnique(p.bodies), SortUnique(p.classes), SortUnique(p.counts);
  return p;
}

double Cosine(const Profile& a, const Profile& b) {
  double sum = 0;
  for (size_t i = 0, j = 0; i < a.terms.size() && j < b.terms.size();) {
    if (a.terms[i].hash < b.terms[j].hash) ++i;
    else if (b.terms[j].hash < a.terms[i].hash) ++j;
    else sum += static_cast<double>(a.terms[i++].weight) * b.terms[j++].weight;
  }
  return sum;
}

}  // namespace tawatur::reconcile
