// tawatur export: the stories of a case file in the forms that others read (docs/exports.md). Entry points: AddExport(),
// ExportCrowd(), WriteExport().
#include "export.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <mutex>

#include "engine_crowd.h"
#include "export_output.h"
#include "inputs.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

struct ExportVerb {
  InputOptions input;
  ExportChoice choice;
  std::string rule = "ucdp";
};

const publish::ExportForm& FormOf(std::string_view name) {
  const auto forms = publish::ExportForms();
  return *std::find_if(forms.begin(), forms.end(), [&](const auto& f) { return f.name == name; });
}

publish::Selection Select(const RunResult& result, const ExportChoice& choice, const lexicon::Lexicon* lexicon) {
  publish::Selection selection{.stories = {}, .reports = result.reports, .notes = {}, .mask = choice.mask, .lexicon = lexicon};
  if (choice.stories.empty()) {
    selection.notes = result.dossiers.notes;
    for (const reconcile::Story& story : result.dossiers.stories) selection.stories.push_back(&story);
  }
  for (const std::string& id : choice.stories) {
    const auto& stories = result.dossiers.stories;
    const auto story = std::find_if(stories.begin(), stories.end(), [&](const auto& s) { return AnswersTo(s, result.reports, id); });
    if (story == stories.end()) Die({ErrorKind::kUsage, id, "is no story of this case"});
    if (std::find(selection.stories.begin(), selection.stories.end(), &*story) == selection.stories.end()) selection.stories.push_back(&*story);
  }
  return selection;
}

// A spreadsheet and a bag need all reports at once.
void ExportWhole(const ExportChoice& asked, Inputs& inputs) {
  std::vector<resolve::ResolvedReport> reports;
  publish::OriginalBytes originals;
  inputs.ForEachBatch([&](std::vector<ingest::Report> batch) {
    KeepOriginals(batch, originals);
    for (resolve::ResolvedReport& report : ExtractBatch(batch, inputs.engine())) reports.push_back(std::move(report));
  });
  const RunResult result = Run(std::move(reports), inputs.engine());
  ExportChoice choice = asked;
  choice.options.originals = &originals;
  WriteExport(result, choice, inputs.engine().lexicon);
  inputs.Finish(fmt::format(", {} stories", choice.stories.empty() ? result.dossiers.stories.size() : choice.stories.size()));
}

// The stories that the case has, told one at a time.
void ExportStored(const ExportChoice& asked, Inputs& inputs) {
  ExportChoice choice = asked;
  choice.stories.clear();
  for (const std::string& id : asked.stories) {
    const Result<std::optional<store::StoryRow>> row = inputs.file()->stories().Find(id);
    if (!row) Die(row.error());
    if (!*row) Die({ErrorKind::kUsage, id, "is no story of this case"});
    if (std::find(choice.stories.begin(), choice.stories.end(), (*row)->id) == choice.stories.end()) choice.stories.push_back((*row)->id);
  }
  publish::PrivateNames names;
  if (choice.mask) {
    Result<publish::PrivateNames> read = inputs.file()->ReadPrivateNames();
    if (!read) Die(read.error());
    names = std::move(*read);
  }
  ExportOutput output(choice, choice.mask ? publish::Masking(names) : publish::Masking(), inputs.engine().lexicon, TemporaryFolder());
  const Result<bool> told = inputs.file()->TellEach(inputs.engine(), choice.stories, [&](RunResult&& one) { return output.Take(std::move(one)); });
  if (!told) Die(told.error());
  if (const Result<bool> done = output.Finish(); !done) Die(done.error());
  inputs.Saw(output.reports(), output.bytes());
  inputs.Finish(fmt::format(", {} stories", output.stories()));
}

void Export(const ExportVerb& verb) {
  CheckOutput(verb.choice);
  InputOptions input = verb.input;
  input.keep_original = WantsOriginals(verb.choice.form);
  Inputs inputs(input);
  inputs.engine().reconcile.rule = verb.rule;
  if (!publish::PartedForm::Can(verb.choice.form)) return ExportWhole(verb.choice, inputs);
  const Result<store::Snapshot> held = inputs.file()->store().Hold();  // names and stories are of one moment
  if (!held) Die(held.error());
  const Result<bool> fresh = inputs.file()->IsUpToDate();
  if (!fresh) Die(fresh.error());
  // Other word lists, or reports that are in no story yet: they are grouped anew.
  *fresh && input.lexicons.empty() ? ExportStored(verb.choice, inputs) : ExportCrowd(verb.choice, inputs);
}

}  // namespace

bool AnswersTo(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports, std::string_view id) {
  constexpr size_t kLeastDigits = 12, kMostDigits = 64;
  std::string_view hash = id;
  if (hash.ends_with(":s")) hash.remove_suffix(2);
  const bool hex = hash.size() >= kLeastDigits && hash.size() <= kMostDigits && hash.find_first_not_of("0123456789abcdef") == hash.npos;
  return story.id == id || std::any_of(story.reports.begin(), story.reports.end(), [&](Index r) {
    return reports[r].meta.id == id || (hex && reports[r].meta.sha256.starts_with(hash));
  });
}

bool ToStandardOutput(const ExportChoice& choice) { return choice.output.empty() || choice.output == "-"; }

void CheckOutput(const ExportChoice& choice) {
  const publish::ExportForm& form = FormOf(choice.form);
  if (form.folder && ToStandardOutput(choice)) Die({ErrorKind::kUsage, choice.form, "is a folder of files: say where with -o"});
  if (form.binary && ToStandardOutput(choice) && isatty(STDOUT_FILENO) == 1)
    Die({ErrorKind::kUsage, choice.form, "is nothing for a terminal: give a file with -o"});
}

void ExportCrowd(const ExportChoice& choice, Inputs& inputs) {
  auto must = [](const Result<bool>& done) {
    if (!done) Die(done.error());
  };
  publish::PrivateNames names;
  std::mutex mutex;
  const Crowd::See see = [&](const resolve::ResolvedReport& report) {
    std::lock_guard lock(mutex);
    names.Add(report);
  };
  Crowd crowd(inputs.engine(), TemporaryFolder());
  inputs.ForEachBatch([&](std::vector<ingest::Report> batch) { must(crowd.Add(std::move(batch), choice.mask ? see : nullptr)); });
  names.Close();
  ExportOutput output(choice, choice.mask ? publish::Masking(names) : publish::Masking(), inputs.engine().lexicon, TemporaryFolder());
  must(crowd.Tell([&](RunResult&& told) { return output.Take(std::move(told)); }));
  must(output.Finish());
  inputs.Finish(fmt::format(", {} stories", output.stories()));
}

bool WantsOriginals(const std::string& form) { return form == "bagit"; }

void KeepOriginals(std::vector<ingest::Report>& batch, publish::OriginalBytes& to) {
  for (ingest::Report& report : batch) {
    if (!report.original.empty()) to.emplace(report.sha256, std::move(report.original));
  }
}

void WriteExport(const RunResult& result, const ExportChoice& choice, const lexicon::Lexicon* lexicon) {
  CheckOutput(choice);
  const auto files = publish::Export(choice.form, Select(result, choice, lexicon), choice.options);
  if (!files) Die(files.error());
  const bool folder = FormOf(choice.form).folder;
  if (!folder && (ToStandardOutput(choice) || !std::filesystem::is_directory(choice.output))) {
    WriteWholeFile(choice.output, files->front().bytes);
    for (size_t i = 1; i < files->size(); ++i) {
      const auto lines = std::count((*files)[i].bytes.begin(), (*files)[i].bytes.end(), '\n') - 1;
      if (lines > 0) Complain(choice.form, fmt::format("{} events left out; -o FOLDER lists them with the reason in {}", lines, (*files)[i].path));
    }
    return;
  }
  for (const publish::ExportFile& file : *files) {
    const std::filesystem::path path = std::filesystem::path(choice.output) / file.path;
    if (folder) MakeFolder(path.parent_path().string());
    WriteWholeFile(path.string(), file.bytes);
  }
}

std::vector<std::string> FormNames(std::vector<std::string> others) {
  for (const publish::ExportForm& form : publish::ExportForms()) others.emplace_back(form.name);
  std::sort(others.begin(), others.end());
  return others;
}

void AddTableOptions(CLI::App& verb, ExportChoice& choice) {
  const auto tables = publish::ExportTables();
  verb.add_option("--table", choice.options.table, "which table csv, tsv and jsonl give (default: statements)")
      ->check(CLI::IsMember(std::vector<std::string>(tables.begin(), tables.end())));
  verb.add_flag("--bom", choice.options.bom, "csv and tsv begin with a byte order mark, for spreadsheets");
}

void AddExport(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("export", "write the stories of a case file in the form that others read");
  auto options = std::make_shared<ExportVerb>();
  verb->add_option("STORY", options->choice.stories, "ids of stories (default: all)");
  AddStoreOption(*verb, options->input.store);
  std::string forms;
  for (const publish::ExportForm& form : publish::ExportForms()) forms += fmt::format("\n  {}: {}", form.name, form.what);
  verb->footer("Forms:" + forms);
  verb->add_option("--format,--to", options->choice.form, "the form, see below")->required()->check(CLI::IsMember(FormNames({})));
  verb->add_option("-o,--output", options->choice.output, "a file, or a folder to put it into (default: standard output)");
  AddTableOptions(*verb, options->choice);
  verb->add_flag("--public", options->choice.mask, "mask victims' and private persons' names");
  verb->add_option("--rule", options->rule, "how low, best and high are derived (default: ucdp)")
      ->check(CLI::IsMember({"ucdp", "gtd", "acled", "latest"}));
  verb->add_option("--lexicon", options->input.lexicons, "an own word or name list, looked up first; may be given more than once")->allow_extra_args(false);
  verb->add_option("-j,--jobs", options->input.jobs, "workers (default: all processors)")->check(CLI::Range(1u, 1024u));
  verb->add_flag("-q,--quiet", options->input.quiet, "no summary, no progress");
  verb->callback([options] { Export(*options); });
}

}  // namespace tawatur::cli
