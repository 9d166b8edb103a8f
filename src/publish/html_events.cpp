// What happened and when it was said: timeline, events, what is not said, copies. Entry points: PutTimeline(),
// PutEvents(), PutNotSaid(), PutCopies().
#include <algorithm>
#include <cstdio>
#include <map>

#include "publish/html.h"
#include "publish/words.h"

namespace tawatur::publish {

namespace {

void PutBeginning(Html& h, std::span<const reconcile::Evidence> evidence) {
  constexpr uint32_t kMost = 150;  // bytes
  if (evidence.empty() || evidence[0].report >= h.reports().size()) return;
  const auto& r = h.reports()[evidence[0].report];
  Span span = evidence[0].span;
  if (span.end - span.begin > kMost) {
    const size_t blank = r.text.rfind(' ', span.begin + kMost);
    if (blank != std::string::npos && blank > span.begin) span.end = static_cast<uint32_t>(blank);
  }
  h.Raw("<span class=\"cut\" lang=\"ar\" dir=\"rtl\">\xC2\xAB").Text(h.mask().Quote(r, span));
  h.Raw(span.end < evidence[0].span.end ? " \xE2\x80\xA6\xC2\xBB</span>" : "\xC2\xBB</span>");
}

}  // namespace

void PutTimeline(Html& h, const reconcile::Story& s) {
  if (s.timeline.empty()) return;
  h.OpenSection("timeline", "section.timeline");
  h.Raw("<p class=\"lead\">")
      .L("timeline.lead")
      .Raw("</p>\n<div data-island=\"timeline\"></div>\n<div class=\"lanes\" aria-hidden=\"true\"><span>")
      .L("lane.happened")
      .Raw("</span><span>")
      .L("lane.said")
      .Raw("</span></div>\n<ol class=\"timeline\">\n");
  constexpr size_t kOpen = 80;
  std::string day;
  for (size_t i = 0; i < s.timeline.size(); ++i) {
    const auto& t = s.timeline[i];
    if (i == kOpen) {
      h.FoldRest("</ol>\n", "timeline.more", s.timeline.size() - i, "<ol class=\"timeline\">\n");
      day.clear();
    }
    const int n = h.BeginStatement();
    const bool said = t.lane == "said";
    h.Raw("<li class=\"")
        .Raw(said ? "said" : "happened")
        .Raw(t.date != day || t.date.empty() ? " newday" : "")
        .Raw("\"")
        .StatementId(n)
        .Raw("><p class=\"day\">")
        .Date(t.date, {}, t.date_prec);
    day = t.date;
    if (t.date_prec > 1) h.Raw(" <span class=\"prec\">").L("date_prec." + std::to_string(t.date_prec)).Raw("</span>");
    h.Raw("</p><div class=\"what\"><span class=\"lane\">").L(said ? "lane.said" : "lane.happened").Raw(":</span> ");
    h.Own(h.mask().Text(t.what_ar.empty() ? t.what : t.what_ar), h.mask().Text(t.what.empty() ? t.what_ar : t.what))
        .Raw(" ")
        .StatementMark(n);
    // The beginning of the words themselves stands where they unfold.
    h.Raw("<details class=\"more\"><summary><span class=\"vh\">").L("word.words").Raw(": </span>");
    PutBeginning(h, t.evidence);
    h.Raw("</summary>").Quotes(n, t.evidence, t.evidence.size())
        .Raw("</details></div></li>\n");
  }
  h.Raw("</ol>\n");
  if (s.timeline.size() > kOpen) h.CloseFold();
  h.CloseSection();
}

namespace {

void PutEvent(Html& h, const reconcile::StoryEvent& e, bool main) {
  const int n = h.BeginStatement();
  h.Raw("<article class=\"event\"").StatementId(n).Raw("><h3>").W("event", e.event_class);
  if (e.status != extract::EventStatus::kHappened)
    h.Raw(" <span class=\"badge b-differs\">").W("event_status", Word(e.status)).Raw("</span>");
  if (main) h.Raw(" <span class=\"badge b-agreed\">").L("event.main").Raw("</span>");
  h.Raw(" ")
      .StatementMark(n)
      .Raw("</h3><dl class=\"pairs\"><div><dt>")
      .L("word.date")
      .Raw("</dt><dd>")
      .Date(e.date, e.date_end, e.date_prec);
  if (e.date_prec > 0) h.Raw(" <span class=\"prec\">").L("date_prec." + std::to_string(e.date_prec)).Raw("</span>");
  h.Raw("</dd></div><div><dt>").L("word.place").Raw("</dt><dd>").Slot(e.place, "none.place");
  if (e.where_prec > 0) h.Raw(" <span class=\"prec\">").L("where_prec." + std::to_string(e.where_prec)).Raw("</span>");
  if (e.place.has_point) {
    char point[64];
    std::snprintf(point, sizeof point, "%.4f, %.4f", e.place.lat, e.place.lon);
    h.Raw(" <bdi dir=\"ltr\" class=\"mono n\">").Raw(point).Raw("</bdi>");
  }
  h.Raw("</dd></div>");
  if (!e.means.empty()) h.Raw("<div><dt>").L("word.means").Raw("</dt><dd>").W("means", e.means).Raw("</dd></div>");
  // One row a role, however many play it.
  for (size_t i = 0; i < e.actors.size(); ++i) {
    const auto& role = e.actors[i].role;
    const auto same = [&](const auto& other) { return other.role == role; };
    if (std::any_of(e.actors.begin(), e.actors.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
    h.Raw("<div><dt>").W("actor", role).Raw("</dt><dd>").Slot(e.actors[i].slot);
    for (size_t k = i + 1; k < e.actors.size(); ++k) {
      if (same(e.actors[k])) h.L("list.comma").Raw(" ").Slot(e.actors[k].slot);
    }
    h.Raw("</dd></div>");
  }
  const auto toll = [&](const reconcile::Toll& t, std::string_view kind, std::string_view key) {
    if (!t.low && !t.best && !t.high) return;
    h.Raw("<div><dt>")
        .W("kind", kind)
        .Raw("</dt><dd>")
        .CountRange(t.low ? t.low : t.best, t.high ? t.high : t.best, key);
    if (!t.rule.empty()) h.Raw(" <span class=\"prec\">").W("rule", t.rule).Raw("</span>");
    h.Raw("</dd></div>");
  };
  toll(e.killed.all, "killed", "count.killed");
  toll(e.injured.all, "injured", "count.injured");
  if (!e.event_type.empty()) {
    h.Raw("<div><dt>").L("word.acled").Raw("</dt><dd>").W("acled", e.event_type);
    if (!e.sub_event_type.empty()) h.Raw(" / ").W("acled", e.sub_event_type);
    h.Raw("</dd></div>");
  }
  h.Raw("</dl>").Quotes(n, e.evidence).Raw("</article>\n");
}

}  // namespace

void PutEvents(Html& h, const reconcile::Story& s) {
  if (s.events.empty()) return;
  h.OpenSection("events", "section.events");
  h.Raw("<div class=\"cards\">\n");
  if (s.event < s.events.size()) PutEvent(h, s.events[s.event], true);
  int64_t background = 0;
  for (size_t i = 0; i < s.events.size(); ++i) {
    background += s.events[i].background && i != s.event;
    if (i != s.event && !s.events[i].background) PutEvent(h, s.events[i], false);
  }
  h.Raw("</div>\n");
  if (background > 0) {
    h.Raw("<details class=\"fold\"><summary>")
        .L("events.background")
        .Raw(" (")
        .Number(background)
        .Raw(")</summary><div class=\"cards\">\n");
    for (size_t i = 0; i < s.events.size(); ++i) {
      if (i != s.event && s.events[i].background) PutEvent(h, s.events[i], false);
    }
    h.Raw("</div></details>\n");
  }
  h.CloseSection();
}

void PutNotSaid(Html& h, const reconcile::Story& s) {
  if (s.not_said.empty()) return;
  h.OpenSection("not-said", "section.not_said");
  h.Raw("<ul class=\"notsaid\">\n");
  for (const auto& n : s.not_said)
    h.Raw("<li>").Own(h.mask().Text(n.text_ar.empty() ? n.text : n.text_ar), h.mask().Text(n.text)).Raw("</li>\n");
  h.Raw("</ul>\n");
  h.CloseSection();
}

void PutCopies(Html& h, const reconcile::Story& s) {
  if (s.copies.empty()) return;
  h.OpenSection("copies", "section.copies");
  const auto link = [&](Index i) {
    const auto& m = h.reports()[i].meta;
    h.Raw("<a href=\"#r").Raw(std::to_string(i)).Raw("\"><bdi>").Text(ReportName(h, m)).Raw("</bdi></a>");
    if (!m.published.empty())
      h.Raw(" <span class=\"role\">").Date(std::string_view(m.published).substr(0, 10)).Raw("</span>");
  };
  // Each copy once, beside the one it has most of.
  std::map<Index, const reconcile::Copy*> best;
  for (const auto& c : s.copies) {
    const auto [at, fresh] = best.emplace(c.by, &c);
    if (!fresh && c.share > at->second->share) at->second = &c;
  }
  std::vector<const reconcile::Copy*> rows;
  for (const auto& [by, copy] : best) rows.push_back(copy);
  std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->share > b->share; });
  constexpr size_t kOpen = 12;
  h.Raw("<ul class=\"plain\">\n");
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto& c = *rows[i];
    if (i == kOpen) h.FoldRest("</ul>\n", "copies.more", rows.size() - i, "<ul class=\"plain\">\n");
    h.Raw("<li>");
    link(c.by);
    h.Raw(" ").L("copy.repeats").Raw(" ");
    link(c.of);
    h.Raw(": ").Digits(std::to_string(static_cast<int>(c.share * 100 + 0.5)) + "%").Raw(" ").L("copy.share");
    h.Raw("</li>\n");
  }
  h.Raw("</ul>\n");
  if (rows.size() > kOpen) h.CloseFold();
  h.CloseSection();
}

}  // namespace tawatur::publish
