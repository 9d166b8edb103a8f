// serve: question in, answer out. Entry point: App::Answer().
#pragma once
#include <memory>

#include "serve/case.h"
#include "serve/http.h"

namespace tawatur::serve {

class App {
 public:
  explicit App(std::unique_ptr<Case> c) : case_(std::move(c)) {}
  // Never throws for what a client can send.
  Response Answer(Request request);

 private:
  std::unique_ptr<Case> case_;
};

}  // namespace tawatur::serve
