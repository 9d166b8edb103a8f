// serve: who may ask, and who may change anything, decided from the header alone. Entry point: Plan().
#pragma once
#include <string>

#include "serve/http.h"

namespace tawatur::serve {

struct Rights {
  std::string token;  // empty = nobody may write
};

// Fills the request's path and fields. A refusal for whatever must not be answered; for a request that writes, what to do
// with its body.
BodyPlan Plan(const Rights& rights, Request& request);

}  // namespace tawatur::serve
