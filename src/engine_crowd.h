// The walk for more reports than memory should hold: what a report says is kept only while its story is told. Entry points:
// Crowd::Add(), Tell(). Run() takes the same steps with everything in memory, so both end in the same stories.
#pragma once
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/spill.h"
#include "engine.h"
#include "extract/rarity.h"
#include "reconcile/story_index.h"

namespace tawatur {

class Crowd {
 public:
  // `folder`: for a temporary file, once the reports that were read take more than so many bytes.
  Crowd(const EngineOptions& options, std::string folder, size_t in_memory = size_t{64} << 20);
  ~Crowd();

  // Reads a batch by the workers. What grouping looks at is kept; the report is put aside. `see` is shown each as it was read, inside
  // its worker.
  using See = std::function<void(const resolve::ResolvedReport&)>;
  Result<bool> Add(std::vector<ingest::Report> batch, const See& see = nullptr);
  // Groups all that was added and tells each story by itself, to `take`, inside a worker and in any order.
  Result<bool> Tell(const std::function<Result<bool>(RunResult&&)>& take);

 private:
  struct Member {
    std::string sha256, id;
    std::vector<std::string> paths;
    std::vector<Spill::Place> came;  // each way in which the bytes came: the least of them by id and paths names the report
  };
  struct Read {  // of one report, by a worker
    Spill::Place came;
    reconcile::Profile profile;
  };

  void File(std::vector<Read> reads, std::vector<ingest::Report> batch);
  Result<std::vector<resolve::ResolvedReport>> Fetch(const std::vector<uint32_t>& story) const;

  const EngineOptions& options_;
  const extract::Rarity rarity_;
  std::vector<Extractor> extractors_;  // one a worker
  Spill aside_;
  std::vector<Member> members_;
  std::unordered_map<std::string, uint32_t> numbers_;  // by SHA-256
  std::unique_ptr<reconcile::StoryIndex> index_;
  std::future<void> filing_;  // of the batch before, while the next one is read
};

}  // namespace tawatur
