// Fourth step of text: what layout alone gives away as page furniture. Entry point: FindFurniture().
//
// - a line that repeats an earlier line word for word (titles that content systems print three times) keeps its first standing;
// - three or more short lines in a row without a verb-bearing length and without any end mark are a list of links.
// Words that give furniture away are data: see extract/furniture.cpp.
#include <algorithm>
#include <utility>

#include "text/tokens.h"

namespace tawatur::text {
namespace {

constexpr uint32_t kShortLine = 4;   // words
constexpr uint32_t kListLines = 4;   // such lines in a row

struct Line { uint32_t first = 0, last = 0, words = 0, paragraph = 0; bool stop = false; uint64_t hash = 0; };

}  // namespace

void FindFurniture(Text& text) {
  text.furniture.clear();
  std::vector<Line> lines;  // by paragraph: sentences [first, last)
  for (uint32_t s = 0; s < text.sentences.size(); ++s) {
    const Sentence& x = text.sentences[s];
    if (lines.empty() || lines.back().paragraph != x.paragraph) lines.push_back({s, s, 0, x.paragraph, false, 1});
    Line& l = lines.back();
    l.last = s + 1;
    for (uint32_t k = x.first; k < x.last; ++k) {
      const Token& t = text.tokens[k];
      if (t.kind == TokenKind::kWord || t.kind == TokenKind::kNumber) {
        ++l.words;
        l.hash = JoinHash(l.hash, t.hash);
      }
      l.stop |= t.sign == '.' || t.sign == ':' || t.sign == '?' || t.kind == TokenKind::kNumber;
    }
  }
  auto mark = [&](const Line& l, const char* kind) {
    for (uint32_t s = l.first; s < l.last; ++s) text.sentences[s].furniture = true;
    text.furniture.push_back({Span{text.sentences[l.first].span.begin, text.sentences[l.last - 1].span.end}, kind});
  };
  std::vector<std::pair<uint64_t, uint32_t>> seen;
  for (uint32_t i = 0; i < lines.size(); ++i) {
    if (lines[i].words >= 4) seen.emplace_back(lines[i].hash, i);
  }
  std::sort(seen.begin(), seen.end());
  for (size_t i = 1; i < seen.size(); ++i) {
    if (seen[i].first == seen[i - 1].first) mark(lines[seen[i].second], "repeated_line");
  }
  for (uint32_t i = 0; i < lines.size();) {
    uint32_t j = i;
    while (j < lines.size() && lines[j].words <= kShortLine && !lines[j].stop) ++j;
    if (j - i >= kListLines) {
      for (uint32_t k = i; k < j; ++k) {
        if (!text.sentences[lines[k].first].furniture) mark(lines[k], "link_list");
      }
    }
    i = std::max(j, i + 1);
  }
  std::sort(text.furniture.begin(), text.furniture.end(), [](const Furniture& a, const Furniture& b) { return a.span < b.span; });
}

}  // namespace tawatur::text
