// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/when.hpp>

#include <lossa/base/text.hpp>

namespace lossa::model {
namespace {

Error not_a_time(std::string_view text, const std::string& why) {
  return {.kind = ErrorKind::invalid_input,
          .message = "\"" + std::string(text) +
                     "\" is not a time: expected a date such as 2021-08-20, an anchor, or an anchor with a distance "
                     "such as \"extraction + 72 h\"" +
                     why};
}

Result<When> parse_anchored(std::string_view text) {
  const auto space = text.find(' ');
  const auto name = text.substr(0, space);
  if (!is_identifier(name, false)) return not_a_time(text, "");
  if (space == std::string_view::npos) return When(Anchored{.anchor = std::string(name)});

  const auto rest = text.substr(space + 1);
  if (!rest.starts_with("+ ") && !rest.starts_with("- ")) return not_a_time(text, "");
  const auto length = Duration::parse(rest.substr(2));
  if (!length.has_value()) return not_a_time(text, " (" + length.error().message + ")");
  // No distance has one form, whatever its unit.
  if (length->count == 0) return When(Anchored{.anchor = std::string(name)});
  if (length->count < 0) return not_a_time(text, "");
  return When(Anchored{.anchor = std::string(name), .distance = rest.starts_with('-') ? -*length : *length});
}

}  // namespace

Result<When> parse_when(std::string_view text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') return parse_anchored(text);
  auto date = Date::parse(text);
  if (!date.has_value() && text.find('-') == std::string_view::npos) return not_a_time(text, "");
  return When(LOSSA_TRY(std::move(date)));
}

std::string to_string(const When& when) {
  if (const auto* date = std::get_if<Date>(&when)) return date->text();
  const auto& anchored = std::get<Anchored>(when);
  if (anchored.distance.count == 0) return anchored.anchor;
  const bool is_earlier = anchored.distance.count < 0;
  return anchored.anchor + (is_earlier ? " - " : " + ") +
         to_string(is_earlier ? -anchored.distance : anchored.distance);
}

}  // namespace lossa::model
