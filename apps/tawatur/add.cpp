// tawatur add: reports into a case file, a batch at a time and in constant memory; whatever stops it, the next run goes
// on. Entry point: AddAdd().
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <future>
#include <memory>
#include <semaphore>

#include "casefile/intake.h"
#include "inputs.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

struct AddOptions {
  InputOptions input;
  std::string store, added_at;
  bool no_build = false;
};

void Add(const AddOptions& options) {
  Inputs inputs(options.input);
  Result<std::unique_ptr<casefile::CaseFile>> opened =
      casefile::CaseFile::Open(options.store, store::Store::Mode::kWrite, inputs.engine().jobs, TAWATUR_VERSION);
  if (!opened) Die(opened.error());
  casefile::CaseFile& file = **opened;
  if (!options.no_build) {
    if (Result<bool> aside = file.PutAside(); !aside) Die(aside.error());
  }
  auto intake = std::make_unique<casefile::Intake>(file, inputs.engine().published);
  store::Store& store = file.store();
  // A second view of the file: it is asked what is known while batches are still being written. What it misses of those is read twice
  // and stored once.
  Result<store::Store> known = store::Store::Open(options.store, store::Store::Mode::kRead);
  if (!known) Die(known.error());
  // Batches are put down one after the other by a thread of their own, and no more than two wait for it.
  std::future<Result<store::Added>> writing;  // of all so far
  std::counting_semaphore<> room(2);
  struct Leave {
    std::counting_semaphore<>& room;
    ~Leave() { room.release(); }
  };
  std::atomic<bool> failed = false;
  store::Added all;
  auto finish = [&] {
    if (!writing.valid()) return;
    Result<store::Added> added = writing.get();
    if (!added) Die(added.error());
    all.reports += added->reports;
    all.again += added->again;
  };
  auto policy = inputs.engine().jobs > 1 ? std::launch::async : std::launch::deferred;
  inputs.ForEachBatch([&](std::vector<ingest::Report> batch) {
    if (policy == std::launch::deferred || failed) finish();
    Result<std::vector<bool>> wanted = known->Wanted(batch);
    if (!wanted) Die(wanted.error());
    std::vector<store::Item> items = intake->Read(std::move(batch), *wanted);
    room.acquire();
    writing = std::async(policy, [&, before = std::move(writing), held = std::move(items)]() mutable -> Result<store::Added> {
      const Leave leave{room};
      Result<store::Added> sum = before.valid() ? before.get() : store::Added();
      Result<store::Added> added = sum ? store.Add(held, file.reader(), options.added_at) : sum;
      std::vector<store::Item>().swap(held);  // before there is room for another one
      if (sum && added) added->reports += sum->reports, added->again += sum->again;
      failed = !added;
      return added;
    });
  });
  finish();
  intake.reset();  // its workers remember many words
  if (!options.no_build) BuildStories(file, options.input.quiet);
  inputs.Finish(fmt::format(", {} new, {} known", all.reports, all.again));
}

}  // namespace

void AddAdd(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("add", "put reports into a case file; the same bytes again change nothing");
  auto options = std::make_shared<AddOptions>();
  options->input.keep_original = true;
  AddInputOptions(*verb, options->input);
  AddStoreOption(*verb, options->store);
  verb->add_option("--added-at", options->added_at, "note this as the time of adding (default: none)");
  verb->remove_option(verb->get_option("--lexicon"));  // a case has lists of its own: tawatur reread --lexicon
  verb->add_flag("--no-build", options->no_build, "leave the stories for tawatur build");
  verb->callback([options] { Add(*options); });
}

}  // namespace tawatur::cli
