// SPDX-License-Identifier: Apache-2.0
#include <lossa/web/server.hpp>

// The only place that knows Asio and Beast: they cost seconds to compile.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <csignal>
#include <list>
#include <tuple>
#include <utility>

#include <lossa/web/site.hpp>

namespace lossa::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto outcome = asio::as_tuple(asio::use_awaitable);
constexpr std::uint32_t header_limit_bytes = 16U << 10U;
constexpr std::size_t lingering_limit_bytes = 8U << 20U;

struct Session {
  beast::tcp_stream stream;
  beast::flat_buffer buffer = {};
  bool is_idle = true;  ///< between two requests
};
using Sessions = std::list<Session>;

struct Server {
  asio::io_context& context;
  const ServeOptions& options;
  const Site& site;
  tcp::acceptor acceptor;
  asio::steady_timer drain_timer;
  Sessions sessions = {};
  bool is_stopping = false;
};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (auto& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::get;
    case http::verb::head:
      return Method::head;
    case http::verb::post:
      return Method::post;
    default:
      return Method::other;
  }
}

Request as_request(http::request<http::string_body> message) {
  Request request{.method = method_of(message.method()), .target = std::string(message.target())};
  for (const auto& field : message)
    request.headers.emplace_back(lower_case(std::string_view(field.name_string())), std::string(field.value()));
  request.body = std::move(message.body());
  return request;
}

/// What to answer to bytes that Beast would not read; nothing where there is nobody to answer, or no fault.
std::optional<int> status_of(const error_code& error) {
  if (error == http::error::end_of_stream || error == http::error::partial_message) return std::nullopt;
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
  if (error == http::error::body_limit) return 413;
  if (error.category() == make_error_code(http::error::bad_method).category()) return 400;
  return std::nullopt;
}

/// Reads on for a little while after a refusal: closing at once would reset the connection, and the answer with it.
asio::awaitable<void> linger(Session& session) {
  error_code ignored;
  std::ignore = session.stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  session.stream.expires_after(std::chrono::seconds(2));
  std::vector<char> sink(64U << 10U);
  for (std::size_t taken = 0; taken < lingering_limit_bytes;) {
    const auto [error, size] = co_await session.stream.async_read_some(asio::buffer(sink), outcome);
    if (error) break;
    taken += size;
  }
}

asio::awaitable<error_code> send(Session& session, Response response, Method method, bool keep_alive) {
  http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
  for (auto& [name, value] : response.headers) message.insert(name, value);
  message.keep_alive(keep_alive);
  message.content_length(response.body.size());
  if (method != Method::head) message.body() = std::move(response.body);
  http::response_serializer<http::string_body> serializer(message);
  if (method == Method::head) {
    const auto [error, size] = co_await http::async_write_header(session.stream, serializer, outcome);
    co_return error;
  }
  const auto [error, size] = co_await http::async_write(session.stream, serializer, outcome);
  co_return error;
}

asio::awaitable<void> refuse(Server& server, Session& session, int status) {
  session.stream.expires_after(server.options.idle_limit);
  const auto failed = co_await send(session, refusal(status, server.site), Method::get, false);
  if (!failed) co_await linger(session);
}

/// Answers `Expect: 100-continue`, so that clients do not wait before they send the body.
asio::awaitable<error_code> say_continue(Session& session) {
  http::response<http::empty_body> message(http::status::continue_, 11);
  const auto [error, size] = co_await http::async_write(session.stream, message, outcome);
  co_return error;
}

/// One request and its answer; false when the connection is to be closed.
asio::awaitable<bool> exchange(Server& server, Session& session) {
  http::request_parser<http::string_body> parser;
  parser.header_limit(header_limit_bytes);
  parser.body_limit(body_limit_bytes);
  session.stream.expires_after(server.options.idle_limit);
  auto [error, size] = co_await http::async_read_header(session.stream, session.buffer, parser, outcome);
  session.is_idle = false;
  if (!error && beast::iequals(parser.get()[http::field::expect], "100-continue"))
    error = co_await say_continue(session);
  if (!error) std::tie(error, size) = co_await http::async_read(session.stream, session.buffer, parser, outcome);
  if (error) {
    const auto status = status_of(error);
    if (status) co_await refuse(server, session, *status);
    co_return false;
  }
  const bool keep_alive = parser.get().keep_alive() && !server.is_stopping;
  const auto request = as_request(parser.release());
  session.stream.expires_after(server.options.idle_limit);
  const auto failed = co_await send(session, handle(request, server.site), request.method, keep_alive);
  session.is_idle = true;
  co_return !failed && keep_alive && !server.is_stopping;
}

void forget(Server& server, Sessions::iterator session) {
  error_code ignored;
  std::ignore = session->stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
  server.sessions.erase(session);
  if (server.is_stopping && server.sessions.empty()) server.drain_timer.cancel();
}

asio::awaitable<void> converse(Server& server, Sessions::iterator session) {
  try {
    while (co_await exchange(server, *session)) {
    }
  } catch (const boost::system::system_error&) {  // of the socket: this connection is lost, nothing else
  }
  forget(server, session);
}

/// One too many: it hears 503 and no more.
asio::awaitable<void> turn_away(Server& server, Sessions::iterator session) {
  co_await refuse(server, *session, 503);
  forget(server, session);
}

asio::awaitable<void> accept(Server& server) {
  while (!server.is_stopping) {
    auto [error, socket] = co_await server.acceptor.async_accept(outcome);
    if (server.is_stopping) break;
    if (error) {  // out of file handles, say: wait for some to close
      asio::steady_timer pause(server.context, std::chrono::milliseconds(50));
      co_await pause.async_wait(outcome);
      continue;
    }
    const bool is_full = server.sessions.size() >= server.options.connection_limit;
    if (server.sessions.size() >= 2 * server.options.connection_limit) continue;
    const auto session =
        server.sessions.emplace(server.sessions.end(), Session{.stream = beast::tcp_stream(std::move(socket))});
    if (is_full)
      asio::co_spawn(server.context, turn_away(server, session), asio::detached);
    else
      asio::co_spawn(server.context, converse(server, session), asio::detached);
  }
}

asio::awaitable<void> stop_at_signal(Server& server, asio::signal_set& signals) {
  co_await signals.async_wait(outcome);
  server.is_stopping = true;
  error_code ignored;
  std::ignore = server.acceptor.close(ignored);
  for (auto& session : server.sessions)
    if (session.is_idle) session.stream.cancel();
  if (!server.sessions.empty()) {
    server.drain_timer.expires_after(server.options.drain_limit);
    co_await server.drain_timer.async_wait(outcome);
  }
  for (auto& session : server.sessions) session.stream.cancel();
}

Result<tcp::endpoint> loopback_endpoint(const ServeOptions& options) {
  const std::string text = options.address == "localhost" ? "127.0.0.1" : options.address;
  error_code error;
  const auto address = asio::ip::make_address(text, error);
  if (error || !address.is_loopback())
    return Error{.kind = ErrorKind::invalid_input,
                 .message =
                     "Lossa has no users yet, so it can only be reached from this machine: the address must be "
                     "127.0.0.1, ::1 or localhost",
                 .where = options.address};
  return tcp::endpoint(address, options.port);
}

std::string authority_of(const tcp::endpoint& endpoint) {
  const auto address = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" + std::to_string(endpoint.port());
}

Result<tcp::acceptor> listen(asio::io_context& context, const tcp::endpoint& endpoint) {
  tcp::acceptor acceptor(context);
  error_code error;
  error = acceptor.open(endpoint.protocol(), error);
  if (!error) error = acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error && endpoint.address().is_v6()) error = acceptor.set_option(asio::ip::v6_only(true), error);
  if (!error) error = acceptor.bind(endpoint, error);
  if (!error) error = acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) return acceptor;
  const auto why = error == asio::error::address_in_use
                       ? std::string("the port is in use by another program; choose another, or 0 for any free one")
                       : "the port cannot be had: " + error.message();
  return Error{.kind = ErrorKind::unavailable, .message = why, .where = authority_of(endpoint)};
}

}  // namespace

Result<void> serve(const ServeOptions& options, const service::Service& service) {
  const auto endpoint = LOSSA_TRY(loopback_endpoint(options));
  asio::io_context context(1);
  auto acceptor = LOSSA_TRY(listen(context, endpoint));
  const auto bound = acceptor.local_endpoint();
  const auto site =
      LOSSA_TRY(Site::create({.version = options.version, .port = bound.port(), .now = options.now}, service));

  Server server{.context = context,
                .options = options,
                .site = site,
                .acceptor = std::move(acceptor),
                .drain_timer = asio::steady_timer(context)};
  asio::signal_set signals(context, SIGINT, SIGTERM);
  asio::co_spawn(context, stop_at_signal(server, signals), asio::detached);
  asio::co_spawn(context, accept(server), asio::detached);
  if (options.on_ready) options.on_ready("http://" + authority_of(bound) + "/");
  context.run();
  return {};
}

}  // namespace lossa::web
