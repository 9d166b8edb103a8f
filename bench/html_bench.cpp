// Markup in memory -> text, on one core: MB of markup a second, over the pages of cases/pages/open. The tree alone is
// measured too.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "ingest/html.h"
#include "ingest/html_tree.h"

namespace tawatur::ingest {
namespace {

std::vector<std::string> Pages() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(TAWATUR_SOURCE_DIR "/cases/pages/open")) {
    if (entry.path().extension() == ".html") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> pages;
  for (const auto& path : paths) {
    std::ostringstream page;
    page << std::ifstream(path, std::ios::binary).rdbuf();
    pages.push_back(page.str());
  }
  return pages;
}

int64_t Bytes(const std::vector<std::string>& pages) {
  size_t bytes = 0;
  for (const std::string& page : pages) bytes += page.size();
  return static_cast<int64_t>(bytes);
}

void MarkupToText(benchmark::State& state) {
  const std::vector<std::string> pages = Pages();
  const HtmlReader reader;
  for (auto _ : state) {
    for (const std::string& page : pages) benchmark::DoNotOptimize(reader.Read(page, {}, "page"));
  }
  state.SetBytesProcessed(state.iterations() * Bytes(pages));
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(pages.size()));
}
BENCHMARK(MarkupToText)->Unit(benchmark::kMillisecond);

void MarkupToTree(benchmark::State& state) {
  const std::vector<std::string> pages = Pages();
  for (auto _ : state) {
    for (const std::string& page : pages) benchmark::DoNotOptimize(ParseHtml(page, {}, "page"));
  }
  state.SetBytesProcessed(state.iterations() * Bytes(pages));
}
BENCHMARK(MarkupToTree)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tawatur::ingest

BENCHMARK_MAIN();
