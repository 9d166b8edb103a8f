// Fourth step of text: what layout alone gives away as page furniture. Entry point: FindFurniture().
//
// - a line that repeats an earlier line word for word (titles that content systems print three times) keeps its first standing;
// - three or more short lines in a row without a verb-bearing length and without any end mark are a list of links.
// Words that give furniture away are data: see extract/furniture.cpp.
#include <algorithm>
#include <array>
#include <utility>

#include "text/tokens.h"

namespace tawatur::text {
namespace {

constexpr uint32_t kShortLine = 4;   // words
constexpr uint32_t kRepeated = 4;    // words, at least, of a line that repeats another
constexpr uint32_t kListLines = 4;   // such lines in a row

struct Line { uint32_t first = 0, last = 0, words = 0, paragraph = 0; bool stop = false; };

// Hash of a line's words and numbers.
uint64_t HashLine(const Text& text, const Line& l) {
  uint64_t hash = 1;
  for (uint32_t k = text.sentences[l.first].first; k < text.sentences[l.last - 1].last; ++k) {
    if (text.tokens[k].hash) hash = JoinHash(hash, text.tokens[k].hash);
  }
  return hash;
}

// What equal lines have in common, and few others: their length, first and last word.
uint64_t Likeness(const Text& text, const Line& l) {
  uint32_t first = text.sentences[l.first].first, last = text.sentences[l.last - 1].last;
  while (first + 1 < last && !text.tokens[first].hash) ++first;
  while (last > first + 1 && !text.tokens[last - 1].hash) --last;
  return JoinHash(JoinHash(l.words, text.tokens[first].hash), text.tokens[last - 1].hash);
}

// Some line may be like another: in most texts it is seen at once that none is.
bool MayRepeat(const Text& text, const std::vector<Line>& lines) {
  std::array<uint64_t, 32> met{};
  bool twice = false;
  for (const Line& l : lines) {
    if (l.words < kRepeated) continue;
    const uint64_t like = Likeness(text, l), bit = uint64_t{1} << like % 64;
    uint64_t& bits = met[like / 64 % met.size()];
    twice |= (bits & bit) != 0;
    bits |= bit;
  }
  return twice;
}

}  // namespace

void FindFurniture(Text& text) {
  text.furniture.clear();
  std::vector<Line> lines;  // by paragraph: sentences [first, last)
  lines.reserve(text.sentences.size());
  for (uint32_t s = 0; s < text.sentences.size(); ++s) {
    const Sentence& x = text.sentences[s];
    if (lines.empty() || lines.back().paragraph != x.paragraph) lines.push_back({s, s, 0, x.paragraph, false});
    Line& l = lines.back();
    l.last = s + 1;
    l.words += x.words + x.numbers;
    l.stop |= x.stop || x.numbers > 0;
  }
  auto mark = [&](const Line& l, const char* kind) {
    for (uint32_t s = l.first; s < l.last; ++s) text.sentences[s].furniture = true;
    text.furniture.push_back({Span{text.sentences[l.first].span.begin, text.sentences[l.last - 1].span.end}, kind});
  };
  std::vector<std::pair<uint64_t, uint32_t>> seen;
  if (MayRepeat(text, lines)) {
    seen.reserve(lines.size());
    for (uint32_t i = 0; i < lines.size(); ++i) {
      if (lines[i].words >= kRepeated) seen.emplace_back(Likeness(text, lines[i]), i);
    }
    std::sort(seen.begin(), seen.end());
  }
  // Few lines are like another one: only those are compared word for word.
  size_t alike = 0;
  for (size_t i = 0; i < seen.size(); ++i) {
    const bool like = (i > 0 && seen[i - 1].first == seen[i].first) || (i + 1 < seen.size() && seen[i + 1].first == seen[i].first);
    if (like) seen[alike++] = seen[i];
  }
  seen.resize(alike);
  for (auto& [hash, line] : seen) hash = HashLine(text, lines[line]);
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
