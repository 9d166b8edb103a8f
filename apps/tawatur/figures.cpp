// tawatur figures: what stories count, a row a value. Entry point: AddFigures().
#include <CLI/CLI.hpp>

#include "reading.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

void Figures(const ReadOptions& options) {
  Reading reading(options);
  Table table(options.table, {"id", "kind", "value", "who", "as_of", "speaker", "status", "quote"});
  reading.ForEachDossier([&](const Json& story, const Json&) {
    for (const Json& series : story["figures"]) {
      const std::string kind = TextAt(series, "kind");
      if (!options.filter.kind.empty() && kind != options.filter.kind) continue;
      for (const Json& point : series["series"]) {
        Json row{{"story", story["id"]}, {"kind", kind}, {"population", series["population"]}, {"place", series["place"]},
                 {"event", series["event"]}, {"background", series["background"]}, {"series_status", series["status"]},
                 {"independence", series["independence"]}};
        row.update(point);
        const std::string id = point["figure_ids"].empty() ? "" : point["figure_ids"][0].get<std::string>();
        const std::string quote = point["evidence"].empty() ? "" : TextAt(point["evidence"][0], "text");
        const std::string value = Bounds(point["low"], point["high"]);
        const std::string mark = point.contains("review") ? " *" : "";
        table.Add(row, {id, kind, (value.empty() ? TextAt(point, "vague") : value) + mark, TextAt(series, "population"), TextAt(point, "as_of"),
                        NameAt(point, "speaker"), TextAt(series, "status"), quote});
      }
    }
  });
  EndOfTable(table);
}

}  // namespace

void AddFigures(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("figures", "what is counted: every value with its speaker and time (* = reviewed)");
  auto options = std::make_shared<ReadOptions>();
  AddReadOptions(*verb, *options, Asks::kStories);
  verb->callback([options] { Figures(*options); });
}

}  // namespace tawatur::cli
