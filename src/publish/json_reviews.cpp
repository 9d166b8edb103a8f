// What people decided, beside what the machine had read (docs/review.md). Entry points: PutReviewOf(), PutReviews().
#include "publish/json_slots.h"

namespace tawatur::publish {
namespace {

using resolve::Reviewed;
using resolve::SlotValue;

bool IsNumber(std::string_view slot) { return slot == "low" || slot == "high"; }

// {"low": 12, "speaker.id": "..."}: names with a dot, so that one level is enough.
void PutValues(JsonOut& o, std::string_view key, const std::vector<SlotValue>& values) {
  o.json.Key(key);
  o.json.BeginObject();
  for (const SlotValue& v : values) {
    o.json.Key(v.slot);
    if (!v.value) o.json.Null();
    else if (*v.value == "true" || *v.value == "false") o.json.Bool(*v.value == "true");
    else if (IsNumber(v.slot)) o.json.Int(std::strtoll(v.value->c_str(), nullptr, 10));
    else if (v.slot == "id" || v.slot.ends_with(".id")) o.json.String(o.mask.Id(*v.value));
    else o.json.String(o.mask.Text(*v.value));
  }
  o.json.EndObject();
}

void PutFields(JsonOut& o, const Reviewed& x) {
  o.json.Field("status", x.status);
  o.json.Field("by", o.mask.Text(x.by));
  o.json.Field("at", x.at);
  o.json.FieldOrNull("reason", o.mask.Text(x.reason));
  o.json.Field("review", x.review);
  PutValues(o, "machine", x.machine);
  if (x.unread) o.json.Field("unread", true);
}

}  // namespace

void PutReviewOf(JsonOut& o, const resolve::ResolvedReport& r, std::string_view object, Index index) {
  for (const Reviewed& x : r.reviews) {
    if (x.object != object || x.index != index) continue;
    o.json.Key("review");
    o.json.BeginObject();
    PutFields(o, x);
    o.json.EndObject();
    return;
  }
}

void PutReviews(JsonOut& o, std::span<const Index> reports) {
  bool open = false;
  for (Index i : reports) {
    const resolve::ResolvedReport& r = o.reports[i];
    for (const Reviewed& x : r.reviews) {
      if (!open) o.json.Key("reviews"), o.json.BeginArray();
      open = true;
      o.json.BeginObject();
      o.json.Field("object", x.object);
      o.json.Field("id", x.id.starts_with("entity:") ? "entity:" + o.mask.Id(x.id.substr(7)) : x.id);
      o.json.Field("report", o.mask.Text(r.meta.id));
      PutFields(o, x);
      PutValues(o, "changes", x.changes);
      o.json.Key("evidence");
      PutSpanOrNull(o, r, x.evidence);
      o.json.EndObject();
    }
  }
  if (open) o.json.EndArray();
}

}  // namespace tawatur::publish
