// serve: a case file as rows, and its stories one at a time. Entry points: Case::Open(), Load().
#include "serve/case.h"

#include <algorithm>

#include "store/review.h"

namespace tawatur::serve {
namespace {

constexpr size_t kBatchReports = 256;
constexpr size_t kBatchBytes = size_t{16} << 20;
constexpr size_t kMostKept = size_t{64} << 20;  // bytes of answers; beyond that they are made anew
constexpr size_t kMostLoaded = 64;              // stories

void Weigh(Entry& entry, std::span<const resolve::ResolvedReport> reports, const reconcile::Story& story) {
  entry.review = 0, entry.open = 0;
  for (Index i : story.reports) {
    for (Index f = 0; f < reports[i].findings.figures.size(); ++f) {
      const double weight = ReviewWeight(reports[i], f);
      entry.open += weight > 0;
      entry.review = std::max(entry.review, weight);
    }
  }
}

}  // namespace

Case::Case(store::Store store, const EngineOptions& engine, bool mask)
    : store_(std::move(store)), engine_(engine), mask_(mask) {
  engine_.decisions = &decisions_;
}

// Newest first; what has no date last.
void Case::List(const RunResult& result) {
  report_count_ = result.reports.size();
  masker_ = publish::Masker(result.reports, mask_);
  for (const reconcile::Story& story : result.dossiers.stories) {
    Entry entry{publish::RowOf(story, masker_), {}};
    for (Index report : story.reports) entry.reports.push_back(result.reports[report].meta.sha256);
    Weigh(entry, result.reports, story);
    entries_.push_back(std::move(entry));
  }
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.row.date > b.row.date; });
  for (size_t i = 0; i < entries_.size(); ++i) {
    by_id_.emplace(entries_[i].row.id, i);
    for (const std::string& report : entries_[i].reports) by_report_.emplace(report, i);
  }
  Queue();
}

void Case::Queue() {
  queue_.clear();
  for (uint32_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].review > 0) queue_.push_back(i);
  }
  std::stable_sort(queue_.begin(), queue_.end(),
                   [&](uint32_t a, uint32_t b) { return entries_[a].review > entries_[b].review; });
}

size_t Case::open_figures() const {
  size_t open = 0;
  for (const Entry& entry : entries_) open += entry.open;
  return open;
}

std::optional<Error> Case::Decided(const std::string& sha256) {
  Result<reconcile::Decisions> decisions = store::Reviews(store_).InForce();
  if (!decisions) return decisions.error();
  decisions_ = std::move(*decisions);
  kept_.clear();
  kept_bytes_ = 0;
  loaded_.clear();
  for (size_t i : StoriesOf(sha256)) {
    Entry& entry = entries_[i];
    Result<Loaded> loaded = Load(entry);
    if (!loaded) return loaded.error();
    entry.row = publish::RowOf(*loaded->story, masker_);
    Weigh(entry, loaded->reports(), *loaded->story);
  }
  Queue();
  return std::nullopt;
}

Result<std::unique_ptr<Case>> Case::Open(const std::string& path, const EngineOptions& engine, bool mask) {
  Result<store::Store> store = store::Store::Open(path, store::Store::Mode::kRead);
  if (!store) return store.error();
  std::unique_ptr<Case> made(new Case(std::move(*store), engine, mask));
  Result<reconcile::Decisions> decisions = store::Reviews(made->store_).InForce();
  if (!decisions) return decisions.error();
  made->decisions_ = std::move(*decisions);
  store::ReportReader reader(made->store_);
  std::vector<resolve::ResolvedReport> reports;
  for (;;) {
    Result<std::vector<ingest::Report>> batch = reader.Next(kBatchReports, kBatchBytes);
    if (!batch) return batch.error();
    if (batch->empty()) break;
    for (resolve::ResolvedReport& report : ExtractBatch(*batch, made->engine_)) reports.push_back(std::move(report));
  }
  auto result = std::make_shared<const RunResult>(Run(std::move(reports), made->engine_));
  made->List(*result);
  if (mask) {
    made->whole_ = std::move(result);
  } else {
    made->masker_ = publish::Masker();  // it looked at reports that go now
  }
  return made;
}

const Entry* Case::Find(std::string_view story_id) const {
  auto at = by_id_.find(story_id);
  return at == by_id_.end() ? nullptr : &entries_[at->second];
}

std::vector<size_t> Case::StoriesOf(std::string_view sha256) const {
  std::vector<size_t> stories;
  auto [from, to] = by_report_.equal_range(sha256);
  for (auto at = from; at != to; ++at) stories.push_back(at->second);
  std::sort(stories.begin(), stories.end());
  return stories;
}

// A story is a function of its own reports: links between them do not depend on others.
Result<Loaded> Case::Load(const Entry& entry) {
  auto find = [&](const RunResult& result) {
    const auto& stories = result.dossiers.stories;
    return std::find_if(stories.begin(), stories.end(), [&](const auto& s) { return s.id == entry.row.id; });
  };
  if (whole_) return Loaded{whole_, &*find(*whole_)};
  for (auto at = loaded_.begin(); at != loaded_.end(); ++at) {
    if (at->story->id != entry.row.id) continue;
    loaded_.splice(loaded_.begin(), loaded_, at);
    return loaded_.front();
  }
  Result<std::vector<ingest::Report>> reports = store::ReportReader(store_).Only(entry.reports);
  if (!reports) return reports.error();
  auto result = std::make_shared<const RunResult>(Run(ExtractBatch(*reports, engine_), engine_));
  auto story = find(*result);
  if (story == result->dossiers.stories.end())
    return Error{ErrorKind::kInternal, entry.row.id, "the story does not come out of its reports again"};
  loaded_.push_front({result, &*story});
  if (loaded_.size() > kMostLoaded) loaded_.pop_back();
  return loaded_.front();
}

Result<std::shared_ptr<const resolve::ResolvedReport>> Case::LoadReport(const std::string& sha256) {
  using Report = std::shared_ptr<const resolve::ResolvedReport>;
  if (std::vector<size_t> stories = StoriesOf(sha256); !stories.empty()) {
    Result<Loaded> loaded = Load(entries_[stories.front()]);
    if (!loaded) return loaded.error();
    for (const resolve::ResolvedReport& r : loaded->reports()) {
      if (r.meta.sha256 == sha256) return Report(loaded->owner, &r);
    }
  }
  if (mask_) return Report();
  Result<std::vector<ingest::Report>> reports = store::ReportReader(store_).Only(std::span(&sha256, 1));
  if (!reports) return reports.error();
  if (reports->empty()) return Report();
  return std::make_shared<const resolve::ResolvedReport>(ExtractReport(reports->front(), engine_));
}

Response Case::Kept(const std::string& key, const std::function<Response()>& make) {
  auto at = kept_.find(key);
  if (at != kept_.end()) return at->second;
  Response made = make();
  if (made.status != 200) return made;
  if (kept_bytes_ + made.body->size() > kMostKept) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += made.body->size();
  kept_.emplace(key, made);
  return made;
}

}  // namespace tawatur::serve
