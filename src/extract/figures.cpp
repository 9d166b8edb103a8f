// Counts of people and what happened to them. Entry point: FindFigures(). The steps are described in figures.h.
#include "extract/figures.h"

#include <algorithm>

#include "extract/extract.h"
#include "extract/kept.h"

namespace tawatur::extract {
namespace {

using namespace figures;

// Page furniture states nothing, except a title that is repeated.
bool Skipped(const text::Text& text, const text::Sentence& s) {
  if (!s.furniture) return false;
  for (const text::Furniture& f : text.furniture) {
    if (f.span.Overlaps(s.span) && f.kind == "repeated_title") return false;
  }
  return true;
}

// "wounded", "with wounds": no patients.
bool Wound(std::string_view w) {
  if (w.size() > 5 && static_cast<unsigned char>(w[0]) == text::kAlef && static_cast<unsigned char>(w[1]) == text::kLam) w.remove_prefix(2);
  if (w.size() > 3 && static_cast<unsigned char>(w[0]) == text::kBeh) w.remove_prefix(1);
  return w.size() > 3 && static_cast<unsigned char>(w[0]) == text::kJeem && static_cast<unsigned char>(w[1]) == text::kReh;
}

// Words that make wounds and gatherings something else: disease counts, sport, stories.
void DropOtherFields(Reading& r, const text::Sentence& s, size_t from) {
  if (from == r.drafts.size() || (r.bits & (kDisease | kSport | kFiction)) == 0) return;
  bool disease = false, fiction = false, wounds = false;
  int sports = 0;
  for (uint32_t i = s.first; i < s.last; ++i) {
    disease |= r.marks[i].Has(kDisease);
    sports += r.marks[i].Has(kSport);
    fiction |= r.marks[i].Has(kFiction);
    wounds |= r.IsWord(i) && r.marks[i].Has(kKindStrong | kPreposition) && Wound(r.words.text->Word(i));
  }
  // One such word alone may be a stadium that fell in: then only "the striker" and "his goalkeeper" are players.
  const bool sport = sports > 1, player = sports == 1;
  if (!disease && !sport && !player && !fiction) return;
  for (size_t i = from; i < r.drafts.size(); ++i) {
    Draft& d = r.drafts[i];
    if (disease && !wounds && d.kind == FigureKind::kInjured) d.dropped = true;
    if (fiction) d.dropped = true;
    if (sport && d.kind != FigureKind::kKilled && !(wounds && d.kind == FigureKind::kInjured && !d.chunk.single)) d.dropped = true;
    if (player && d.kind == FigureKind::kInjured && d.chunk.single && (d.chunk.definite || d.chunk.kin)) d.dropped = true;
  }
}

// Of a sentence that tells what happened to people by a toll or the first half of an idiom ("threw", as in "threw themselves into their
// hands") if at all: can a count begin in it? Not by the verb "reached" nor by a half alone, but for "passed"; else as part of a count
// told before or still to come.
bool MayCount(const Reading& r, const text::Sentence& s, const TagSet& tags) {
  static constexpr TagSet kCompany = TagsOf({Tag::kHappeningClose, Tag::kFigureGrowth, Tag::kFigurePart});
  if (tags.Has(Tag::kHappeningOpen) && (!r.drafts.empty() || tags.Any(kCompany))) return true;
  const Words& words = r.words;
  const auto tells = [&](const Sense& x) {
    return (x.tag == Tag::kFigureToll && x.value != 1) || (x.tag == Tag::kHappeningOpen && words.lexicon->Symbol(x.value) == "killed");
  };
  for (uint32_t i = s.first; (i = words.NextStart(i, s.last, kTellsFigure)) < s.last; ++i) {
    const Word& w = words.words[i];
    if (!w.tags.Has(Tag::kFigureToll) && !w.tags.Has(Tag::kHappeningOpen)) continue;
    if (std::any_of(w.senses.begin(), w.senses.end(), tells)) return true;
    if (w.phrase == kNone) continue;
    const auto& phrase = words.phrases[w.phrase].senses;
    if (std::any_of(phrase.begin(), phrase.end(), tells)) return true;
  }
  return false;
}

void Find(Reading& r) {
  // What a sentence must hold for a count to begin in it, as tags and, told more closely, as marks.
  static constexpr TagSet kMay = TagsOf({Tag::kHappening, Tag::kHappeningWeak, Tag::kHappeningNoun, Tag::kHappeningNounWeak, Tag::kHappeningTail,
                                         Tag::kPersonKind, Tag::kPersonKindWeak});
  static constexpr TagSet kPerhaps = TagsOf({Tag::kHappeningOpen, Tag::kFigureToll});
  // And what a count begins with, where no digits stand.
  static constexpr TagSet kCounted = [] {
    TagSet all = TagsOf({Tag::kPerson, Tag::kPersonDual, Tag::kPersonWeak, Tag::kPersonKind, Tag::kPersonOther, Tag::kPersonKin, Tag::kFigureVague,
                         Tag::kFigureOne, Tag::kFigureShare, Tag::kNisba});
    all.Add(starts::kNumber);
    return all;
  }();
  constexpr uint64_t kMust = kAnyTrigger | kOpen | kKindStrong | kKindWeak | kVictim | kToll;
  // What tells of people without a trigger.
  constexpr uint64_t kAlone = kKindStrong | kKindWeak | kVictim | kNoun | kTail | kToll | kGrowth | kPart;
  const Words& words = r.words;
  const text::Text& text = *words.text;
  r.drafts.clear();
  r.pending.clear();
  r.marks.clear();
  for (uint32_t i = 0; i < text.sentences.size(); ++i) {
    const text::Sentence& s = text.sentences[i];
    const TagSet& tags = words.sentences[i];
    if (!tags.Any(kMay) && !(tags.Any(kPerhaps) && MayCount(r, s, tags))) continue;
    if (!(s.numbers || tags.Any(kCounted)) || Skipped(text, s)) continue;
    if (r.marks.empty()) {
      r.marks.resize(text.tokens.size());
      r.marked.assign(text.sentences.size(), 0);
      r.standing.Read(r.out, text.tokens.size());
    }
    r.bits = MarkTokens(r, s.first, s.last);
    r.marked[i] = 1;
    if ((r.bits & kMust) == 0) continue;
    FindChunks(r, s);
    if (r.chunks.empty() || (r.pending.empty() && std::all_of(r.chunks.begin(), r.chunks.end(), StatesNothing))) continue;
    FindTriggers(r, s);
    if (r.triggers.empty() && r.drafts.empty() && (r.bits & kAlone) == 0) continue;
    const size_t from = r.drafts.size();
    Assemble(r, i);
    DropOtherFields(r, s, from);
  }
  if (r.drafts.empty()) return;
  // The slots of a draft are looked for in other sentences too.
  for (uint32_t i = 0; i < text.sentences.size(); ++i) {
    if (!r.marked[i]) MarkTokens(r, text.sentences[i].first, text.sentences[i].last);
  }
  FillFigures(r);
}

}  // namespace

void FindFigures(const Words& words, Findings& out) {
  out.figures.clear();
  figures::Kept& kept = words.kept->figures;
  Reading r(words, out, kept.memory);
  std::swap<Buffers>(r, kept.buffers);
  Find(r);
  std::swap<Buffers>(r, kept.buffers);
}

}  // namespace tawatur::extract
