// Reports are Articles, happenings Events, who speaks and acts Persons, Organizations or PublicBodies; Mentions and
// Documentation tie them together. Entry point: FollowTheMoney().
#include "publish/ftm.h"

#include <map>
#include <set>

#include "publish/codes.h"
#include "publish/json_writer.h"
#include "publish/labels.h"
#include "publish/tables.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {
namespace {

using reconcile::Story;
using reconcile::StoryEvent;

// An id as the model wants it: letters, digits, dots and dashes.
std::string IdOf(std::string_view kind, std::string_view id) {
  std::string out(kind);
  out += '-';
  for (const char c : id) out += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c : '-';
  while (out.back() == '-') out.pop_back();
  return out;
}

// The model's dates are ISO 8601 days, months and years; nothing else is said to it.
std::string DateOf(std::string_view iso) {
  const std::string_view day = iso.substr(0, 10);
  return day.find_first_not_of("0123456789-") == std::string_view::npos && iso.find('/') == std::string_view::npos ? std::string(day) : "";
}

class Entities {
 public:
  Entities(const Selection& selection, Masker& mask, std::string& out)
      : selection_(selection), mask_(mask), things_(selection, mask), words_{selection, mask}, json_(out), out_(out) {}

  void All() {
    for (const Story* story : selection_.stories) {
      for (Index r : story->reports) Report(r);
      for (Index r : story->reports) Named(r);
      for (Index i = 0; i < story->events.size(); ++i) Event(*story, i);
      Documentation(*story);
    }
  }

 private:
  void Begin(std::string_view id, std::string_view schema) {
    json_.BeginObject();
    json_.Field("id", id);
    json_.Field("schema", schema);
    json_.Key("properties");
    json_.BeginObject();
  }
  void Put(std::string_view property, const std::vector<std::string>& values) {
    std::set<std::string> seen;
    bool open = false;
    for (const auto& v : values) {
      if (v.empty() || !seen.insert(v).second) continue;
      if (!open) json_.Key(property), json_.BeginArray();
      open = true;
      json_.String(v);
    }
    if (open) json_.EndArray();
  }
  void End() {
    json_.EndObject();
    json_.EndObject();
    out_ += '\n';
  }
  std::string ReportId(Index r) const { return IdOf("report", selection_.reports[r].meta.sha256); }
  std::string Url(const resolve::ResolvedReport& r) {
    const std::string url = mask_.Url(r.meta.url);
    return url.starts_with("http") ? url : "";
  }

  void Report(Index index) {
    const auto& r = selection_.reports[index];
    if (!said_.insert(ReportId(index)).second) return;
    Begin(ReportId(index), "Article");
    Put("title", {mask_.Text(r.meta.title)});
    Put("fileName", {mask_.Text(r.meta.id)});
    Put("publisher", {mask_.Text(r.meta.outlet)});
    Put("publishedAt", {DateOf(r.meta.published)});
    Put("sourceUrl", {Url(r)});
    Put("language", {r.meta.lang == "ar" ? "ara" : ""});
    Put("notes", {"sha256: " + r.meta.sha256});
    End();
  }

  std::string_view SchemaOf(const resolve::Entity& e) const {
    if (e.type == lexicon::EntityType::kPerson) return "Person";
    for (const std::string_view kind : {"army", "authority", "civil_defence", "country", "court", "embassy", "government", "intelligence", "judiciary",
                                        "ministry", "parliament", "police", "security_forces"}) {
      if (e.kind == kind) return "PublicBody";
    }
    return e.type == lexicon::EntityType::kOrganisation ? "Organization" : std::string_view();  // places are no parties
  }

  // Those who speak, relay or act; a state that acts is a body too.
  std::set<std::string> Parties(const resolve::ResolvedReport& r) const {
    std::set<std::string> ids;
    const auto add = [&](Index m) {
      if (m == kNone || m >= r.mention_entity.size()) return;
      if (const auto* e = r.EntityOf(m); e != nullptr && !e->anonymous) ids.insert(e->id);
    };
    for (const auto& a : r.findings.attributions) {
      add(a.speaker);
      for (Index v : a.via) add(v);
    }
    for (const auto& c : r.findings.claims) add(c.speaker), add(c.target), add(c.relayed_by);
    for (const auto& e : r.findings.events) {
      for (const auto& a : e.actors) add(a.mention);
    }
    return ids;
  }

  void Named(Index index) {
    const auto& r = selection_.reports[index];
    const std::set<std::string> parties = Parties(r);
    for (const auto& e : r.entities) {
      const std::string_view schema = SchemaOf(e);
      if (schema.empty() || e.anonymous || (e.kind == "country" && !parties.contains(e.id)) || (e.name.empty() && e.name_en.empty())) continue;
      const std::string id = IdOf("entity", mask_.Id(e.id));
      if (said_.insert(id).second) {
        Begin(id, schema);
        Put("name", {mask_.Text(e.name), mask_.Text(e.name_en)});
        Put("country", {std::string(CountryCodes(e.kind == "country" ? e.id : e.parent).alpha2)});
        End();
      }
      known_.insert(id);
      const std::string mention = IdOf("mention", r.meta.sha256.substr(0, 12) + "-" + mask_.Id(e.id));
      if (!said_.insert(mention).second) continue;
      Begin(mention, "Mention");
      Put("document", {ReportId(index)});
      Put("resolved", {id});
      Put("name", {mask_.Text(e.name.empty() ? e.name_en : e.name)});
      Put("detectedSchema", {std::string(schema)});
      End();
    }
  }

  std::string Known(const std::string& entity_id) {
    const std::string id = IdOf("entity", mask_.Id(entity_id));
    return entity_id.empty() || !known_.contains(id) ? "" : id;
  }

  static std::string TollWords(std::string_view what, const reconcile::Toll& t) {
    if (!t.best) return {};
    const auto number = [](const std::optional<int64_t>& v) { return v ? std::to_string(*v) : std::string("not known"); };
    return std::string(what) + " (derived by rule " + t.rule + "): low " + number(t.low) + ", best " + number(t.best) + ", high " + number(t.high);
  }

  void Event(const Story& story, Index index) {
    const StoryEvent& e = story.events[index];
    const std::string id = IdOf("event", e.id);
    if (!said_.insert(id).second) return;
    const Within where = things_.WithinOf(e);
    const DayRange days = Interval(e);
    const std::string place = words_.Name(e.place), place_en = things_.EnglishName(e.place);
    Begin(id, "Event");
    Put("name", {labels_.En("event", e.event_class) + (place_en.empty() ? "" : ", " + place_en), labels_.Ar("event", e.event_class) + (place.empty() ? "" : "\xD8\x8C " + place)});
    Put("startDate", {days.first});
    Put("endDate", {days.last});
    Put("location", {place});
    Put("country", {std::string(CountryCodes(where.country_id).alpha2)});
    std::vector<std::string> involved, proof;
    for (const auto& who : e.actors) involved.push_back(Known(who.slot.id));
    for (const auto& at : e.evidence) proof.push_back(ReportId(at.report));
    Put("involved", involved);
    Put("proof", proof);
    Put("keywords", {e.event_class, e.background ? "background" : ""});
    Put("summary", {TollWords("Killed", e.killed.all), TollWords("Injured", e.injured.all)});
    Put("recordId", {e.id});
    End();
  }

  // A statement ties its article to the event it counts in, else to who states it.
  void Documentation(const Story& story) {
    const Table table = StatementTable({.stories = {&story}, .reports = selection_.reports, .mask = selection_.mask, .lexicon = selection_.lexicon}, mask_);
    std::map<std::string_view, size_t> column;
    for (size_t i = 0; i < table.columns.size(); ++i) column[table.columns[i]] = i;
    for (const auto& row : table.rows) {
      const auto text = [&](std::string_view name) {
        const Cell& cell = row[column.at(name)];
        if (const auto* n = std::get_if<int64_t>(&cell)) return std::to_string(*n);
        const auto* s = std::get_if<std::string>(&cell);
        return s ? *s : std::string();
      };
      const std::string event = text("event"), speaker = IdOf("entity", text("speaker_id"));
      const std::string entity = !event.empty() ? IdOf("event", event) : known_.contains(speaker) ? speaker : "";
      const std::string id = IdOf("statement", text("statement"));
      if (entity.empty() || !said_.insert(id).second) continue;
      std::string value;
      for (const std::string_view part : {"low", "best", "high", "modality", "vague", "strength", "chain", "when", "as_of", "relation", "conflict", "review", "begin", "end"}) {
        const std::string v = text(part);
        if (!v.empty()) value.append(value.empty() ? "" : "; ").append(part).append(": ").append(v);
      }
      Begin(id, "Documentation");
      Put("document", {IdOf("report", text("sha256"))});
      Put("entity", {entity});
      Put("role", {text("type") + ": " + text("kind")});
      Put("date", {DateOf(text("as_of"))});
      Put("summary", {text("quote")});
      Put("description", {value});
      Put("recordId", {text("statement")});
      End();
    }
  }

  const Selection& selection_;
  Masker& mask_;
  Things things_;
  TableWords words_;
  Labels labels_;
  JsonWriter json_;
  std::string& out_;
  std::set<std::string> said_, known_;
};

}  // namespace

std::string FollowTheMoney(const Selection& selection, Masker& mask) {
  std::string out;
  Entities(selection, mask, out).All();
  return out;
}

}  // namespace tawatur::publish
