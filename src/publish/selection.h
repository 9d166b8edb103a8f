// What an export is made of: some stories, and the reports that all stories were made from. Used by every export of
// this room (docs/exports.md).
#pragma once
#include <span>
#include <vector>

#include "lexicon/lexicon.h"
#include "publish/mask.h"
#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

struct Selection {
  std::vector<const reconcile::Story*> stories{};   // in the order in which they come out
  std::span<const resolve::ResolvedReport> reports{};  // all of the run: story indices count in it, names are masked by it
  std::span<const Note> notes{};                    // on the run; none where only some of its stories are chosen
  Masking mask{};                                   // private persons' names are withheld
  const lexicon::Lexicon* lexicon = nullptr;        // for what contains a place and what kind a body is; null = the shipped one

  const lexicon::Lexicon& Lists() const { return lexicon ? *lexicon : lexicon::Lexicon::Builtin(); }
};

}  // namespace tawatur::publish
