// tawatur build, reread: the stories of a case brought up to date; its reports read with other word lists. Entry points:
// AddBuild(), AddReread().
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <thread>

#include "console.h"
#include "inputs.h"
#include "lexicon/compile.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

struct BuildOptions {
  std::string store;
  std::vector<std::string> lexicons;
  bool no_lexicon = false, quiet = false;
  unsigned jobs = 0;
};

void SetLists(const BuildOptions& options) {
  std::vector<std::pair<std::string, std::string>> lists;
  for (const std::string& path : options.lexicons) {
    Result<lexicon::SourceFile> file = lexicon::ReadSource(path);
    if (!file) Die(file.error());
    const std::string name = path.substr(path.rfind('/') + 1);  // nobody's folders
    lists.emplace_back(name, std::move(file->content));
  }
  // A list with a mistake changes nothing.
  Result<std::unique_ptr<lexicon::Lexicon>> whole = lexicon::Lexicon::WithUserLists(options.lexicons);
  if (!whole) Die({ErrorKind::kUsage, whole.error().place, whole.error().message});
  Result<store::Store> store = store::Store::Open(options.store, store::Store::Mode::kChange);
  if (!store) Die(store.error());
  Result<int64_t> set = store::Stories(*store).SetWordLists(lists);
  if (!set) Die(set.error());
}

void Build(const BuildOptions& options) {
  const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  Result<std::unique_ptr<casefile::CaseFile>> file = casefile::CaseFile::Open(options.store, store::Store::Mode::kChange, jobs, TAWATUR_VERSION);
  if (!file) Die(file.error());
  BuildStories(**file, options.quiet);
}

}  // namespace

void BuildStories(casefile::CaseFile& file, bool quiet) {
  Progress progress(quiet);
  Result<casefile::Updated> updated = file.Update([&](size_t done, size_t) { progress.Show(done, 0, 0); });
  progress.Clear();
  if (!updated) Die(updated.error());
  if (quiet) return;
  const std::string read = updated->read ? fmt::format("{} reports read anew, ", updated->read) : std::string();
  Complain("", fmt::format("{}{} stories, {} made anew, {} gone, {:.1f} s", read, updated->stories, updated->fresh, updated->gone, progress.Seconds()));
}

void AddBuild(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("build", "bring the stories of a case up to date; only what was touched is made anew");
  auto options = std::make_shared<BuildOptions>();
  AddStoreOption(*verb, options->store);
  verb->add_option("-j,--jobs", options->jobs, "workers (default: all processors)")->check(CLI::Range(1u, 1024u));
  verb->add_flag("-q,--quiet", options->quiet, "no summary, no progress");
  verb->callback([options] { Build(*options); });
}

void AddReread(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("reread", "read all reports of a case again, with other word lists; decisions stay");
  auto options = std::make_shared<BuildOptions>();
  AddStoreOption(*verb, options->store);
  CLI::Option* lists = verb->add_option("--lexicon", options->lexicons, "a word or name list that is the case's from now on; may be given more than once")->allow_extra_args(false);
  verb->add_flag("--no-lexicon", options->no_lexicon, "the shipped lists only")->excludes(lists);
  verb->add_option("-j,--jobs", options->jobs, "workers (default: all processors)")->check(CLI::Range(1u, 1024u));
  verb->add_flag("-q,--quiet", options->quiet, "no summary, no progress");
  verb->callback([options] {
    if (options->no_lexicon || !options->lexicons.empty()) SetLists(*options);
    Build(*options);
  });
}

}  // namespace tawatur::cli
