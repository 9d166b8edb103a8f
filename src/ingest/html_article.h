// ingest: which parts of a page are its article. Entry points: FindLayout(), FindArticle(). The whole way: docs/html.md.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html_tree.h"
#include "ingest/page_words.h"

namespace tawatur::ingest {

inline constexpr uint32_t kNoBlock = UINT32_MAX;

// A run of text that no block element or line break cuts.
struct HtmlBlock {
  uint32_t element = 0;              // the innermost block element around it
  uint32_t first = 0, end = 0;       // its nodes
  uint32_t letters = 0, linked = 0;  // characters that are no blanks; those of them inside links
  bool out = false;                  // furniture
};

// What one pass over a page finds.
struct HtmlLayout {
  std::vector<uint16_t> kinds;     // by node: of its class and id
  std::vector<uint32_t> block_of;  // by node: the innermost block element around it
  std::vector<uint32_t> letters;   // by node: of its subtree
  std::vector<uint8_t> linked;     // by node: inside a link
  std::vector<uint8_t> out;        // by node: furniture, or inside it
  std::vector<HtmlBlock> blocks;
};
// `strict` also takes the words of names and the rarer elements for what they say; without it only menus and hidden parts
// are furniture: a second look at a page in which nothing was found.
HtmlLayout FindLayout(const HtmlTree& tree, const PageWords& words, bool strict = true);

// The text of a block, blanks collapsed, without its inline furniture (credits, labels for screen readers).
std::string BlockText(const HtmlTree& tree, const HtmlLayout& layout, const HtmlBlock& block, bool links = true);

// What metadata say that helps to find the article.
struct HtmlHints {
  std::vector<std::string> titles;  // the headline, the likeliest first
  std::string author;
  bool fragment = false;            // a piece of a page: all of it is the article but its furniture
  bool dated = false;               // metadata date the page: no line of its text needs to
  bool live = false;                // a live page: its entries and their times are the article
};

struct HtmlArticle {
  std::string title;             // the headline as the page shows it; empty where it shows none
  bool agrees = false;           // and as the page's metadata give it
  uint32_t dateline = kNoBlock;  // the line beside the headline that dates a page whose metadata do not
  std::vector<uint32_t> blocks;  // in order, without the headline
  bool live = false;             // a live page
  uint32_t letters = 0;          // of running text among them
  uint32_t teasers = 0;          // headlines of other articles around them, each with its link
  uint32_t running = 0, led = 0; // blocks of running text; those right behind a linked headline, as in lists of articles
};

HtmlArticle FindArticle(const HtmlTree& tree, HtmlLayout& layout, const PageWords& words, const HtmlHints& hints);

}  // namespace tawatur::ingest
