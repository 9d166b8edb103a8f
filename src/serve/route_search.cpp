// serve: reports by their words. Entry point: AnswerSearch().
#include "publish/json_writer.h"
#include "serve/routes.h"

namespace tawatur::serve {
namespace {

constexpr size_t kRows = 100, kMostRows = 1000;

void PutHit(Case& c, publish::JsonWriter& json, const store::Hit& hit) {
  publish::Masker mask({}, c.masking());
  json.BeginObject();
  json.Field("report", mask.Text(hit.id));
  json.Field("sha256", hit.sha256);
  json.FieldOrNull("title", mask.Text(hit.title));
  json.FieldOrNull("outlet", mask.Text(hit.outlet));
  json.FieldOrNull("published", hit.published);
  json.Key("stories");
  json.BeginArray();
  if (const Entry* story = c.Find(hit.story)) json.String(story->row.id);
  json.EndArray();
  json.Key("excerpt");
  if (hit.spans.empty()) {
    json.Null();
  } else {
    json.BeginObject();
    json.Field("begin", hit.excerpt_span.begin);
    json.Field("end", hit.excerpt_span.end);
    json.Field("text", mask.Text(hit.excerpt));
    json.EndObject();
  }
  json.Key("hits");
  json.BeginArray();
  for (Span span : hit.spans) {
    json.BeginObject();
    json.Field("begin", span.begin);
    json.Field("end", span.end);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

}  // namespace

Response AnswerSearch(Case& c, const Request& request) {
  std::string_view query = request.Field("q");
  if (query.find_first_not_of(" \t\n") == std::string_view::npos) return Problem(400, "q holds the words to look for");
  std::optional<size_t> size = NumberField(request, "_size", 1, kMostRows, kRows);
  if (!size) return Problem(400, "_size is a number from 1 to 1000");
  store::Filter filter = c.Words(query);
  filter.limit = *size + 1;
  Result<Lease> file = c.Borrow();
  if (!file) return Problem(503, "the case file cannot be read now");
  Result<std::vector<store::Hit>> hits = (*file)->store().Search(filter);
  if (!hits) return Problem(hits.error().kind == ErrorKind::kIo ? 503 : 500, "the case file cannot be searched now");
  bool truncated = hits->size() > *size;
  if (truncated) hits->pop_back();
  std::string body;
  publish::JsonWriter json(body);
  json.BeginObject();
  json.Field("ok", true);
  json.Key("rows");
  json.BeginArray();
  for (const store::Hit& hit : *hits) PutHit(c, json, hit);
  json.EndArray();
  json.Field("truncated", truncated);
  json.EndObject();
  body += '\n';
  return Ok("application/json", std::move(body));
}

}  // namespace tawatur::serve
