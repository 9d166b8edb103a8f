// tawatur timeline: what happened and what was said, in two lanes. Entry point: AddTimeline().
#include <CLI/CLI.hpp>

#include "reading.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

void Timeline(const ReadOptions& options) {
  Reading reading(options);
  Table table(options.table, {"date", "lane", "ref", "what"});
  reading.ForEachDossier([&](const Json& story, const Json&) {
    for (const Json& entry : story["timeline"]) {
      Json row{{"story", story["id"]}};
      row.update(entry);
      table.Add(row, {DateAt(entry), TextAt(entry, "lane"), TextAt(entry, "ref"), TextAt(entry, "what")});
    }
  });
  EndOfTable(table);
}

}  // namespace

void AddTimeline(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("timeline", "what happened and what was said, by date");
  auto options = std::make_shared<ReadOptions>();
  AddReadOptions(*verb, *options, Asks::kStories);
  verb->callback([options] { Timeline(*options); });
}

}  // namespace tawatur::cli
