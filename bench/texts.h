// The texts that benchmarks read: JSON Lines with a "text" field. Entry point: Load().
// TAWATUR_BENCH_TEXTS=FILE, else ../shared/eval/bulk.jsonl when it is there, else the project's own samples.
#pragma once
#include <simdjson.h>

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
  if (std::filesystem::exists(path)) {
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
  for (const auto& f : std::filesystem::directory_iterator(TAWATUR_SOURCE_DIR "/samples")) {
    std::ifstream in(f.path());
    std::ostringstream s;
    s << in.rdbuf();
    out.emplace_back().text = s.str();
  }
  return out;
}

}  // namespace tawatur
