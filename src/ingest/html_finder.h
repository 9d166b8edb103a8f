// ingest: the search for a page's article, step by step. Entry point: FindArticle() (html_article.h). Headline: html_headline.cpp;
// what is of other articles: html_boxes.cpp; the body and what is kept of it: html_article.cpp.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "ingest/html_article.h"

namespace tawatur::ingest {

inline constexpr uint32_t kRunning = 40;     // letters: a block this long is running text
inline constexpr uint32_t kShortLine = 120;  // letters: a line this short can be furniture by its first words

inline bool IsHeading(HtmlTag tag) { return tag >= HtmlTag::k_h1 && tag <= HtmlTag::k_h6; }
inline std::string Folded(std::string_view text) { return FoldedWords(text, 60); }
inline size_t CountWords(std::string_view folded) {
  return folded.empty() ? 0 : 1 + static_cast<size_t>(std::count(folded.begin(), folded.end(), ' '));
}

class ArticleFinder {
 public:
  ArticleFinder(const HtmlTree& tree, HtmlLayout& layout, const PageWords& words, const HtmlHints& hints)
      : tree_(tree), layout_(layout), words_(words), hints_(hints), blocks_(layout.blocks) {}

  HtmlArticle Run();

 private:
  bool Inside(uint32_t node, uint32_t above) const { return node >= above && node < tree_.nodes[above].end; }
  bool HoldsHeadline(uint32_t node) const { return headline_ != kNoBlock && Inside(blocks_[headline_].first, node); }
  uint32_t Parent(uint32_t node) const { return tree_.nodes[node].parent; }
  std::string_view Class(uint32_t node) const { return tree_.Get(node, HtmlAttribute::k_class); }
  std::string Text(const HtmlBlock& block) const { return BlockText(tree_, layout_, block); }
  uint32_t Unlinked(uint32_t element) const { return layout_.letters[element] - std::min(layout_.letters[element], LinkedIn(element)); }

  // The heading a block stands in, or 0.
  uint32_t HeadingOf(const HtmlBlock& block) const;
  // Kinds of the elements that hold this block and little else.
  uint16_t KindsAround(const HtmlBlock& block) const;
  void FindHeadline();
  // Where nothing agrees with the metadata: a short first line without an end, over the text, is the headline.
  void TakeFirstLine();

  // A box that a furniture phrase or the author's name heads is furniture with all it holds.
  void MarkBoxes();
  // The list of sources that a heading is over: what the text rests on, though all of it may be links.
  void FindSources(uint32_t label);
  // A line that is a furniture phrase and hardly more.
  static bool IsLabel(std::string_view text, const PageWords::Phrase& phrase);
  // A short label and nothing but links behind it: other articles, whatever the label says.
  void MarkLinkBox(uint32_t label);
  // No running text but in links and furniture.
  bool OnlyLinks(uint32_t element, uint32_t but) const;
  uint32_t LinkedIn(uint32_t element) const;
  uint32_t FirstBlockIn(uint32_t element) const;
  uint32_t NextElement(uint32_t node) const;
  double LinkShare(uint32_t element) const;
  void Mark(uint32_t element);
  // Three or more like siblings, each with a linked headline of its own: teasers of other articles.
  void MarkTeasers();
  // A small element whose first words are a headline in a link.
  bool BeginsWithLink(uint32_t element) const;
  bool HasRunningText(uint32_t element) const;
  // Of a thread, the first block behind the post that opens it, or kNoBlock.
  uint32_t FirstReply() const;
  // The first block of a second article on the page, or the end.
  uint32_t SecondArticle() const;

  void Weigh();
  void ChooseBody();
  void Collect();
  // A short line inside, or made of, a <time>.
  bool IsTimeLine(const HtmlBlock& block) const;
  // Three and more lines of a clock or date between running text: the entries of a live page.
  bool IsLive() const;
  // A line with a date between the headline and the text, or right above the headline.
  void FindDateline();
  bool InCell(const HtmlBlock& block) const;
  bool InEntry(uint32_t node) const;
  // The heading of comments, or a copyright line: nothing of the article follows.
  bool EndsPage(const HtmlBlock& block, const std::string& text) const;
  // Copyright lines and cookie walls; a body that is named as such holds none.
  bool IsEdgeLine(const HtmlBlock& block, const std::string& text) const;
  // A date, or several small pieces with a number among them.
  bool IsMetaLine(const HtmlBlock& block, const std::string& text) const;
  // One of two and more like boxes side by side, each a heading and a line under it.
  bool InLabelledBox(const HtmlBlock& block) const;
  // A block of the body; `count` words.
  bool Keep(const HtmlBlock& block, const std::string& text, size_t count, const PageWords::Phrase& phrase) const;
  // A block between the headline and the body: a subtitle, a caption, a first paragraph.
  bool KeepBefore(const HtmlBlock& block, const std::string& text, size_t count, const PageWords::Phrase& phrase) const;

  const HtmlTree& tree_;
  HtmlLayout& layout_;
  const PageWords& words_;
  const HtmlHints& hints_;
  std::vector<HtmlBlock>& blocks_;
  HtmlArticle article_;
  uint32_t headline_ = kNoBlock, headline_end_ = 0;
  uint32_t first_ = 0, last_ = 0;   // blocks that can be the article
  uint32_t body_ = 0;               // the element that is the body
  uint32_t sources_ = kNoBlock, sources_end_ = 0;  // blocks of the list of sources, its heading first
  bool named_ = false;              // its names say so
  bool long_seen_ = false;          // a block of the text itself was collected
  std::vector<double> value_;       // by node: what its text counts for
  std::unordered_set<uint32_t> teaser_group_;
};

}  // namespace tawatur::ingest
