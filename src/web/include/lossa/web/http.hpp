// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lossa::web {

enum class Method { get, head, post, other };

/// A request as it came, complete. Knows nothing of sockets.
struct Request {
  Method method = Method::get;
  std::string target = "/";                                       ///< path and query as sent, still encoded
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< names in lower case
  std::string body = {};

  /// The value of a header that came exactly once; nothing if it is absent or came twice.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const {
    const auto is_it = [&](const auto& field) { return field.first == name; };
    const auto found = std::ranges::find_if(headers, is_it);
    if (found == headers.end() || std::ranges::count_if(headers, is_it) > 1) return std::nullopt;
    return found->second;
  }
};

/// An answer, complete. Content-Length and Connection are the server's.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};

  [[nodiscard]] std::string_view header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, [](const auto& field) -> const auto& { return field.first; });
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
  }
};

}  // namespace lossa::web
