// The walk in steps, for a case that is kept and grows. Entry points: GroupCase(), TellStory().
#include "engine_case.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <exception>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "base/sha256.h"
#include "reconcile/moves.h"
#include "reconcile/story_index.h"
#include "reconcile/view.h"
#include "resolve/resolve.h"

namespace tawatur {
namespace {

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

class Grouping {
 public:
  Grouping(const EngineOptions& options, const Fetch& fetch, CaseMemory& memory) : options_(options), fetch_(fetch), memory_(memory) {}

  // The stories are those that memory has, if all reports are as it has them.
  bool TakeAsBefore(const std::vector<CaseReport>& reports) {
    Know(reports);
    const std::string marks = Marks();
    if (!std::string_view(memory_.grouping).starts_with(marks)) return false;
    std::optional<std::vector<std::vector<uint32_t>>> stories = reconcile::StoryIndex::StoriesIn(std::string_view(memory_.grouping).substr(marks.size()));
    if (!stories) return false;
    std::vector<uint32_t> held, asked;
    for (const auto& story : *stories) held.insert(held.end(), story.begin(), story.end());
    for (const auto& [number, mark] : marks_) asked.push_back(number);
    std::sort(held.begin(), held.end());
    if (held != asked) return false;
    stories_ = std::move(*stories);
    Move();
    return true;
  }

  void Take(std::vector<CaseReport> reports) {
    Know(reports);
    Remember(reports);
    std::string().swap(memory_.grouping);
    uint32_t most = 0;
    for (const CaseReport& r : reports) most = std::max(most, r.number + 1);
    index_.Expect(most);
    for (CaseReport& r : reports) {
      if (!restored_.contains(r.number)) index_.Put(r.number, r.profile);
      r.profile = reconcile::Profile();
    }
    std::vector<CaseReport>().swap(reports);  // else it would be there as long as the call
    Settle();
    memory_.grouping = Marks().append(index_.Keep());
  }

  Result<std::vector<CaseStory>> Run() {
    // As in Run(): dated by their story, but not grouped anew by that date.
    for (int round = 0; round < 2; ++round) {
      Result<bool> changed = DateUndated();
      if (!changed) return changed.error();
      if (!*changed) break;
    }
    std::vector<CaseStory> out;
    for (std::vector<uint32_t>& reports : stories_) {
      std::sort(reports.begin(), reports.end());
      CaseStory story{std::move(reports), {}};
      for (uint32_t r : story.reports) {
        const auto at = undated_.find(r);
        story.dated.push_back(at == undated_.end() ? std::string() : at->second);
      }
      out.push_back(std::move(story));
    }
    return out;
  }

 private:
  void Know(const std::vector<CaseReport>& reports) {
    for (const CaseReport& r : reports) {
      numbers_.emplace_back(Sha256KeyOf(r.sha256), r.number);
      if (!r.dated) undated_.emplace(r.number, std::string());
      marks_.emplace_back(r.number, r.mark);
    }
    std::sort(marks_.begin(), marks_.end());
    std::sort(numbers_.begin(), numbers_.end());
  }

  // With what the index keeps behind it, this is what is remembered.
  std::string Marks() const {
    std::string bytes;
    const uint64_t count = marks_.size();
    auto put = [&](const auto& value) { bytes.append(reinterpret_cast<const char*>(&value), sizeof value); };
    put(count);
    for (const auto& [number, mark] : marks_) put(number), put(mark);
    return bytes;
  }

  // The index as it was, where the reports that it held are still there; those whose profile is another now are put anew.
  void Remember(std::vector<CaseReport>& reports) {
    std::string_view in = memory_.grouping;
    auto get = [&](auto& value) {
      if (in.size() < sizeof value) return false;
      std::memcpy(&value, in.data(), sizeof value);
      in.remove_prefix(sizeof value);
      return true;
    };
    uint64_t count = 0;
    if (!get(count) || count > in.size()) return;
    std::unordered_map<uint32_t, CaseReport*> at;
    for (CaseReport& r : reports) at.emplace(r.number, &r);
    std::vector<CaseReport*> known;
    std::vector<bool> by_machine;
    for (; count > 0; --count) {
      uint32_t number = 0;
      uint64_t mark = 0;
      if (!get(number) || !get(mark)) return;
      const auto found = at.find(number);
      if (found == at.end()) return;
      CaseReport& r = *found->second;
      const bool machine = r.mark != mark;
      if (machine && !(r.machine && r.machine_mark == mark)) return;
      known.push_back(&r), by_machine.push_back(machine);
    }
    std::vector<std::pair<uint32_t, reconcile::Profile>> profiles;
    for (size_t i = 0; i < known.size(); ++i) profiles.emplace_back(known[i]->number, std::move(by_machine[i] ? *known[i]->machine : known[i]->profile));
    const bool restored = index_.Restore(in, profiles);
    for (size_t i = 0; i < known.size(); ++i) {
      if (restored && !by_machine[i]) restored_.insert(known[i]->number);
      if (!restored && !by_machine[i]) known[i]->profile = std::move(profiles[i].second);
    }
  }

  void Settle() {
    index_.SettleForGood([this](size_t n, const std::function<void(size_t)>& work) {
      ForEach(n, options_.jobs, [&](size_t, size_t i) { work(i); });
    });
    stories_ = index_.Stories();
    Move();
  }

  void Move() {
    if (options_.decisions) reconcile::MoveReports(*options_.decisions, [&](const std::string& sha256) { return NumberOf(sha256); }, stories_);
  }

  uint32_t NumberOf(const std::string& sha256) const {
    const Sha256Key key = Sha256KeyOf(sha256);
    const auto at = std::lower_bound(numbers_.begin(), numbers_.end(), std::pair(key, 0U));
    return at == numbers_.end() || at->first != key ? kNone : at->second;
  }
  bool IsOpen(uint32_t report) const {
    const auto at = undated_.find(report);
    return at != undated_.end() && at->second.empty();
  }

  // All dates are inferred before the first is set, so that the order of stories does not matter.
  Result<bool> DateUndated() {
    bool changed = false;
    for (const std::vector<uint32_t>& story : stories_) {
      if (std::none_of(story.begin(), story.end(), [&](uint32_t r) { return IsOpen(r); }) || IsRemembered(story)) continue;
      Result<std::vector<resolve::ResolvedReport>> reports = fetch_(story);
      if (!reports) return reports.error();
      changed |= DateStory(*reports);
    }
    return changed;
  }

  // It gave its dates before: those of all rounds.
  bool IsRemembered(std::vector<uint32_t> story) {
    if (!memory_.dates || story.empty()) return false;
    std::sort(story.begin(), story.end());
    if (dated_before_.contains(story.front())) return true;
    const std::optional<std::vector<std::string>> dates = memory_.dates(story);
    if (!dates || dates->size() != story.size()) return false;
    for (size_t i = 0; i < story.size(); ++i) {
      if (const auto at = undated_.find(story[i]); at != undated_.end()) at->second = (*dates)[i];
    }
    dated_before_.insert(story.front());
    return true;
  }

  bool DateStory(std::vector<resolve::ResolvedReport>& reports) {
    for (resolve::ResolvedReport& r : reports) {
      const auto at = undated_.find(NumberOf(r.meta.sha256));
      if (at != undated_.end() && !at->second.empty()) resolve::Redate(r, at->second);
    }
    const reconcile::Group group = OneGroup(reports);
    std::vector<std::pair<uint32_t, std::string>> dates;
    for (Index i : group.reports) {
      const uint32_t number = NumberOf(reports[i].meta.sha256);
      if (!IsOpen(number)) continue;
      std::string date = reconcile::InferDate(reports, group, i);
      if (!date.empty()) dates.emplace_back(number, std::move(date));
    }
    for (auto& [number, date] : dates) undated_[number] = std::move(date);
    return !dates.empty();
  }

  const EngineOptions& options_;
  const Fetch& fetch_;
  CaseMemory& memory_;
  reconcile::StoryIndex index_;
  std::vector<std::pair<uint32_t, uint64_t>> marks_;
  std::unordered_set<uint32_t> restored_, dated_before_;  // reports; first reports of stories
  std::vector<std::pair<Sha256Key, uint32_t>> numbers_;  // by SHA-256
  std::unordered_map<uint32_t, std::string> undated_;  // and what dated them
  std::vector<std::vector<uint32_t>> stories_;
};

}  // namespace

reconcile::Group OneGroup(const std::vector<resolve::ResolvedReport>& reports) {
  reconcile::Group group;
  for (Index i = 0; i < reports.size(); ++i) group.reports.push_back(i);
  std::sort(group.reports.begin(), group.reports.end(), [&](Index a, Index b) { return reconcile::Before(reports[a], reports[b]); });
  return group;
}

void ForEach(size_t n, unsigned jobs, const std::function<void(size_t worker, size_t i)>& work) {
  std::atomic<size_t> next{0};
  std::exception_ptr failure;  // memory ran out: for the caller, not for a worker, to end on
  std::mutex failure_mutex;
  auto run = [&](size_t worker) {
    try {
      for (size_t i = next++; i < n; i = next++) work(worker, i);
    } catch (...) {
      std::lock_guard lock(failure_mutex);
      failure = std::current_exception();
      next = n;
    }
  };
  {
    std::vector<std::jthread> workers;
    for (size_t i = 1; i < std::clamp<size_t>(jobs, 1, std::max<size_t>(n, 1)); ++i) workers.emplace_back(run, i);
    run(0);
  }
  if (failure) std::rethrow_exception(failure);
}

void DateByOwnWords(resolve::ResolvedReport& r) {
  if (!r.meta.published.empty()) return;
  const reconcile::OwnDate own = reconcile::DateByOwnWords(r);
  if (!own.published.empty() && own.year_assumed) {
    r.notes.push_back({"year_assumed", {}, "the text dates itself without a year; " + own.published.substr(0, 4) + " is the one recent year whose weekday fits"});
  }
  if (!own.published.empty() && own.year_by_number) {
    r.notes.push_back({"year_by_number", {}, "the text dates itself without a year; " + own.published.substr(0, 4) + " is the year of pages with the number in its address"});
  }
  if (!own.published.empty()) resolve::Redate(r, own.published);
  else if (!own.near.empty()) resolve::DateNear(r, own.near);
}

void Prepare(std::vector<resolve::ResolvedReport>& reports) {
  // In canonical order, so that the same reports give the same bytes however they came.
  std::sort(reports.begin(), reports.end(), [](const resolve::ResolvedReport& a, const resolve::ResolvedReport& b) {
    return std::tie(a.meta.id, a.meta.sha256, a.meta.paths) < std::tie(b.meta.id, b.meta.sha256, b.meta.paths);
  });
  MergeDuplicates(reports);
  for (resolve::ResolvedReport& r : reports) DateByOwnWords(r);
}

Result<std::vector<CaseStory>> GroupCase(std::vector<CaseReport> reports, const EngineOptions& options, const Fetch& fetch,
                                         CaseMemory& memory) {
  Grouping grouping(options, fetch, memory);
  grouping.Take(std::move(reports));
  return grouping.Run();
}

Result<std::optional<std::vector<CaseStory>>> GroupAsBefore(const std::vector<CaseReport>& reports, const EngineOptions& options, const Fetch& fetch,
                                                            CaseMemory& memory) {
  using Stories = std::optional<std::vector<CaseStory>>;
  Grouping grouping(options, fetch, memory);
  if (!grouping.TakeAsBefore(reports)) return Stories();
  Result<std::vector<CaseStory>> stories = grouping.Run();
  if (!stories) return stories.error();
  return Stories(std::move(*stories));
}

size_t CountIn(const CaseMemory& memory) {
  uint64_t count = 0;
  if (memory.grouping.size() >= sizeof count) std::memcpy(&count, memory.grouping.data(), sizeof count);
  return static_cast<size_t>(count);
}

RunResult TellStory(std::vector<resolve::ResolvedReport> reports, const std::map<std::string, std::string>& dated,
                    const EngineOptions& options, std::string_view until) {
  Prepare(reports);
  const reconcile::Group all = OneGroup(reports);
  std::vector<Index> open;
  for (Index i : all.reports) {
    if (reports[i].meta.published.empty()) open.push_back(i), (void)reconcile::InferDate(reports, all, i);  // sets the bounds
  }
  for (Index i : open) {
    const auto date = dated.find(reports[i].meta.sha256);
    if (date != dated.end() && !date->second.empty()) resolve::Redate(reports[i], date->second);
  }
  if (!until.empty()) {
    std::erase_if(reports, [&](const resolve::ResolvedReport& r) { return r.meta.published.empty() || r.meta.published.substr(0, 10) > until; });
  }
  RunResult result;
  std::vector<reconcile::Group> groups;
  if (!reports.empty()) groups.push_back(OneGroup(reports));
  result.dossiers = reconcile::Reconcile(reports, groups, options.lexicon ? *options.lexicon : lexicon::Lexicon::Builtin(), options.reconcile);
  result.reports = std::move(reports);
  return result;
}

}  // namespace tawatur
