// What grouping and telling cost a report as the crowd grows. usage: stories_bench REPORTS.jsonl [MOST]
//
// The crowd is made of the reports given, recombined. A happening is one of them moved to a day of its own; one to nine reports tell
// it, each with a quarter of its words out of other reports, one in three a copy. The given ones take turns, so that the same
// one comes again only after all others: of some thousand, at 400 reports a day, after weeks, when it can be no copy of
// itself any more. They come day by day, one in ten of them ten days late. Nothing of a report is kept but its
// profile. Every 20th story is told, from reports made again. Times are the processor's, so other work on the machine counts little.
#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "engine_case.h"
#include "ingest/reader.h"
#include "reconcile/story_index.h"

namespace {

using namespace tawatur;

constexpr uint64_t kPerDay = 400, kLateBy = 10 * kPerDay;
constexpr size_t kToldEvery = 20, kBatch = 2048;

uint64_t Mixed(uint64_t x) {
  x ^= x >> 33, x *= 0xFF51AFD7ED558CCDULL;
  x ^= x >> 33, x *= 0xC4CEB9FE1A85EC53ULL;
  return x ^ (x >> 33);
}

// The `at`-th report of the crowd: which happening, which of its reports, and on which day.
struct Made { uint64_t happening, report, day; };
Made MadeAt(uint64_t at) {  // happenings of 1 to 9 reports, 5 on the average, in rows of 45
  const bool late = at % 10 == 9 && at >= kLateBy;
  const uint64_t turn = late ? at - kLateBy : at, in = turn % 45;
  uint64_t size = 1, first = 0;
  while (in >= first + size) first += size++;
  return {turn / 45 * 9 + size - 1, in - first + (late ? 10 : 0), turn / kPerDay};
}

resolve::ResolvedReport Make(const std::vector<resolve::ResolvedReport>& bases, uint64_t at) {
  const Made m = MadeAt(at);
  const uint64_t own = Mixed(at + 1), salt = Mixed(m.happening + 1);
  resolve::ResolvedReport r = bases[m.happening * 7919 % bases.size()];
  r.meta.id = std::to_string(m.happening) + "-" + std::to_string(m.report);
  r.meta.sha256 = r.meta.id + "-" + std::to_string(own);
  const int day = 15000 + static_cast<int>(m.day);
  r.meta.published = reconcile::IsoDay(day + static_cast<int>(m.report % 3));
  for (std::string& d : r.event_date) d = d.empty() ? d : reconcile::IsoDay(day);
  for (std::string& d : r.figure_when) d = d.empty() ? d : reconcile::IsoDay(day);
  const auto& words = bases[own % bases.size()].findings.fingerprints.word;
  for (uint64_t& w : r.findings.fingerprints.word) {
    if (Mixed(w ^ own) % 4 == 0 && !words.empty()) w = words[Mixed(w + own) % words.size()];
  }
  for (auto& mark : r.findings.fingerprints.mark) mark.hash ^= m.report % 3 == 0 && Mixed(mark.hash ^ own) % 4 != 0 ? salt : own;
  return r;
}

double Seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void Run(const std::vector<resolve::ResolvedReport>& bases, const extract::Rarity& rarity, uint64_t n) {
  const size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
  reconcile::StoryIndex index;
  double group = 0, late = 0;
  size_t late_reports = 0;
  std::vector<resolve::ResolvedReport> batch;
  for (uint64_t begin = 0; begin < n; begin += kBatch) {
    batch.clear();
    for (uint64_t at = begin; at < std::min(n, begin + kBatch); ++at) batch.push_back(Make(bases, at));
    const double start = Seconds();
    for (size_t i = 0; i < batch.size(); ++i) index.Put(static_cast<uint32_t>(begin + i), reconcile::ProfileOf(batch[i], rarity));
    index.Settle();
    group += Seconds() - start;
    if (begin >= n - n / 10) late += Seconds() - start, late_reports += batch.size();
  }
  std::vector<resolve::ResolvedReport>().swap(batch);
  const size_t memory = mallinfo2().uordblks + mallinfo2().hblkhd - before;
  double tell = 0;
  size_t told = 0, stories = 0, whole = 0;
  EngineOptions options;
  const std::vector<std::vector<uint32_t>> all = index.Stories();
  for (const auto& story : all) {
    bool one = true;
    for (uint32_t r : story) one &= MadeAt(r).happening == MadeAt(story[0]).happening;
    whole += one;
    if (stories++ % kToldEvery != 0) continue;
    std::vector<resolve::ResolvedReport> reports;
    reconcile::Group g;
    for (uint32_t r : story) g.reports.push_back(static_cast<Index>(reports.size())), reports.push_back(Make(bases, r));
    const double start = Seconds();
    reconcile::Reconcile(reports, {g}, lexicon::Lexicon::Builtin(), options.reconcile);
    tell += Seconds() - start;
    told += story.size();
  }
  const auto count = static_cast<double>(n);
  const double a = group / count * 1e6, b = told == 0 ? 0 : tell / static_cast<double>(told) * 1e6;
  std::printf("%9llu reports %8zu stories (%.2f of one happening, %.1f links a report)  group %6.1f us (last tenth %6.1f)  tell %6.1f us  together %7.0f/s  %6.0f MB (%.0f bytes a report)\n",
              static_cast<unsigned long long>(n), all.size(), static_cast<double>(whole) / static_cast<double>(all.size()),
              static_cast<double>(index.Candidates().size()) / count, a,
              late_reports == 0 ? 0 : late / static_cast<double>(late_reports) * 1e6, b, 1e6 / (a + b), static_cast<double>(memory) / 1e6, static_cast<double>(memory) / count);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("usage: stories_bench REPORTS.jsonl [MOST]\n", stderr), 2;
  const uint64_t most = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
  const std::vector<std::string> paths{argv[1]};
  ingest::Reader reader(paths, {});
  std::vector<ingest::Report> reports;
  while (auto r = reader.Next()) {
    reports.push_back(std::move(*r));
  }
  if (reports.empty()) return std::fputs("no reports\n", stderr), 3;
  std::vector<resolve::ResolvedReport> bases = ExtractBatch(reports, {});
  Prepare(bases);
  const extract::Rarity rarity;
  for (uint64_t n = 1000; n <= most; n *= 10) Run(bases, rarity, n);
  return 0;
}
