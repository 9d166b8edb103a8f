// tawatur why: where one figure, claim or event comes from. Entry point: AddWhy().
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "inputs.h"
#include "publish/why.h"
#include "store/review.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

struct WhyOptions {
  InputOptions input;
  std::string id;
};

// What people decided about it, from the log.
std::string Decided(store::Store& store, const std::string& id) {
  store::Reviews log(store);
  Result<store::Subject> subject = log.Find(id);
  if (!subject) return {};
  Result<std::vector<store::Review>> rows = log.List(subject->target);
  if (!rows) Die(rows.error());
  std::string out;
  for (const store::Review& r : *rows) {
    out += fmt::format("Decided: {} by {} at {}{}{} (review {})\n", r.action, r.who, r.at, r.after == "{}" ? "" : ": " + r.after,
                       r.reason.empty() ? "" : ", because: " + r.reason, r.number);
  }
  return out;
}

void Why(const WhyOptions& options) {
  // An id begins with the first digits of its report's SHA-256: only that report need be read closely.
  std::string sha = options.id.substr(0, options.id.find(':'));
  if (sha.size() != 12 || options.id.size() <= sha.size() + 2) {
    Die({ErrorKind::kUsage, options.id, "is no id of a figure, claim or event, such as 0123456789ab:f1042"});
  }
  Inputs inputs(options.input);
  std::string answer;
  auto ask = [&](const ingest::Report& report) {
    if (answer.empty() && report.sha256.starts_with(sha)) answer = publish::Why(ExtractReport(report, inputs.engine()), options.id);
  };
  if (!options.input.store.empty()) {
    Result<std::vector<ingest::Report>> reports = inputs.file()->stories().ReadReports(sha);
    if (!reports) Die(reports.error());
    for (const ingest::Report& report : *reports) ask(report);
    if (!answer.empty()) answer += Decided(inputs.file()->store(), options.id);
  } else {
    inputs.ForEachBatch([&](std::vector<ingest::Report> batch) {
      for (const ingest::Report& report : batch) ask(report);
    });
  }
  if (answer.empty()) Die({ErrorKind::kUsage, options.id, "is in none of these reports"});
  Output out("");
  out.Write(answer);
  if (!answer.ends_with('\n')) out.Write("\n");
  out.Commit();
  inputs.Finish("");
}

}  // namespace

void AddWhy(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("why", "show the chain behind a figure, claim or event: quote, speaker, rule");
  auto options = std::make_shared<WhyOptions>();
  options->input.quiet = true;
  verb->add_option("ID", options->id, "as in the output of extract and run")->required();
  AddInputOptions(*verb, options->input);
  AllowStore(*verb, options->input);
  verb->callback([options] { Why(*options); });
}

}  // namespace tawatur::cli
