// ingest: what of a page belongs to other articles: teasers, boxes under furniture headings, a second article.
#include "ingest/html_finder.h"

namespace tawatur::ingest {
namespace {

using enum HtmlTag;

constexpr size_t kLookAhead = 16;        // nodes beside one another that are looked at
constexpr uint32_t kTeaserText = 250;    // letters outside its link
constexpr uint32_t kTeaser = 500;        // letters: an element with a headline of another article is no longer
constexpr uint32_t kBoxLetters = 250;    // outside links, in a box under a furniture heading
constexpr uint32_t kLabelLetters = 40;  // of a label over a list of links
constexpr uint32_t kMostSources = 1500; // letters of a list of sources
constexpr size_t kLabelWords = 3;       // beside a furniture phrase that heads a box

}  // namespace

void ArticleFinder::MarkBoxes() {
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
    if (HeadingOf(block) != 0 && words_.HeadsSources(text)) {
      FindSources(b);
      continue;
    }
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

bool ArticleFinder::IsLabel(std::string_view text, const PageWords::Phrase& phrase) {
  if (phrase.reach == PageWords::Reach::kNone) return false;
  const size_t count = CountWords(FoldedWords(text, 12));
  const size_t beside = count - std::min(count, phrase.words);
  if (phrase.words > 1) return beside <= kLabelWords;
  const bool digits = text.find_first_of("0123456789") != std::string_view::npos;
  return beside == 0 || (beside == 1 && digits) || text.ends_with(':');
}

void ArticleFinder::MarkLinkBox(uint32_t label) {
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

bool ArticleFinder::OnlyLinks(uint32_t element, uint32_t but) const {
  for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) {
    if (b != but && !blocks_[b].out && blocks_[b].linked * 10 < blocks_[b].letters * 7 && blocks_[b].letters > 25) return false;
  }
  return true;
}

uint32_t ArticleFinder::LinkedIn(uint32_t element) const {
  uint32_t linked = 0;
  for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) linked += blocks_[b].linked;
  return linked;
}

uint32_t ArticleFinder::FirstBlockIn(uint32_t element) const {
  auto at = std::lower_bound(blocks_.begin(), blocks_.end(), element, [](const HtmlBlock& block, uint32_t node) { return block.first < node; });
  return static_cast<uint32_t>(at - blocks_.begin());
}

uint32_t ArticleFinder::NextElement(uint32_t node) const {
  const uint32_t end = tree_.nodes[Parent(node)].end;
  size_t looked = 0;
  for (uint32_t n = tree_.nodes[node].end; n < end && looked < kLookAhead; n = tree_.nodes[n].end, ++looked) {
    if (layout_.letters[n] > 0) return tree_.nodes[n].tag == kText ? 0 : n;
  }
  return 0;
}

double ArticleFinder::LinkShare(uint32_t element) const {
  uint32_t letters = 0, linked = 0;
  for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) {
    letters += blocks_[b].letters;
    linked += blocks_[b].linked;
  }
  return letters == 0 ? 0 : static_cast<double>(linked) / letters;
}

void ArticleFinder::Mark(uint32_t element) {
  for (uint32_t n = element; n < tree_.nodes[element].end; ++n) layout_.out[n] = 1;
  for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) blocks_[b].out = true;
}

void ArticleFinder::MarkTeasers() {
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

bool ArticleFinder::BeginsWithLink(uint32_t element) const {
  if (layout_.letters[element] > kTeaser || Unlinked(element) > kTeaserText) return false;
  if ((layout_.kinds[element] & kEntry) || (hints_.live && HasRunningText(element))) return false;  // of a live page
  for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) {
    if (blocks_[b].letters >= 15) return blocks_[b].linked * 10 >= blocks_[b].letters * 9;
  }
  return false;
}

bool ArticleFinder::HasRunningText(uint32_t element) const {
  for (uint32_t b = FirstBlockIn(element); b < blocks_.size() && Inside(blocks_[b].first, element); ++b) {
    if (blocks_[b].letters - blocks_[b].linked >= kRunning) return true;
  }
  return false;
}

// The list of sources that a heading is over: what the text rests on, though all of it may be links.
void ArticleFinder::FindSources(uint32_t label) {
  uint32_t box = blocks_[label].element;
  if (const uint32_t heading = HeadingOf(blocks_[label]); heading != 0) box = heading;
  const uint32_t next = NextElement(box);
  if (next == 0 || HoldsHeadline(next) || layout_.letters[next] > kMostSources) return;
  sources_ = label;
  sources_end_ = FirstBlockIn(tree_.nodes[next].end);
  for (uint32_t n = next; n < tree_.nodes[next].end; ++n) layout_.out[n] = 0;  // rows of links look like teasers
  for (uint32_t b = sources_; b < sources_end_; ++b) blocks_[b].out = false;
}

// Of a thread, the first block behind the post that opens it.
uint32_t ArticleFinder::FirstReply() const {
  if (hints_.live) return kNoBlock;
  uint32_t first = 0;
  for (uint32_t n = 1; n < tree_.nodes.size(); ++n) {
    if (!(layout_.kinds[n] & kPost)) continue;
    if (first != 0) return FirstBlockIn(tree_.nodes[first].end);
    first = n;
    n = tree_.nodes[n].end - 1;
  }
  return kNoBlock;
}

uint32_t ArticleFinder::SecondArticle() const {
  if (const uint32_t replies = FirstReply(); replies != kNoBlock) return replies;
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

}  // namespace tawatur::ingest
