// serve: the list of stories, and one story as page, JSON and tables. Entry points: Answer...().
#include "publish/dossier_csv.h"
#include "publish/dossier_html.h"
#include "publish/dossier_json.h"
#include "publish/json_slots.h"
#include "serve/routes.h"

namespace tawatur::serve {
namespace {

constexpr size_t kRows = 100, kMostRows = 1000;
constexpr std::string_view kHtmlType = "text/html; charset=utf-8";

publish::HtmlOptions HtmlOf(const Case& c) {
  publish::HtmlOptions options;
  options.mask = c.masked();
  return options;
}

void PutToll(publish::JsonWriter& json, std::string_view key, const reconcile::Toll& toll) {
  json.Key(key);
  if (!toll.low && !toll.best && !toll.high) return json.Null();
  json.BeginObject();
  json.Field("low", toll.low);
  json.Field("best", toll.best);
  json.Field("high", toll.high);
  json.FieldOrNull("rule", toll.rule);
  json.EndObject();
}

void PutRow(Case& c, publish::JsonWriter& json, const reconcile::Story& s) {
  publish::JsonOut o{json, c.masker(), c.result().reports};
  json.BeginObject();
  json.Field("id", s.id);
  json.Field("path", StoryPath(s));
  json.Field("title", c.masker().Text(s.title));
  json.FieldOrNull("title_en", c.masker().Text(s.title_en));
  json.FieldOrNull("date", s.date);
  json.FieldOrNull("date_end", s.date_end);
  json.Key("place");
  publish::PutSlot(o, s.place);
  PutToll(json, "killed", s.killed.all);
  PutToll(json, "injured", s.injured.all);
  json.Field("reports", static_cast<int64_t>(s.reports.size()));
  json.Field("copies", static_cast<int64_t>(s.copies.size()));
  json.EndObject();
}

}  // namespace

Response AnswerIndex(Case& c) {
  return Ok(std::string(kHtmlType), publish::IndexHtml(c.result().dossiers, c.result().reports, HtmlOf(c)));
}

Response AnswerStories(Case& c, const Request& request) {
  const std::vector<reconcile::Story>& stories = c.result().dossiers.stories;
  std::optional<size_t> size = NumberField(request, "_size", 1, kMostRows, kRows);
  std::optional<size_t> from = NumberField(request, "_next", 0, stories.size(), 0);
  if (!size) return Problem(400, "_size is a number from 1 to 1000");
  if (!from) return Problem(400, "_next is the number that the answer before gave");
  size_t end = std::min(*from + *size, stories.size());
  std::string body;
  publish::JsonWriter json(body);
  json.BeginObject();
  json.Field("ok", true);
  json.Key("rows");
  json.BeginArray();
  for (size_t i = *from; i < end; ++i) PutRow(c, json, stories[i]);
  json.EndArray();
  json.Field("truncated", end < stories.size());
  json.Field("next", end < stories.size() ? std::optional<int64_t>(end) : std::nullopt);
  json.EndObject();
  body += '\n';
  return Ok("application/json", std::move(body));
}

Response AnswerStoryPage(Case& c, const reconcile::Story& story) {
  return c.Kept(StoryPath(story), [&] {
    return Ok(std::string(kHtmlType), publish::StoryHtml(story, c.result().reports, HtmlOf(c)));
  });
}

Response AnswerStoryJson(Case& c, const reconcile::Story& story) {
  return c.Kept(StoryPath(story) + ".json", [&] {
    std::string body;
    publish::WriteDossier(story, c.result().reports, {.mask = c.masked()}, body);
    return Ok("application/json", std::move(body));
  });
}

Response AnswerStoryTable(Case& c, const reconcile::Story& story, std::string_view table) {
  for (publish::CsvFile& file : publish::StoryCsv(story, c.result().reports, c.masked())) {
    if (file.name != table) continue;
    Response r = Ok("text/csv; charset=utf-8", std::move(file.content));
    r.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file.name + "\"");
    return r;
  }
  return Problem(404, "a story has no such table");
}

}  // namespace tawatur::serve
