// serve: the table of what can be asked for. Entry point: Route().
#include "serve/routes.h"

#include <charconv>

#include "publish/embedded.h"

namespace tawatur::serve {
namespace {

#include "openapi.inc"

constexpr std::string_view kStories = "/stories/", kReports = "/reports/", kCompare = "compare";
constexpr size_t kHashDigits = 64;

Response NotFound() { return Problem(404, "there is nothing at this path; see /openapi.json"); }

bool Cut(std::string_view& s, std::string_view end) {
  if (!s.ends_with(end)) return false;
  s.remove_suffix(end.size());
  return true;
}

Response StoryRoute(Case& c, std::string_view rest) {
  size_t slash = rest.find('/');
  std::string_view name = rest.substr(0, slash);
  if (slash != std::string_view::npos) {
    const Entry* entry = c.Find(name);
    std::string_view table = rest.substr(slash + 1);
    if (entry && table == kCompare) return Ok(std::string(kHtmlType), publish::AppHtml(kCompare, PageOf(c)));
    return entry && table.ends_with(".csv") ? AnswerStoryTable(c, *entry, table) : NotFound();
  }
  if (const Entry* entry = c.Find(name)) return AnswerStoryPage(c, *entry);
  const bool json = Cut(name, ".json"), geojson = !json && Cut(name, ".geojson");
  const Entry* entry = json || geojson ? c.Find(name) : nullptr;
  if (!entry) return NotFound();
  return json ? AnswerStoryJson(c, *entry) : AnswerStoryGeoJson(c, *entry);
}

Response ReportRoute(Case& c, std::string_view name) {
  const bool json = Cut(name, ".json"), text = !json && Cut(name, ".txt");
  if (name.size() != kHashDigits || name.find_first_not_of("0123456789abcdef") != std::string_view::npos)
    return NotFound();
  const std::string sha256(name);
  return json ? AnswerReportJson(c, sha256) : text ? AnswerReportText(c, sha256) : AnswerReportPage(c, sha256);
}

// Script and style are named by their content in the pages that link them.
Response Asset(std::string_view file, std::string type) {
  Response r = Ok(std::move(type), std::string(publish::EmbeddedFile(file)));
  r.headers.emplace_back("Cache-Control", "max-age=31536000, immutable");
  return r;
}

}  // namespace

std::string StoryPath(std::string_view id) { return std::string(kStories) + EncodePathSegment(id); }

std::optional<size_t> NumberField(const Request& request, std::string_view name, size_t least, size_t most,
                                  size_t otherwise) {
  std::string_view value = request.Field(name);
  if (value.empty()) return otherwise;
  size_t n = 0;
  auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
  if (error != std::errc() || end != value.data() + value.size() || n < least || n > most) return std::nullopt;
  return n;
}

Response Route(Case& c, const Request& request) {
  std::string_view path = request.path;
  if (path == "/") return c.Kept("/", [&] { return AnswerIndex(c); });
  if (path == "/stories.json") return AnswerStories(c, request, "json");
  if (path == "/stories.csv") return AnswerStories(c, request, "csv");
  if (path == "/stories.geojson") return AnswerStories(c, request, "geojson");
  if (path == "/search.json") return AnswerSearch(c, request);
  if (path == "/openapi.json") return Ok("application/json", std::string(kOpenApi));
  if (path == "/review" && c.masked()) return Problem(404, kNoReview);
  if ((path == "/review" || path == "/add") && c.read_only()) return Problem(403, kReadOnly);
  if (path == "/review" || path == "/add") return Ok(std::string(kHtmlType), publish::AppHtml(path.substr(1), PageOf(c)));
  if (path == "/review.json") return AnswerReviewQueue(c, request);
  if (path == "/review/log.json") return AnswerReviewLog(c, "json");
  if (path == "/review/log.csv") return AnswerReviewLog(c, "csv");
  if (path == "/app.js") return Asset("app.js", "text/javascript; charset=utf-8");
  if (path == "/app.css") return Asset("app.css", "text/css; charset=utf-8");
  if (path.starts_with(kStories)) return StoryRoute(c, path.substr(kStories.size()));
  if (path.starts_with(kReports)) return ReportRoute(c, path.substr(kReports.size()));
  return NotFound();
}

}  // namespace tawatur::serve
