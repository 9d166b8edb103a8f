// tawatur doctor: does this program work here? Entry point: AddDoctor().
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <thread>

#include "base/sha256.h"
#include "engine.h"
#include "output.h"
#include "publish/findings_json.h"
#include "publish/schemas.h"
#include "store/store.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

// Two sentences of ours, in bytes because code is ASCII: "Two civilians were killed and five people were injured in
// the town of ...".
constexpr std::string_view kText =
    "\xD9\x82\xD8\xAA\xD9\x84 \xD9\x85\xD8\xAF\xD9\x86\xD9\x8A\xD8\xA7\xD9\x86 "
    "\xD9\x88\xD8\xA3\xD8\xB5\xD9\x8A\xD8\xA8 5 \xD8\xA3\xD8\xB4\xD8\xAE\xD8\xA7\xD8\xB5.\n";

struct Finding {
  std::string what, answer;
  bool good = false;
};

ingest::Report Sample() {
  ingest::Report report;
  report.id = "doctor";
  report.paths = {"doctor"};
  report.text = kText;
  report.sha256 = Sha256Hex(kText);
  return report;
}

Finding TryEngine(std::string& line) {
  EngineOptions options;
  resolve::ResolvedReport read = ExtractReport(Sample(), options);
  publish::WriteFindings(read, {}, line);
  size_t n = read.findings.figures.size();
  return {"engine", fmt::format("{} figures in the test sentence, 2 expected", n), n == 2};
}

Finding TryStore(const std::string& line) {
  Result<store::Store> store = store::Store::Open(":memory:", store::Store::Mode::kWrite);
  if (!store) return {"store", store.error().message, false};
  store::Item item;
  item.report = Sample(), item.findings = line;
  Result<store::Added> added = store->Add({&item, 1}, TAWATUR_VERSION);
  if (!added) return {"store", added.error().message, false};
  Result<std::vector<store::Hit>> hits = store->Search(kText.substr(0, 6), 5);
  if (!hits) return {"search", hits.error().message, false};
  size_t differences = 0;
  Result<store::Verified> verified = store->Verify([&](const store::Difference&) { ++differences; });
  if (!verified) return {"store", verified.error().message, false};
  bool good = hits->size() == 1 && differences == 0 && verified->quotes > 0;
  return {"store", fmt::format("{} hit, {} quotes, {} differences", hits->size(), verified->quotes, differences), good};
}

void Doctor() {
  std::string line;
  std::vector<Finding> findings{{"version", TAWATUR_VERSION, true},
                                {"processors", std::to_string(std::thread::hardware_concurrency()), true},
                                {"schemas", std::to_string(publish::Schemas().size()), !publish::Schemas().empty()}};
  findings.push_back(TryEngine(line));
  findings.push_back(TryStore(line));
  Output out("");
  bool good = true;
  for (const Finding& f : findings) {
    out.Write(fmt::format("{:<11}{:<5}{}\n", f.what, f.good ? "ok" : "BAD", f.answer));
    good = good && f.good;
  }
  out.Commit();
  if (!good) throw Exit(kInternal);
}

}  // namespace

void AddDoctor(CLI::App& app) {
  app.add_subcommand("doctor", "check that this program works on this machine")->callback([] { Doctor(); });
}

}  // namespace tawatur::cli
