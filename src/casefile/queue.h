// casefile: what a person should look at first. Entry point: QueueOf().
#pragma once
#include <string>
#include <vector>

#include "engine.h"

namespace tawatur::casefile {

// One statement that nobody has decided about. score = (1 + doubt) x effect.
struct QueueItem {
  std::string object, id, story, report, quote;
  Span evidence;
  double doubt = 0, effect = 0, score = 0;
  std::vector<std::string> why;  // names of what makes it doubtful: differs, speaker_unnamed, far_verb ...
};

// Of the stories told, the highest score first. Doubt: what the extractor doubts, conflicts, unnamed speakers, lone
// sources. Effect: does the statement carry the story's toll or its blame, and how many reports tell the story.
std::vector<QueueItem> QueueOf(const RunResult& told);

}  // namespace tawatur::casefile
