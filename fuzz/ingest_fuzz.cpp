// fuzz: any bytes through the decoder and the JSON reader; no crash, and offsets that stay inside the text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ingest/encoding.h"
#include "ingest/iso_time.h"
#include "ingest/jsonl.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tawatur;
  static ingest::JsonReader json;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (Result<ingest::Decoded> decoded = ingest::Decode(std::string(bytes), "input")) {
    for (const Note& note : decoded->notes) {
      if (note.span.begin > note.span.end || note.span.end > decoded->text.size()) std::abort();
    }
  }
  if (Result<ingest::Report> report = json.Read(bytes, "input")) {
    if (report->id.empty() || report->sha256.size() != 64) std::abort();
  }
  (void)ingest::NormalIsoTime(bytes);
  return 0;
}
