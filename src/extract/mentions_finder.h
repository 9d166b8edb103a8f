// The reader of mentions, shared by mentions*.cpp. Entry point: MentionFinder::Run().
#pragma once
#include <array>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/mentions_np.h"

namespace tawatur::extract {

class MentionFinder {
 public:
  MentionFinder(const Words& words, Findings& out) : words_(words), text_(*words.text), lexicon_(*words.lexicon), out_(out), np_(words, out) {}
  void Run();

 private:
  struct Role {          // a title with what belongs to it
    uint32_t first = 0, last = 0;
    Index body = kNone;
    std::string_view kind;
    bool definite = false, plural = false;
  };

  // mentions.cpp: each reads at token i and returns one past what it took, or i when nothing stands there.
  void AskAhead() const;
  uint32_t Visit(uint32_t i);
  // The first of some tags that a word or phrase at token i carries, and which of them that is.
  template <size_t kTags>
  Hit FirstOf(uint32_t i, const std::array<Tag, kTags>& tags, size_t& which) const {
    for (which = 0; which < kTags; ++which) {
      if (const Hit h = words_.At(i, tags[which])) return h;
    }
    return {};
  }
  uint32_t Read(uint32_t i);
  uint32_t Listed(uint32_t i);
  bool InRow(uint32_t i, const Hit& weak) const;
  bool MayBegin(uint32_t i, uint32_t end) const;
  bool AmongNames(uint32_t i) const;
  Hit OtherState(const lexicon::Entity& e, uint32_t first, uint32_t last) const;
  uint32_t Body(uint32_t i);
  uint32_t Unknown(uint32_t i);
  void Expect(uint32_t i);
  void QuotedOutlets(uint32_t verb);
  bool Opens(uint32_t i, uint32_t k) const;
  void ExpectBeforeColon(uint32_t first, uint32_t last);
  Index Add(uint32_t first, uint32_t last, lexicon::EntityType type, std::string_view kind, std::string_view rule);
  // Reads a body (listed name or head noun) at i; kNone if there is none.
  Index BodyAt(uint32_t i, uint32_t& last);
  const Sense* NameSense(uint32_t i, uint32_t& last, std::string_view wanted_kind) const;
  uint32_t WithClosingQuote(uint32_t first, uint32_t last) const;
  uint32_t WithAlias(uint32_t last, int64_t entity) const;

  // mentions_places.cpp
  uint32_t Place(uint32_t i);
  uint32_t Several(uint32_t i, uint32_t k, bool listed_only);
  bool Foreign(uint32_t k) const;
  uint32_t Frontier(uint32_t i, uint32_t k, std::string_view kind);
  void PlaceWords(Mention& m, std::string_view kind) const;

  // mentions_people.cpp
  uint32_t Person(uint32_t i);
  uint32_t Source(uint32_t i);
  uint32_t Name(uint32_t i, bool sure) { return NameTo(i, np_.NameEnd(i, sure)); }
  uint32_t NameTo(uint32_t i, uint32_t end);
  uint32_t Nisba(uint32_t i);
  bool ReadRole(uint32_t i, const Hit& hit, Role& role);
  void TitleAfter(uint32_t last, Mention& mention, uint32_t& end);
  bool IsBism(uint32_t i) const;
  bool Expected(uint32_t i) const { return i == expect_; }
  bool SpeaksNext(uint32_t i) const;
  bool OnlyDescribes(uint32_t i) const;

  // mentions_subject.cpp
  struct Edge {
    uint32_t at = kNone;    // one past the subject
    bool hard = false;      // the speaker's words, or the way they came, begin right there
    bool content = false;   // a that-clause, colon or quotation stands there or follows
  };
  bool ToOutlet(uint32_t k) const;
  uint32_t Nameless(uint32_t i, uint32_t k) const;
  Edge SubjectEdge(uint32_t i, bool points) const;
  bool NameAtEnd(uint32_t i, uint32_t p, uint32_t edge) const;
  bool MayDescribe(uint32_t i, std::string_view verb) const;
  uint32_t Subject(uint32_t i, uint32_t last, size_t count);

  // mentions_settle.cpp
  struct Line {
    std::array<int64_t, 6> up{};
    size_t size = 0;
  };
  Line LineOf(int64_t entity) const;
  void SettlePlaces();
  void MarkHomes();
  int Evidence(Index m, int64_t place) const;
  void SettleBodies();
  bool Shared(const Hit& weak, uint32_t i) const;
  std::span<const Sense> SensesTo(uint32_t i, uint32_t last) const;
  int64_t StateAround(Index m) const;

  // mentions_short.cpp
  void FindSurnames();
  bool IsSurname(uint32_t i) const;
  void Reorder();
  void DropOpen();
  void Renumber();
  void JoinShortForms();
  void ListFullNames();
  Index JoinShort(Index m) const;
  Index JoinRole(Index m) const;
  uint64_t HeadHash(uint32_t i) const { return words_.stems[i]; }  // what two short forms have in common

  const Words& words_;
  const text::Text& text_;
  const lexicon::Lexicon& lexicon_;
  Findings& out_;
  NpReader np_;
  std::vector<Index> order_, now_;  // which mention stands at a place, and where each stands now
  std::vector<std::pair<Index, uint64_t>> full_names_;  // of JoinShortForms(): with the hash of their last words
  uint32_t expect_ = kNone;     // a name may begin here: a verb of saying stands before it
  uint32_t relay_ = kNone;      // sentence in which somebody relays another's words
  uint32_t quoted_first_ = kNone, quoted_last_ = 0;  // an outlet in quotation marks, read ahead
  uint32_t said_ = kNone;       // sentence with a verb of saying before this word
  bool expect_according_ = false;  // "according to": only what clearly speaks
  std::string_view expect_verb_;   // symbol of the verb of saying before it; empty after anything else
  bool expect_post_ = false;       // that verb ends a statement that stands before it ("kama qala X")
  bool expect_strict_ = false;  // only if a that-clause, colon or quotation follows
};

}  // namespace tawatur::extract
