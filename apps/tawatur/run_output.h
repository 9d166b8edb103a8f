// tawatur: what `run` writes, story after story as they are told, put in order at the end. Entry points: RunOutput::Take(), Finish().
#pragma once
#include <mutex>
#include <string>
#include <vector>

#include "base/spill.h"
#include "engine.h"
#include "output.h"
#include "publish/story_row.h"

namespace tawatur::cli {

struct RunForms {
  std::string folder, findings;  // empty: not asked for
  bool json = false, text = false, with_text = false;
};

// The bytes are those of WriteDossiers(), WriteFindings(), WriteStoryFolder() and StoryLines() over all stories at once, but no
// more than one story a worker is in memory. Names are not masked here: a masker must know all reports first.
class RunOutput {
 public:
  RunOutput(const RunForms& forms, const std::string& spill_folder);

  // One story; any thread.
  Result<bool> Take(RunResult&& told);
  // Everything in order.
  Result<bool> Finish();
  // ", 3 stories, 5 events, ..."
  std::string Counts() const;

 private:
  struct ReportPart {
    std::string id, sha256;
    Spill::Place entry, findings;
  };
  struct StoryPart {
    size_t reports = 0;
    std::string date, id;
    Spill::Place json, lines;
    publish::StoryRow row;
  };
  Result<bool> WriteDossiers(Output& out) const;

  const RunForms forms_;
  const bool dossiers_;  // as JSON, here or there
  Spill aside_;
  std::mutex mutex_;
  std::vector<ReportPart> reports_;
  std::vector<StoryPart> stories_;
  size_t events_ = 0, figures_ = 0, conflicts_ = 0;
};

// ", 3 stories, 5 events, ..." of a run that is all there.
std::string CountsOf(const reconcile::Dossiers& dossiers);

}  // namespace tawatur::cli
