// casefile: reports as they were read, put aside; see aside.h.
#include "casefile/aside.h"

#include <algorithm>

#include "resolve/pack.h"
#include "store/rows.h"

namespace tawatur::casefile {
namespace {

constexpr uint64_t kMost = uint64_t{2} << 30;  // bytes

// Names and fields stand in the case as UTF-8, so that others came out of it than went in where they were none.
bool StaysAsItIs(const ingest::Report& r) {
  for (const std::string* s : {&r.id, &r.url, &r.outlet, &r.title, &r.author, &r.agency}) {
    if (!store::IsUtf8(*s)) return false;
  }
  return std::all_of(r.paths.begin(), r.paths.end(), [](const std::string& path) { return store::IsUtf8(path); }) &&
         std::all_of(r.notes.begin(), r.notes.end(), [](const Note& n) { return store::IsUtf8(n.message); });
}

}  // namespace

void Aside::Put(const ingest::Report& report, const resolve::ResolvedReport& read) {
  if (!StaysAsItIs(report)) return;
  {
    std::lock_guard lock(mutex_);
    if (full_) return;
  }
  const Result<Spill::Place> place = bytes_.Put(resolve::Pack(read));
  std::lock_guard lock(mutex_);
  full_ = full_ || !place || place->at + place->size > kMost;
  if (place) places_.emplace(Sha256KeyOf(report.sha256), *place);
}

std::optional<Spill::Place> Aside::Find(std::string_view sha256) const {
  std::lock_guard lock(mutex_);
  const auto at = places_.find(Sha256KeyOf(sha256));
  return at == places_.end() ? std::nullopt : std::optional(at->second);
}

Result<resolve::ResolvedReport> Aside::Get(Spill::Place place) const {
  const Result<std::string> bytes = bytes_.Get(place);
  if (!bytes) return bytes.error();
  return resolve::Unpack(*bytes);
}

}  // namespace tawatur::casefile
