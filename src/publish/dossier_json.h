// All stories of a run as one JSON document, as docs/contract.md has it. Entry point: WriteDossiers().
#pragma once
#include <span>
#include <string>

#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

struct DossierOptions {
  bool mask = false;  // private persons' names are withheld
};

// Appends the document and a line end to `out`. `reports` is what the dossiers were made from, in the same order.
void WriteDossiers(const reconcile::Dossiers& dossiers, std::span<const resolve::ResolvedReport> reports,
                   const DossierOptions& options, std::string& out);
// The same document for one story of them: it lists that story's reports only.
void WriteDossier(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports,
                  const DossierOptions& options, std::string& out);

}  // namespace tawatur::publish
