// Page furniture that its words give away: share bars, related links, newsletter boxes. Entry point: FindFurnitureWords().
//
// A line that begins with a listed phrase is furniture (furniture.line), or it and what follows are (furniture.rest: comment
// forms and related lists at a page's foot). A line without any Arabic letter is furniture too: scripts, counters, credits.
#include "extract/extract.h"

namespace tawatur::extract {
namespace {

constexpr uint32_t kLongLine = 40;  // tokens: a line longer than this tells something, whatever it begins with
constexpr uint32_t kLabel = 4;      // tokens: a single listed word is furniture only where little else stands on its line

bool HasArabic(const text::Text& text, const text::Sentence& s) {
  for (uint32_t k = s.first; k < s.last; ++k) {
    if (text.tokens[k].hash && text::IsArabic(static_cast<unsigned char>(text.Word(k).front()))) return true;
  }
  return false;
}

// "Site: headline (print)": the title of a print view ends in a bracketed label.
bool EndsInLabel(const Words& words, const text::Text& text, const text::Sentence& s) {
  const auto& t = text.tokens;
  return s.last >= s.first + 4 && t[s.last - 1].sign == ')' && t[s.last - 3].sign == '(' && words.Is(s.last - 2, Tag::kFurnitureLine);
}

}  // namespace

void FindFurnitureWords(const Words& words, text::Text& text, Findings&) {
  const auto n = static_cast<uint32_t>(text.sentences.size());
  bool rest = false;
  std::string_view rest_kind;
  for (uint32_t s = 0; s < n;) {
    uint32_t e = s + 1;  // sentences [s, e) are one line
    while (e < n && text.sentences[e].paragraph == text.sentences[s].paragraph) ++e;
    std::string_view kind;
    uint32_t count = 0;
    bool arabic = false;
    for (uint32_t x = s; x < e; ++x) {
      count += text.sentences[x].last - text.sentences[x].first;
      arabic = arabic || HasArabic(text, text.sentences[x]);
    }
    uint32_t first = text.sentences[s].first;
    while (first + 1 < text.sentences[s].last && !text.tokens[first].hash) ++first;
    if (!arabic && count <= kLongLine) {
      bool number = false;
      for (uint32_t k = text.sentences[s].first; k < text.sentences[e - 1].last; ++k) number |= text.tokens[k].kind == text::TokenKind::kNumber;
      if (!number) kind = "foreign_line";
    }
    auto limit = [&](const Hit& hit) { return hit.last - first > 1 ? kLongLine : kLabel; };
    if (const Hit hit = words.At(first, Tag::kFurnitureLine); hit && count <= limit(hit)) kind = words.lexicon->Symbol(hit.sense->value);
    if (EndsInLabel(words, text, text.sentences[e - 1])) kind = "page_title";
    if (const Hit hit = words.At(first, Tag::kFurnitureRest); hit && count <= limit(hit) && s > n / 3) {
      rest = true;
      rest_kind = words.lexicon->Symbol(hit.sense->value);
    }
    if (rest) kind = rest_kind;
    if (!kind.empty()) {
      bool marked = true;
      for (uint32_t x = s; x < e; ++x) {
        marked = marked && text.sentences[x].furniture;
        text.sentences[x].furniture = true;
      }
      if (!marked) text.furniture.push_back({Span{text.sentences[s].span.begin, text.sentences[e - 1].span.end}, std::string(kind)});
    }
    s = e;
  }
}

}  // namespace tawatur::extract
