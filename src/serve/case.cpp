// serve: a case file as rows, and its stories one at a time. Entry points: Case::Open(), Load().
#include "serve/case.h"

#include <algorithm>

#include "store/address.h"
#include "store/review.h"

namespace tawatur::serve {
namespace {

using casefile::CaseFile;
using store::Store;

constexpr size_t kMostKept = size_t{64} << 20;  // bytes of answers; beyond that they are made anew
constexpr size_t kMostLoaded = 64;              // stories
constexpr size_t kMostReports = 1000;           // in them

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
  entry.number = s.number;
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

Result<std::unique_ptr<Case>> Case::Open(const CaseOptions& options) {
  const auto& [path, jobs, mask, read_only, update] = options;
  Result<std::unique_ptr<CaseFile>> file = CaseFile::Open(path, Store::Mode::kRead, jobs, TAWATUR_VERSION);
  bool ready = !update;
  if (file && update) {
    Result<bool> current = (*file)->IsUpToDate();
    ready = current && *current;
  }
  if (!file && !update) return file.error();
  if (!file || !ready) {  // an older store, or one whose stories were not made yet
    if (std::optional<Error> trouble = Update(path, jobs)) return *trouble;
    file = CaseFile::Open(path, Store::Mode::kRead, jobs, TAWATUR_VERSION);
    if (!file) return file.error();
  }
  std::unique_ptr<Case> made(new Case(options));
  {
    Result<store::Snapshot> held = (*file)->store().Hold();
    if (!held) return held.error();
    if (std::optional<Error> trouble = mask ? made->ReadNames(**file) : std::nullopt) return *trouble;
    if (std::optional<Error> trouble = made->ReadRows(**file)) return *trouble;
  }
  mask ? made->watch_ = std::move(*file) : made->idle_.emplace_back(std::move(*file));
  return made;
}

std::optional<Error> Lease::Hold() {
  Result<store::Snapshot> held = file_->store().Hold();
  if (!held) return held.error();
  held_.emplace(std::move(*held));
  return std::nullopt;
}

Lease::~Lease() {
  if (!file_) return;
  held_.reset();
  std::lock_guard lock(case_.mutex_);
  case_.idle_.push_back(std::move(file_));
}

Result<Lease> Case::Borrow() {
  std::unique_ptr<CaseFile> view;
  {
    std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      view = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!view) {
    Result<std::unique_ptr<CaseFile>> file = CaseFile::Open(options_.path, Store::Mode::kRead, 1, TAWATUR_VERSION);
    if (!file) return file.error();
    view = std::move(*file);
  }
  Lease lease(*this, std::move(view));
  if (!options_.mask) return lease;
  // In this order: if nobody has written by now, the moment that the view is held at is that of the names.
  if (std::optional<Error> trouble = lease.Hold()) return *trouble;
  if (!IsCurrent()) return Error{ErrorKind::kIo, options_.path, "was written to since its names were read"};
  return lease;
}

bool Case::IsCurrent() {
  if (!options_.mask) return true;
  std::lock_guard lock(mutex_);
  const Result<int64_t> version = watch_->stories().OthersVersion();
  return version && *version == version_;
}

std::optional<Error> Case::ReadNames(CaseFile& file) {
  const Result<int64_t> version = file.stories().OthersVersion();
  if (!version) return version.error();
  version_ = *version;
  Result<publish::PrivateNames> names = file.ReadPrivateNames();
  if (!names) return names.error();
  names_ = std::move(*names);
  return std::nullopt;
}

std::optional<Error> Case::ReadRows(CaseFile& file) {
  Result<int64_t> count = file.store().CountReports();
  if (!count) return count.error();
  report_count_ = static_cast<size_t>(*count);
  Result<std::vector<store::StoryRow>> rows = file.stories().List({});
  if (!rows) return rows.error();
  entries_.reserve(rows->size());
  publish::Masker mask({}, masking());
  for (const store::StoryRow& row : *rows) {
    publish::StoryRow& shown = entries_.emplace_back(EntryOf(row)).row;
    for (std::string* words : {&shown.title, &shown.title_en, &shown.place.name, &shown.place.name_en}) *words = mask.Text(*words);
  }
  Sort();
  std::unordered_map<int64_t, uint32_t> at;
  for (uint32_t i = 0; i < entries_.size(); ++i) at.emplace(entries_[i].number, i);
  Result<int64_t> members = file.stories().EachMember([&](int64_t report, int64_t story, const std::string&) {
    const auto place = at.find(story);
    if (report < 0 || place == at.end()) return;
    if (entry_of_.size() <= static_cast<size_t>(report)) entry_of_.resize(static_cast<size_t>(report) + 1, kNone);
    entry_of_[static_cast<size_t>(report)] = place->second;
  });
  if (!members) return members.error();
  return ReadLaterDecisions(file);
}

// Decisions that came after the stories were told: what they touch is told when it is asked for.
std::optional<Error> Case::ReadLaterDecisions(CaseFile& file) {
  Result<int64_t> told = file.stories().ToldReview();
  if (!told) return told.error();
  Result<std::vector<store::Review>> later = store::Reviews(file.store()).List({}, *told);
  if (!later) return later.error();
  for (const store::Review& review : *later) {
    const std::optional<store::Address> address = store::ParseAddress(review.target);
    Result<const Entry*> entry = address && !address->sha256.empty() ? StoryOf(file, address->sha256) : Result<const Entry*>(nullptr);
    if (!entry) return entry.error();
    Touch(*entry);
  }
  return std::nullopt;
}

// No story: it may be any of them.
void Case::Touch(const Entry* entry) {
  if (entry) retold_.insert(entry->row.id);
  else all_retold_ = true;
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

Result<const Entry*> Case::NowHolding(std::string_view former_id) {
  constexpr std::string_view kStory = ":s";  // reconcile::Story::id
  constexpr size_t kIdDigits = 12;
  if (!former_id.ends_with(kStory)) return nullptr;
  const std::string_view hash = former_id.substr(0, former_id.size() - kStory.size());
  if (hash.size() != kIdDigits || hash.find_first_not_of("0123456789abcdef") != hash.npos) return nullptr;
  Result<Lease> file = Borrow();
  if (!file) return file.error();
  return StoryOf(*file->get(), hash);
}

Result<const Entry*> Case::StoryOf(CaseFile& file, std::string_view sha256) const {
  Result<std::optional<store::StoryRow>> row = file.stories().Find(sha256);
  if (!row) return row.error();
  return *row ? Find((*row)->id) : nullptr;
}

store::Filter Case::Words(std::string_view words) const {
  store::Filter filter;
  filter.words = words;
  if (options_.mask) filter.hidden = [this](std::string_view text) { return names_.Find(text); };
  return filter;
}

Result<std::vector<uint32_t>> Case::Search(const std::string& words) {
  Result<Lease> file = Borrow();
  if (!file) return file.error();
  std::vector<uint32_t> found;
  Result<std::vector<int64_t>> reports = (*file)->stories().ReportsWith(Words(words));
  if (!reports) return reports.error();
  for (int64_t report : *reports) {
    const auto i = static_cast<size_t>(report);
    if (i < entry_of_.size() && entry_of_[i] != kNone) found.push_back(entry_of_[i]);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Result<Loaded> Case::Load(const Entry& entry) {
  auto find = [&](const RunResult& result) {
    const auto& stories = result.dossiers.stories;
    return std::find_if(stories.begin(), stories.end(), [&](const auto& s) { return s.id == entry.row.id; });
  };
  {
    std::lock_guard lock(mutex_);
    for (auto at = loaded_.begin(); at != loaded_.end(); ++at) {
      if (at->story->id != entry.row.id) continue;
      loaded_.splice(loaded_.begin(), loaded_, at);
      return loaded_.front();
    }
  }
  Result<Lease> file = Borrow();
  if (!file) return file.error();
  Result<std::optional<store::StoryRow>> row = (*file)->stories().Find(entry.row.id);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::kIo, entry.row.id, "the story has become another one"};
  Result<RunResult> told = (*file)->Tell(**row);
  if (!told) return told.error();
  auto result = std::make_shared<const RunResult>(std::move(*told));
  auto story = find(*result);
  if (story == result->dossiers.stories.end())
    return Error{ErrorKind::kInternal, entry.row.id, "the story does not come out of its reports again"};
  std::lock_guard lock(mutex_);
  loaded_.push_front({result, &*story});
  size_t reports = 0, kept = 0;
  auto end = loaded_.begin();
  for (; end != loaded_.end() && kept < kMostLoaded && (kept == 0 || reports + end->reports().size() <= kMostReports); ++end, ++kept)
    reports += end->reports().size();
  loaded_.erase(end, loaded_.end());
  return loaded_.front();
}

std::optional<store::Stories::Dossier> Case::Told(const Entry& entry) {
  if (options_.mask || all_retold_ || retold_.contains(entry.row.id)) return std::nullopt;
  Result<Lease> file = Borrow();
  if (!file) return std::nullopt;
  Result<std::optional<store::Stories::Dossier>> dossier = (*file)->stories().ReadDossier(entry.row.id);
  return dossier ? std::move(*dossier) : std::nullopt;
}

Result<std::shared_ptr<const resolve::ResolvedReport>> Case::LoadReport(const std::string& sha256) {
  using Report = std::shared_ptr<const resolve::ResolvedReport>;
  const Entry* entry = nullptr;
  {
    Result<Lease> file = Borrow();
    if (!file) return file.error();
    Result<const Entry*> story = StoryOf(*file->get(), sha256);
    if (!story) return story.error();
    entry = *story;
  }
  if (!entry) return Report();
  Result<Loaded> loaded = Load(*entry);
  if (!loaded) return loaded.error();
  for (const resolve::ResolvedReport& r : loaded->reports()) {
    if (r.meta.sha256 == sha256) return Report(loaded->owner, &r);
  }
  return Report();
}

std::optional<Error> Case::Decided(const std::string& sha256) {
  kept_.clear();
  kept_bytes_ = 0;
  loaded_.clear();
  idle_.clear();  // a view knows the decisions of the time when it was opened
  Result<Lease> file = Borrow();
  if (!file) return file.error();
  Result<const Entry*> told = sha256.empty() ? Result<const Entry*>(nullptr) : StoryOf(*file->get(), sha256);
  if (!told) return told.error();
  Touch(*told);
  if (!*told) return std::nullopt;
  Entry& entry = entries_[static_cast<size_t>(*told - entries_.data())];
  Result<Loaded> loaded = Load(entry);
  if (!loaded) return loaded.error();
  const int64_t number = entry.number;
  entry = EntryOf(casefile::RowOf(*loaded->owner));
  entry.number = number;
  Queue();
  return std::nullopt;
}

Response Case::Kept(const std::string& key, const std::function<Response()>& make) {
  {
    std::lock_guard lock(mutex_);
    auto at = kept_.find(key);
    if (at != kept_.end()) return at->second;
  }
  Response made = make();
  if (made.status != 200) return made;
  std::lock_guard lock(mutex_);
  if (kept_bytes_ + made.body->size() > kMostKept) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  if (kept_.emplace(key, made).second) kept_bytes_ += made.body->size();
  return made;
}

}  // namespace tawatur::serve
