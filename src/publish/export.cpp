// The list of forms. To add one: its own file with a pure function, and a row here. Entry point: Export().
#include "publish/export.h"

#include <array>

#include "publish/acled.h"
#include "publish/annotations.h"
#include "publish/bagit.h"
#include "publish/dossier_json.h"
#include "publish/ftm.h"
#include "publish/geojson.h"
#include "publish/tables.h"
#include "publish/ucdp.h"
#include "publish/xlsx.h"

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

Files TableFiles(const std::vector<Table>& tables, const ExportOptions& o) {
  Files files;
  for (const Table& t : tables) files.push_back({t.name + ".csv", Csv(t, {.bom = o.bom})});
  return files;
}

Files AcledFiles(const Selection& s, Masker& mask, const ExportOptions& o) { return TableFiles(AcledTables(s, mask), o); }
Files UcdpFiles(const Selection& s, Masker& mask, const ExportOptions& o) { return TableFiles(UcdpTables(s, mask), o); }

Files AnnotationFiles(const Selection& s, Masker& mask, const ExportOptions&) {
  return {{"annotations.jsonld", Annotations(s, mask)}};
}

Files FtmFiles(const Selection& s, Masker& mask, const ExportOptions&) { return {{"entities.ftm.json", FollowTheMoney(s, mask)}}; }

Result<Files> XlsxFiles(const Selection& s, Masker& mask, const ExportOptions&) {
  std::vector<Table> sheets = {StatementTable(s, mask), FigureTable(s, mask), ClaimTable(s, mask), EventTable(s, mask), SourceTable(s, mask)};
  sheets.back().name = "reports";
  Result<std::string> bytes = Xlsx(sheets);
  if (!bytes) return bytes.error();
  return Files{{"stories.xlsx", std::move(*bytes)}};
}

Result<Files> BagFiles(const Selection& s, Masker& mask, const ExportOptions& o) {
  Files payload = Originals(s, mask, o.originals ? *o.originals : OriginalBytes());
  const size_t originals = payload.size() - 1;
  for (const std::string_view form : {"csv", "tsv", "jsonl", "json", "geojson", "acled", "ucdp", "annotations", "ftm", "xlsx"}) {
    Result<Files> files = Export(form, s, {});
    if (!files) return files.error();
    for (auto& file : *files) payload.push_back({"exports/" + file.path, std::move(file.bytes)});
  }
  std::vector<std::pair<std::string, std::string>> info = {
      {"Bag-Software-Agent", "tawatur"},
      {"External-Description", "Original bytes of " + std::to_string(originals) + " reports, and what they state, of " + std::to_string(s.stories.size()) + " stories"}};
  if (s.mask) info.push_back({"Originals-Withheld", "names are masked: the originals would show them"});
  return Bag(std::move(payload), info);
}

using Make = Result<Files> (*)(const Selection&, Masker&, const ExportOptions&);
// A form that cannot fail as one that can.
template <Files (*make)(const Selection&, Masker&, const ExportOptions&)>
Result<Files> Sure(const Selection& s, Masker& mask, const ExportOptions& o) {
  return make(s, mask, o);
}

constexpr std::array kForms = {
    ExportForm{"acled", "events in the columns of ACLED: shaped like it, not its data"},
    ExportForm{"annotations", "statements on their texts, W3C Web Annotation (JSON-LD)"},
    ExportForm{"bagit", "original bytes and all forms with their SHA-256, BagIt 1.0 (RFC 8493)", true},
    ExportForm{"csv", "a table (--table) with its quotes, RFC 4180"},
    ExportForm{"ftm", "FollowTheMoney entities, JSON Lines"},
    ExportForm{"geojson", "events on the map, RFC 7946"},
    ExportForm{"json", "the dossiers, as the contract has them"},
    ExportForm{"jsonl", "a table (--table), one JSON object a row"},
    ExportForm{"tsv", "a table (--table), tab separated"},
    ExportForm{"ucdp", "events in the columns of UCDP GED: shaped like it, not its data"},
    ExportForm{"xlsx", "a spreadsheet from right to left: statements, figures, claims, events, reports", false, true},
};
constexpr std::array<Make, kForms.size()> kMake = {Sure<AcledFiles>,     Sure<AnnotationFiles>, BagFiles,
                                                   Sure<CsvFiles>,       Sure<FtmFiles>,        Sure<GeoJsonFiles>,
                                                   Sure<JsonFiles>,      Sure<JsonLinesFiles>,  Sure<TsvFiles>,
                                                   Sure<UcdpFiles>,      XlsxFiles};

}  // namespace

std::span<const ExportForm> ExportForms() { return kForms; }
std::span<const std::string_view> ExportTables() { return kTables; }

Result<Files> Export(std::string_view form, const Selection& selection, const ExportOptions& options) {
  Masker mask(selection.reports, selection.mask);
  for (size_t i = 0; i < kForms.size(); ++i) {
    if (kForms[i].name == form) return kMake[i](selection, mask, options);
  }
  return Error{ErrorKind::kUsage, std::string(form), "is no form"};
}

}  // namespace tawatur::publish
