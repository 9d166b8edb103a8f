// Codes of the field's datasets, derived from the lists or left empty. Entry points: Things, CitedBy().
#include "publish/codes.h"

#include <algorithm>

#include "publish/embedded.h"
#include "publish/words.h"
#include "reconcile/days.h"

namespace tawatur::publish {
namespace {

constexpr int kDeepest = 8;  // how far a chain of containers may go

bool IsOneOf(std::string_view kind, std::initializer_list<std::string_view> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

CountryCode CountryCodes(std::string_view id) {
  std::string_view list = EmbeddedFile("countries.tsv");
  while (!id.empty() && !list.empty()) {
    const size_t end = std::min(list.find('\n'), list.size());
    std::string_view line = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    if (!line.starts_with(id) || line.size() <= id.size() || line[id.size()] != '\t') continue;
    line.remove_prefix(id.size() + 1);
    const size_t a = line.find('\t'), b = line.find('\t', a + 1);
    const std::string_view iso = line.substr(0, a);
    return {iso == "-" ? std::string_view() : iso, line.substr(a + 1, b - a - 1), line.substr(b + 1)};
  }
  return {};
}

Things::Thing Things::Find(const reconcile::StoryEvent& event, const std::string& id) const {
  const auto& lists = selection_.Lists();
  if (const int64_t i = lists.EntityById(id); i >= 0) {
    const auto& e = lists.EntityAt(i);
    return {std::string(e.name_en.empty() ? e.name : e.name_en), std::string(e.kind), std::string(e.parent), e.type};
  }
  for (const reconcile::Ref& mention : event.mentions) {
    for (const auto& e : selection_.reports[mention.report].entities) {
      if (e.id == id && !id.empty()) return {mask_.Text(e.name_en.empty() ? e.name : e.name_en), e.kind, e.parent, e.type};
    }
  }
  return {};
}

std::string Things::EnglishName(const reconcile::Slot& slot) const {
  return mask_.Text(!slot.name_en.empty() ? slot.name_en : !slot.name.empty() ? slot.name : slot.text);
}

Within Things::WithinOf(const reconcile::StoryEvent& event) const {
  Within w;
  if (event.place.Empty()) return w;
  w.point = event.place.has_point;
  std::string id = event.place.id;
  for (int depth = 0; depth < kDeepest && !id.empty(); ++depth) {
    const Thing thing = Find(event, id);
    if (thing.kind == "country") w.country_id = id, w.country = thing.name;
    else if (IsOneOf(thing.kind, {"governorate", "province", "state"})) w.admin1 = thing.name;
    else if (thing.kind == "district") w.admin2 = thing.name;
    else if (depth == 0) w.location = EnglishName(event.place);
    if (thing.kind == "country") break;
    id = thing.parent;
  }
  if (w.location.empty() && w.country.empty() && w.admin1.empty() && w.admin2.empty()) w.location = EnglishName(event.place);
  return w;
}

Body Things::BodyOf(const reconcile::StoryEvent& event, const reconcile::StoryEvent::Who& who) const {
  Body body;
  body.name = EnglishName(who.slot);
  if (who.role == "protester") body.kind = BodyKind::kProtesters;
  std::string id = who.slot.id;
  for (int depth = 0; depth < kDeepest && !id.empty(); ++depth) {
    const Thing thing = Find(event, id);
    const bool place = thing.type == lexicon::EntityType::kPlace || thing.type == lexicon::EntityType::kFacility;
    if (depth == 0 && place && !thing.name.empty() && thing.kind != "country") {
      body.kind = BodyKind::kPlace;
      break;
    }
    if (thing.kind == "country") {
      body.country_id = id;
      if (body.kind == BodyKind::kUnknown) body.kind = BodyKind::kState;
      break;
    }
    if (body.kind == BodyKind::kUnknown) {
      if (IsOneOf(thing.kind, {"army", "government", "intelligence", "judiciary", "ministry", "parliament", "police", "security_forces"}))
        body.kind = BodyKind::kState;
      else if (IsOneOf(thing.kind, {"armed_group", "militia"})) body.kind = BodyKind::kArmedGroup;
      else if (IsOneOf(thing.kind, {"coalition", "peacekeepers"})) body.kind = BodyKind::kExternal;
      // An official speaks and acts for the body above; a place, a party or an agency is not one.
      else if (thing.type != lexicon::EntityType::kPerson) break;
    }
    id = thing.parent;
  }
  return body;
}

DayRange Interval(const reconcile::StoryEvent& event) {
  const reconcile::Days first = reconcile::DaysOf(event.date);
  const reconcile::Days last = event.date_end.empty() ? first : reconcile::DaysOf(event.date_end);
  if (!first.known || !last.known || last.to < first.from) return {};
  return {reconcile::IsoDay(first.from), reconcile::IsoDay(last.to)};
}

Cited CitedBy(const reconcile::Story& story, Index event) {
  Cited out;
  const auto& e = story.events[event];
  std::vector<Index> seen;
  for (const auto& at : e.evidence) seen.push_back(at.report);
  for (const auto& at : e.killed.all.evidence) seen.push_back(at.report);
  for (Index r : story.reports) {
    if (std::find(seen.begin(), seen.end(), r) != seen.end()) out.reports.push_back(r);
  }
  for (const auto& series : story.figures) {
    if (series.event != event || series.background || series.kind != extract::FigureKind::kKilled) continue;
    for (const auto& p : series.points) out.points.push_back(&p);
  }
  return out;
}

}  // namespace tawatur::publish
