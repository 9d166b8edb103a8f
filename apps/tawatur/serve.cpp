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
  bool mask = false, quiet = false, read_only = false;
};

// Whoever can read the terminal may write; other pages and other people on this machine may not.
std::string Token() {
  unsigned char bytes[16];
  if (getentropy(bytes, sizeof bytes) != 0) Die({ErrorKind::kIo, "serve", "the system gives no random bytes"});
  std::string token;
  for (unsigned char b : bytes) token += fmt::format("{:02x}", b);
  return token;
}

void Serve(const ServeOptions& options) {
  serve::AppOptions app_options;
  app_options.jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  app_options.store = options.store;
  app_options.mask = options.mask;
  if (!options.mask && !options.read_only) app_options.token = Token();
  Result<std::unique_ptr<serve::App>> app = serve::App::Open(app_options);
  if (!app) Die(app.error());
  serve::ServerOptions server_options;
  server_options.host = options.host;
  server_options.port = options.port;
  server_options.workers = app_options.jobs + 2;  // more than processors: a long answer leaves room for short ones
  serve::Handler handler;
  handler.plan = [&](serve::Request& request) { return (*app)->Plan(request); };
  handler.answer = [&](const serve::Request& request) { return (*app)->Answer(request); };
  handler.dress = [&](const serve::Request& request, serve::Response& response) { (*app)->Dress(request, response); };
  Result<std::unique_ptr<serve::Server>> server = serve::Server::Listen(server_options, std::move(handler));
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
  // Behind # it stays in the browser: no log, no other site sees it.
  const std::string address = (*server)->Address() + (app_options.token.empty() ? "" : "#token=" + app_options.token);
  if (!options.quiet)
    Complain("", fmt::format("{} reports, {} stories at {} (Ctrl-C ends it)", (*app)->report_count(), (*app)->story_count(), address));
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
  verb->add_flag("--public", options->mask, "mask victims' and private persons' names in everything served; read only");
  verb->add_flag("--read-only", options->read_only, "take no decisions and no files");
  verb->add_flag("-q,--quiet", options->quiet, "do not say where the service is");
  verb->callback([options] { Serve(*options); });
}

}  // namespace tawatur::cli
