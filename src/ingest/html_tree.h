// ingest: a page as a flat tree. Entry point: ParseHtml(), which lets libxml2 read the markup.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tawatur::ingest {

enum class HtmlTag : uint8_t {
#define TAWATUR_HTML_TAG(name) k_##name,
#include "ingest/html_tags.def"
#undef TAWATUR_HTML_TAG
  kText,   // a run of characters
  kOther,  // an element of another name
};

enum class HtmlAttribute : uint8_t {
#define TAWATUR_HTML_ATTRIBUTE(name, text) k_##name,
#include "ingest/html_tags.def"
#undef TAWATUR_HTML_ATTRIBUTE
};

// Nodes stand in document order, so that [node, end) is a subtree and no walk recurses.
struct HtmlNode {
  HtmlTag tag = HtmlTag::kOther;
  uint16_t depth = 0;
  uint16_t attributes = 0;        // how many
  uint32_t parent = 0;            // the root is its own parent
  uint32_t end = 0;               // one past the subtree
  uint32_t first = 0, size = 0;   // of text: bytes in HtmlTree::chars; of an element: its first attribute, and nothing
};

struct HtmlTree {
  struct Attribute {
    HtmlAttribute name;
    uint32_t begin, size;
  };
  std::vector<HtmlNode> nodes;  // [0] stands for the document
  std::vector<Attribute> attributes;
  std::string chars;

  // The value of an attribute; empty where there is none.
  std::string_view Get(uint32_t node, HtmlAttribute name) const;
  bool Has(uint32_t node, HtmlAttribute name) const;
  std::string_view Text(uint32_t node) const { return std::string_view(chars).substr(nodes[node].first, nodes[node].size); }
  // The text of a subtree, blanks collapsed.
  std::string PlainText(uint32_t node) const;
};

struct HtmlLimits {
  uint16_t depth = 512;
  uint32_t nodes = 1'000'000;
};

// `utf8` is valid UTF-8 without NUL. An error of kind kLimit where the page is deeper or larger than the limits: text would
// be missing. Scripts are left out but for JSON-LD; styles, drawings and templates are left out.
Result<HtmlTree> ParseHtml(std::string_view utf8, const HtmlLimits& limits, const std::string& place);

// Appends `s` with every run of blanks (no-break space too) as one space, and none at a line's beginning.
void AppendCollapsed(std::string_view s, std::string& out);

}  // namespace tawatur::ingest
