// serve: the table of what can be asked for. Entry point: Route(). Paths are looked up in it and never on the disk.
#pragma once
#include <optional>

#include "serve/case.h"
#include "serve/http.h"

namespace tawatur::serve {

Response Route(Case& c, const Request& request);

// The handlers, one file a subject. `name` is what stands in the pattern's place.
Response AnswerIndex(Case& c);
Response AnswerStories(Case& c, const Request& request);
Response AnswerStoryPage(Case& c, const reconcile::Story& story);
Response AnswerStoryJson(Case& c, const reconcile::Story& story);
Response AnswerStoryTable(Case& c, const reconcile::Story& story, std::string_view table);
Response AnswerSearch(Case& c, const Request& request);

// A whole number between the bounds; `otherwise` where the field is missing, nothing where it is no such number.
std::optional<size_t> NumberField(const Request& request, std::string_view name, size_t least, size_t most,
                                  size_t otherwise);
std::string StoryPath(const reconcile::Story& story);

}  // namespace tawatur::serve
