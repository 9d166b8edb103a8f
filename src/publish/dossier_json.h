// All stories of a run as one JSON document, as docs/contract.md has it. Entry point: WriteDossiers().
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "publish/selection.h"
#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

struct DossierOptions {
  Masking mask{};  // private persons' names are withheld
};

// Appends the document and a line end to `out`. `reports` is what the dossiers were made from, in the same order.
void WriteDossiers(const reconcile::Dossiers& dossiers, std::span<const resolve::ResolvedReport> reports,
                   const DossierOptions& options, std::string& out);
// The same document for some stories: it lists their reports only.
void WriteDossiers(const Selection& selection, std::string& out);
// Its parts, for stories that are told one at a time: head, entries of reports with commas between, middle, stories with commas between, end.
inline constexpr std::string_view kDossiersHead = R"({"schema_version":"1","reports":[)", kDossiersStories = R"(],"stories":[)",
                                  kDossiersEnd = "],\"notes\":[]}\n";
void WriteReportEntry(const resolve::ResolvedReport& report, Masker& mask, std::string& out);
void WriteStory(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports, Masker& mask, std::string& out);
// For one story of them.
void WriteDossier(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports,
                  const DossierOptions& options, std::string& out);

}  // namespace tawatur::publish
