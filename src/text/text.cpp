// The walk of the text room. Entry point: Read().
#include "text/text.h"

#include <algorithm>

#include "text/tokens.h"

namespace tawatur::text {

void Read(const ingest::Report& report, Text& out) {
  out.original = report.text;
  out.notes.clear();
  Fold(out.original, out.folded);
  const uint32_t joined = FindTokens(out);
  FindSentences(out);
  FindFurniture(out);
  out.lang = GuessLanguage(out.original);
  if (out.tokens.empty()) {
    out.notes.push_back({"no_text", {}, "the report holds no words"});
  } else if (out.lang != "ar" && out.lang != "zxx") {
    out.notes.push_back({"not_arabic", {}, "the text does not look Arabic (" + out.lang + "); nothing was read from it"});
  }
  if (joined) {
    const auto first = std::find_if(out.tokens.begin(), out.tokens.end(), [](const Token& t) { return t.joined; });
    out.notes.push_back({"cloaked_words", first->span(), std::to_string(joined) + " words written with signs between their letters were read as words"});
  }
}

}  // namespace tawatur::text
