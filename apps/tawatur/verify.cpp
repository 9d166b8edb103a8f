// tawatur verify: is a case file still as it was stored? Entry point: AddVerify().
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "console.h"
#include "store/store.h"
#include "inputs.h"
#include "output.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

void Verify(const std::string& path, bool quiet) {
  Result<store::Store> store = store::Store::Open(path, store::Store::Mode::kRead);
  if (!store) Die(store.error());
  Output out("");
  size_t differences = 0;
  Result<store::Verified> verified = store->Verify([&](const store::Difference& d) {
    ++differences;
    out.Write(d.report.empty() ? d.message + "\n" : d.report + ": " + d.message + "\n");
  });
  out.Commit();
  // Damage can be such that the walk itself fails: that is a difference too, the worst.
  if (!verified) {
    Complain(verified.error().place, verified.error().message);
    throw Exit(verified.error().kind == ErrorKind::kIo ? kDifference : kInternal);
  }
  if (!quiet) {
    Complain("", fmt::format("{} reports, {} originals hashed, {} quotes compared, {} differences", verified->reports,
                             verified->originals, verified->quotes, differences));
  }
  if (differences > 0) throw Exit(kDifference);
}

}  // namespace

void AddVerify(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("verify", "hash every stored original and compare every quote with its words");
  auto path = std::make_shared<std::string>();
  auto quiet = std::make_shared<bool>(false);
  AddStoreOption(*verb, *path);
  verb->add_flag("-q,--quiet", *quiet, "no summary");
  verb->callback([path, quiet] { Verify(*path, *quiet); });
}

}  // namespace tawatur::cli
