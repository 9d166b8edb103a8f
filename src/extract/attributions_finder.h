// The reader of attributions, shared by attributions*.cpp. Entry point: AttributionFinder::Run().
#pragma once
#include <array>
#include <string_view>

#include "extract/mentions_np.h"

namespace tawatur::extract {

class AttributionFinder {
 public:
  AttributionFinder(const Words& words, Findings& out)
      : words_(words), text_(*words.text), lexicon_(*words.lexicon), out_(out), np_(words, out) {}
  void Run();

 private:
  // Tokens with something, by their last bits: most tokens that are asked about have nothing.
  class Marks {
   public:
    void Add(uint32_t token) { bits_[token / 64 % bits_.size()] |= uint64_t{1} << token % 64; }
    bool May(uint32_t token) const { return bits_[token / 64 % bits_.size()] >> token % 64 & 1; }

   private:
    std::array<uint64_t, 16> bits_{};
  };
  struct Subject {
    Index mention = kNone;
    Index via = kNone;
    uint32_t next = 0;        // first token after the subject and what hangs on it
    bool continued = false;   // nobody stands there: the speaker before goes on
    bool statement = false;   // the subject is a statement or report
  };

  // attributions.cpp
  void Mark();
  void Verb(const text::Sentence& s, uint32_t i, const Hit& hit, bool weak);
  void According(const text::Sentence& s, uint32_t i, const Hit& hit);
  void Participle(const text::Sentence& s, uint32_t i, const Hit& hit, bool weak);
  void Statement(const text::Sentence& s, uint32_t i, const Hit& hit);
  bool Colon(const text::Sentence& s);
  void Answers();
  void NestedVia();
  void Put(Index speaker, Index via, Span cue, std::string_view verb, Span content, bool continued, std::string_view rule);
  Span ContentFrom(const text::Sentence& s, uint32_t from, uint32_t sentences);
  bool Opens(uint32_t k) const;   // a that-clause, colon or quotation begins here
  bool OpensAfter(const text::Sentence& s, uint32_t k) const;
  uint32_t SkipThat(const text::Sentence& s, uint32_t k) const;
  Index SubjectOf(const text::Sentence& s, uint32_t verb) const;
  uint32_t BehindPlace(const text::Sentence& s, uint32_t k) const;

  // attributions_speaker.cpp
  // `far_that`: the that-clause may stand behind asides.
  Subject After(const text::Sentence& s, uint32_t k, bool relay, bool far_that);
  Index Before(const text::Sentence& s, uint32_t verb) const;
  Index OwnerBefore(const text::Sentence& s, uint32_t verb) const;
  Index StatedBy(const text::Sentence& s, uint32_t verb) const;
  bool ToOutlet(uint32_t at) const;
  Index ViaBefore(const text::Sentence& s, uint32_t verb) const;
  bool Relays(uint32_t verb) const;
  bool CarriedBy(uint32_t i) const;
  void FromSource(const text::Sentence& s, Subject& subject);
  bool NoVerb(uint32_t i, const Hit& hit) const;
  Index Owner(const text::Sentence& s, uint32_t noun, uint32_t& next) const;
  uint32_t SkipAside(const text::Sentence& s, uint32_t k) const;
  uint32_t ViaAfter(const text::Sentence& s, uint32_t k, Index& via) const;
  std::vector<Mention>::const_iterator From(uint32_t token) const;
  Index MentionAt(uint32_t token) const { return begins_.May(token) ? FindMention(token) : kNone; }
  Index FindMention(uint32_t token) const;
  Index MentionEndingAt(uint32_t token) const;
  uint32_t TimeEnd(uint32_t token) const;
  bool IsAn(uint32_t i) const;
  bool IsSource(uint32_t i, bool learn) const;
  uint32_t NamelessEnd(const text::Sentence& s, uint32_t k) const;
  uint32_t EndOf(const text::Sentence& s, Index m) const;
  Index Anaphor(Index m) const;
  Index Fullest(Index m) const;

  // attributions_lists.cpp
  enum class Item : uint8_t { kNone, kBullet, kNumber, kLabel };
  Item ItemAt(const text::Sentence& s) const;
  uint32_t ListEnd(uint32_t n) const;
  void Lists();

  // attributions_kind.cpp
  bool MaySpeak(Index m) const;
  bool IsOutlet(Index m) const { return m != kNone && IsOutletKind(out_.mentions[Fullest(m)].kind); }
  static bool IsOutletKind(std::string_view kind);
  SpeakerKind KindOf(Index m) const;

  const Words& words_;
  const text::Text& text_;
  const lexicon::Lexicon& lexicon_;
  Findings& out_;
  NpReader np_;
  Index last_speaker_ = kNone;
  Index last_via_ = kNone;     // the way the last speaker spoke
  uint32_t last_sentence_ = 0;
  uint32_t sentence_ = 0;
  size_t first_here_ = 0;     // attributions from here on stand in this sentence
  size_t mention_here_ = 0;   // and mentions
  uint32_t consumed_ = 0;     // tokens before this belong to a cue read already
  uint32_t colons_ = 0, questions_ = 0;  // sentences that end with these signs
  Marks begins_, ends_;       // of mentions: the first tokens, those of their titles too, and the tokens behind the last
  Marks times_;               // first tokens of times
};

}  // namespace tawatur::extract
