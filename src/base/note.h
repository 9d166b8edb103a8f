// Named, located trouble with an input. Work goes on; nothing is lost silently.
#pragma once
#include <string>

#include "base/span.h"

namespace tawatur {

struct Note {
  std::string name;     // a registered snake_case name, see docs/notes.md
  Span span;            // in Report::text; empty where it concerns the whole input
  std::string message;  // one English sentence for a person
};

}  // namespace tawatur
