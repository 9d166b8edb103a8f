// The corridor: resolve -> group -> date the undated -> resolve those once more -> reconcile. Entry points:
// ExtractReport(), ExtractBatch(), Extractor, Run().
#include "engine.h"

#include <algorithm>

#include "engine_case.h"
#include "extract/extract.h"
#include "reconcile/story_index.h"
#include "resolve/resolve.h"
#include "text/text.h"

namespace tawatur {
namespace {

const lexicon::Lexicon& LexiconOf(const EngineOptions& options) {
  return options.lexicon ? *options.lexicon : lexicon::Lexicon::Builtin();
}

// Dates what its story dates; says whether anything changed. All dates are inferred before the first is set, so that the order
// of the reports does not matter.
bool DateUndated(std::vector<resolve::ResolvedReport>& reports, const std::vector<reconcile::Group>& groups) {
  std::vector<std::pair<Index, std::string>> dates;
  for (const reconcile::Group& group : groups) {
    for (Index i : group.reports) {
      if (!reports[i].meta.published.empty()) continue;
      std::string date = reconcile::InferDate(reports, group, i);
      if (!date.empty()) dates.emplace_back(i, std::move(date));
    }
  }
  for (const auto& [i, date] : dates) resolve::Redate(reports[i], date);
  return !dates.empty();
}

// Reports are grouped by what they say themselves, never by a date that a group lent them: a wrong join would prove itself.
// What one round dates may date others in the next.
RunResult Told(std::vector<resolve::ResolvedReport> reports, const std::vector<reconcile::Group>& groups, const EngineOptions& options) {
  for (int round = 0; round < 2 && DateUndated(reports, groups); ++round) {}
  RunResult result;
  result.dossiers = reconcile::Reconcile(reports, groups, LexiconOf(options), options.reconcile);
  result.reports = std::move(reports);
  return result;
}

}  // namespace

// Buffers one worker uses for report after report, so that nothing is allocated anew for each.
struct Extractor::Scratch {
  text::Text text;
  extract::Words words;
};

Extractor::Extractor(const EngineOptions& options) : options_(options), scratch_(std::max(1u, options.jobs)) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

resolve::ResolvedReport Extractor::Walk(const ingest::Report& report, Scratch& scratch) const {
  const lexicon::Lexicon& lexicon = LexiconOf(options_);
  text::Read(report, scratch.text);
  extract::Findings findings;
  extract::Extract(scratch.text, lexicon, scratch.words, findings);
  resolve::ResolvedReport resolved = resolve::Resolve(report, scratch.text, std::move(findings), lexicon);
  // The user's date comes last: neither the input's fields nor a byline stated one.
  if (!options_.published.empty() && resolved.meta.published.empty()) {
    resolve::Redate(resolved, options_.published);
    resolved.meta.basis = ingest::DateBasis::kUser;
  }
  if (options_.decisions) reconcile::Apply(*options_.decisions, lexicon, resolved);
  return resolved;
}

void Extractor::Each(const std::vector<ingest::Report>& reports, const std::function<void(size_t, resolve::ResolvedReport&&)>& take) {
  ForEach(reports.size(), options_.jobs, [&](size_t worker, size_t i) { take(i, Walk(reports[i], scratch_[worker])); });
}

std::vector<resolve::ResolvedReport> Extractor::Batch(const std::vector<ingest::Report>& reports) {
  std::vector<resolve::ResolvedReport> results(reports.size());
  Each(reports, [&](size_t i, resolve::ResolvedReport&& r) { results[i] = std::move(r); });
  return results;
}

resolve::ResolvedReport Extractor::One(const ingest::Report& report) { return Walk(report, scratch_.front()); }

resolve::ResolvedReport ExtractReport(const ingest::Report& report, const EngineOptions& options) {
  EngineOptions one = options;
  one.jobs = 1;
  return Extractor(one).One(report);
}

void ExtractEach(const std::vector<ingest::Report>& reports, const EngineOptions& options,
                 const std::function<void(size_t, resolve::ResolvedReport&&)>& take) {
  Extractor(options).Each(reports, take);
}

std::vector<resolve::ResolvedReport> ExtractBatch(const std::vector<ingest::Report>& reports,
                                                  const EngineOptions& options) {
  return Extractor(options).Batch(reports);
}

RunResult Run(std::vector<resolve::ResolvedReport> reports, const EngineOptions& options) {
  Prepare(reports);
  const extract::Rarity rarity;
  reconcile::StoryIndex index;
  for (Index i = 0; i < reports.size(); ++i) index.Put(i, reconcile::ProfileOf(reports[i], rarity));
  index.SettleForGood([&](size_t n, const std::function<void(size_t)>& work) { ForEach(n, options.jobs, [&](size_t, size_t i) { work(i); }); });
  std::vector<reconcile::Group> groups = reconcile::GroupsOf(index, reports);
  if (options.decisions) reconcile::ApplyMoves(*options.decisions, reports, groups);
  return Told(std::move(reports), groups, options);
}

RunResult RunStory(std::vector<resolve::ResolvedReport> reports, const EngineOptions& options) {
  Prepare(reports);
  std::vector<reconcile::Group> groups;
  if (!reports.empty()) groups.push_back(OneGroup(reports));
  return Told(std::move(reports), groups, options);
}

}  // namespace tawatur
