// tawatur claims: who says what of whom. Entry point: AddClaims().
#include <CLI/CLI.hpp>

#include "reading.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

void Claims(const ReadOptions& options) {
  Reading reading(options);
  Table table(options.table, {"id", "type", "strength", "speaker", "target", "content"});
  reading.ForEachDossier([&](const Json& story, const Json&) {
    for (const Json& claim : story["claims"]) {
      Json row{{"story", story["id"]}};
      row.update(claim);
      const std::string mark = claim.contains("review") ? " *" : "";
      table.Add(row, {TextAt(claim, "id"), TextAt(claim, "type") + mark, TextAt(claim, "strength"), NameAt(claim, "speaker"), NameAt(claim, "target"),
                      TextAt(claim["content"], "text")});
    }
  });
  EndOfTable(table);
}

}  // namespace

void AddClaims(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("claims", "who says what of whom, and how firmly (* = reviewed)");
  auto options = std::make_shared<ReadOptions>();
  AddReadOptions(*verb, *options, Asks::kStories);
  verb->callback([options] { Claims(*options); });
}

}  // namespace tawatur::cli
