// tawatur why: where one figure, claim or event comes from. Entry point: AddWhy().
#include <CLI/CLI.hpp>

#include "inputs.h"
#include "publish/why.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

struct WhyOptions {
  InputOptions input;
  std::string id;
};

void Why(const WhyOptions& options) {
  // An id begins with the first digits of its report's SHA-256: only that report need be read closely.
  std::string sha = options.id.substr(0, options.id.find(':'));
  if (sha.size() != 12 || options.id.size() <= sha.size() + 2) {
    Die({ErrorKind::kUsage, options.id, "is no id of a figure, claim or event, such as 0123456789ab:f1042"});
  }
  Inputs inputs(options.input);
  std::string answer;
  inputs.ForEachBatch([&](std::vector<ingest::Report> batch) {
    for (const ingest::Report& report : batch) {
      if (answer.empty() && report.sha256.starts_with(sha))
        answer = publish::Why(ExtractReport(report, inputs.engine()), options.id);
    }
  });
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
  verb->callback([options] { Why(*options); });
}

}  // namespace tawatur::cli
