// tawatur lexicon check: what is wrong with a word or name list of one's own, by line. Entry point: AddLexicon().
#include "lexicon/check.h"

#include <CLI/CLI.hpp>

#include "console.h"
#include "output.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

void Check(const std::vector<std::string>& paths) {
  std::vector<lexicon::SourceFile> files;
  for (const std::string& path : paths) {
    Result<lexicon::SourceFile> file = lexicon::ReadSource(path);
    if (!file) Die(file.error());
    files.push_back(std::move(*file));
  }
  Output out("");
  size_t errors = 0, told = 0;
  for (const lexicon::Trouble& t : lexicon::CheckLists(files, lexicon::Lexicon::Builtin())) {
    ++(t.error ? errors : told);
    out.Write(t.place + ": " + (t.error ? "error: " : "note: ") + t.message + "\n");
  }
  out.Write(std::to_string(errors) + (errors == 1 ? " error, " : " errors, ") + std::to_string(told) + (told == 1 ? " note\n" : " notes\n"));
  out.Commit();
  if (errors > 0) throw Exit(kUsage);
}

}  // namespace

void AddLexicon(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("lexicon", "look at a word or name list of one's own");
  verb->require_subcommand(1);
  CLI::App* check = verb->add_subcommand("check", "say what is wrong with a list, by line; exit 2 where it cannot be used");
  auto paths = std::make_shared<std::vector<std::string>>();
  check->add_option("FILE", *paths, "lists as --lexicon takes them")->required();
  check->callback([paths] { Check(*paths); });
}

}  // namespace tawatur::cli
