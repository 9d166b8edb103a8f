// serve: a case file: its stories as rows in memory, and one story with its reports when it is asked for. Entry point:
// Case::Open().
#pragma once
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "casefile/casefile.h"
#include "engine.h"
#include "publish/mask.h"
#include "publish/story_row.h"
#include "serve/http.h"

namespace tawatur::serve {

// A story as the list has it, and what waits for review in it.
struct Entry {
  publish::StoryRow row;
  double review = 0;  // the highest score; 0 = nothing waits
  size_t open = 0;    // figures that wait
};

// A story with its reports. `owner` keeps them.
struct Loaded {
  std::shared_ptr<const RunResult> owner;
  const reconcile::Story* story = nullptr;
  std::span<const resolve::ResolvedReport> reports() const { return owner->reports; }
};

class Case {
 public:
  // The stories as the store keeps them; brought up to date before, where they are not. With `mask` everything is read and
  // stays in memory, because a name that any report shows to be private is withheld from all.
  static Result<std::unique_ptr<Case>> Open(const std::string& path, unsigned jobs, bool mask);
  // Stories, as the reports and the decisions are now.
  static std::optional<Error> Update(const std::string& path, unsigned jobs);

  std::span<const Entry> entries() const { return entries_; }
  size_t report_count() const { return report_count_; }
  bool masked() const { return mask_; }
  store::Store& store() { return file_->store(); }
  publish::Masker& masker() { return masker_; }
  // By id; null where there is none.
  const Entry* Find(std::string_view story_id) const;
  // The story that holds a report; null where none does.
  const Entry* StoryOf(std::string_view sha256) const;
  // Places in entries() of the stories with reports that hold the words.
  Result<std::vector<uint32_t>> Search(const std::string& words) const;
  // The last ones asked for are kept.
  Result<Loaded> Load(const Entry& entry);
  // A report, dated by its story where it has one; null where the store does not hold it.
  Result<std::shared_ptr<const resolve::ResolvedReport>> LoadReport(const std::string& sha256);
  // Places in entries() of what waits for review, the weightiest first; and how many figures that is.
  const std::vector<uint32_t>& queue() const { return queue_; }
  size_t open_figures() const;
  // Somebody decided about something in this report: its story is told anew.
  std::optional<Error> Decided(const std::string& sha256);
  // The answer kept under this key, made now where there is none yet.
  Response Kept(const std::string& key, const std::function<Response()>& make);

 private:
  Case(std::unique_ptr<casefile::CaseFile> file, bool mask) : file_(std::move(file)), mask_(mask) {}
  std::optional<Error> ReadWhole();
  std::optional<Error> ReadRows();
  void Sort();
  void Queue();

  std::unique_ptr<casefile::CaseFile> file_;
  bool mask_;
  std::shared_ptr<const RunResult> whole_;  // with `mask` only
  publish::Masker masker_;
  std::vector<Entry> entries_;
  size_t report_count_ = 0;
  std::map<std::string, size_t, std::less<>> by_id_;
  std::vector<uint32_t> queue_;
  std::list<Loaded> loaded_;  // the latest first
  std::unordered_map<std::string, Response> kept_;
  size_t kept_bytes_ = 0;
};

}  // namespace tawatur::serve
