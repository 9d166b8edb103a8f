// The walk of the extract room. Entry point: Extract().
#include "extract/extract.h"

namespace tawatur::extract {

void Extract(text::Text& text, const lexicon::Lexicon& lexicon, Words& words, Findings& out) {
  out = Findings{};
  Annotate(text, lexicon, words);
  TakeFingerprints(words, out);
  if (text.lang != "ar" && text.lang != "zxx") return;  // said in a note
  FindFurnitureWords(words, text, out);
  FindNumbers(words, out);
  FindTimes(words, out);
  FindMentions(words, out);
  FindBylines(words, out);
  FindAttributions(words, out);
  FindEvents(words, out);
  FindFigures(words, out);
  FindClaims(words, out);
}

}  // namespace tawatur::extract
