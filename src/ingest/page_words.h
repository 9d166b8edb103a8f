// ingest: what class names and first words of lines give away about the parts of a page. Entry points:
// PageWords::KindsOf(), PhraseOf().
#pragma once
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tawatur::ingest {

enum PageKind : uint16_t {
  kBody = 1,
  kTitle = 2,
  kLead = 4,
  kCaption = 8,
  kFurniture = 16,
  kDate = 32,
  kAuthor = 64,
  kCredit = 128,
  kEntry = 256,
  kKeep = 512,
  kSite = 1024,
  kPost = 2048,
};

// The first words of phrases, so that most lines need no look at the phrases themselves.
class FirstWords {
 public:
  void Add(std::string_view phrase) { set_.set(Slot(phrase)); }
  bool MayBegin(std::string_view line) const { return set_.test(Slot(line)); }  // a folded line, or what stands behind a blank of one

 private:
  static constexpr size_t kSlots = 4096;
  static size_t Slot(std::string_view line) {
    size_t hash = 0;
    for (size_t i = 0; i < line.size() && line[i] != ' '; ++i) hash = hash * 33 + static_cast<unsigned char>(line[i]);
    return hash % kSlots;
  }
  std::bitset<kSlots> set_;
};

class PageWords {
 public:
  PageWords();

  // The kinds that a class or id attribute tells of.
  uint16_t KindsOf(std::string_view names) const;
  // The furniture phrase that a line begins with.
  enum class Reach { kNone, kLine, kCall, kRest };
  struct Phrase {
    Reach reach = Reach::kNone;
    size_t words = 0;  // of the phrase
  };
  Phrase PhraseOf(std::string_view line) const;
  // An author's line without the words before the name ("written by ...").
  std::string AuthorOf(std::string_view line) const;
  // The agency in a sign-off ("source: agencies"); empty where the line is none.
  std::string SourceOf(std::string_view line) const;
  // Whether a line is the heading of a list of sources.
  bool HeadsSources(std::string_view line) const;
  // Whether a caption says that its picture shows something else ("archive").
  bool IsStockCaption(std::string_view line) const;
  // Whether a line that stands at a page's edge holds a phrase of cookie walls, copyright lines and the like.
  bool HoldsEdgePhrase(std::string_view line) const;

 private:
  std::unordered_map<std::string, uint16_t> parts_, whole_;
  std::unordered_map<std::string, Reach> phrases_;
  FirstWords phrase_starts_, within_starts_, stock_starts_;
  std::vector<std::string> within_, by_, source_, sources_, stock_;
};

// Arabic words as the lists keep them: no marks, no tatweel, one form of alef, of yaa, of taa marbuta; other signs are
// dropped, words stand one blank apart. Stops after `words` words.
std::string FoldedWords(std::string_view line, size_t words);

}  // namespace tawatur::ingest
