// A story's head: what, when, where, how many, from how many independent sources. Entry point: PutHead().
#include <algorithm>
#include <set>

#include "publish/html.h"

namespace tawatur::publish {
namespace {

bool Has(const reconcile::Toll& t) { return t.low || t.best || t.high; }

// Who stands behind a toll: the speakers of the statements it was derived from, each once; nobody named counts as one.
void PutSpeakers(Html& h, const reconcile::Story& s, extract::FigureKind kind, const reconcile::Toll& t) {
  std::set<std::string> seen;
  std::vector<const reconcile::Slot*> speakers;
  const auto bound = [&](std::optional<int64_t> v) { return v && (v == t.low || v == t.best || v == t.high); };
  // Several statements may share a sentence: those that gave a bound are meant; where the toll is a sum, all of them.
  const auto add = [&](const reconcile::SeriesPoint& p, bool any_value) {
    if (!any_value && !bound(p.low) && !bound(p.high)) return;
    const bool used = std::any_of(p.evidence.begin(), p.evidence.end(), [&](const auto& e) {
      return std::find(t.evidence.begin(), t.evidence.end(), e) != t.evidence.end();
    });
    if (used && seen.insert(p.speaker.id + "|" + p.speaker.text).second) speakers.push_back(&p.speaker);
  };
  for (const bool any_value : {false, true}) {
    if (!speakers.empty()) break;
    for (const auto& series : s.figures) {
      if (series.kind != kind || series.background) continue;
      for (const auto& p : series.points) add(p, any_value);
    }
  }
  if (speakers.empty()) return;
  h.Raw("<p class=\"bywhom\">").L("col.by").Raw(": ");
  for (size_t i = 0; i < speakers.size(); ++i) {
    if (i > 0) h.Raw(" \xC2\xB7 ");
    h.Slot(*speakers[i], "none.source");
  }
  h.Raw("</p>");
}

// The only series whose statements gave this part of a toll: it knows whose people they were.
const reconcile::FigureSeries* SideOf(const reconcile::Story& s, extract::FigureKind kind, const reconcile::Toll& part) {
  const reconcile::FigureSeries* found = nullptr;
  for (const auto& series : s.figures) {
    if (series.kind != kind || series.background || series.population_ar.empty() || series.population.empty()) continue;
    const bool gave = std::any_of(series.points.begin(), series.points.end(), [&](const auto& p) {
      if (!part.best || (p.low != part.best && p.high != part.best)) return false;
      return std::any_of(p.evidence.begin(), p.evidence.end(), [&](const auto& e) {
        return std::find(part.evidence.begin(), part.evidence.end(), e) != part.evidence.end();
      });
    });
    if (!gave) continue;
    if (found) return nullptr;
    found = &series;
  }
  return found;
}

void PutToll(Html& h, const reconcile::Story& s, extract::FigureKind kind, const reconcile::TollByStatus& toll,
             std::string_view key) {
  if (!Has(toll.all)) return;
  const auto& t = toll.all;
  h.Raw("<div class=\"toll\"><p class=\"big\">")
      .CountRange(t.low ? t.low : t.best, t.high ? t.high : t.best, key)
      .Raw("</p>");
  const std::pair<std::string_view, std::optional<int64_t>> parts[] = {
      {"word.low", t.low}, {"word.best", t.best}, {"word.high", t.high}};
  // Three times the same number says nothing.
  if (t.low != t.best || t.best != t.high) {
    h.Raw("<dl class=\"lbh\">");
    for (const auto& [label, value] : parts) {
      h.Raw("<div><dt>").L(label).Raw("</dt><dd>");
      value ? h.Number(*value) : h.Raw("<span class=\"none\">").L("none.value").Raw("</span>");
      h.Raw("</dd></div>");
    }
    h.Raw("</dl>");
  }
  PutSpeakers(h, s, kind, t);
  if (!t.rule.empty()) h.Raw("<p class=\"rule\">").L("word.rule").Raw(": ").W("rule_long", t.rule).Raw("</p>");
  const std::pair<std::string_view, const reconcile::Toll*> by[] = {{"civilian", &toll.civilian},
                                                                    {"combatant_a", &toll.combatant_a},
                                                                    {"combatant_b", &toll.combatant_b},
                                                                    {"unknown", &toll.unknown}};
  bool open = false;
  for (const auto& [name, part] : by) {
    if (!Has(*part)) continue;
    h.Raw(open ? "<li>" : "<ul class=\"by\"><li>");
    const reconcile::FigureSeries* side = name.starts_with("combatant") ? SideOf(s, kind, *part) : nullptr;
    if (side) {
      h.Both(h.mask().Text(side->population_ar), h.mask().Text(side->population));
    } else {
      h.W("by", name);
    }
    h.Raw(": ")
        .Bounds(part->low ? part->low : part->best, part->high ? part->high : part->best)
        .Raw("</li>");
    open = true;
  }
  if (open) h.Raw("</ul>");
  if (!t.evidence.empty()) {
    const int n = h.BeginStatement();
    h.Raw("<details class=\"more\"")
        .StatementId(n)
        .Raw("><summary>")
        .L("quotes.toll")
        .Raw("</summary>")
        .Quotes(n, t.evidence, t.evidence.size())
        .Raw("</details>");
  }
  h.Raw("</div>");
}

}  // namespace

void PutHead(Html& h, const reconcile::Story& s) {
  const std::string title = h.mask().Text(s.title);
  h.Raw("<header class=\"head\"><h1>");
  PutStoryTitle(h, s.event < s.events.size() ? std::string_view(s.events[s.event].event_class) : std::string_view(),
                s.place, title, s.title_en.empty() ? title : h.mask().Text(s.title_en));
  h.Raw("</h1>\n<dl class=\"where\"><div><dt>");
  h.L("word.date").Raw("</dt><dd>").Date(s.date, s.date_end, s.date_prec);
  if (s.date_prec > 0) h.Raw(" <span class=\"prec\">").L("date_prec." + std::to_string(s.date_prec)).Raw("</span>");
  h.Raw("</dd></div><div><dt>").L("word.place").Raw("</dt><dd>").Slot(s.place, "none.place");
  if (s.where_prec > 0) h.Raw(" <span class=\"prec\">").L("where_prec." + std::to_string(s.where_prec)).Raw("</span>");
  h.Raw("</dd></div><div><dt>")
      .L("word.reports")
      .Raw("</dt><dd>")
      .Count(static_cast<int64_t>(s.reports.size()), "count.report");
  if (const size_t k = OriginCount(s); k > 0) {
    h.Raw(" <span class=\"to\" aria-hidden=\"true\">\xE2\x86\x92</span> ")
        .Count(static_cast<int64_t>(k), "count.origin");
  }
  if (!s.copies.empty())
    h.Raw(" <span class=\"prec\">").Count(static_cast<int64_t>(CopyCount(s)), "count.copy").Raw("</span>");
  h.Raw("</dd></div></dl>\n");
  if (Has(s.killed.all) || Has(s.injured.all)) {
    h.Raw("<div class=\"tolls\">");
    PutToll(h, s, extract::FigureKind::kKilled, s.killed, "count.killed");
    PutToll(h, s, extract::FigureKind::kInjured, s.injured, "count.injured");
    h.Raw("</div>\n");
  } else {
    h.Raw("<p class=\"lead\">").L("head.no_toll").Raw("</p>\n");
  }
  h.Raw("</header>\n");
}

}  // namespace tawatur::publish
