// tawatur sources: the reports of stories, with their hashes, and which of them copy others. Entry point: AddSources().
#include <CLI/CLI.hpp>

#include "reading.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

void Sources(const ReadOptions& options) {
  Reading reading(options);
  Table table(options.table, {"report", "sha256", "outlet", "published", "copy of", "title"});
  reading.ForEachDossier([&](const Json& story, const Json& reports) {
    for (const Json& report : reports) {
      Json row{{"story", story["id"]}};
      row.update(report);
      row["copy_of"] = Json();
      for (const Json& copy : story["copies"]) {
        if (copy["by"] == report["id"]) row["copy_of"] = copy["of"], row["copied_share"] = copy["share"];
      }
      table.Add(row, {TextAt(report, "id"), TextAt(report, "sha256").substr(0, 12), TextAt(report, "outlet"), TextAt(report, "published"),
                      TextAt(row, "copy_of"), TextAt(report, "title")});
    }
  });
  EndOfTable(table);
}

}  // namespace

void AddSources(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("sources", "the reports of a story, with their hashes, and which of them copy others");
  auto options = std::make_shared<ReadOptions>();
  AddReadOptions(*verb, *options, Asks::kStories);
  verb->callback([options] { Sources(*options); });
}

}  // namespace tawatur::cli
