// Lines by length and by how they end, see layout.h.
#include "reconcile/layout.h"

#include <algorithm>

namespace tawatur::reconcile {
namespace {

constexpr uint32_t kProseWords = 15;      // a line of fewer words is a title, a stamp, a menu entry
constexpr uint32_t kHeadlineWords = 4;    // a shorter line names nothing
constexpr uint32_t kLongHeadline = 14;
constexpr uint32_t kLongCaption = 30;
constexpr uint32_t kLeadBytes = 800;      // of the prose: about 80 words

uint32_t WordsOf(std::string_view line) {
  uint32_t words = 0;
  for (size_t i = 0; i < line.size(); ++i) words += line[i] != ' ' && (i == 0 || line[i - 1] == ' ');
  return words;
}

bool Ends(std::string_view line) {  // like a sentence
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '"' || line.back() == ')')) line.remove_suffix(1);
  return !line.empty() && (line.back() == '.' || line.back() == ':' || line.back() == ',' || line.back() == ';');
}

bool EndsInBracket(std::string_view line) {  // the photographer, the agency
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  return !line.empty() && line.back() == ')';
}

bool In(const std::vector<Span>& lines, uint32_t at) {
  auto it = std::upper_bound(lines.begin(), lines.end(), at, [](uint32_t x, const Span& s) { return x < s.begin; });
  return it != lines.begin() && at < std::prev(it)->end;
}

}  // namespace

Layout::Layout(std::string_view text, const std::vector<uint32_t>& said) : prose_(static_cast<uint32_t>(text.size())) {
  struct Line { Span span; uint32_t words = 0; bool caption = false; };
  std::vector<Line> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    Line line{{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, WordsOf(text.substr(begin, end - begin)), false};
    const auto told = std::lower_bound(said.begin(), said.end(), line.span.begin);
    line.caption = line.words >= kHeadlineWords && line.words <= kLongCaption && EndsInBracket(Slice(text, line.span)) && (told == said.end() || *told >= line.span.end);
    if (line.words >= kHeadlineWords) lines.push_back(line);
    begin = end + 1;
  }
  auto prose = std::find_if(lines.begin(), lines.end(), [](const Line& l) { return !l.caption && l.words >= kProseWords; });
  if (prose == lines.end()) {  // "... (Reuters)": agency copy of one paragraph
    prose = std::find_if(lines.begin(), lines.end(), [](const Line& l) { return l.words >= kProseWords; });
    if (prose != lines.end()) prose->caption = false;
  }
  const bool found = prose != lines.end();
  if (found) prose_ = prose->span.begin;
  for (const Line& line : lines) {
    if (line.caption) captions_.push_back(line.span);
    const bool below = found && line.span.begin > prose_;
    if (below && line.words <= kLongHeadline && !Ends(Slice(text, line.span))) asides_.push_back(line.span);
  }
  lead_ = (found ? prose_ : 0) + kLeadBytes;
}

Layout Layout::Of(const resolve::ResolvedReport& report) {
  std::vector<uint32_t> said;
  for (const extract::Attribution& a : report.findings.attributions) {
    if (!a.cue.Empty() && !a.verb.empty()) said.push_back(a.cue.begin);
  }
  std::sort(said.begin(), said.end());
  return Layout(report.text, said);
}

bool Layout::Aside(uint32_t at) const { return In(asides_, at); }
bool Layout::Caption(uint32_t at) const { return In(captions_, at); }

}  // namespace tawatur::reconcile
