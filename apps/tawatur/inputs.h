// tawatur: what the verbs that read reports have in common: paths, format, workers, the list of failures. Entry point:
// ForEachBatch().
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "casefile/casefile.h"
#include "console.h"
#include "engine.h"
#include "ingest/reader.h"
#include "output.h"
#include "store/store.h"

namespace CLI {
class App;
}

namespace tawatur::cli {

struct InputOptions {
  std::vector<std::string> paths, lexicons;
  std::vector<std::string> columns;  // FIELD=NAME
  std::string format, published, errors;
  unsigned jobs = 0;  // 0 = all processors
  bool quiet = false, verbose = false;
  std::string store;           // read the reports of this store instead of paths
  bool keep_original = false;  // Report::original is wanted
};

void AddInputOptions(CLI::App& verb, InputOptions& options);
// -C, --store; where it is not given $TAWATUR_STORE, else ./tawatur.db.
void AddStoreOption(CLI::App& verb, std::string& store);
// --store in the place of paths: exactly one of them must be given.
void AllowStore(CLI::App& verb, InputOptions& options);

// The stories of a case brought up to date, with a summary line.
void BuildStories(casefile::CaseFile& file, bool quiet);

// The reader, the engine's options and the report on failures of one run of a verb.
class Inputs {
 public:
  explicit Inputs(const InputOptions& options);

  const EngineOptions& engine() const { return engine_; }
  EngineOptions& engine() { return engine_; }
  // Reads up to the end, a bounded batch at a time; never an empty one.
  void ForEachBatch(const std::function<void(std::vector<ingest::Report>)>& take);
  // Says `counts` and what failed, writes --errors, and ends with kPartial if anything failed.
  void Finish(const std::string& counts);
  uint64_t reports() const { return reports_; }
  // What came by another way than ForEachBatch(), for Finish().
  void Saw(uint64_t reports, uint64_t bytes) { reports_ += reports, bytes_ += bytes; }
  // The case that --store names; null where paths were given.
  casefile::CaseFile* file() { return case_.get(); }

 private:
  struct Batch {
    std::vector<ingest::Report> reports;
    std::vector<ingest::Failure> failures;
    std::vector<Note> notes;
    uint64_t bytes = 0;
    bool last = false;
  };
  Batch ReadBatch();
  Batch ReadStored();
  void TellTrouble(const Batch& batch);
  void TellRest();

  InputOptions options_;
  std::unique_ptr<lexicon::Lexicon> lexicon_;
  EngineOptions engine_;
  ingest::Reader reader_;
  std::unique_ptr<casefile::CaseFile> case_;
  std::unique_ptr<store::ReportReader> stored_;
  uint64_t stored_bytes_ = 0;
  std::unique_ptr<Output> errors_;
  Progress progress_;
  uint64_t reports_ = 0, failed_ = 0, bytes_ = 0;
  // A file that is no JSON Lines at all fails line by line: its first failures are told, the rest counted.
  std::string failing_;
  uint64_t told_ = 0, untold_ = 0;
};

}  // namespace tawatur::cli
