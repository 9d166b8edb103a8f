// A story's events as features. Entry point: StoryGeoJson().
#include "publish/story_geojson.h"

#include "publish/json_writer.h"
#include "publish/mask.h"
#include "publish/words.h"

namespace tawatur::publish {
namespace {

std::optional<int64_t> Known(int precision) { return precision ? std::optional<int64_t>(precision) : std::nullopt; }

void WritePoint(JsonWriter& json, const reconcile::Slot& place) {
  json.Key("geometry");
  if (!place.has_point) return json.Null();
  json.BeginObject();
  json.Field("type", "Point");
  json.Key("coordinates");
  json.BeginArray();
  json.Double(place.lon);
  json.Double(place.lat);
  json.EndArray();
  json.EndObject();
}

}  // namespace

std::string StoryGeoJson(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports, bool masked) {
  std::string out;
  JsonWriter json(out);
  Masker mask(reports, masked);
  json.BeginObject();
  json.Field("type", "FeatureCollection");
  json.Key("features");
  json.BeginArray();
  for (size_t i = 0; i < story.events.size(); ++i) {
    const reconcile::StoryEvent& e = story.events[i];
    json.BeginObject();
    json.Field("type", "Feature");
    json.Field("id", e.id);
    WritePoint(json, e.place);
    json.Key("properties");
    json.BeginObject();
    json.Field("story", story.id);
    json.Field("main", i == story.event);
    json.Field("background", e.background);
    json.Field("class", e.event_class);
    json.FieldOrNull("event_type", e.event_type);
    json.FieldOrNull("sub_event_type", e.sub_event_type);
    json.Field("status", Word(e.status));
    json.FieldOrNull("date", e.date);
    json.FieldOrNull("date_end", e.date_end);
    json.Field("date_prec", Known(e.date_prec));
    json.FieldOrNull("place", mask.Text(e.place.name.empty() ? e.place.text : e.place.name));
    json.FieldOrNull("place_en", mask.Text(e.place.name_en));
    json.Field("where_prec", Known(e.where_prec));
    json.Field("killed_low", e.killed.all.low);
    json.Field("killed_best", e.killed.all.best);
    json.Field("killed_high", e.killed.all.high);
    json.EndObject();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  out += '\n';
  return out;
}

}  // namespace tawatur::publish
