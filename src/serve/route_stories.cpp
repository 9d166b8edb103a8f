// serve: the list of stories, and one story as page, JSON, tables and map data. Entry points: Answer...().
#include "publish/dossier_csv.h"
#include "publish/dossier_html.h"
#include "publish/dossier_json.h"
#include "publish/geojson.h"
#include "serve/routes.h"
#include "serve/story_query.h"

namespace tawatur::serve {
namespace {

constexpr size_t kRows = 100, kMostRows = 1000, kListed = 100;

void PutFacets(publish::JsonWriter& json, const std::vector<Facet>& facets) {
  json.Key("facets");
  json.BeginObject();
  for (const Facet& facet : facets) {
    json.Key(facet.name);
    json.BeginArray();
    for (const FacetValue& v : facet.values) {
      json.BeginObject();
      json.Field("value", v.value);
      if (!v.ar.empty()) json.Field("ar", v.ar);
      if (!v.en.empty()) json.Field("en", v.en);
      json.Field("count", static_cast<int64_t>(v.count));
      json.EndObject();
    }
    json.EndArray();
  }
  json.EndObject();
}

Response StoriesJson(Case& c, const Request& request, const std::vector<uint32_t>& selected) {
  std::optional<size_t> size = NumberField(request, "_size", 1, kMostRows, kRows);
  std::optional<size_t> from = NumberField(request, "_next", 0, selected.size(), 0);
  if (!size) return Problem(400, "_size is a number from 1 to 1000");
  if (!from) return Problem(400, "_next is the number that the answer before gave");
  size_t end = std::min(*from + *size, selected.size());
  std::string body;
  publish::JsonWriter json(body);
  json.BeginObject();
  json.Field("ok", true);
  json.Field("count", static_cast<int64_t>(selected.size()));
  json.Key("rows");
  json.BeginArray();
  for (size_t i = *from; i < end; ++i) publish::WriteRow(json, c.entries()[selected[i]].row);
  json.EndArray();
  json.Field("truncated", end < selected.size());
  json.Field("next", end < selected.size() ? std::optional<int64_t>(end) : std::nullopt);
  if (request.Field("_facet") == "1") PutFacets(json, CountFacets(c, selected));
  json.EndObject();
  body += '\n';
  return Ok("application/json", std::move(body));
}

Response Download(Response r, std::string_view name) {
  r.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(name) + "\"");
  return r;
}

Response NotLoaded() { return Problem(503, "the case file cannot be read now"); }

}  // namespace

publish::HtmlOptions PageOf(const Case& c) {
  publish::HtmlOptions options;
  options.mask = c.masking();
  options.served = true;
  options.read_only = c.read_only();
  return options;
}

Response AnswerIndex(Case& c) {
  std::vector<const publish::StoryRow*> rows;
  for (const Entry& entry : c.entries().first(std::min(kListed, c.entries().size()))) rows.push_back(&entry.row);
  return Ok(std::string(kHtmlType), publish::ListHtml(rows, c.report_count(), c.entries().size(), PageOf(c)));
}

Response AnswerStories(Case& c, const Request& request, std::string_view form) {
  std::string_view wrong;
  std::optional<StoryQuery> query = ParseStoryQuery(request, wrong);
  if (!query) return Problem(400, wrong);
  return c.Kept(request.target, [&] {
    Result<std::vector<uint32_t>> selected = Select(c, *query);
    if (!selected) return Problem(503, "the case file cannot be searched now");
    if (form == "json") return StoriesJson(c, request, *selected);
    std::vector<const publish::StoryRow*> rows;
    for (uint32_t i : *selected) rows.push_back(&c.entries()[i].row);
    if (form == "csv") return Download(Ok("text/csv; charset=utf-8", publish::RowsCsv(rows)), "stories.csv");
    return Download(Ok("application/geo+json", publish::RowsGeoJson(rows)), "stories.geojson");
  });
}

Response AnswerStoryPage(Case& c, const Entry& entry) {
  return c.Kept(StoryPath(entry.row.id), [&] {
    Result<Loaded> loaded = c.Load(entry);
    if (!loaded) return NotLoaded();
    return Ok(std::string(kHtmlType), publish::StoryHtml(*loaded->story, loaded->reports(), PageOf(c)));
  });
}

Response AnswerStoryJson(Case& c, const Entry& entry) {
  return c.Kept(StoryPath(entry.row.id) + ".json", [&] {
    if (std::optional<store::Stories::Dossier> told = c.Told(entry)) {
      Response r;
      r.type = "application/json";
      r.etag = '"' + told->hash + '"';
      r.body = std::make_shared<const std::string>(std::move(told->json));
      return r;
    }
    Result<Loaded> loaded = c.Load(entry);
    if (!loaded) return NotLoaded();
    std::string body;
    publish::WriteDossier(*loaded->story, loaded->reports(), {.mask = c.masking()}, body);
    return Ok("application/json", std::move(body));
  });
}

Response AnswerStoryGeoJson(Case& c, const Entry& entry) {
  Result<Loaded> loaded = c.Load(entry);
  if (!loaded) return NotLoaded();
  return Ok("application/geo+json", publish::StoryGeoJson(*loaded->story, loaded->reports(), c.masking()));
}

Response AnswerStoryTable(Case& c, const Entry& entry, std::string_view table) {
  Result<Loaded> loaded = c.Load(entry);
  if (!loaded) return NotLoaded();
  for (publish::CsvFile& file : publish::StoryCsv(*loaded->story, loaded->reports(), c.masking())) {
    if (file.name == table) return Download(Ok("text/csv; charset=utf-8", std::move(file.content)), file.name);
  }
  return Problem(404, "a story has no such table");
}

}  // namespace tawatur::serve
