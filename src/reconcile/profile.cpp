// One report -> what grouping looks at, see profile.h.
#include "reconcile/profile.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tawatur::reconcile {
namespace {

constexpr size_t kTerms = 80, kRare = 12, kSpots = 6, kDays = 6, kToldOf = 4;
constexpr int kNews = 20;              // days
constexpr int kLeadDay = 3;            // what a day of the lead weighs
constexpr uint32_t kTitleBytes = 250;  // of the headline above the prose
constexpr uint32_t kAround = 260;      // bytes to each side of a place: about 25 words
constexpr uint32_t kProseWords = 10;  // a shorter line is a title, a menu entry, a caption

template <class T>
void SortUnique(std::vector<T>& v) {
  std::sort(v.begin(), v.end());
  v.erase(std::unique(v.begin(), v.end()), v.end());
}

uint64_t CountOf(const extract::Figure& g) { return HashOf(KindSymbol(g.kind)) ^ static_cast<uint64_t>(*g.low) * 0x9E3779B97F4A7C15ULL; }

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

// The most telling of the words as a unit vector; `words` is sorted in place.
std::vector<Profile::Term> TermsOf(std::vector<uint64_t>& words, const extract::Rarity& rarity, size_t most, std::vector<uint64_t>* rare) {
  std::vector<Profile::Term> terms;
  std::sort(words.begin(), words.end());
  for (size_t i = 0; i < words.size();) {
    size_t j = i;
    while (j < words.size() && words[j] == words[i]) ++j;
    terms.push_back({words[i], static_cast<float>((1 + std::log(static_cast<double>(j - i))) * rarity.Of(words[i]))});
    i = j;
  }
  auto heavier = [](const Profile::Term& a, const Profile::Term& b) { return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash; };
  std::sort(terms.begin(), terms.end(), heavier);
  if (rare != nullptr) {
    for (size_t i = 0; i < terms.size() && rare->size() < kRare; ++i) rare->push_back(terms[i].hash);
    std::sort(rare->begin(), rare->end());
  }
  if (terms.size() > most) terms.resize(most);
  double norm = 0;
  for (const auto& t : terms) norm += static_cast<double>(t.weight) * t.weight;
  for (auto& t : terms) t.weight = static_cast<float>(t.weight / std::sqrt(norm));
  std::sort(terms.begin(), terms.end(), [](const Profile::Term& a, const Profile::Term& b) { return a.hash < b.hash; });
  return terms;
}

void FillTerms(const resolve::ResolvedReport& r, const Layout& layout, const extract::Rarity& rarity, Profile& p) {
  const extract::Fingerprints& f = r.findings.fingerprints;
  std::vector<uint64_t> words, lead;
  for (size_t i = 0; i < f.word.size(); ++i) {
    if (rarity.Of(f.word[i]) < 4) continue;
    if (p.prose[i]) words.push_back(f.word[i]);
    if (f.token[i] + kTitleBytes >= layout.prose() && layout.Lead(f.token[i])) lead.push_back(f.word[i]);
  }
  p.terms = TermsOf(words, rarity, kTerms, &p.rare);
  p.lead = TermsOf(lead, rarity, kTerms / 2, nullptr);
}

// What stands around a mention of a place.
void Surround(const resolve::ResolvedReport& r, uint32_t at, const extract::Rarity& rarity, Profile::Spot& s) {
  const extract::Fingerprints& f = r.findings.fingerprints;
  const uint32_t from = at > kAround ? at - kAround : 0;
  for (size_t i = static_cast<size_t>(std::lower_bound(f.token.begin(), f.token.end(), from) - f.token.begin()); i < f.token.size() && f.token[i] < at + kAround; ++i) {
    if (rarity.Of(f.word[i]) >= 3) s.words.push_back(f.word[i]);
  }
  for (const extract::Figure& g : r.findings.figures) {
    if (g.low && g.number.begin >= from && g.number.begin < at + kAround) s.counts.push_back(CountOf(g));
  }
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
  const Layout layout(r.text);
  p.published = DaysOf(r.meta.published);
  p.anchored = p.published.known || !r.meta.near.empty();
  if (!r.meta.outlet.empty()) p.outlet = HashOf(r.meta.outlet);
  FillProse(r, p);
  FillTerms(r, layout, rarity, p);

  std::map<std::string, Profile::Spot> spots;
  auto spot = [&](Index mention, double weight) -> Profile::Spot* {
    Where w = WhereOf(v, r, mention);
    if (!w.Known() || w.wide) return nullptr;
    if (w.capital) weight *= 0.3;
    if (w.kind == "village" || w.kind == "town" || w.kind == "camp" || w.kind == "quarter" || w.id.find('~') != std::string::npos) p.hamlets.push_back(HashOf(w.id));
    Profile::Spot& s = spots[w.id];
    if (!s.where.Known()) s.where = std::move(w);
    s.weight += weight;
    return &s;
  };
  std::map<int, int> days;
  auto day = [&](const std::string& value, int weight) {
    const Days d = DaysOf(value);
    if (!d.Exact()) return;
    // What lies far back is history, told along; of an unknown publication only the lead tells the news.
    if (p.published.known ? d.from < p.published.from - kNews || d.from > p.published.to + 3 : weight < kLeadDay) return;
    days[d.from] += weight;
  };
  for (Index i = 0; i < f.events.size(); ++i) {
    const extract::Event& e = f.events[i];
    if (e.background || e.status == extract::EventStatus::kPlanned || layout.Aside(e.trigger.begin)) continue;
    const bool lead = layout.Lead(e.trigger.begin);
    if (Profile::Spot* s = spot(e.place, lead ? 4 : 2); s != nullptr && i < r.event_date.size()) {
      if (const Days d = DaysOf(r.event_date[i]); d.Exact()) s->days.push_back(d.from);
    }
    if (i < r.event_date.size()) day(r.event_date[i], lead ? kLeadDay : 1);
    if (e.when != kNone) {
      const extract::TimePoint& t = f.times[e.when].from;
      if (t.weekday >= 0) p.weekdays = static_cast<uint8_t>(p.weekdays | 1u << t.weekday);
    }
    p.classes.push_back(e.event_class);
  }
  for (Index i = 0; i < f.figures.size(); ++i) {
    const extract::Figure& g = f.figures[i];
    if (g.background || layout.Aside(g.number.begin)) continue;
    spot(g.place, 2);
    if (i < r.figure_when.size()) day(r.figure_when[i], layout.Lead(g.number.begin) ? kLeadDay : 1);
    if (g.low && *g.low >= 2) p.counts.push_back(CountOf(g));
  }
  for (Index i = 0; i < f.mentions.size(); ++i) {
    const resolve::Entity* e = r.EntityOf(i);
    if (e == nullptr || e->anonymous || f.mentions[i].anonymous) continue;
    if (layout.Aside(f.mentions[i].span.begin)) continue;
    const bool lead = layout.Lead(f.mentions[i].span.begin);
    switch (e->type) {
      case lexicon::EntityType::kFacility: p.facilities.push_back(HashOf(e->id)); [[fallthrough]];
      case lexicon::EntityType::kPlace:
        if (Profile::Spot* s = spot(i, lead ? 2 : 0.5); s != nullptr && s->told++ < kToldOf) Surround(r, f.mentions[i].span.begin, rarity, *s);
        break;
      case lexicon::EntityType::kPerson: p.persons.push_back(HashOf(e->id)); break;
      case lexicon::EntityType::kOrganisation: p.bodies.push_back(HashOf(e->id)); break;
    }
  }
  for (auto& [id, s] : spots) p.spots.push_back(std::move(s));
  std::stable_sort(p.spots.begin(), p.spots.end(), [](const Profile::Spot& a, const Profile::Spot& b) { return a.weight > b.weight; });
  if (p.spots.size() > kSpots) p.spots.resize(kSpots);
  for (Profile::Spot& s : p.spots) SortUnique(s.words), SortUnique(s.counts), SortUnique(s.days);
  std::vector<std::pair<int, int>> by_weight;
  for (auto [d, w] : days) by_weight.push_back({-w, d});
  std::sort(by_weight.begin(), by_weight.end());
  for (auto [w, d] : by_weight) {
    if (p.event_days.size() < kDays) p.event_days.push_back(d);
  }
  if (p.event_days.empty() && p.published.Exact() && r.meta.basis != ingest::DateBasis::kUpdated) p.event_days.push_back(p.published.from);
  SortUnique(p.hamlets), SortUnique(p.facilities), SortUnique(p.persons), SortUnique(p.bodies), SortUnique(p.classes), SortUnique(p.counts);
  return p;
}

double Cosine(const std::vector<Profile::Term>& a, const std::vector<Profile::Term>& b) {
  double sum = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].hash < b[j].hash) ++i;
    else if (b[j].hash < a[i].hash) ++j;
    else sum += static_cast<double>(a[i++].weight) * b[j++].weight;
  }
  return sum;
}

}  // namespace tawatur::reconcile
