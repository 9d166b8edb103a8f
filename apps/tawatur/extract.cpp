// tawatur extract: what each report states, one JSON object a line, in input order and constant memory. Entry point:
// AddExtract().
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>

#include "inputs.h"
#include "publish/dump.h"
#include "publish/findings_json.h"
#include "text/text.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

struct ExtractOptions {
  InputOptions input;
  std::string output, stop_after, to = "jsonl";
  bool with_text = false, dump = false;
};

// --stop-after: the product of one room, one item a line, for people who look for the room that went wrong.
void Dump(const std::vector<ingest::Report>& batch, const ExtractOptions& options, const EngineOptions& engine,
          Output& out) {
  std::string lines;
  text::Text text;
  for (const ingest::Report& report : batch) {
    lines += "# " + report.id + "\n";
    if (options.stop_after == "ingest") {
      lines +=
          fmt::format("sha256\t{}\nbytes\t{}\npublished\t{}\n", report.sha256, report.text.size(), report.published);
      for (const Note& note : report.notes)
        lines += fmt::format("note\t{}\t{}-{}\t{}\n", note.name, note.span.begin, note.span.end, note.message);
    } else if (options.stop_after == "text") {
      text::Read(report, text);
      publish::DumpText(text, lines);
    } else {
      publish::DumpFindings(ExtractReport(report, engine), lines);
    }
    out.Write(lines);
    lines.clear();
  }
}

void Extract(const ExtractOptions& options) {
  Inputs inputs(options.input);
  Output out(options.output);
  std::atomic<size_t> figures{0}, claims{0}, events{0};
  publish::FindingsOptions form;
  form.with_text = options.with_text;
  std::vector<std::string> lines;
  inputs.ForEachBatch([&](std::vector<ingest::Report> batch) {
    if (!options.stop_after.empty()) return Dump(batch, options, inputs.engine(), out);
    lines.resize(std::max(lines.size(), batch.size()));
    ExtractEach(batch, inputs.engine(), [&](size_t i, resolve::ResolvedReport&& report) {
      figures += report.findings.figures.size();
      claims += report.findings.claims.size();
      events += report.findings.events.size();
      lines[i].clear();
      publish::WriteFindings(report, form, lines[i]);
    });
    for (size_t i = 0; i < batch.size(); ++i) out.Write(lines[i]);
  });
  out.Commit();
  inputs.Finish(options.stop_after.empty()
                    ? fmt::format(", {} figures, {} claims, {} events", figures.load(), claims.load(), events.load())
                    : "");
}

}  // namespace

void AddExtract(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("extract", "print what each report states, one JSON object a line");
  auto options = std::make_shared<ExtractOptions>();
  AddInputOptions(*verb, options->input);
  verb->add_option("-o,--output", options->output, "write to this file instead of standard output");
  verb->add_option("--to", options->to, "form of the output")->check(CLI::IsMember({"jsonl"}));
  verb->add_flag("--with-text", options->with_text, "put the text that offsets count in into the output");
  verb->add_option("--stop-after", options->stop_after,
                   "dump the product of a room, one item a line, and go no further")
      ->check(CLI::IsMember({"ingest", "text", "extract", "resolve"}));
  verb->add_flag("--dump", options->dump, "with --stop-after (implied)");
  verb->callback([options] { Extract(*options); });
}

}  // namespace tawatur::cli
