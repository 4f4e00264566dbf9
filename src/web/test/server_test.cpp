// SPDX-License-Identifier: Apache-2.0
#include <lossa/web/server.hpp>

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <future>
#include <thread>

#include "test_site.hpp"

namespace lossa::web {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

/// A connection to the server that speaks raw bytes.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{.tv_sec = 20, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how sockets are used in C
    is_open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(socket_); }

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  /// What comes until the server closes, or until it ends with this.
  [[nodiscard]] std::string read(std::string_view ending = {}) const {
    std::string all;
    char chunk[4096];
    while (ending.empty() || !all.ends_with(ending)) {
      const auto size = ::recv(socket_, chunk, sizeof chunk, 0);
      if (size <= 0) break;
      all.append(chunk, static_cast<std::size_t>(size));
    }
    return all;
  }
  [[nodiscard]] bool is_open() const { return is_open_; }

 private:
  int socket_;
  bool is_open_ = false;
};

/// A server on a thread of its own, stopped by the signal that users send.
class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override { start({}); }
  void TearDown() override { stop(); }

  void start(ServeOptions options) {
    std::promise<std::string> ready;
    auto url = ready.get_future();
    options.version = "9.9";
    options.now = [] { return *Date::parse("2026-11-22"); };
    options.on_ready = [&ready](const std::string& address) { ready.set_value(address); };
    server_thread = std::thread([this, options] { outcome = serve(options, fake); });
    const auto text = url.get();
    server_port = static_cast<std::uint16_t>(std::stoi(text.substr(text.rfind(':') + 1)));
  }
  void stop() {
    if (!server_thread.joinable()) return;
    ::kill(::getpid(), SIGTERM);
    server_thread.join();
    EXPECT_TRUE(outcome.has_value());
  }
  [[nodiscard]] std::string ask(std::string_view bytes) const {
    const Client client(server_port);
    client.send(bytes);
    return client.read();
  }
  [[nodiscard]] std::string host() const { return "Host: localhost:" + std::to_string(server_port) + "\r\n"; }
  [[nodiscard]] std::string page_request() const { return "GET / HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n"; }

  FakeService fake;
  std::uint16_t server_port = 0;
  std::thread server_thread;
  Result<void> outcome;
};

TEST_F(ServerTest, AnswersARequest) { EXPECT_THAT(ask(page_request()), StartsWith("HTTP/1.1 200 OK\r\n")); }

TEST_F(ServerTest, AnswersHeadWithoutABody) {
  const auto answer = ask("HEAD / HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(answer, HasSubstr("Content-Length: "));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(ServerTest, AnswersSeveralRequestsOnOneConnection) {
  const auto one = "GET / HTTP/1.1\r\n" + host() + "\r\n";
  const auto answers = ask(one + one + page_request());
  std::size_t count = 0;
  for (auto at = answers.find("HTTP/1.1 200"); at != std::string::npos; at = answers.find("HTTP/1.1 200", at + 1))
    ++count;
  EXPECT_EQ(count, 3U);
}

TEST_F(ServerTest, RefusesWhatIsNoProperRequest) {
  EXPECT_THAT(ask("nonsense\r\n\r\n"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(ask("GET / HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(ask("POST /assess HTTP/1.1\r\n" + host() + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx"),
              StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(ask("POST /assess HTTP/1.1\r\n" + host() + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx"),
              StartsWith("HTTP/1.1 400"));
}

TEST_F(ServerTest, RefusesTooMuch) {
  EXPECT_THAT(ask("GET / HTTP/1.1\r\nX: " + std::string(40'000, 'x') + "\r\n\r\n"), StartsWith("HTTP/1.1 431"));
  const std::string size = std::to_string(body_limit_bytes + 1);
  EXPECT_THAT(ask("POST /assess HTTP/1.1\r\n" + host() + "Content-Length: " + size + "\r\n\r\n" +
                  std::string(body_limit_bytes + 1, 'x')),
              StartsWith("HTTP/1.1 413"));
}

TEST_F(ServerTest, TellsAWaitingClientToGoOn) {
  const Client client(server_port);
  client.send("POST /assess HTTP/1.1\r\n" + host() +
              "Connection: close\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(client.read("\r\n\r\n"), StartsWith("HTTP/1.1 100"));
  client.send("x");
  EXPECT_THAT(client.read(), StartsWith("HTTP/1.1 415"));
}

TEST_F(ServerTest, ClosesAConnectionThatSaysNothing) {
  stop();
  start({.idle_limit = std::chrono::milliseconds(200)});
  EXPECT_EQ(Client(server_port).read(), "");
  EXPECT_EQ(ask("GET / HTT"), "");
}

TEST_F(ServerTest, TurnsAwayOneConnectionTooMany) {
  stop();
  start({.connection_limit = 1});
  const Client first(server_port);
  first.send("GET / HTTP/1.1\r\n" + host() + "\r\n");
  EXPECT_THAT(first.read("</html>\n"), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Client(server_port).read(), StartsWith("HTTP/1.1 503"));
}

TEST_F(ServerTest, StopsAtASignalEvenWithConnectionsOpen) {
  const Client idle(server_port), half(server_port);
  half.send("GET / HTTP/1.1\r\n");
  EXPECT_THAT(ask(page_request()), StartsWith("HTTP/1.1 200"));
  stop();
  EXPECT_FALSE(Client(server_port).is_open());
}

TEST_F(ServerTest, SaysThatAPortIsInUse) {
  const auto result = serve({.port = server_port}, fake);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(result.error().message, HasSubstr("in use"));
  EXPECT_EQ(result.error().where, "127.0.0.1:" + std::to_string(server_port));
}

TEST(Server, ServesNobodyButThisMachine) {
  const FakeService service;
  for (const char* address : {"0.0.0.0", "192.168.1.1", "::", "example.org", ""}) {
    const auto result = serve({.address = address}, service);
    ASSERT_FALSE(result.has_value()) << address;
    EXPECT_EQ(result.error().kind, ErrorKind::invalid_input);
    EXPECT_EQ(result.error().where, address);
  }
}

}  // namespace
}  // namespace lossa::web
