// Figures: the overview by quantity, each series with its words, conflicts, sums. Entry points: PutFigures(),
// PutConflicts(), PutSums().
#include <algorithm>
#include <span>

#include "publish/html.h"
#include "publish/series_order.h"
#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {
namespace {

using reconcile::FigureSeries;
using reconcile::SeriesPoint;
using reconcile::Story;

constexpr size_t kOpenSeries = 24, kOpenPoints = 8;  // more are folded

std::string SeriesId(size_t i) { return "f" + std::to_string(i); }

void PutName(Html& h, const FigureSeries& f) {
  const auto [ar, en] = SeriesName(h, f);
  h.Both(ar, en);
}

void PutValue(Html& h, const SeriesPoint& p) {
  const auto modality = p.modality;
  if (modality == extract::Modality::kVague || (!p.low && !p.high)) {
    if (p.vague.empty())
      h.Bounds(p.low, p.high);
    else
      h.Raw("<q lang=\"ar\" dir=\"rtl\">").Text(h.mask().Text(p.vague)).Raw("</q>");
    return;
  }
  if (modality == extract::Modality::kExact || modality == extract::Modality::kBetween) {
    h.Bounds(p.low, p.high);
    return;
  }
  h.W("modality", Word(modality)).Raw(" ").Number(p.low ? *p.low : *p.high);
}

// Its speaker stands behind the number: a denial names one too.
bool Stated(const SeriesPoint& p) { return p.status == extract::FigureStatus::kAsserted; }

void PutStatus(Html& h, const SeriesPoint& p) {
  if (!Stated(p)) h.Raw(" <span class=\"badge b-contested\">").W("figure_status", Word(p.status)).Raw("</span>");
}

// Where a series runs over all its points.
std::pair<std::optional<int64_t>, std::optional<int64_t>> Range(const FigureSeries& f) {
  std::optional<int64_t> low, high;
  const bool any = std::any_of(f.points.begin(), f.points.end(), Stated);
  for (const auto& p : f.points) {
    if (any && !Stated(p)) continue;
    for (const auto& v : {p.low, p.high}) {
      if (!v) continue;
      low = low ? std::min(*low, *v) : *v;
      high = high ? std::max(*high, *v) : *v;
    }
  }
  return {low, high};
}

// The last statement that is dated and counts; else the last.
const SeriesPoint& Latest(const FigureSeries& f) {
  for (const bool stated : {true, false}) {
    for (auto p = f.points.rbegin(); p != f.points.rend(); ++p) {
      if (!p->as_of.empty() && (p->low || p->high) && Stated(*p) == stated) return *p;
    }
  }
  return f.points.back();
}

void PutOverview(Html& h, const Story& s, std::span<const size_t> rows) {
  h.Raw("<table class=\"grid\"><thead><tr><th scope=\"col\">")
      .L("col.quantity")
      .Raw("</th><th scope=\"col\">")
      .L("col.range");
  h.Raw("</th><th scope=\"col\">")
      .L("col.latest")
      .Raw("</th><th scope=\"col\">")
      .L("col.by")
      .Raw("</th><th scope=\"col\">")
      .L("col.status");
  h.Raw("</th><th scope=\"col\">").L("col.independence").Raw("</th></tr></thead><tbody>\n");
  for (size_t i : rows) {
    const auto& f = s.figures[i];
    if (f.points.empty()) continue;
    const auto [low, high] = Range(f);
    const auto& last = Latest(f);
    h.Raw("<tr><th scope=\"row\"><a href=\"#").Raw(SeriesId(i)).Raw("\">");
    PutName(h, f);
    h.Raw("</a>");
    if (!f.place.Empty()) h.Raw(" <span class=\"sub\">").Slot(f.place).Raw("</span>");
    // On a narrow page the range stands only where it says more than the latest value.
    const bool same = low == high && last.low == low && last.high == high;
    h.Raw(same || !low ? "</th><td class=\"num spare\"><span class=\"th\">" : "</th><td class=\"num\"><span class=\"th\">")
        .L("col.range")
        .Raw("</span>");
    low ? h.Bounds(low, high) : (PutValue(h, last), h);
    h.Raw("</td><td class=\"num\"><span class=\"th\">").L("col.latest").Raw("</span>");
    PutValue(h, last);
    PutStatus(h, last);
    if (!last.as_of.empty())
      h.Raw(" <span class=\"sub\">").Date(std::string_view(last.as_of).substr(0, 10)).Raw("</span>");
    h.Raw("</td><td><span class=\"th\">").L("col.by").Raw("</span>").Slot(last.speaker, "none.source");
    h.Raw("</td><td><span class=\"th\">")
        .L("col.status")
        .Raw("</span><span class=\"badge b-")
        .Raw(f.status)
        .Raw("\">")
        .W("status", f.status);
    h.Raw("</span></td><td class=\"spare\"><span class=\"th\">")
        .L("col.independence")
        .Raw("</span>")
        .W("independence", f.independence)
        .Raw("</td></tr>\n");
  }
  h.Raw("</tbody></table>\n");
}

std::string FigureIds(Html& h, const SeriesPoint& p) {
  std::string ids;
  for (const auto& f : p.figures) ids += (ids.empty() ? "" : " ") + reconcile::FigureId(h.reports()[f.report], f.index);
  return ids;
}

void PutSeries(Html& h, const Story& s, size_t i) {
  const auto& f = s.figures[i];
  h.Raw("<article class=\"series\" id=\"").Raw(SeriesId(i)).Raw("\"><h3>");
  PutName(h, f);
  h.Raw("</h3><p class=\"meta\"><span class=\"badge b-").Raw(f.status).Raw("\">").W("status", f.status).Raw("</span> ");
  h.L("col.independence").Raw(": ").W("independence", f.independence);
  if (!f.place.Empty()) h.Raw(" \xC2\xB7 ").Slot(f.place);
  h.Raw("</p>");
  if (f.conflict) {
    const auto& c = *f.conflict;
    h.Raw("<p class=\"note\"><strong>").L("conflict.why").Raw(" ").W("conflict", c.kind);
    for (const auto& also : c.also) h.L("list.comma").Raw(" ").W("conflict", also);
    h.Raw(".</strong> ")
        .Own(h.mask().Text(c.explanation_ar.empty() ? c.explanation : c.explanation_ar), h.mask().Text(c.explanation))
        .Raw("</p>");
  }
  // The columns of a single statement need no names to be seen.
  h.Raw(f.points.size() == 1 ? "<table class=\"points one\">" : "<table class=\"points\">")
      .Raw("<thead><tr><th scope=\"col\">")
      .L("col.as_of")
      .Raw("</th><th scope=\"col\">")
      .L("col.value")
      .Raw("</th><th scope=\"col\">");
  h.L("col.speaker").Raw("</th><th scope=\"col\">").L("col.words").Raw("</th></tr></thead><tbody>\n");
  for (size_t row = 0; row < f.points.size(); ++row) {
    const auto& p = f.points[row];
    if (row == kOpenPoints) h.FoldRest("</tbody></table>\n", "series.more", f.points.size() - row, "<table class=\"points\"><tbody>\n");
    const int n = h.BeginStatement();
    h.Raw("<tr")
        .StatementId(n)
        .Raw(" data-figures=\"")
        .Text(FigureIds(h, p))
        .Raw("\"><td class=\"date\"><span class=\"th\">")
        .L("col.as_of")
        .Raw("</span>")
        .Date(std::string_view(p.as_of));
    h.Raw("</td><td class=\"num\"><span class=\"th\">").L("col.value").Raw("</span>");
    PutValue(h, p);
    PutStatus(h, p);
    h.Raw("</td><td><span class=\"th\">").L("col.speaker").Raw("</span>").Chain(p.speaker, p.via);
    if (p.speaker_kind != extract::SpeakerKind::kNone)
      h.Raw(" <span class=\"role\">").W("speaker_kind", Word(p.speaker_kind)).Raw("</span>");
    if (!p.caveat.empty())
      h.Raw("<span class=\"caveat\">")
          .L("word.caveat")
          .Raw(": <q lang=\"ar\" dir=\"rtl\">")
          .Text(h.mask().Text(p.caveat))
          .Raw("</q></span>");
    h.Raw("</td><td class=\"words\">").StatementMark(n).Quotes(n, p.evidence).Raw("</td></tr>\n");
  }
  h.Raw("</tbody></table>");
  if (f.points.size() > kOpenPoints) h.CloseFold();
  h.Raw("</article>\n");
}

// The overview and each series of it with its words.
void PutAll(Html& h, const Story& s, std::span<const size_t> rows, bool with_charts) {
  const auto open = rows.first(std::min(rows.size(), kOpenSeries)), rest = rows.subspan(open.size());
  if (!open.empty()) PutOverview(h, s, open);
  if (!rest.empty()) {
    h.OpenFold("figures.more", rest.size());
    PutOverview(h, s, rest);
    h.CloseFold();
  }
  if (with_charts) {
    PutCharts(h, s);
    h.Raw("<h3 class=\"minor\">").L("figures.detail").Raw("</h3>\n");
  }
  for (size_t i : open) PutSeries(h, s, i);
  if (rest.empty()) return;
  h.OpenFold("figures.more", rest.size());
  for (size_t i : rest) PutSeries(h, s, i);
  h.CloseFold();
}

}  // namespace

void PutFigures(Html& h, const Story& s) {
  if (s.figures.empty()) return;
  h.OpenSection("figures", "section.figures");
  std::vector<size_t> own, background;
  for (size_t i : SeriesOrder(s)) (s.figures[i].background ? background : own).push_back(i);
  PutAll(h, s, own, true);
  if (!background.empty()) {
    h.OpenFold("figures.background", background.size());
    PutAll(h, s, background, false);
    h.CloseFold();
  }
  h.CloseSection();
}

void PutConflicts(Html& h, const Story& s) {
  std::vector<size_t> open, by_time;
  for (size_t i = 0; i < s.figures.size(); ++i) {
    const auto& f = s.figures[i];
    if (!f.conflict && f.status != "differs" && f.status != "contested" && f.status != "withdrawn" &&
        f.status != "revised_down")
      continue;
    (f.status == "grew" ? by_time : open).push_back(i);
  }
  size_t of_events = 0;
  for (const auto& e : s.events) of_events += e.conflicts.size();
  if (open.empty() && by_time.empty() && of_events == 0) return;
  h.OpenSection("conflicts", "section.conflicts");
  const auto row = [&](size_t i) {
    const auto& f = s.figures[i];
    h.Raw("<tr><th scope=\"row\"><a href=\"#").Raw(SeriesId(i)).Raw("\">");
    PutName(h, f);
    h.Raw("</a></th><td><span class=\"th\">").L("col.says").Raw("</span><ul class=\"plain\">");
    for (size_t k = 0; k < f.points.size(); ++k) {
      const auto& p = f.points[k];
      if (k == kOpenPoints)
        h.Raw("<li><details class=\"more\"><summary>")
            .L("series.more")
            .Raw(" (")
            .Number(static_cast<int64_t>(f.points.size() - k))
            .Raw(")</summary><ul>");
      h.Raw("<li><strong>");
      PutValue(h, p);
      PutStatus(h, p);
      h.Raw("</strong> ").Slot(p.speaker, "none.source");
      if (!p.as_of.empty())
        h.Raw(" <span class=\"sub block\">").Date(std::string_view(p.as_of).substr(0, 10)).Raw("</span>");
      h.Raw("</li>");
    }
    if (f.points.size() > kOpenPoints) h.Raw("</ul></details></li>");
    h.Raw("</ul></td><td><span class=\"th\">")
        .L("col.kind")
        .Raw("</span><span class=\"badge b-")
        .Raw(f.status)
        .Raw("\">")
        .W("status", f.status)
        .Raw("</span> ");
    if (f.conflict) {
      h.Raw("<span class=\"sub block\">").W("conflict", f.conflict->kind);
      for (const auto& also : f.conflict->also) h.L("list.comma").Raw(" ").W("conflict", also);
      h.Raw("</span>");
    }
    h.Raw("</td><td><span class=\"th\">").L("col.explanation").Raw("</span>");
    if (f.conflict)
      h.Own(h.mask().Text(f.conflict->explanation_ar.empty() ? f.conflict->explanation : f.conflict->explanation_ar),
            h.mask().Text(f.conflict->explanation));
    h.Raw("</td></tr>\n");
  };
  const auto table = [&](const std::vector<size_t>& rows) {
    h.Raw("<table class=\"grid\"><thead><tr><th scope=\"col\">")
        .L("col.quantity")
        .Raw("</th><th scope=\"col\">")
        .L("col.says")
        .Raw("</th><th scope=\"col\">");
    h.L("col.kind").Raw("</th><th scope=\"col\">").L("col.explanation").Raw("</th></tr></thead><tbody>\n");
    for (size_t i : rows) row(i);
    h.Raw("</tbody></table>\n");
  };
  if (!open.empty()) table(open);
  for (const auto& e : s.events) {
    for (const auto& c : e.conflicts) {
      const int n = h.BeginStatement();
      h.Raw("<div class=\"item\"")
          .StatementId(n)
          .Raw("><p><strong>")
          .W("event", e.event_class)
          .Raw(" \xC2\xB7 ")
          .W("slot", c.slot)
          .Raw(":</strong> ");
      for (size_t i = 0; i < c.values.size(); ++i) {
        if (i > 0) h.Raw(" / ");
        c.slot == "date" ? h.Date(c.values[i]) : h.Raw("<bdi>").Text(h.mask().Text(c.values[i])).Raw("</bdi>");
      }
      h.Raw(" ").StatementMark(n).Raw("</p>").Quotes(n, c.evidence, 2).Raw("</div>\n");
    }
  }
  if (!by_time.empty()) {
    // Most tolls simply grow: what time explains is folded away.
    h.Raw("<details class=\"fold\"><summary>")
        .L("conflicts.by_time")
        .Raw(" (")
        .Number(static_cast<int64_t>(by_time.size()))
        .Raw(")</summary>\n");
    table(by_time);
    h.Raw("</details>\n");
  }
  h.CloseSection();
}

void PutSums(Html& h, const Story& s) {
  if (s.sums.empty()) return;
  h.OpenSection("sums", "section.sums");
  for (const auto& sum : s.sums) {
    const int n = h.BeginStatement();
    h.Raw("<div class=\"item\"")
        .StatementId(n)
        .Raw("><p class=\"sum\">")
        .Bounds(sum.total.low, sum.total.high)
        .Raw(sum.holds ? " = " : " \xE2\x89\xA0 ");
    for (size_t i = 0; i < sum.parts.size(); ++i) {
      if (i > 0) h.Raw(" + ");
      h.Bounds(sum.parts[i].low, sum.parts[i].high);
    }
    h.Raw(" <span class=\"badge b-")
        .Raw(sum.holds ? "agreed" : "differs")
        .Raw("\">")
        .L(sum.holds ? "sum.holds" : "sum.fails")
        .Raw("</span> ");
    h.StatementMark(n).Raw("</p>").Quotes(n, sum.evidence).Raw("</div>\n");
  }
  h.CloseSection();
}

}  // namespace tawatur::publish
