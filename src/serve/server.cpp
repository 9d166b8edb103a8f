// serve: the HTTP server. Entry points: Server::Listen(), Run(), Stop(). A body is read only where the handler's plan says
// so, whole, of stated length, into a bounded text or a file; chunks and ranges are never followed. What a client can
// hold is bounded in bytes and in seconds.
#include "serve/server.h"

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/http/file_body.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <set>

namespace tawatur::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Tcp = asio::ip::tcp;
using Code = beast::error_code;

constexpr std::chrono::seconds kDrainTime{2};
constexpr size_t kDrainBytes = size_t{256} << 10;
constexpr std::chrono::milliseconds kAcceptPause{50};
constexpr uint64_t kMostStated = uint64_t{1} << 30;  // a longer body is refused before anybody asks what it is

struct Limits {
  uint32_t header_bytes;
  std::chrono::seconds timeout, body_timeout;
};

}  // namespace

class Session;

struct Server::Impl {
  explicit Impl(const ServerOptions& o) : options(o), acceptor(context), pause(context) {}
  void Accept();
  void Leave(Session* session);

  ServerOptions options;
  Handler handler;
  std::set<Session*> sessions;  // before the context: those still in it take their leave when it goes
  bool accepting = false, stopping = false;
  uint64_t answered = 0;
  asio::io_context context{1};
  Tcp::acceptor acceptor;
  asio::steady_timer pause;
  std::optional<asio::thread_pool> workers;  // while Run() runs; last: they use the others
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Tcp::socket socket, Limits limits, Server::Impl& server)
      : stream_(std::move(socket)), buffer_(limits.header_bytes * 2), limits_(limits), server_(server) {}
  ~Session() { server_.Leave(this); }

  void Read() {
    parser_.emplace();
    parser_->header_limit(limits_.header_bytes);
    parser_->body_limit(kMostStated);
    stream_.expires_after(limits_.timeout);  // for the whole header, however slowly it drips
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](Code error, size_t) { self->OnHeader(error); });
  }
  void Cut() { stream_.close(); }

 private:
  void OnHeader(Code error) {
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
      return Send(TransportProblem(431, "the header is longer than " + std::to_string(limits_.header_bytes)), true);
    if (error == http::error::body_limit) return Send(TransportProblem(413, "nothing here takes a body"), true);
    if (error == http::error::end_of_stream) return Close();
    if (error.category() == Code(http::error::bad_method).category())
      return Send(TransportProblem(400, "the request is not HTTP"), true);
    if (error) return;  // time is up, or the client has gone
    Understand();
    BodyPlan plan = server_.handler.plan(request_);
    // A body that is not read ends the connection: nothing can be told apart behind it.
    const bool has_body = request_.chunked || request_.length.value_or(0) > 0;
    last_ = !parser_->get().keep_alive() || (has_body && plan.kind == BodyPlan::Kind::kNone);
    if (plan.refusal) return Send(std::move(*plan.refusal), last_ || has_body);
    if (plan.kind == BodyPlan::Kind::kText) return ReadText(plan.most);
    if (plan.kind == BodyPlan::Kind::kFile) return ReadFile(plan.most);
    Answer();
  }

  // The request as the rest of the program knows it.
  void Understand() {
    const auto& message = parser_->get();
    request_ = Request();
    request_.method.assign(message.method_string().data(), message.method_string().size());
    request_.target.assign(message.target().data(), message.target().size());
    if (message.count(http::field::host) == 1) request_.host = Value(http::field::host);
    request_.origin = Value(http::field::origin);
    request_.content_type = Value(http::field::content_type);
    request_.if_none_match = Value(http::field::if_none_match);
    request_.site = Value("Sec-Fetch-Site");
    request_.token = Value("X-Tawatur-Token");
    request_.person = Value(http::field::accept).find("text/html") != std::string::npos;
    request_.chunked = parser_->chunked();
    if (parser_->content_length()) request_.length = *parser_->content_length();
    head_ = request_.method == "HEAD";
  }

  template <class Name>
  std::string Value(Name name) const {
    auto value = parser_->get()[name];
    return std::string(value.data(), value.size());
  }

  void ReadText(uint64_t most) {
    text_.emplace(std::move(*parser_));
    text_->body_limit(most);
    stream_.expires_after(limits_.timeout);
    http::async_read(stream_, buffer_, *text_, [self = shared_from_this()](Code error, size_t) {
      if (error) return self->OnBrokenBody(error);
      self->request_.body = std::move(self->text_->get().body());
      self->text_.reset();
      self->Answer();
    });
  }

  void ReadFile(uint64_t most) {
    request_.upload = Upload::Make(request_.Field("name"));
    file_.emplace(std::move(*parser_));
    file_->body_limit(most);
    Code error = boost::system::errc::make_error_code(boost::system::errc::no_space_on_device);
    if (request_.upload) file_->get().body().open(request_.upload->path().c_str(), beast::file_mode::write, error);
    if (error) return Send(TransportProblem(503, "there is no room for a file now"), true);
    stream_.expires_after(limits_.body_timeout);
    http::async_read(stream_, buffer_, *file_, [self = shared_from_this()](Code broken, size_t) {
      if (broken) return self->OnBrokenBody(broken);
      self->file_.reset();  // closes it
      self->Answer();
    });
  }

  void OnBrokenBody(Code error) {
    file_.reset();
    request_.upload.reset();
    if (error == http::error::body_limit) return Send(TransportProblem(413, "the body is too long"), true);
    if (error.category() == Code(http::error::bad_method).category())
      return Send(TransportProblem(400, "the body does not come as stated"), true);
  }

  // In a worker, so that a slow answer keeps nobody else waiting. The session is held by the question and then by the answer:
  // it never ends in the worker.
  void Answer() {
    ++server_.answered;
    asio::post(*server_.workers, [self = shared_from_this(), going = asio::make_work_guard(server_.context)]() mutable {
      Session& session = *self;
      Response response = session.server_.handler.answer(session.request_);
      asio::post(session.server_.context, [self = std::move(self), response = std::move(response)]() mutable {
        const bool failed = response.status >= 500;
        self->Send(std::move(response), self->last_ || failed);
      });
    });
  }

  static Response TransportProblem(int status, std::string_view detail) { return Problem(status, detail); }

  void Send(Response response, bool last) {
    answer_ = std::move(response);
    server_.handler.dress(request_, answer_);
    last_ = last;
    bool bodiless = head_ || answer_.status == 304;
    message_.emplace();
    message_->version(11);
    message_->result(static_cast<unsigned>(answer_.status));
    message_->reason(beast::string_view(Reason(answer_.status).data(), Reason(answer_.status).size()));
    if (answer_.status != 304) {
      message_->set(http::field::content_type, answer_.type);
      message_->content_length(answer_.body->size());
    }
    if (!answer_.etag.empty()) message_->set(http::field::etag, answer_.etag);
    for (const auto& [name, value] : answer_.headers) message_->set(name, value);
    if (last_) message_->set(http::field::connection, "close");
    if (!bodiless) message_->body() = {answer_.body->data(), answer_.body->size()};
    stream_.expires_after(limits_.timeout);
    serializer_.emplace(*message_);
    auto then = [self = shared_from_this()](Code error, size_t) { self->OnSent(error); };
    bodiless ? http::async_write_header(stream_, *serializer_, then) : http::async_write(stream_, *serializer_, then);
  }

  void OnSent(Code error) {
    if (error) return;
    head_ = false;
    answer_.body.reset();
    request_ = Request();
    last_ ? Close() : Read();
  }

  // The client may still be sending: what comes is thrown away for a moment, or it would never see the answer.
  void Close() {
    Code ignored;
    stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    stream_.expires_after(kDrainTime);
    Drain();
  }
  void Drain() {
    stream_.async_read_some(asio::buffer(waste_), [self = shared_from_this()](Code error, size_t n) {
      self->drained_ += n;
      if (!error && self->drained_ < kDrainBytes) self->Drain();
    });
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  Limits limits_;
  Server::Impl& server_;
  std::optional<http::request_parser<http::empty_body>> parser_;
  std::optional<http::request_parser<http::string_body>> text_;
  std::optional<http::request_parser<http::file_body>> file_;
  Request request_;
  std::optional<http::response<http::span_body<const char>>> message_;
  std::optional<http::response_serializer<http::span_body<const char>>> serializer_;
  Response answer_;
  bool head_ = false, last_ = false;
  char waste_[4096];
  size_t drained_ = 0;
};

// One connection more, as long as there is room; those beyond wait in the system's queue.
void Server::Impl::Accept() {
  if (accepting || stopping || sessions.size() >= options.connections) return;
  accepting = true;
  acceptor.async_accept([this](Code error, Tcp::socket socket) {
    accepting = false;
    if (stopping) return;
    if (error) {  // no more file handles, most likely: others will leave
      pause.expires_after(kAcceptPause);
      pause.async_wait([this](Code) { Accept(); });
      return;
    }
    auto session = std::make_shared<Session>(
        std::move(socket), Limits{options.header_bytes, options.timeout, options.body_timeout}, *this);
    sessions.insert(session.get());
    session->Read();
    Accept();
  });
}

void Server::Impl::Leave(Session* session) {
  sessions.erase(session);
  if (!stopping) Accept();
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() { impl_->stopping = true; }

Result<std::unique_ptr<Server>> Server::Listen(const ServerOptions& options, Handler handler) {
  std::string name = options.host == "localhost" ? "127.0.0.1" : options.host == "[::1]" ? "::1" : options.host;
  Code error;
  asio::ip::address address = asio::ip::make_address(name, error);
  if (error || !address.is_loopback()) {
    return Error{ErrorKind::kUsage, options.host,
                 "is no address of this machine alone; there is no password, so only 127.0.0.1 and ::1 are served"};
  }
  auto impl = std::make_unique<Impl>(options);
  impl->handler = std::move(handler);
  Tcp::endpoint endpoint(address, options.port);
  auto fails = [&] { return error.failed(); };
  impl->acceptor.open(endpoint.protocol(), error);
  if (!fails()) impl->acceptor.set_option(Tcp::acceptor::reuse_address(true), error);
  if (!fails()) impl->acceptor.bind(endpoint, error);
  if (!fails()) impl->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (fails()) {
    return Error{ErrorKind::kIo, options.host + ":" + std::to_string(options.port),
                 "cannot listen: " + error.message() + "; --port 0 takes any that is free"};
  }
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

uint16_t Server::port() const {
  Code error;
  return impl_->acceptor.local_endpoint(error).port();
}

std::string Server::Address() const {
  Code error;
  asio::ip::address address = impl_->acceptor.local_endpoint(error).address();
  std::string name = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  return "http://" + name + ":" + std::to_string(port()) + "/";
}

Result<uint64_t> Server::Run() {
  try {
    impl_->workers.emplace(std::max<size_t>(1, impl_->options.workers));
    impl_->Accept();
    impl_->context.run();
    impl_->workers->join();
  } catch (const std::exception& e) {
    return Error{ErrorKind::kInternal, "serve", e.what()};
  }
  return impl_->answered;
}

void Server::Stop() {
  asio::post(impl_->context, [impl = impl_.get()] {
    impl->stopping = true;
    Code ignored;
    impl->acceptor.close(ignored);
    impl->pause.cancel();
    for (Session* session : impl->sessions) session->Cut();
  });
}

}  // namespace tawatur::serve
