// serve: question in, answer out: who may ask, what for, and has he got it already? Entry point: App::Answer().
#include "serve/app.h"

#include <algorithm>

#include "serve/routes.h"

namespace tawatur::serve {
namespace {

// A page may take script, style and data from this service alone, and hold no code of its own. (Pictures: the empty icon.)
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";
constexpr std::string_view kDataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
  r.headers.emplace_back("Content-Security-Policy",
                         std::string(r.type.starts_with("text/html") ? kPagePolicy : kDataPolicy));
  r.headers.emplace_back("X-Content-Type-Options", "nosniff");
  r.headers.emplace_back("Referrer-Policy", "no-referrer");
  r.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  const bool says = std::any_of(r.headers.begin(), r.headers.end(), [](const auto& h) { return h.first == "Cache-Control"; });
  if (!says) r.headers.emplace_back("Cache-Control", r.status == 200 ? "no-cache" : "no-store");
  if (r.status == 200 && Matches(request.if_none_match, r.etag)) {
    r.status = 304;
    r.body = std::make_shared<const std::string>();
  }
  return r;
}

}  // namespace tawatur::serve
