// SPDX-License-Identifier: Apache-2.0
#include "query.hpp"

#include <algorithm>
#include <charconv>

#include <lossa/base/text.hpp>

namespace lossa::web {
namespace {

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

bool is_clean(std::string_view text) {
  const auto is_control = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f;
  };
  return is_valid_utf8(text) && std::ranges::none_of(text, is_control);
}

std::optional<std::string> decode(std::string_view text, char space) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == space ? ' ' : text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const auto high = hex_digit(text[i + 1]);
    const auto low = hex_digit(text[i + 2]);
    if (!high || !low) return std::nullopt;
    out += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  if (!is_clean(out)) return std::nullopt;
  return out;
}

std::string encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "-._~/:";
  std::string out;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          plain.find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The parts of a text between separators, trimmed.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.push_back(trimmed(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// The value of `name="value"` among the parameters of a header.
std::string header_parameter(std::string_view header, std::string_view name) {
  for (const auto part : split(header, ';')) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || lower_case(trimmed(part.substr(0, equals))) != name) continue;
    auto value = trimmed(part.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    return std::string(value);
  }
  return {};
}

std::optional<FormPart> parse_part(std::string_view text) {
  const auto blank = text.find("\r\n\r\n");
  if (blank == std::string_view::npos) return std::nullopt;
  FormPart part{.name = {}, .file_name = {}, .bytes = std::string(text.substr(blank + 4))};
  auto head = text.substr(0, blank);
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const auto line = head.substr(0, end);
    if (lower_case(line.substr(0, 20)) == "content-disposition:") {
      part.name = header_parameter(line, "name");
      part.file_name = header_parameter(line, "filename");
    }
    head = end == std::string_view::npos ? std::string_view{} : head.substr(end + 2);
  }
  if (part.name.empty() || !is_clean(part.name) || !is_clean(part.file_name)) return std::nullopt;
  if (const auto slash = part.file_name.find_last_of("/\\"); slash != std::string::npos)
    part.file_name.erase(0, slash + 1);
  return part;
}

std::optional<Language> language_from(std::string_view text) {
  const auto tag = lower_case(text.substr(0, text.find('-')));
  if (tag == "sv") return Language::sv;
  if (tag == "en") return Language::en;
  return std::nullopt;
}

std::optional<Language> accepted_language(std::string_view header) {
  std::optional<Language> best;
  double best_quality = 0;
  for (const auto range : split(header, ',')) {
    const auto language = language_from(split(range, ';').front());
    const auto written = header_parameter(range, "q");
    double quality = 1;
    if (!written.empty()) std::from_chars(written.data(), written.data() + written.size(), quality);
    if (!language || quality <= best_quality) continue;
    best = language;
    best_quality = quality;
  }
  return best;
}

}  // namespace

std::string value_of(const Parameters& parameters, std::string_view name) {
  std::string value;
  for (const auto& [key, text] : parameters)
    if (key == name) value = text;
  return value;
}

std::optional<Parameters> parse_form(std::string_view text) {
  Parameters parameters;
  if (text.empty()) return parameters;
  for (const auto pair : split(text, '&')) {
    const auto equals = pair.find('=');
    auto name = decode(pair.substr(0, equals), '+');
    auto value = equals == std::string_view::npos ? std::string{} : decode(pair.substr(equals + 1), '+');
    if (!name || !value) return std::nullopt;
    if (!name->empty() && !value->empty()) parameters.emplace_back(std::move(*name), std::move(*value));
  }
  return parameters;
}

std::optional<Target> parse_target(std::string_view target) {
  if (!target.starts_with('/')) return std::nullopt;
  target = target.substr(0, target.find('#'));
  const auto question = target.find('?');
  auto path = decode(target.substr(0, question), '\0');
  auto query = parse_form(question == std::string_view::npos ? std::string_view{} : target.substr(question + 1));
  if (!path || !query || path->find_first_of("\r\n\t") != std::string::npos) return std::nullopt;
  return Target{.path = std::move(*path), .query = std::move(*query)};
}

std::string make_link(std::string_view path, const Parameters& query) {
  std::string link = encode(path);
  char separator = '?';
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    link += separator + encode(name) + "=" + encode(value);
    separator = '&';
  }
  return link;
}

std::optional<std::vector<FormPart>> parse_multipart(std::string_view content_type, std::string_view body) {
  if (lower_case(split(content_type, ';').front()) != "multipart/form-data") return std::nullopt;
  const auto boundary = header_parameter(content_type, "boundary");
  if (boundary.empty() || boundary.size() > 70) return std::nullopt;
  const std::string first = "--" + boundary;
  const std::string later = "\r\n--" + boundary;
  if (!body.starts_with(first)) return std::nullopt;
  body.remove_prefix(first.size());
  std::vector<FormPart> parts;
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) return std::nullopt;
    body.remove_prefix(2);
    const auto end = body.find(later);
    if (end == std::string_view::npos) return std::nullopt;
    auto part = parse_part(body.substr(0, end));
    if (!part) return std::nullopt;
    parts.push_back(std::move(*part));
    body.remove_prefix(end + later.size());
  }
  return parts;
}

Language choose_language(const Request& request, const Parameters& query) {
  if (const auto language = language_from(value_of(query, "lang"))) return *language;
  for (const auto cookie : split(request.header("cookie").value_or(""), ';'))
    if (cookie.starts_with("lang="))
      if (const auto language = language_from(cookie.substr(5))) return *language;
  return accepted_language(request.header("accept-language").value_or("")).value_or(Language::sv);
}

}  // namespace lossa::web
