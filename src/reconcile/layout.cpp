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

Layout::Layout(std::string_view text) : prose_(static_cast<uint32_t>(text.size())) {
  bool found = false;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const uint32_t words = WordsOf(line);
    const bool caption = words >= kHeadlineWords && words <= kLongCaption && EndsInBracket(line);
    if (caption) captions_.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    if (!found && !caption && words >= kProseWords) prose_ = static_cast<uint32_t>(begin), found = true;
    else if (found && words >= kHeadlineWords && words <= kLongHeadline && !Ends(line)) {
      asides_.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    }
    begin = end + 1;
  }
  lead_ = (found ? prose_ : 0) + kLeadBytes;
}

bool Layout::Aside(uint32_t at) const { return In(asides_, at); }
bool Layout::Caption(uint32_t at) const { return In(captions_, at); }

}  // namespace tawatur::reconcile
