// Prints what pairs of reports share, for tools/train_links.py. usage: dump_links REPORTS... > PAIRS.tsv
// One line a pair: id, id, may (0 = forbidden by time), then the features in the order of reconcile/link.h.
#include <cstdio>
#include <string>
#include <vector>

#include "engine_case.h"
#include "ingest/reader.h"
#include "reconcile/story_index.h"

constexpr size_t kFew = 1000;  // of so few, all pairs are printed; of more, those that are linked

int main(int argc, char** argv) {
  using namespace tawatur;
  const std::vector<std::string> paths(argv + 1, argv + argc);
  ingest::Reader reader(paths, {});
  std::vector<ingest::Report> reports;
  while (auto r = reader.Next()) reports.push_back(std::move(*r));
  EngineOptions options;
  std::vector<resolve::ResolvedReport> ready = ExtractBatch(reports, options);
  Prepare(ready);
  const extract::Rarity rarity;
  reconcile::StoryIndex index;
  for (Index i = 0; i < ready.size(); ++i) index.Put(i, reconcile::ProfileOf(ready[i], rarity));
  index.Settle();
  auto print = [&](uint32_t a, uint32_t b) {
    reconcile::Features features;
    const bool may = reconcile::FeaturesOf(index.ProfileAt(a), index.ProfileAt(b), features);
    std::printf("%s\t%s\t%d", ready[a].meta.id.c_str(), ready[b].meta.id.c_str(), may ? 1 : 0);
    for (double x : features) std::printf("\t%g", x);
    std::printf("\n");
  };
  if (ready.size() <= kFew) {
    for (uint32_t a = 0; a < ready.size(); ++a) {
      for (uint32_t b = a + 1; b < ready.size(); ++b) print(a, b);
    }
  } else {
    for (auto [a, b] : index.Candidates()) print(a, b);
  }
  return 0;
}
