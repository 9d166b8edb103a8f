// tawatur: stories in the forms of docs/exports.md, on standard output or in files. Entry points: WriteExport(),
// AddTableOptions().
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine.h"
#include "publish/export.h"

namespace CLI {
class App;
}

namespace tawatur::cli {

struct ExportChoice {
  std::string form, output;          // output: a file, a folder that is there, "" or "-"
  publish::ExportOptions options;
  std::vector<std::string> stories;  // as AnswersTo() knows them; none = all
  bool mask = false;
};

// The story's own id, one that it had while another of its reports was the earliest, or one of its reports.
bool AnswersTo(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports, std::string_view id);
bool ToStandardOutput(const ExportChoice& choice);
// Said before anything is read: nobody waits an hour for it. Ends the program.
void CheckOutput(const ExportChoice& choice);
// Writes them, whole or not at all a file. An unknown story ends the program with kUsage.
void WriteExport(const RunResult& result, const ExportChoice& choice, const lexicon::Lexicon* lexicon);

class Inputs;
// The same story by story, with no more in memory than grouping needs; for forms that publish::PartedForm can. Says what came of it.
void ExportCrowd(const ExportChoice& choice, Inputs& inputs);

// Whether the original bytes of the reports go into this form, and the place to keep them in.
bool WantsOriginals(const std::string& form);
void KeepOriginals(std::vector<ingest::Report>& batch, publish::OriginalBytes& to);

// Names of all forms, and of others that the verb has of its own.
std::vector<std::string> FormNames(std::vector<std::string> others);
// --table, --bom
void AddTableOptions(CLI::App& verb, ExportChoice& choice);

}  // namespace tawatur::cli
