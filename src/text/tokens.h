// Second step of text: folded bytes -> tokens. Entry point: FindTokens().
#pragma once
#include "text/text.h"

namespace tawatur::text {
// Reads text.folded, writes text.tokens. Cloaked words (letters kept apart by dots, slashes and tatweel) become one token: gives
// how many there are. Leaves in text.others the tokens that are no words, then the number of all.
uint32_t FindTokens(Text& text);
// Reads the tokens and text.others, writes text.sentences and each token's sentence.
void FindSentences(Text& text);
// Marks sentences that layout alone gives away as page furniture.
void FindFurniture(Text& text);
// "ar", "fa", "ckb", "ur", "en" (any Latin script), "zxx" (hardly a letter), or "und".
std::string GuessLanguage(std::string_view utf8);
}  // namespace tawatur::text
