// tawatur run: reports in, dossiers out. Entry point: AddRun().
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "export.h"
#include "inputs.h"
#include "publish/dossier_json.h"
#include "publish/findings_json.h"
#include "publish/mask.h"
#include "story_folder.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

struct RunOptions {
  InputOptions input;
  std::string folder, findings, to, rule = "ucdp";
  bool json = false, mask = false, with_text = false;
  ExportChoice form;
};

void WriteFindingsFile(const RunResult& result, const RunOptions& options) {
  publish::FindingsOptions form;
  form.mask = options.mask;
  form.with_text = options.with_text;
  // One for the run: whom one report shows to be a victim is masked in all of them.
  publish::Masker mask(result.reports, options.mask);
  Output out(options.findings);
  std::string line;
  for (const resolve::ResolvedReport& report : result.reports) {
    line.clear();
    publish::WriteFindings(report, form, mask, line);
    out.Write(line);
  }
  out.Commit();
}

void RunReports(const RunOptions& options) {
  InputOptions input = options.input;
  input.keep_original = WantsOriginals(options.to);
  Inputs inputs(input);
  inputs.engine().reconcile.rule = options.rule;
  std::vector<resolve::ResolvedReport> reports;
  publish::OriginalBytes originals;
  inputs.ForEachBatch([&](std::vector<ingest::Report> batch) {
    KeepOriginals(batch, originals);
    for (resolve::ResolvedReport& report : ExtractBatch(batch, inputs.engine())) reports.push_back(std::move(report));
  });
  RunResult result = Run(std::move(reports), inputs.engine());

  if (!options.findings.empty()) WriteFindingsFile(result, options);
  const bool exported = options.to != "text" && options.to != "json" && !options.to.empty();
  if (exported) {
    ExportChoice choice = options.form;
    choice.form = options.to, choice.mask = options.mask, choice.output = options.folder;
    choice.options.originals = &originals;
    if (!options.folder.empty()) MakeFolder(options.folder);
    WriteExport(result, choice, inputs.engine().lexicon);
  }
  if (!options.folder.empty() && !exported) WriteStoryFolder(result, options.folder, options.mask);
  bool json = options.json || options.to == "json";
  bool text = options.to == "text";
  if (!json && !text && !exported && options.folder.empty()) (isatty(STDOUT_FILENO) == 1 ? text : json) = true;
  Output out("");
  std::string bytes;
  if (text) bytes = StoryLines(result, options.mask);
  if (json) publish::WriteDossiers(result.dossiers, result.reports, {.mask = options.mask}, bytes);
  out.Write(bytes);
  out.Commit();

  size_t events = 0, figures = 0, conflicts = 0;
  for (const reconcile::Story& story : result.dossiers.stories) {
    events += story.events.size();
    figures += story.figures.size();
    for (const reconcile::FigureSeries& series : story.figures) conflicts += series.conflict.has_value();
  }
  inputs.Finish(fmt::format(", {} stories, {} events, {} figure series, {} conflicts", result.dossiers.stories.size(),
                            events, figures, conflicts));
}

}  // namespace

void AddRun(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("run", "reconcile reports into one dossier a story");
  auto options = std::make_shared<RunOptions>();
  AddInputOptions(*verb, options->input);
  AllowStore(*verb, options->input);
  verb->add_option("-o,--output", options->folder, "write pages, tables and JSON into this folder");
  verb->add_flag("--json", options->json, "print the dossiers as JSON (default when standard output is no terminal)");
  verb->add_option("--to", options->to, "form on standard output, or in -o FOLDER instead of the pages (docs/exports.md)")->check(CLI::IsMember(FormNames({"text"})));
  AddTableOptions(*verb, options->form);
  verb->add_option("--findings", options->findings, "write what each report states, dated by its story, to this file");
  verb->add_flag("--with-text", options->with_text, "put the texts into --findings");
  verb->add_flag("--public", options->mask, "mask victims' and private persons' names in everything written");
  verb->add_option("--rule", options->rule, "how low, best and high are derived (default: ucdp)")
      ->check(CLI::IsMember({"ucdp", "gtd", "acled", "latest"}));
  verb->callback([options] { RunReports(*options); });
}

}  // namespace tawatur::cli
