// serve: filters, orders and facets of the list of stories. Entry points: ParseStoryQuery(), Select(), CountFacets().
#include "serve/story_query.h"

#include <algorithm>
#include <unordered_map>

#include "serve/routes.h"

namespace tawatur::serve {
namespace {

constexpr size_t kMostValues = 60;     // of one facet
constexpr size_t kMostOrigins = 1000;
constexpr std::string_view kOrders[] = {"", "date", "killed", "reports", "conflicts"};

bool IsDay(std::string_view s) {
  if (s.size() != 10 || s[4] != '-' || s[7] != '-') return false;
  return s.find_first_not_of("0123456789-") == std::string_view::npos;
}

int64_t TollOf(const publish::StoryRow& r) {
  const auto& k = r.killed;
  return k.best ? *k.best : k.high ? *k.high : k.low.value_or(-1);
}

bool Fits(const publish::StoryRow& r, const StoryQuery& q) {
  if (!q.event_class.empty() && r.event_class != q.event_class) return false;
  if (!q.country.empty() && r.country != q.country) return false;
  if (!q.place.empty() && r.place.id != q.place) return false;
  if (!q.kind.empty() && std::find(r.kinds.begin(), r.kinds.end(), q.kind) == r.kinds.end()) return false;
  const std::string_view last = r.date_end.empty() ? r.date : r.date_end;
  if (!q.since.empty() && (last.empty() || last < q.since)) return false;
  if (!q.until.empty() && (r.date.empty() || r.date > q.until)) return false;
  if (q.conflicts && r.conflicts == 0) return false;
  return r.origins >= q.origins;
}

// Counts values in the order they come; the names of a value are those it came with first.
class Counter {
 public:
  void Add(std::string_view value, std::string_view ar = {}, std::string_view en = {}) {
    if (value.empty()) return;
    auto [at, fresh] = at_.emplace(value, values_.size());
    if (fresh) values_.push_back({value, ar, en, 0});
    ++values_[at->second].count;
  }
  Facet Take(std::string_view name) {
    std::sort(values_.begin(), values_.end(), [](const FacetValue& a, const FacetValue& b) {
      return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    if (values_.size() > kMostValues) values_.resize(kMostValues);
    return {name, std::move(values_)};
  }

 private:
  std::unordered_map<std::string_view, size_t> at_;
  std::vector<FacetValue> values_;
};

}  // namespace

std::optional<StoryQuery> ParseStoryQuery(const Request& request, std::string_view& wrong) {
  StoryQuery q;
  q.words = request.Field("q"), q.event_class = request.Field("class"), q.country = request.Field("country");
  q.place = request.Field("place"), q.kind = request.Field("kind");
  q.since = request.Field("since"), q.until = request.Field("until"), q.sort = request.Field("_sort");
  q.conflicts = request.Field("conflicts") == "1";
  if (std::optional<size_t> n = NumberField(request, "origins", 0, kMostOrigins, 0)) {
    q.origins = *n;
  } else {
    wrong = "origins is a number";
  }
  if ((!q.since.empty() && !IsDay(q.since)) || (!q.until.empty() && !IsDay(q.until)))
    wrong = "since and until are days: 2022-01-20";
  if (std::find(std::begin(kOrders), std::end(kOrders), q.sort) == std::end(kOrders))
    wrong = "_sort is date, killed, reports or conflicts";
  if (!wrong.empty()) return std::nullopt;
  return q;
}

Result<std::vector<uint32_t>> Select(Case& c, const StoryQuery& q) {
  const auto entries = c.entries();
  std::vector<uint32_t> out;
  if (q.words.empty()) {
    for (uint32_t i = 0; i < entries.size(); ++i) {
      if (Fits(entries[i].row, q)) out.push_back(i);
    }
  } else {
    Result<std::vector<uint32_t>> found = c.Search(q.words);
    if (!found) return found.error();
    for (uint32_t i : *found) {
      if (Fits(entries[i].row, q)) out.push_back(i);
    }
  }
  const auto by = [&](auto less) {
    std::stable_sort(out.begin(), out.end(),
                     [&](uint32_t a, uint32_t b) { return less(entries[a].row, entries[b].row); });
  };
  using Row = publish::StoryRow;
  if (q.sort == "date") {  // oldest first; what has no date last
    by([](const Row& a, const Row& b) { return a.date.empty() != b.date.empty() ? b.date.empty() : a.date < b.date; });
  } else if (q.sort == "killed") {
    by([](const Row& a, const Row& b) { return TollOf(a) > TollOf(b); });
  } else if (q.sort == "reports") {
    by([](const Row& a, const Row& b) { return a.reports > b.reports; });
  } else if (q.sort == "conflicts") {
    by([](const Row& a, const Row& b) { return a.conflicts > b.conflicts; });
  }
  return out;
}

std::vector<Facet> CountFacets(const Case& c, const std::vector<uint32_t>& selected) {
  Counter classes, countries, places, kinds;
  for (uint32_t i : selected) {
    const publish::StoryRow& r = c.entries()[i].row;
    classes.Add(r.event_class);
    countries.Add(r.country, r.country_ar, r.country_en);
    places.Add(r.place.id, r.place.name, r.place.name_en);
    for (const std::string& kind : r.kinds) kinds.Add(kind);
  }
  return {classes.Take("class"), countries.Take("country"), places.Take("place"), kinds.Take("kind")};
}

}  // namespace tawatur::serve
