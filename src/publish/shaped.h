// A row in somebody else's columns: what cannot be derived stays empty, and the row says why. Used by the exports shaped
// like ACLED and UCDP GED.
#pragma once
#include <string>
#include <string_view>

#include "publish/mask.h"
#include "publish/table.h"

namespace tawatur::publish {

class ShapedRow {
 public:
  explicit ShapedRow(Table& table) : table_(table) {}
  // The next column; `why` is kept where the value is a blank.
  template <class T>
  ShapedRow& Put(const T& value, std::string_view why = {}) {
    table_ << value;
    return Why(why);
  }
  ShapedRow& Degrees(bool known, double v, std::string_view why) {
    table_.Degrees(known, v);
    return Why(why);
  }
  // "inter1: the text names no body; ..."
  const std::string& reasons() const { return reasons_; }

 private:
  ShapedRow& Why(std::string_view why) {
    const size_t column = table_.open().size() - 1;
    if (!why.empty() && std::holds_alternative<std::monostate>(table_.open()[column]))
      reasons_.append(reasons_.empty() ? "" : "; ").append(table_.columns[column]).append(": ").append(why);
    return *this;
  }

  Table& table_;
  std::string reasons_;
};

// The last columns of a row: the report that tells the event best, the bytes and words that it tells it in, its hash and address.
inline void EndWithEvidence(Table& table, Masker& mask, const resolve::ResolvedReport& report, Index event) {
  const Span span = report.findings.events[event].evidence;
  table << mask.Text(report.meta.id) << span.begin << span.end << mask.Quote(report, span) << report.meta.sha256 << mask.Url(report.meta.url);
  table.End();
}

}  // namespace tawatur::publish
