// serve: question in, answer out. Entry points: App::Plan(), Answer().
#pragma once
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "serve/case.h"
#include "serve/guard.h"
#include "serve/http.h"
#include "serve/jobs.h"

namespace tawatur::serve {

struct AppOptions {
  std::string store;
  unsigned jobs = 1;
  bool mask = false;
  std::string token;  // for writing; empty = read only
};

class App {
 public:
  static Result<std::unique_ptr<App>> Open(const AppOptions& options);

  // From the header alone: a refusal, or what becomes of the body.
  BodyPlan Plan(Request& request) const;
  // Never throws for what a client can send. From several threads at a time.
  Response Answer(const Request& request);
  // What goes with every answer, refusals of the transport too.
  void Dress(const Request& request, Response& response) const;

  size_t report_count() const { return case_->report_count(); }
  size_t story_count() const { return case_->entries().size(); }

 private:
  explicit App(const AppOptions& options) : options_(options), rights_{options.token} {}
  Response Find(const Request& request);
  CaseOptions OfCase() const { return {options_.store, options_.jobs, options_.mask, options_.token.empty()}; }
  // Where names are withheld and somebody has written to the store.
  std::optional<Error> Renew();
  // In the worker: stories from what the store holds now, and with new files a case that shows them.
  std::optional<Error> Refresh(bool files);

  AppOptions options_;
  Rights rights_;
  std::shared_mutex mutex_;  // of case_: who reads shares it; a decision, and a new one when reports were added, wants it alone
  std::shared_ptr<Case> case_;
  std::vector<std::string> decided_;  // reports that were decided about since the last new one began
  std::unique_ptr<Jobs> jobs_;  // last: its worker uses the others
};

}  // namespace tawatur::serve
