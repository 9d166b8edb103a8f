// Text in memory -> all findings, on one core, with the share of each step. Reads JSON Lines with a "text" field:
// TAWATUR_BENCH_TEXTS=FILE, else ../shared/eval/bulk.jsonl when it is there, else the project's own samples.
#include <benchmark/benchmark.h>

#include <array>
#include <chrono>

#include "extract/extract.h"
#include "resolve/resolve.h"
#include "texts.h"

namespace tawatur {
namespace {

using Clock = std::chrono::steady_clock;

struct Step {
  const char* name;
  void (*run)(text::Text&, extract::Words&, extract::Findings&);
};

template <void (*f)(const extract::Words&, extract::Findings&)>
void Call(text::Text&, extract::Words& w, extract::Findings& out) { f(w, out); }

const Step kSteps[] = {
    {"annotate", [](text::Text& t, extract::Words& w, extract::Findings&) { extract::Annotate(t, lexicon::Lexicon::Builtin(), w); }},
    {"fingerprints", Call<extract::TakeFingerprints>},
    {"furniture", [](text::Text& t, extract::Words& w, extract::Findings& f) { extract::FindFurnitureWords(w, t, f); }},
    {"numbers", Call<extract::FindNumbers>},
    {"times", Call<extract::FindTimes>},
    {"mentions", Call<extract::FindMentions>},
    {"bylines", Call<extract::FindBylines>},
    {"attributions", Call<extract::FindAttributions>},
    {"events", Call<extract::FindEvents>},
    {"figures", Call<extract::FindFigures>},
    {"claims", Call<extract::FindClaims>},
};

void TextToFindings(benchmark::State& state) {
  const auto reports = Load();
  size_t bytes = 0;
  for (const auto& r : reports) bytes += r.text.size();
  text::Text text;
  extract::Words words;
  extract::Findings findings;
  size_t figures = 0;
  for (auto _ : state) {
    figures = 0;
    for (const auto& r : reports) {
      text::Read(r, text);
      extract::Extract(text, lexicon::Lexicon::Builtin(), words, findings);
      figures += findings.figures.size();
    }
  }
  const auto n = static_cast<double>(state.iterations());
  state.SetBytesProcessed(static_cast<int64_t>(n * static_cast<double>(bytes)));
  state.counters["articles/s"] = benchmark::Counter(n * static_cast<double>(reports.size()), benchmark::Counter::kIsRate);
  state.counters["bytes/article"] = static_cast<double>(bytes) / static_cast<double>(reports.size());
  state.counters["figures/article"] = static_cast<double>(figures) / static_cast<double>(reports.size());
}
BENCHMARK(TextToFindings)->Unit(benchmark::kMillisecond);

// The same, each step under a clock of its own: the share of each in percent.
void Shares(benchmark::State& state) {
  const auto reports = Load();
  text::Text text;
  extract::Words words;
  std::array<double, std::size(kSteps) + 2> spent{};
  auto timed = [&](size_t slot, auto&& f) {
    const auto a = Clock::now();
    f();
    spent[slot] += std::chrono::duration<double>(Clock::now() - a).count();
  };
  for (auto _ : state) {
    for (const auto& r : reports) {
      extract::Findings findings;
      timed(0, [&] { text::Read(r, text); });
      for (size_t s = 0; s < std::size(kSteps); ++s) timed(s + 1, [&] { kSteps[s].run(text, words, findings); });
      timed(spent.size() - 1, [&] { benchmark::DoNotOptimize(resolve::Resolve(r, text, std::move(findings), lexicon::Lexicon::Builtin())); });
    }
  }
  double all = 0;
  for (double s : spent) all += s;
  state.counters["text%"] = 100 * spent[0] / all;
  for (size_t s = 0; s < std::size(kSteps); ++s) state.counters[std::string(kSteps[s].name) + "%"] = 100 * spent[s + 1] / all;
  state.counters["resolve%"] = 100 * spent.back() / all;
}
BENCHMARK(Shares)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tawatur

BENCHMARK_MAIN();
