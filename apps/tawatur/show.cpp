// tawatur show: one dossier for a reader at a terminal. Entry point: AddShow().
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <set>

#include "publish/dossier_json.h"
#include "reading.h"
#include "story_folder.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

// A heading and its lines; nothing where there is none.
void Section(std::string& out, const char* heading, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  out += fmt::format("\n{}\n", heading);
  for (const std::string& line : lines) out += "  " + line + "\n";
}

std::string Readable(const Json& story) {
  std::string out;
  std::vector<std::string> lines;
  for (const Json& r : story["responsible"]) {
    std::string by;
    std::set<std::string> named;
    for (const Json& s : r["stated_by"]) {
      const std::string name = s.is_null() ? "" : TextAt(s, "name").empty() ? TextAt(s, "text") : TextAt(s, "name");
      if (named.insert(name).second) by += (by.empty() ? "" : ", ") + (name.empty() ? "the report itself" : Isolate(name));
    }
    lines.push_back(fmt::format("{} ({}, {}) says {}; answer: {}", Isolate(TextAt(r, "name")), TextAt(r, "stance"), TextAt(r, "strength"),
                                by.empty() ? "the report itself" : by, TextAt(r, "answer").empty() ? "not reported" : TextAt(r, "answer")));
  }
  Section(out, "Named as responsible", lines);
  lines.clear();
  for (const Json& f : story["figures"]) {
    if (!f["conflict"].is_null()) lines.push_back(fmt::format("{}{}: {}", TextAt(f, "kind"), TextAt(f, "population").empty() ? "" : ", " + TextAt(f, "population"),
                                                                   TextAt(f["conflict"], "explanation")));
  }
  for (const Json& e : story["events"]) {
    for (const Json& c : e["conflicts"]) {
      std::string values;
      for (const Json& v : c["values"]) values += (values.empty() ? "" : " / ") + Isolate(v.get<std::string>());
      lines.push_back(fmt::format("{} of {}: {}", TextAt(c, "slot"), TextAt(e, "class"), values));
    }
  }
  Section(out, "Conflicts", lines);
  lines.clear();
  for (const Json& t : story["timeline"]) {
    if (TextAt(t, "lane") == "happened") lines.push_back(fmt::format("{:<12}{}", DateAt(t), TextAt(t, "what")));
  }
  Section(out, "What happened", lines);
  lines.clear();
  if (story.contains("reviews")) {
    for (const Json& r : story["reviews"])
      lines.push_back(fmt::format("{} {} {} by {} at {}: {} -> {}{}", TextAt(r, "object"), TextAt(r, "id"), TextAt(r, "status"), TextAt(r, "by"), TextAt(r, "at"),
                                  Isolate(r["machine"].dump()), Isolate(r["changes"].dump()), TextAt(r, "reason").empty() ? "" : " (" + TextAt(r, "reason") + ")"));
  }
  Section(out, "Decided by people", lines);
  lines.clear();
  for (const Json& n : story["not_said"]) lines.push_back(TextAt(n, "text"));
  Section(out, "What the reports do not say", lines);
  return out;
}

void Show(const ReadOptions& options) {
  Reading reading(options);
  const RunResult told = reading.Tell(reading.Story());
  std::string form = options.table.form;
  if (form.empty()) form = !options.table.json && isatty(STDOUT_FILENO) == 1 ? "table" : "json";
  Output out("");
  if (form == "table") {
    const Json document = reading.Document(told);
    out.Write(StoryLines(told, reading.masking(), true));
    for (const Json& story : document["stories"]) out.Write(Readable(story));
  } else {
    std::string bytes;
    publish::WriteDossiers(told.dossiers, told.reports, {.mask = reading.masking()}, bytes);
    out.Write(bytes);
  }
  out.Commit();
}

}  // namespace

void AddShow(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("show", "one dossier, readable on a terminal, else as JSON");
  auto options = std::make_shared<ReadOptions>();
  AddReadOptions(*verb, *options, Asks::kStory);
  verb->callback([options] { Show(*options); });
}

}  // namespace tawatur::cli
