// serve: what waits for review, most doubtful and weightiest first, and the log of what was decided. Entry points:
// AnswerReviewQueue(), AnswerReviewLog().
#include <algorithm>
#include <cmath>

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

struct Item {
  const resolve::ResolvedReport* report;
  Index figure;
  double weight;
};

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

bool Decided(const resolve::ResolvedReport& r, Index figure) {
  for (const resolve::Reviewed& done : r.reviews) {
    if (done.object == "figure" && done.index == figure) return true;
  }
  return false;
}

void PutItem(publish::JsonOut& o, const Entry& entry, const Item& item) {
  const resolve::ResolvedReport& r = *item.report;
  const extract::Figure& f = r.findings.figures[item.figure];
  o.json.BeginObject();
  o.json.Field("id", reconcile::FigureId(r, item.figure));
  o.json.Field("story", entry.row.id);
  o.json.Field("sha256", r.meta.sha256);
  o.json.Key("doubt");
  o.json.BeginArray();
  for (auto doubt : f.doubt) o.json.String(doubt);
  o.json.EndArray();
  o.json.Key("figure");
  publish::PutFigure(o, r, item.figure);
  o.json.Key("report");
  o.json.BeginObject();
  publish::PutReportFields(o, r);
  o.json.EndObject();
  o.json.Key("context");
  publish::PutSpan(o, r, Context(r.text, f.evidence));
  o.json.EndObject();
}

std::string ShortId(const std::string& target) {
  const std::optional<store::Address> a = store::ParseAddress(target);
  if (!a || !a->entity.empty()) return target;
  if (!a->letter) return a->sha256;
  return a->sha256.substr(0, 12) + ":" + a->letter + std::to_string(a->span.begin);
}

}  // namespace

double ReviewWeight(const resolve::ResolvedReport& r, Index figure) {
  const extract::Figure& f = r.findings.figures[figure];
  if (Decided(r, figure) || f.background || f.status != extract::FigureStatus::kAsserted) return 0;
  const double doubt = static_cast<double>(f.doubt.size()) + (f.attribution == kNone ? 0.5 : 0) + 0.1;
  const double size = static_cast<double>(f.high.value_or(f.low.value_or(1)));
  double effect = std::log2(2 + std::max(0.0, size));
  if (f.kind == extract::FigureKind::kKilled || f.kind == extract::FigureKind::kInjured) effect *= 2;
  return doubt * effect;
}

Response AnswerReviewQueue(Case& c, const Request& request) {
  if (c.masked()) return Problem(404, "a public service has no review");
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
    std::vector<Item> items;
    for (const resolve::ResolvedReport& r : loaded->reports()) {
      for (Index i = 0; i < r.findings.figures.size(); ++i) {
        const double weight = ReviewWeight(r, i);
        if (weight > 0) items.push_back({&r, i, weight});
      }
    }
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.weight > b.weight; });
    publish::JsonOut o{json, open, loaded->reports()};
    for (const Item& item : items) PutItem(o, entry, item);
    rows += items.size();
  }
  json.EndArray();
  json.Field("next", at < c.queue().size() ? std::optional<int64_t>(at) : std::nullopt);
  json.Field("count", static_cast<int64_t>(c.open_figures()));
  Result<std::vector<store::Review>> log = store::Reviews(c.store()).List();
  json.Field("decided", log ? static_cast<int64_t>(log->size()) : 0);
  json.EndObject();
  body += '\n';
  return Ok("application/json", std::move(body));
}

Response AnswerReviewLog(Case& c, std::string_view form) {
  if (c.masked()) return Problem(404, "a public service has no review");
  Result<std::vector<store::Review>> log = store::Reviews(c.store()).List();
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
