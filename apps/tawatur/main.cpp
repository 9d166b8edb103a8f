// tawatur: the command line. Entry point: main(). Options only; every verb has its own file.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <new>

#include "output.h"
#include "verbs.h"

int main(int argc, char** argv) {
  using namespace tawatur::cli;
  CLI::App app{
      "Reads Arabic reports of conflicts and disasters into attributed figures, claims and events,\n"
      "and reconciles them into one dossier a story. Works offline; every fact carries its quote.\n\n"
      "Examples:\n"
      "  tawatur run report1.txt report2.txt -o dossiers   one page, JSON and CSV a story\n"
      "  tawatur extract reports.jsonl > findings.jsonl    what each report states\n"
      "  tawatur why 0123456789ab:f1042 report1.txt        where a figure comes from\n"
      "  tawatur add reports/ -C case.db                   keep reports; tawatur events -C case.db lists their stories"};
  app.name("tawatur");
  app.set_version_flag("--version", "tawatur " TAWATUR_VERSION);
  app.require_subcommand(1);
  AddRun(app);
  AddExtract(app);
  AddWhy(app);
  AddAdd(app);
  AddBuild(app);
  AddReread(app);
  AddEvents(app);
  AddShow(app);
  AddFigures(app);
  AddConflicts(app);
  AddClaims(app);
  AddTimeline(app);
  AddSources(app);
  AddDiff(app);
  AddSearch(app);
  AddReview(app);
  AddExport(app);
  AddVerify(app);
  AddEval(app);
  AddServe(app);
  AddDoctor(app);
  AddLexicon(app);
  AddSchema(app);
  AddCompletion(app);
  AddVersion(app);
  CatchSignals();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);  // --help, --version
    std::fprintf(stderr, "tawatur: %s\nSee tawatur --help.\n", e.what());
    return kUsage;
  } catch (const Exit& e) {
    return e.code;
  } catch (const std::bad_alloc&) {
    std::fputs("tawatur: out of memory\n", stderr);
    return kInternal;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "tawatur: internal error: %s\n", e.what());
    return kInternal;
  }
  return kDone;
}
