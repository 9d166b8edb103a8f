// serve: the table of what can be asked for. Entry point: Route().
#include "serve/routes.h"

#include <charconv>

#include "publish/embedded.h"

namespace tawatur::serve {
namespace {

#include "openapi.inc"

constexpr std::string_view kStories = "/stories/", kReports = "/reports/", kCompare = "/compare", kJson = ".json", kGeoJson = ".geojson";
constexpr size_t kHashDigits = 64;

Response NotFound() { return Problem(404, "there is nothing at this path; see /openapi.json"); }

bool Cut(std::string_view& s, std::string_view end) {
  if (!s.ends_with(end)) return false;
  s.remove_suffix(end.size());
  return true;
}

// A link that was quoted must not die when an earlier report joins its story and gives it its name. Stories also split: so not for ever.
Response Moved(Case& c, const Request& request, std::string_view id, std::string_view tail) {
  Result<const Entry*> now = c.NowHolding(id);
  if (!now) return Problem(503, "the case file cannot be read now");
  if (!*now) return NotFound();
  Response r;
  r.status = 307;
  r.body = std::make_shared<const std::string>();
  const size_t query = request.target.find('?');
  r.headers.emplace_back("Location", StoryPath((*now)->row.id) + std::string(tail) + (query == std::string::npos ? "" : request.target.substr(query)));
  return r;
}

Response StoryRoute(Case& c, const Request& request, std::string_view rest) {
  std::string_view id = rest.substr(0, rest.find('/'));
  std::string_view tail = rest.substr(id.size());
  for (std::string_view form : {kJson, kGeoJson}) {
    if (tail.empty() && Cut(id, form)) tail = form;
  }
  const bool table = tail.starts_with('/') && tail.ends_with(".csv"), compare = tail == kCompare;
  if (!tail.empty() && tail != kJson && tail != kGeoJson && !table && !compare) return NotFound();
  const Entry* entry = c.Find(id);
  if (!entry) return Moved(c, request, id, tail);
  if (tail == kJson) return AnswerStoryJson(c, *entry);
  if (tail == kGeoJson) return AnswerStoryGeoJson(c, *entry);
  if (table) return AnswerStoryTable(c, *entry, tail.substr(1));
  return compare ? Ok(std::string(kHtmlType), publish::AppHtml(kCompare.substr(1), PageOf(c))) : AnswerStoryPage(c, *entry);
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
  if (path.starts_with(kStories)) return StoryRoute(c, request, path.substr(kStories.size()));
  if (path.starts_with(kReports)) return ReportRoute(c, path.substr(kReports.size()));
  return NotFound();
}

}  // namespace tawatur::serve
