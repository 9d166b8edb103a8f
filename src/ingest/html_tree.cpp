// ingest: a page as a flat tree. Entry point: ParseHtml().
//
// libxml2 reads the markup and calls us for every element and run of characters; its own tree is not built: it stops at
// depth 256 without saying so in the tree, and costs as much again as the reading.
#include "ingest/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <memory>

namespace tawatur::ingest {
namespace {

constexpr std::string_view kTagNames[] = {
#define TAWATUR_HTML_TAG(name) #name,
#include "ingest/html_tags.def"
#undef TAWATUR_HTML_TAG
};

constexpr std::string_view kAttributeNames[] = {
#define TAWATUR_HTML_ATTRIBUTE(name, text) text,
#include "ingest/html_tags.def"
#undef TAWATUR_HTML_ATTRIBUTE
};
static_assert(std::is_sorted(std::begin(kTagNames), std::end(kTagNames)));
static_assert(std::is_sorted(std::begin(kAttributeNames), std::end(kAttributeNames)));

HtmlTag TagOf(std::string_view name) {
  if (name == "amp-img") return HtmlTag::k_amp_img;
  const auto* at = std::lower_bound(std::begin(kTagNames), std::end(kTagNames), name);
  return at != std::end(kTagNames) && *at == name ? static_cast<HtmlTag>(at - kTagNames) : HtmlTag::kOther;
}

// Elements that hold nothing to read, with all below them.
bool Unread(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::k_iframe:
    case HtmlTag::k_math:
    case HtmlTag::k_noscript:
    case HtmlTag::k_object:
    case HtmlTag::k_select:
    case HtmlTag::k_style:
    case HtmlTag::k_svg:
    case HtmlTag::k_template:
    case HtmlTag::k_textarea:
      return true;
    default:
      return false;
  }
}

// Empty by HTML 5, though libxml2 (HTML 4) waits for their end.
bool Empty(HtmlTag tag) { return tag == HtmlTag::k_source || tag == HtmlTag::k_track || tag == HtmlTag::k_wbr; }

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

class Builder {
 public:
  Builder(HtmlTree& tree, const HtmlLimits& limits, htmlParserCtxtPtr parser)
      : tree_(tree), limits_(limits), parser_(parser) {
    tree_.nodes.push_back({});
    open_.push_back(0);
  }

  void Start(std::string_view name, const xmlChar** attributes) {
    if (stopped()) return;
    if (unread_ > 0) {
      ++unread_;
      return;
    }
    HtmlTag tag = TagOf(name);
    if (Unread(tag) || (tag == HtmlTag::k_script && !IsJsonLd(attributes))) {
      unread_ = 1;
      return;
    }
    Add(tag);
    if (stopped()) return;
    AddAttributes(attributes);
    if (Empty(tag)) {
      tree_.nodes.back().end = static_cast<uint32_t>(tree_.nodes.size());
    } else {
      open_.push_back(static_cast<uint32_t>(tree_.nodes.size() - 1));
      if (open_.size() > limits_.depth) Stop("is nested deeper than " + std::to_string(limits_.depth) + " elements");
    }
  }

  void End(std::string_view name) {
    if (unread_ > 0) {
      --unread_;
      return;
    }
    if (stopped() || open_.size() < 2 || Empty(TagOf(name))) return;
    Close();
  }

  void Characters(std::string_view s) {
    if (unread_ > 0 || stopped()) return;
    HtmlNode* last = &tree_.nodes.back();
    if (last->tag != HtmlTag::kText || last->parent != open_.back()) {
      Add(HtmlTag::kText);
      if (stopped()) return;
      last = &tree_.nodes.back();
      last->first = static_cast<uint32_t>(tree_.chars.size());
    }
    tree_.chars.append(s);
    last->size += static_cast<uint32_t>(s.size());
  }

  void Finish() {
    while (open_.size() > 1) Close();
    for (HtmlNode& node : tree_.nodes) {
      if (node.end == 0) node.end = static_cast<uint32_t>(&node - tree_.nodes.data()) + 1;
    }
    tree_.nodes[0].end = static_cast<uint32_t>(tree_.nodes.size());
  }

  const std::string& trouble() const { return trouble_; }

 private:
  bool stopped() const { return !trouble_.empty(); }
  void Stop(std::string trouble) {
    trouble_ = std::move(trouble);
    xmlStopParser(parser_);
  }

  void Add(HtmlTag tag) {
    if (tree_.nodes.size() >= limits_.nodes) {
      Stop("has more than " + std::to_string(limits_.nodes) + " elements");
      return;
    }
    HtmlNode node;
    node.tag = tag;
    node.parent = open_.back();
    node.depth = static_cast<uint16_t>(open_.size());
    tree_.nodes.push_back(node);
  }

  void Close() {
    tree_.nodes[open_.back()].end = static_cast<uint32_t>(tree_.nodes.size());
    open_.pop_back();
  }

  void AddAttributes(const xmlChar** attributes) {
    HtmlNode& node = tree_.nodes.back();
    node.first = static_cast<uint32_t>(tree_.attributes.size());
    for (; attributes && *attributes; attributes += 2) {
      std::string_view name(reinterpret_cast<const char*>(attributes[0]));
      const auto* at = std::lower_bound(std::begin(kAttributeNames), std::end(kAttributeNames), name);
      if (at == std::end(kAttributeNames) || *at != name) continue;
      std::string_view value = attributes[1] ? reinterpret_cast<const char*>(attributes[1]) : "";
      tree_.attributes.push_back({static_cast<HtmlAttribute>(at - kAttributeNames),
                                  static_cast<uint32_t>(tree_.chars.size()), static_cast<uint32_t>(value.size())});
      tree_.chars.append(value);
      ++node.attributes;
    }
  }

  static bool IsJsonLd(const xmlChar** attributes) {
    for (; attributes && *attributes; attributes += 2) {
      if (xmlStrcasecmp(attributes[0], BAD_CAST "type") == 0 && attributes[1])
        return xmlStrcasestr(attributes[1], BAD_CAST "ld+json") != nullptr;
    }
    return false;
  }

  HtmlTree& tree_;
  HtmlLimits limits_;
  htmlParserCtxtPtr parser_;
  std::vector<uint32_t> open_;  // the elements around the place read
  uint32_t unread_ = 0;         // open elements of a part that is not read
  std::string trouble_;
};

std::string_view View(const xmlChar* s) { return reinterpret_cast<const char*>(s); }

htmlSAXHandler Handler() {
  htmlSAXHandler sax{};
  sax.startElement = [](void* b, const xmlChar* name, const xmlChar** attributes) {
    static_cast<Builder*>(b)->Start(View(name), attributes);
  };
  sax.endElement = [](void* b, const xmlChar* name) { static_cast<Builder*>(b)->End(View(name)); };
  sax.characters = [](void* b, const xmlChar* s, int n) {
    static_cast<Builder*>(b)->Characters({reinterpret_cast<const char*>(s), static_cast<size_t>(n)});
  };
  sax.ignorableWhitespace = sax.characters;
  sax.cdataBlock = sax.characters;  // of scripts
  return sax;
}

}  // namespace

std::string_view HtmlTree::Get(uint32_t node, HtmlAttribute name) const {
  const HtmlNode& n = nodes[node];
  for (uint32_t a = n.first; a < n.first + n.attributes; ++a) {
    if (attributes[a].name == name) return std::string_view(chars).substr(attributes[a].begin, attributes[a].size);
  }
  return {};
}

bool HtmlTree::Has(uint32_t node, HtmlAttribute name) const {
  const HtmlNode& n = nodes[node];
  for (uint32_t a = n.first; a < n.first + n.attributes; ++a) {
    if (attributes[a].name == name) return true;
  }
  return false;
}

void AppendCollapsed(std::string_view s, std::string& out) {
  bool blank = out.empty() || out.back() == ' ' || out.back() == '\n';
  for (size_t at = 0; at < s.size();) {
    size_t step = IsBlank(s[at]) ? 1 : s.substr(at, 2) == "\xC2\xA0" ? 2 : 0;
    if (step > 0) {
      if (!blank) out += ' ';
      blank = true;
      at += step;
      continue;
    }
    size_t stop = at + 1;
    while (stop < s.size() && !IsBlank(s[stop]) && s[stop] != '\xC2') ++stop;
    out.append(s.substr(at, stop - at));
    blank = false;
    at = stop;
  }
}

std::string HtmlTree::PlainText(uint32_t node) const {
  std::string out;
  for (uint32_t i = node; i < nodes[node].end; ++i) {
    if (nodes[i].tag == HtmlTag::kText) AppendCollapsed(Text(i), out);
    if (nodes[i].tag == HtmlTag::k_br || nodes[i].tag == HtmlTag::k_p) AppendCollapsed(" ", out);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Result<HtmlTree> ParseHtml(std::string_view utf8, const HtmlLimits& limits, const std::string& place) {
  HtmlTree tree;
  if (utf8.empty()) {
    tree.nodes.push_back({});
    tree.nodes[0].end = 1;
    return tree;
  }
  std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreateMemoryParserCtxt(utf8.data(), static_cast<int>(utf8.size())), &htmlFreeParserCtxt);
  if (!parser) return Error{ErrorKind::kInternal, place, "the HTML parser could not start"};
  Builder builder(tree, limits, parser.get());
  htmlSAXHandler handler = Handler();
  *parser->sax = handler;
  parser->userData = &builder;
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                       HTML_PARSE_IGNORE_ENC);
  parser->charset = XML_CHAR_ENCODING_UTF8;  // decoded before, whatever the page declares
  htmlParseDocument(parser.get());
  builder.Finish();
  if (!builder.trouble().empty())
    return Error{ErrorKind::kLimit, place, builder.trouble() + "; its text would be incomplete"};
  if (parser->input && parser->input->cur < parser->input->end)
    return Error{ErrorKind::kData, place, "the HTML parser stopped before the page's end"};
  return tree;
}

}  // namespace tawatur::ingest
