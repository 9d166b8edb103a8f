// The first step of extract: every token looked up once, its clitics cut by look-up, phrases found. Entry point: Annotate().
//
// All extractors read this instead of the letters. A token's senses are those of the first cut (fewest letters cut) that the
// lexicon knows; a phrase (longest match) may begin at a token too. Quotation marks inside a phrase are stepped over, and in
// its non-head words a missing or added article is forgiven.
#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/large_pages.h"
#include "extract/starts.h"
#include "extract/symbol_byte.h"
#include "extract/word_shape.h"
#include "lexicon/lexicon.h"
#include "text/clitics.h"
#include "text/text.h"

namespace tawatur::extract {

struct Kept;

using lexicon::FindSense;
using lexicon::Sense;
using lexicon::Tag;
using lexicon::TagSet;
using lexicon::TagsOf;

// How a word was cut, and whether it has its article.
struct WordCut {
  uint16_t clitics = 0;       // cut off
  uint8_t front = 0, back = 0;  // folded bytes cut off each side
  uint8_t shape = 0;          // Shape bits
  Given given;                // of the phrase that begins here, else of the word: what kind of first name
  bool article = false;       // an article is written, in front or behind a particle, known word or not
  NpStop stop;                // of the phrase that begins here, else of the word: a name ends before it
  // What was cut off, and the article of a form that a list holds with it.
  uint16_t Shown() const { return static_cast<uint16_t>(clitics | (shape & kHiddenArticle ? text::kArticle : 0)); }
};

struct Word {
  TagSet tags;                      // of the token alone and of the phrase that begins here
  std::span<const Sense> senses;    // of the token alone; empty when unknown
  WordCut cut;                      // how it was cut to find them
  Index phrase = kNone;             // longest phrase that begins here
  Index inside = kNone;             // longest phrase that covers this token (its first token included)
};

struct Phrase {
  uint32_t first = 0, last = 0;     // tokens [first, last)
  uint16_t clitics = 0;             // of the head word
  uint8_t front = 0;                // folded bytes cut off the head word
  std::span<const Sense> senses;
};

// A sense found at a token, and where the expression that carries it ends.
struct Hit {
  const Sense* sense = nullptr;
  uint32_t last = 0;       // one past its last token
  uint16_t clitics = 0;
  explicit operator bool() const { return sense != nullptr; }
};

// A cut of a word that phrases begin with.
struct Head {
  uint32_t entry = 0;  // of the lexicon
  uint16_t clitics = 0;
  uint8_t front = 0;
};

inline constexpr lexicon::Entry kUnlisted;
inline constexpr uint32_t kDigestsAtOnce = 16;  // Words::digests may be read by so many

// What looking one word up gives, a function of the word alone: kept from report to report, for most words of a text have
// been looked up before. What the lexicon has of it is read there: few words are listed, and they come often.
struct alignas(64) Looked {  // a cache line
  uint64_t hash = 0;
  uint64_t bare = 0;          // hash without the article: by this a phrase goes on
  uint64_t stem = 0;          // hash without clitics and article: what two forms of a name have in common
  const lexicon::Entry* entry = &kUnlisted;  // of the first cut that is listed
  WordCut cut;
  std::array<Head, 2> heads;  // what phrases may begin with
  uint16_t starts = 0;        // Start bits
  uint8_t kinds = 0;          // MentionKind bits
  uint8_t head_count = 0;
  uint16_t digests = 0;       // Digest() of the stem of a word that may be a surname; above it, of one without its first letter, perhaps a particle
};
static_assert(sizeof(Looked) == 64);

// A hash in eight bits, never 0: most words are told from a few sought ones by it.
constexpr uint8_t Digest(uint64_t hash) { return static_cast<uint8_t>(hash >> 56 | (hash >> 56 == 0)); }

// A word and the next that may begin a phrase.
struct Begun {
  uint64_t hash;
  uint32_t first, second;  // tokens
  uint16_t clitics;
  uint8_t front, longest;  // words of the longest phrase that begins so
};

struct Words {
  const text::Text* text = nullptr;
  const lexicon::Lexicon* lexicon = nullptr;
  std::vector<Word> words;      // parallel to text->tokens
  std::vector<Phrase> phrases;  // by first token
  // Parallel to the tokens, and perhaps longer:
  std::vector<uint16_t> starts;  // Start bits
  std::vector<uint8_t> kinds;    // MentionKind bits
  std::vector<uint64_t> bare, stems;  // hashes as in Looked
  std::vector<uint16_t> digests;      // as in Looked
  std::vector<StartBlock> started;    // `starts` the other way round
  std::vector<TagSet> sentences;  // parallel to text->sentences: the tags of all their tokens

  // The sense with this tag at token i: of the phrase that begins there, else of the word alone.
  Hit At(uint32_t i, Tag tag) const { return words[i].tags.Has(tag) ? Find(i, tag) : Hit{}; }
  // Only of the word alone, or only of a phrase.
  const Sense* WordSense(uint32_t i, Tag tag) const { return words[i].tags.Has(tag) ? FindSense(words[i].senses, tag) : nullptr; }
  bool Is(uint32_t i, Tag tag) const { return words[i].tags.Has(tag); }
  // The word alone has it: where no phrase begins, all tags are its own.
  bool WordIs(uint32_t i, Tag tag) const { return words[i].tags.Has(tag) && (words[i].phrase == kNone || FindSense(words[i].senses, tag)); }
  // The first token of [i, last) at which something of the mask may begin; `last` if there is none. The mask is a constant: of
  // the blocks only its bits are read, and the next token is nearly always in the same one.
  [[gnu::always_inline]] uint32_t NextStart(uint32_t i, uint32_t last, uint16_t mask) const {
    if (i >= last) return i;
    uint32_t block = i / kStartBlock;
    uint64_t found = started[block].Any(mask) >> (i % kStartBlock);
    if (!found) {
      do {
        i = ++block * kStartBlock;
        if (i >= last) return last;
      } while (!(found = started[block].Any(mask)));
    }
    i += static_cast<uint32_t>(std::countr_zero(found));
    return i < last ? i : last;
  }
  // The last token of [first, i) at which something of the mask may begin; kNone if there is none.
  [[gnu::always_inline]] uint32_t LastStart(uint32_t first, uint32_t i, uint16_t mask) const {
    while (i > first) {
      const uint32_t block = (i - 1) / kStartBlock;
      const uint64_t found = started[block].Any(mask) << (kStartBlock - 1 - (i - 1) % kStartBlock);
      if (found) {
        i -= 1 + static_cast<uint32_t>(std::countl_zero(found));
        return i >= first ? i : kNone;
      }
      i = block * kStartBlock;
    }
    return kNone;
  }
  // Original span of token i without its front clitics (and of a pronoun at its end, if `keep_pronoun` is false).
  Span Base(uint32_t i, bool keep_pronoun = true) const;
  // Original span of tokens [first, last), the head's front clitics cut off.
  Span BaseOf(uint32_t first, uint32_t last) const;
  // Next/previous token that is no quotation mark, within the same sentence; kNone at its ends.
  uint32_t Next(uint32_t i) const;
  uint32_t Previous(uint32_t i) const;

  std::vector<Looked, LargePages<Looked>> looked;  // by hash, the more the more words there were; emptied when the lexicon changes
  std::vector<uint32_t> listed;  // tokens: of words not looked up yet, then of those that may begin a phrase
  std::vector<Begun> begun;
  size_t remembered = 0;  // words put into `looked` so far
  const lexicon::Lexicon* looked_in = nullptr;
  std::shared_ptr<Kept> kept;  // by readers, as long as the lexicon is the same: extract/kept.h

 private:
  Hit Find(uint32_t i, Tag tag) const {
    const Word& w = words[i];
    if (w.phrase != kNone) {
      const Phrase& p = phrases[w.phrase];
      if (const Sense* s = FindSense(p.senses, tag)) return {s, p.last, p.clitics};
    }
    if (const Sense* s = FindSense(w.senses, tag)) return {s, i + 1, w.cut.clitics};
    return {};
  }
};

void Annotate(const text::Text& text, const lexicon::Lexicon& lexicon, Words& out);

}  // namespace tawatur::extract
