// Prints what pairs of reports share, for tools/train_links.py. usage: dump_links REPORTS... > PAIRS.tsv
// One line a pair: id, id, stranger (always 0: who is one is known to GROUPS), may, then the features in the order of reconcile/link.h.
#include <cstdio>
#include <string>
#include <vector>

#include "engine.h"
#include "ingest/reader.h"
#include "reconcile/story_index.h"

int main(int argc, char** argv) {
  using namespace tawatur;
  const std::vector<std::string> paths(argv + 1, argv + argc);
  ingest::Reader reader(paths, {});
  std::vector<ingest::Report> reports;
  while (auto r = reader.Next()) reports.push_back(std::move(*r));
  EngineOptions options;
  const RunResult run = Run(ExtractBatch(reports, options), options);
  const extract::Rarity rarity;
  reconcile::StoryIndex index;
  for (Index i = 0; i < run.reports.size(); ++i) index.Put(i, reconcile::ProfileOf(run.reports[i], rarity));
  for (auto [a, b] : index.Candidates()) {
    reconcile::Features features;
    const bool may = reconcile::FeaturesOf(index.ProfileAt(a), index.ProfileAt(b), features);
    std::printf("%s\t%s\t0\t%d", run.reports[a].meta.id.c_str(), run.reports[b].meta.id.c_str(), may ? 1 : 0);
    for (double x : features) std::printf("\t%g", x);
    std::printf("\n");
  }
  return 0;
}
