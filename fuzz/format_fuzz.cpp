// fuzz: any bytes as an input of one form (TAWATUR_FUZZ_FORMAT, as --format takes it; "any" is recognised), through the reader from a
// file; every report has its identity, every failure a name, and memory stays that of one report.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "ingest/reader.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tawatur::ingest;
  static const int fd = memfd_create("input", 0);
  Require(fd >= 0 && ftruncate(fd, 0) == 0 && pwrite(fd, data, size, 0) == static_cast<ssize_t>(size));
  const std::string path = "/proc/self/fd/" + std::to_string(fd);
  ReaderOptions options;
  options.format = FormatOf(TAWATUR_FUZZ_FORMAT).value_or(Format::kSniff);
  options.text_limit = options.record_limit = size_t{1} << 20;
  options.keep_original = size % 2 == 0;
  Reader reader(std::vector<std::string>{path}, options);
  while (std::optional<Report> report = reader.Next()) {
    Require(report->id.size() > 0 && report->paths.size() == 1 && report->paths[0].starts_with(path));
    Require(report->sha256.size() == 64 && report->text.size() <= options.text_limit);
    for (const tawatur::Note& note : report->notes) Require(note.span.begin <= note.span.end && note.span.end <= report->text.size());
  }
  for (const Failure& failure : reader.TakeFailures()) Require(!failure.note.empty() && !failure.message.empty() && !failure.path.empty());
  return 0;
}
