// tawatur extract: what each report states, one JSON object a line, in input order and constant memory. Entry point:
// AddExtract().
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "inputs.h"
#include "publish/dump.h"
#include "publish/findings_json.h"
#include "text/text.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

struct ExtractOptions {
  InputOptions input;
  std::string output, resume, stop_after, to = "jsonl";
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

// What an interrupted extraction left: how many whole lines, their bytes, and the report of the last one.
struct Left {
  uint64_t reports = 0, bytes = 0;
  std::string last;
};

Left ReadLeft(const std::string& path) {
  Left left;
  std::ifstream in(path, std::ios::binary);
  std::string last;
  for (std::string line; std::getline(in, line) && !in.eof(); last.swap(line)) {
    ++left.reports;
    left.bytes += line.size() + 1;
  }
  if (left.reports == 0) return left;
  nlohmann::json found = nlohmann::json::parse(last, nullptr, false);
  if (found.is_object() && found.contains("report")) left.last = found["report"].value("id", "");
  if (left.last.empty()) Die({ErrorKind::kUsage, path, "holds other things than findings; it was left as it is"});
  return left;
}

// Takes away the reports that are done. The last of them must be the one that the file ends with.
void PassDone(std::vector<ingest::Report>& batch, Left& left, const std::string& path) {
  if (left.reports == 0) return;
  size_t n = static_cast<size_t>(std::min<uint64_t>(left.reports, batch.size()));
  left.reports -= n;
  auto printed = [](const std::string& id) { return nlohmann::json(id).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); };
  if (left.reports == 0 && printed(batch[n - 1].id) != printed(left.last))
    Die({ErrorKind::kUsage, path, "does not hold the beginning of what these inputs give (its last report is " + left.last + ")"});
  batch.erase(batch.begin(), batch.begin() + static_cast<std::ptrdiff_t>(n));
}

void Extract(const ExtractOptions& options) {
  Inputs inputs(options.input);
  Left left;
  if (!options.resume.empty()) left = ReadLeft(options.resume);
  const uint64_t done = left.reports;
  std::unique_ptr<Output> output = options.resume.empty() ? std::make_unique<Output>(options.output) : nullptr;
  std::atomic<size_t> figures{0}, claims{0}, events{0};
  publish::FindingsOptions form;
  form.with_text = options.with_text;
  std::vector<std::string> lines;
  inputs.ForEachBatch([&](std::vector<ingest::Report> batch) {
    PassDone(batch, left, options.resume);
    if (batch.empty()) return;
    if (!output) output = std::make_unique<Output>(options.resume, left.bytes);  // the file is known to belong here
    Output& out = *output;
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
  if (left.reports > 0)
    Die({ErrorKind::kUsage, options.resume, "holds more reports than these inputs give; it was left as it is"});
  if (output) output->Commit();
  inputs.Finish(options.stop_after.empty()
                    ? (done > 0 ? fmt::format(" ({} of them done before)", done) : "") +
                          fmt::format(", {} figures, {} claims, {} events", figures.load(), claims.load(), events.load())
                    : "");
}

}  // namespace

void AddExtract(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("extract", "print what each report states, one JSON object a line");
  auto options = std::make_shared<ExtractOptions>();
  AddInputOptions(*verb, options->input);
  verb->add_option("-o,--output", options->output, "write to this file instead of standard output");
  verb->add_option("--resume", options->resume,
                   "write to this file line by line; what an interrupted run left in it is kept and not done again")
      ->excludes("--output");
  verb->add_option("--to", options->to, "form of the output")->check(CLI::IsMember({"jsonl"}));
  verb->add_flag("--with-text", options->with_text, "put the text that offsets count in into the output");
  verb->add_option("--stop-after", options->stop_after,
                   "dump the product of a room, one item a line, and go no further")
      ->check(CLI::IsMember({"ingest", "text", "extract", "resolve"}));
  verb->add_flag("--dump", options->dump, "with --stop-after (implied)");
  verb->callback([options] { Extract(*options); });
}

}  // namespace tawatur::cli
