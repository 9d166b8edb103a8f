// casefile: reports as they were read on their way into a case, put aside until their stories are told. Entry points: Aside::Put(), Find(),
// Get().
#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/sha256.h"
#include "base/spill.h"
#include "ingest/report.h"
#include "resolve/resolved.h"

namespace tawatur::casefile {

// Saves time only: what is not here is read again out of the case.
class Aside {
 public:
  // `folder`: for a temporary file.
  explicit Aside(std::string folder) : bytes_(std::move(folder), size_t{4} << 20) {}

  // By any worker, as the Extractor gave it; nothing where it may stand otherwise in the case, or where there is no room (left).
  void Put(const ingest::Report& report, const resolve::ResolvedReport& read);
  // By the report's SHA-256.
  std::optional<Spill::Place> Find(std::string_view sha256) const;
  Result<resolve::ResolvedReport> Get(Spill::Place place) const;

 private:
  Spill bytes_;
  mutable std::mutex mutex_;
  std::map<Sha256Key, Spill::Place> places_;
  bool full_ = false;
};

}  // namespace tawatur::casefile
