// The page around the parts: head, controls, contents, method. Entry points: StoryHtml(), IndexHtml().
#include "base/sha256.h"
#include "publish/dossier_html.h"
#include "publish/embedded.h"
#include "publish/html.h"

namespace tawatur::publish {
namespace {

// Base64 of bytes given as hex digits: a content security policy names the script and style by their hash.
std::string Base64OfHex(std::string_view hex) {
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  std::string out;
  for (size_t i = 0; i < hex.size(); i += 6) {
    unsigned bits = 0, have = 0;
    for (size_t k = i; k < i + 6; ++k) {
      bits = bits << 4 | (k < hex.size() ? digit(hex[k]) : 0u);
      have += k < hex.size();
    }
    out += kAlphabet[bits >> 18 & 63];
    out += kAlphabet[bits >> 12 & 63];
    out += have > 2 ? kAlphabet[bits >> 6 & 63] : '=';
    out += have > 4 ? kAlphabet[bits & 63] : '=';
  }
  return out;
}

std::string Page(Html& body, std::string_view title_ar, std::string_view title_en) {
  const std::string_view css = EmbeddedFile("dossier.css"), js = EmbeddedFile("dossier.js");
  std::string out =
      "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\" data-digits=\"latn\">\n<head>\n<meta charset=\"utf-8\">\n";
  out +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'; "
      "style-src 'sha256-" +
      Base64OfHex(Sha256Hex(css)) + "'; script-src 'sha256-" + Base64OfHex(Sha256Hex(js)) + "'\">\n";
  out +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" "
      "content=\"no-referrer\">\n";
  out += "<meta name=\"color-scheme\" content=\"light dark\">\n<title data-ar=\"" + Escaped(title_ar) +
         "\" data-en=\"" + Escaped(title_en) + "\">" + Escaped(title_ar) + "</title>\n<style>";
  out += css;
  out += "</style>\n</head>\n<body>\n";
  out += body.out();
  out += "<script>";
  out += js;
  out += "</script>\n</body>\n</html>\n";
  return out;
}

// Nothing of this is needed to read the page, so it is shown by the script only.
void PutControls(Html& h) {
  h.Raw("<a class=\"skip\" href=\"#main\">")
      .L("page.skip")
      .Raw("</a>\n<header class=\"bar\"><p class=\"brand\">")
      .L("page.brand")
      .Raw("</p>");
  h.Raw("<div class=\"controls\" hidden>");
  h.Raw("<button type=\"button\" id=\"lang\"><span class=\"ar\" lang=\"en\">").Text(h.labels().En("page.lang"));
  h.Raw("</span><span class=\"en\" lang=\"ar\">").Text(h.labels().Ar("page.lang")).Raw("</span></button>");
  h.Raw("<button type=\"button\" id=\"digits\" aria-pressed=\"false\">")
      .L("page.digits")
      .Raw(" <span aria-hidden=\"true\" dir=\"ltr\" class=\"sample\">123</span></button>");
  h.Raw("<button type=\"button\" id=\"theme\">").L("page.theme").Raw("</button></div></header>\n<main id=\"main\">\n");
}

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

std::string StoryFileName(const reconcile::Story& story) {
  std::string name;
  for (char c : story.id) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    name += plain ? c : '-';
  }
  return (name.empty() ? std::string("story") : name) + ".html";
}

std::string StoryHtml(const reconcile::Story& s, std::span<const resolve::ResolvedReport> reports,
                      const HtmlOptions& options) {
  Html h(reports, options.mask);
  PutControls(h);
  PutHead(h, s);
  PutMasking(h, options.mask);
  h.Raw("<!--contents-->");
  PutFigures(h, s);
  PutConflicts(h, s);
  PutResponsible(h, s);
  PutClaims(h, s);
  PutNotSaid(h, s);
  PutTimeline(h, s);
  PutEvents(h, s);
  PutSums(h, s);
  PutCopies(h, s);
  PutReports(h, s);
  PutReader(h, s);
  PutMethod(h);
  h.Raw("</main>\n<footer class=\"foot\"><p>")
      .L("page.foot")
      .Raw(" <bdi dir=\"ltr\" class=\"mono\">")
      .Text(s.id)
      .Raw("</bdi></p></footer>\n");
  PutContents(h, h.out());
  const std::string title = h.mask().Text(s.title);
  return Page(h, title, s.title_en.empty() ? title : h.mask().Text(s.title_en));
}

std::string IndexHtml(const reconcile::Dossiers& dossiers, std::span<const resolve::ResolvedReport> reports,
                      const HtmlOptions& options) {
  Html h(reports, options.mask);
  PutControls(h);
  h.Raw("<header class=\"head\"><h1>").L("index.title").Raw("</h1><p class=\"facts\">");
  h.Count(static_cast<int64_t>(reports.size()), "count.report")
      .Raw(" \xC2\xB7 ")
      .Count(static_cast<int64_t>(dossiers.stories.size()), "count.story")
      .Raw("</p></header>\n");
  PutMasking(h, options.mask);
  h.Raw("<ol class=\"stories\">\n");
  for (const auto& s : dossiers.stories) {
    h.Raw("<li><h2><a href=\"").Text(StoryFileName(s)).Raw("\">");
    const std::string title = h.mask().Text(s.title);
    h.Own(title, s.title_en.empty() ? title : h.mask().Text(s.title_en)).Raw("</a></h2><p class=\"facts\">");
    h.Date(s.date, s.date_end, s.date_prec)
        .Raw(" \xC2\xB7 ")
        .Slot(s.place, "none.place")
        .Raw("</p><p class=\"facts\">");
    if (s.killed.all.low || s.killed.all.high)
      h.Raw("<strong>").CountRange(s.killed.all.low, s.killed.all.high, "count.killed").Raw("</strong> \xC2\xB7 ");
    h.Count(static_cast<int64_t>(s.reports.size()), "count.report");
    if (const size_t k = OriginCount(s); k > 0) h.Raw(" \xC2\xB7 ").Count(static_cast<int64_t>(k), "count.origin");
    h.Raw("</p></li>\n");
  }
  h.Raw("</ol></main>\n");
  return Page(h, h.labels().Ar("index.title"), h.labels().En("index.title"));
}

}  // namespace tawatur::publish
