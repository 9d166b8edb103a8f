// Which inflected forms a list line stands for (docs/lexicon.md). Used by the compiler only. Entry point: Inflect().
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lexicon/lexicon.h"

namespace tawatur::lexicon {

struct Inflected {
  std::string word;  // folded
  Number number = Number::kNone;
  Gender gender = Gender::kNone;
  Form form = Form::kBase;
  bool before_pronoun = false;  // this form stands only before a suffixed pronoun
};

// `word` is folded; `paradigm` as in the lists (its plurals and imperfects unfolded). Gives each form once.
Result<std::vector<Inflected>> Inflect(std::string_view word, std::string_view paradigm);

}  // namespace tawatur::lexicon
