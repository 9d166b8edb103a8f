// tawatur add: reports into a case file, a batch at a time and in constant memory; whatever stops it, the next run goes
// on. Entry point: AddAdd().
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <future>

#include "inputs.h"
#include "publish/findings_json.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

struct AddOptions {
  InputOptions input;
  std::string store, added_at;
  bool no_build = false;
};

// The reports that the store does not know, read; the others as they are.
std::vector<store::Item> ReadNew(std::vector<ingest::Report> batch, const std::vector<bool>& wanted,
                                 const casefile::CaseFile& file, const EngineOptions& engine) {
  std::vector<store::Item> items(batch.size());
  std::vector<ingest::Report> fresh;
  std::vector<size_t> at;
  for (size_t i = 0; i < batch.size(); ++i) {
    if (wanted[i]) {
      fresh.push_back(std::move(batch[i]));
      at.push_back(i);
    } else {
      items[i].report = std::move(batch[i]);
    }
  }
  ExtractEach(fresh, engine, [&](size_t i, resolve::ResolvedReport&& report) {
    publish::WriteFindings(report, {}, items[at[i]].findings);
    file.Describe(report, items[at[i]]);
  });
  for (size_t i = 0; i < fresh.size(); ++i) items[at[i]].report = std::move(fresh[i]);
  return items;
}

void Add(const AddOptions& options) {
  Inputs inputs(options.input);
  Result<std::unique_ptr<casefile::CaseFile>> opened =
      casefile::CaseFile::Open(options.store, store::Store::Mode::kWrite, inputs.engine().jobs, TAWATUR_VERSION);
  if (!opened) Die(opened.error());
  casefile::CaseFile& file = **opened;
  EngineOptions engine = file.Machine();  // the case's own word lists
  engine.published = inputs.engine().published;
  store::Store& store = file.store();
  // A second view of the file: it is asked what is known while a batch is still being written. What it misses of that
  // batch is read twice and stored once.
  Result<store::Store> known = store::Store::Open(options.store, store::Store::Mode::kRead);
  if (!known) Die(known.error());
  store::Added all;
  std::future<Result<store::Added>> writing;
  auto finish = [&] {
    if (!writing.valid()) return;
    Result<store::Added> added = writing.get();
    if (!added) Die(added.error());
    all.reports += added->reports;
    all.again += added->again;
  };
  auto policy = engine.jobs > 1 ? std::launch::async : std::launch::deferred;
  inputs.ForEachBatch([&](std::vector<ingest::Report> batch) {
    if (policy == std::launch::deferred) finish();
    Result<std::vector<bool>> wanted = known->Wanted(batch);
    if (!wanted) Die(wanted.error());
    std::vector<store::Item> items = ReadNew(std::move(batch), *wanted, file, engine);
    finish();
    writing = std::async(policy, [&store, &file, &options, held = std::move(items)] {
      return store.Add(held, file.reader(), options.added_at);
    });
  });
  finish();
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
