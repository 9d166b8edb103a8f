// The walk in steps, for a case that is kept and grows (casefile/). Entry points: GroupCase(), TellStory(). Run() takes the
// same steps all at once, so both end in the same stories.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine.h"
#include "extract/rarity.h"
#include "reconcile/profile.h"

namespace tawatur {

// `work(worker, i)` for each i below n, by so many workers (numbered from 0), in any order.
void ForEach(size_t n, unsigned jobs, const std::function<void(size_t worker, size_t i)>& work);

// An undated report's own words date it, as far as they can.
void DateByOwnWords(resolve::ResolvedReport& report);
// The same bytes once, by id, dated by their own words.
void Prepare(std::vector<resolve::ResolvedReport>& reports);

// All reports as one story, in the order that reconcile wants.
reconcile::Group OneGroup(const std::vector<resolve::ResolvedReport>& reports);
// Reports of one story, prepared or not: dated by each other, then reconciled.
RunResult RunStory(std::vector<resolve::ResolvedReport> reports, const EngineOptions& options);

struct CaseReport {
  uint32_t number = 0;         // small and dense; does not influence the result
  std::string sha256;
  bool dated = false;          // its publication is known
  reconcile::Profile profile;  // after DateByOwnWords()
  uint64_t mark = 0;           // changes with the profile
  // What the machine alone read, where people decided about the report: it may have been grouped by that before.
  std::unique_ptr<reconcile::Profile> machine;
  uint64_t machine_mark = 0;
};
struct CaseStory {
  std::vector<uint32_t> reports;   // ascending
  std::vector<std::string> dated;  // parallel: the date that the story gave an undated report, else empty
};
// What is left of an earlier look at the same case, so that only what has changed is looked at again. It makes no difference to
// what is found.
struct CaseMemory {
  std::string grouping;  // opaque; replaced by what is found now
  // The dates that a story of these reports, in ascending order, gave to its members when it was made from the same.
  std::function<std::optional<std::vector<std::string>>(const std::vector<uint32_t>&)> dates;
};
// These reports, read, decided on and prepared.
using Fetch = std::function<Result<std::vector<resolve::ResolvedReport>>(const std::vector<uint32_t>&)>;
// Where every report is as `memory.grouping` has it, none new and none gone: the stories without a look at any profile, which need not be
// given. Else nothing.
Result<std::optional<std::vector<CaseStory>>> GroupAsBefore(const std::vector<CaseReport>& reports, const EngineOptions& options, const Fetch& fetch, CaseMemory& memory);
// How many reports it has.
size_t CountIn(const CaseMemory& memory);
// The stories of a case. Only stories with undated reports are fetched.
Result<std::vector<CaseStory>> GroupCase(std::vector<CaseReport> reports, const EngineOptions& options, const Fetch& fetch, CaseMemory& memory);

// The dossier of reports that are one story. `dated`: by SHA-256, what GroupCase() said. With `until` only of what was
// published up to that day.
RunResult TellStory(std::vector<resolve::ResolvedReport> reports, const std::map<std::string, std::string>& dated,
                    const EngineOptions& options, std::string_view until = {});

}  // namespace tawatur
