// serve: question in, answer out: who may ask, what for, and has he got it already? Entry points: App::Plan(), Answer().
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

}  // namespace

Result<std::unique_ptr<App>> App::Open(const AppOptions& options) {
  std::unique_ptr<App> app(new App(options));
  Result<std::unique_ptr<Case>> opened = Case::Open(app->OfCase());
  if (!opened) return opened.error();
  app->case_ = std::move(*opened);
  if (options.token.empty()) return app;
  app->jobs_ = std::make_unique<Jobs>(options.store, options.jobs, [a = app.get()](bool files) { return a->Refresh(files); });
  return app;
}

std::optional<Error> App::Refresh(bool files) {
  const AppOptions& o = options_;
  if (files) {
    std::lock_guard lock(mutex_);
    decided_.clear();
  }
  if (std::optional<Error> trouble = Case::Update(o.store, o.jobs)) return trouble;
  if (!files) return std::nullopt;  // the case at hand shows the decision already
  Result<std::unique_ptr<Case>> fresh = Case::Open(OfCase());
  if (!fresh) return fresh.error();
  std::lock_guard lock(mutex_);
  for (const std::string& report : decided_) {  // meanwhile
    if (std::optional<Error> trouble = (*fresh)->Decided(report)) return trouble;
  }
  case_ = std::move(*fresh);
  return std::nullopt;
}

std::optional<Error> App::Renew() {
  std::lock_guard lock(mutex_);
  if (case_->IsCurrent()) return std::nullopt;  // another thread was quicker
  CaseOptions as_it_is = OfCase();
  as_it_is.update = false;  // that is for whoever is writing
  Result<std::unique_ptr<Case>> fresh = Case::Open(as_it_is);
  if (!fresh) return fresh.error();
  case_ = std::move(*fresh);
  return std::nullopt;
}

BodyPlan App::Plan(Request& request) const { return serve::Plan(rights_, request); }

Response App::Find(const Request& request) {
  if (request.method == "POST") {
    if (request.upload) return AnswerUpload(*jobs_, request);
    std::lock_guard lock(mutex_);
    std::string report;
    Response r = AnswerDecision(options_.store, *case_, request, report);
    if (r.status == 201) {
      decided_.push_back(report);
      jobs_->Decided();
    }
    return r;
  }
  if (request.path == "/jobs.json") {
    return jobs_ ? AnswerJobs(*jobs_) : Problem(404, "this service is read only: there are no jobs");
  }
  std::shared_lock lock(mutex_);
  if (!case_->IsCurrent()) {
    lock.unlock();
    if (Renew()) return Problem(503, "the case file is being written; ask again");
    lock.lock();
  }
  return Route(*case_, request);
}

Response App::Answer(const Request& request) {
  try {
    return Find(request);
  } catch (const std::exception&) {  // memory: this answer is lost, the service is not
    return Problem(500, "the answer could not be made");
  }
}

void App::Dress(const Request& request, Response& r) const {
  // Who asks with a browser reads words, not JSON.
  if (r.status >= 400 && request.person) {
    publish::HtmlOptions page;
    page.mask = options_.mask;
    page.served = true;
    page.read_only = options_.token.empty();
    r.type = kHtmlType;
    r.body = std::make_shared<const std::string>(publish::ProblemHtml(r.status, r.detail, page));
  }
  r.headers.emplace_back("Content-Security-Policy",
                         std::string(r.type.starts_with("text/html") ? kPagePolicy : kDataPolicy));
  r.headers.emplace_back("X-Content-Type-Options", "nosniff");
  r.headers.emplace_back("Referrer-Policy", "no-referrer");
  r.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  const bool says = std::any_of(r.headers.begin(), r.headers.end(), [](const auto& h) { return h.first == "Cache-Control"; });
  if (r.status == 503) r.headers.emplace_back("Retry-After", "5");
  if (!says) r.headers.emplace_back("Cache-Control", r.status == 200 ? "no-cache" : "no-store");
  if (r.status == 200 && Matches(request.if_none_match, r.etag)) {
    r.status = 304;
    r.body = std::make_shared<const std::string>();
  }
}

}  // namespace tawatur::serve
