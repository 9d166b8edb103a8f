// Events as features: a point where the reports and the lists give one, and never sharper than it is. Entry point:
// GeoJson().
#include "publish/geojson.h"

#include "publish/json_writer.h"
#include "publish/labels.h"
#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {
namespace {

// A pin in the middle of a country or a sea would be read as a place.
constexpr int kWidestWithPoint = 5;

std::string_view Unlocated(const reconcile::StoryEvent& e) {
  if (e.place.Empty()) return "the reports name no place";
  if (!e.place.has_point) return "the place has no coordinates in the lists";
  if (e.where_prec == 6) return "known to the country only";
  if (e.where_prec > kWidestWithPoint) return "known to waters or airspace only";
  return {};
}

class Features {
 public:
  Features(const Selection& selection, Masker& mask, std::string& out) : selection_(selection), mask_(mask), json_(out) {}

  void Collection() {
    json_.BeginObject();
    json_.Field("type", "FeatureCollection");
    json_.Key("features");
    json_.BeginArray();
    for (const reconcile::Story* story : selection_.stories) {
      for (size_t i = 0; i < story->events.size(); ++i) Feature(*story, i);
    }
    json_.EndArray();
    json_.EndObject();
  }

 private:
  void Feature(const reconcile::Story& story, size_t index) {
    const auto& e = story.events[index];
    const std::string_view unlocated = Unlocated(e);
    json_.BeginObject();
    json_.Field("type", "Feature");
    json_.Field("id", e.id);
    json_.Key("geometry");
    if (unlocated.empty()) {
      json_.BeginObject();
      json_.Field("type", "Point");
      json_.Key("coordinates");
      json_.BeginArray();
      json_.Double(e.place.lon), json_.Double(e.place.lat);
      json_.EndArray();
      json_.EndObject();
    } else {
      json_.Null();
    }
    json_.Key("properties");
    Properties(story, e, index == story.event, unlocated);
    json_.EndObject();
  }

  void Properties(const reconcile::Story& story, const reconcile::StoryEvent& e, bool main, std::string_view unlocated) {
    json_.BeginObject();
    json_.Field("story", story.id);
    json_.Field("event", e.id);
    json_.Field("main", main);
    json_.Field("class", e.event_class);
    json_.FieldOrNull("event_type", e.event_type);
    json_.FieldOrNull("sub_event_type", e.sub_event_type);
    json_.FieldOrNull("plover", e.plover);
    json_.Field("status", Word(e.status));
    json_.Field("background", e.background);
    json_.FieldOrNull("date", e.date);
    json_.FieldOrNull("date_end", e.date_end);
    Precision("date_prec", e.date_prec);
    json_.FieldOrNull("place", mask_.Text(e.place.name.empty() ? e.place.text : e.place.name));
    json_.FieldOrNull("place_en", mask_.Text(e.place.name_en));
    json_.FieldOrNull("place_id", mask_.Id(e.place.id));
    Precision("where_prec", e.where_prec);
    json_.FieldOrNull("precision", e.where_prec > 0 ? labels_.En("where_prec", std::to_string(e.where_prec)) : "");
    json_.Key("uncertainty_km");
    e.where_prec == 2 && unlocated.empty() ? json_.Int(25) : json_.Null();  // UCDP: within about 25 km of the point
    json_.FieldOrNull("unlocated", unlocated);
    Toll("killed", e.killed.all);
    Toll("injured", e.injured.all);
    json_.Key("evidence");
    json_.BeginArray();
    for (const auto& at : e.evidence) {
      const auto& r = selection_.reports[at.report];
      json_.BeginObject();
      json_.Field("report", mask_.Text(r.meta.id));
      json_.FieldOrNull("url", mask_.Url(r.meta.url));
      json_.Field("sha256", r.meta.sha256);
      json_.Field("begin", at.span.begin);
      json_.Field("end", at.span.end);
      json_.Field("text", mask_.Quote(r, at.span));
      json_.EndObject();
    }
    json_.EndArray();
    json_.EndObject();
  }

  void Precision(std::string_view key, int code) {
    json_.Key(key);
    code > 0 ? json_.Int(code) : json_.Null();
  }

  // Flat, so that a map can colour by them.
  void Toll(const std::string& name, const reconcile::Toll& t) {
    json_.Field(name + "_low", t.low);
    json_.Field(name + "_best", t.best);
    json_.Field(name + "_high", t.high);
    json_.FieldOrNull(name + "_rule", t.rule);
  }

  const Selection& selection_;
  Masker& mask_;
  Labels labels_;
  JsonWriter json_;
};

}  // namespace

std::string GeoJson(const Selection& selection, Masker& mask) {
  std::string out;
  Features(selection, mask, out).Collection();
  out += '\n';
  return out;
}

std::string StoryGeoJson(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports, Masking mask) {
  Masker masker(reports, mask);
  return GeoJson({.stories = {&story}, .reports = reports, .mask = mask}, masker);
}

}  // namespace tawatur::publish
