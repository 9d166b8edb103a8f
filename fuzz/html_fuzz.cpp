// fuzz: any bytes as a page and as a piece of one; no crash, valid UTF-8, notes inside the text, the same twice.
// Seeds: cases/pages/open.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ingest/encoding.h"
#include "ingest/html.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tawatur;
  static const ingest::HtmlReader reader;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (bool fragment : {false, true}) {
    ingest::HtmlOptions options;
    options.fragment = fragment;
    Result<ingest::Page> page = reader.Read(bytes, options, "input");
    if (!page) continue;
    std::string repaired;
    if (ingest::ReplaceInvalid(page->text, repaired) != 0) std::abort();
    for (const Note& note : page->notes) {
      if (note.span.begin > note.span.end || note.span.end > page->text.size()) std::abort();
    }
    Result<ingest::Page> again = reader.Read(bytes, options, "input");
    if (!again || again->text != page->text || again->title != page->title) std::abort();
  }
  (void)ingest::LooksLikeHtml(bytes);
  return 0;
}
