// Groups -> dossiers: the steps of reconcile in their order. Entry point: Reconcile().
#include <algorithm>
#include <map>
#include <set>

#include "reconcile/copies.h"
#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

constexpr size_t kHeadline = 160;  // bytes

std::string Title(const View& v, const Story& s, bool english) {
  if (s.event == kNone) {  // no happening was read: the first report's own headline, as a quotation
    const resolve::ResolvedReport& r = v.At(s.reports.front());
    std::string line = r.meta.title.empty() ? r.text.substr(0, r.text.find('\n')) : r.meta.title;
    if (line.size() > kHeadline) {
      size_t cut = line.rfind(' ', kHeadline);
      if (cut == std::string::npos || cut == 0) cut = 0;
      line = line.substr(0, cut) + " ...";
    }
    return "\"" + line + "\"";
  }
  const ClassInfo info = InfoOf(s.events[s.event].event_class);
  std::string title(english ? info.label_en : info.label_ar);
  if (english && !title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  const std::string comma = std::string(english ? WordingOf("comma").en : WordingOf("comma").ar) + " ";
  if (const std::string place = NeutralName(v, s.place, english); !place.empty()) title += comma + place;
  if (!s.date.empty()) title.append(comma).append(KnownPart(s.date, s.date_prec));
  return title;
}

// The place that the reports agree on and tell most closely, unless the main happening's own is a part of it.
void Narrow(const View& v, const MainPlace& place, StoryEvent& main) {
  if (!place.where.Known()) return;
  const Where told = PlaceOfEvent(v, main);
  const PlaceFit fit = FitOf(told, place.where);
  if (fit == PlaceFit::kSame) return;
  const bool broad = !told.Known() || told.wide || told.capital;
  // The event's own lies within it, and is the narrower one.
  if (!broad && std::find(told.chain.begin(), told.chain.end(), place.where.id) != told.chain.end()) return;
  main.place = SlotOf(v.At(place.mention.report), place.mention.index);
  main.where_prec = WherePrec(place.where);
}

// A place without a point of its own stands near the town that it lies in, or in whose countryside the reports put it.
void PlaceByTown(const View& v, const std::vector<Index>& reports, StoryEvent& main) {
  if (main.place.id.empty() || main.place.has_point) return;
  std::map<std::string, std::pair<int, Where>> towns;
  for (Index r : reports) {
    const resolve::ResolvedReport& report = v.At(r);
    for (Index i = 0; i < report.findings.mentions.size(); ++i) {
      const Index spot = SpotOf(report, i);
      if (spot == i || EntityAt(report, spot)->id != main.place.id) continue;
      const Where w = WhereOf(v, report, i);
      if (!w.has_point || w.wide || w.capital || IsPart(report, i)) continue;
      auto& [told, where] = towns[w.id];
      ++told, where = w;
    }
  }
  const auto town = std::max_element(towns.begin(), towns.end(), [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  if (town != towns.end()) {
    main.place.has_point = true, main.place.lat = town->second.second.lat, main.place.lon = town->second.second.lon;
    main.where_prec = 2;
    return;
  }
  const int64_t own = v.lexicon->EntityById(main.place.id);
  const int64_t up = own < 0 ? -1 : v.lexicon->EntityById(v.lexicon->EntityAt(own).parent);
  if (up < 0) return;
  const lexicon::Entity& parent = v.lexicon->EntityAt(up);
  if (!parent.has_point || IsWide(parent.kind)) return;
  main.place.has_point = true, main.place.lat = parent.lat, main.place.lon = parent.lon;
  main.where_prec = 2;
}

// News without a day of its own is of the day that it is published, or of the day before.
void DateByReports(const View& v, const std::vector<Index>& reports, StoryEvent& main) {
  if (!main.date.empty() || main.background) return;
  for (Index r : reports) {  // ascending by publication
    const resolve::ReportMeta& meta = v.At(r).meta;
    const Days day = DaysOf(meta.published.substr(0, 10));
    if (!day.Exact() || meta.basis == ingest::DateBasis::kUpdated) continue;
    if (std::none_of(main.mentions.begin(), main.mentions.end(), [&](Ref m) { return m.report == r; })) continue;
    main.date = IsoDay(day.from - 1), main.date_end = IsoDay(day.from), main.date_prec = 2;
    return;
  }
}

Story Tell(View v, const Group& group, std::vector<Facts>& facts) {
  Story s;
  const std::map<std::string, std::string> full_names = FullNames(v, group.reports);
  v.full_names = &full_names;
  s.reports = group.reports;
  s.copies = FindCopies(v.reports, s.reports);
  std::sort(s.reports.begin(), s.reports.end(), [&](Index a, Index b) { return Before(v.At(a), v.At(b)); });
  // Named after its earliest report, by that report's own bytes.
  const resolve::ResolvedReport& first = v.At(s.reports.front());
  s.id = (first.meta.sha256.empty() ? first.meta.id : first.meta.sha256.substr(0, 12)) + ":s";
  Group canonical = group;
  canonical.reports = s.reports;
  s.events = MergeEvents(v, canonical);
  Tie(s, facts);
  const MainPlace place = FindMainPlace(v, s.reports);
  s.event = MainEvent(v, s.events, place);
  if (s.event != kNone) {
    StoryEvent& main = s.events[s.event];
    Narrow(v, place, main);
    PlaceByTown(v, s.reports, main);
    DateByReports(v, s.reports, main);
    s.date = main.date, s.date_end = main.date_end, s.date_prec = main.date_prec;
    s.place = main.place, s.where_prec = main.where_prec;
  }
  MergeFigures(v, s);
  FindTolls(v, s);
  FindSums(v, s);
  MergeClaims(v, s);
  FindResponsible(v, s);
  MakeTimeline(v, s);
  FindNotSaid(v, s);
  s.title = Title(v, s, false);
  s.title_en = Title(v, s, true);
  return s;
}

}  // namespace

bool StoryRank::operator<(const StoryRank& o) const {
  if (reports != o.reports) return reports > o.reports;
  if (date.empty() != o.date.empty()) return o.date.empty();
  return date != o.date ? date < o.date : id < o.id;
}

Dossiers Reconcile(std::span<const resolve::ResolvedReport> reports, const std::vector<Group>& groups, const lexicon::Lexicon& lexicon,
                   const Options& options) {
  std::vector<Facts> facts;
  facts.reserve(reports.size());
  const View v{reports, &lexicon, &options, nullptr, &facts};
  for (const resolve::ResolvedReport& r : reports) facts.push_back(FactsOf(v, r));
  Dossiers out;
  for (const Group& g : groups) {
    if (!g.reports.empty()) out.stories.push_back(Tell(v, g, facts));
  }
  auto rank = [](const Story& s) { return StoryRank{s.reports.size(), s.date, s.id}; };
  std::stable_sort(out.stories.begin(), out.stories.end(), [&](const Story& a, const Story& b) { return rank(a) < rank(b); });
  return out;
}

}  // namespace tawatur::reconcile
