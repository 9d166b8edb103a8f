// The page's pen: escaped text, both languages' labels, our own numbers and dates. Entry point: Html.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "publish/labels.h"
#include "publish/mask.h"
#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

// Escapes for text and for double-quoted attributes; bytes that are no UTF-8 and control characters become U+FFFD.
std::string Escaped(std::string_view s);
// "5300" as "5,300".
std::string Grouped(int64_t n);
// A date in both languages: "20 ... 2022", "... 2022", "2022"; ranges with a dash. An unreadable value stands as it is.
std::pair<std::string, std::string> DateWords(const Labels& labels, std::string_view iso, std::string_view end = {});

// One page in the making. Everything that came from a report goes through Text(); Raw() is for our own markup.
class Html {
 public:
  Html(std::span<const resolve::ResolvedReport> reports, Masking mask) : reports_(reports), mask_(reports, mask) {}

  Html& Raw(std::string_view markup) { return out_ += markup, *this; }
  Html& Text(std::string_view text) { return out_ += Escaped(text), *this; }
  // Words of both languages; the page shows those of its language.
  Html& Both(std::string_view ar, std::string_view en);
  // Sentences of our own that hold numbers: dates and ranges in them are isolated (after Arabic letters they would turn
  // round), and the digits switch turns them.
  Html& Own(std::string_view ar, std::string_view en);
  Html& L(std::string_view key) { return Both(labels_.Ar(key), labels_.En(key)); }
  Html& W(std::string_view prefix, std::string_view word) {
    return Both(labels_.Ar(prefix, word), labels_.En(prefix, word));
  }
  // data-ar and data-en for the script, with the Arabic as it stands without one: ` aria-label="..."`.
  Html& Attribute(std::string_view name, std::string_view ar, std::string_view en);
  // Our own numbers: the digits switch turns them.
  Html& Number(int64_t n);
  Html& Digits(std::string_view digits);
  // "12", "12-25", "at least 12", vague words; a dash where nothing is known.
  Html& Bounds(std::optional<int64_t> low, std::optional<int64_t> high);
  // A number with its noun in the right form of both languages; key = "count.killed".
  Html& Count(int64_t n, std::string_view key);
  Html& CountRange(std::optional<int64_t> low, std::optional<int64_t> high, std::string_view key);
  // `precision` (UCDP's date_prec) says how much of it is meant: 4 the month, 5 the year.
  Html& Date(std::string_view iso, std::string_view end = {}, int precision = 0);
  // A name as data: isolated, canonical; the report's words where it has no name; `none` label where it is empty.
  Html& Slot(const reconcile::Slot& slot, std::string_view none = {});
  Html& Mention(const resolve::ResolvedReport& r, Index mention, std::string_view none = {});
  // speaker <- agency <- ...
  Html& Chain(const reconcile::Slot& speaker, std::span<const reconcile::Slot> via);

  // Numbers a statement and makes it a target: ` id="s12"`. Close with StatementMark() inside the element.
  int BeginStatement() { return ++statement_; }
  Html& StatementId(int n) { return Raw(" id=\"s" + std::to_string(n) + "\""); }
  Html& StatementMark(int n);
  // The quotes of a statement, each with a link to its words; the first `open` of them unfolded.
  Html& Quotes(int statement, std::span<const reconcile::Evidence> evidence, size_t open = 1);

  void OpenSection(std::string_view id, std::string_view key);
  void CloseSection() { Raw("</section>\n"); }
  // What follows is folded away behind "LABEL (n)"; close with CloseFold().
  void OpenFold(std::string_view key, size_t n);
  void CloseFold() { Raw("</details>\n"); }
  // The rest of a list or table, n entries, folded away: closes what is open and opens it again inside the fold.
  void FoldRest(std::string_view close, std::string_view key, size_t n, std::string_view open);

  struct BackLink {
    Span span;
    int statement;
  };
  const std::map<Index, std::vector<BackLink>>& back_links() const { return back_links_; }
  std::span<const resolve::ResolvedReport> reports() const { return reports_; }
  const Labels& labels() const { return labels_; }
  Masker& mask() { return mask_; }
  std::string& out() { return out_; }
  std::vector<std::pair<std::string, std::string>>& sections() { return sections_; }

 private:
  std::span<const resolve::ResolvedReport> reports_;
  Masker mask_;
  Labels labels_;
  std::string out_;
  int statement_ = 0;
  std::map<Index, std::vector<BackLink>> back_links_;          // by report
  std::vector<std::pair<std::string, std::string>> sections_;  // id, label key
};

// The parts of a story's page, in the order of the page.
void PutHead(Html& h, const reconcile::Story& s);
void PutFigures(Html& h, const reconcile::Story& s);
void PutCharts(Html& h, const reconcile::Story& s);
void PutConflicts(Html& h, const reconcile::Story& s);
void PutResponsible(Html& h, const reconcile::Story& s);
void PutClaims(Html& h, const reconcile::Story& s);
void PutMap(Html& h, const reconcile::Story& s);
void PutTimeline(Html& h, const reconcile::Story& s);
void PutEvents(Html& h, const reconcile::Story& s);
void PutNotSaid(Html& h, const reconcile::Story& s);
void PutSums(Html& h, const reconcile::Story& s);
void PutCopies(Html& h, const reconcile::Story& s);
void PutReports(Html& h, const reconcile::Story& s);
void PutReader(Html& h, const reconcile::Story& s);
// A page of its own for the one report that `h` was made with.
void PutReport(Html& h);

// A series in both languages: "Killed", "Killed: soldiers"; plain people need no second word.
std::pair<std::string, std::string> SeriesName(Html& h, const reconcile::FigureSeries& f);

// What a report is called on the page: its outlet, else the last part of its id.
std::string ReportName(Html& h, const resolve::ReportMeta& m);
// Its title, else the first line of its text that is no furniture.
std::string ReportTitle(Html& h, const resolve::ResolvedReport& r);
// What a story is called above its own date: "Flood: Derna".
void PutStoryTitle(Html& h, std::string_view event_class, const reconcile::Slot& place, std::string_view ar,
                   std::string_view en);

// First sources that a story's toll figures of its main event go back to (all its figures where it has no toll).
size_t OriginCount(const reconcile::Story& s);
// Reports that repeat an earlier one, each once, whatever number of earlier ones it shares its text with.
size_t CopyCount(const reconcile::Story& s);

}  // namespace tawatur::publish
