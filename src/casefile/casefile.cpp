// casefile: a store and the engine together. Entry points: CaseFile::Open(), Tell().
#include "casefile/casefile.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

#include "base/sha256.h"
#include "engine_case.h"
#include "reconcile/profile.h"
#include "store/facets.h"
#include "store/review.h"

namespace tawatur::casefile {
namespace {

constexpr size_t kTellReports = 512;  // in memory at a time, with what their stories say
constexpr size_t kNamesReports = 256, kNamesBytes = size_t{16} << 20;  // the same, where names only are wanted

}  // namespace

Result<std::unique_ptr<CaseFile>> CaseFile::Open(const std::string& path, store::Store::Mode mode, unsigned jobs, std::string_view version) {
  Result<store::Store> store = store::Store::Open(path, mode);
  if (!store) return store.error();
  std::unique_ptr<CaseFile> made(new CaseFile(std::move(*store)));
  made->engine_.jobs = jobs;
  if (Result<bool> lists = made->ReadLists(version); !lists) return lists.error();
  if (Result<bool> decisions = made->ReadDecisions(); !decisions) return decisions.error();
  return made;
}

Result<bool> CaseFile::ReadLists(std::string_view version) {
  auto lists = stories_.WordLists();
  if (!lists) return lists.error();
  reader_ = version;
  if (lists->empty()) return false;
  // The compiler of lists reads files: they stand in a folder of ours for a moment.
  std::string folder = (std::filesystem::temp_directory_path() / "tawatur-lists-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return Error{ErrorKind::kIo, folder, "cannot be made"};
  std::vector<std::string> paths;
  Sha256 hash;
  for (const auto& [name, content] : *lists) {
    hash.Update(name + "\n" + content + "\n");
    // The name may be anybody's: of it only whether it lists names.
    paths.push_back(folder + (name.starts_with("names") ? "/names" : "/words") + std::to_string(paths.size()) + ".tsv");
    std::ofstream(paths.back(), std::ios::binary) << content;
  }
  reader_ += "+" + hash.Hex().substr(0, 12);
  Result<std::unique_ptr<lexicon::Lexicon>> lexicon = lexicon::Lexicon::WithUserLists(paths);
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  if (!lexicon) return lexicon.error();
  lexicon_ = std::move(*lexicon);
  engine_.lexicon = lexicon_.get();
  return true;
}

Result<bool> CaseFile::ReadDecisions() {
  Result<int64_t> last = store::Reviews(store_).Last();
  if (!last) return last.error();
  last_review_ = *last;
  Result<reconcile::Decisions> decisions = store::Reviews(store_).InForce();
  if (!decisions) return decisions.error();
  decisions_ = std::move(*decisions);
  engine_.decisions = decisions_.Empty() ? nullptr : &decisions_;
  teller_.reset();
  return true;
}

EngineOptions CaseFile::Machine() const {
  EngineOptions machine = engine_;
  machine.decisions = nullptr;
  return machine;
}

Result<bool> CaseFile::PutAside() {
  Result<int64_t> since = stories_.OthersVersion();
  if (!since) return since.error();
  aside_since_ = *since;
  std::error_code none;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(none);
  if (!none) aside_ = std::make_unique<Aside>(folder.string());
  return aside_ != nullptr;
}

void CaseFile::Describe(resolve::ResolvedReport& report, store::Item& item) const {
  DateByOwnWords(report);
  item.facets = store::FacetsOf(report, engine_.lexicon ? *engine_.lexicon : lexicon::Lexicon::Builtin());
  item.profile = reconcile::Pack(reconcile::ProfileOf(report, rarity_));
}

Result<RunResult> CaseFile::Tell(const store::StoryRow& story, std::string_view until) {
  std::vector<int64_t> numbers;
  std::map<std::string, std::string> dated;
  for (const store::StoryRow::Member& m : story.reports) {
    numbers.push_back(m.report);
    if (!m.dated.empty()) dated.emplace(m.sha256, m.dated);
  }
  Result<std::vector<ingest::Report>> texts = stories_.ReadReports(numbers);
  if (!texts) return texts.error();
  if (!teller_) teller_.emplace(engine_);
  return TellStory(teller_->Batch(*texts), dated, engine_, until);
}

Result<publish::PrivateNames> CaseFile::ReadPrivateNames() {
  publish::PrivateNames names;
  store::ReportReader reader(store_);
  Extractor extractor(engine_);
  std::mutex mutex;
  for (;;) {
    Result<std::vector<ingest::Report>> batch = reader.Next(kNamesReports, kNamesBytes);
    if (!batch) return batch.error();
    if (batch->empty()) break;
    extractor.Each(*batch, [&](size_t, resolve::ResolvedReport&& report) {
      std::lock_guard lock(mutex);
      names.Add(report);
    });
  }
  names.Close();
  return names;
}

Result<bool> CaseFile::TellEach(const EngineOptions& engine, std::vector<std::string> ids, const std::function<Result<bool>(RunResult&&)>& take) {
  if (ids.empty()) {
    Result<std::vector<store::StoryRow>> rows = stories_.List({});
    if (!rows) return rows.error();
    for (store::StoryRow& row : *rows) ids.push_back(std::move(row.id));
  }
  EngineOptions one = engine;
  one.jobs = 1;
  std::vector<Extractor> extractors;
  for (unsigned i = 0; i < std::max(1u, engine.jobs); ++i) extractors.emplace_back(one);
  struct Texts { std::vector<ingest::Report> reports; std::map<std::string, std::string> dated; };
  std::optional<Error> trouble;
  for (size_t at = 0; at < ids.size() && !trouble;) {
    std::vector<Texts> batch;
    for (size_t reports = 0; at < ids.size() && reports < kTellReports; ++at) {
      Result<std::optional<store::StoryRow>> story = stories_.Find(ids[at]);
      if (!story) return story.error();
      if (!*story) continue;
      Texts& texts = batch.emplace_back();
      std::vector<int64_t> numbers;
      for (const store::StoryRow::Member& m : (*story)->reports) {
        numbers.push_back(m.report);
        if (!m.dated.empty()) texts.dated.emplace(m.sha256, m.dated);
      }
      Result<std::vector<ingest::Report>> read = stories_.ReadReports(numbers);
      if (!read) return read.error();
      texts.reports = std::move(*read);
      reports += texts.reports.size();
    }
    std::mutex mutex;
    ForEach(batch.size(), engine.jobs, [&](size_t worker, size_t i) {
      std::vector<resolve::ResolvedReport> reports;
      for (const ingest::Report& r : batch[i].reports) reports.push_back(extractors[worker].One(r));
      batch[i].reports.clear();
      const Result<bool> taken = take(TellStory(std::move(reports), batch[i].dated, one));
      std::lock_guard lock(mutex);
      if (!taken && !trouble) trouble = taken.error();
    });
  }
  if (trouble) return *trouble;
  return true;
}

}  // namespace tawatur::casefile
