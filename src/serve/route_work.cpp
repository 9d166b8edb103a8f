// serve: what changes the case: decisions and files. Entry points: AnswerDecision(), AnswerUpload(), AnswerJobs().
#include <nlohmann/json.hpp>

#include "publish/json_writer.h"
#include "serve/routes.h"
#include "store/address.h"
#include "store/review.h"

namespace tawatur::serve {
namespace {

using Json = nlohmann::json;

constexpr size_t kMostWho = 200, kMostReason = 2000;
constexpr int kMostDepth = 4;

// An object of the expected few fields, never deep.
std::optional<Json> ParseSmall(const std::string& body) {
  bool deep = false;
  Json parsed = Json::parse(
      body,
      [&](int depth, Json::parse_event_t, Json&) {
        deep |= depth > kMostDepth;
        return depth <= kMostDepth;
      },
      false);
  if (deep || !parsed.is_object()) return std::nullopt;
  return parsed;
}

std::optional<std::string> Text(const Json& object, const char* key, size_t most) {
  auto at = object.find(key);
  if (at == object.end()) return std::string();
  if (!at->is_string()) return std::nullopt;
  auto text = at->get<std::string>();
  return text.size() > most ? std::nullopt : std::optional(text);
}

void PutJob(publish::JsonWriter& json, const Job& job) {
  json.BeginObject();
  json.Field("number", job.number);
  json.Field("name", job.name);
  json.Field("state", job.state);
  json.Field("bytes", static_cast<int64_t>(job.bytes));
  json.Field("read", static_cast<int64_t>(job.read));
  json.Field("reports", static_cast<int64_t>(job.reports));
  json.Field("fresh", static_cast<int64_t>(job.fresh));
  json.Field("known", static_cast<int64_t>(job.known));
  json.Key("problems");
  json.BeginArray();
  for (const std::string& problem : job.problems) json.String(problem);
  json.EndArray();
  json.EndObject();
}

int StatusOf(const Error& e) { return e.kind == ErrorKind::kUsage ? 422 : e.kind == ErrorKind::kIo ? 503 : 500; }

}  // namespace

Response AnswerDecision(const std::string& store_path, Case& c, const Request& request, std::string& report) {
  std::optional<Json> sent = ParseSmall(request.body);
  if (!sent) return Problem(400, "a decision is a JSON object");
  std::optional<std::string> id = Text(*sent, "id", 200), action = Text(*sent, "action", 20),
                             who = Text(*sent, "who", kMostWho), reason = Text(*sent, "reason", kMostReason);
  if (!id || !action || !who || !reason) return Problem(400, "id, action, who and reason are texts, none of them long");
  if (*action != "accept" && *action != "reject" && *action != "correct" && *action != "undo")
    return Problem(422, "action is accept, reject, correct or undo");
  auto after = sent->find("after");
  if (after != sent->end() && !after->is_object()) return Problem(400, "after is an object");
  Result<store::Store> store = store::Store::Open(store_path, store::Store::Mode::kChange);
  if (!store) return Problem(503, "the case file cannot be written now");
  store::Reviews log(*store);
  Result<store::Subject> subject = log.Find(*id);
  if (!subject) return Problem(StatusOf(subject.error()), subject.error().place + " " + subject.error().message);
  store::Review review;
  review.at = TimeNow(), review.who = *who, review.reason = *reason, review.action = *action;
  review.object = subject->object, review.target = subject->target, review.before = subject->before;
  review.after = after == sent->end() ? "{}" : after->dump(-1, ' ', false, Json::error_handler_t::replace);
  Result<int64_t> number = log.Append(review);
  if (!number) return Problem(StatusOf(number.error()), number.error().message);
  const std::optional<store::Address> address = store::ParseAddress(subject->target);
  report = address ? address->sha256 : std::string();
  if (std::optional<Error> trouble = c.Decided(report)) return Problem(503, trouble->message);
  std::string body;
  publish::JsonWriter json(body);
  json.BeginObject();
  json.Field("ok", true);
  json.Field("number", *number);
  json.EndObject();
  body += '\n';
  Response r = Ok("application/json", std::move(body));
  r.status = 201;
  return r;
}

Response AnswerUpload(Jobs& jobs, const Request& request) {
  std::optional<Job> job = jobs.Take(request.upload, request.length.value_or(0));
  if (!job) return Problem(503, "too many files wait already");
  std::string body;
  publish::JsonWriter json(body);
  PutJob(json, *job);
  body += '\n';
  Response r = Ok("application/json", std::move(body));
  r.status = 202;
  return r;
}

Response AnswerJobs(const Jobs& jobs) {
  std::string body;
  publish::JsonWriter json(body);
  json.BeginObject();
  json.Field("ok", true);
  json.Key("rows");
  json.BeginArray();
  for (const Job& job : jobs.List()) PutJob(json, job);
  json.EndArray();
  json.EndObject();
  body += '\n';
  return Ok("application/json", std::move(body));
}

}  // namespace tawatur::serve
