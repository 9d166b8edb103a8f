// What a word's letters say of it, for the readers of names: found once a word (words.h). Entry point: ShapeOf().
#pragma once
#include <cstdint>
#include <string_view>

namespace tawatur::extract {

enum Shape : uint8_t {
  kHiddenArticle = 1,    // a list holds the form with its article, which is then not cut
  kLikeAdjective = 2,    // listed as a nisba or adjective, or ends like one
  kMasculinePlural = 4,  // -un, -in
  kFemininePlural = 8,   // -at
  kLikeForeign = 16,     // spelled as a name of another tongue is, and in no list
  kOfFaith = 32,         // "al-Din"
  kTheGod = 64,          // "Allah"
  kLikeAli = 128,        // "Ali", or the preposition that is spelled like it; with the article too
};

// Of a folded word: whether it carries an article, is listed, and is listed as an adjective.
uint8_t ShapeOf(std::string_view word, bool article, bool listed, bool adjective);

}  // namespace tawatur::extract
