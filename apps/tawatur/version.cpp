// tawatur version: what this is. Entry point: AddVersion().
#include <CLI/CLI.hpp>

#include "output.h"
#include "verbs.h"

namespace tawatur::cli {

void AddVersion(CLI::App& app) {
  app.add_subcommand("version", "print the version")->callback([] {
    Output out("");
    out.Write("tawatur " TAWATUR_VERSION "\n");
    out.Commit();
  });
}

}  // namespace tawatur::cli
