// A story as flat tables for spreadsheets and statistics. Entry point: StoryCsv().
#pragma once
#include <span>
#include <string>
#include <vector>

#include "publish/mask.h"
#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

struct CsvFile {
  std::string name;     // figures.csv, events.csv, claims.csv, conflicts.csv, timeline.csv, sources.csv
  std::string content;  // RFC 4180 with a byte-order mark, so that spreadsheets read the Arabic as Arabic
};

std::vector<CsvFile> StoryCsv(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports,
                              Masking mask);

}  // namespace tawatur::publish
