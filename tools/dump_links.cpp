// Prints what pairs of reports share, for tools/train_links.py. usage: dump_links REPORTS... > PAIRS.tsv
// One line a pair: id, id, stranger (always 0: who is one is known to GROUPS), may, then the features in the order of reconcile/link.h.
#include <cstdio>
#include <string>
#include <vector>

#include "engine.h"
#include "ingest/reader.h"
#include "reconcile/pairs.h"

int main(int argc, char** argv) {
  using namespace tawatur;
  const std::vector<std::string> paths(argv + 1, argv + argc);
  ingest::Reader reader(paths, {});
  std::vector<ingest::Report> reports;
  while (auto r = reader.Next()) reports.push_back(std::move(*r));
  EngineOptions options;
  const RunResult run = Run(ExtractBatch(reports, options), options);
  const std::vector<Index> order = reconcile::CanonicalOrder(run.reports);
  for (const reconcile::Pair& p : reconcile::PairsOf(run.reports, order)) {
    std::printf("%s\t%s\t0\t%d", run.reports[order[p.a]].meta.id.c_str(), run.reports[order[p.b]].meta.id.c_str(), p.may ? 1 : 0);
    for (double x : p.features) std::printf("\t%g", x);
    std::printf("\n");
  }
  return 0;
}
