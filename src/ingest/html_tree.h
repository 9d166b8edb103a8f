// ingest: a page as a flat tree. Entry point: ParseHtml().
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tawatur::ingest {

enum class HtmlTag : uint8_t {
#define TAWATUR_HTML_TAG(name, kind) k_##name,
#include "ingest/html_tags.def"
#undef TAWATUR_HTML_TAG
  kOther,  // an element of another name
  kCustom, // of a page's own making: its name has a hyphen, and counts as its class
  kText,   // a run of characters
};

enum class HtmlAttribute : uint8_t {
#define TAWATUR_HTML_ATTRIBUTE(name, text) k_##name,
#include "ingest/html_tags.def"
#undef TAWATUR_HTML_ATTRIBUTE
};

// Nodes stand in document order, so that [node, end) is a subtree and no walk recurses.
struct HtmlNode {
  HtmlTag tag = HtmlTag::kOther;
  uint16_t attributes = 0;       // how many
  uint32_t parent = 0;           // the root is its own parent
  uint32_t end = 0;              // one past the subtree
  uint32_t first = 0, size = 0;  // of text: bytes in HtmlTree::chars; of an element: its first attribute, and nothing
};

struct HtmlTree {
  struct Attribute {
    HtmlAttribute name;
    uint32_t begin, size;
  };
  std::vector<HtmlNode> nodes;  // [0] stands for the document
  std::vector<Attribute> attributes;
  std::vector<std::string_view> json_ld;  // contents of such scripts; they lie in the page that was read
  std::string chars;
  bool flattened = false;  // deeper than the limit: the elements beyond it stand side by side, their text complete

  // The value of an attribute; empty where there is none.
  std::string_view Get(uint32_t node, HtmlAttribute name) const;
  bool Has(uint32_t node, HtmlAttribute name) const;
  std::string_view Text(uint32_t node) const { return std::string_view(chars).substr(nodes[node].first, nodes[node].size); }
  // The text of a subtree, blanks collapsed.
  std::string PlainText(uint32_t node) const;
};

struct HtmlLimits {
  uint32_t depth = 512;          // as in browsers
  uint32_t nodes = 1'000'000;
};

// `utf8` is valid UTF-8. An error of kind kLimit where the page has too many elements: text would be missing.
Result<HtmlTree> ParseHtml(std::string_view utf8, const HtmlLimits& limits, const std::string& place);

bool IsBlock(HtmlTag tag);

// Appends `s` with every run of blanks (no-break space too) as one space, and none at a line's beginning.
void AppendCollapsed(std::string_view s, std::string& out);

}  // namespace tawatur::ingest
