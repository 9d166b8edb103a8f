// serve: a case file, read and reconciled once. Entry point: Case::Open().
#include "serve/case.h"

#include "publish/dossier_html.h"
#include "store/review.h"

namespace tawatur::serve {
namespace {

constexpr size_t kBatchReports = 256;
constexpr size_t kBatchBytes = size_t{16} << 20;
constexpr size_t kMostKept = size_t{128} << 20;  // bytes of pages; beyond that they are made anew

}  // namespace

Case::Case(store::Store store, RunResult result, bool mask)
    : store_(std::move(store)), result_(std::move(result)), mask_(mask), masker_(result_.reports, mask) {
  for (const reconcile::Story& story : result_.dossiers.stories) {
    by_id_.emplace(story.id, &story);
    by_file_.emplace(publish::StoryFileName(story), &story);
    for (Index report : story.reports) by_report_.emplace(result_.reports[report].meta.sha256, &story);
  }
}

Result<std::unique_ptr<Case>> Case::Open(const std::string& path, const EngineOptions& engine, bool mask) {
  Result<store::Store> store = store::Store::Open(path, store::Store::Mode::kRead);
  if (!store) return store.error();
  Result<reconcile::Decisions> decisions = store::Reviews(*store).InForce();
  if (!decisions) return decisions.error();
  EngineOptions options = engine;
  options.decisions = &*decisions;
  store::ReportReader reader(*store);
  std::vector<resolve::ResolvedReport> reports;
  for (;;) {
    Result<std::vector<ingest::Report>> batch = reader.Next(kBatchReports, kBatchBytes);
    if (!batch) return batch.error();
    if (batch->empty()) break;
    for (resolve::ResolvedReport& report : ExtractBatch(*batch, options)) reports.push_back(std::move(report));
  }
  return std::unique_ptr<Case>(new Case(std::move(*store), Run(std::move(reports), options), mask));
}

const reconcile::Story* Case::Find(std::string_view story_id) const {
  auto at = by_id_.find(story_id);
  return at == by_id_.end() ? nullptr : at->second;
}

const reconcile::Story* Case::FindFile(std::string_view file_name) const {
  auto at = by_file_.find(file_name);
  return at == by_file_.end() ? nullptr : at->second;
}

std::vector<const reconcile::Story*> Case::StoriesOf(std::string_view sha256) const {
  std::vector<const reconcile::Story*> stories;
  auto [from, to] = by_report_.equal_range(sha256);
  for (auto at = from; at != to; ++at) stories.push_back(at->second);
  return stories;
}

Response Case::Kept(const std::string& key, const std::function<Response()>& make) {
  auto at = kept_.find(key);
  if (at != kept_.end()) return at->second;
  Response made = make();
  if (kept_bytes_ + made.body->size() > kMostKept) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += made.body->size();
  kept_.emplace(key, made);
  return made;
}

}  // namespace tawatur::serve
