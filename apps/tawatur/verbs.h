// tawatur: the verbs, one file each. main() adds them all and CLI11 calls the one that was asked for.
#pragma once
#include <exception>

namespace CLI {
class App;
}

namespace tawatur::cli {

// Exit codes, as the manual states them.
enum ExitCode {
  kDone = 0,
  kNothing = 1,  // a reading verb found nothing
  kUsage = 2,
  kPartial = 3,  // some inputs failed; the good results were written
  kDifference = 4,  // verify found one
  kInternal = 70,
  kIo = 74,  // a result could not be written
  kInterrupted = 130,
  kBrokenPipe = 141,  // whoever read our output stopped; ends without a word
};

// Ends the program with this code; the message was already given.
struct Exit : std::exception {
  explicit Exit(int c) : code(c) {}
  int code;
};

// Each registers its options; its work runs as the sub-command's callback and ends by returning (0) or by Exit.
void AddExtract(CLI::App& app);
void AddRun(CLI::App& app);
void AddWhy(CLI::App& app);
void AddAdd(CLI::App& app);
void AddVerify(CLI::App& app);
void AddReview(CLI::App& app);
void AddExport(CLI::App& app);
void AddEval(CLI::App& app);
void AddReviewQueue(CLI::App& review);
void AddBuild(CLI::App& app);
void AddReread(CLI::App& app);
void AddEvents(CLI::App& app);
void AddShow(CLI::App& app);
void AddFigures(CLI::App& app);
void AddConflicts(CLI::App& app);
void AddClaims(CLI::App& app);
void AddTimeline(CLI::App& app);
void AddSources(CLI::App& app);
void AddDiff(CLI::App& app);
void AddSearch(CLI::App& app);
void AddCompletion(CLI::App& app);
void AddServe(CLI::App& app);
void AddDoctor(CLI::App& app);
void AddLexicon(CLI::App& app);
void AddSchema(CLI::App& app);
void AddVersion(CLI::App& app);

}  // namespace tawatur::cli
