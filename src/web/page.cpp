// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

#include <map>

namespace lossa::web {
namespace {

/// All words of the program's own pages as "ui.name" and "page.name".
View page_words(const locale::Speech& speech, std::string_view group) {
  View words;
  const std::string prefix = std::string(group) + ".";
  const auto& all = speech.words().all();
  for (auto word = all.lower_bound(prefix); word != all.end() && word->first.starts_with(prefix); ++word)
    words.text(word->first.substr(prefix.size()), speech(word->second));
  return words;
}

std::string language_link(const Visit& visit, std::string_view language) {
  Parameters query;
  for (const auto& [name, value] : visit.target.query)
    if (name != "lang") query.emplace_back(name, value);
  query.emplace_back("lang", language);
  const bool is_post = visit.request.method == Method::post;
  return make_link(is_post ? "/" : visit.target.path, query);
}

View common_view(const Visit& visit) {
  const bool is_swedish = visit.speech.language() == Language::sv;
  View view;
  view.part("ui", page_words(visit.speech, "ui"));
  view.part("page", page_words(visit.speech, "page"));
  view.text("html_lang", is_swedish ? "sv" : "en");
  view.text("other_lang", is_swedish ? "en" : "sv");
  view.text("other_language_link", language_link(visit, is_swedish ? "en" : "sv"));
  view.text("css_address", visit.site.css_address);
  view.text("version", visit.site.settings.version);
  return view;
}

void keep_language(const Visit& visit, Response& response) {
  if (value_of(visit.target.query, "lang").empty()) return;
  const char* language = visit.speech.language() == Language::sv ? "sv" : "en";
  response.headers.emplace_back("Set-Cookie",
                                std::string("lang=") + language + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
}

}  // namespace

void add_security_headers(Response& response) {
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
      "frame-ancestors 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.emplace_back("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}

Response page(const Visit& visit, std::string_view name, const View& view, int status) {
  auto text = visit.site.templates.render(name, view, common_view(visit));
  Response response{.status = text ? status : 500};
  response.headers.emplace_back("Cache-Control", "no-store");
  if (!text) {
    response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    response.body = text.error().where + ": " + text.error().message + "\n";
  } else {
    response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    response.headers.emplace_back("Content-Language", visit.speech.language() == Language::sv ? "sv" : "en");
    response.headers.emplace_back("Vary", "Cookie, Accept-Language");
    keep_language(visit, response);
    response.body = *std::move(text);
  }
  add_security_headers(response);
  return response;
}

Response fault_page(const Visit& visit, int status, std::string_view words, const std::string& detail) {
  View view;
  view.text("title", visit.speech(words));
  view.text("status", std::to_string(status));
  view.text_if_any("detail", detail);
  return page(visit, "fault", view, status);
}

service::View view_from(const Parameters& parameters) {
  constexpr std::string_view reading_prefix = "reading.";
  service::View view;
  const auto apply = [&](const std::string& name, const std::string& value) {
    if (name == "at" || name == "at_other") view.at = value;
    if (name.starts_with(reading_prefix)) view.readings[name.substr(reading_prefix.size())] = value;
  };
  for (const auto& [name, value] : parameters)
    if (name != "at_other") apply(name, value);
  if (const auto other = value_of(parameters, "at_other"); !other.empty()) view.at = other;
  const auto change = value_of(parameters, "set");
  if (const auto equals = change.find('='); equals != std::string::npos)
    apply(change.substr(0, equals), change.substr(equals + 1));
  return view;
}

}  // namespace lossa::web
