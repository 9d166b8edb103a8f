// The shapes that findings and dossiers share. Entry points: Put...().
#include "publish/json_slots.h"

#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {

void PutSpanFields(JsonOut& o, const resolve::ResolvedReport& r, Span span) {
  o.json.Field("begin", span.begin);
  o.json.Field("end", span.end);
  bool masked = false;
  if (o.mask.on()) {
    o.json.Field("text", o.mask.Quote(r, span, &masked));
    if (masked) o.json.Field("masked", true);
  } else {
    o.json.Field("text", Slice(r.text, span));
  }
}

void PutSpan(JsonOut& o, const resolve::ResolvedReport& r, Span span) {
  o.json.BeginObject();
  PutSpanFields(o, r, span);
  o.json.EndObject();
}

void PutSpanOrNull(JsonOut& o, const resolve::ResolvedReport& r, Span span) {
  span.Empty() ? o.json.Null() : PutSpan(o, r, span);
}

namespace {

// The words of a slot: a person with the title beside the name, an outlet without its head noun where its own name is quoted.
Span SlotSpan(const resolve::ResolvedReport& r, Index mention) {
  constexpr uint32_t kGap = 6;  // bytes between a title and its name: a space, a comma
  const extract::Mention& m = r.findings.mentions[mention];
  Span span = m.span;
  if (!m.title.Empty() && m.title.end <= span.begin && span.begin - m.title.end <= kGap) {
    span.begin = m.title.begin;
  } else if (!m.title.Empty() && span.end <= m.title.begin && m.title.begin - span.end <= kGap) {
    span.end = m.title.end;
  } else if (m.kind == "outlet" || m.kind == "broadcaster" || m.kind == "newspaper") {
    const std::string_view words = Slice(r.text, span);
    for (const std::string_view open : {"\"", "\xC2\xAB", "\xE2\x80\x9C", "\xE2\x80\x9D"}) {
      const size_t at = words.find(open);
      if (at == std::string_view::npos || at == 0) continue;
      span.begin += static_cast<uint32_t>(at);
      break;
    }
  }
  return span;
}

}  // namespace

void PutSlot(JsonOut& o, const resolve::ResolvedReport& r, Index mention) {
  if (mention == kNone || mention >= r.findings.mentions.size()) return o.json.Null();
  const auto* entity = mention < r.mention_entity.size() ? r.EntityOf(mention) : nullptr;
  const std::string text = o.mask.Quote(r, SlotSpan(r, mention));
  o.json.BeginObject();
  if (entity == nullptr) {
    // Named by description only ("a security source"): it has words, but is nobody in particular.
    o.json.FieldOrNull("id", "");
    o.json.FieldOrNull("name", "");
  } else {
    o.json.Field("id", o.mask.Id(entity->id));
    o.json.FieldOrNull("name", o.mask.Text(entity->name));
    if (!entity->name_en.empty()) o.json.Field("name_en", o.mask.Text(entity->name_en));
  }
  o.json.Field("text", text);
  if (entity != nullptr && entity->has_point) {
    o.json.Field("lat", std::optional<double>(entity->lat));
    o.json.Field("lon", std::optional<double>(entity->lon));
  }
  o.json.EndObject();
}

void PutSlot(JsonOut& o, const reconcile::Slot& slot) {
  if (slot.Empty()) return o.json.Null();
  o.json.BeginObject();
  o.json.FieldOrNull("id", o.mask.Id(slot.id));
  o.json.FieldOrNull("name", o.mask.Text(slot.name));
  if (!slot.name_en.empty()) o.json.Field("name_en", o.mask.Text(slot.name_en));
  o.json.Field("text", o.mask.Text(slot.text));
  if (slot.has_point) {
    o.json.Field("lat", std::optional<double>(slot.lat));
    o.json.Field("lon", std::optional<double>(slot.lon));
  }
  o.json.EndObject();
}

void PutSlots(JsonOut& o, std::string_view key, std::span<const reconcile::Slot> slots) {
  o.json.Key(key);
  o.json.BeginArray();
  for (const auto& slot : slots) PutSlot(o, slot);
  o.json.EndArray();
}

void PutEvidence(JsonOut& o, std::span<const reconcile::Evidence> evidence) {
  o.json.Key("evidence");
  o.json.BeginArray();
  for (const auto& e : evidence) {
    if (e.report >= o.reports.size()) continue;
    const auto& r = o.reports[e.report];
    o.json.BeginObject();
    o.json.Field("report", o.mask.Text(r.meta.id));
    PutSpanFields(o, r, e.span);
    o.json.EndObject();
  }
  o.json.EndArray();
}

void PutNotes(JsonOut& o, std::span<const Note> notes) {
  for (const auto& note : notes) {
    o.json.BeginObject();
    o.json.Field("name", note.name);
    o.json.Field("begin", note.span.begin);
    o.json.Field("end", note.span.end);
    o.json.Field("message", o.mask.Text(note.message));
    o.json.EndObject();
  }
}

void PutClaimFields(JsonOut& o, const resolve::ResolvedReport& r, Index index) {
  const auto& claim = r.findings.claims[index];
  o.json.Field("id", reconcile::ClaimId(r, index));
  o.json.Field("type", Word(claim.type));
  o.json.Field("strength", Word(claim.strength));
  o.json.Key("speaker");
  PutSlot(o, r, claim.speaker);
  o.json.FieldOrNull("speaker_kind", Word(claim.speaker_kind));
  o.json.Key("target");
  if (claim.target != kNone) {
    PutSlot(o, r, claim.target);
  } else if (claim.target_span.Empty()) {
    o.json.Null();
  } else {
    o.json.BeginObject();
    o.json.FieldOrNull("id", "");
    o.json.FieldOrNull("name", "");
    o.json.Field("text", o.mask.Quote(r, claim.target_span));
    o.json.EndObject();
  }
  o.json.Field("target_unnamed", claim.target_unnamed);
  o.json.Key("relayed_by");
  PutSlot(o, r, claim.relayed_by);
  o.json.Key("endorsed");
  claim.endorsed ? o.json.Bool(*claim.endorsed) : o.json.Null();
  o.json.Key("hedge");
  PutSpanOrNull(o, r, claim.hedge);
  o.json.Key("content");
  PutSpan(o, r, claim.content.Empty() ? claim.evidence : claim.content);
}

void PutReportFields(JsonOut& o, const resolve::ResolvedReport& r) {
  const auto& meta = r.meta;
  o.json.Field("id", o.mask.Text(meta.id));
  o.json.FieldOrNull("path", meta.paths.empty() ? std::string() : o.mask.Text(meta.paths[0]));
  if (meta.paths.size() > 1) {
    o.json.Key("paths");
    o.json.BeginArray();
    for (const auto& path : meta.paths) o.json.String(o.mask.Text(path));
    o.json.EndArray();
  }
  o.json.Field("sha256", meta.sha256);
  o.json.FieldOrNull("url", o.mask.Url(meta.url));
  o.json.FieldOrNull("outlet", o.mask.Text(meta.outlet));
  o.json.FieldOrNull("title", o.mask.Text(meta.title));
  o.json.FieldOrNull("author", o.mask.Text(meta.author));
  o.json.FieldOrNull("agency", o.mask.Text(meta.agency));
  o.json.FieldOrNull("published", meta.published);
  o.json.Field("published_basis", Word(meta.basis));
  o.json.FieldOrNull("modified", meta.modified);
  o.json.FieldOrNull("not_before", meta.not_before);
  o.json.FieldOrNull("not_after", meta.not_after);
}

}  // namespace tawatur::publish
