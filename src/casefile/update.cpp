// casefile: the stories brought up to date. Entry points: CaseFile::Update(), IsUpToDate().
#include <algorithm>
#include <future>
#include <mutex>
#include <numeric>
#include <unordered_map>

#include "base/give_back.h"
#include "base/sha256.h"
#include "casefile/casefile.h"
#include "engine_case.h"
#include "publish/dossier_json.h"
#include "publish/findings_json.h"
#include "reconcile/profile.h"

namespace tawatur::casefile {
namespace {

constexpr int kMostRounds = 8;
constexpr size_t kHashDigits = 16;
constexpr size_t kBatchReports = 1024;  // read anew, or told as stories, at a time

// One report under several names is read once, under its least.
std::vector<ingest::Report> OnceEach(std::vector<ingest::Report> reports) {
  std::vector<ingest::Report> once;
  for (ingest::Report& r : reports) {
    if (once.empty() || once.back().sha256 != r.sha256) once.push_back(std::move(r));
  }
  return once;
}

// What people decided about a report, as a few bytes that change when it does.
std::string DecisionsOf(const reconcile::Decisions* decisions, const std::string& sha256) {
  std::string out;
  if (!decisions) return out;
  if (const auto own = decisions->of_report.find(sha256); own != decisions->of_report.end()) {
    for (const reconcile::Decision& d : own->second) out += "d" + std::to_string(d.review);
  }
  for (const reconcile::Move& m : decisions->moves) {
    if (m.report == sha256) out += "m" + std::to_string(m.review);
  }
  for (const reconcile::EntityJoin& j : decisions->joins) out += "j" + std::to_string(j.review);
  return out;
}

uint64_t MarkOf(const std::string& hex) { return std::stoull(hex.substr(0, 16), nullptr, 16); }

}  // namespace

// One look at the case: what is unread, how it groups, and which stories are new by that.
class Updater {
 public:
  Updater(CaseFile& file, const std::function<void(size_t, size_t)>& tell) : file_(file), stories_(file.stories_), engine_(file.engine_), tell_(tell), extractor_(file.engine_) {}
  Result<Updated> Run();

 private:
  struct KeptStory {
    std::string key;
    std::vector<uint32_t> reports;  // ascending
    std::vector<std::string> dated;
  };
  struct Fresh {
    const CaseStory* story = nullptr;
    std::string key;
  };
  Result<size_t> ReadUnread();
  Result<std::vector<resolve::ResolvedReport>> FetchStory(const std::vector<uint32_t>& story);
  Result<std::vector<CaseReport>> ReadReports(bool profiles);
  Result<std::vector<CaseStory>> Group();
  Result<bool> ReadKept();
  std::string KeyOf(const std::vector<uint32_t>& reports, const std::vector<std::string>& dated) const;
  std::optional<std::vector<std::string>> DatesOf(const std::vector<uint32_t>& reports) const;
  void Compare(const std::vector<CaseStory>& stories);
  Result<bool> FindAside();
  const Spill::Place* AsideOf(int64_t report) const;
  Result<std::vector<ingest::Report>> ReadOthers(std::span<const Fresh> fresh);
  Result<bool> TellFresh();
  Result<std::vector<store::StoryRow>> TellBatch(std::span<const Fresh> fresh, std::vector<ingest::Report> texts);

  CaseFile& file_;
  store::Stories& stories_;
  const EngineOptions& engine_;
  const std::function<void(size_t, size_t)>& tell_;
  Extractor extractor_;
  // By report, ascending: a hash of everything that it brings into its story. In one piece, for it stays when grouping's memory goes.
  std::vector<std::pair<uint32_t, uint64_t>> made_from_;
  std::vector<std::pair<uint32_t, Spill::Place>> aside_;  // by report, ascending: those that need not be read again
  std::unordered_map<int64_t, KeptStory> kept_;          // by number of the row
  std::unordered_map<uint32_t, int64_t> story_of_;
  std::vector<Fresh> fresh_;
  std::vector<int64_t> gone_;
};

Result<size_t> Updater::ReadUnread() {
  Result<std::vector<int64_t>> numbers = stories_.Unread(file_.reader());
  if (!numbers) return numbers.error();
  Extractor extractor(file_.Machine());
  for (size_t from = 0; from < numbers->size(); from += kBatchReports) {
    const std::span<const int64_t> some = std::span(*numbers).subspan(from, std::min(kBatchReports, numbers->size() - from));
    Result<std::vector<ingest::Report>> all = stories_.ReadReports(some);
    if (!all) return all.error();
    const std::vector<ingest::Report> texts = OnceEach(std::move(*all));
    if (texts.size() != some.size()) return Error{ErrorKind::kIo, "store", "a report has no name; tawatur verify says more"};
    std::vector<store::Reading> readings(texts.size());
    extractor.Each(texts, [&](size_t i, resolve::ResolvedReport&& r) {
      store::Reading& reading = readings[i];
      reading.report = some[i];
      publish::WriteFindings(r, {}, reading.findings);
      store::Item item;
      file_.Describe(r, item);
      reading.facets = std::move(item.facets), reading.profile = std::move(item.profile);
    });
    if (Result<int64_t> put = stories_.PutReadings(readings, file_.reader()); !put) return put.error();
  }
  return numbers->size();
}

// Whether what was put aside is what would be read: nobody decided anything, no other program wrote, and no report has a second name.
Result<bool> Updater::FindAside() {
  aside_.clear();
  if (file_.aside() == nullptr || engine_.decisions != nullptr) return false;
  Result<int64_t> version = stories_.OthersVersion();
  if (!version) return version.error();
  if (*version != file_.aside_since_) return false;
  Result<std::vector<int64_t>> several = stories_.UnderSeveralNames();
  if (!several) return several.error();
  Result<int64_t> count = stories_.EachReport([&](int64_t report, const std::string& sha256) {
    if (std::binary_search(several->begin(), several->end(), report)) return;
    if (const std::optional<Spill::Place> place = file_.aside()->Find(sha256)) aside_.emplace_back(static_cast<uint32_t>(report), *place);
  });
  if (!count) return count.error();
  std::sort(aside_.begin(), aside_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return true;
}

const Spill::Place* Updater::AsideOf(int64_t report) const {
  const auto at = std::lower_bound(aside_.begin(), aside_.end(), report, [](const auto& a, int64_t r) { return a.first < r; });
  return at == aside_.end() || at->first != report ? nullptr : &at->second;
}

Result<std::vector<resolve::ResolvedReport>> Updater::FetchStory(const std::vector<uint32_t>& story) {
  std::vector<int64_t> others;
  std::vector<resolve::ResolvedReport> reports;
  for (uint32_t report : story) {
    const Spill::Place* place = AsideOf(report);
    if (place == nullptr) {
      others.push_back(report);
      continue;
    }
    Result<resolve::ResolvedReport> read = file_.aside()->Get(*place);
    if (!read) return read.error();
    reports.push_back(std::move(*read));
  }
  Result<std::vector<ingest::Report>> texts = stories_.ReadReports(others);
  if (!texts) return texts.error();
  for (resolve::ResolvedReport& r : extractor_.Batch(*texts)) reports.push_back(std::move(r));
  Prepare(reports);
  return reports;
}

// All reports of the case, with what people decided about them. Without profiles only their marks are told, which takes little memory.
Result<std::vector<CaseReport>> Updater::ReadReports(bool profiles) {
  std::vector<CaseReport> reports;
  std::vector<uint32_t> decided;
  bool damaged = false;
  made_from_.clear();
  Result<int64_t> count = stories_.EachProfile([&](int64_t number, const std::string& sha256, const std::string& bytes) {
    const std::optional<bool> dated = reconcile::IsDated(bytes);
    std::optional<reconcile::Profile> profile = profiles ? reconcile::Unpack(bytes) : reconcile::Profile();
    damaged = damaged || !profile || !dated;
    if (damaged) return;
    const auto n = static_cast<uint32_t>(number);
    const std::string by_people = DecisionsOf(engine_.decisions, sha256);
    if (!by_people.empty()) decided.push_back(n);
    const std::string hash = Sha256Hex(bytes).substr(0, kHashDigits);
    made_from_.emplace_back(n, MarkOf(by_people.empty() ? hash : Sha256Hex(hash + by_people)));
    CaseReport report{n, sha256, *dated, std::move(*profile), MarkOf(hash), nullptr, 0};
    reports.push_back(std::move(report));
  });
  if (!count) return count.error();
  if (damaged) return Error{ErrorKind::kIo, "store", "what was kept for grouping is damaged; tawatur reread makes it anew"};
  // What people decided may change what a report is grouped by.
  for (size_t at = 0, i = 0; i < reports.size() && at < decided.size(); ++i) {
    if (reports[i].number != decided[at]) continue;
    ++at;
    Result<std::vector<resolve::ResolvedReport>> one = FetchStory({reports[i].number});
    if (!one) return one.error();
    CaseReport& r = reports[i];
    r.machine = std::make_unique<reconcile::Profile>(std::move(r.profile)), r.machine_mark = r.mark;
    r.profile = reconcile::ProfileOf(one->front(), file_.rarity_);
    r.mark = MarkOf(Sha256Hex(reconcile::Pack(r.profile)));
    r.dated = !one->front().meta.published.empty();
  }
  return reports;
}

Result<std::vector<CaseStory>> Updater::Group() {
  Result<std::string> before = stories_.Grouping(file_.reader());
  if (!before) return before.error();
  const std::string was = Sha256Hex(*before);
  CaseMemory memory{std::move(*before), [this](const std::vector<uint32_t>& story) { return DatesOf(story); }};
  // While reports are compared the file is not asked: the index of words is put in order meanwhile.
  std::future<Result<bool>> merging;
  std::optional<Error> trouble;
  auto merged = [&] {
    if (!merging.valid()) return;
    if (Result<bool> done = merging.get(); !done) trouble = done.error();
  };
  const Fetch fetch = [&](const std::vector<uint32_t>& story) -> Result<std::vector<resolve::ResolvedReport>> {
    merged();
    if (trouble) return *trouble;
    return FetchStory(story);
  };
  Result<int64_t> count = file_.store_.CountReports();
  if (!count) return count.error();
  // Most decisions change nothing that reports are grouped by.
  if (*count > 0 && CountIn(memory) == static_cast<size_t>(*count)) {
    Result<std::vector<CaseReport>> marks = ReadReports(false);
    if (!marks) return marks.error();
    auto stories = GroupAsBefore(*marks, engine_, fetch, memory);
    if (!stories) return stories.error();
    if (*stories) return std::move(**stories);
  }
  Result<std::vector<CaseReport>> reports = ReadReports(true);
  if (!reports) return reports.error();
  merging = std::async(engine_.jobs > 1 ? std::launch::async : std::launch::deferred, [this] { return stories_.MergeIndex(); });
  auto stories = GroupCase(std::move(*reports), engine_, fetch, memory);
  merged();
  if (trouble) return *trouble;
  if (!stories || Sha256Hex(memory.grouping) == was) return stories;
  if (Result<bool> set = stories_.SetGrouping(file_.reader(), memory.grouping); !set) return set.error();
  return stories;
}

// Of all stories that are there: their keys, their reports and the dates that these were given.
Result<bool> Updater::ReadKept() {
  Result<std::vector<store::StoryKey>> keys = stories_.Keys();
  if (!keys) return keys.error();
  for (store::StoryKey& k : *keys) kept_.emplace(k.number, KeptStory{std::move(k.key), {}, {}});
  Result<int64_t> members = stories_.EachMember([&](int64_t report, int64_t story, const std::string& dated) {
    const auto at = kept_.find(story);
    if (at == kept_.end()) return;
    at->second.reports.push_back(static_cast<uint32_t>(report));
    at->second.dated.push_back(dated);
    story_of_.emplace(static_cast<uint32_t>(report), story);
  });
  if (!members) return members.error();
  return true;
}

std::string Updater::KeyOf(const std::vector<uint32_t>& reports, const std::vector<std::string>& dated) const {
  Sha256 hash;
  hash.Update(file_.reader() + " " + engine_.reconcile.rule);
  for (size_t i = 0; i < reports.size(); ++i) {
    const auto at = std::lower_bound(made_from_.begin(), made_from_.end(), std::pair(reports[i], uint64_t{0}));
    hash.Update(" " + std::to_string(at == made_from_.end() ? 0 : at->second) + "/" + dated[i]);
  }
  return hash.Hex().substr(0, 2 * kHashDigits);
}

// The key holds the dates: where it is the same with them, they came of the same.
std::optional<std::vector<std::string>> Updater::DatesOf(const std::vector<uint32_t>& reports) const {
  const auto story = story_of_.find(reports.front());
  if (story == story_of_.end()) return std::nullopt;
  const KeptStory& kept = kept_.at(story->second);
  if (kept.reports != reports || KeyOf(reports, kept.dated) != kept.key) return std::nullopt;
  return kept.dated;
}

// Which of them are there already, made from the same?
void Updater::Compare(const std::vector<CaseStory>& stories) {
  std::unordered_map<std::string, int64_t> kept;
  for (const auto& [number, story] : kept_) kept.emplace(story.key, number);
  for (const CaseStory& s : stories) {
    std::string key = KeyOf(s.reports, s.dated);
    if (!kept.erase(key)) fresh_.push_back({&s, std::move(key)});
  }
  for (const auto& [key, number] : kept) gone_.push_back(number);
  std::sort(gone_.begin(), gone_.end());
}

Result<bool> Updater::TellFresh() {
  using Texts = Result<std::vector<ingest::Report>>;
  auto end_of = [this](size_t from) {  // of the batch that begins there
    size_t to = from;
    for (size_t reports = 0; to < fresh_.size() && (to == from || reports < kBatchReports); ++to) reports += fresh_[to].story->reports.size();
    return to;
  };
  auto read = [this](size_t from, size_t to) { return ReadOthers(std::span<const Fresh>(fresh_).subspan(from, to - from)); };
  std::vector<store::StoryRow> rows;  // told, and not yet put down
  size_t from = 0, to = end_of(0);
  Texts texts = read(from, to);
  if (!texts) return texts.error();
  // One batch is told while the one before is put down and the next one is read.
  while (from < fresh_.size() || !rows.empty() || !gone_.empty()) {
    // What has gone goes in the transaction in which the first new ones come: nobody who reads meanwhile misses a story.
    std::vector<int64_t> old;
    if (!rows.empty() || from == fresh_.size()) old.swap(gone_);
    const size_t next = end_of(to);
    std::future<Texts> beside = std::async(engine_.jobs > 1 ? std::launch::async : std::launch::deferred,
                                           [this, &read, to, next, put = std::move(rows), old = std::move(old)]() -> Texts {
      if (Result<int64_t> done = stories_.Replace(old, put); !done) return done.error();
      return read(to, next);
    });
    Result<std::vector<store::StoryRow>> told = TellBatch(std::span<const Fresh>(fresh_).subspan(from, to - from), std::move(*texts));
    texts = beside.get();
    if (!texts) return texts.error();
    if (!told) return told.error();
    rows = std::move(*told);
    from = to, to = next;
    if (tell_ && !fresh_.empty()) tell_(from, fresh_.size());
  }
  return true;
}

// What these stories hold and was not put aside, story by story.
Result<std::vector<ingest::Report>> Updater::ReadOthers(std::span<const Fresh> fresh) {
  std::vector<int64_t> numbers;
  for (const Fresh& f : fresh) {
    for (uint32_t report : f.story->reports) {
      if (AsideOf(report) == nullptr) numbers.push_back(report);
    }
  }
  return stories_.ReadReports(numbers);
}

Result<std::vector<store::StoryRow>> Updater::TellBatch(std::span<const Fresh> fresh, std::vector<ingest::Report> texts) {
  // Of each member its texts: a report under several names comes once a name, one that was put aside does not come.
  struct Member { const Spill::Place* aside = nullptr; size_t begin = 0, end = 0; };
  std::vector<std::vector<Member>> members(fresh.size());
  size_t at = 0;
  for (size_t i = 0; i < fresh.size(); ++i) {
    for (uint32_t report : fresh[i].story->reports) {
      Member& m = members[i].emplace_back(Member{AsideOf(report), at, at});
      if (m.aside != nullptr) continue;
      while (m.end < texts.size() && texts[m.end].sha256 == texts[m.begin].sha256) ++m.end;
      at = m.end;
    }
  }
  std::vector<resolve::ResolvedReport> reports = extractor_.Batch(texts);
  texts.clear();
  // The longest first, so that no worker is left alone with it at the end.
  std::vector<size_t> order(fresh.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return members[a].size() > members[b].size(); });
  EngineOptions one = engine_;
  one.jobs = 1;
  std::vector<store::StoryRow> rows(fresh.size());
  std::mutex mutex;
  std::optional<Error> trouble;
  ForEach(fresh.size(), engine_.jobs, [&](size_t, size_t n) {
    const size_t i = order[n];
    const CaseStory& s = *fresh[i].story;
    std::vector<resolve::ResolvedReport> own;
    std::map<std::string, std::string> dated;
    for (size_t m = 0; m < members[i].size(); ++m) {
      const Member& member = members[i][m];
      const size_t before = own.size();
      if (member.aside != nullptr) {
        Result<resolve::ResolvedReport> read = file_.aside()->Get(*member.aside);
        if (!read) {
          std::lock_guard lock(mutex);
          trouble = read.error();
          return;
        }
        own.push_back(std::move(*read));
      }
      for (size_t t = member.begin; t < member.end; ++t) own.push_back(std::move(reports[t]));
      if (own.size() > before && !s.dated[m].empty()) dated.emplace(own.back().meta.sha256, s.dated[m]);
    }
    const RunResult told = TellStory(std::move(own), dated, one);
    if (told.dossiers.stories.empty()) return;
    rows[i] = RowOf(told);
    rows[i].key = fresh[i].key;
    for (size_t m = 0; m < s.reports.size(); ++m) rows[i].reports.push_back({s.reports[m], {}, s.dated[m]});
    std::string json;
    publish::WriteDossier(told.dossiers.stories.front(), told.reports, {}, json);
    rows[i].dossier = store::Keep(json);
  });
  if (trouble) return *trouble;
  std::erase_if(rows, [](const store::StoryRow& r) { return r.id.empty(); });
  return rows;
}

Result<Updated> Updater::Run() {
  Updated updated;
  Result<size_t> read = ReadUnread();
  if (!read) return read.error();
  GiveBackMemory();  // what reading left, before grouping needs it in other pieces
  if (Result<bool> kept = ReadKept(); !kept) return kept.error();
  if (Result<bool> aside = FindAside(); !aside) return aside.error();
  Result<std::vector<CaseStory>> stories = Group();
  if (!stories) return stories.error();
  GiveBackMemory();
  Compare(*stories);
  updated.read = *read, updated.stories = stories->size(), updated.fresh = fresh_.size(), updated.gone = gone_.size();
  if (Result<bool> told = TellFresh(); !told) return told.error();
  Result<int64_t> known = stories_.ToldReview();
  if (!known) return known.error();
  if (*known == file_.last_review_) return updated;
  if (Result<bool> set = stories_.SetToldReview(file_.last_review_); !set) return set.error();
  return updated;
}

// Two programs may add to one case: who ends last looks again at what the other one wrote.
Result<Updated> CaseFile::Update(const std::function<void(size_t, size_t)>& tell) {
  Updated all;
  for (int round = 0; round < kMostRounds; ++round) {
    Result<int64_t> before = stories_.OthersVersion();
    if (!before) return before.error();
    Result<Updated> updated = Updater(*this, tell).Run();
    if (!updated) return updated;
    all.read += updated->read, all.fresh += updated->fresh, all.gone += updated->gone, all.stories = updated->stories;
    Result<int64_t> after = stories_.OthersVersion();
    if (!after) return after.error();
    if (*before == *after) break;
  }
  aside_.reset();
  return all;
}

Result<bool> CaseFile::IsUpToDate() { return stories_.Complete(reader_); }

}  // namespace tawatur::casefile
