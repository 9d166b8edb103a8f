// One report -> what grouping looks at, see profile.h.
#include "reconcile/profile.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>

#include "reconcile/window.h"
#include "text/fold.h"

namespace tawatur::reconcile {
namespace {

constexpr size_t kTerms = 48, kLeadTerms = 40, kRare = 12, kSpots = 6, kDays = 6, kToldOf = 4, kMarks = 96, kSpotWords = 96, kLongest = 64;
constexpr int kNews = 20;              // days
constexpr int kLeadDay = 3;            // what a day of the lead weighs
constexpr uint32_t kTitleBytes = 250;  // of the headline above the prose
constexpr uint32_t kAround = 260;      // bytes to each side of a place: about 25 words
constexpr size_t kPoolWords = 1024;    // more than most have
constexpr uint32_t kProseWords = 10;   // a shorter line is a title, a menu entry, a caption

template <class T>
void SortUnique(std::vector<T>& v) {
  std::sort(v.begin(), v.end());
  v.erase(std::unique(v.begin(), v.end()), v.end());
}

uint32_t Short(uint64_t h) { return static_cast<uint32_t>(h ^ (h >> 32)); }
uint32_t CountOf(const extract::Figure& g) { return Short(HashOf(KindSymbol(g.kind)) ^ static_cast<uint64_t>(*g.low) * 0x9E3779B97F4A7C15ULL); }

struct Term { uint32_t hash; float weight; };

// The heaviest as a unit vector, by hash.
std::vector<Term> UnitOf(std::vector<Term>& terms, size_t most) {
  auto heavier = [](const Term& a, const Term& b) { return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash; };
  if (terms.size() > most) {
    std::partial_sort(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(most), terms.end(), heavier);
    terms.resize(most);
  }
  float norm = 0;
  for (const Term& t : terms) norm += t.weight * t.weight;
  norm = std::sqrt(norm);
  for (Term& t : terms) t.weight /= norm;
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.hash < b.hash; });
  return std::move(terms);
}

// The most telling of the words as a unit vector; `words` is sorted in place.
std::vector<Term> TermsOf(std::vector<uint64_t>& words, const extract::Rarity& rarity, size_t most, std::vector<uint32_t>* rare) {
  std::vector<Term> terms;
  std::sort(words.begin(), words.end());
  for (size_t i = 0; i < words.size();) {
    size_t j = i;
    while (j < words.size() && words[j] == words[i]) ++j;
    const float often = j - i == 1 ? 1.0F : 1 + std::log(static_cast<float>(j - i));
    terms.push_back({Short(words[i]), often * static_cast<float>(rarity.Of(words[i]))});
    i = j;
  }
  auto heavier = [](const Term& a, const Term& b) { return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash; };
  const size_t kept = std::min(terms.size(), std::max(most, kRare));
  const auto end = terms.begin() + static_cast<std::ptrdiff_t>(kept);
  std::nth_element(terms.begin(), end, terms.end(), heavier);
  std::sort(terms.begin(), end, heavier);
  if (rare != nullptr) {
    for (size_t i = 0; i < kept && rare->size() < kRare; ++i) rare->push_back(terms[i].hash);
  }
  terms.resize(std::min(kept, most));
  float norm = 0;
  for (const Term& t : terms) norm += t.weight * t.weight;
  norm = std::sqrt(norm);
  for (Term& t : terms) t.weight /= norm;
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.hash < b.hash; });
  return terms;
}

// Lists on their way into the pool.
class Pool {
 public:
  explicit Pool(Profile& p) : p_(p) {}
  Profile::Range Add(const std::vector<uint32_t>& list) {
    const Profile::Range r{static_cast<uint16_t>(p_.pool.size()), static_cast<uint16_t>(list.size())};
    p_.pool.insert(p_.pool.end(), list.begin(), list.end());
    return r;
  }
  // Sorted, once each; of long lists those with the least values, which are as good as any.
  Profile::Range AddSet(std::vector<uint32_t>& list, size_t most = kLongest) {
    SortUnique(list);
    if (list.size() > most) list.resize(most);
    return Add(list);
  }
  void Set(Profile::Part part, std::vector<uint32_t>& list, size_t most = kLongest) { p_.part[part] = AddSet(list, most); }
  void SetTerms(Profile::Part part, const std::vector<Term>& terms) {
    std::vector<uint32_t> flat;
    for (const Term& t : terms) flat.push_back(t.hash), flat.push_back(std::bit_cast<uint32_t>(t.weight));
    p_.part[part] = Add(flat);
  }

 private:
  Profile& p_;
};

// What stays of a folded word without its clitics and endings: one stem for the forms that a headline, a lead and a quotation have of one word.
std::string_view Stem(std::string_view w) {
  auto at = [&](size_t i) { return static_cast<unsigned char>(w[i]); };
  if (w.size() > 3 && (at(0) == text::kWaw || at(0) == text::kFeh)) w.remove_prefix(1);
  if (w.size() > 4 && (at(0) == text::kBeh || at(0) == text::kKaf) && at(1) == text::kAlef && at(2) == text::kLam) w.remove_prefix(1);
  if (w.size() > 4 && ((at(0) == text::kAlef && at(1) == text::kLam) || (at(0) == text::kLam && at(1) == text::kLam))) w.remove_prefix(2);
  else if (w.size() > 4 && (at(0) == text::kBeh || at(0) == text::kLam)) w.remove_prefix(1);
  auto last = [&](size_t i) { return at(w.size() - 1 - i); };
  if (w.size() > 4) {
    const unsigned char x = last(1), y = last(0);
    if ((x == text::kHeh && y == text::kAlef) || (x == text::kAlef && (y == text::kNoon || y == text::kTeh)) ||
        ((x == text::kWaw || x == text::kYeh) && y == text::kNoon) || (x == text::kYeh && y == text::kHeh)) {
      w.remove_suffix(2);
    }
  }
  if (w.size() > 3 && (last(0) == text::kHeh || last(0) == text::kYeh)) w.remove_suffix(1);
  return w;
}

constexpr std::array<bool, 256> kEndsWord = [] {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view(" \n\r\t.,:;!?\"()[]")) ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();

struct StemSeen { uint64_t stem; int rarity; bool in_title; };  // a word of the lead or the headline

void FillTerms(const resolve::ResolvedReport& r, const Layout& layout, const extract::Rarity& rarity, Profile& p) {
  const extract::Fingerprints& f = r.findings.fingerprints;
  const std::vector<bool> prose = ProseOf(r);
  std::vector<uint64_t> words, lead;
  std::vector<StemSeen> seen;
  for (size_t i = 0; i < f.word.size(); ++i) {
    const bool leads = f.token[i] + kTitleBytes >= layout.prose() && layout.Lead(f.token[i]);
    if (!prose[i] && !leads) continue;
    const int rarity_of = rarity.Of(f.word[i]);
    if (leads && rarity_of >= 2) {
      size_t end = f.token[i];
      while (end < r.text.size() && !kEndsWord[static_cast<unsigned char>(r.text[end])]) ++end;
      const std::string folded = text::FoldKey(std::string_view(r.text).substr(f.token[i], end - f.token[i]));
      seen.push_back({text::HashWord(Stem(folded)), rarity_of, f.token[i] < layout.prose()});
    }
    if (rarity_of < 4) continue;
    if (prose[i]) words.push_back(f.word[i]);
    if (leads) lead.push_back(f.word[i]);
  }
  Pool pool(p);
  std::vector<uint32_t> rare, marks;
  pool.SetTerms(Profile::kTerms, TermsOf(words, rarity, kTerms, &rare));
  pool.SetTerms(Profile::kLead, TermsOf(lead, rarity, kLeadTerms, nullptr));
  pool.Set(Profile::kRare, rare);
  std::vector<Term> of_lead, of_title;
  std::sort(seen.begin(), seen.end(), [](const StemSeen& a, const StemSeen& b) { return a.stem < b.stem; });
  for (size_t i = 0; i < seen.size();) {
    const uint64_t stem = seen[i].stem;
    int rarest = rarity.Of(stem), times = 0;  // what its forms are at least as common as
    bool in_title = false;
    for (; i < seen.size() && seen[i].stem == stem; ++i, ++times) rarest = std::min(rarest, seen[i].rarity), in_title |= seen[i].in_title;
    if (rarest < 2) continue;
    const auto weight = static_cast<float>(rarest);
    of_lead.push_back({Short(stem), times == 1 ? weight : weight * (1 + std::log(static_cast<float>(times)))});
    if (in_title) of_title.push_back({Short(stem), weight});
  }
  pool.SetTerms(Profile::kStems, UnitOf(of_lead, 48));
  pool.SetTerms(Profile::kTitle, UnitOf(of_title, 24));
  // Fingerprints of prose; of a long text every second, every fourth and so on, by their own bits.
  for (const auto& m : f.mark) {
    if (prose[m.word]) marks.push_back(Short(m.hash));
  }
  SortUnique(marks);
  while (marks.size() > kMarks) {
    ++p.mark_bits;
    std::erase_if(marks, [&](uint32_t m) { return (m & ((1U << p.mark_bits) - 1)) != 0; });
  }
  pool.Set(Profile::kMarks, marks, kMarks);
}

// What is told of one place, while it is gathered.
struct Told {
  SpotPlace where;
  double weight = 0;
  std::vector<uint32_t> words, counts, days;
  size_t told = 0;
};

// What stands around a mention of a place.
void Surround(const resolve::ResolvedReport& r, uint32_t at, const extract::Rarity& rarity, Told& s) {
  const extract::Fingerprints& f = r.findings.fingerprints;
  const uint32_t from = at > kAround ? at - kAround : 0;
  for (size_t i = static_cast<size_t>(std::lower_bound(f.token.begin(), f.token.end(), from) - f.token.begin()); i < f.token.size() && f.token[i] < at + kAround; ++i) {
    if (rarity.Of(f.word[i]) >= 3) s.words.push_back(Short(f.word[i]));
  }
  for (const extract::Figure& g : r.findings.figures) {
    if (g.low && g.number.begin >= from && g.number.begin < at + kAround) s.counts.push_back(CountOf(g));
  }
}

SpotPlace PlaceOf(const Where& w) {
  SpotPlace p;
  p.id = ShortHash(w.id);
  for (size_t i = 0; i < w.chain.size() && i < p.chain.size(); ++i) p.chain[i] = ShortHash(w.chain[i]);
  p.lat = static_cast<float>(w.lat), p.lon = static_cast<float>(w.lon);
  p.has_point = w.has_point, p.wide = w.wide, p.capital = w.capital;
  p.loose_region = w.kind == "region" || w.kind == "river" || w.kind == "sea";
  p.small = w.id.find('~') != std::string::npos || w.kind == "village" || w.kind == "town";
  return p;
}

}  // namespace

uint64_t HashOf(std::string_view s) {  // FNV-1a
  uint64_t h = 0xCBF29CE484222325ULL;
  for (unsigned char c : s) h = (h ^ c) * 0x100000001B3ULL;
  return h;
}

uint32_t ShortHash(std::string_view s) { return Short(HashOf(s)); }

std::vector<bool> ProseOf(const resolve::ResolvedReport& r) {
  const extract::Fingerprints& f = r.findings.fingerprints;
  std::vector<bool> out(f.word.size(), false);
  for (size_t first = 0; first < f.word.size();) {
    const size_t line_end = r.text.find('\n', f.token[first]);
    size_t last = first;
    while (last < f.word.size() && f.token[last] < line_end) ++last;
    const bool prose = last - first >= kProseWords || first == 0;
    for (size_t i = first; i < last; ++i) out[i] = prose;
    first = std::max(last, first + 1);
  }
  return out;
}

Profile ProfileOf(const resolve::ResolvedReport& r, const extract::Rarity& rarity) {
  Profile p;
  const View v;  // containing places come from the report's own entities
  const extract::Findings& f = r.findings;
  const Layout layout(r.text);
  p.self = HashOf(r.meta.id + '\n' + r.meta.sha256);
  const Days published = DaysOf(r.meta.published);
  p.published_from = published.from, p.published_to = published.to, p.published_known = published.known;
  p.anchored = published.known || !r.meta.near.empty();
  const reconcile::Window window = WindowOf(r);
  p.window_from = window.days.from, p.window_to = window.days.to, p.windowed = window.days.known, p.months = window.months;
  p.said_weekday = static_cast<int8_t>(window.weekday);
  if (!r.meta.outlet.empty()) p.outlet = ShortHash(r.meta.outlet);
  p.pool.reserve(kPoolWords);
  FillTerms(r, layout, rarity, p);

  std::vector<uint32_t> hamlets, places, facilities, persons, bodies, counts, attackers, killed, injured, in_title, toll;
  // Where each mention is, asked once for each entity.
  std::map<std::string_view, Told> spots;
  std::vector<Told*> spot_of(r.entities.size(), nullptr);
  std::vector<uint8_t> asked(r.entities.size(), 0);
  auto spot = [&](Index mention, double weight) -> Told* {
    const resolve::Entity* e = EntityAt(r, mention);
    if (e == nullptr || IsWide(e->kind)) return nullptr;
    const Where w = WhereOf(v, r, mention);
    if (w.capital) weight *= 0.3;
    const size_t at = static_cast<size_t>(e - r.entities.data());
    if (!asked[at]) {
      asked[at] = 1;
      if (e->type == lexicon::EntityType::kPlace && !w.capital) places.push_back(ShortHash(w.id));
      if (w.kind == "village" || w.kind == "town" || w.kind == "camp" || w.kind == "quarter" || w.id.find('~') != std::string::npos) hamlets.push_back(ShortHash(w.id));
      spot_of[at] = &spots[e->id];
      if (spot_of[at]->where.id == 0) spot_of[at]->where = PlaceOf(w);
    }
    spot_of[at]->weight += weight;
    return spot_of[at];
  };
  std::map<int, int> days;
  auto day = [&](const std::string& value, int weight) {
    const Days d = DaysOf(value);
    if (!d.Exact()) return;
    // What lies far back is history, told along; of an unknown publication only the lead tells the news.
    if (window.days.known && (d.from < window.days.from - kNews || d.from > window.days.to + 3)) return;
    if (!published.known && weight < kLeadDay) return;
    days[d.from] += weight;
  };
  for (Index i = 0; i < f.events.size(); ++i) {
    const extract::Event& e = f.events[i];
    if (e.background || e.status == extract::EventStatus::kPlanned || layout.Aside(e.trigger.begin)) continue;
    const bool lead = layout.Lead(e.trigger.begin);
    const bool dated = i < r.event_date.size() && !layout.Caption(e.trigger.begin);
    if (Told* s = spot(e.place, lead ? 4 : 2); s != nullptr && dated) {
      if (const Days d = DaysOf(r.event_date[i]); d.Exact()) s->days.push_back(static_cast<uint32_t>(d.from));
    }
    if (dated) day(r.event_date[i], lead ? kLeadDay : 1);
    if (e.when != kNone) {
      const extract::TimePoint& t = f.times[e.when].from;
      if (t.weekday >= 0) p.weekdays = static_cast<uint8_t>(p.weekdays | 1u << t.weekday);
    }
    for (const auto& actor : e.actors) {
      if (actor.role != "attacker") continue;
      if (const resolve::Entity* who = EntityAt(r, actor.mention); who != nullptr && !who->anonymous) {
        attackers.push_back(ShortHash(who->id));
        if (!who->parent.empty()) attackers.push_back(ShortHash(who->parent));
      }
    }
    const ClassBits bits = ClassBitsOf(e.event_class);
    p.classes |= bits.own, p.fitting |= bits.fitting;
  }
  for (Index i = 0; i < f.figures.size(); ++i) {
    const extract::Figure& g = f.figures[i];
    if (g.background || layout.Aside(g.number.begin)) continue;
    spot(g.place, 2);
    if (i < r.figure_when.size() && !layout.Caption(g.number.begin)) day(r.figure_when[i], layout.Lead(g.number.begin) ? kLeadDay : 1);
    if (g.low && g.kind == extract::FigureKind::kKilled) killed.push_back(static_cast<uint32_t>(*g.low));
    if (g.low && *g.low > 0 && g.kind == extract::FigureKind::kKilled && g.part_of == kNone && toll.empty()) toll.push_back(static_cast<uint32_t>(*g.low));
    if (g.low && g.kind == extract::FigureKind::kInjured) injured.push_back(static_cast<uint32_t>(*g.low));
    if (g.low && *g.low >= 2) counts.push_back(CountOf(g));
  }
  for (Index i = 0; i < f.mentions.size(); ++i) {
    const resolve::Entity* e = r.EntityOf(i);
    if (e == nullptr || e->anonymous || f.mentions[i].anonymous) continue;
    if (layout.Aside(f.mentions[i].span.begin)) continue;
    const uint32_t at = f.mentions[i].span.begin;
    const bool lead = layout.Lead(at);
    switch (e->type) {
      case lexicon::EntityType::kFacility: facilities.push_back(ShortHash(e->id)); [[fallthrough]];
      case lexicon::EntityType::kPlace:
        if (Told* s = spot(i, lead ? 2 : 0.5); s != nullptr) {
          if (s->told++ < kToldOf) Surround(r, at, rarity, *s);
          const bool title = at < layout.prose() && at + kTitleBytes >= layout.prose() && e->type == lexicon::EntityType::kPlace;
          if (title && !s->where.capital && !f.mentions[i].adjective && SpotOf(r, i) == i) in_title.push_back(s->where.id);
        }
        break;
      case lexicon::EntityType::kPerson: persons.push_back(ShortHash(e->id)); break;
      case lexicon::EntityType::kOrganisation: bodies.push_back(ShortHash(e->id)); break;
    }
  }
  Pool pool(p);
  std::vector<Told*> order;
  for (auto& [id, s] : spots) order.push_back(&s);
  std::stable_sort(order.begin(), order.end(), [](const Told* a, const Told* b) { return a->weight > b->weight; });
  if (order.size() > kSpots) order.resize(kSpots);
  for (Told* s : order) p.spots.push_back({s->where, pool.AddSet(s->words, kSpotWords), pool.AddSet(s->counts), pool.AddSet(s->days)});
  std::vector<std::pair<int, int>> by_weight;
  for (auto [d, w] : days) by_weight.push_back({-w, d});
  std::sort(by_weight.begin(), by_weight.end());
  std::vector<uint32_t> told;
  for (auto [w, d] : by_weight) {
    if (told.size() < kDays) told.push_back(static_cast<uint32_t>(d));
  }
  if (told.empty() && published.Exact() && r.meta.basis != ingest::DateBasis::kUpdated) told.push_back(static_cast<uint32_t>(published.from));
  p.part[Profile::kDays] = pool.Add(told);
  pool.Set(Profile::kHamlets, hamlets), pool.Set(Profile::kPlaces, places), pool.Set(Profile::kFacilities, facilities), pool.Set(Profile::kPersons, persons);
  pool.Set(Profile::kBodies, bodies), pool.Set(Profile::kCounts, counts);
  pool.Set(Profile::kAttackers, attackers), pool.Set(Profile::kKilled, killed), pool.Set(Profile::kInjured, injured);
  pool.Set(Profile::kTitlePlaces, in_title), pool.Set(Profile::kToll, toll);
  // A day tells its weekday: what an undated report may tell by the weekday alone.
  for (size_t i = 0; i < told.size() && i < 2; ++i) p.weekdays = static_cast<uint8_t>(p.weekdays | 1U << WeekdayOf(static_cast<int>(told[i])));
  p.pool.shrink_to_fit();
  return p;
}

PlaceFit FitOf(const SpotPlace& a, const SpotPlace& b) {
  if (a.id == b.id) return PlaceFit::kSame;
  auto holds = [](const SpotPlace& w, uint32_t id) { return std::find(w.chain.begin(), w.chain.end(), id) != w.chain.end(); };
  if (holds(a, b.id) || holds(b, a.id)) return PlaceFit::kInside;
  auto governed = [&](const SpotPlace& capital, const SpotPlace& w) { return capital.capital && capital.chain[1] != 0 && holds(w, capital.chain[1]); };
  if (governed(a, b) || governed(b, a)) return PlaceFit::kInside;
  const bool near = a.has_point && b.has_point && !a.wide && !b.wide && std::abs(a.lat - b.lat) < 0.14F && std::abs(a.lon - b.lon) < 0.3F;
  if (near && Kilometres(a.lat, a.lon, b.lat, b.lon) <= 15) return PlaceFit::kInside;
  auto last = [](const SpotPlace& w) {
    size_t n = w.chain.size();
    while (n > 1 && w.chain[n - 1] == 0) --n;
    return w.chain[n - 1];
  };
  const bool one_country = a.chain[1] == 0 || b.chain[1] == 0 || last(a) == last(b);
  if ((a.loose_region || b.loose_region) && one_country) return PlaceFit::kUnknown;
  const bool loose = (a.chain[1] == 0 && !a.has_point) || (b.chain[1] == 0 && !b.has_point);
  return loose ? PlaceFit::kUnknown : PlaceFit::kApart;
}

}  // namespace tawatur::reconcile
