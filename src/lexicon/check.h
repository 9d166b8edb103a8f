// What is wrong with a user's list, all of it, line by line. Entry point: CheckLists(). The command `lexicon check` calls it.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "lexicon/compile.h"
#include "lexicon/lexicon.h"

namespace tawatur::lexicon {

struct Trouble {
  std::string place;    // file:line
  std::string message;
  bool error = true;    // the list cannot be used; else only worth knowing
};

// By file and line. `shipped` is what the lists would stand before: what they replace, and which names they share with it, is told.
std::vector<Trouble> CheckLists(std::span<const SourceFile> files, const Lexicon& shipped);

}  // namespace tawatur::lexicon
