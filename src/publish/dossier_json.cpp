// Dossiers as JSON; every statement with its quotes. Entry point: WriteDossiers().
#include "publish/dossier_json.h"

#include <algorithm>

#include "publish/json_slots.h"
#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {
namespace {

using reconcile::Ref;
using reconcile::Story;

void PutRefs(JsonOut& o, std::string_view key, const std::vector<Ref>& refs) {
  o.json.Key(key);
  o.json.BeginArray();
  for (const Ref& ref : refs) o.json.String(reconcile::FigureId(o.reports[ref.report], ref.index));
  o.json.EndArray();
}

void PutReportIds(JsonOut& o, std::string_view key, const std::vector<Index>& reports) {
  o.json.Key(key);
  o.json.BeginArray();
  for (Index r : reports) o.json.String(o.mask.Text(o.reports[r].meta.id));
  o.json.EndArray();
}

void PutPrecision(JsonOut& o, std::string_view key, int precision) {
  o.json.Key(key);
  precision ? o.json.Int(precision) : o.json.Null();
}

bool Has(const reconcile::Toll& t) { return t.low || t.best || t.high; }

void PutTollFields(JsonOut& o, const reconcile::Toll& t) {
  o.json.Field("low", t.low);
  o.json.Field("best", t.best);
  o.json.Field("high", t.high);
  o.json.FieldOrNull("rule", t.rule);
  PutEvidence(o, t.evidence);
}

void PutToll(JsonOut& o, std::string_view key, const reconcile::TollByStatus& toll) {
  o.json.Key(key);
  const std::pair<std::string_view, const reconcile::Toll*> by[] = {{"civilian", &toll.civilian},
                                                                    {"combatant_a", &toll.combatant_a},
                                                                    {"combatant_b", &toll.combatant_b},
                                                                    {"unknown", &toll.unknown}};
  bool any = Has(toll.all);
  for (const auto& [name, part] : by) any |= Has(*part);
  if (!any) return o.json.Null();
  o.json.BeginObject();
  PutTollFields(o, toll.all);
  o.json.Key("by");
  o.json.BeginObject();
  for (const auto& [name, part] : by) {
    if (!Has(*part)) continue;
    o.json.Key(name);
    o.json.BeginObject();
    PutTollFields(o, *part);
    o.json.EndObject();
  }
  o.json.EndObject();
  o.json.EndObject();
}

void PutEvent(JsonOut& o, const reconcile::StoryEvent& e) {
  o.json.BeginObject();
  o.json.Field("id", e.id);
  o.json.Field("class", e.event_class);
  o.json.FieldOrNull("event_type", e.event_type);
  o.json.FieldOrNull("sub_event_type", e.sub_event_type);
  o.json.FieldOrNull("plover", e.plover);
  o.json.Field("status", Word(e.status));
  o.json.FieldOrNull("means", e.means);
  o.json.Key("trigger");
  if (e.main.report < o.reports.size()) {
    const auto& r = o.reports[e.main.report];
    o.json.BeginObject();
    o.json.Field("report", o.mask.Text(r.meta.id));
    PutSpanFields(o, r, r.findings.events[e.main.index].trigger);
    o.json.EndObject();
  } else {
    o.json.Null();
  }
  o.json.Key("actors");
  o.json.BeginArray();
  for (const auto& who : e.actors) {
    o.json.BeginObject();
    o.json.Field("role", who.role);
    o.json.FieldOrNull("id", o.mask.Id(who.slot.id));
    o.json.FieldOrNull("name", o.mask.Text(who.slot.name));
    if (!who.slot.name_en.empty()) o.json.Field("name_en", o.mask.Text(who.slot.name_en));
    o.json.Field("text", o.mask.Text(who.slot.text));
    o.json.EndObject();
  }
  o.json.EndArray();
  o.json.FieldOrNull("date", e.date);
  o.json.FieldOrNull("date_end", e.date_end);
  PutPrecision(o, "date_prec", e.date_prec);
  o.json.Key("place");
  PutSlot(o, e.place);
  PutPrecision(o, "where_prec", e.where_prec);
  o.json.Field("background", e.background);
  PutRefs(o, "figures", e.figures);
  PutToll(o, "killed", e.killed);
  PutToll(o, "injured", e.injured);
  if (e.main.report < o.reports.size()) PutReviewOf(o, o.reports[e.main.report], "event", e.main.index);
  o.json.Key("conflicts");
  o.json.BeginArray();
  for (const auto& c : e.conflicts) {
    o.json.BeginObject();
    o.json.Field("slot", c.slot);
    o.json.Key("values");
    o.json.BeginArray();
    for (const auto& value : c.values) o.json.String(o.mask.Text(value));
    o.json.EndArray();
    PutEvidence(o, c.evidence);
    o.json.EndObject();
  }
  o.json.EndArray();
  PutEvidence(o, e.evidence);
  o.json.EndObject();
}

void PutPoint(JsonOut& o, const reconcile::SeriesPoint& p) {
  o.json.BeginObject();
  o.json.FieldOrNull("as_of", p.as_of);
  o.json.Field("low", p.low);
  o.json.Field("high", p.high);
  o.json.Field("modality", Word(p.modality));
  o.json.Field("status", Word(p.status));
  o.json.FieldOrNull("vague", o.mask.Text(p.vague));
  o.json.FieldOrNull("caveat", o.mask.Text(p.caveat));
  o.json.Key("speaker");
  PutSlot(o, p.speaker);
  o.json.FieldOrNull("speaker_kind", Word(p.speaker_kind));
  PutSlots(o, "via", p.via);
  o.json.FieldOrNull("origin", o.mask.Id(p.origin));
  PutRefs(o, "figure_ids", p.figures);
  for (const Ref& f : p.figures) {  // several statements may be one point: the first that was reviewed speaks for it
    const auto& said = o.reports[f.report].reviews;
    if (std::none_of(said.begin(), said.end(), [&](const auto& x) { return x.object == "figure" && x.index == f.index; })) continue;
    PutReviewOf(o, o.reports[f.report], "figure", f.index);
    break;
  }
  PutEvidence(o, p.evidence);
  o.json.EndObject();
}

void PutSeries(JsonOut& o, const Story& s, const reconcile::FigureSeries& f) {
  o.json.BeginObject();
  o.json.Field("kind", Word(f.kind));
  o.json.FieldOrNull("population", o.mask.Text(f.population));
  o.json.FieldOrNull("population_ar", o.mask.Text(f.population_ar));
  o.json.Key("place");
  PutSlot(o, f.place);
  o.json.FieldOrNull("event", f.event < s.events.size() ? s.events[f.event].id : std::string());
  o.json.Field("background", f.background);
  o.json.Key("series");
  o.json.BeginArray();
  for (const auto& p : f.points) PutPoint(o, p);
  o.json.EndArray();
  o.json.Field("status", f.status);
  o.json.Key("conflict");
  if (f.conflict) {
    o.json.BeginObject();
    o.json.Field("kind", f.conflict->kind);
    o.json.Key("also");
    o.json.BeginArray();
    for (const auto& also : f.conflict->also) o.json.String(also);
    o.json.EndArray();
    o.json.Field("explanation", o.mask.Text(f.conflict->explanation));
    if (!f.conflict->explanation_ar.empty()) o.json.Field("explanation_ar", o.mask.Text(f.conflict->explanation_ar));
    o.json.EndObject();
  } else {
    o.json.Null();
  }
  o.json.Field("independence", f.independence);
  o.json.EndObject();
}

void PutTermFields(JsonOut& o, const reconcile::SumTerm& t) {
  o.json.BeginObject();
  o.json.Field("low", t.low);
  o.json.Field("high", t.high);
  PutRefs(o, "figure_ids", t.figures);
  o.json.EndObject();
}

void PutSum(JsonOut& o, const reconcile::Sum& sum) {
  o.json.BeginObject();
  o.json.Key("total");
  PutTermFields(o, sum.total);
  o.json.Key("parts");
  o.json.BeginArray();
  for (const auto& part : sum.parts) PutTermFields(o, part);
  o.json.EndArray();
  o.json.Field("holds", sum.holds);
  PutEvidence(o, sum.evidence);
  o.json.EndObject();
}

void PutClaim(JsonOut& o, const reconcile::StoryClaim& c) {
  o.json.BeginObject();
  PutClaimFields(o, o.reports[c.claim.report], c.claim.index);
  o.json.Key("claim_ids");
  o.json.BeginArray();
  o.json.String(reconcile::ClaimId(o.reports[c.claim.report], c.claim.index));
  for (const Ref& same : c.same) {
    if (same != c.claim) o.json.String(reconcile::ClaimId(o.reports[same.report], same.index));
  }
  o.json.EndArray();
  PutReportIds(o, "reports", c.reports);
  PutReviewOf(o, o.reports[c.claim.report], "claim", c.claim.index);
  PutEvidence(o, c.evidence);
  o.json.EndObject();
}

void PutResponsible(JsonOut& o, const reconcile::Responsible& r) {
  o.json.BeginObject();
  o.json.FieldOrNull("id", o.mask.Id(r.who.id));
  o.json.FieldOrNull("name", o.mask.Text(r.who.name.empty() ? r.who.text : r.who.name));
  if (!r.who.name_en.empty()) o.json.Field("name_en", o.mask.Text(r.who.name_en));
  o.json.Field("text", o.mask.Text(r.who.text));
  o.json.Field("role", r.role);
  o.json.Field("stance", r.stance);
  o.json.Field("strength", Word(r.strength));
  PutSlots(o, "stated_by", r.stated_by);
  o.json.FieldOrNull("answer", r.answer);
  PutEvidence(o, r.evidence);
  o.json.EndObject();
}

void PutTimeline(JsonOut& o, const reconcile::TimelineEntry& t) {
  o.json.BeginObject();
  o.json.Field("lane", t.lane);
  o.json.FieldOrNull("date", t.date);
  PutPrecision(o, "date_prec", t.date_prec);
  o.json.Field("what", o.mask.Text(t.what));
  if (!t.what_ar.empty()) o.json.Field("what_ar", o.mask.Text(t.what_ar));
  o.json.FieldOrNull("ref", t.ref);
  PutEvidence(o, t.evidence);
  o.json.EndObject();
}

void PutCopy(JsonOut& o, const reconcile::Copy& c) {
  const auto& by = o.reports[c.by];
  o.json.BeginObject();
  o.json.Field("of", o.mask.Text(o.reports[c.of].meta.id));
  o.json.Field("by", o.mask.Text(by.meta.id));
  o.json.Field("share", std::optional<double>(c.share));
  o.json.Key("spans");
  o.json.BeginArray();
  for (Span span : c.spans) {
    o.json.BeginObject();
    o.json.Field("begin", span.begin);
    o.json.Field("end", span.end);
    o.json.EndObject();
  }
  o.json.EndArray();
  if (!c.reason.empty()) o.json.Field("reason", c.reason);
  o.json.EndObject();
}

template <class T, class Put>
void PutAll(JsonOut& o, std::string_view key, const std::vector<T>& items, Put put) {
  o.json.Key(key);
  o.json.BeginArray();
  for (const T& item : items) put(item);
  o.json.EndArray();
}

void PutStory(JsonOut& o, const Story& s) {
  o.json.BeginObject();
  o.json.Field("id", s.id);
  o.json.Field("title", o.mask.Text(s.title));
  if (!s.title_en.empty()) o.json.Field("title_en", o.mask.Text(s.title_en));
  PutReportIds(o, "reports", s.reports);
  PutAll(o, "copies", s.copies, [&](const auto& c) { PutCopy(o, c); });
  o.json.FieldOrNull("event", s.event < s.events.size() ? s.events[s.event].id : std::string());
  o.json.FieldOrNull("date", s.date);
  o.json.FieldOrNull("date_end", s.date_end);
  PutPrecision(o, "date_prec", s.date_prec);
  o.json.Key("place");
  PutSlot(o, s.place);
  PutPrecision(o, "where_prec", s.where_prec);
  PutToll(o, "killed", s.killed);
  PutToll(o, "injured", s.injured);
  PutAll(o, "events", s.events, [&](const auto& e) { PutEvent(o, e); });
  PutAll(o, "figures", s.figures, [&](const auto& f) { PutSeries(o, s, f); });
  PutAll(o, "sums", s.sums, [&](const auto& sum) { PutSum(o, sum); });
  PutAll(o, "claims", s.claims, [&](const auto& c) { PutClaim(o, c); });
  PutAll(o, "responsible", s.responsible, [&](const auto& r) { PutResponsible(o, r); });
  PutAll(o, "timeline", s.timeline, [&](const auto& t) { PutTimeline(o, t); });
  PutAll(o, "not_said", s.not_said, [&](const reconcile::NotSaid& n) {
    o.json.BeginObject();
    o.json.Field("name", n.name);
    o.json.Field("text", n.text);
    if (!n.text_ar.empty()) o.json.Field("text_ar", n.text_ar);
    o.json.EndObject();
  });
  PutReviews(o, s.reports);
  o.json.EndObject();
}

}  // namespace

void WriteDossiers(const reconcile::Dossiers& dossiers, std::span<const resolve::ResolvedReport> reports,
                   const DossierOptions& options, std::string& out) {
  JsonWriter json(out);
  Masker mask(reports, options.mask);
  JsonOut o{json, mask, reports};
  json.BeginObject();
  json.Field("schema_version", "1");
  json.Key("reports");
  json.BeginArray();
  for (const auto& r : reports) {
    json.BeginObject();
    PutReportFields(o, r);
    json.EndObject();
  }
  json.EndArray();
  PutAll(o, "stories", dossiers.stories, [&](const Story& s) { PutStory(o, s); });
  json.Key("notes");
  json.BeginArray();
  PutNotes(o, dossiers.notes);
  json.EndArray();
  if (options.mask) json.Field("masked", static_cast<int64_t>(mask.count()));
  json.EndObject();
  out += '\n';
}

void WriteDossiers(const Selection& selection, std::string& out) {
  JsonWriter json(out);
  Masker mask(selection.reports, selection.mask);
  JsonOut o{json, mask, selection.reports};
  std::vector<Index> reports;
  for (const Story* s : selection.stories) reports.insert(reports.end(), s->reports.begin(), s->reports.end());
  std::sort(reports.begin(), reports.end());
  json.BeginObject();
  json.Field("schema_version", "1");
  PutAll(o, "reports", reports, [&](Index i) {
    json.BeginObject();
    PutReportFields(o, selection.reports[i]);
    json.EndObject();
  });
  PutAll(o, "stories", selection.stories, [&](const Story* s) { PutStory(o, *s); });
  json.Key("notes");
  json.BeginArray();
  PutNotes(o, selection.notes);
  json.EndArray();
  if (selection.mask) json.Field("masked", static_cast<int64_t>(mask.count()));
  json.EndObject();
  out += '\n';
}

void WriteReportEntry(const resolve::ResolvedReport& report, Masker& mask, std::string& out) {
  JsonWriter json(out);
  JsonOut o{json, mask, {}};
  json.BeginObject();
  PutReportFields(o, report);
  json.EndObject();
}

void WriteStory(const Story& story, std::span<const resolve::ResolvedReport> reports, Masker& mask, std::string& out) {
  JsonWriter json(out);
  JsonOut o{json, mask, reports};
  PutStory(o, story);
}

void WriteDossier(const Story& story, std::span<const resolve::ResolvedReport> reports, const DossierOptions& options,
                  std::string& out) {
  WriteDossiers({.stories = {&story}, .reports = reports, .mask = options.mask}, out);
}

}  // namespace tawatur::publish
