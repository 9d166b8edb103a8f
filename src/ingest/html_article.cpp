// ingest: which parts of a page are its article. Entry point: FindArticle().
//
// The headline is the heading that agrees with the page's metadata. What follows it is weighed: running text counts for, text
// in links against its surroundings, the less the more furniture stands before it. The article's body is the smallest element
// that holds nearly all that counts for; class names only help. Between the headline and the body stand subtitle and captions.
#include "ingest/html_finder.h"

namespace tawatur::ingest {
namespace {

using enum HtmlTag;

constexpr double kNearlyAll = 0.85;     // of what counts for, in the body
constexpr double kNamedPart = 0.05;     // of what counts for, in an element named as the body or as part of it
constexpr double kNamedAll = 0.4;       // in all such elements
constexpr uint32_t kLongMeta = 160;     // letters: what is longer is no line of date and author
constexpr size_t kLookAhead = 16;        // nodes beside one another that are looked at
constexpr uint32_t kTeaserText = 250;    // letters: two labelled boxes hold hardly more
constexpr size_t kStockWords = 6;        // a caption of an archive picture that no name marks as caption
constexpr uint32_t kAroundLink = 25;     // letters: a line with a link and less than this beside it points elsewhere
constexpr uint32_t kLongBlock = 100;     // letters: no subtitle is as long

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

}  // namespace

HtmlArticle ArticleFinder::Run() {
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

void ArticleFinder::Weigh() {
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

void ArticleFinder::ChooseBody() {
  body_ = 0;
  if (hints_.fragment) return;
  for (uint32_t n = 1; n < value_.size(); ++n) {
    if (value_[n] >= value_[body_] && layout_.block_of[n] == n) body_ = n;
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
    if (value_[n] >= enough && layout_.block_of[n] == n) body_ = n;
  }
}

void ArticleFinder::Collect() {
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
    if (b >= sources_ && b < sources_end_ ? false : inside ? !Keep(block, text, count, phrase) : !KeepBefore(block, text, count, phrase)) continue;
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
  // Sources that stand right behind the body.
  if (sources_ == kNoBlock || article_.running == 0 || blocks_[sources_].first < tree_.nodes[body_].end || blocks_[sources_].first >= tree_.nodes[Parent(body_)].end) return;
  for (uint32_t b = sources_; b < std::min(sources_end_, last_); ++b) {
    if (!blocks_[b].out) article_.blocks.push_back(b);
  }
}

bool ArticleFinder::IsTimeLine(const HtmlBlock& block) const {
  if (block.letters >= kRunning) return false;
  for (uint32_t n = block.first; n < block.end; ++n) {
    for (uint32_t e = n; e != block.element && e != 0; e = Parent(e)) {
      if (tree_.nodes[e].tag == k_time) return true;
    }
  }
  return tree_.nodes[block.element].tag == k_time;
}

bool ArticleFinder::IsLive() const {
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

void ArticleFinder::FindDateline() {
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

bool ArticleFinder::InCell(const HtmlBlock& block) const {
  const HtmlTag tag = tree_.nodes[block.element].tag;
  return tag == k_td || tag == k_th || tag == k_li || tag == k_dd || tag == k_dt;
}

bool ArticleFinder::InEntry(uint32_t node) const {
  for (uint32_t e = node; e != 0 && e != body_; e = Parent(e)) {
    if (layout_.kinds[e] & kEntry) return true;
  }
  return false;
}

bool ArticleFinder::EndsPage(const HtmlBlock& block, const std::string& text) const {
  if (block.letters > kShortLine) return false;
  const PageWords::Phrase phrase = words_.PhraseOf(text);
  if (phrase.reach == PageWords::Reach::kRest && IsLabel(text, phrase)) return true;
  return !named_ && (text.find("\xC2\xA9") != std::string::npos || words_.HoldsEdgePhrase(text));
}

bool ArticleFinder::IsEdgeLine(const HtmlBlock& block, const std::string& text) const {
  if (named_ || block.letters > 400) return false;
  return (block.letters < kLongMeta && (text.find("\xC2\xA9") != std::string::npos || text.find("http") != std::string::npos)) || words_.HoldsEdgePhrase(text);
}

bool ArticleFinder::IsMetaLine(const HtmlBlock& block, const std::string& text) const {
  const bool digits = text.find_first_of("0123456789") != std::string::npos;
  if (NamesTime(text) || (digits && !InCell(block) && CountWords(FoldedWords(text, 4)) < 4)) return true;  // "3 minutes"
  size_t pieces = 0;
  for (uint32_t n = block.first; n < block.end; ++n) {
    const HtmlTag tag = tree_.nodes[Parent(n)].tag;
    pieces += tree_.nodes[n].tag == kText && layout_.letters[n] > 0 && (tag == k_span || tag == k_a || tag == k_time || tag == k_small);
  }
  return pieces >= 2 && digits;
}

bool ArticleFinder::Keep(const HtmlBlock& block, const std::string& text, size_t count, const PageWords::Phrase& phrase) const {
  // Of a live page the times and headings link to their entries.
  if (article_.live && (IsTimeLine(block) || (HeadingOf(block) != 0 && InEntry(block.first)))) return true;
  if (block.linked * 10 >= block.letters * 8 && block.letters < 300) return false;
  if (block.linked * 2 > block.letters && block.letters - block.linked < kAroundLink) return false;
  if (count == 0) return false;
  if (phrase.reach != PageWords::Reach::kNone && block.letters < kShortLine) {
    if (phrase.reach == PageWords::Reach::kCall && !InCell(block)) return false;
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

// One of two and more like boxes side by side, each a heading and a line under it: "The claim ... The verdict ...".
bool ArticleFinder::InLabelledBox(const HtmlBlock& block) const {
  const uint32_t box = Parent(block.element);
  if (box == 0 || body_ == box || Inside(body_, box) || layout_.letters[box] > kTeaserText) return false;
  auto labelled = [&](uint32_t element) {
    const uint32_t b = FirstBlockIn(element);
    if (b + 1 >= blocks_.size() || !Inside(blocks_[b + 1].first, element) || Inside(blocks_[b].first, blocks_[b + 1].element)) return false;
    return HeadingOf(blocks_[b]) != 0 && HeadingOf(blocks_[b + 1]) == 0 && !blocks_[b].out && !blocks_[b + 1].out && LinkedIn(element) == 0;
  };
  if (!labelled(box)) return false;
  size_t like = 0, looked = 0;
  for (uint32_t n = Parent(box) + 1; n < tree_.nodes[Parent(box)].end && looked < kLookAhead; n = tree_.nodes[n].end, ++looked) {
    like += tree_.nodes[n].tag == tree_.nodes[box].tag && labelled(n);
  }
  return like >= 2;
}

bool ArticleFinder::KeepBefore(const HtmlBlock& block, const std::string& text, size_t count, const PageWords::Phrase& phrase) const {
  if (block.linked * 3 > block.letters || phrase.reach != PageWords::Reach::kNone) return false;
  const uint16_t kinds = KindsAround(block);
  if (count < 4 && !InLabelledBox(block)) return false;
  if ((kinds & kCaption) || count <= kStockWords) {
    if (words_.IsStockCaption(text)) return false;
    if (kinds & kCaption) return true;
  }
  if (kinds & kLead) return true;
  if (InLabelledBox(block) && !(kinds & (kDate | kAuthor)) && !IsMetaLine(block, text)) return true;
  if (block.letters < kLongMeta && ((kinds & (kDate | kAuthor)) || (count < 16 && IsMetaLine(block, text)))) return false;
  if (IsEdgeLine(block, text)) return false;
  return block.letters >= 25 && count >= 5;
}

HtmlArticle FindArticle(const HtmlTree& tree, HtmlLayout& layout, const PageWords& words, const HtmlHints& hints) {
  return ArticleFinder(tree, layout, words, hints).Run();
}

}  // namespace tawatur::ingest
