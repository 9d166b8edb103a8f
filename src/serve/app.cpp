// serve: question in, answer out: who may ask, what for, and has he got it already? Entry point: App::Answer().
#include "serve/app.h"

#include "serve/routes.h"

namespace tawatur::serve {
namespace {

constexpr std::string_view kMetaPolicy = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
constexpr size_t kHeadBytes = 2048;

// A page states its own policy, with the hashes of its one style and one script. The header says the same, so that a
// page that was tampered with on its way to the file cannot loosen it later, and adds what only a header can.
std::string PolicyFor(const Response& response) {
  std::string policy = "default-src 'none'; base-uri 'none'; form-action 'none'";
  if (response.type.starts_with("text/html")) {
    std::string_view head = std::string_view(*response.body).substr(0, kHeadBytes);
    size_t at = head.find(kMetaPolicy);
    if (at != std::string_view::npos) {
      std::string_view rest = head.substr(at + kMetaPolicy.size());
      policy = rest.substr(0, rest.find('"'));
    }
  }
  return policy + "; frame-ancestors 'none'";
}

// A list of tags or *; weak ones count, as RFC 9110 has it for this field.
bool Matches(std::string_view if_none_match, std::string_view etag) {
  return !etag.empty() && (if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos);
}

Response Find(Case& c, Request& request) {
  if (request.host.empty()) return Problem(400, "exactly one Host field is needed");
  if (!IsLoopbackHost(request.host)) return Problem(421, "this service answers to localhost, 127.0.0.1 and [::1] only");
  if (request.method != "GET" && request.method != "HEAD") {
    Response r = Problem(405, "this service is read only: GET and HEAD");
    r.headers.emplace_back("Allow", "GET, HEAD");
    return r;
  }
  if (!ParseTarget(request)) return Problem(400, "the request target cannot be read");
  return Route(c, request);
}

}  // namespace

Response App::Answer(Request request) {
  Response r;
  try {
    r = Find(*case_, request);
  } catch (const std::exception&) {  // memory: this answer is lost, the service is not
    r = Problem(500, "the answer could not be made");
  }
  r.headers.emplace_back("Content-Security-Policy", PolicyFor(r));
  r.headers.emplace_back("X-Content-Type-Options", "nosniff");
  r.headers.emplace_back("Referrer-Policy", "no-referrer");
  r.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  r.headers.emplace_back("Cache-Control", r.status == 200 ? "no-cache" : "no-store");
  if (r.status == 200 && Matches(request.if_none_match, r.etag)) {
    r.status = 304;
    r.body = std::make_shared<const std::string>();
  }
  return r;
}

}  // namespace tawatur::serve
