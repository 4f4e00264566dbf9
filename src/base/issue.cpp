// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/issue.hpp>

namespace lossa {

std::string to_string(const Issue& issue) {
  const Place& place = issue.place;
  std::string where = place.file;
  if (place.line > 0) {
    where += (where.empty() ? "line " : ":") + std::to_string(place.line);
    if (place.column > 0) where += ":" + std::to_string(place.column);
  }
  if (!place.path.empty()) where += (where.empty() ? "" : ": ") + place.path;
  if (!where.empty()) where += ": ";
  return where + (issue.severity == Severity::warning ? "warning: " : "") + issue.message;
}

}  // namespace lossa
