// serve: a case file as rows, and its stories one at a time. Entry points: Case::Open(), Load().
#include "serve/case.h"

#include <algorithm>

namespace tawatur::serve {
namespace {

using casefile::CaseFile;
using store::Store;

constexpr size_t kBatchReports = 256;
constexpr size_t kBatchBytes = size_t{16} << 20;
constexpr size_t kMostKept = size_t{64} << 20;  // bytes of answers; beyond that they are made anew
constexpr size_t kMostLoaded = 64;              // stories

publish::RowBounds BoundsOf(const store::TollRow& t) { return {t.low, t.best, t.high}; }

// A stored row as the list has it.
Entry EntryOf(const store::StoryRow& s) {
  Entry entry;
  publish::StoryRow& row = entry.row;
  row.id = s.id, row.title = s.title, row.title_en = s.title_en, row.event_class = s.event_class;
  row.date = s.date, row.date_end = s.date_end;
  row.date_prec = static_cast<int>(s.date_prec), row.where_prec = static_cast<int>(s.where_prec);
  row.place.id = s.place_id, row.place.name = s.place, row.place.name_en = s.place_en;
  row.place.has_point = s.has_point, row.place.lat = s.lat, row.place.lon = s.lon;
  publish::PutCountry(row);
  row.killed = BoundsOf(s.killed), row.injured = BoundsOf(s.injured);
  for (std::string_view kinds = s.kinds; !kinds.empty();) {
    const size_t end = std::min(kinds.find(' '), kinds.size());
    row.kinds.emplace_back(kinds.substr(0, end));
    kinds.remove_prefix(std::min(end + 1, kinds.size()));
  }
  row.reports = static_cast<uint32_t>(s.report_count), row.copies = static_cast<uint32_t>(s.copies);
  row.origins = static_cast<uint32_t>(s.origins), row.conflicts = static_cast<uint32_t>(s.conflicts);
  entry.review = s.weight, entry.open = static_cast<size_t>(s.waiting);
  return entry;
}

}  // namespace

std::optional<Error> Case::Update(const std::string& path, unsigned jobs) {
  Result<std::unique_ptr<CaseFile>> file = CaseFile::Open(path, Store::Mode::kChange, jobs, TAWATUR_VERSION);
  if (!file) return file.error();
  Result<casefile::Updated> updated = (*file)->Update();
  if (!updated) return updated.error();
  return std::nullopt;
}

Result<std::unique_ptr<Case>> Case::Open(const std::string& path, unsigned jobs, bool mask) {
  Result<std::unique_ptr<CaseFile>> file = CaseFile::Open(path, Store::Mode::kRead, jobs, TAWATUR_VERSION);
  bool ready = mask;
  if (file && !ready) {
    Result<bool> current = (*file)->IsUpToDate();
    ready = current && *current;
  }
  if (!file || !ready) {  // an older store, or one whose stories were not made yet
    if (std::optional<Error> trouble = Update(path, jobs)) return *trouble;
    file = CaseFile::Open(path, Store::Mode::kRead, jobs, TAWATUR_VERSION);
    if (!file) return file.error();
  }
  std::unique_ptr<Case> made(new Case(std::move(*file), mask));
  if (std::optional<Error> trouble = mask ? made->ReadWhole() : made->ReadRows()) return *trouble;
  return made;
}

std::optional<Error> Case::ReadWhole() {
  store::ReportReader reader(file_->store());
  std::vector<resolve::ResolvedReport> reports;
  for (;;) {
    Result<std::vector<ingest::Report>> batch = reader.Next(kBatchReports, kBatchBytes);
    if (!batch) return batch.error();
    if (batch->empty()) break;
    for (resolve::ResolvedReport& report : ExtractBatch(*batch, file_->engine())) reports.push_back(std::move(report));
  }
  whole_ = std::make_shared<const RunResult>(Run(std::move(reports), file_->engine()));
  report_count_ = whole_->reports.size();
  masker_ = publish::Masker(whole_->reports, mask_);
  for (const reconcile::Story& story : whole_->dossiers.stories) entries_.push_back({publish::RowOf(story, masker_)});
  Sort();
  return std::nullopt;
}

std::optional<Error> Case::ReadRows() {
  Result<int64_t> count = file_->store().CountReports();
  if (!count) return count.error();
  report_count_ = static_cast<size_t>(*count);
  Result<std::vector<store::StoryRow>> rows = file_->stories().List({});
  if (!rows) return rows.error();
  entries_.reserve(rows->size());
  for (const store::StoryRow& row : *rows) entries_.push_back(EntryOf(row));
  Sort();
  return std::nullopt;
}

// Newest first; what has no date last.
void Case::Sort() {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.row.date > b.row.date; });
  for (size_t i = 0; i < entries_.size(); ++i) by_id_.emplace(entries_[i].row.id, i);
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

const Entry* Case::Find(std::string_view story_id) const {
  auto at = by_id_.find(story_id);
  return at == by_id_.end() ? nullptr : &entries_[at->second];
}

const Entry* Case::StoryOf(std::string_view sha256) const {
  if (whole_) {
    for (const reconcile::Story& story : whole_->dossiers.stories) {
      for (Index i : story.reports) {
        if (whole_->reports[i].meta.sha256 == sha256) return Find(story.id);
      }
    }
    return nullptr;
  }
  Result<std::optional<store::StoryRow>> row = file_->stories().Find(sha256);
  return row && *row ? Find((*row)->id) : nullptr;
}

Result<std::vector<uint32_t>> Case::Search(const std::string& words) const {
  store::Filter filter;
  filter.words = words;
  Result<std::vector<store::StoryRow>> rows = file_->stories().List(filter);
  if (!rows) return rows.error();
  std::vector<uint32_t> found;
  for (const store::StoryRow& row : *rows) {
    if (auto at = by_id_.find(row.id); at != by_id_.end()) found.push_back(static_cast<uint32_t>(at->second));
  }
  std::sort(found.begin(), found.end());
  return found;
}

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
  Result<std::optional<store::StoryRow>> row = file_->stories().Find(entry.row.id);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::kIo, entry.row.id, "the story has become another one"};
  Result<RunResult> told = file_->Tell(**row);
  if (!told) return told.error();
  auto result = std::make_shared<const RunResult>(std::move(*told));
  auto story = find(*result);
  if (story == result->dossiers.stories.end())
    return Error{ErrorKind::kInternal, entry.row.id, "the story does not come out of its reports again"};
  loaded_.push_front({result, &*story});
  if (loaded_.size() > kMostLoaded) loaded_.pop_back();
  return loaded_.front();
}

Result<std::shared_ptr<const resolve::ResolvedReport>> Case::LoadReport(const std::string& sha256) {
  using Report = std::shared_ptr<const resolve::ResolvedReport>;
  const Entry* entry = StoryOf(sha256);
  if (!entry) return Report();
  Result<Loaded> loaded = Load(*entry);
  if (!loaded) return loaded.error();
  for (const resolve::ResolvedReport& r : loaded->reports()) {
    if (r.meta.sha256 == sha256) return Report(loaded->owner, &r);
  }
  return Report();
}

std::optional<Error> Case::Decided(const std::string& sha256) {
  if (Result<bool> read = file_->ReadDecisions(); !read) return read.error();
  kept_.clear();
  kept_bytes_ = 0;
  loaded_.clear();
  const Entry* told = StoryOf(sha256);
  if (!told) return std::nullopt;
  Entry& entry = entries_[static_cast<size_t>(told - entries_.data())];
  Result<Loaded> loaded = Load(entry);
  if (!loaded) return loaded.error();
  entry = EntryOf(casefile::RowOf(*loaded->owner));
  Queue();
  return std::nullopt;
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
