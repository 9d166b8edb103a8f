// tawatur run: reports in, dossiers out. Entry point: AddRun().
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "engine_crowd.h"
#include "export.h"
#include "inputs.h"
#include "publish/dossier_json.h"
#include "publish/export_parts.h"
#include "publish/findings_json.h"
#include "publish/mask.h"
#include "run_output.h"
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

// A spreadsheet and a bag need all reports at once; so do several masked forms together.
void RunWhole(const RunOptions& options, Inputs& inputs, bool exported, bool json, bool text) {
  std::vector<resolve::ResolvedReport> reports;
  publish::OriginalBytes originals;
  Extractor extractor(inputs.engine());
  inputs.ForEachBatch([&](std::vector<ingest::Report> batch) {
    KeepOriginals(batch, originals);
    for (resolve::ResolvedReport& report : extractor.Batch(batch)) reports.push_back(std::move(report));
  });
  RunResult result = Run(std::move(reports), inputs.engine());

  if (!options.findings.empty()) WriteFindingsFile(result, options);
  if (exported) {
    ExportChoice choice = options.form;
    choice.form = options.to, choice.mask = options.mask, choice.output = options.folder;
    choice.options.originals = &originals;
    if (!options.folder.empty()) MakeFolder(options.folder);
    WriteExport(result, choice, inputs.engine().lexicon);
  }
  if (!options.folder.empty() && !exported) WriteStoryFolder(result, options.folder, options.mask);
  Output out("");
  std::string bytes;
  if (text) bytes = StoryLines(result, options.mask, false);
  if (json) publish::WriteDossiers(result.dossiers, result.reports, {.mask = options.mask}, bytes);
  out.Write(bytes);
  out.Commit();
  inputs.Finish(CountsOf(result.dossiers));
}

// Everything else is written story by story, and no report is kept longer than its story takes.
void RunByStory(const RunOptions& options, Inputs& inputs, bool json, bool text) {
  const std::string folder = TemporaryFolder();
  Crowd crowd(inputs.engine(), folder);
  auto must = [](const Result<bool>& done) {
    if (!done) Die(done.error());
  };
  inputs.ForEachBatch([&](std::vector<ingest::Report> batch) { must(crowd.Add(std::move(batch))); });
  RunOutput output({options.folder, options.findings, json, text, options.with_text}, folder);
  must(crowd.Tell([&](RunResult&& told) { return output.Take(std::move(told)); }));
  must(output.Finish());
  inputs.Finish(output.Counts());
}

void RunReports(const RunOptions& options) {
  InputOptions input = options.input;
  input.keep_original = WantsOriginals(options.to);
  Inputs inputs(input);
  inputs.engine().reconcile.rule = options.rule;
  const bool exported = options.to != "text" && options.to != "json" && !options.to.empty();
  bool json = options.json || options.to == "json";
  bool text = options.to == "text";
  if (!json && !text && !exported && options.folder.empty()) (isatty(STDOUT_FILENO) == 1 ? text : json) = true;
  const bool form_alone = exported ? !json && !text : json && !text && options.folder.empty();
  if ((exported || options.mask) && form_alone && options.findings.empty() && publish::PartedForm::Can(options.to)) {
    ExportChoice choice = options.form;
    choice.form = exported ? options.to : "json", choice.mask = options.mask, choice.output = options.folder;
    if (!options.folder.empty()) MakeFolder(options.folder);
    CheckOutput(choice);
    ExportCrowd(choice, inputs);
  } else if (exported || options.mask) RunWhole(options, inputs, exported, json, text);
  else RunByStory(options, inputs, json, text);
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
