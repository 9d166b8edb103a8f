// A report's findings as JSON; a pure function of that report. Entry points: WriteFindings(), PutFigure().
#include "publish/findings_json.h"

#include <vector>

#include "publish/json_slots.h"
#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {
namespace {

void PutReport(JsonOut& o, const resolve::ResolvedReport& r, const FindingsOptions& options) {
  o.json.Key("report");
  o.json.BeginObject();
  PutReportFields(o, r);
  o.json.FieldOrNull("lang", r.meta.lang);
  o.json.Key("furniture");
  o.json.BeginArray();
  for (const auto& f : r.furniture) {
    o.json.BeginObject();
    o.json.Field("begin", f.span.begin);
    o.json.Field("end", f.span.end);
    o.json.Field("kind", f.kind);
    o.json.EndObject();
  }
  o.json.EndArray();
  // A live page's parts each have a byline of their own.
  o.json.Key("parts");
  o.json.BeginArray();
  const auto& bylines = r.findings.bylines;
  std::vector<const extract::Byline*> heads;
  for (const auto& b : bylines) {
    if (!b.updated && b.time != kNone) heads.push_back(&b);
  }
  for (const ingest::Part& part : r.meta.parts) {
    o.json.BeginObject();
    o.json.Field("begin", part.span.begin);
    o.json.Field("end", part.span.end);
    o.json.FieldOrNull("published", part.published);
    o.json.EndObject();
  }
  for (size_t i = 0; r.meta.parts.empty() && heads.size() > 1 && i < heads.size(); ++i) {
    o.json.BeginObject();
    o.json.Field("begin", heads[i]->span.begin);
    o.json.Field("end", i + 1 < heads.size() ? heads[i + 1]->span.begin : static_cast<uint32_t>(r.text.size()));
    o.json.FieldOrNull("published",
                       heads[i]->time < r.time_value.size() ? r.time_value[heads[i]->time] : std::string());
    o.json.EndObject();
  }
  o.json.EndArray();
  if (r.made_text || options.with_text) {
    o.json.Field("text", o.mask.Quote(r, {0, static_cast<uint32_t>(r.text.size())}));
  }
  if (o.mask.on()) o.json.Field("masked", static_cast<int64_t>(o.mask.Spans(r).size()));
  o.json.EndObject();
}

void PutNumbers(JsonOut& o, const resolve::ResolvedReport& r) {
  o.json.Key("numbers");
  o.json.BeginArray();
  for (const auto& n : r.findings.numbers) {
    o.json.BeginObject();
    PutSpanFields(o, r, n.span);
    o.json.Field("kind", Word(n.kind));
    o.json.Field("value", n.value);
    o.json.Field("low", n.low);
    o.json.Field("high", n.high);
    o.json.EndObject();
  }
  o.json.EndArray();
}

void PutTimes(JsonOut& o, const resolve::ResolvedReport& r) {
  o.json.Key("times");
  o.json.BeginArray();
  for (size_t i = 0; i < r.findings.times.size(); ++i) {
    const auto& t = r.findings.times[i];
    o.json.BeginObject();
    PutSpanFields(o, r, t.span);
    o.json.Field("type", Word(t.type));
    o.json.FieldOrNull("value", i < r.time_value.size() ? r.time_value[i] : std::string());
    o.json.EndObject();
  }
  o.json.EndArray();
}

// What names something, and what a fact refers to; a description that nothing refers to ("the company", "an analyst") is no entity.
std::vector<uint8_t> Shown(const extract::Findings& f) {
  std::vector<uint8_t> shown(f.mentions.size(), 0);
  for (size_t i = 0; i < shown.size(); ++i) {
    const extract::Mention& m = f.mentions[i];
    const bool describes = m.anonymous || m.rule == "short" || m.rule == "role" || m.rule == "source" || m.rule == "speaker";
    shown[i] = !describes || m.entity >= 0 || m.same_as != kNone;
  }
  const auto refer = [&](Index m) {
    if (m < shown.size()) shown[m] = 1;
  };
  for (const extract::Attribution& a : f.attributions) {
    refer(a.speaker);
    for (const Index via : a.via) refer(via);
  }
  for (const extract::Figure& x : f.figures) refer(x.affiliation), refer(x.place);
  for (const extract::Claim& c : f.claims) refer(c.speaker), refer(c.target), refer(c.relayed_by);
  for (const extract::Event& e : f.events) {
    refer(e.place);
    for (const extract::Actor& a : e.actors) refer(a.mention);
  }
  return shown;
}

void PutEntities(JsonOut& o, const resolve::ResolvedReport& r) {
  o.json.Key("entities");
  o.json.BeginArray();
  const std::vector<uint8_t> shown = Shown(r.findings);
  for (size_t i = 0; i < r.findings.mentions.size() && i < r.mention_entity.size(); ++i) {
    if (!shown[i]) continue;
    const auto* entity = r.EntityOf(static_cast<Index>(i));
    if (entity == nullptr || r.findings.mentions[i].span.Empty()) continue;  // no words: a person put it there
    o.json.BeginObject();
    PutSpanFields(o, r, r.findings.mentions[i].span);
    o.json.Field("type", Word(entity->type));
    o.json.Field("id", o.mask.Id(entity->id));
    o.json.FieldOrNull("name", o.mask.Text(entity->name));
    if (!entity->name_en.empty()) o.json.Field("name_en", o.mask.Text(entity->name_en));
    if (!entity->join_reason.empty()) o.json.Field("join_reason", o.mask.Text(entity->join_reason));
    o.json.EndObject();
  }
  o.json.EndArray();
}

}  // namespace

void PutFigure(JsonOut& o, const resolve::ResolvedReport& r, Index i) {
  const auto& f = r.findings.figures[i];
  const extract::Attribution* said = f.attribution != kNone ? &r.findings.attributions[f.attribution] : nullptr;
  o.json.BeginObject();
  o.json.Field("id", reconcile::FigureId(r, i));
  o.json.Field("kind", Word(f.kind));
  o.json.Field("low", f.low);
  o.json.Field("high", f.high);
  o.json.Field("modality", Word(f.modality));
  o.json.FieldOrNull("vague", o.mask.Quote(r, f.vague));
  o.json.FieldOrNull("category", Word(f.category));
  o.json.Key("affiliation");
  PutSlot(o, r, f.affiliation);
  o.json.Key("speaker");
  PutSlot(o, r, said ? said->speaker : kNone);
  o.json.FieldOrNull("speaker_kind", said ? Word(said->speaker_kind) : std::string_view());
  o.json.Key("via");
  o.json.BeginArray();
  if (said != nullptr) {
    for (Index via : said->via) PutSlot(o, r, via);
  }
  o.json.EndArray();
  o.json.FieldOrNull("caveat", o.mask.Quote(r, f.caveat));
  o.json.FieldOrNull("when", i < r.figure_when.size() ? r.figure_when[i] : std::string());
  o.json.FieldOrNull("as_of", i < r.figure_as_of.size() ? r.figure_as_of[i] : std::string());
  o.json.Key("place");
  PutSlot(o, r, f.place);
  o.json.FieldOrNull("part_of", f.part_of != kNone ? reconcile::FigureId(r, f.part_of) : std::string());
  o.json.Field("cumulative", f.cumulative);
  o.json.Field("status", Word(f.status));
  o.json.Field("background", f.background);
  o.json.FieldOrNull("event", f.event != kNone ? reconcile::EventId(r, f.event) : std::string());
  o.json.Key("doubt");
  o.json.BeginArray();
  for (auto doubt : f.doubt) o.json.String(doubt);
  o.json.EndArray();
  o.json.Key("number");
  PutSpan(o, r, f.number);
  o.json.Key("evidence");
  PutSpan(o, r, f.evidence);
  o.json.Field("rule", f.rule);
  PutReviewOf(o, r, "figure", i);
  o.json.EndObject();
}

namespace {

void PutClaim(JsonOut& o, const resolve::ResolvedReport& r, Index i) {
  o.json.BeginObject();
  PutClaimFields(o, r, i);
  o.json.Key("evidence");
  PutSpan(o, r, r.findings.claims[i].evidence);
  o.json.Field("rule", r.findings.claims[i].rule);
  PutReviewOf(o, r, "claim", i);
  o.json.EndObject();
}

void PutEvent(JsonOut& o, const resolve::ResolvedReport& r, Index i) {
  const auto& e = r.findings.events[i];
  const auto codes = reconcile::CodesOf(e.event_class);
  o.json.BeginObject();
  o.json.Field("id", reconcile::EventId(r, i));
  o.json.Field("class", e.event_class);
  o.json.FieldOrNull("event_type", codes.event_type);
  o.json.FieldOrNull("sub_event_type", codes.sub_event_type);
  o.json.FieldOrNull("plover", codes.plover);
  o.json.Field("status", Word(e.status));
  o.json.FieldOrNull("means", e.means);
  o.json.Key("trigger");
  PutSpan(o, r, e.trigger);
  o.json.Key("actors");
  o.json.BeginArray();
  for (const auto& actor : e.actors) {
    const auto* entity =
        actor.mention != kNone && actor.mention < r.mention_entity.size() ? r.EntityOf(actor.mention) : nullptr;
    const Span span =
        actor.span.Empty() && actor.mention != kNone ? r.findings.mentions[actor.mention].span : actor.span;
    o.json.BeginObject();
    o.json.Field("role", actor.role);
    o.json.FieldOrNull("id", entity ? o.mask.Id(entity->id) : std::string());
    o.json.FieldOrNull("name", entity ? o.mask.Text(entity->name) : std::string());
    o.json.Field("text", o.mask.Quote(r, span));
    o.json.EndObject();
  }
  o.json.EndArray();
  const DateSpan date = SplitDate(i < r.event_date.size() ? std::string_view(r.event_date[i]) : std::string_view());
  o.json.FieldOrNull("date", date.from);
  o.json.FieldOrNull("date_end", date.to);
  o.json.Key("date_prec");
  date.precision ? o.json.Int(date.precision) : o.json.Null();
  o.json.Key("place");
  PutSlot(o, r, e.place);
  const auto* place = e.place != kNone && e.place < r.mention_entity.size() ? r.EntityOf(e.place) : nullptr;
  const int where = place ? WherePrecision(place->type, place->kind) : 0;
  o.json.Key("where_prec");
  where ? o.json.Int(where) : o.json.Null();
  o.json.Field("background", e.background);
  o.json.Key("evidence");
  PutSpan(o, r, e.evidence);
  o.json.Field("rule", e.rule);
  PutReviewOf(o, r, "event", i);
  o.json.EndObject();
}

template <class Put>
void PutAll(JsonOut& o, const resolve::ResolvedReport& r, std::string_view key, size_t n, Put put) {
  o.json.Key(key);
  o.json.BeginArray();
  for (size_t i = 0; i < n; ++i) put(o, r, static_cast<Index>(i));
  o.json.EndArray();
}

}  // namespace

void WriteFindings(const resolve::ResolvedReport& r, const FindingsOptions& options, std::string& out) {
  Masker mask(std::span(&r, 1), options.mask);
  WriteFindings(r, options, mask, out);
}

void WriteFindings(const resolve::ResolvedReport& r, const FindingsOptions& options, Masker& mask, std::string& out) {
  JsonWriter json(out);
  JsonOut o{json, mask, std::span(&r, 1)};
  json.BeginObject();
  json.Field("schema_version", "1");
  PutReport(o, r, options);
  PutNumbers(o, r);
  PutTimes(o, r);
  PutEntities(o, r);
  PutAll(o, r, "figures", r.findings.figures.size(), PutFigure);
  PutAll(o, r, "claims", r.findings.claims.size(), PutClaim);
  PutAll(o, r, "events", r.findings.events.size(), PutEvent);
  constexpr Index kOnly[] = {0};
  PutReviews(o, kOnly);
  json.Key("notes");
  json.BeginArray();
  PutNotes(o, r.notes);
  json.EndArray();
  json.EndObject();
  out += '\n';
}

}  // namespace tawatur::publish
