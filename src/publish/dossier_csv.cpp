// The tables of one story as files for spreadsheets. Entry point: StoryCsv().
#include "publish/dossier_csv.h"

#include "publish/tables.h"

namespace tawatur::publish {

std::vector<CsvFile> StoryCsv(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports, Masking mask) {
  const Selection selection{.stories = {&story}, .reports = reports, .mask = mask};
  Masker masker(reports, mask);
  std::vector<CsvFile> files;
  for (const auto table : {ClaimTable, ConflictTable, EventTable, FigureTable, SourceTable, TimelineTable}) {
    const Table t = table(selection, masker);
    files.push_back({t.name + ".csv", Csv(t, {.bom = true})});
  }
  return files;
}

}  // namespace tawatur::publish
