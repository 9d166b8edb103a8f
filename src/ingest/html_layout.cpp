// ingest: the blocks of a page, and which of them are furniture by their element or its name. Entry point: FindLayout().
#include <algorithm>
#include <unordered_map>

#include "ingest/html_article.h"

namespace tawatur::ingest {
namespace {

using enum HtmlTag;

constexpr uint32_t kFormLetters = 150;  // beside a form, in a box of its own

bool IsFurnitureTag(HtmlTag tag) {
  switch (tag) {
    case k_aside:
    case k_audio:
    case k_button:
    case k_dialog:
    case k_footer:
    case k_input:
    case k_label:
    case k_marquee:
    case k_menu:
    case k_nav:
    case k_option:
    case k_video:
      return true;
    default:
      return false;
  }
}

bool IsFurnitureRole(std::string_view role) {
  for (std::string_view r : {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist"}) {
    if (role == r) return true;
  }
  return false;
}

// The value of "display" in a style attribute; empty where there is none.
std::string_view DisplayOf(std::string_view style) {
  for (size_t at = style.find("display"); at != std::string_view::npos; at = style.find("display", at + 1)) {
    size_t value = style.find_first_not_of(" :", at + 7);
    if (value == std::string_view::npos || value == at + 7) continue;
    return style.substr(value, style.find_first_of("; !", value) - value);
  }
  return {};
}

constexpr size_t kTitleWords = 60;

// Never furniture by their names: these hold whole pages, whatever their class says of one of their parts.
bool HoldsPage(HtmlTag tag) { return tag == k_html || tag == k_body || tag == k_main || tag == k_head; }

class Finder {
 public:
  Finder(const HtmlTree& tree, const PageWords& words, bool strict) : tree_(tree), words_(words), strict_(strict), n_(tree.nodes.size()) {}

  HtmlLayout Run() {
    out_.kinds.assign(n_, 0);
    out_.block_of.assign(n_, 0);
    out_.linked.assign(n_, 0);
    out_.out.assign(n_, 0);
    marked_.assign(n_, 0);
    for (uint32_t i = 1; i < n_ && title_.empty(); ++i) {
      if (tree_.nodes[i].tag == k_title) title_ = FoldedWords(tree_.PlainText(i), kTitleWords);
    }
    out_.letters.assign(n_, 0);
    for (uint32_t i = 1; i < n_; ++i) FirstLook(i);
    if (custom_) FindCustomBlocks();
    for (uint32_t i = static_cast<uint32_t>(n_); i-- > 1;) {
      out_.letters[tree_.nodes[i].parent] += out_.letters[i];
      if (marked_[i]) marked_[tree_.nodes[i].parent] = 1;
    }
    for (uint32_t i = 1; i < n_; ++i) {
      const HtmlNode& node = tree_.nodes[i];
      // A small box around a form is a newsletter's, a poll's, a search.
      if (node.tag == k_form && strict_ && !marked_[node.parent] && out_.letters[node.parent] - out_.letters[i] < kFormLetters) out_.out[node.parent] = 1;
    }
    for (uint32_t i = 1; i < n_; ++i) out_.out[i] = out_.out[i] || out_.out[tree_.nodes[i].parent] || Furniture(i);
    MakeBlocks();
    return std::move(out_);
  }

 private:
  void FirstLook(uint32_t i) {
    const HtmlNode& node = tree_.nodes[i];
    out_.block_of[i] = IsBlock(node.tag) || (node.attributes > 0 && DisplayOf(tree_.Get(i, HtmlAttribute::k_style)) == "block") ? i : out_.block_of[node.parent];
    out_.linked[i] = out_.linked[node.parent] || (node.tag == k_a && LeadsAway(i));
    if (node.tag == kText) {
      out_.letters[i] = CountLetters(tree_.Text(i));
      return;
    }
    custom_ = custom_ || node.tag == kCustom;
    uint16_t kinds = 0;
    for (HtmlAttribute name : {HtmlAttribute::k_class, HtmlAttribute::k_id}) kinds |= KindsOf(tree_.Get(i, name));
    std::string_view itemprop = tree_.Get(i, HtmlAttribute::k_itemprop);
    if (itemprop == "articleBody") kinds |= kBody;
    if (itemprop == "headline") kinds |= kTitle;
    if (itemprop == "alternativeHeadline" || itemprop == "description") kinds |= kLead;
    if (node.tag == k_figcaption) kinds |= kCaption;
    out_.kinds[i] = kinds;
    // The page's heading and its body mark all around them as no furniture.
    if (node.tag == k_h1 || (kinds & kBody) || IsPagesHeading(i)) marked_[i] = 1;
  }

  // An element of the page's own making ends a line as a block does, but among the words of a line.
  void FindCustomBlocks() {
    std::vector<uint8_t> words(n_, 0);  // by node: has words of its own
    for (uint32_t i = 1; i < n_; ++i) {
      if (tree_.nodes[i].tag == kText && out_.letters[i] > 0) words[tree_.nodes[i].parent] = 1;
    }
    for (uint32_t i = 1; i < n_; ++i) {
      const HtmlNode& node = tree_.nodes[i];
      const HtmlTag above = tree_.nodes[node.parent].tag;
      const bool in_line = words[node.parent] || above == k_p || (above >= k_h1 && above <= k_h6) || (node.parent != 0 && out_.block_of[node.parent] != node.parent);
      if (out_.block_of[i] == i) continue;
      out_.block_of[i] = node.tag == kCustom && !in_line ? i : out_.block_of[node.parent];
    }
  }

  // A link to another page; a named anchor or a place of this page is none.
  bool LeadsAway(uint32_t i) const {
    if (!tree_.Has(i, HtmlAttribute::k_href)) return false;
    std::string_view href = tree_.Get(i, HtmlAttribute::k_href);
    return href.size() < 2 || href.front() != '#';
  }

  // A lesser heading that the page's title repeats.
  bool IsPagesHeading(uint32_t i) const {
    constexpr std::ptrdiff_t kBlanks = 3;  // four words
    if (tree_.nodes[i].tag < k_h2 || tree_.nodes[i].tag > k_h6 || title_.empty()) return false;
    const std::string heading = FoldedWords(tree_.PlainText(i), kTitleWords);
    return std::count(heading.begin(), heading.end(), ' ') >= kBlanks && title_.find(heading) != std::string::npos;
  }

  static uint32_t CountLetters(std::string_view s) {
    uint32_t n = 0;
    for (char c : s) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80 && static_cast<unsigned char>(c) > 0x20;
    return n;
  }

  uint16_t KindsOf(std::string_view names) {
    if (names.empty()) return 0;
    auto [at, fresh] = known_.try_emplace(names, uint16_t{0});
    if (fresh) at->second = words_.KindsOf(names);
    return at->second;
  }

  bool Furniture(uint32_t i) const {
    const HtmlNode& node = tree_.nodes[i];
    if (node.tag == kText || HoldsPage(node.tag)) return false;
    const uint16_t kinds = out_.kinds[i];
    if (tree_.Has(i, HtmlAttribute::k_hidden) || DisplayOf(tree_.Get(i, HtmlAttribute::k_style)) == "none") return !(kinds & kBody);
    if (node.tag == k_nav || node.tag == k_marquee || node.tag == k_button) return true;
    if (!strict_) return false;
    if (IsFurnitureTag(node.tag)) return !(kinds & kKeep);
    if (marked_[i]) return false;
    if (tree_.Get(i, HtmlAttribute::k_aria_hidden) == "true" && !(kinds & kBody)) return true;
    std::string_view role = tree_.Get(i, HtmlAttribute::k_role);
    if (!role.empty() && IsFurnitureRole(role)) return true;
    if (kinds & kKeep) return false;
    if (kinds & (kFurniture | kCredit)) return true;
    // A form that wraps a whole page (as ASP.NET does) is none.
    return node.tag == k_form && out_.letters[i] * 2 < out_.letters[0];
  }

  // Two like elements in one line, without a blank between their words: a style sheet sets them apart.
  bool SetApart(uint32_t before, uint32_t after) const {
    constexpr uint32_t kWords = 8;  // letters: fewer may be a letter in another colour
    const uint32_t a = tree_.nodes[before].parent, b = tree_.nodes[after].parent;
    if (a == b || tree_.nodes[a].parent != tree_.nodes[b].parent || tree_.nodes[a].tag != tree_.nodes[b].tag) return false;
    if (out_.letters[before] < kWords || out_.letters[after] < kWords || IsBlock(tree_.nodes[a].tag)) return false;
    const char left = tree_.Text(before).back(), right = tree_.Text(after).front();
    return static_cast<unsigned char>(left) > 0x20 && static_cast<unsigned char>(right) > 0x20;
  }

  void MakeBlocks() {
    bool cut = true;
    for (uint32_t i = 1; i < n_; ++i) {
      const HtmlNode& node = tree_.nodes[i];
      if (node.tag != kText) {
        cut = cut || out_.block_of[i] == i || node.tag == k_br || node.tag == k_hr || node.tag == k_head;
        continue;
      }
      if (tree_.nodes[out_.block_of[i]].tag == k_head || tree_.nodes[node.parent].tag == k_title) continue;
      if (cut || out_.blocks.empty() || SetApart(out_.blocks.back().end - 1, i) || out_.blocks.back().element != out_.block_of[i]) {
        if (out_.letters[i] == 0) continue;  // a block does not begin with blanks
        out_.blocks.push_back({out_.block_of[i], i, i, 0, 0, out_.out[out_.block_of[i]] != 0});
        cut = false;
      }
      HtmlBlock& block = out_.blocks.back();
      block.end = i + 1;
      if (out_.out[i] && !block.out) continue;  // inline furniture
      block.letters += out_.letters[i];
      if (out_.linked[i]) block.linked += out_.letters[i];
    }
  }

  const HtmlTree& tree_;
  const PageWords& words_;
  const bool strict_;
  const size_t n_;
  HtmlLayout out_;
  bool custom_ = false;  // the page has elements of its own making
  std::string title_;  // folded
  std::vector<uint8_t> marked_;
  std::unordered_map<std::string_view, uint16_t> known_;
};

}  // namespace

HtmlLayout FindLayout(const HtmlTree& tree, const PageWords& words, bool strict) { return Finder(tree, words, strict).Run(); }

std::string BlockText(const HtmlTree& tree, const HtmlLayout& layout, const HtmlBlock& block, bool links) {
  std::string out;
  for (uint32_t i = block.first; i < block.end; ++i) {
    if (tree.nodes[i].tag != HtmlTag::kText || (!links && layout.linked[i])) continue;
    if (block.out || !layout.out[i]) AppendCollapsed(tree.Text(i), out);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace tawatur::ingest
