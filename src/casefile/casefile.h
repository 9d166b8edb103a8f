// casefile: a store and the engine together: a case whose stories are kept up to date. Entry points: CaseFile::Open(),
// Update(), Tell(). docs/store.md.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "casefile/aside.h"
#include "engine.h"
#include "extract/rarity.h"
#include "publish/mask.h"
#include "store/stories.h"

namespace tawatur::casefile {

struct Updated {
  size_t read = 0;            // reports that another version or other word lists had read
  size_t stories = 0;         // all there are now
  size_t fresh = 0, gone = 0; // rows that came and went
};

class CaseFile {
 public:
  // `version` of the program goes into what is kept, so that another one reads anew.
  static Result<std::unique_ptr<CaseFile>> Open(const std::string& path, store::Store::Mode mode, unsigned jobs, std::string_view version);

  store::Store& store() { return store_; }
  store::Stories& stories() { return stories_; }
  // With the case's word lists, and with what people decided.
  const EngineOptions& engine() const { return engine_; }
  // The same without decisions: what the machine reads.
  EngineOptions Machine() const;
  // Version and word lists.
  const std::string& reader() const { return reader_; }
  // After a new row in the log.
  Result<bool> ReadDecisions();

  // What an Intake reads from now on is put aside as it was read, in memory and in a temporary file, until Update() has told the stories:
  // it need not read it again.
  Result<bool> PutAside();
  Aside* aside() const { return aside_.get(); }
  // Reads what this reader has not read, groups, and makes the stories anew that anything touched: a report, a date, a
  // decision, a word list. Stopped at any moment, the next call goes on. `tell` hears how many stories are done.
  Result<Updated> Update(const std::function<void(size_t done, size_t all)>& tell = {});
  // No story is waiting for Update().
  Result<bool> IsUpToDate();
  // The dossier of one story from its texts, by one thread at a time; with `until` only from what was published up to that day.
  Result<RunResult> Tell(const store::StoryRow& story, std::string_view until = {});
  // These stories of the case (none named: all), to `take`, inside a worker and in any order; no more than some at a time are in memory. `engine`: of
  // this case, with the rule that is wanted.
  Result<bool> TellEach(const EngineOptions& engine, std::vector<std::string> ids, const std::function<Result<bool>(RunResult&&)>& take);
  // Whom any report of the case shows to be private: reads them all. Hold() the store where more is read by it.
  Result<publish::PrivateNames> ReadPrivateNames();
  // What is kept beside a report: for Store::Add(). Machine readings only; `report` is left dated by its own words.
  void Describe(resolve::ResolvedReport& report, store::Item& item) const;

 private:
  friend class Updater;
  explicit CaseFile(store::Store store) : store_(std::move(store)), stories_(store_) {}
  Result<bool> ReadLists(std::string_view version);

  store::Store store_;
  store::Stories stories_;
  std::unique_ptr<lexicon::Lexicon> lexicon_;
  reconcile::Decisions decisions_;
  extract::Rarity rarity_;
  EngineOptions engine_;
  int64_t last_review_ = 0;  // of the log, as it was read
  std::unique_ptr<Aside> aside_;
  int64_t aside_since_ = 0;  // Stories::OthersVersion() then
  std::optional<Extractor> teller_;  // of Tell(): made when first needed, and anew after a decision
  std::string reader_;
};

// What the list of stories says of the one that was told.
store::StoryRow RowOf(const RunResult& told);

}  // namespace tawatur::casefile
