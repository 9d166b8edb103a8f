// ingest: a page as a flat tree. Entry point: ParseHtml().
//
// The tree of the HTML standard, but for what moves nodes about (the adoption agency, foster parents): an end tag of an
// inline element that would reach over a block takes effect when that block ends.
#include "ingest/html_tree.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "ingest/html_tokens.h"

namespace tawatur::ingest {
namespace {

enum class Kind : uint8_t { kInline, kBlock, kVoid, kSkipped };
using enum Kind;

constexpr std::string_view kTagNames[] = {
#define TAWATUR_HTML_TAG(name, kind) #name,
#include "ingest/html_tags.def"
#undef TAWATUR_HTML_TAG
};
constexpr Kind kTagKinds[] = {
#define TAWATUR_HTML_TAG(name, kind) kind,
#include "ingest/html_tags.def"
#undef TAWATUR_HTML_TAG
    kInline, kInline, kInline,  // kOther, kCustom, kText
};
constexpr std::string_view kAttributeNames[] = {
#define TAWATUR_HTML_ATTRIBUTE(name, text) text,
#include "ingest/html_tags.def"
#undef TAWATUR_HTML_ATTRIBUTE
};
static_assert(std::is_sorted(std::begin(kTagNames), std::end(kTagNames)));
static_assert(std::is_sorted(std::begin(kAttributeNames), std::end(kAttributeNames)));

Kind KindOf(HtmlTag tag) { return kTagKinds[static_cast<size_t>(tag)]; }

// Index of `name`, in whatever case it is written, or the table's size.
template <size_t N>
size_t Find(const std::string_view (&names)[N], std::string_view name) {
  char lower[16];
  if (name.size() > sizeof lower) return N;
  for (size_t i = 0; i < name.size(); ++i) {
    char c = name[i];
    lower[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  std::string_view key(lower, name.size());
  const auto* at = std::lower_bound(std::begin(names), std::end(names), key);
  return at != std::end(names) && *at == key ? static_cast<size_t>(at - names) : N;
}

HtmlTag TagOf(std::string_view name) {
  if (name == "amp-img") return HtmlTag::k_amp_img;
  static_assert(std::size(kTagNames) == static_cast<size_t>(HtmlTag::kOther));
  const size_t at = Find(kTagNames, name);
  if (at == std::size(kTagNames) && name.find('-') != std::string_view::npos) return HtmlTag::kCustom;
  return static_cast<HtmlTag>(at);
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

bool IsHeading(HtmlTag tag) { return tag >= HtmlTag::k_h1 && tag <= HtmlTag::k_h6; }
bool IsCell(HtmlTag tag) { return tag == HtmlTag::k_td || tag == HtmlTag::k_th || tag == HtmlTag::k_caption; }
bool IsRows(HtmlTag tag) { return tag == HtmlTag::k_tbody || tag == HtmlTag::k_thead || tag == HtmlTag::k_tfoot; }

class Builder {
 public:
  Builder(HtmlTree& tree, const HtmlLimits& limits) : tree_(tree), limits_(limits) {
    tree_.nodes.push_back({});
    open_.push_back({0, HtmlTag::kOther, false});
  }

  void Read(std::string_view page) {
    HtmlTokens tokens(page);
    HtmlToken token;
    while (!full_ && tokens.Next(token)) {
      switch (token.kind) {
        case HtmlToken::Kind::kText: Text(token.text); break;
        case HtmlToken::Kind::kStart: Start(token, tokens); break;
        case HtmlToken::Kind::kEnd: End(TagOf(token.text)); break;
      }
    }
    while (open_.size() > 1) Pop();
    tree_.nodes[0].end = static_cast<uint32_t>(tree_.nodes.size());
  }

  bool full() const { return full_; }

 private:
  struct Open {
    uint32_t node;
    HtmlTag tag;
    bool ended;  // its end tag came inside a block that is still open
  };

  bool Any(HtmlTag tag) const { return count_[static_cast<size_t>(tag)] > 0; }

  void Start(const HtmlToken& token, HtmlTokens& tokens) {
    HtmlTag tag = TagOf(token.text);
    if (KindOf(tag) == kSkipped) {
      std::string_view content = tokens.SkipTo(kTagNames[static_cast<size_t>(tag)]);
      if (tag == HtmlTag::k_script && IsJsonLd(token)) tree_.json_ld.push_back(content);
      return;
    }
    if ((tag == HtmlTag::k_html || tag == HtmlTag::k_body) && Any(tag)) return;
    CloseImplied(tag);
    if (open_.size() > limits_.depth && KindOf(tag) != kVoid) {
      tree_.flattened = true;
      ++beyond_;
      return;
    }
    if (!Add(tag)) return;
    AddAttributes(token);
    if (KindOf(tag) == kVoid) {
      tree_.nodes.back().end = static_cast<uint32_t>(tree_.nodes.size());
    } else if (tag == HtmlTag::k_title) {  // raw text: a "<" in it begins nothing
      std::string_view content = tokens.SkipTo("title");
      Push(tag);
      if (!content.empty()) Text(content);
      Pop();
    } else {
      Push(tag);
    }
  }

  // What a start tag ends by itself.
  void CloseImplied(HtmlTag tag) {
    using enum HtmlTag;
    if (KindOf(tag) == kInline) {
      if (tag == k_a && Any(tag)) CloseInline(tag);
      return;
    }
    if (KindOf(tag) == kVoid && tag != k_hr) return;
    if (tag == k_li) CloseWithin(k_li, [](HtmlTag t) { return t == k_ul || t == k_ol || t == k_menu || IsCell(t); });
    if (tag == k_dd || tag == k_dt) {
      auto list = [](HtmlTag t) { return t == k_dl || IsCell(t); };
      CloseWithin(k_dd, list);
      CloseWithin(k_dt, list);
    }
    if (tag == k_tr || IsCell(tag) || IsRows(tag)) {
      auto table = [](HtmlTag t) { return t == k_table; };
      for (HtmlTag cell : {k_td, k_th, k_caption}) CloseWithin(cell, table);
      if (tag == k_tr || IsRows(tag)) CloseWithin(k_tr, table);
      if (IsRows(tag)) {
        for (HtmlTag rows : {k_tbody, k_thead, k_tfoot}) CloseWithin(rows, table);
      }
      return;
    }
    if (tag == k_body) {
      CloseWithin(k_head, [](HtmlTag) { return false; });
      return;
    }
    if (IsHeading(tag) && IsHeading(open_.back().tag)) Pop();
    CloseWithin(k_p, [](HtmlTag t) { return t == k_table || IsCell(t) || t == k_marquee; });
  }

  // Ends the innermost open `tag`, unless an element that bounds it stands between.
  template <class Bound>
  void CloseWithin(HtmlTag tag, Bound bound) {
    if (!Any(tag)) return;
    for (size_t i = open_.size() - 1; i > 0; --i) {
      if (open_[i].tag == tag) {
        while (open_.size() > i) Pop();
        return;
      }
      if (bound(open_[i].tag)) return;
    }
  }

  void CloseInline(HtmlTag tag) {
    for (size_t i = open_.size() - 1; i > 0; --i) {
      if (open_[i].tag == tag && !open_[i].ended) {
        if (i + 1 == open_.size() || !OverBlock(i)) {
          while (open_.size() > i) Pop();
        } else {
          open_[i].ended = true;
        }
        return;
      }
      if (IsCell(open_[i].tag)) return;
    }
  }

  bool OverBlock(size_t i) const {
    return std::any_of(open_.begin() + static_cast<ptrdiff_t>(i) + 1, open_.end(), [](const Open& o) { return KindOf(o.tag) == kBlock; });
  }

  void End(HtmlTag tag) {
    using enum HtmlTag;
    if (tag == k_br) {
      if (Add(tag)) tree_.nodes.back().end = static_cast<uint32_t>(tree_.nodes.size());
      return;
    }
    if (KindOf(tag) == kVoid || KindOf(tag) == kSkipped || tag == k_title) return;
    if (beyond_ > 0) {
      --beyond_;
      return;
    }
    if (!Any(tag) || tag == k_body || tag == k_html) return;  // what follows </body> is shown too
    if (KindOf(tag) == kInline) {
      CloseInline(tag);
    } else if (tag == k_table) {
      CloseWithin(tag, [](HtmlTag) { return false; });
    } else if (tag == k_tr || IsCell(tag) || IsRows(tag)) {
      CloseWithin(tag, [](HtmlTag t) { return t == k_table; });
    } else if (tag == k_li) {
      CloseWithin(tag, [](HtmlTag t) { return t == k_ul || t == k_ol || IsCell(t); });
    } else {
      CloseWithin(tag, [](HtmlTag t) { return IsCell(t); });
    }
  }

  void Text(std::string_view raw) {
    bool head = open_.size() <= 3 && raw.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (head) return;  // line ends between the outermost elements
    if (!Add(HtmlTag::kText)) return;
    HtmlNode& node = tree_.nodes.back();
    node.first = static_cast<uint32_t>(tree_.chars.size());
    AppendDecoded(raw, false, tree_.chars);
    node.size = static_cast<uint32_t>(tree_.chars.size()) - node.first;
    node.end = static_cast<uint32_t>(tree_.nodes.size());
  }

  bool Add(HtmlTag tag) {
    full_ = full_ || tree_.nodes.size() >= limits_.nodes;
    if (full_) return false;
    HtmlNode node;
    node.tag = tag;
    node.parent = open_.back().node;
    tree_.nodes.push_back(node);
    return true;
  }

  void Push(HtmlTag tag) {
    open_.push_back({static_cast<uint32_t>(tree_.nodes.size() - 1), tag, false});
    ++count_[static_cast<size_t>(tag)];
  }

  void Pop() {
    do {
      tree_.nodes[open_.back().node].end = static_cast<uint32_t>(tree_.nodes.size());
      --count_[static_cast<size_t>(open_.back().tag)];
      open_.pop_back();
    } while (open_.back().ended);
  }

  void AddAttributes(const HtmlToken& token) {
    HtmlNode& node = tree_.nodes.back();
    node.first = static_cast<uint32_t>(tree_.attributes.size());
    if (node.tag == HtmlTag::kCustom) AddClassOf(token);
    for (const HtmlToken::Attribute& a : token.attributes) {
      size_t name = Find(kAttributeNames, a.name);
      if (name == std::size(kAttributeNames) || node.attributes == UINT16_MAX) continue;
      auto begin = static_cast<uint32_t>(tree_.chars.size());
      AppendDecoded(a.value, true, tree_.chars);
      tree_.attributes.push_back({static_cast<HtmlAttribute>(name), begin, static_cast<uint32_t>(tree_.chars.size()) - begin});
      ++node.attributes;
    }
  }

  // The name of an element of the page's own making says what a class says; it stands before the classes of the element.
  void AddClassOf(const HtmlToken& token) {
    const auto begin = static_cast<uint32_t>(tree_.chars.size());
    tree_.chars.append(token.text);
    for (const HtmlToken::Attribute& a : token.attributes) {
      if (Find(kAttributeNames, a.name) == static_cast<size_t>(HtmlAttribute::k_class)) tree_.chars.append(1, ' '), AppendDecoded(a.value, true, tree_.chars);
    }
    tree_.attributes.push_back({HtmlAttribute::k_class, begin, static_cast<uint32_t>(tree_.chars.size()) - begin});
    ++tree_.nodes.back().attributes;
  }

  static bool IsJsonLd(const HtmlToken& token) {
    for (const HtmlToken::Attribute& a : token.attributes) {
      if (Find(kAttributeNames, a.name) == static_cast<size_t>(HtmlAttribute::k_type)) return a.value.find("ld+json") != std::string_view::npos;
    }
    return false;
  }

  HtmlTree& tree_;
  HtmlLimits limits_;
  std::vector<Open> open_;  // the elements around the place read; [0] is the document and never ends
  std::array<uint32_t, static_cast<size_t>(HtmlTag::kText) + 1> count_{};  // of open elements, by tag
  uint32_t beyond_ = 0;     // elements beyond the depth limit that are open
  bool full_ = false;
};

}  // namespace

bool IsBlock(HtmlTag tag) { return KindOf(tag) == kBlock; }

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
    if (nodes[i].tag == HtmlTag::kText) {
      AppendCollapsed(Text(i), out);
    } else if (nodes[i].tag == HtmlTag::k_br || IsBlock(nodes[i].tag)) {
      AppendCollapsed(" ", out);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Result<HtmlTree> ParseHtml(std::string_view utf8, const HtmlLimits& limits, const std::string& place) {
  HtmlTree tree;
  Builder builder(tree, limits);
  builder.Read(utf8);
  if (builder.full()) {
    return Error{ErrorKind::kLimit, place,
                 "has more than " + std::to_string(limits.nodes) + " elements; its text would be incomplete"};
  }
  return tree;
}

}  // namespace tawatur::ingest
