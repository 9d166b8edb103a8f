// casefile: the stories brought up to date. Entry points: CaseFile::Update(), IsUpToDate().
#include <algorithm>
#include <unordered_map>

#include "base/sha256.h"
#include "casefile/casefile.h"
#include "engine_case.h"
#include "publish/findings_json.h"
#include "reconcile/profile.h"

namespace tawatur::casefile {
namespace {

constexpr int kMostRounds = 8;
constexpr size_t kBatchReports = 256;  // read anew, or told as stories, at a time

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

}  // namespace

Result<size_t> CaseFile::ReadUnread() {
  Result<std::vector<int64_t>> numbers = stories_.Unread(reader_);
  if (!numbers) return numbers.error();
  const EngineOptions machine = Machine();
  for (size_t from = 0; from < numbers->size(); from += kBatchReports) {
    const std::span<const int64_t> some = std::span(*numbers).subspan(from, std::min(kBatchReports, numbers->size() - from));
    Result<std::vector<ingest::Report>> all = stories_.ReadReports(some);
    if (!all) return all.error();
    const std::vector<ingest::Report> texts = OnceEach(std::move(*all));
    if (texts.size() != some.size()) return Error{ErrorKind::kIo, "store", "a report has no name; tawatur verify says more"};
    std::vector<store::Reading> readings(texts.size());
    ExtractEach(texts, machine, [&](size_t i, resolve::ResolvedReport&& r) {
      store::Reading& reading = readings[i];
      reading.report = some[i];
      publish::WriteFindings(r, {}, reading.findings);
      store::Item item;
      Describe(r, item);
      reading.facets = std::move(item.facets), reading.profile = std::move(item.profile);
    });
    if (Result<int64_t> put = stories_.PutReadings(readings, reader_); !put) return put.error();
  }
  return numbers->size();
}

// Two programs may add to one case: who ends last looks again at what the other one wrote.
Result<Updated> CaseFile::Update(const std::function<void(size_t, size_t)>& tell) {
  Updated all;
  for (int round = 0; round < kMostRounds; ++round) {
    Result<int64_t> before = stories_.OthersVersion();
    if (!before) return before.error();
    Result<Updated> updated = UpdateOnce(tell);
    if (!updated) return updated;
    all.read += updated->read, all.fresh += updated->fresh, all.gone += updated->gone, all.stories = updated->stories;
    Result<int64_t> after = stories_.OthersVersion();
    if (!after) return after.error();
    if (*before == *after) break;
  }
  return all;
}

Result<Updated> CaseFile::UpdateOnce(const std::function<void(size_t, size_t)>& tell) {
  Updated updated;
  Result<size_t> read = ReadUnread();
  if (!read) return read.error();
  updated.read = *read;

  auto fetch = [&](const std::vector<uint32_t>& story) -> Result<std::vector<resolve::ResolvedReport>> {
    Result<std::vector<ingest::Report>> texts = stories_.ReadReports(std::vector<int64_t>(story.begin(), story.end()));
    if (!texts) return texts.error();
    std::vector<resolve::ResolvedReport> reports = ExtractBatch(*texts, engine_);
    Prepare(reports);
    return reports;
  };

  // Everything that a story is made from, a hash a report.
  std::vector<CaseReport> reports;
  std::unordered_map<uint32_t, std::string> made_from;
  std::vector<uint32_t> decided;
  bool damaged = false;
  Result<int64_t> count = stories_.EachProfile([&](int64_t number, const std::string& sha256, const std::string& bytes) {
    std::optional<reconcile::Profile> profile = reconcile::Unpack(bytes);
    damaged = damaged || !profile;
    if (!profile) return;
    const auto n = static_cast<uint32_t>(number);
    const std::string by_people = DecisionsOf(engine_.decisions, sha256);
    if (!by_people.empty()) decided.push_back(n);
    made_from.emplace(n, Sha256Hex(bytes + by_people).substr(0, 16));
    reports.push_back({n, sha256, profile->published_known, std::move(*profile)});
  });
  if (!count) return count.error();
  if (damaged) return Error{ErrorKind::kIo, "store", "what was kept for grouping is damaged; tawatur reread makes it anew"};
  // What people decided may change what a report is grouped by.
  for (size_t at = 0, i = 0; i < reports.size() && at < decided.size(); ++i) {
    if (reports[i].number != decided[at]) continue;
    ++at;
    Result<std::vector<resolve::ResolvedReport>> one = fetch({reports[i].number});
    if (!one) return one.error();
    reports[i].profile = reconcile::ProfileOf(one->front(), rarity_);
    reports[i].dated = !one->front().meta.published.empty();
  }

  Result<std::vector<CaseStory>> stories = GroupCase(std::move(reports), engine_, fetch);
  if (!stories) return stories.error();
  updated.stories = stories->size();

  // Which of them are there already, made from the same?
  Result<std::vector<store::StoryKey>> keys = stories_.Keys();
  if (!keys) return keys.error();
  std::unordered_map<std::string, int64_t> kept;
  for (const store::StoryKey& k : *keys) kept.emplace(k.key, k.number);
  std::vector<std::pair<const CaseStory*, std::string>> fresh;
  for (const CaseStory& s : *stories) {
    Sha256 hash;
    hash.Update(reader_ + " " + engine_.reconcile.rule);
    for (size_t i = 0; i < s.reports.size(); ++i) hash.Update(" " + made_from[s.reports[i]] + s.dated[i]);
    std::string key = hash.Hex().substr(0, 32);
    if (!kept.erase(key)) fresh.emplace_back(&s, std::move(key));
  }
  std::vector<int64_t> gone;
  for (const auto& [key, number] : kept) gone.push_back(number);
  std::sort(gone.begin(), gone.end());
  updated.fresh = fresh.size(), updated.gone = gone.size();

  for (size_t from = 0; from < fresh.size() || !gone.empty();) {
    // As many stories as hold about a batch of reports.
    size_t to = from;
    std::vector<int64_t> numbers;
    for (; to < fresh.size() && (to == from || numbers.size() < kBatchReports); ++to) {
      numbers.insert(numbers.end(), fresh[to].first->reports.begin(), fresh[to].first->reports.end());
    }
    std::vector<std::vector<ingest::Report>> texts(to - from);
    for (size_t i = from; i < to; ++i) {
      const auto& members = fresh[i].first->reports;
      Result<std::vector<ingest::Report>> of_story = stories_.ReadReports(std::vector<int64_t>(members.begin(), members.end()));
      if (!of_story) return of_story.error();
      texts[i - from] = std::move(*of_story);
    }
    std::vector<store::StoryRow> rows(to - from);
    ForEach(to - from, engine_.jobs, [&](size_t, size_t i) {
      const CaseStory& s = *fresh[from + i].first;
      EngineOptions one = engine_;
      one.jobs = 1;
      std::vector<resolve::ResolvedReport> resolved = ExtractBatch(texts[i], one);
      std::map<std::string, std::string> dated;
      size_t member = 0;
      for (const ingest::Report& t : OnceEach(std::move(texts[i]))) {
        if (member < s.reports.size() && !s.dated[member].empty()) dated.emplace(t.sha256, s.dated[member]);
        ++member;
      }
      RunResult told = TellStory(std::move(resolved), dated, one);
      if (told.dossiers.stories.empty()) return;
      rows[i] = RowOf(told);
      rows[i].key = fresh[from + i].second;
      for (size_t m = 0; m < s.reports.size(); ++m) rows[i].reports.push_back({s.reports[m], {}, s.dated[m]});
    });
    std::erase_if(rows, [](const store::StoryRow& r) { return r.id.empty(); });
    Result<int64_t> put = stories_.Replace(gone, rows);
    if (!put) return put.error();
    gone.clear();
    from = to;
    if (tell) tell(from, fresh.size());
  }
  return updated;
}

Result<bool> CaseFile::IsUpToDate() { return stories_.Complete(reader_); }

}  // namespace tawatur::casefile
