// The walk of the extract room. Entry point: Extract().
#include "extract/extract.h"

#include <utility>

#include "extract/kept.h"
#include "extract/parts.h"

namespace tawatur::extract {
namespace {

// Extractors look back and around among what one report names and states, which is little. A text longer than any report
// (an archive in one file) is read part by part, so that time stays in proportion to length.
constexpr size_t kWholeBytes = size_t{256} << 10;
constexpr size_t kPartBytes = size_t{64} << 10;

// A count is the object of a denial ("denied the killing of civilians") when it begins so near its verb; farther on it mostly
// belongs to the happening that the denial is about.
constexpr uint32_t kObjectBytes = 40;

// A count inside a denial is what the speaker denies: "denied that 5 were killed", "denied the toll of 100". Who denies it is who
// speaks of it.
void DenyFigures(Findings& out) {
  for (const Claim& c : out.claims) {
    if (c.type != ClaimType::kDenial) continue;
    for (Figure& f : out.figures) {
      if ((f.status != FigureStatus::kAsserted && f.status != FigureStatus::kDenied) || !c.content.Contains(f.number)) continue;
      f.status = FigureStatus::kDenied;
      for (Index a = 0; a < out.attributions.size() && f.attribution == kNone; ++a) {
        const Attribution& x = out.attributions[a];
        const bool object = x.content.Contains(f.number) && f.number.begin - x.content.begin <= kObjectBytes;
        if (x.verb == "deny" && x.speaker != kNone && object) f.attribution = a;
      }
    }
  }
}

// As new, but with the memory of the report before.
void Empty(Findings& f) {
  Findings fresh;
  const auto keep = [&](auto... member) { ((std::swap(fresh.*member, f.*member), (fresh.*member).clear()), ...); };
  keep(&Findings::numbers, &Findings::times, &Findings::mentions, &Findings::attributions, &Findings::figures, &Findings::claims, &Findings::events,
       &Findings::bylines, &Findings::agencies);
  std::swap(fresh.fingerprints, f.fingerprints);  // TakeFingerprints() writes over it
  f = std::move(fresh);
}

// All steps that need the words of their neighbourhood only.
void Find(text::Text& text, Words& words, Findings& out) {
  if (!words.kept) words.kept = std::make_shared<Kept>(*words.lexicon);
  FindFurnitureWords(words, text, out);
  FindNumbers(words, out);
  FindTimes(words, out);
  FindMentions(words, out);
  FindBylines(words, out);
  FindAttributions(words, out);
  FindEvents(words, out);
  FindFigures(words, out);
  FindClaims(words, out);
  DenyFigures(out);
}

// The end of the part that begins with sentence `s`: at a line's end, but in a line without end after a sentence.
uint32_t PartEnd(const text::Text& text, uint32_t s) {
  const auto& all = text.sentences;
  const uint32_t begin = all[s].span.begin;
  for (uint32_t e = s + 1; e < all.size(); ++e) {
    const size_t bytes = all[e].span.begin - begin;
    if (bytes >= 2 * kPartBytes || (bytes >= kPartBytes && all[e].paragraph != all[e - 1].paragraph)) return e;
  }
  return static_cast<uint32_t>(all.size());
}

void ExtractInParts(text::Text& text, const lexicon::Lexicon& lexicon, Words& words, Findings& out) {
  text::Text part;
  Findings found;
  part.original = text.original;
  part.lang = text.lang;
  std::swap(part.folded, text.folded);  // lent: offsets of tokens count in the whole
  for (uint32_t s = 0; s < text.sentences.size();) {
    const uint32_t e = PartEnd(text, s);
    const uint32_t first = s == 0 ? 0 : text.sentences[s].first;
    const uint32_t last = e < text.sentences.size() ? text.sentences[e].first : static_cast<uint32_t>(text.tokens.size());
    part.tokens.assign(text.tokens.begin() + first, text.tokens.begin() + last);
    part.sentences.assign(text.sentences.begin() + s, text.sentences.begin() + e);
    for (text::Token& t : part.tokens) t.sentence -= s;
    for (text::Sentence& x : part.sentences) x.first -= first, x.last -= first;
    part.furniture.clear();
    Annotate(part, lexicon, words);
    Find(part, words, found);
    for (uint32_t k = s; k < e; ++k) text.sentences[k].furniture = part.sentences[k - s].furniture;
    text.furniture.insert(text.furniture.end(), part.furniture.begin(), part.furniture.end());
    AppendPart(found, first, s, out);
    s = e;
  }
  std::swap(part.folded, text.folded);
  words.text = &text;
}

}  // namespace

void Extract(text::Text& text, const lexicon::Lexicon& lexicon, Words& words, Findings& out) {
  Empty(out);
  const bool read = text.lang == "ar" || text.lang == "zxx";  // else said in a note
  if (text.original.size() <= kWholeBytes) {
    Annotate(text, lexicon, words);
    if (read) Find(text, words, out);
    TakeFingerprints(words, out);  // of what is no furniture
    return;
  }
  words.text = &text;
  words.lexicon = &lexicon;
  if (read) ExtractInParts(text, lexicon, words, out);
  TakeFingerprints(words, out);
}

}  // namespace tawatur::extract
