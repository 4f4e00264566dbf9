// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <lossa/base/language.hpp>
#include <lossa/web/http.hpp>

namespace lossa::web {

/// Names and values in the order sent.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// The last value given for a name; "" if there is none.
std::string value_of(const Parameters& parameters, std::string_view name);

/// Where a request wants to go, decoded.
struct Target {
  std::string path;
  Parameters query;
};

/// Nothing if the target is not a path, or holds what is no percent-encoding, not UTF-8, or a control character.
std::optional<Target> parse_target(std::string_view target);

/// Names and values as HTML forms encode them; nothing if badly encoded. Empty values are left out.
std::optional<Parameters> parse_form(std::string_view text);

/// A path with its query: encodes what must be. Empty values are left out.
std::string make_link(std::string_view path, const Parameters& query);

/// One part of a form with files.
struct FormPart {
  std::string name;
  std::string file_name;  ///< "" for a field; of a file only its last component
  std::string bytes;
};
/// The parts of a multipart/form-data body; nothing if it is not one, or broken.
std::optional<std::vector<FormPart>> parse_multipart(std::string_view content_type, std::string_view body);

/// `lang` of the query, else of the cookie, else the first of the browser's that is ours, else Swedish.
Language choose_language(const Request& request, const Parameters& query);

}  // namespace lossa::web
