// The list of forms. To add one: its own file with a pure function, and a row here. Entry point: Export().
#include "publish/export.h"

#include <array>

#include "publish/dossier_json.h"
#include "publish/geojson.h"
#include "publish/tables.h"

namespace tawatur::publish {
namespace {

using Files = std::vector<ExportFile>;
using MakeTable = Table (*)(const Selection&, Masker&);

constexpr std::array<std::string_view, 7> kTables = {"statements", "figures",  "claims",  "events",
                                                     "conflicts",  "timeline", "sources"};
constexpr std::array<MakeTable, 7> kMakeTable = {StatementTable, FigureTable,   ClaimTable, EventTable,
                                                 ConflictTable,  TimelineTable, SourceTable};

Table TableOf(const Selection& s, Masker& mask, const ExportOptions& o) {
  for (size_t i = 0; i < kTables.size(); ++i) {
    if (kTables[i] == o.table) return kMakeTable[i](s, mask);
  }
  return StatementTable(s, mask);
}

Files CsvFiles(const Selection& s, Masker& mask, const ExportOptions& o) {
  return {{o.table + ".csv", Csv(TableOf(s, mask, o), {.bom = o.bom})}};
}

Files TsvFiles(const Selection& s, Masker& mask, const ExportOptions& o) {
  return {{o.table + ".tsv", Csv(TableOf(s, mask, o), {.bom = o.bom, .separator = '\t'})}};
}

Files JsonLinesFiles(const Selection& s, Masker& mask, const ExportOptions& o) {
  return {{o.table + ".jsonl", JsonLines(TableOf(s, mask, o))}};
}

Files JsonFiles(const Selection& s, Masker&, const ExportOptions&) {
  Files files = {{"dossiers.json", {}}};
  WriteDossiers(s, files[0].bytes);
  return files;
}

Files GeoJsonFiles(const Selection& s, Masker& mask, const ExportOptions&) {
  return {{"events.geojson", GeoJson(s, mask)}};
}

using Make = Files (*)(const Selection&, Masker&, const ExportOptions&);
constexpr std::array kForms = {
    ExportForm{"csv", "a table (--table) with its quotes, RFC 4180"},
    ExportForm{"geojson", "events on the map, RFC 7946"},
    ExportForm{"json", "the dossiers, as the contract has them"},
    ExportForm{"jsonl", "a table (--table), one JSON object a row"},
    ExportForm{"tsv", "a table (--table), tab separated"},
};
constexpr std::array<Make, kForms.size()> kMake = {CsvFiles, GeoJsonFiles, JsonFiles, JsonLinesFiles, TsvFiles};

}  // namespace

std::span<const ExportForm> ExportForms() { return kForms; }
std::span<const std::string_view> ExportTables() { return kTables; }

Files Export(std::string_view form, const Selection& selection, const ExportOptions& options) {
  Masker mask(selection.reports, selection.mask);
  for (size_t i = 0; i < kForms.size(); ++i) {
    if (kForms[i].name == form) return kMake[i](selection, mask, options);
  }
  return {};
}

}  // namespace tawatur::publish
