// tawatur: the folder that `run -o` makes. Entry points: WriteStoryFolder(), WriteStoryPage(), StoryLines().
#pragma once
#include <span>
#include <string>

#include "engine.h"
#include "publish/mask.h"

namespace tawatur::cli {

// DIR/index.html, DIR/dossiers.json, and for each story DIR/STORY.html and DIR/STORY/*.csv.
void WriteStoryFolder(const RunResult& result, const std::string& folder, bool mask);
// One story of it: page and tables.
void WriteStoryPage(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports, const std::string& folder, bool mask);
// A few readable lines a story, for a terminal. Arabic stands between isolates, so that brackets and digits keep their
// places.
// What is left out of the figures is counted; where it is `stored`, a verb that shows it is named.
std::string StoryLines(const RunResult& result, publish::Masking mask, bool stored);

}  // namespace tawatur::cli
