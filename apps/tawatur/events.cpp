// tawatur events: the stories of a case. Entry point: AddEvents().
#include <CLI/CLI.hpp>

#include "console.h"
#include "publish/mask.h"
#include "reading.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::string& text) { return text.empty() ? Json() : Json(text); }
Json OrNull(std::optional<int64_t> n) { return n ? Json(*n) : Json(); }

Json TollOf(const store::TollRow& t) {
  if (!t.low && !t.best && !t.high) return {};
  return {{"low", OrNull(t.low)}, {"best", OrNull(t.best)}, {"high", OrNull(t.high)}};
}

Json RowOf(const store::StoryRow& s) {
  Json place;
  if (!s.place.empty()) {
    place = {{"id", OrNull(s.place_id)}, {"name", s.place}, {"name_en", OrNull(s.place_en)}};
    if (s.has_point) place["lat"] = s.lat, place["lon"] = s.lon;
  }
  return {{"id", s.id}, {"title", s.title}, {"title_en", OrNull(s.title_en)}, {"class", OrNull(s.event_class)}, {"date", OrNull(s.date)},
          {"date_end", OrNull(s.date_end)}, {"place", place}, {"where_prec", s.where_prec ? Json(s.where_prec) : Json()},
          {"killed", TollOf(s.killed)}, {"injured", TollOf(s.injured)}, {"reports", s.report_count}, {"copies", s.copies},
          {"figures", s.figures}, {"claims", s.claims}, {"conflicts", s.conflicts}, {"reviewed", s.reviewed},
          {"first_published", OrNull(s.first_published)}, {"last_published", OrNull(s.last_published)}};
}

std::string Short(const store::TollRow& t) {
  if (t.low && t.high && *t.low != *t.high) return std::to_string(*t.low) + "-" + std::to_string(*t.high);
  const std::optional<int64_t> n = t.best ? t.best : t.low ? t.low : t.high;
  return n ? std::to_string(*n) : std::string();
}

void Events(const ReadOptions& options) {
  Reading reading(options);
  Result<std::vector<store::StoryRow>> stories = reading.file().stories().List(reading.filter());
  if (!stories) Die(stories.error());
  Table table(options.table, {"id", "date", "place", "killed", "injured", "reports", "conflicts", "title"});
  publish::Masker mask({}, reading.masking());
  for (store::StoryRow& s : *stories) {
    for (std::string* words : {&s.title, &s.title_en, &s.place, &s.place_en}) *words = mask.Text(*words);
    table.Add(RowOf(s), {s.id, s.date, s.place, Short(s.killed), Short(s.injured), std::to_string(s.report_count),
                         s.conflicts ? std::to_string(s.conflicts) : "", s.title});
  }
  EndOfTable(table);
}

}  // namespace

void AddEvents(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("events", "list the stories of a case, those that most reports tell first");
  auto options = std::make_shared<ReadOptions>();
  AddReadOptions(*verb, *options, Asks::kQuery);
  verb->callback([options] { Events(*options); });
}

}  // namespace tawatur::cli
