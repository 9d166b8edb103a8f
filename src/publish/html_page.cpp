// The pages from their parts. Entry points: StoryHtml(), ListHtml(),
// IndexHtml(), ReportHtml(), AppHtml().
#include "publish/dossier_html.h"
#include "publish/dossier_json.h"
#include "publish/findings_json.h"
#include "publish/html.h"
#include "publish/page.h"
#include "publish/story_row.h"

namespace tawatur::publish {
namespace {

// What the script works with where no service answers: the dossier, and its reports with their texts. With masking the
// texts are not those that the offsets count in, so the script does without them.
std::string StoryData(const reconcile::Story& s, std::span<const resolve::ResolvedReport> reports, Masking mask) {
  std::string out = "{\"dossier\":";
  WriteDossier(s, reports, {.mask = mask}, out);
  out += ",\"findings\":[";
  for (Index i : s.reports) {
    if (mask) break;
    if (out.back() != '[') out += ',';
    WriteFindings(reports[i], {.with_text = true}, out);
  }
  return out + "]}";
}

std::string IndexData(std::span<const StoryRow* const> rows) {
  std::string out;
  JsonWriter json(out);
  json.BeginObject();
  json.Key("rows");
  json.BeginArray();
  for (const StoryRow* row : rows) WriteRow(json, *row);
  json.EndArray();
  json.EndObject();
  return out;
}

std::string FileName(std::string_view id) {
  std::string name;
  for (char c : id) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    name += plain ? c : '-';
  }
  return (name.empty() ? std::string("story") : name) + ".html";
}

// A place that the script fills.
void PutIsland(Html& h, std::string_view name) { h.Raw("<div data-island=\"").Raw(name).Raw("\"></div>\n"); }

void PutMasking(Html& h, bool masked) {
  if (!masked) return;
  h.Raw("<p class=\"masked\">")
      .L("mask.notice")
      .Raw(" <bdi lang=\"ar\" dir=\"rtl\">")
      .Text(Masker::Token())
      .Raw("</bdi></p>\n");
}

void PutContents(Html& h, std::string& body) {
  Html nav(h.reports(), false);
  nav.Raw("<nav class=\"contents\"")
      .Attribute("aria-label", h.labels().Ar("page.contents"), h.labels().En("page.contents"))
      .Raw("><ol>");
  for (const auto& [id, key] : h.sections()) nav.Raw("<li><a href=\"#").Raw(id).Raw("\">").L(key).Raw("</a></li>");
  nav.Raw("</ol></nav>\n");
  // The contents stand before the sections that it is made from.
  const std::string mark = "<!--contents-->";
  const size_t at = body.find(mark);
  if (at != std::string::npos) body.replace(at, mark.size(), nav.out());
}

void PutMethod(Html& h) {
  h.OpenSection("method", "section.method");
  h.Raw("<div class=\"prose\"><p>")
      .L("method.1")
      .Raw("</p><p>")
      .L("method.2")
      .Raw("</p><p>")
      .L("method.3")
      .Raw("</p></div>");
  h.CloseSection();
}

}  // namespace

std::string StoryFileName(const reconcile::Story& story) { return FileName(story.id); }

std::string StoryHtml(const reconcile::Story& s, std::span<const resolve::ResolvedReport> reports,
                      const HtmlOptions& options) {
  Html h(reports, options.mask);
  PutBar(h, options);
  PutHead(h, s);
  PutMasking(h, options.mask);
  h.Raw("<!--contents-->");
  PutFigures(h, s);
  PutConflicts(h, s);
  PutResponsible(h, s);
  PutClaims(h, s);
  PutNotSaid(h, s);
  PutMap(h, s);
  PutTimeline(h, s);
  PutEvents(h, s);
  PutSums(h, s);
  PutIsland(h, "chains");
  PutCopies(h, s);
  PutReports(h, s);
  PutIsland(h, "compare-pick");
  PutReader(h, s);
  PutMethod(h);
  h.Raw("</main>\n<footer class=\"foot\"><p>")
      .L("page.foot")
      .Raw(" <bdi dir=\"ltr\" class=\"mono\">")
      .Text(s.id)
      .Raw("</bdi></p></footer>\n");
  PutContents(h, h.out());
  const std::string title = h.mask().Text(s.title);
  PageFrame frame{"story", title, s.title_en.empty() ? title : h.mask().Text(s.title_en), {}};
  if (!options.served) frame.data = StoryData(s, reports, options.mask);
  return Page(h, frame, options);
}

std::string ListHtml(std::span<const StoryRow* const> rows, size_t reports, size_t stories, const HtmlOptions& options) {
  Html h({}, false);
  PutBar(h, options);
  h.Raw("<header class=\"head\"><h1>").L("index.title").Raw("</h1><p class=\"facts\">");
  h.Count(static_cast<int64_t>(reports), "count.report")
      .Raw(" \xC2\xB7 ")
      .Count(static_cast<int64_t>(stories), "count.story")
      .Raw("</p></header>\n");
  PutMasking(h, options.mask);
  PutIsland(h, "stories");
  h.Raw("<ol class=\"stories\">\n");
  for (const StoryRow* row : rows) {
    h.Raw("<li><h2><a href=\"").Text(options.served ? "/stories/" + row->id : FileName(row->id)).Raw("\">");
    PutStoryTitle(h, row->event_class, row->place, row->title, row->title_en.empty() ? row->title : row->title_en);
    h.Raw("</a></h2><p class=\"facts\">");
    h.Date(row->date, row->date_end, row->date_prec)
        .Raw(" \xC2\xB7 ")
        .Slot(row->place, "none.place")
        .Raw("</p><p class=\"facts\">");
    if (row->killed.low || row->killed.high)
      h.Raw("<strong>").CountRange(row->killed.low, row->killed.high, "count.killed").Raw("</strong> \xC2\xB7 ");
    h.Count(row->reports, "count.report");
    if (row->origins > 0) h.Raw(" \xC2\xB7 ").Count(row->origins, "count.origin");
    h.Raw("</p></li>\n");
  }
  h.Raw("</ol></main>\n");
  PageFrame frame{"stories", std::string(h.labels().Ar("index.title")), std::string(h.labels().En("index.title")), {}};
  if (!options.served) frame.data = IndexData(rows);
  return Page(h, frame, options);
}

std::string IndexHtml(const reconcile::Dossiers& dossiers, std::span<const resolve::ResolvedReport> reports,
                      const HtmlOptions& options) {
  Masker mask(reports, options.mask);
  std::vector<StoryRow> rows;
  for (const auto& story : dossiers.stories) rows.push_back(RowOf(story, mask));
  std::vector<const StoryRow*> shown;
  for (const StoryRow& row : rows) shown.push_back(&row);
  return ListHtml(shown, reports.size(), rows.size(), options);
}

std::string ReportHtml(const resolve::ResolvedReport& report, const HtmlOptions& options) {
  Html h(std::span(&report, 1), options.mask);
  PutBar(h, options);
  PutReport(h);
  PutMasking(h, options.mask);
  h.Raw("</main>\n");
  const std::string name = ReportName(h, report.meta);
  return Page(h, {"report", name, name, {}}, options);
}

std::string AppHtml(std::string_view kind, const HtmlOptions& options) {
  Html h({}, false);
  const std::string key = "title." + std::string(kind);
  PutBar(h, options);
  h.Raw("<header class=\"head\"><h1>").L(key).Raw("</h1></header>\n");
  PutMasking(h, options.mask);
  PutIsland(h, kind);
  h.Raw("<noscript><p class=\"lead\">").L("page.needs_script").Raw("</p></noscript></main>\n");
  return Page(h, {kind, std::string(h.labels().Ar(key)), std::string(h.labels().En(key)), {}}, options);
}

std::string ProblemHtml(int status, std::string_view detail, const HtmlOptions& options) {
  Html h({}, false);
  PutBar(h, options);
  h.Raw("<header class=\"head\"><h1>").L("title.problem").Raw("</h1></header>\n<p class=\"lead\">");
  h.L(status == 404 ? "problem.404" : "problem.other").Raw(" <bdi dir=\"ltr\" lang=\"en\">").Text(detail).Raw("</bdi>");
  h.Raw("</p>\n<p><a href=\"/\">").L("problem.back").Raw("</a></p></main>\n");
  const Labels& labels = h.labels();
  return Page(h, {"problem", std::string(labels.Ar("title.problem")), std::string(labels.En("title.problem")), {}}, options);
}

}  // namespace tawatur::publish
