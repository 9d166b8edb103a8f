// Tests of the corridor: a crowd told story by story ends as all reports at once do, in whatever order and by however many workers.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <random>

#include "engine_case.h"
#include "engine_crowd.h"
#include "ingest/reader.h"

namespace tawatur {
namespace {

std::vector<ingest::Report> Samples() {
  const std::vector<std::string> paths{TAWATUR_SOURCE_DIR "/samples"};
  ingest::Reader reader(paths, {});
  std::vector<ingest::Report> reports;
  while (auto r = reader.Next()) reports.push_back(std::move(*r));
  // One came twice under another name, and one says nothing of its date.
  if (reports.size() > 2) {
    reports.push_back(reports[0]);
    reports.back().id = "again", reports.back().paths = {"again"};
    reports[1].published.clear();
  }
  return reports;
}

// What one would notice of a story, and of its reports.
std::map<std::string, std::string> Digest(const RunResult& result) {
  std::map<std::string, std::string> out;
  for (const reconcile::Story& s : result.dossiers.stories) {
    std::string& words = out["story " + s.id];
    words = s.title + "|" + s.title_en + "|" + s.date + "|" + s.place.id + "|" + std::to_string(s.event);
    for (Index r : s.reports) words += "|" + result.reports[r].meta.id;
    for (const auto& e : s.events) words += "|" + e.id + e.date + std::to_string(e.mentions.size());
    for (const auto& f : s.figures) words += "|" + f.status + f.population + std::to_string(f.points.size());
    for (const auto& t : s.timeline) words += "|" + t.date + t.what + std::to_string(t.evidence.size());
    words += "|" + std::to_string(s.claims.size()) + "|" + std::to_string(s.copies.size()) + "|" + std::to_string(s.responsible.size());
  }
  for (const resolve::ResolvedReport& r : result.reports) {
    std::string& words = out["report " + r.meta.id];
    words = r.meta.published + "|" + r.meta.not_before + "|" + r.meta.not_after;
    for (const std::string& path : r.meta.paths) words += "|" + path;
    for (const Note& n : r.notes) words += "|" + n.name;
    for (const std::string& t : r.time_value) words += "|" + t;
  }
  return out;
}

TEST(Crowd, EndsAsAllAtOnce) {
  std::vector<ingest::Report> reports = Samples();
  ASSERT_GT(reports.size(), 4u);
  EngineOptions options;
  const std::map<std::string, std::string> want = Digest(tawatur::Run(ExtractBatch(reports, options), options));
  std::mt19937 random(1);
  for (unsigned round = 0; round < 4; ++round) {
    std::shuffle(reports.begin(), reports.end(), random);
    options.jobs = 1 + round;
    Crowd crowd(options, testing::TempDir(), round % 2 == 0 ? 0 : size_t{1} << 20);
    for (size_t from = 0; from < reports.size(); from += 2 + round) {  // in batches
      const size_t to = std::min(reports.size(), from + 2 + round);
      ASSERT_TRUE(crowd.Add({reports.begin() + static_cast<std::ptrdiff_t>(from), reports.begin() + static_cast<std::ptrdiff_t>(to)}));
    }
    std::mutex mutex;
    std::map<std::string, std::string> got;
    ASSERT_TRUE(crowd.Tell([&](RunResult&& told) -> Result<bool> {
      std::lock_guard lock(mutex);
      got.merge(Digest(told));
      return true;
    }));
    EXPECT_EQ(got, want) << round;
  }
}

TEST(Crowd, AnErrorStopsTheTelling) {
  EngineOptions options;
  Crowd crowd(options, testing::TempDir());
  ASSERT_TRUE(crowd.Add(Samples()));
  const Result<bool> told = crowd.Tell([](RunResult&&) -> Result<bool> { return Error{ErrorKind::kIo, "disk", "full"}; });
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().message, "full");
}

}  // namespace
}  // namespace tawatur
