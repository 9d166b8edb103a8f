// One row an event that ACLED has a type for. The rules: docs/exports.md. Entry point: AcledTables().
#include "publish/acled.h"

#include <algorithm>

#include "publish/codes.h"
#include "publish/shaped.h"
#include "publish/tables.h"
#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {
namespace {

using reconcile::Story;
using reconcile::StoryEvent;

constexpr std::string_view kColumns =
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp,"
    "story,not_derived,fatalities_rule,report,begin,end,quote,sha256,url";

int TimePrecision(int date_prec) { return date_prec == 1 ? 1 : date_prec == 2 || date_prec == 3 ? 2 : date_prec == 4 ? 3 : 0; }

std::string WhyLeftOut(const StoryEvent& e) {
  const auto codes = reconcile::CodesOf(e.event_class);
  if (codes.event_type.empty()) return "ACLED has no type for this class";
  if (e.background) return "an earlier happening that the reports only recall";
  if (e.status == extract::EventStatus::kPlanned) return "planned, not happened";
  if (e.status == extract::EventStatus::kDenied) return "denied";
  if (TimePrecision(e.date_prec) == 0) return "not dated to a month, which ACLED needs";
  if (e.place.Empty()) return "no report names a place";
  if (e.status == extract::EventStatus::kFoiled && codes.event_type != "Strategic developments") return "foiled";
  return {};
}

std::string_view DisorderType(std::string_view type, std::string_view sub_type) {
  if (type == "Strategic developments") return type;
  if (type == "Protests") return sub_type == "Excessive force against protesters" ? "Political violence; Demonstrations" : "Demonstrations";
  if (type == "Riots") return sub_type == "Mob violence" ? "Political violence" : "Demonstrations";
  return type.empty() ? std::string_view() : "Political violence";
}

int GeoPrecision(int where_prec) { return where_prec == 1 ? 1 : where_prec == 2 || where_prec == 3 ? 2 : where_prec == 4 || where_prec == 5 ? 3 : 0; }

struct Inter { int code = 0; std::string_view why; };

Inter InterOf(const Body& body, const Within& where, std::string_view event_type) {
  switch (body.kind) {
    case BodyKind::kState:
      if (body.country_id.empty() || where.country_id.empty()) return {0, "whether the state's own country is not known"};
      return {body.country_id == where.country_id ? 1 : 8, {}};
    case BodyKind::kExternal: return {8, {}};
    case BodyKind::kProtesters: return {event_type == "Riots" ? 5 : 6, {}};
    case BodyKind::kArmedGroup: return {0, "rebel group, political or identity militia: the reports do not decide"};
    case BodyKind::kPlace:
    case BodyKind::kUnknown: break;
  }
  return {0, "what kind of actor it is does not follow from the lists"};
}

class Acled {
 public:
  Acled(const Selection& selection, Masker& mask)
      : selection_(selection), mask_(mask), things_(selection, mask), words_{selection, mask}, events_("acled", kColumns), left_("acled-left-out", kLeftOutColumns) {}

  void Add(const Story& story) {
    for (Index i = 0; i < story.events.size(); ++i) {
      const StoryEvent& e = story.events[i];
      const std::string why = WhyLeftOut(e);
      if (why.empty()) {
        Row(story, i);
      } else {
        left_ << story.id << e.id << e.event_class << e.date << words_.Name(e.place) << why;
        left_.End();
      }
    }
  }

  std::vector<Table> Take() { return {std::move(events_), std::move(left_)}; }

 private:
  // At most two sides: who acts before whom it is done to.
  std::vector<Body> Sides(const StoryEvent& e) const {
    std::vector<Body> sides;
    for (const bool acted_on : {false, true}) {
      for (const auto& who : e.actors) {
        const bool is = who.role == "target" || who.role == "victim" || who.role == "recipient";
        if (is != acted_on) continue;
        Body body = things_.BodyOf(e, who);
        // A state and its army act as one.
        const bool again = !body.country_id.empty() && std::any_of(sides.begin(), sides.end(), [&](const Body& b) { return b.kind == body.kind && b.country_id == body.country_id; });
        if (body.kind != BodyKind::kPlace && !again) sides.push_back(std::move(body));
      }
    }
    return sides;
  }

  // "12 or more (Samer al-Attar, as of 2024-03-11)"
  std::string Stated(const reconcile::SeriesPoint& p) {
    std::string value = !p.low && !p.high ? "\"" + mask_.Text(p.vague) + "\""
                        : p.low && p.high ? (*p.low == *p.high ? std::to_string(*p.low) : std::to_string(*p.low) + " to " + std::to_string(*p.high))
                        : p.low           ? std::to_string(*p.low) + " or more"
                                          : "up to " + std::to_string(*p.high);
    return value + " (" + (p.speaker.Empty() ? "source not named" : things_.EnglishName(p.speaker)) +
           (p.as_of.empty() ? "" : ", as of " + p.as_of.substr(0, 10)) + ")";
  }

  // Every count of the dead with who is counted, speaker and time; what the reports differ on.
  std::string Notes(const Story& story, Index index) {
    std::string told;
    for (const auto& series : story.figures) {
      if (series.event != index || series.background || series.kind != extract::FigureKind::kKilled) continue;
      told += told.empty() ? "Killed" : " Killed";
      told += (series.population.empty() ? "" : ", " + mask_.Text(series.population)) + ": ";
      for (size_t i = 0; i < series.points.size(); ++i) told += (i == 0 ? "" : "; ") + Stated(series.points[i]);
      told += ".";
      if (series.conflict) told += " " + mask_.Text(series.conflict->explanation);
    }
    for (const auto& conflict : story.events[index].conflicts) told += (told.empty() ? "" : " ") + ("The reports differ on the " + conflict.slot + ".");
    return told;
  }

  void Row(const Story& story, Index index) {
    const StoryEvent& e = story.events[index];
    const auto codes = reconcile::CodesOf(e.event_class);
    const Within where = things_.WithinOf(e);
    const Cited cited = CitedBy(story, index);
    const DayRange days = Interval(e);
    const int time = TimePrecision(e.date_prec), geo = GeoPrecision(e.where_prec);
    ShapedRow row(events_);
    row.Put(e.id);
    row.Put(time == 1 ? days.first : "", e.date.empty() ? "the reports give no date" : "known to " + e.date + (e.date_end.empty() ? "" : "/" + e.date_end) + " only");
    row.Put(days.first.substr(0, 4) == days.last.substr(0, 4) ? days.first.substr(0, 4) : "", "no one year");
    row.Put(time ? std::optional<int64_t>(time) : std::nullopt, "no date within a month");
    row.Put(DisorderType(codes.event_type, codes.sub_event_type)).Put(codes.event_type).Put(codes.sub_event_type);
    const std::vector<Body> sides = Sides(e);
    std::vector<Inter> inter;
    for (size_t i = 0; i < 2; ++i) {
      const bool named = i < sides.size();
      inter.push_back(named ? InterOf(sides[i], where, codes.event_type) : Inter{0, "no such actor"});
      row.Put(named ? sides[i].name : "", i == 0 ? "no report names an actor" : "no report names a second actor");
      row.Put("", "which groups act beside it does not follow from the reports");
      row.Put(inter[i].code ? std::optional<int64_t>(inter[i].code) : std::nullopt, inter[i].why);
    }
    const int a = inter[0].code, b = inter[1].code;
    row.Put(a && (b || sides.size() == 1) ? std::optional<int64_t>(!b ? a * 10 : std::min(a, b) * 10 + std::max(a, b)) : std::nullopt, "needs both codes");
    row.Put(codes.event_type == "Violence against civilians" ? "Civilian targeting" : "", "whether civilians were aimed at is a statement of somebody's");
    const CountryCode country = CountryCodes(where.country_id);
    constexpr std::string_view kNoCountry = "the lists do not say in which country the place lies";
    row.Put(country.iso, kNoCountry).Put(country.region, kNoCountry).Put(where.country, kNoCountry);
    row.Put(where.admin1, "not in the lists").Put(where.admin2, "not in the lists").Put("", "the lists have no such level");
    row.Put(where.location, e.place.Empty() ? "no report names a place" : "known to a wider area only");
    const bool point = where.point && geo > 0;
    const std::string_view no_point = e.place.Empty() ? "no report names a place" : geo == 0 ? "known to the country or waters only" : "the lists have no coordinates for it";
    row.Degrees(point, e.place.lat, no_point).Degrees(point, e.place.lon, no_point);
    row.Put(geo ? std::optional<int64_t>(geo) : std::nullopt, no_point);
    std::string source;
    for (Index r : cited.reports) {
      const auto& meta = selection_.reports[r].meta;
      const std::string outlet = mask_.Text(meta.outlet);
      if (!outlet.empty() && ("; " + source + "; ").find("; " + outlet + "; ") == std::string::npos) source += (source.empty() ? "" : "; ") + outlet;
    }
    row.Put(source, "no report names its outlet").Put("", "the lists do not say how far an outlet reaches");
    row.Put(Notes(story, index), "no report counts the dead, and none differs");
    const bool vague = std::any_of(cited.points.begin(), cited.points.end(), [](const auto* p) { return !p->vague.empty(); });
    row.Put(e.killed.all.low, vague ? "a vague quantity only: see notes" : "no report states a number; blank is not 0");
    row.Put("", "none given").Put("", "an editor's time; the same reports give the same file");
    events_ << story.id << row.reasons() << (e.killed.all.low ? "acled: the most conservative number stated" : "");
    EndWithEvidence(events_, mask_, selection_.reports[e.main.report], e.main.index);
  }

  const Selection& selection_;
  Masker& mask_;
  Things things_;
  TableWords words_;
  Table events_, left_;
};

}  // namespace

std::vector<Table> AcledTables(const Selection& selection, Masker& mask) {
  Acled acled(selection, mask);
  for (const Story* story : selection.stories) acled.Add(*story);
  return acled.Take();
}

}  // namespace tawatur::publish
