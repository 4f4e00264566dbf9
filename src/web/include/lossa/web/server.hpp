// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include <lossa/base/date.hpp>
#include <lossa/base/result.hpp>
#include <lossa/service/service.hpp>

namespace lossa::web {

struct ServeOptions {
  std::string address = "127.0.0.1";  ///< of loopback; "localhost" and "::1" too
  std::uint16_t port = 0;             ///< 0: any that is free
  std::string version = {};
  std::function<Date()> now = {};
  std::function<void(const std::string& url)> on_ready = {};  ///< called once connections are taken

  std::size_t connection_limit = 256;
  std::chrono::milliseconds idle_limit{15'000};  ///< to send a whole request, and between two
  std::chrono::milliseconds drain_limit{3'000};  ///< for answers under way when told to stop
};

/// Serves the pages until SIGTERM or SIGINT, then takes no more connections, lets answers under way finish and returns.
/// Everything runs on the calling thread.
/// Fails with invalid_input if the address is not one of loopback: until there are users nobody else may look; with
/// unavailable if the port is in use or cannot be had; with corrupt_data if the program's own pages are broken.
Result<void> serve(const ServeOptions& options, const service::Service& service);

}  // namespace lossa::web
