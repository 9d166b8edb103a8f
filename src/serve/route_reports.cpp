// serve: one report as page, as what it states, as its text. Entry points: AnswerReportPage(), AnswerReportJson(),
// AnswerReportText().
#include "publish/dossier_html.h"
#include "publish/findings_json.h"
#include "serve/routes.h"

namespace tawatur::serve {
namespace {

// The report, or the answer that says why not.
Response With(Case& c, const std::string& sha256, const std::function<Response(const resolve::ResolvedReport&)>& make) {
  Result<std::shared_ptr<const resolve::ResolvedReport>> report = c.LoadReport(sha256);
  if (!report) return Problem(503, "the case file cannot be read now");
  return *report ? make(**report) : Problem(404, "the case holds no such report");
}

}  // namespace

Response AnswerReportPage(Case& c, const std::string& sha256) {
  return With(c, sha256, [&](const auto& r) { return Ok(std::string(kHtmlType), publish::ReportHtml(r, PageOf(c))); });
}

Response AnswerReportJson(Case& c, const std::string& sha256) {
  return With(c, sha256, [&](const auto& r) {
    std::string body;
    publish::WriteFindings(r, {.with_text = true, .mask = c.masking()}, body);
    return Ok("application/json", std::move(body));
  });
}

Response AnswerReportText(Case& c, const std::string& sha256) {
  if (c.masked()) return Problem(404, "texts are not given out by a public service");
  return With(c, sha256, [](const auto& r) {
    Response response = Ok("text/plain; charset=utf-8", r.text);
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"report.txt\"");
    return response;
  });
}

}  // namespace tawatur::serve
