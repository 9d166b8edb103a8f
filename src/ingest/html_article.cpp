// ingest: which parts of a page are its article. Entry point: FindArticle().
//
// The headline is the heading that agrees with the page's metadata. What follows it is weighed: running text counts for, text
// in links against its surroundings, the less the more furniture stands before it. The article's body is the smallest element
// that holds nearly all that counts for; class names only help. Between the headline and the body stand subtitle and captions.
#include "ingest/html_article.h"

#include <algorithm>
#include <unordered_set>

namespace tawatur::ingest {
namespace {

using enum HtmlTag;

constexpr uint32_t kRunning = 40;       // letters: a block this long is running text
constexpr double kNearlyAll = 0.85;     // of what counts for, in the body
constexpr double kNamedPart = 0.05;     // of what counts for, in an element named as the body or as part of it
constexpr double kNamedAll = 0.4;       // in all such elements
constexpr uint32_t kLongMeta = 160;     // letters: what is longer is no line of date and author
constexpr size_t kStockWords = 6;        // a caption of an archive picture that no name marks as caption
constexpr uint32_t kAroundLink = 25;     // letters: a line with a link and less than this beside it points elsewhere
constexpr size_t kLookAhead = 16;        // nodes beside one another that are looked at
constexpr uint32_t kTeaserText = 250;    // letters outside its link
constexpr uint32_t kTeaser = 500;        // letters: an element with a headline of another article is no longer
constexpr uint32_t kBoxLetters = 250;    // outside links, in a box under a furniture heading
constexpr uint32_t kLongBlock = 100;     // letters: no subtitle is as long
constexpr uint32_t kLabelLetters = 40;  // of a label over a list of links
constexpr size_t kLabelWords = 3;       // beside a furniture phrase that heads a box
constexpr uint32_t kShortLine = 120;    // letters: a line this short can be furniture by its first words

bool IsHeading(HtmlTag tag) { return tag >= k_h1 && tag <= k_h6; }

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

size_t CountWords(std::string_view folded) {
  return folded.empty() ? 0 : 1 + static_cast<size_t>(std::count(folded.begin(), folded.end(), ' '));
}

std::string Folded(std::string_view text) { return FoldedWords(text, 60); }

// A day or an hour as lines of date and author give it: "12:40", "2021-12-13", "13/12/2021", a year beside a day.
bool NamesTime(std::string_view s) {
  size_t groups = 0, longest = 0, run = 0;
  bool colon = false;
  auto end_run = [&] {
    if (run > 0) ++groups, longest = std::max(longest, run);
    run = 0;
  };
  for (size_t i = 0; i < s.size(); ++i) {
    auto c = static_cast<unsigned char>(s[i]);
    auto next = static_cast<unsigned char>(i + 1 < s.size() ? s[i + 1] : 0);
    bool digit = c >= '0' && c <= '9';
    bool arabic = (c == 0xD9 && next >= 0xA0 && next <= 0xA9) || (c == 0xDB && next >= 0xB0 && next <= 0xB9);
    if (digit || arabic) {
      ++run;
      i += arabic;
      continue;
    }
    colon = colon || (c == ':' && run > 0 && run <= 2 && (next < 0x80 ? next >= '0' && next <= '5' : next == 0xD9 || next == 0xDB));
    end_run();
  }
  end_run();
  return colon || (groups >= 2 && longest == 4) || (groups == 3 && longest <= 4 && longest >= 2);
}

class Finder {
 public:
  Finder(const HtmlTree& tree, HtmlLayout& layout, const PageWords& words, const HtmlHints& hints)
      : tree_(tree), layout_(layout), words_(words), hints_(hints), blocks_(layout.blocks) {}

  HtmlArticle Run() {
    FindHeadline();
    MarkTeasers();
    MarkBoxes();
    Weigh();
    ChooseBody();
    Collect();
    if (headline_ == kNoBlock && !hints_.fragment) TakeFirstLine();
    if (!hints_.dated && !hints_.fragment) FindDateline();
    return std::move(article_);
  }

 private:
  bool Inside(uint32_t node, uint32_t above) const { return node >= above && node < tree_.nodes[above].end; }
  bool HoldsHeadline(uint32_t node) const { return headline_ != kNoBlock && Inside(blocks_[headline_].first, node); }
  uint32_t Parent(uint32_t node) const { return tree_.nodes[node].parent; }
  std::string_view Class(uint32_t node) const { return tree_.Get(node, HtmlAttribute::k_class); }
  std::string Text(const HtmlBlock& block) const { return BlockText(tree_, layout_, block); }

  // The heading a block stands in, or 0.
  uint32_t HeadingOf(const HtmlBlock& block) const {
    for (uint32_t e = block.element; e != 0; e = Parent(e)) {
      if (IsHeading(tree_.nodes[e].tag) || tree_.Get(e, HtmlAttribute::k_role) == "heading") return e;
      if (!IsBlock(tree_.nodes[e].tag)) return 0;
      if (layout_.letters[e] > block.letters * 2) return 0;
    }
    return 0;
  }

  // Kinds of the elements that hold this block and little else.
  uint16_t KindsAround(const HtmlBlock& block) const {
    uint16_t kinds = 0;
    for (uint32_t e = block.first; e != 0; e = Parent(e)) {
      if (layout_.letters[e] > std::max(block.letters * 2, block.letters + 60)) break;
      kinds |= layout_.kinds[e];
    }
    return kinds;
  }

  void FindHeadline() {
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

  // A box that a furniture phrase or the author's name heads is furniture with all it holds.
  void MarkBoxes() {
    const std::string author = Folded(hints_.author);
    uint32_t running = 0;
    for (uint32_t b = headline_ == kNoBlock ? 0 : headline_end_; b < blocks_.size(); ++b) {
      const HtmlBlock& block = blocks_[b];
      if (!block.out && block.letters >= kRunning) running += block.letters - block.linked;
    }
    const uint32_t most = std::min(kBoxLetters, running / 3);
    for (uint32_t b = 0; b < blocks_.size(); ++b) {
      const HtmlBlock& block = blocks_[b];
      if (block.out || block.letters > kShortLine || b == headline_) continue;
      const std::string text = Text(block);
      const PageWords::Phrase phrase = words_.PhraseOf(text);
      const bool by_author = !author.empty() && b > headline_ && FoldedWords(text, 12) == author;
      if (!by_author && !IsLabel(text, phrase)) {
        if (block.letters <= kLabelLetters && block.linked == 0) MarkLinkBox(b);
        continue;
      }
      // The largest element that begins with it: with its links, under a heading with a few words of its own, and with all
      // the text of comments.
      const bool rest = phrase.reach == PageWords::Reach::kRest;
      const bool heads = by_author || HeadingOf(block) != 0;
      uint32_t box = block.element;
      for (uint32_t above = Parent(box); above != 0 && FirstBlockIn(above) == b; above = Parent(above)) {
        if (HoldsHeadline(above) || (layout_.kinds[above] & kBody) || tree_.nodes[above].tag == k_body) break;
        if (!rest && !OnlyLinks(above, b) && (!heads || Unlinked(above) > most)) break;
        // A box that already holds more than its label is whole: running text beside it is the article's.
        if (!rest && !by_author && layout_.letters[box] > block.letters && Unlinked(above) >= Unlinked(box) + kRunning) break;
        box = above;
      }
      if (HoldsHeadline(box) || tree_.nodes[box].tag == k_body) {
        blocks_[b].out = true;
        continue;
      }
      Mark(box);
      // A label that stands alone speaks of the list behind it.
      if (by_author || layout_.letters[box] > block.letters) continue;
      const uint32_t next = NextElement(box);
      if (next != 0 && !HoldsHeadline(next) && LinkShare(next) > 0.5) Mark(next);
    }
  }

  // A line that is a furniture phrase and hardly more.
  static bool IsLabel(std::string_view text, const PageWords::Phrase& phrase) {
    if (phrase.reach == PageWords::Reach::kNone) return false;
    const size_t count = CountWords(FoldedWords(text, 12));
    const size_t beside = count - std::min(count, phrase.words);
    if (phrase.words > 1) return beside <= kLabelWords;
    const bool digits = text.find_first_of("0123456789") != std::string_view::npos;
    return beside == 0 || (beside == 1 && digits) || text.ends_with(':');
  }

  // A short label and nothing but links behind it: other articles, whatever the label says.
  void MarkLinkBox(uint32_t label) {
    const uint32_t heading = HeadingOf(blocks_[label]);
    if (headline_ != kNoBlock && heading != 0 && tree_.nodes[heading].tag == tree_.nodes[blocks_[headline_].element].tag) return;
    uint32_t box = 0;
    for (uint32_t e = blocks_[label].element; e != 0 && FirstBlockIn(e) == label && !HoldsHeadline(e) && !(layout_.kinds[e] & kBody); e = Parent(e)) {
      if (!OnlyLinks(e, label)) break;
      box = e;
    }
    if (box == 0) return;
    if (LinkedIn(box) >= kRunning) {
      Mark(box);
      return;
    }
    const uint32_t next = NextElement(box);
    if (next == 0 || tree_.nodes[next].tag == k_p || HoldsHeadline(next) || LinkedIn(next) < kRunning || !OnlyLinks(next, kNoBlock)) return;
    if (const HtmlBlock& first = blocks_[FirstBlockIn(next)]; first.linked * 2 < first.letters) return;  // it has a label of its own
    Mark(box);
    Mark(next);
  }

  // No running text but in links and furniture.
  bool OnlyLinks(uint32_t element, uint32_t but) const {
    for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) {
      if (b != but && !blocks_[b].out && blocks_[b].linked * 10 < blocks_[b].letters * 7 && blocks_[b].letters > 25) return false;
    }
    return true;
  }

  uint32_t Unlinked(uint32_t element) const { return layout_.letters[element] - std::min(layout_.letters[element], LinkedIn(element)); }

  uint32_t LinkedIn(uint32_t element) const {
    uint32_t linked = 0;
    for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) linked += blocks_[b].linked;
    return linked;
  }

  uint32_t FirstBlockIn(uint32_t element) const {
    auto at = std::lower_bound(blocks_.begin(), blocks_.end(), element, [](const HtmlBlock& block, uint32_t node) { return block.first < node; });
    return static_cast<uint32_t>(at - blocks_.begin());
  }

  uint32_t NextElement(uint32_t node) const {
    const uint32_t end = tree_.nodes[Parent(node)].end;
    size_t looked = 0;
    for (uint32_t n = tree_.nodes[node].end; n < end && looked < kLookAhead; n = tree_.nodes[n].end, ++looked) {
      if (layout_.letters[n] > 0) return tree_.nodes[n].tag == kText ? 0 : n;
    }
    return 0;
  }

  double LinkShare(uint32_t element) const {
    uint32_t letters = 0, linked = 0;
    for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) {
      letters += blocks_[b].letters;
      linked += blocks_[b].linked;
    }
    return letters == 0 ? 0 : static_cast<double>(linked) / letters;
  }

  void Mark(uint32_t element) {
    for (uint32_t n = element; n < tree_.nodes[element].end; ++n) layout_.out[n] = 1;
    for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) blocks_[b].out = true;
  }

  // Three or more like siblings, each with a linked headline of its own: teasers of other articles.
  void MarkTeasers() {
    for (uint32_t b = 0; b < blocks_.size(); ++b) {
      const HtmlBlock& block = blocks_[b];
      if (block.letters < 15 || block.linked * 10 < block.letters * 9) continue;
      // The element around the link that has like siblings.
      for (uint32_t e = block.element; e != 0 && Parent(e) != 0; e = Parent(e)) {
        const HtmlTag tag = tree_.nodes[e].tag;
        if (tag == k_tr || tag == k_body || HoldsHeadline(e)) break;
        uint32_t like = 0;
        uint32_t last = e;
        size_t looked = 0;
        for (uint32_t n = e; n < tree_.nodes[Parent(e)].end && like < 3 && looked < kLookAhead; n = tree_.nodes[n].end, ++looked) {
          if (tree_.nodes[n].tag != tag || Class(n) != Class(e)) continue;
          if (!BeginsWithLink(n)) break;
          ++like;
          last = n;
        }
        if (like < 3 && !teaser_group_.count(Parent(e))) continue;
        if (HoldsHeadline(last)) break;
        teaser_group_.insert(Parent(e));
        ++article_.teasers;
        if (!block.out) Mark(e);
        break;
      }
    }
  }

  // A small element whose first words are a headline in a link.
  bool BeginsWithLink(uint32_t element) const {
    if (layout_.letters[element] > kTeaser || Unlinked(element) > kTeaserText) return false;
    if ((layout_.kinds[element] & kEntry) || (hints_.live && HasRunningText(element))) return false;  // of a live page
    for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) {
      if (blocks_[b].letters >= 15) return blocks_[b].linked * 10 >= blocks_[b].letters * 9;
    }
    return false;
  }

  bool HasRunningText(uint32_t element) const {
    for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) {
      if (blocks_[b].letters - blocks_[b].linked >= kRunning) return true;
    }
    return false;
  }

  // The first block of a second article on the page, or the end.
  uint32_t SecondArticle() const {
    if (headline_ == kNoBlock) return static_cast<uint32_t>(blocks_.size());
    const uint32_t heading = HeadingOf(blocks_[headline_]);
    if (heading == 0) return static_cast<uint32_t>(blocks_.size());
    uint32_t running = 0;
    for (uint32_t b = headline_end_; b < blocks_.size(); ++b) {
      const HtmlBlock& block = blocks_[b];
      if (block.out) continue;
      const uint32_t other = HeadingOf(block);
      if (other != 0 && running > 100 && tree_.nodes[other].tag == tree_.nodes[heading].tag && Class(other) == Class(heading) &&
          (tree_.nodes[other].tag == k_h1 || !Class(other).empty() || !Class(Parent(other)).empty()) && Parent(other) != Parent(heading) && Class(Parent(other)) == Class(Parent(heading)) && Text(block) != article_.title) {
        return b;
      }
      if (block.letters >= kRunning) running += block.letters - block.linked;
    }
    return static_cast<uint32_t>(blocks_.size());
  }

  void Weigh() {
    value_.assign(tree_.nodes.size(), 0);
    first_ = headline_ == kNoBlock ? 0 : headline_end_;
    last_ = SecondArticle();
    double junk = 0, good = 0;
    for (uint32_t b = first_; b < last_; ++b) {
      const HtmlBlock& block = blocks_[b];
      const uint32_t own = block.letters - block.linked;
      double value = 0;
      if (block.out) {
        junk += block.letters;
      } else if (block.linked * 2 > block.letters) {
        junk += block.letters;
        value = -0.5 * block.letters;
      } else {
        const double gap = headline_ == kNoBlock ? 0 : junk / (300 + good);
        value = (block.letters >= kRunning ? own : 0.3 * own) / (1 + gap * gap);
        if (block.letters >= kRunning) good += own;
      }
      value_[block.element] += value;
    }
    for (uint32_t n = static_cast<uint32_t>(tree_.nodes.size()); n-- > 1;) value_[Parent(n)] += value_[n];
  }

  void ChooseBody() {
    body_ = 0;
    if (hints_.fragment) return;
    for (uint32_t n = 1; n < value_.size(); ++n) {
      if (value_[n] >= value_[body_] && IsBlock(tree_.nodes[n].tag)) body_ = n;
    }
    const double most = value_[body_];
    // Elements that are named as the body: what lies outside all of them needs no place in it.
    uint32_t named = 0, named_end = 0;
    double named_value = 0;
    for (uint32_t n = body_; n < tree_.nodes[body_].end;) {
      if (!(layout_.kinds[n] & kBody) || layout_.out[n] || value_[n] < kNamedPart * most) {
        ++n;
        continue;
      }
      if (named == 0) named = n;
      named_end = tree_.nodes[n].end;
      named_value += value_[n];
      n = named_end;
    }
    if (named != 0 && named_value >= kNamedAll * most) {
      while (tree_.nodes[named].end < named_end) named = Parent(named);
      body_ = named;
      named_ = true;
    }
    const double enough = kNearlyAll * value_[body_];
    for (uint32_t n = body_; n < tree_.nodes[body_].end; ++n) {
      if (value_[n] >= enough && IsBlock(tree_.nodes[n].tag)) body_ = n;
    }
  }

  void Collect() {
    std::unordered_set<std::string> seen;
    if (!article_.title.empty()) seen.insert(Folded(article_.title));
    for (const std::string& title : hints_.titles) seen.insert(Folded(title));
    const double all = value_[body_];
    double read = 0;
    article_.live = hints_.live || IsLive();
    for (uint32_t b = first_; b < last_; ++b) {
      const HtmlBlock& block = blocks_[b];
      if (block.first >= tree_.nodes[body_].end) break;
      const bool last_part = read * 2 > all;
      if (block.out && last_part && EndsPage(block, Text(block))) break;
      if (block.out || block.letters == 0) continue;
      const bool inside = Inside(block.first, body_);
      const std::string text = Text(block);
      const PageWords::Phrase phrase = words_.PhraseOf(text);
      if (last_part && EndsPage(block, text)) break;
      std::string folded = FoldedWords(text, 200);
      const size_t count = CountWords(folded);
      if (inside ? !Keep(block, text, count, phrase) : !KeepBefore(block, text, count, phrase)) continue;
      const bool repeats = count >= 4 && !seen.insert(std::move(folded)).second;
      if (repeats && (!inside || read == 0 || (count >= 8 && !InCell(block)))) continue;
      article_.blocks.push_back(b);
      if (inside) read += value_[block.element] > 0 ? block.letters : 0;
      if (block.letters >= kRunning) {
        article_.letters += block.letters;
        ++article_.running;
        const HtmlBlock* before = b > 0 ? &blocks_[b - 1] : nullptr;
        article_.led += before && before->letters >= 15 && before->linked * 10 >= before->letters * 9;
      }
      long_seen_ = long_seen_ || block.letters >= kLongBlock;
    }
  }

  // Where nothing agrees with the metadata: a short first line without an end, over the text, is the headline.
  void TakeFirstLine() {
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

  // A short line inside, or made of, a <time>.
  bool IsTimeLine(const HtmlBlock& block) const {
    if (block.letters >= kRunning) return false;
    for (uint32_t n = block.first; n < block.end; ++n) {
      for (uint32_t e = n; e != block.element && e != 0; e = Parent(e)) {
        if (tree_.nodes[e].tag == k_time) return true;
      }
    }
    return tree_.nodes[block.element].tag == k_time;
  }

  // Three and more lines of a clock or date between running text: the entries of a live page.
  bool IsLive() const {
    size_t stamps = 0;
    bool text = true;
    for (uint32_t b = FirstBlockIn(body_); b < last_ && b < blocks_.size() && Inside(blocks_[b].first, body_) && stamps < 3; ++b) {
      const HtmlBlock& block = blocks_[b];
      if (block.out || (block.linked * 2 > block.letters && !IsTimeLine(block))) continue;
      if (block.letters >= kRunning) {
        text = true;
      } else if (text && block.letters > 0 && NamesTime(Text(block))) {
        ++stamps;
        text = false;
      }
    }
    return stamps >= 3;
  }

  // A line with a date between the headline and the text, or right above the headline.
  void FindDateline() {
    if (headline_ == kNoBlock || article_.blocks.empty()) return;
    auto dates = [&](uint32_t b) {
      const std::string text = BlockText(tree_, layout_, blocks_[b], false);
      return blocks_[b].letters < kLongMeta && CountWords(FoldedWords(text, 30)) < 20 && NamesTime(text) && text.find_first_of("0123456789\xD9\xDB") != std::string::npos;
    };
    uint32_t text = headline_end_;
    while (text < last_ && blocks_[text].letters < kLongBlock) ++text;
    for (uint32_t b = headline_end_; b < text && article_.dateline == kNoBlock; ++b) {
      const bool kept = std::find(article_.blocks.begin(), article_.blocks.end(), b) != article_.blocks.end();
      if (!kept && dates(b)) article_.dateline = b;
    }
    for (uint32_t b = headline_; b-- > 0 && headline_ - b <= 4 && article_.dateline == kNoBlock;) {
      if (dates(b)) article_.dateline = b;
    }
  }

  bool InCell(const HtmlBlock& block) const {
    const HtmlTag tag = tree_.nodes[block.element].tag;
    return tag == k_td || tag == k_th || tag == k_li || tag == k_dd || tag == k_dt;
  }

  bool InEntry(uint32_t node) const {
    for (uint32_t e = node; e != 0 && e != body_; e = Parent(e)) {
      if (layout_.kinds[e] & kEntry) return true;
    }
    return false;
  }

  // The heading of comments, or a copyright line: nothing of the article follows.
  bool EndsPage(const HtmlBlock& block, const std::string& text) const {
    if (block.letters > kShortLine) return false;
    const PageWords::Phrase phrase = words_.PhraseOf(text);
    if (phrase.reach == PageWords::Reach::kRest && IsLabel(text, phrase)) return true;
    return !named_ && (text.find("\xC2\xA9") != std::string::npos || words_.HoldsEdgePhrase(text));
  }

  // Copyright lines and cookie walls; a body that is named as such holds none.
  bool IsEdgeLine(const HtmlBlock& block, const std::string& text) const {
    if (named_ || block.letters > 400) return false;
    return (block.letters < kLongMeta && (text.find("\xC2\xA9") != std::string::npos || text.find("http") != std::string::npos)) || words_.HoldsEdgePhrase(text);
  }

  // A date, or several small pieces with a number among them.
  bool IsMetaLine(const HtmlBlock& block, const std::string& text) const {
    const bool digits = text.find_first_of("0123456789") != std::string::npos;
    if (NamesTime(text) || (digits && !InCell(block) && CountWords(FoldedWords(text, 4)) < 4)) return true;  // "3 minutes"
    size_t pieces = 0;
    for (uint32_t n = block.first; n < block.end; ++n) {
      const HtmlTag tag = tree_.nodes[Parent(n)].tag;
      pieces += tree_.nodes[n].tag == kText && layout_.letters[n] > 0 && (tag == k_span || tag == k_a || tag == k_time || tag == k_small);
    }
    return pieces >= 2 && digits;
  }

  // A block of the body; `count` words.
  bool Keep(const HtmlBlock& block, const std::string& text, size_t count, const PageWords::Phrase& phrase) const {
    // Of a live page the times and headings link to their entries.
    if (article_.live && (IsTimeLine(block) || (HeadingOf(block) != 0 && InEntry(block.first)))) return true;
    if (block.linked * 10 >= block.letters * 8 && block.letters < 300) return false;
    if (block.linked * 2 > block.letters && block.letters - block.linked < kAroundLink) return false;
    if (count == 0) return false;
    if (phrase.reach != PageWords::Reach::kNone && block.letters < kShortLine) {
      const bool label = IsLabel(text, phrase);
      if (InCell(block) ? label && block.linked > 0 : label || (phrase.words > 1 && (count <= 8 || block.linked > 0))) return false;
    }
    if (IsEdgeLine(block, text)) return false;
    if (!long_seen_ && count <= kStockWords && words_.IsStockCaption(text)) return false;
    // A line of date and author above the first running text.
    if (!long_seen_ && count < 14 && !article_.live && IsMetaLine(block, text) && !InEntry(block.first)) return false;
    const uint16_t kinds = KindsAround(block);
    if (block.letters < kLongMeta && (kinds & (kDate | kAuthor)) && !article_.live && !InEntry(block.first)) return false;
    if ((kinds & kCaption) && (count < 4 || words_.IsStockCaption(text))) return false;
    return true;
  }

  // A block between the headline and the body: a subtitle, a caption, a first paragraph.
  bool KeepBefore(const HtmlBlock& block, const std::string& text, size_t count, const PageWords::Phrase& phrase) const {
    if (block.linked * 3 > block.letters || phrase.reach != PageWords::Reach::kNone) return false;
    const uint16_t kinds = KindsAround(block);
    if (count < 4) return false;
    if ((kinds & kCaption) || count <= kStockWords) {
      if (words_.IsStockCaption(text)) return false;
      if (kinds & kCaption) return true;
    }
    if (kinds & kLead) return true;
    if (block.letters < kLongMeta && ((kinds & (kDate | kAuthor)) || (count < 16 && IsMetaLine(block, text)))) return false;
    if (IsEdgeLine(block, text)) return false;
    return block.letters >= 25 && count >= 5;
  }

  const HtmlTree& tree_;
  HtmlLayout& layout_;
  const PageWords& words_;
  const HtmlHints& hints_;
  std::vector<HtmlBlock>& blocks_;
  HtmlArticle article_;
  uint32_t headline_ = kNoBlock, headline_end_ = 0;
  uint32_t first_ = 0, last_ = 0;   // blocks that can be the article
  uint32_t body_ = 0;               // the element that is the body
  bool named_ = false;              // its names say so
  bool long_seen_ = false;          // a block of the text itself was collected
  std::vector<double> value_;       // by node: what its text counts for
  std::unordered_set<uint32_t> teaser_group_;
};

}  // namespace

HtmlArticle FindArticle(const HtmlTree& tree, HtmlLayout& layout, const PageWords& words, const HtmlHints& hints) {
  return Finder(tree, layout, words, hints).Run();
}

}  // namespace tawatur::ingest
