// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lossa {

/// Where in a file something stands. Line and column count from 1; 0 means not known.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;         ///< in bytes
  std::string path = {};  ///< the element: "entries[3].culture.sets_positive"

  friend bool operator==(const Place&, const Place&) = default;
};

enum class Severity {
  error,    ///< the value cannot be used as it stands
  warning,  ///< usable, but somebody should look
};

/// One fault in what was read. Its message is for the person who entered it and may hold what they wrote.
struct Issue {
  Severity severity = Severity::error;
  Place place = {};
  std::string message;

  friend bool operator==(const Issue&, const Issue&) = default;
};

using Issues = std::vector<Issue>;

/// "cases/x.toml:31:5: culture.sets_positive: 4 of 3 sets cannot be positive". Unknown parts are left out;
/// a warning says so before its message.
std::string to_string(const Issue& issue);

inline bool has_errors(const Issues& issues) {
  return std::ranges::any_of(issues, [](const Issue& issue) { return issue.severity == Severity::error; });
}

/// What was read, and every fault found on the way, in the order of the file: one pass shows them all.
/// With an error the value, if there is one, is only what could be read; do not store or assess it.
template <typename T>
struct Checked {
  std::optional<T> value;
  Issues issues;

  [[nodiscard]] bool ok() const { return value.has_value() && !has_errors(issues); }
};

}  // namespace lossa
