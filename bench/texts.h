// The texts that benchmarks read: JSON Lines with a "text" field. Entry point: Load().
// TAWATUR_BENCH_TEXTS=FILE ("samples": our own), else ../shared/eval/bulk.jsonl when it is there, else samples/.
#pragma once
#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "ingest/report.h"

namespace tawatur {

inline std::vector<ingest::Report> Load() {
  std::vector<ingest::Report> out;
  const char* given = std::getenv("TAWATUR_BENCH_TEXTS");
  const std::string path = given ? given : TAWATUR_SOURCE_DIR "/../shared/eval/bulk.jsonl";
  if (std::filesystem::is_regular_file(path)) {
    simdjson::dom::parser parser;
    simdjson::dom::document_stream docs;
    if (parser.load_many(path, 1 << 24).get(docs)) return out;
    for (auto doc : docs) {
      std::string_view text;
      if (doc["text"].get(text)) continue;
      out.emplace_back().text = text;
    }
    return out;
  }
  std::vector<std::filesystem::path> samples;
  for (const auto& f : std::filesystem::directory_iterator(TAWATUR_SOURCE_DIR "/samples")) {
    if (f.path().extension() == ".txt") samples.push_back(f.path());
  }
  std::sort(samples.begin(), samples.end());  // the same count of instructions each time
  for (const auto& path_of : samples) {
    std::ifstream in(path_of);
    std::ostringstream text;
    text << in.rdbuf();
    out.emplace_back().text = text.str();
  }
  return out;
}

}  // namespace tawatur
