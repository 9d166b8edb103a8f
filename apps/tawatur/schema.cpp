// tawatur schema: the JSON Schemas of what goes in and comes out. Entry point: AddSchema().
#include "publish/schemas.h"

#include <CLI/CLI.hpp>

#include "console.h"
#include "output.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

void PrintSchema(const std::string& name) {
  Output out("");
  std::string names;
  for (const publish::Schema& schema : publish::Schemas()) {
    if (name.empty()) out.Write(std::string(schema.name) + "\n");
    if (name == schema.name) {
      out.Write(schema.json);
      out.Commit();
      return;
    }
    names += (names.empty() ? "" : ", ") + std::string(schema.name);
  }
  if (!name.empty()) Die({ErrorKind::kUsage, name, "is no schema; there are " + names});
  out.Commit();
}

}  // namespace

void AddSchema(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("schema", "print a JSON Schema, or the names of all");
  auto name = std::make_shared<std::string>();
  verb->add_option("NAME", *name, "findings, dossiers or reports-input");
  verb->callback([name] { PrintSchema(*name); });
}

}  // namespace tawatur::cli
