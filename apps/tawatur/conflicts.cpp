// tawatur conflicts: on what the reports do not agree. Entry point: AddConflicts().
#include <CLI/CLI.hpp>

#include "reading.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

void Conflicts(const ReadOptions& options) {
  ReadOptions own = options;
  own.filter.conflicts = true;
  Reading reading(own);
  Table table(options.table, {"story", "about", "kind", "values", "explanation"});
  reading.ForEachDossier([&](const Json& story, const Json&) {
    for (const Json& series : story["figures"]) {
      if (series["conflict"].is_null()) continue;
      Json values = Json::array();
      std::string short_values;
      for (const Json& point : series["series"]) {
        const std::string value = Bounds(point["low"], point["high"]), speaker = NameAt(point, "speaker");
        values.push_back({{"low", point["low"]}, {"high", point["high"]}, {"vague", point["vague"]}, {"as_of", point["as_of"]},
                          {"speaker", point["speaker"]}, {"figure_ids", point["figure_ids"]}, {"evidence", point["evidence"]}});
        short_values += (short_values.empty() ? "" : "; ") + (value.empty() ? TextAt(point, "vague") : value) + (speaker.empty() ? "" : " " + Isolate(speaker));
      }
      Json row{{"story", story["id"]}, {"about", series["kind"]}, {"population", series["population"]}, {"status", series["status"]},
               {"conflict", series["conflict"]}, {"values", values}};
      const std::string who = TextAt(series, "population");
      table.Add(row, {story["id"], TextAt(series, "kind") + (who.empty() || who == "people" ? "" : ", " + who), TextAt(series["conflict"], "kind"), short_values, TextAt(series["conflict"], "explanation")});
    }
    for (const Json& event : story["events"]) {
      for (const Json& conflict : event["conflicts"]) {
        std::string short_values;
        for (const Json& value : conflict["values"]) short_values += (short_values.empty() ? "" : "; ") + Isolate(value.get<std::string>());
        Json row{{"story", story["id"]}, {"about", "event"}, {"event", event["id"]}, {"conflict", {{"kind", conflict["slot"]}}},
                 {"values", conflict["values"]}, {"evidence", conflict["evidence"]}};
        table.Add(row, {story["id"], TextAt(event, "class"), TextAt(conflict, "slot"), short_values, ""});
      }
    }
  });
  EndOfTable(table);
}

}  // namespace

void AddConflicts(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("conflicts", "on what the reports do not agree, and why");
  auto options = std::make_shared<ReadOptions>();
  AddReadOptions(*verb, *options, Asks::kStories);
  verb->callback([options] { Conflicts(*options); });
}

}  // namespace tawatur::cli
