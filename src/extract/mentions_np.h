// Reads noun phrases that name somebody: how far a body's, a person's or a source's name extends. Entry point: NpReader.
// Used by mentions*.cpp and attributions*.cpp. Looks only at the tokens it is asked about; allocates nothing.
#pragma once
#include <string_view>

#include "extract/findings.h"
#include "extract/words.h"

namespace tawatur::extract {

class NpReader {
 public:
  NpReader(const Words& words, const Findings& findings)
      : words_(words), text_(*words.text), findings_(findings), tokens_(text_.tokens.data()), end_(static_cast<uint32_t>(text_.tokens.size())) {
    for (const NumberExpr& n : findings.numbers) {
      for (uint32_t block = n.first / kNear; block <= (n.last - 1) / kNear; ++block) near_numbers_ |= uint64_t{1} << block % 64;
    }
  }

  bool IsWord(uint32_t i) const { return i < end_ && tokens_[i].kind == text::TokenKind::kWord; }
  bool IsSign(uint32_t i, char sign) const { return i < end_ && tokens_[i].sign == static_cast<unsigned char>(sign); }
  bool IsQuote(uint32_t i) const { return IsSign(i, '"'); }
  bool SameSentence(uint32_t a, uint32_t b) const { return b < end_ && tokens_[a].sentence == tokens_[b].sentence; }
  uint32_t End() const { return end_; }
  // The word carries the article, shown or hidden after lam.
  bool HasArticle(uint32_t i) const { return words_.words[i].cut.article; }
  // The same also where a list holds the word with its article.
  bool Articled(uint32_t i) const { return HasArticle(i) || (text_.Word(i).substr(1, 2) == "\xC7\xE4" && words_.words[i].cut.front == 1); }
  // No subject: a word that no list knows in the accusative before another, or with its pronoun.
  bool NoSubject(uint32_t i) const;
  // The same of what may be a name: one of another tongue that begins like the article is written with a hamza ("Alvaro").
  bool Definite(uint32_t i) const { return HasArticle(i) && !HamzaFirst(i); }
  // Spelled as a name of another tongue is, and no infinitive of ours.
  bool ForeignWord(uint32_t i) const { return IsWord(i) && !Definite(i) && ForeignShape(i) && !Adjective(i) && !OtherForm(i, true, false) && !Plural(i); }
  // Looks like a nisba or another adjective that may stand in a name.
  bool Adjective(uint32_t i) const { return Has(i, kLikeAdjective); }
  bool Disagrees(uint32_t i) const;
  bool OwnNoun(uint32_t i) const;  // with its article the head of a phrase of its own, never an adjective of the one before
  // No name goes on through token i (a preposition, a verb of saying, a number, the noun of a happening, a sign ...).
  bool Stops(uint32_t i) const {
    if (!IsWord(i)) return true;
    return (words_.starts[i] & kEndsName || NearNumber(i)) && StopsHere(i);
  }
  // One of these clitics stands before the word, or before the phrase that begins there when the word alone is unknown.
  bool FrontClitic(uint32_t i, uint16_t clitics) const {
    const Word& w = words_.words[i];
    if (!w.senses.empty()) return w.cut.clitics & clitics;
    return w.phrase != kNone && (words_.phrases[w.phrase].clitics & clitics);
  }
  // The name Ali, spelled like the preposition but for the dots of its last letter; also a family name with the article.
  bool Ali(uint32_t i) const { return Has(i, kLikeAli) && AliSpelled(i); }
  // "Allah", spelled like "to him" with an article: part of names. A weekday is not.
  bool OfGod(uint32_t i) const { return HasArticle(i) && words_.Is(i, Tag::kGivenName) && GivenKind(i) != "weak"; }
  // What kind of first name: "weak" (a common word too), "foreign", "kunya" ("Abu"), "family", "middle"; empty for the others.
  Given GivenKind(uint32_t i) const { return words_.words[i].cut.given; }
  // How far the name [i, end) after "the Brazilian" is one by its first name or by the foreign spelling of its words; i if not at all.
  uint32_t ForeignEnd(uint32_t i, uint32_t end) const;
  // One past the last token of a listed person's name that goes on: "bin Salman | bin Abd al-Aziz".
  uint32_t Longer(uint32_t last) const {
    if (!IsWord(last) || !SameSentence(last - 1, last) || !words_.Is(last, Tag::kNameJoin)) return last;
    const uint32_t end = NameEnd(last + 1, true);
    return end > last + 1 ? end : last;
  }
  // "al-Habib", "al-Munsif": a first name that has its article, before the family name.
  bool DefiniteGiven(uint32_t i) const;
  bool Plural(uint32_t i) const { return Has(i, kFemininePlural); }
  bool PluralOfPeople(uint32_t i) const { return Has(i, kMasculinePlural); }
  // "al-Din", "Allah": the second word of a name of two, never a surname.
  bool SecondHalf(uint32_t i) const { return Has(i, kOfFaith | kTheGod); }
  // A name [i, end) whose first word may be a common word goes on as only a name does.
  bool ClearName(uint32_t i, uint32_t end) const;
  // A symbol of np.stop at token i; empty if none.
  NpStop StopKind(uint32_t i) const {
    const NpStop stop = words_.words[i].cut.stop;
    return !stop.empty() && !OfGod(i) ? stop : NpStop{};
  }
  // The same asked for one kind, which few words are.
  bool StopIs(uint32_t i, NpStop::Name kind) const { return words_.words[i].cut.stop == kind && !OfGod(i); }
  bool NumberAt(uint32_t i) const;

  // One past the last token of a body's name whose head is token i and whose words up to `from` are read already.
  // A facility's name goes on with lam only before the article ("lil-atfal", never "li-talaqqi al-'ilaj").
  uint32_t BodyEnd(uint32_t i, uint32_t from, bool facility = false) const;
  // One past the last token of an unnamed source's description ("masdar amni fi wizarat ..." without the part after the preposition).
  // `known`: only adjectives of the lists (any word in -i may be a name).
  uint32_t AdjectivesEnd(uint32_t from, bool known = false) const;
  // One past the last token of a personal name that begins at i; i itself if there is none.
  uint32_t NameEnd(uint32_t i, bool sure) const;

  // Original span without front clitics but with the article.
  Span SpanOf(uint32_t first, uint32_t last) const;
  std::string_view Symbol(const Hit& hit) const { return words_.lexicon->Symbol(hit.sense->value); }

 private:
  // No number covers a token that this is not true of.
  bool NearNumber(uint32_t i) const { return near_numbers_ >> (i / kNear % 64) & 1; }
  bool StopsHere(uint32_t i) const;
  bool MayBeginName(uint32_t i) const;
  bool NameToken(uint32_t i, bool first) const;
  bool OtherForm(uint32_t i, bool first, bool foreign) const;
  bool HamzaFirst(uint32_t i) const;
  bool House(uint32_t i) const;  // "Al", the house of
  bool OfFaith(uint32_t i) const { return Has(i, kOfFaith); }  // "al-Din", the second half of a first name ("Nur al-Din")
  bool AliSpelled(uint32_t i) const;
  bool Has(uint32_t i, int shape) const { return words_.words[i].cut.shape & shape; }
  bool Closes(uint32_t i, uint32_t k) const;
  bool ForeignShape(uint32_t i) const { return Has(i, kLikeForeign); }
  bool Feminine(uint32_t i) const;

  const Words& words_;
  const text::Text& text_;
  const Findings& findings_;
  const text::Token* const tokens_;  // asked at every step: not by way of the vector
  const uint32_t end_;
  static constexpr uint32_t kNear = 8;  // tokens
  uint64_t near_numbers_ = 0;           // bits of so many tokens each, over and over
};

}  // namespace tawatur::extract
