// The number and time grammars alone, on annotated words, on one core: bytes of text a second of CPU time.
// Reads JSON Lines with a "text" field: TAWATUR_BENCH_TEXTS=FILE, else ../shared/eval/bulk.jsonl when it is there, else
// samples/.
//
// Every text is read and annotated right before it is measured, as in a run, so that its words are as warm as there.
#include <benchmark/benchmark.h>
#include <time.h>


#include "extract/extract.h"
#include "texts.h"

namespace tawatur {
namespace {

// CPU time of this thread: other programs on the machine do not count.
double Now() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

enum class What { kNumbers, kTimes, kBoth };

void Grammar(benchmark::State& state, What what) {
  const auto reports = Load();
  size_t bytes = 0, found = 0;
  for (const auto& r : reports) bytes += r.text.size();
  text::Text text;
  extract::Words words;
  extract::Findings findings;
  for (auto _ : state) {
    double spent = 0;
    found = 0;
    for (const auto& r : reports) {
      text::Read(r, text);
      extract::Annotate(text, lexicon::Lexicon::Builtin(), words);
      findings.notes.clear();
      double start = Now();
      extract::FindNumbers(words, findings);
      if (what == What::kTimes) start = Now();
      if (what != What::kNumbers) extract::FindTimes(words, findings);
      spent += Now() - start;
      found +=
          (what == What::kTimes ? 0 : findings.numbers.size()) + (what == What::kNumbers ? 0 : findings.times.size());
    }
    state.SetIterationTime(spent);
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * bytes));
  state.counters["found"] = static_cast<double>(found);
}

BENCHMARK_CAPTURE(Grammar, numbers, What::kNumbers)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Grammar, times, What::kTimes)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Grammar, both, What::kBoth)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tawatur

BENCHMARK_MAIN();
