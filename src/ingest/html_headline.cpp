// ingest: the headline of a page: the heading that agrees with its metadata.
#include "ingest/html_finder.h"

namespace tawatur::ingest {
namespace {

using enum HtmlTag;


// The share of the words of the longer title that both have.
double SharedWords(const std::string& a, const std::string& b) {
  std::unordered_set<std::string_view> words;
  auto each = [](std::string_view s, auto f) {
    while (!s.empty()) {
      size_t end = std::min(s.find(' '), s.size());
      f(s.substr(0, end));
      s.remove_prefix(std::min(end + 1, s.size()));
    }
  };
  size_t longest = 0, count = 0, shared = 0;
  each(a, [&](std::string_view w) { words.insert(w), ++longest; });
  each(b, [&](std::string_view w) { shared += words.count(w), ++count; });
  longest = std::max(longest, count);
  return longest == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(longest);
}

// What quickly shows that two folded titles have little in common: a bit for each word; those of the words between the first and
// the last, which one must have to hold the other.
struct WordBits {
  uint64_t all = 0, inner = 0;
  std::vector<uint8_t> words;  // the bit of each

  void Read(std::string_view folded) {
    all = inner = 0;
    words.clear();
    while (!folded.empty()) {
      const size_t end = std::min(folded.find(' '), folded.size());
      unsigned sum = 0;
      for (char c : folded.substr(0, end)) sum = sum * 5 + static_cast<unsigned char>(c);
      words.push_back(sum & 63u);
      all |= uint64_t{1} << words.back();
      folded.remove_prefix(std::min(end + 1, folded.size()));
    }
    for (size_t k = 1; k + 1 < words.size(); ++k) inner |= uint64_t{1} << words[k];
  }
  bool MayHold(const WordBits& other) const { return (other.inner & ~all) == 0; }
  // Of SharedWords(), at least half.
  bool MayShareHalf(const WordBits& title) const {
    size_t shared = 0;
    for (uint8_t bit : title.words) shared += (all >> bit) & 1;
    return shared * 2 >= std::max(words.size(), title.words.size());
  }
};

}  // namespace

uint32_t ArticleFinder::HeadingOf(const HtmlBlock& block) const {
  for (uint32_t e = block.element; e != 0; e = Parent(e)) {
    if (IsHeading(tree_.nodes[e].tag) || tree_.Get(e, HtmlAttribute::k_role) == "heading") return e;
    if (layout_.block_of[e] != e) return 0;
    if (layout_.letters[e] > block.letters * 2) return 0;
  }
  return 0;
}

uint16_t ArticleFinder::KindsAround(const HtmlBlock& block) const {
  uint16_t kinds = 0;
  for (uint32_t e = block.first; e != 0; e = Parent(e)) {
    if (layout_.letters[e] > std::max(block.letters * 2, block.letters + 60)) break;
    kinds |= layout_.kinds[e];
  }
  return kinds;
}

void ArticleFinder::FindHeadline() {
  if (hints_.fragment) return;
  std::vector<std::string> titles;
  std::vector<WordBits> bits(hints_.titles.size());
  for (const std::string& title : hints_.titles) {
    titles.push_back(Folded(title));
    bits[titles.size() - 1].Read(titles.back());
  }
  WordBits own;
  double best = 0, agreed = 0;
  for (uint32_t b = 0; b < blocks_.size(); ++b) {
    const HtmlBlock& block = blocks_[b];
    if (block.letters < 8 || block.letters > 400) continue;
    const uint32_t heading = HeadingOf(block);
    const uint16_t kinds = KindsAround(block);
    double score = 0;
    if (heading != 0) score = tree_.nodes[heading].tag == k_h1 ? 3 : tree_.nodes[heading].tag == k_h2 ? 1 : 0.5;
    if (kinds & kTitle) score += 2;
    bool near = std::any_of(titles.begin(), titles.end(), [&](const std::string& t) { return t.size() < block.letters * 6 && t.size() > block.letters / 2; });
    if (score == 0 && !near) continue;
    const std::string folded = Folded(heading != 0 ? tree_.PlainText(heading) : Text(block));
    own.Read(folded);
    double agrees = 0;
    for (size_t k = 0; k < titles.size(); ++k) {
      const std::string& title = titles[k];
      if (folded.empty() || title.empty()) continue;
      if (own.words.size() < 3 && folded != title) continue;
      const bool part = bits[k].MayHold(own) && title.find(folded) != std::string::npos;
      const bool whole = own.MayHold(bits[k]) && folded.find(title) != std::string::npos;
      if (part) agrees = std::max(agrees, 10.0 * static_cast<double>(folded.size()) / static_cast<double>(title.size()));
      if (const double shared = own.MayShareHalf(bits[k]) ? SharedWords(folded, title) : 0; shared >= 0.5) agrees = std::max(agrees, 8 * shared);
      if (whole && title.size() > 12) agrees = std::max(agrees, 9.0 * static_cast<double>(title.size()) / static_cast<double>(folded.size()));
    }
    if (agrees < 5 && heading == 0) continue;
    score += agrees;
    if (block.out) score -= 6;
    if (block.linked * 2 > block.letters && (agrees < 5 || heading == 0)) score -= 2;
    if (agrees == 0 && CountWords(folded) < 3) score -= 2;
    if (score > best) best = score, agreed = CountWords(folded) >= 4 ? agrees : 0, headline_ = b;
  }
  if (best < 1.5) headline_ = kNoBlock;
  if (headline_ == kNoBlock) return;
  article_.agrees = agreed >= 5;
  // A heading that line breaks cut is one headline.
  const uint32_t heading = HeadingOf(blocks_[headline_]);
  headline_end_ = headline_ + 1;
  if (heading != 0) {
    while (headline_ > 0 && Inside(blocks_[headline_ - 1].first, heading)) --headline_;
    while (headline_end_ < blocks_.size() && Inside(blocks_[headline_end_].first, heading)) ++headline_end_;
  }
  for (uint32_t b = headline_; b < headline_end_; ++b) {
    if (!article_.title.empty()) article_.title += ' ';
    article_.title += Text(blocks_[b]);
  }
}

void ArticleFinder::TakeFirstLine() {
  if (article_.blocks.size() < 2) return;
  const HtmlBlock& first = blocks_[article_.blocks.front()];
  const std::string text = Text(first);
  const size_t count = CountWords(FoldedWords(text, 40));
  if (first.letters > kShortLine || count < 4 || count > 30 || text.ends_with('.') || blocks_[article_.blocks[1]].letters < first.letters) return;
  headline_ = article_.blocks.front();
  headline_end_ = headline_ + 1;
  article_.title = text;
  article_.blocks.erase(article_.blocks.begin());
}

}  // namespace tawatur::ingest
