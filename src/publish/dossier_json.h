// All stories of a run as one JSON document, as docs/contract.md has it. Entry point: WriteDossiers().
#pragma once
#include <span>
#include <string>

#include "publish/selection.h"
#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

struct DossierOptions {
  bool mask = false;  // private persons' names are withheld
};

// Appends the document and a line end to `out`. `reports` is what the dossiers were made from, in the same order.
void WriteDossiers(const reconcile::Dossiers& dossiers, std::span<const resolve::ResolvedReport> reports,
                   const DossierOptions& options, std::string& out);
// The same document for some stories: it lists their reports only.
void WriteDossiers(const Selection& selection, std::string& out);
// For one story of them.
void WriteDossier(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports,
                  const DossierOptions& options, std::string& out);

}  // namespace tawatur::publish
