// The build tool that compiles data/lexicon/*.tsv into the embedded blob. usage: lexc [-k] -o BLOB LIST...
// -k: leave out lines that do not compile, and say so (while lists are being written).
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "lexicon/compile.h"

int main(int argc, char** argv) {
  std::string out;
  std::vector<tawatur::lexicon::SourceFile> files;
  bool keep_going = false;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "-k") {
      keep_going = true;
      continue;
    }
    if (std::string(argv[i]) == "-o" && i + 1 < argc) {
      out = argv[++i];
      continue;
    }
    auto file = tawatur::lexicon::ReadSource(argv[i]);
    if (!file) {
      std::fprintf(stderr, "lexc: %s: cannot be read\n", argv[i]);
      return 74;
    }
    files.push_back(std::move(*file));
  }
  auto blob = tawatur::lexicon::Compile(files);
  while (!blob && keep_going) {
    const std::string& place = blob.error().place;
    const size_t colon = place.rfind(':');
    std::fprintf(stderr, "lexc: %s: %s (left out)\n", place.c_str(), blob.error().message.c_str());
    for (auto& f : files) {
      if (colon == std::string::npos || place.substr(0, colon) != f.path) continue;
      size_t at = 0;
      for (int line = std::stoi(place.substr(colon + 1)); line > 1; --line) at = f.content.find('\n', at) + 1;
      f.content.insert(at, "#");
    }
    blob = tawatur::lexicon::Compile(files);
  }
  if (!blob) {
    std::fprintf(stderr, "lexc: %s: %s\n", blob.error().place.c_str(), blob.error().message.c_str());
    return 1;
  }
  std::ofstream file(out, std::ios::binary);
  file << *blob;
  file.close();
  if (!file) {
    std::fprintf(stderr, "lexc: %s: cannot be written\n", out.c_str());
    return 74;
  }
  return 0;
}
