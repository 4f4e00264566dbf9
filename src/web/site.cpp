// SPDX-License-Identifier: Apache-2.0
#include <lossa/web/site.hpp>

#include <array>
#include <exception>

#include <lossa/base/text.hpp>
#include <lossa/resources/resources.hpp>

#include "page.hpp"

namespace lossa::web {
namespace {

constexpr std::string_view css_path = "web/static/lossa.css";

/// Does `Host` name this server? Any other name is someone else's page that was pointed here.
bool names_us(std::string_view host, std::uint16_t port) {
  const std::string ending = ":" + std::to_string(port);
  if (host.ends_with(ending))
    host.remove_suffix(ending.size());
  else if (port != 80)
    return false;
  constexpr std::array<std::string_view, 3> names = {"127.0.0.1", "localhost", "[::1]"};
  return std::ranges::find(names, host) != names.end();
}

/// Was a form sent from a page of ours? Browsers say where it came from; programs need not.
bool is_from_us(const Request& request) {
  if (const auto site = request.header("sec-fetch-site")) return *site == "same-origin";
  const auto origin = request.header("origin");
  if (!origin) return true;
  return *origin == "http://" + std::string(request.header("host").value_or(""));
}

Response static_file(const Visit& visit) {
  const auto& path = visit.target.path;
  const auto bytes = resources::find("web" + path);
  if (!bytes) return fault_page(visit, 404, "ui.not_found", visit.speech("ui.not_found_note"));
  std::string_view type = "application/octet-stream";
  if (path.ends_with(".css")) type = "text/css; charset=utf-8";
  if (path.ends_with(".svg")) type = "image/svg+xml";
  Response response{.body = std::string(*bytes)};
  response.headers.emplace_back("Content-Type", type);
  response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  add_security_headers(response);
  return response;
}

Response not_allowed(const Visit& visit, const char* allowed) {
  auto response = fault_page(visit, 405, "ui.method_not_allowed");
  response.headers.emplace_back("Allow", allowed);
  return response;
}

Response route(const Visit& visit) {
  const auto& path = visit.target.path;
  const auto method = visit.request.method;
  if (path == "/assess") {
    if (method != Method::post) return not_allowed(visit, "POST");
    if (!is_from_us(visit.request)) return fault_page(visit, 403, "ui.other_origin");
    return assess_page(visit);
  }
  if (method != Method::get && method != Method::head) return not_allowed(visit, "GET, HEAD");
  constexpr std::string_view cases = "/cases/";
  constexpr std::string_view card = "/card";
  if (path == "/") return worklist_page(visit);
  if (path == "/about") return about_page(visit);
  if (path.starts_with(cases) && path.ends_with(card))
    return card_page(visit, path.substr(cases.size(), path.size() - cases.size() - card.size()));
  if (path.starts_with(cases)) return case_page(visit, path.substr(cases.size()));
  if (path.starts_with("/static/")) return static_file(visit);
  return fault_page(visit, 404, "ui.not_found", visit.speech("ui.not_found_note"));
}

Response answer(const Request& request, const Site::Parts& site) {
  auto target = parse_target(request.target);
  const auto language = choose_language(request, target ? target->query : Parameters{});
  const bool is_understood = target.has_value();
  const Visit visit{.site = site,
                    .request = request,
                    .target = is_understood ? *std::move(target) : Target{.path = "/", .query = {}},
                    .speech = locale::Speech(locale::Words::shipped(), language)};
  const auto host = request.header("host");
  if (!host) return fault_page(visit, 400, "ui.bad_request", visit.speech("page.no_host"));
  if (!names_us(*host, site.settings.port)) return fault_page(visit, 421, "ui.wrong_host");
  if (!is_understood) return fault_page(visit, 400, "ui.bad_request");
  return route(visit);
}

}  // namespace

Site::Site(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Site::Site(Site&&) noexcept = default;
Site& Site::operator=(Site&&) noexcept = default;
Site::~Site() = default;

Result<Site> Site::create(SiteSettings settings, const service::Service& service) {
  const auto css = resources::find(css_path);
  if (!css) return Error{.kind = ErrorKind::corrupt_data, .message = "does not exist", .where = std::string(css_path)};
  auto templates = LOSSA_TRY(Templates::load(resources::under("web/templates/")));
  return Site(
      std::make_unique<const Parts>(Parts{.settings = std::move(settings),
                                          .service = &service,
                                          .templates = std::move(templates),
                                          .css_address = "/static/lossa.css?v=" + sha256_hex(*css).substr(0, 12)}));
}

Response handle(const Request& request, const Site& site) {
  try {
    return answer(request, site.parts());
  } catch (const std::exception&) {  // a fault of the program: this request fails, the others go on
    return refusal(500, site);
  }
}

Response refusal(int status, const Site& site) {
  const Request nothing;
  const Visit visit{.site = site.parts(),
                    .request = nothing,
                    .target = {.path = "/", .query = {}},
                    .speech = locale::Speech(locale::Words::shipped(), Language::sv)};
  switch (status) {
    case 413:
      return fault_page(visit, status, "ui.file_too_large");
    case 431:
      return fault_page(visit, status, "page.header_too_large");
    case 503:
      return fault_page(visit, status, "page.too_busy");
    case 500:
      return fault_page(visit, status, "ui.internal_error");
    default:
      return fault_page(visit, status, "ui.bad_request");
  }
}

}  // namespace lossa::web
