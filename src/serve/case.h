// serve: a case file: its stories as rows in memory, and one story with its reports when it is asked for. Entry point:
// Case::Open().
#pragma once
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
  int64_t number = 0;  // of the row in the store
  double review = 0;  // the highest score; 0 = nothing waits
  size_t open = 0;    // figures that wait
};

// A story with its reports. `owner` keeps them.
struct Loaded {
  std::shared_ptr<const RunResult> owner;
  const reconcile::Story* story = nullptr;
  std::span<const resolve::ResolvedReport> reports() const { return owner->reports; }
};

struct CaseOptions {
  std::string path;
  unsigned jobs = 1;
  bool mask = false, read_only = false;
  bool update = true;  // where its stories are not up to date; else it is shown as it is
};

// A view of the file for one thread; it goes back when the thread has done.
class Lease {
 public:
  Lease(class Case& c, std::unique_ptr<casefile::CaseFile> file) : case_(c), file_(std::move(file)) {}
  // From now on what it shows is of one moment.
  std::optional<Error> Hold();
  Lease(Lease&&) = default;
  ~Lease();
  casefile::CaseFile* operator->() const { return file_.get(); }
  casefile::CaseFile* get() const { return file_.get(); }

 private:
  class Case& case_;
  std::unique_ptr<casefile::CaseFile> file_;
  std::optional<store::Snapshot> held_;
};

// Several threads may read at a time; Decided() wants it for itself.
class Case {
 public:
  // The stories as the store keeps them; brought up to date before, where they are not. With `mask` all reports are read
  // once, because a name that any of them shows to be private is withheld from all.
  static Result<std::unique_ptr<Case>> Open(const CaseOptions& options);
  // Stories, as the reports and the decisions are now.
  static std::optional<Error> Update(const std::string& path, unsigned jobs);

  std::span<const Entry> entries() const { return entries_; }
  size_t report_count() const { return report_count_; }
  bool masked() const { return options_.mask; }
  bool read_only() const { return options_.read_only; }
  // Where names are withheld: nobody has written to the store since they were read. What somebody added may show others
  // to be private, so that nothing is answered from it, by Borrow() neither.
  bool IsCurrent();
  // Whom all reports together show to be private, where names are withheld.
  publish::Masking masking() const { return options_.mask ? publish::Masking(names_) : publish::Masking(); }
  Result<Lease> Borrow();
  // By id; null where there is none.
  const Entry* Find(std::string_view story_id) const;
  // The story that holds the report after which a story was named once, by that story's id of then; null where none does.
  Result<const Entry*> NowHolding(std::string_view former_id);
  // What a search asks for; where names are withheld they are not found.
  store::Filter Words(std::string_view words) const;
  // Places in entries() of the stories with reports that hold the words.
  Result<std::vector<uint32_t>> Search(const std::string& words);
  // The last ones asked for are kept.
  Result<Loaded> Load(const Entry& entry);
  // The JSON of a dossier as it was told when the store was brought up to date; nothing where a later decision touches it.
  std::optional<store::Stories::Dossier> Told(const Entry& entry);
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
  friend class Lease;
  explicit Case(const CaseOptions& options) : options_(options) {}
  std::optional<Error> ReadNames(casefile::CaseFile& file);
  std::optional<Error> ReadRows(casefile::CaseFile& file);
  std::optional<Error> ReadLaterDecisions(casefile::CaseFile& file);
  Result<const Entry*> StoryOf(casefile::CaseFile& file, std::string_view sha256) const;
  void Touch(const Entry* entry);
  void Sort();
  void Queue();

  CaseOptions options_;
  publish::PrivateNames names_;  // with `mask` only
  std::vector<Entry> entries_;
  size_t report_count_ = 0;
  std::map<std::string, size_t, std::less<>> by_id_;
  std::vector<uint32_t> queue_;
  std::vector<uint32_t> entry_of_;  // of a report's number; kNone: in no story
  std::set<std::string, std::less<>> retold_;  // stories that decisions touched after they were told
  bool all_retold_ = false;

  std::mutex mutex_;  // of what follows
  std::unique_ptr<casefile::CaseFile> watch_;  // with `mask` only: names_ and rows were read through it, at version_
  int64_t version_ = 0;
  std::vector<std::unique_ptr<casefile::CaseFile>> idle_;
  std::list<Loaded> loaded_;  // the latest first
  std::unordered_map<std::string, Response> kept_;
  size_t kept_bytes_ = 0;
};

}  // namespace tawatur::serve
