// The walk for more reports than memory should hold. Entry points: Crowd::Add(), Tell().
#include "engine_crowd.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <tuple>

#include "engine_case.h"
#include "reconcile/moves.h"
#include "resolve/pack.h"

namespace tawatur {

Crowd::Crowd(const EngineOptions& options, std::string folder, size_t in_memory)
    : options_(options), aside_(std::move(folder), in_memory), index_(std::make_unique<reconcile::StoryIndex>()) {
  EngineOptions one = options;
  one.jobs = 1;
  for (unsigned i = 0; i < std::max(1u, options.jobs); ++i) extractors_.emplace_back(one);
}

Crowd::~Crowd() {
  if (filing_.valid()) filing_.wait();
}

// Into the index, by one thread.
void Crowd::File(std::vector<Read> reads, std::vector<ingest::Report> batch) {
  for (size_t i = 0; i < reads.size(); ++i) {
    ingest::Report& report = batch[i];
    const auto [at, fresh] = numbers_.try_emplace(report.sha256, static_cast<uint32_t>(members_.size()));
    if (fresh) members_.emplace_back();
    Member& member = members_[at->second];
    member.came.push_back(reads[i].came);
    if (!fresh && std::tie(member.id, member.paths) <= std::tie(report.id, report.paths)) continue;
    member.sha256 = std::move(report.sha256), member.id = std::move(report.id), member.paths = std::move(report.paths);
    index_->Put(at->second, std::move(reads[i].profile));
  }
}

Result<bool> Crowd::Add(std::vector<ingest::Report> batch, const See& see) {
  std::vector<Read> reads(batch.size());
  std::mutex mutex;
  std::optional<Error> trouble;
  ForEach(batch.size(), options_.jobs, [&](size_t worker, size_t i) {
    resolve::ResolvedReport r = extractors_[worker].One(batch[i]);
    if (see) see(r);
    const Result<Spill::Place> aside = aside_.Put(resolve::Pack(r));
    if (!aside) {
      std::lock_guard lock(mutex);
      trouble = aside.error();
      return;
    }
    reads[i].came = *aside;
    DateByOwnWords(r);
    reads[i].profile = reconcile::ProfileOf(r, rarity_);
  });
  if (filing_.valid()) filing_.get();
  if (trouble) return *trouble;
  for (ingest::Report& r : batch) std::string().swap(r.text);
  filing_ = std::async(options_.jobs > 1 ? std::launch::async : std::launch::deferred,
                       [this, reads = std::move(reads), batch = std::move(batch)]() mutable { File(std::move(reads), std::move(batch)); });
  return true;
}

// As the walk left them: each way in which each report came.
Result<std::vector<resolve::ResolvedReport>> Crowd::Fetch(const std::vector<uint32_t>& story) const {
  std::vector<resolve::ResolvedReport> reports;
  for (uint32_t r : story) {
    for (const Spill::Place& came : members_[r].came) {
      const Result<std::string> bytes = aside_.Get(came);
      if (!bytes) return bytes.error();
      reports.push_back(resolve::Unpack(*bytes));
    }
  }
  return reports;
}

Result<bool> Crowd::Tell(const std::function<Result<bool>(RunResult&&)>& take) {
  if (filing_.valid()) filing_.get();
  index_->SettleForGood([&](size_t n, const std::function<void(size_t)>& work) { ForEach(n, options_.jobs, [&](size_t, size_t i) { work(i); }); });
  std::vector<std::vector<uint32_t>> stories = index_->Stories();
  index_.reset();
  extractors_.clear();
  if (options_.decisions) {
    reconcile::MoveReports(*options_.decisions, [&](const std::string& sha256) {
      const auto at = numbers_.find(sha256);
      return at == numbers_.end() ? kNone : at->second;
    }, stories);
  }
  // The longest work first, so that no worker is left alone with it at the end.
  std::stable_sort(stories.begin(), stories.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::mutex mutex;
  std::optional<Error> trouble;
  std::atomic<bool> stopped = false;
  ForEach(stories.size(), options_.jobs, [&](size_t, size_t i) {
    if (stopped) return;
    auto stop = [&](const Error& error) {
      std::lock_guard lock(mutex);
      if (!stopped) trouble = error;
      stopped = true;
    };
    Result<std::vector<resolve::ResolvedReport>> reports = Fetch(stories[i]);
    if (!reports) return stop(reports.error());
    if (Result<bool> taken = take(RunStory(std::move(*reports), options_)); !taken) stop(taken.error());
  });
  if (trouble) return *trouble;
  return true;
}

}  // namespace tawatur
