// tawatur serve: the pages of a case file, for a browser on this machine. Entry point: AddServe().
#include "serve/server.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "console.h"
#include "inputs.h"
#include "serve/app.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

struct ServeOptions {
  std::string store, host = "127.0.0.1";
  uint16_t port = 8765;
  unsigned jobs = 0;
  bool mask = false, quiet = false;
};

void Serve(const ServeOptions& options) {
  EngineOptions engine;
  engine.jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  Result<std::unique_ptr<serve::Case>> opened = serve::Case::Open(options.store, engine, options.mask);
  if (!opened) Die(opened.error());
  size_t reports = (*opened)->report_count(), stories = (*opened)->entries().size();
  serve::App app(std::move(*opened));
  serve::ServerOptions server_options;
  server_options.host = options.host;
  server_options.port = options.port;
  Result<std::unique_ptr<serve::Server>> server =
      serve::Server::Listen(server_options, [&](serve::Request request) { return app.Answer(std::move(request)); });
  if (!server) Die(server.error());

  // Signals come to this thread alone, and only here: the other one just answers.
  sigset_t signals;
  sigemptyset(&signals);
  for (int s : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    sigaction(s, nullptr, &before);
    if (before.sa_handler != SIG_IGN) sigaddset(&signals, s);  // under nohup stay deaf
  }
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::optional<Error> failure;
  std::jthread answering([&] {
    Result<uint64_t> done = (*server)->Run();
    if (done) return;
    failure = done.error();
    kill(getpid(), SIGTERM);
  });
  if (!options.quiet)
    Complain("", fmt::format("{} reports, {} stories at {} (Ctrl-C ends it)", reports, stories, (*server)->Address()));
  int signal = 0;
  sigwait(&signals, &signal);
  (*server)->Stop();
  answering.join();
  if (failure) Die(*failure);
  throw Exit(128 + signal);
}

}  // namespace

void AddServe(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("serve", "show the dossiers of a case file in a browser on this machine");
  auto options = std::make_shared<ServeOptions>();
  AddStoreOption(*verb, options->store);
  verb->add_option("--port", options->port, "0 = any that is free (default: 8765)");
  verb->add_option("--host", options->host, "127.0.0.1 (default), ::1 or localhost");
  verb->add_option("-j,--jobs", options->jobs, "workers while reading (default: all processors)")
      ->check(CLI::Range(1u, 1024u));
  verb->add_flag("--public", options->mask, "mask victims' and private persons' names in everything served");
  verb->add_flag("-q,--quiet", options->quiet, "do not say where the service is");
  verb->callback([options] { Serve(*options); });
}

}  // namespace tawatur::cli
