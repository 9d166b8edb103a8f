// serve: the table of what can be asked for. Entry point: Route().
#include "serve/routes.h"

#include <charconv>

namespace tawatur::serve {
namespace {

#include "openapi.inc"

constexpr std::string_view kStories = "/stories/", kCsv = ".csv", kJson = ".json", kHtml = ".html";

Response NotFound() { return Problem(404, "there is nothing at this path; see /openapi.json"); }

Response StoryRoute(Case& c, std::string_view rest) {
  size_t slash = rest.find('/');
  std::string_view name = rest.substr(0, slash);
  if (slash != std::string_view::npos) {
    const reconcile::Story* story = c.Find(name);
    std::string_view table = rest.substr(slash + 1);
    return story && table.ends_with(kCsv) ? AnswerStoryTable(c, *story, table) : NotFound();
  }
  if (const reconcile::Story* story = c.Find(name)) return AnswerStoryPage(c, *story);
  if (!name.ends_with(kJson)) return NotFound();
  const reconcile::Story* story = c.Find(name.substr(0, name.size() - kJson.size()));
  return story ? AnswerStoryJson(c, *story) : NotFound();
}

// The index page is the one that `run -o` writes, and links to files beside it.
Response FileRoute(Case& c, std::string_view file) {
  const reconcile::Story* story = c.FindFile(file);
  if (!story) return NotFound();
  Response r = Problem(308, "the page is at " + StoryPath(*story));
  r.headers.emplace_back("Location", StoryPath(*story));
  return r;
}

}  // namespace

std::string StoryPath(const reconcile::Story& story) { return std::string(kStories) + EncodePathSegment(story.id); }

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
  if (path == "/" || path == "/index.html") return c.Kept("/", [&] { return AnswerIndex(c); });
  if (path == "/stories.json") return AnswerStories(c, request);
  if (path == "/search.json") return AnswerSearch(c, request);
  if (path == "/openapi.json") return Ok("application/json", std::string(kOpenApi));
  if (path.starts_with(kStories)) return StoryRoute(c, path.substr(kStories.size()));
  if (path.ends_with(kHtml)) return FileRoute(c, path.substr(1));
  return NotFound();
}

}  // namespace tawatur::serve
