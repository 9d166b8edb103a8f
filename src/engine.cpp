// The corridor: resolve -> group -> date the undated -> resolve those once more -> reconcile. Entry points:
// ExtractReport(), ExtractBatch(), Run().
#include "engine.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "extract/extract.h"
#include "reconcile/story_index.h"
#include "resolve/resolve.h"
#include "text/text.h"

namespace tawatur {
namespace {

// Buffers one worker uses for report after report, so that nothing is allocated anew for each.
struct Scratch {
  text::Text text;
  extract::Words words;
};

const lexicon::Lexicon& LexiconOf(const EngineOptions& options) {
  return options.lexicon ? *options.lexicon : lexicon::Lexicon::Builtin();
}

resolve::ResolvedReport Walk(const ingest::Report& report, const EngineOptions& options, Scratch& scratch) {
  const lexicon::Lexicon& lexicon = LexiconOf(options);
  text::Read(report, scratch.text);
  extract::Findings findings;
  extract::Extract(scratch.text, lexicon, scratch.words, findings);
  resolve::ResolvedReport resolved = resolve::Resolve(report, scratch.text, std::move(findings), lexicon);
  // The user's date comes last: neither the input's fields nor a byline stated one.
  if (!options.published.empty() && resolved.meta.published.empty()) {
    resolve::Redate(resolved, options.published);
    resolved.meta.basis = ingest::DateBasis::kUser;
  }
  if (options.decisions) reconcile::Apply(*options.decisions, lexicon, resolved);
  return resolved;
}

// The same bytes twice are one report under its least id; all paths are kept.
void MergeDuplicates(std::vector<resolve::ResolvedReport>& reports) {
  std::unordered_map<std::string, size_t> first;
  std::vector<resolve::ResolvedReport> kept;
  kept.reserve(reports.size());
  for (resolve::ResolvedReport& r : reports) {
    auto [at, is_new] = first.emplace(r.meta.sha256, kept.size());
    if (is_new) {
      kept.push_back(std::move(r));
      continue;
    }
    std::vector<std::string>& paths = kept[at->second].meta.paths;
    for (std::string& path : r.meta.paths) {
      if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(std::move(path));
    }
    std::sort(paths.begin(), paths.end());
    kept[at->second].notes.push_back({"duplicate_input", {}, "the same bytes came as " + r.meta.id + " too"});
  }
  reports = std::move(kept);
}

// Dates what its story dates and gives those reports. All dates are inferred before the first is set, so that the order of
// the reports does not matter.
std::vector<Index> DateUndated(std::vector<resolve::ResolvedReport>& reports, const std::vector<reconcile::Group>& groups) {
  std::vector<std::pair<Index, std::string>> dates;
  for (const reconcile::Group& group : groups) {
    for (Index i : group.reports) {
      if (!reports[i].meta.published.empty()) continue;
      std::string date = reconcile::InferDate(reports, group, i);
      if (!date.empty()) dates.emplace_back(i, std::move(date));
    }
  }
  std::vector<Index> dated;
  for (const auto& [i, date] : dates) resolve::Redate(reports[i], date), dated.push_back(i);
  return dated;
}

}  // namespace

resolve::ResolvedReport ExtractReport(const ingest::Report& report, const EngineOptions& options) {
  Scratch scratch;
  return Walk(report, options, scratch);
}

void ExtractEach(const std::vector<ingest::Report>& reports, const EngineOptions& options,
                 const std::function<void(size_t, resolve::ResolvedReport&&)>& take) {
  std::atomic<size_t> next{0};
  std::exception_ptr failure;  // memory ran out: for the caller, not for a worker, to end on
  std::mutex failure_mutex;
  auto work = [&] {
    try {
      Scratch scratch;
      for (size_t i = next++; i < reports.size(); i = next++) take(i, Walk(reports[i], options, scratch));
    } catch (...) {
      std::lock_guard lock(failure_mutex);
      failure = std::current_exception();
      next = reports.size();
    }
  };
  size_t jobs = std::clamp<size_t>(options.jobs, 1, std::max<size_t>(reports.size(), 1));
  {
    std::vector<std::jthread> workers;
    for (size_t i = 1; i < jobs; ++i) workers.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

std::vector<resolve::ResolvedReport> ExtractBatch(const std::vector<ingest::Report>& reports,
                                                  const EngineOptions& options) {
  std::vector<resolve::ResolvedReport> results(reports.size());
  ExtractEach(reports, options, [&](size_t i, resolve::ResolvedReport&& r) { results[i] = std::move(r); });
  return results;
}

RunResult Run(std::vector<resolve::ResolvedReport> reports, const EngineOptions& options) {
  // In canonical order, so that the same reports give the same bytes however they came.
  std::sort(reports.begin(), reports.end(), [](const resolve::ResolvedReport& a, const resolve::ResolvedReport& b) {
    return std::tie(a.meta.id, a.meta.sha256, a.meta.paths) < std::tie(b.meta.id, b.meta.sha256, b.meta.paths);
  });
  MergeDuplicates(reports);
  for (resolve::ResolvedReport& r : reports) {
    if (!r.meta.published.empty()) continue;
    const reconcile::OwnDate own = reconcile::DateByOwnWords(r);
    if (!own.published.empty() && own.year_assumed) {
      r.notes.push_back({"year_assumed", {}, "the text dates itself without a year; " + own.published.substr(0, 4) + " is the one recent year whose weekday fits"});
    }
    if (!own.published.empty()) resolve::Redate(r, own.published);
    else if (!own.near.empty()) resolve::DateNear(r, own.near);
  }
  const extract::Rarity rarity;
  reconcile::StoryIndex index;
  for (Index i = 0; i < reports.size(); ++i) index.Put(i, reconcile::ProfileOf(reports[i], rarity));
  auto settle = [&] {
    index.Settle();
    std::vector<reconcile::Group> found = reconcile::GroupsOf(index, reports);
    if (options.decisions) reconcile::ApplyMoves(*options.decisions, reports, found);
    return found;
  };
  std::vector<reconcile::Group> groups = settle();
  // A dated story draws in reports that date others: twice round is what pays.
  for (int round = 0; round < 2; ++round) {
    const std::vector<Index> dated = DateUndated(reports, groups);
    if (dated.empty()) break;
    for (Index i : dated) index.Put(i, reconcile::ProfileOf(reports[i], rarity));
    groups = settle();
  }
  RunResult result;
  result.dossiers = reconcile::Reconcile(reports, groups, LexiconOf(options), options.reconcile);
  result.reports = std::move(reports);
  return result;
}

}  // namespace tawatur
