// serve: Host against renamed addresses, token, origin and type against other sites' pages, lengths against floods. Entry
// point: Plan().
#include "serve/guard.h"

namespace tawatur::serve {
namespace {

constexpr uint64_t kMostText = uint64_t{64} << 10, kMostFile = uint64_t{64} << 20;

struct WritePath {
  std::string_view path, type;
  BodyPlan::Kind kind;
  uint64_t most;
};
constexpr WritePath kWritePaths[] = {
    {"/review.json", "application/json", BodyPlan::Kind::kText, kMostText},
    {"/reports", "application/octet-stream", BodyPlan::Kind::kFile, kMostFile},
};

// Takes the same time wherever they differ.
bool SameSecret(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^
                                        static_cast<unsigned char>(b.empty() ? '\0' : b[i % b.size()]));
  }
  return difference == 0;
}

BodyPlan Refuse(Response response) {
  BodyPlan plan;
  plan.refusal = std::move(response);
  return plan;
}

Response NotAllowed(std::string_view allow) {
  Response r = Problem(405, std::string("here only ") + std::string(allow));
  r.headers.emplace_back("Allow", allow);
  return r;
}

BodyPlan PlanWrite(const Rights& rights, const Request& request, const WritePath& to) {
  if (rights.token.empty()) return Refuse(Problem(403, "this service is read only"));
  if (!SameSecret(request.token, rights.token))
    return Refuse(Problem(403, "writing needs the token that was printed when the service started"));
  if ((!request.origin.empty() && request.origin != "http://" + request.host) ||
      (!request.site.empty() && request.site != "same-origin"))
    return Refuse(Problem(403, "a page of another site cannot write here"));
  if (request.content_type != to.type)
    return Refuse(Problem(415, "the body here is " + std::string(to.type)));
  if (request.chunked || !request.length) return Refuse(Problem(411, "a body comes with its length, whole"));
  if (*request.length > to.most)
    return Refuse(Problem(413, "at most " + std::to_string(to.most) + " bytes are taken here"));
  return {to.kind, to.most, std::nullopt};
}

}  // namespace

BodyPlan Plan(const Rights& rights, Request& request) {
  if (request.host.empty()) return Refuse(Problem(400, "exactly one Host field is needed"));
  if (!IsLoopbackHost(request.host))
    return Refuse(Problem(421, "this service answers to localhost, 127.0.0.1 and [::1] only"));
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads && request.method != "POST") return Refuse(NotAllowed("GET, HEAD"));
  if (!ParseTarget(request)) return Refuse(Problem(400, "the request target cannot be read"));
  if (reads) return {};
  for (const WritePath& to : kWritePaths) {
    if (request.path == to.path) return PlanWrite(rights, request, to);
  }
  return Refuse(NotAllowed("GET, HEAD"));
}

}  // namespace tawatur::serve
