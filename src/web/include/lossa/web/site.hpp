// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <lossa/base/date.hpp>
#include <lossa/base/result.hpp>
#include <lossa/service/service.hpp>
#include <lossa/web/http.hpp>

namespace lossa::web {

struct SiteSettings {
  std::string version;        ///< of the program, shown on every page
  std::uint16_t port = 0;     ///< that `Host` must name
  std::function<Date()> now;  ///< the worklist's date
};

/// What the pages are made from: the service, the templates and the words. Not changed once made.
class Site {
 public:
  /// Fails with corrupt_data, naming the file, if a template or a list of words that travels in the program is broken.
  static Result<Site> create(SiteSettings settings, const service::Service& service);

  Site(Site&&) noexcept;
  Site& operator=(Site&&) noexcept;
  ~Site();

  struct Parts;
  [[nodiscard]] const Parts& parts() const { return *parts_; }

 private:
  explicit Site(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

/// The most that the body of a request may hold.
inline constexpr std::size_t body_limit_bytes = 1U << 20U;

/// Answers one request: the same answer for the same request and case. A fault of the program itself becomes a page
/// with status 500. Never throws for anything a client sends.
Response handle(const Request& request, const Site& site);

/// The answer to bytes that were no proper request (400, 413, 431) or could not be taken (503).
Response refusal(int status, const Site& site);

}  // namespace lossa::web
