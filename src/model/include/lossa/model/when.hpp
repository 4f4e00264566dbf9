// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include <lossa/base/date.hpp>

namespace lossa::model {

/// A named point of the course, with a distance that may be negative or nothing: "extraction + 72 h".
struct Anchored {
  std::string anchor = {};
  Duration distance = {};

  friend bool operator==(const Anchored&, const Anchored&) = default;
};

/// A time as people give it: a date, or an anchor with a distance.
using When = std::variant<Date, Anchored>;

/// Fails with invalid_input and a message that says what was expected.
Result<When> parse_when(std::string_view text);
std::string to_string(const When& when);

}  // namespace lossa::model
