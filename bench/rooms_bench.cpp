// Speed and cost of each room alone and of the whole, as a table. Entry point: main(); texts as in texts.h.
// usage: rooms_bench [--passes N]
//
// Text in memory -> findings -> resolved report -> a line of JSON, report by report, on one core; then the whole on two. The best of
// some rounds counts, in this thread's processor time (two cores: by the clock). --passes N goes so often over the texts in
// TextToFindings() and prints the bytes read: what scripts/check-speed counts instructions of.
#include <fmt/format.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <string_view>

#include "allocations.h"
#include "engine.h"
#include "extract/extract.h"
#include "publish/findings_json.h"
#include "resolve/resolve.h"
#include "texts.h"

namespace tawatur {
namespace {

constexpr int kRounds = 5;

double ThreadTime() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

struct Scratch {
  text::Text text;
  extract::Words words;
};

[[gnu::noinline]] void TextToFindings(const std::vector<ingest::Report>& reports, Scratch& s) {
  extract::Findings findings;
  for (const ingest::Report& r : reports) {
    text::Read(r, s.text);
    extract::Extract(s.text, lexicon::Lexicon::Builtin(), s.words, findings);
  }
}

// Rooms in the order of the walk; each is timed from the end of the one before it.
constexpr std::array<const char*, 4> kRooms = {"text", "extract", "resolve", "publish (JSON line)"};

struct Round {
  std::array<double, kRooms.size()> seconds{};
  std::array<size_t, kRooms.size()> allocated{};
  size_t written = 0, figures = 0;
};

Round Walk(const std::vector<ingest::Report>& reports, Scratch& s) {
  Round round;
  std::string line;
  for (const ingest::Report& r : reports) {
    double time = ThreadTime();
    size_t count = Allocations();
    size_t room = 0;
    const auto done = [&] {
      const double now = ThreadTime();
      round.seconds[room] += now - time;
      round.allocated[room++] += Allocations() - count;
      time = now;
      count = Allocations();
    };
    text::Read(r, s.text);
    done();
    extract::Findings findings;
    extract::Extract(s.text, lexicon::Lexicon::Builtin(), s.words, findings);
    done();
    const resolve::ResolvedReport resolved = resolve::Resolve(r, s.text, std::move(findings), lexicon::Lexicon::Builtin());
    done();
    line.clear();
    publish::WriteFindings(resolved, {}, line);
    done();
    round.written += line.size();
    round.figures += resolved.findings.figures.size();
  }
  return round;
}

double Together(const std::vector<ingest::Report>& reports, unsigned jobs) {
  EngineOptions options;
  options.jobs = jobs;
  std::atomic<size_t> figures{0};
  const auto start = std::chrono::steady_clock::now();
  ExtractEach(reports, options, [&](size_t, resolve::ResolvedReport&& r) { figures += r.findings.figures.size(); });
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int Main(int passes) {
  const std::vector<ingest::Report> reports = Load();
  if (reports.empty()) {
    fmt::print(stderr, "rooms_bench: no texts\n");
    return 1;
  }
  size_t bytes = 0;
  for (const ingest::Report& r : reports) bytes += r.text.size();
  Scratch scratch;
  lexicon::Lexicon::Builtin();  // loaded once a program
  if (passes > 0) {
    for (int i = 0; i < passes; ++i) TextToFindings(reports, scratch);
    fmt::print("{}\n", bytes * static_cast<size_t>(passes));
    return 0;
  }
  const auto n = static_cast<double>(reports.size());
  const auto row = [&](std::string_view name, double seconds, double allocated) {
    fmt::print("{:<24}{:>9.1f} MB/s{:>10.0f} articles/s", name, static_cast<double>(bytes) / seconds / 1e6, n / seconds);
    if (allocated >= 0) fmt::print("{:>9.1f} allocations/article", allocated / n);
    fmt::print("\n");
  };
  double findings = 1e9;
  Round best;
  best.seconds.fill(1e9);
  for (int i = 0; i < kRounds; ++i) {
    double start = ThreadTime();
    TextToFindings(reports, scratch);
    findings = std::min(findings, ThreadTime() - start);
    const Round round = Walk(reports, scratch);
    for (size_t k = 0; k < kRooms.size(); ++k) best.seconds[k] = std::min(best.seconds[k], round.seconds[k]);
    best.allocated = round.allocated;
    best.written = round.written;
    best.figures = round.figures;
  }
  fmt::print("{} articles, {:.0f} bytes an article, {:.2f} figures, {:.0f} bytes of JSON\n", reports.size(), static_cast<double>(bytes) / n,
             static_cast<double>(best.figures) / n, static_cast<double>(best.written) / n);
  row("text to findings", findings, -1);
  double all = 0, allocated = 0;
  for (size_t k = 0; k < kRooms.size(); ++k) {
    row(std::string("  ") + kRooms[k], best.seconds[k], static_cast<double>(best.allocated[k]));
    all += best.seconds[k];
    allocated += static_cast<double>(best.allocated[k]);
  }
  row("the whole", all, allocated);
  double one = 1e9, two = 1e9;
  for (int i = 0; i < kRounds; ++i) one = std::min(one, Together(reports, 1)), two = std::min(two, Together(reports, 2));
  row("engine, one core", one, -1);
  row("engine, two cores", two, -1);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("two cores give {:.2f} times one; peak memory {} MB\n", one / two, usage.ru_maxrss / 1024);
  return 0;
}

}  // namespace
}  // namespace tawatur

int main(int argc, char** argv) { return tawatur::Main(argc > 2 && std::string_view(argv[1]) == "--passes" ? std::atoi(argv[2]) : 0); }
