// serve: what waits for review, most doubtful and weightiest first, and the log of what was decided. Entry points:
// AnswerReviewQueue(), AnswerReviewLog().
#include "casefile/queue.h"
#include "publish/findings_json.h"
#include "publish/json_slots.h"
#include "publish/table.h"
#include "serve/routes.h"
#include "store/address.h"
#include "store/review.h"

namespace tawatur::serve {
namespace {

constexpr size_t kRows = 50, kMostRows = 200;
constexpr uint32_t kAround = 320;  // bytes on each side of the sentence

// The sentence with what stands around it, at most to the line's ends, never inside a character.
Span Context(const std::string& text, Span sentence) {
  Span out = sentence;
  auto inside = [&](uint32_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  while (out.begin > 0 && sentence.begin - out.begin < kAround && text[out.begin - 1] != '\n') --out.begin;
  while (inside(out.begin)) ++out.begin;
  while (out.end < text.size() && out.end - sentence.end < kAround && text[out.end] != '\n') ++out.end;
  while (out.end > sentence.end && inside(out.end)) --out.end;
  return out;
}

// Where the figure with this id stands; nothing for what is none.
std::optional<reconcile::Ref> FigureOf(std::span<const resolve::ResolvedReport> reports, const std::string& id) {
  for (Index r = 0; r < reports.size(); ++r) {
    for (Index f = 0; f < reports[r].findings.figures.size(); ++f) {
      if (reconcile::FigureId(reports[r], f) == id) return reconcile::Ref{r, f};
    }
  }
  return std::nullopt;
}

void PutItem(publish::JsonOut& o, const Entry& entry, const casefile::QueueItem& item, reconcile::Ref at) {
  const resolve::ResolvedReport& r = o.reports[at.report];
  o.json.BeginObject();
  o.json.Field("id", item.id);
  o.json.Field("story", entry.row.id);
  o.json.Field("sha256", r.meta.sha256);
  o.json.Key("doubt");
  o.json.BeginArray();
  for (const std::string& why : item.why) o.json.String(why);
  o.json.EndArray();
  o.json.Key("figure");
  publish::PutFigure(o, r, at.index);
  o.json.Key("report");
  o.json.BeginObject();
  publish::PutReportFields(o, r);
  o.json.EndObject();
  o.json.Key("context");
  publish::PutSpan(o, r, Context(r.text, r.findings.figures[at.index].evidence));
  o.json.EndObject();
}

std::string ShortId(const std::string& target) {
  const std::optional<store::Address> a = store::ParseAddress(target);
  if (!a || !a->entity.empty()) return target;
  if (!a->letter) return a->sha256;
  return a->sha256.substr(0, 12) + ":" + a->letter + std::to_string(a->span.begin);
}

}  // namespace

Response AnswerReviewQueue(Case& c, const Request& request) {
  if (c.masked()) return Problem(404, kNoReview);
  std::optional<size_t> size = NumberField(request, "_size", 1, kMostRows, kRows);
  std::optional<size_t> from = NumberField(request, "_next", 0, c.entries().size(), 0);
  if (!size || !from) return Problem(400, "_size is a number from 1 to 200, _next what the answer before gave");
  std::string body;
  publish::JsonWriter json(body);
  publish::Masker open;
  json.BeginObject();
  json.Field("ok", true);
  json.Key("rows");
  json.BeginArray();
  // Story by story, the weightiest first: so that a page of the queue costs the stories on it, not the whole case.
  size_t at = *from, rows = 0;
  for (; at < c.queue().size() && rows < *size; ++at) {
    const Entry& entry = c.entries()[c.queue()[at]];
    Result<Loaded> loaded = c.Load(entry);
    if (!loaded) return Problem(503, "the case file cannot be read now");
    publish::JsonOut o{json, open, loaded->reports()};
    for (const casefile::QueueItem& item : casefile::QueueOf(*loaded->owner)) {
      if (item.object != "figure") continue;
      const std::optional<reconcile::Ref> figure = FigureOf(loaded->reports(), item.id);
      if (!figure) continue;
      PutItem(o, entry, item, *figure);
      ++rows;
    }
  }
  json.EndArray();
  json.Field("next", at < c.queue().size() ? std::optional<int64_t>(at) : std::nullopt);
  json.Field("count", static_cast<int64_t>(c.open_figures()));
  Result<Lease> file = c.Borrow();
  if (!file) return Problem(503, "the case file cannot be read now");
  Result<int64_t> decided = store::Reviews((*file)->store()).Last();
  json.Field("decided", decided ? *decided : 0);
  json.EndObject();
  body += '\n';
  return Ok("application/json", std::move(body));
}

Response AnswerReviewLog(Case& c, std::string_view form) {
  if (c.masked()) return Problem(404, kNoReview);
  Result<Lease> file = c.Borrow();
  if (!file) return Problem(503, "the case file cannot be read now");
  Result<std::vector<store::Review>> log = store::Reviews((*file)->store()).List();
  if (!log) return Problem(503, "the case file cannot be read now");
  if (form == "csv") {
    publish::Table t("reviews", "number,at,who,object,id,target,action,before,after,reason,hash");
    for (const store::Review& r : *log) {
      t << std::optional<int64_t>(r.number) << r.at << r.who << r.object << ShortId(r.target) << r.target << r.action;
      t << r.before << r.after << r.reason << r.hash;
      t.End();
    }
    Response response = Ok("text/csv; charset=utf-8", publish::Csv(t, {.bom = true}));
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"review.csv\"");
    return response;
  }
  std::string body;
  publish::JsonWriter json(body);
  json.BeginObject();
  json.Field("ok", true);
  json.Key("rows");
  json.BeginArray();
  for (const store::Review& r : *log) {
    json.BeginObject();
    json.Field("number", r.number);
    json.Field("id", ShortId(r.target));
    for (const auto& [key, value] : {std::pair<const char*, const std::string&>{"at", r.at}, {"who", r.who}, {"object", r.object},
                                     {"target", r.target}, {"action", r.action}, {"before", r.before}, {"after", r.after},
                                     {"reason", r.reason}, {"hash", r.hash}})
      json.Field(key, std::string_view(value));
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  body += '\n';
  return Ok("application/json", std::move(body));
}

}  // namespace tawatur::serve
