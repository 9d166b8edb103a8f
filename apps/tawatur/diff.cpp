// tawatur diff: how a story's figures changed between two days of publication. Entry point: AddDiff().
#include <CLI/CLI.hpp>
#include <map>

#include "reading.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

struct DiffOptions : ReadOptions {
  std::string from, to;
};

// The latest value of each series, by what it counts and who is speaking.
std::map<std::string, Json> Latest(const Json& document) {
  std::map<std::string, Json> latest;
  for (const Json& story : document["stories"]) {
    for (const Json& series : story["figures"]) {
      for (const Json& point : series["series"]) {
        const std::string speaker = NameAt(point, "speaker");
        Json row{{"kind", series["kind"]}, {"population", series["population"]}, {"speaker", speaker.empty() ? Json() : Json(speaker)},
                 {"low", point["low"]}, {"high", point["high"]}, {"as_of", point["as_of"]}, {"figure_ids", point["figure_ids"]},
                 {"evidence", point["evidence"]}};
        Json& at = latest[TextAt(series, "kind") + "\n" + TextAt(series, "population") + "\n" + NameAt(series, "place") + "\n" + speaker];
        if (at.is_null() || TextAt(at, "as_of") <= TextAt(row, "as_of")) at = row;
      }
    }
  }
  return latest;
}

std::string ChangeOf(const Json& before, const Json& after) {
  auto number = [](const Json& row) { return row["low"].is_number() ? row["low"].get<int64_t>() : row["high"].is_number() ? row["high"].get<int64_t>() : -1; };
  if (before.is_null()) return "appeared";
  if (after.is_null()) return "withdrawn";
  if (before["low"] == after["low"] && before["high"] == after["high"]) return {};
  return number(after) > number(before) ? "rose" : number(after) < number(before) ? "fell" : "changed";
}

void Diff(const DiffOptions& options) {
  Reading reading(options);
  const store::StoryRow story = reading.Story();
  std::map<std::string, Json> before = Latest(reading.Document(reading.Tell(story, options.from)));
  std::map<std::string, Json> after = Latest(reading.Document(reading.Tell(story, options.to.empty() ? "9999-12-31" : options.to)));
  for (const auto& [key, row] : before) after.emplace(key, Json());
  Table table(options.table, {"change", "kind", "who", "speaker", "before", "after", "as_of"});
  for (const auto& [key, now] : after) {
    const auto at = before.find(key);
    const Json then = at == before.end() ? Json() : at->second;
    const std::string change = ChangeOf(then, now);
    if (change.empty()) continue;
    const Json& either = now.is_null() ? then : now;
    auto value = [](const Json& row) { return row.is_null() ? std::string() : Bounds(row["low"], row["high"]); };
    table.Add({{"story", story.id}, {"change", change}, {"kind", either["kind"]}, {"population", either["population"]}, {"speaker", either["speaker"]},
               {"before", then}, {"after", now}},
              {change, TextAt(either, "kind"), TextAt(either, "population"), TextAt(either, "speaker"), value(then), value(now), TextAt(either, "as_of")});
  }
  EndOfTable(table);
}

}  // namespace

void AddDiff(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("diff", "figures that appeared, rose, fell or were withdrawn between two days of publication");
  auto options = std::make_shared<DiffOptions>();
  AddReadOptions(*verb, *options, Asks::kStory);
  verb->add_option("--from", options->from, "the earlier day, ISO 8601")->required();
  verb->add_option("--to", options->to, "the later day (default: everything)");
  verb->callback([options] { Diff(*options); });
}

}  // namespace tawatur::cli
