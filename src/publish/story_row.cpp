// Rows of a list of stories as JSON, CSV and GeoJSON. Entry points: RowOf(), WriteRow(), RowsCsv(), RowsGeoJson().
#include "publish/story_row.h"

#include <algorithm>
#include <set>

#include "lexicon/lexicon.h"
#include "publish/html.h"
#include "publish/table.h"
#include "publish/words.h"

namespace tawatur::publish {
namespace {

constexpr int kMostHops = 8;  // from a quarter up to its country

RowBounds BoundsOf(const reconcile::Toll& t) { return {t.low, t.best, t.high}; }

bool Differs(const reconcile::FigureSeries& f) {
  return f.status == "differs" || f.status == "contested" || f.status == "withdrawn" || f.status == "revised_down";
}

void WriteBounds(JsonWriter& json, std::string_view key, const RowBounds& b) {
  json.Key(key);
  if (b.Empty()) return json.Null();
  json.BeginObject();
  json.Field("low", b.low);
  json.Field("best", b.best);
  json.Field("high", b.high);
  json.EndObject();
}

void WritePlace(JsonWriter& json, const reconcile::Slot& place) {
  json.Key("place");
  if (place.Empty()) return json.Null();
  json.BeginObject();
  json.FieldOrNull("id", place.id);
  json.FieldOrNull("name", place.name.empty() ? place.text : place.name);
  json.FieldOrNull("name_en", place.name_en);
  if (place.has_point) {
    json.Field("lat", std::optional<double>(place.lat));
    json.Field("lon", std::optional<double>(place.lon));
  }
  json.EndObject();
}

void WriteFields(JsonWriter& json, const StoryRow& row) {
  json.Field("id", row.id);
  json.Field("title", row.title);
  json.FieldOrNull("title_en", row.title_en);
  json.FieldOrNull("class", row.event_class);
  json.FieldOrNull("date", row.date);
  json.FieldOrNull("date_end", row.date_end);
  json.Field("date_prec", row.date_prec ? std::optional<int64_t>(row.date_prec) : std::nullopt);
  WritePlace(json, row.place);
  json.Field("where_prec", row.where_prec ? std::optional<int64_t>(row.where_prec) : std::nullopt);
  json.Key("country");
  if (row.country.empty()) {
    json.Null();
  } else {
    json.BeginObject();
    json.Field("id", row.country);
    json.Field("name", row.country_ar);
    json.FieldOrNull("name_en", row.country_en);
    json.EndObject();
  }
  WriteBounds(json, "killed", row.killed);
  WriteBounds(json, "injured", row.injured);
  json.Key("kinds");
  json.BeginArray();
  for (const std::string& kind : row.kinds) json.String(kind);
  json.EndArray();
  json.Field("reports", row.reports);
  json.Field("copies", row.copies);
  json.Field("origins", row.origins);
  json.Field("conflicts", row.conflicts);
}

}  // namespace

void PutCountry(StoryRow& row) {
  const lexicon::Lexicon& lists = lexicon::Lexicon::Builtin();
  std::string_view at = row.place.id;
  for (int hops = 0; !at.empty() && hops < kMostHops; ++hops) {
    const int64_t i = lists.EntityById(at);
    if (i < 0) return;
    const lexicon::Entity& e = lists.EntityAt(i);
    if (e.kind == "country") {
      row.country = e.id, row.country_ar = e.name, row.country_en = e.name_en;
      return;
    }
    at = e.parent;
  }
}

StoryRow RowOf(const reconcile::Story& s, Masker& mask) {
  StoryRow row;
  row.id = s.id, row.title = mask.Text(s.title), row.title_en = mask.Text(s.title_en);
  if (s.event < s.events.size()) row.event_class = s.events[s.event].event_class;
  row.date = s.date, row.date_end = s.date_end, row.date_prec = s.date_prec, row.where_prec = s.where_prec;
  row.place = s.place;
  row.place.name = mask.Text(s.place.name), row.place.name_en = mask.Text(s.place.name_en);
  row.place.text = mask.Text(s.place.text);
  PutCountry(row);
  row.killed = BoundsOf(s.killed.all), row.injured = BoundsOf(s.injured.all);
  std::set<std::string_view> kinds;
  for (const auto& f : s.figures) {
    if (f.background) continue;
    kinds.insert(Word(f.kind));
    row.conflicts += Differs(f);
  }
  for (const auto& e : s.events) row.conflicts += static_cast<uint32_t>(e.conflicts.size());
  row.kinds.assign(kinds.begin(), kinds.end());
  row.reports = static_cast<uint32_t>(s.reports.size()), row.copies = static_cast<uint32_t>(CopyCount(s));
  row.origins = static_cast<uint32_t>(OriginCount(s));
  return row;
}

void WriteRow(JsonWriter& json, const StoryRow& row) {
  json.BeginObject();
  WriteFields(json, row);
  json.EndObject();
}

std::string RowsCsv(std::span<const StoryRow* const> rows) {
  Table t(
      "stories",
      "id,title,title_en,class,date,date_end,date_prec,place,place_en,country,lat,lon,where_prec,killed_low,killed_best,"
      "killed_high,injured_low,injured_best,injured_high,reports,copies,origins,conflicts");
  for (const StoryRow* r : rows) {
    t << r->id << r->title << r->title_en << r->event_class << r->date << r->date_end;
    t.Precision(r->date_prec) << (r->place.name.empty() ? r->place.text : r->place.name) << r->place.name_en;
    t << r->country_en;
    t.Degrees(r->place.has_point, r->place.lat).Degrees(r->place.has_point, r->place.lon).Precision(r->where_prec);
    t << r->killed.low << r->killed.best << r->killed.high << r->injured.low << r->injured.best << r->injured.high;
    t << r->reports << r->copies << r->origins << r->conflicts;
    t.End();
  }
  return Csv(t, {.bom = true});
}

std::string RowsGeoJson(std::span<const StoryRow* const> rows) {
  std::string out;
  JsonWriter json(out);
  json.BeginObject();
  json.Field("type", "FeatureCollection");
  json.Key("features");
  json.BeginArray();
  for (const StoryRow* r : rows) {
    json.BeginObject();
    json.Field("type", "Feature");
    json.Field("id", r->id);
    json.Key("geometry");
    if (r->place.has_point) {
      json.BeginObject();
      json.Field("type", "Point");
      json.Key("coordinates");
      json.BeginArray();
      json.Double(r->place.lon);
      json.Double(r->place.lat);
      json.EndArray();
      json.EndObject();
    } else {
      json.Null();
    }
    json.Key("properties");
    json.BeginObject();
    WriteFields(json, *r);
    json.EndObject();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  out += '\n';
  return out;
}

}  // namespace tawatur::publish
