// One row an event of organised violence with a count of its dead. The rules: docs/exports.md. Entry point: UcdpTables().
#include "publish/ucdp.h"

#include <algorithm>
#include <set>

#include "publish/acled.h"
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
    "id,year,type_of_violence,conflict_name,side_a,side_b,number_of_sources,source_article,source_office,source_date,"
    "source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,country,"
    "event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,"
    "story,not_derived,deaths_rule,report,begin,end,quote,sha256,url";

std::string WhyLeftOut(const StoryEvent& e) {
  const auto type = reconcile::CodesOf(e.event_class).event_type;
  if (type != "Battles" && type != "Explosions/Remote violence" && type != "Violence against civilians") return "no organised violence";
  if (e.background) return "an earlier happening that the reports only recall";
  if (e.status != extract::EventStatus::kHappened && e.status != extract::EventStatus::kAttempted) return "did not happen: " + std::string(Word(e.status));
  if (e.date_prec == 0) return "not dated within a year, which UCDP needs";
  if (e.place.Empty()) return "no report names a place";
  if (!e.killed.all.best) return "no report states a number of dead; UCDP counts events with at least one death";
  if (e.killed.all.high.value_or(*e.killed.all.best) == 0) return "the reports say that nobody died";
  return {};
}

// Two sides as UCDP orders them, as far as the reports name them.
struct Sides {
  int type = 0;
  std::string a, b;
};

bool Armed(const Body& b) { return b.kind == BodyKind::kState || b.kind == BodyKind::kArmedGroup || b.kind == BodyKind::kExternal; }

Sides SidesOf(const Things& things, const StoryEvent& e) {
  std::vector<Body> acting, acted_on;
  for (const auto& who : e.actors) {
    const bool target = who.role == "target" || who.role == "victim" || who.role == "recipient";
    Body body = things.BodyOf(e, who);
    if (Armed(body)) (target ? acted_on : acting).push_back(std::move(body));
  }
  std::vector<Body> all = acting;
  all.insert(all.end(), acted_on.begin(), acted_on.end());
  if (reconcile::CodesOf(e.event_class).event_type == "Violence against civilians")
    return acting.size() == 1 && acted_on.empty() ? Sides{3, acting[0].name, "Civilians"} : Sides{};
  if (all.size() != 2 || all[0].name == all[1].name) return {0, all.size() == 1 && acting.size() == 1 ? all[0].name : "", {}};
  if (all[0].kind != BodyKind::kState && all[1].kind == BodyKind::kState) std::swap(all[0], all[1]);
  return {all[0].kind == BodyKind::kState ? 1 : 2, all[0].name, all[1].name};
}

class Ucdp {
 public:
  Ucdp(const Selection& selection, Masker& mask)
      : selection_(selection), mask_(mask), things_(selection, mask), words_{selection, mask}, events_("ucdp-ged", kColumns), left_("ucdp-ged-left-out", kLeftOutColumns) {}

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
  // Parallel lists of the sources' columns, one entry a report, so that the n-th of each is of one report.
  void Sources(ShapedRow& row, const Cited& cited) {
    std::string article, office, date, headline;
    for (size_t i = 0; i < cited.reports.size(); ++i) {
      const auto& m = selection_.reports[cited.reports[i]].meta;
      const std::string_view separator = i == 0 ? "" : "; ";
      const std::string outlet = mask_.Text(m.outlet), title = mask_.Text(m.title);
      article.append(separator).append(outlet.empty() ? mask_.Text(m.id) : outlet);
      if (!m.published.empty()) article.append(",").append(m.published.substr(0, 10));
      if (!title.empty()) article.append(",").append(title);
      office.append(separator).append(outlet.empty() ? "not known" : outlet);
      date.append(separator).append(m.published.empty() ? "not known" : m.published.substr(0, 10));
      headline.append(separator).append(title.empty() ? "not known" : title);
    }
    std::string original;
    std::set<std::string> named, origins;
    for (const auto* p : cited.points) {
      if (!p->origin.empty()) origins.insert(p->origin);
      if (p->speaker.Empty()) continue;
      const std::string name = words_.Name(p->speaker);
      if (named.insert(name).second) original.append(original.empty() ? "" : "; ").append(name);
    }
    row.Put(origins.empty() ? std::optional<int64_t>() : static_cast<int64_t>(origins.size()), "no statement of the dead is tied to this event alone");
    row.Put(article).Put(office).Put(date).Put(headline).Put(original, "no report names who stated the dead");
  }

  // Whether the dead of this toll are said to be this side's.
  bool IsOf(const reconcile::Toll& toll, const StoryEvent& e, const std::string& side) {
    for (const auto& at : toll.evidence) {
      const auto& r = selection_.reports[at.report];
      for (const auto& f : r.findings.figures) {
        if (f.kind != extract::FigureKind::kKilled || f.affiliation == kNone || f.evidence != at.span) continue;
        const auto* entity = f.affiliation < r.mention_entity.size() ? r.EntityOf(f.affiliation) : nullptr;
        if (entity == nullptr) continue;
        reconcile::Slot slot;
        slot.id = entity->id, slot.name = entity->name, slot.name_en = entity->name_en;
        if (things_.BodyOf(e, {"target", slot}).name == side) return true;
      }
    }
    return false;
  }

  // Deaths by status. What the parts leave of the best number is unknown; where they are more than it, nothing is split.
  void Deaths(ShapedRow& row, const StoryEvent& e, const Sides& sides) {
    constexpr std::string_view kNotSplit = "no report counts them apart";
    constexpr std::string_view kWhose = "counted apart for a side that is not one of these two";
    std::optional<int64_t> of_a, of_b;
    bool of_neither = false;
    for (const auto* toll : {&e.killed.combatant_a, &e.killed.combatant_b}) {
      if (!toll->best) continue;
      if (!sides.a.empty() && !of_a && IsOf(*toll, e, sides.a)) of_a = toll->best;
      else if (!sides.b.empty() && !of_b && IsOf(*toll, e, sides.b)) of_b = toll->best;
      else of_neither = true;
    }
    const auto& civilians = e.killed.civilian.best;
    const int64_t rest = *e.killed.all.best - of_a.value_or(0) - of_b.value_or(0) - civilians.value_or(0);
    const bool fits = rest >= 0;
    constexpr std::string_view kMore = "the parts as stated are more than the best total";
    const auto part = [&](const std::optional<int64_t>& v, bool side) {
      row.Put(fits ? v : std::optional<int64_t>(), !fits ? kMore : side && of_neither ? kWhose : kNotSplit);
    };
    part(of_a, true), part(of_b, true), part(civilians, false);
    row.Put(fits && !of_neither ? std::optional<int64_t>(rest) : std::nullopt, fits ? kWhose : kMore);
  }

  void Row(const Story& story, Index index) {
    const StoryEvent& e = story.events[index];
    const Within where = things_.WithinOf(e);
    const DayRange days = Interval(e);
    const Sides sides = SidesOf(things_, e);
    ShapedRow row(events_);
    constexpr std::string_view kNoSide = "the reports do not name two sides of known kind";
    row.Put(e.id).Put(days.first.substr(0, 4) == days.last.substr(0, 4) ? days.first.substr(0, 4) : "", "no one year");
    row.Put(sides.type ? std::optional<int64_t>(sides.type) : std::nullopt, kNoSide).Put("", "a name from UCDP's own list of conflicts");
    row.Put(sides.a, kNoSide).Put(sides.b, kNoSide);
    Sources(row, CitedBy(story, index));
    const std::string_view no_place = e.place.Empty() ? "no report names a place" : "not in the lists";
    row.Put(e.where_prec ? std::optional<int64_t>(e.where_prec) : std::nullopt, no_place).Put(where.location, e.place.Empty() ? no_place : "known to a wider area only");
    row.Put(words_.Name(e.place), no_place).Put(where.admin1, no_place).Put(where.admin2, no_place);
    const bool point = where.point && e.where_prec < 6;
    const std::string_view no_point = where.point ? "known to the country or waters only" : e.place.Empty() ? no_place : "the lists have no coordinates for it";
    row.Degrees(point, e.place.lat, no_point).Degrees(point, e.place.lon, no_point).Put(where.country, no_place);
    const bool clear = e.date_prec == 1 && e.where_prec >= 1 && e.where_prec <= 3;
    row.Put(clear ? std::optional<int64_t>(1) : std::nullopt, "day or place too vague to tell one event from several");
    row.Put(e.date_prec ? std::optional<int64_t>(e.date_prec) : std::nullopt, "the reports give no date");
    row.Put(days.first, "the reports give no date").Put(days.last, "the reports give no date");
    Deaths(row, e, sides);
    row.Put(e.killed.all.best).Put(e.killed.all.high).Put(e.killed.all.low);
    events_ << story.id << row.reasons() << e.killed.all.rule;
    EndWithEvidence(events_, mask_, selection_.reports[e.main.report], e.main.index);
  }

  const Selection& selection_;
  Masker& mask_;
  Things things_;
  TableWords words_;
  Table events_, left_;
};

}  // namespace

std::vector<Table> UcdpTables(const Selection& selection, Masker& mask) {
  Ucdp ucdp(selection, mask);
  for (const Story* story : selection.stories) ucdp.Add(*story);
  return ucdp.Take();
}

}  // namespace tawatur::publish
