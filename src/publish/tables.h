// Stories as flat tables; a row that states something carries its quote, offsets, SHA-256 and address. Entry points:
// StatementTable(), FigureTable() and the like; docs/exports.md has their columns.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "publish/mask.h"
#include "publish/selection.h"
#include "publish/table.h"

namespace tawatur::publish {

// One row a statement: every figure and every claim of the stories' reports, in order of report and place.
Table StatementTable(const Selection& selection, Masker& mask);

Table FigureTable(const Selection& selection, Masker& mask);    // a row a figure of a series
Table EventTable(const Selection& selection, Masker& mask);
Table ClaimTable(const Selection& selection, Masker& mask);
Table ConflictTable(const Selection& selection, Masker& mask);
Table TimelineTable(const Selection& selection, Masker& mask);
Table SourceTable(const Selection& selection, Masker& mask);    // a row a report

// What the tables have in common.
struct TableWords {
  const Selection& selection;
  Masker& mask;

  const resolve::ResolvedReport& At(Index report) const { return selection.reports[report]; }
  std::string Name(const reconcile::Slot& s) { return mask.Text(s.name.empty() ? s.text : s.name); }
  std::string Names(const std::vector<reconcile::Slot>& slots);
  // A mention by its canonical name, else by its words; empty for none.
  std::string MentionName(const resolve::ResolvedReport& r, Index mention);
  std::string MentionId(const resolve::ResolvedReport& r, Index mention);
  // SOURCE_COLUMNS: the tail of every row that states something.
  void Source(Table& t, Index report, Span span);
};
#define SOURCE_COLUMNS "report,outlet,published,published_basis,begin,end,quote,sha256,url"

}  // namespace tawatur::publish
