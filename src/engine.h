// The public door. Walks reports through the rooms in order; see src/README.md. No threads of its own but the workers of a
// batch; no globals; prints nothing; never exits.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/report.h"
#include "lexicon/lexicon.h"
#include "reconcile/decisions.h"
#include "reconcile/reconcile.h"
#include "resolve/resolved.h"

namespace tawatur {

struct EngineOptions {
  unsigned jobs = 1;                         // workers over whole reports
  const lexicon::Lexicon* lexicon = nullptr; // null = the shipped one
  reconcile::Options reconcile;
  std::string published;                     // --published: fills only where nothing is stated
  const reconcile::Decisions* decisions = nullptr;  // what people decided (docs/review.md); null = nothing
};

// One report, on its own: an undated one stays undated and its relative times open.
resolve::ResolvedReport ExtractReport(const ingest::Report& report, const EngineOptions& options);

// Many reports, results in input order whatever `jobs` is.
std::vector<resolve::ResolvedReport> ExtractBatch(const std::vector<ingest::Report>& reports, const EngineOptions& options);

// The same, each result handed over inside its worker and in any order: for what needs no other report, such as writing it down.
void ExtractEach(const std::vector<ingest::Report>& reports, const EngineOptions& options,
                 const std::function<void(size_t, resolve::ResolvedReport&&)>& take);

// The same, batch after batch: what its workers remember of words, and their buffers, live from one batch to the next.
class Extractor {
 public:
  explicit Extractor(const EngineOptions& options);
  Extractor(Extractor&&) noexcept;
  ~Extractor();
  void Each(const std::vector<ingest::Report>& reports, const std::function<void(size_t, resolve::ResolvedReport&&)>& take);
  std::vector<resolve::ResolvedReport> Batch(const std::vector<ingest::Report>& reports);
  resolve::ResolvedReport One(const ingest::Report& report);

 private:
  struct Scratch;
  resolve::ResolvedReport Walk(const ingest::Report& report, Scratch& scratch) const;
  EngineOptions options_;
  std::vector<Scratch> scratch_;
};

struct RunResult {
  std::vector<resolve::ResolvedReport> reports;  // by id, the same bytes once; undated ones dated from their story where possible
  reconcile::Dossiers dossiers;
};

// resolve -> group -> date the undated -> resolve those once more -> reconcile.
RunResult Run(std::vector<resolve::ResolvedReport> reports, const EngineOptions& options);

}  // namespace tawatur
