// serve: the HTTP server; the one file behind it holds the HTTP library. Entry points: Server::Listen(), Run(), Stop().
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "serve/http.h"

namespace tawatur::serve {

struct ServerOptions {
  std::string host = "127.0.0.1";  // a loopback address: what is served has no password
  uint16_t port = 0;               // 0 = any that is free
  size_t connections = 64;
  size_t workers = 4;
  uint32_t header_bytes = 16 * 1024;
  std::chrono::seconds timeout{30};        // for a header, a small body, an answer
  std::chrono::seconds body_timeout{120};  // for a file, however slowly it drips
};

// What the server asks: for answers in its workers, for the rest on the thread of Run().
struct Handler {
  std::function<BodyPlan(Request&)> plan;              // from the header alone
  std::function<Response(const Request&)> answer;      // the body is there, where the plan wanted it
  std::function<void(const Request&, Response&)> dress;  // every answer, also those of the transport
};

class Server {
 public:
  static Result<std::unique_ptr<Server>> Listen(const ServerOptions& options, Handler handler);
  ~Server();

  uint16_t port() const;
  std::string Address() const;  // http://127.0.0.1:8765/
  // Answers until Stop(), on the thread that calls it. The error where the network gave up.
  Result<uint64_t> Run();
  // From any thread.
  void Stop();

 private:
  friend class Session;
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tawatur::serve
