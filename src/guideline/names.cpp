// SPDX-License-Identifier: Apache-2.0
#include "names.hpp"

#include <utility>

#include <lossa/base/text.hpp>

namespace lossa::guideline {

bool Names::declare(Kind kind, std::string id, int index) { return ids_[kind].emplace(std::move(id), index).second; }

int Names::find(Kind kind, std::string_view id) const {
  const auto group = ids_.find(kind);
  if (group == ids_.end()) return -1;
  const auto found = group->second.find(id);
  return found == group->second.end() ? -1 : found->second;
}

std::string Names::suggestion(Kind kind, std::string_view id) const {
  const auto group = ids_.find(kind);
  if (group == ids_.end()) return "";
  const auto scope_end = id.find(':');
  const auto scope = scope_end == std::string_view::npos ? std::string_view() : id.substr(0, scope_end + 1);
  std::vector<std::string> candidates;
  for (const auto& [name, index] : group->second)
    if (name.starts_with(scope)) candidates.push_back(name.substr(scope.size()));
  const auto near = nearest(id.substr(scope.size()), candidates);
  return near.empty() ? "" : "; did you mean '" + near + "'?";
}

std::string local_id(const Knowledge& knowledge, int guideline, std::string_view id) {
  return knowledge.guidelines[static_cast<std::size_t>(guideline)].id + ":" + std::string(id);
}

}  // namespace lossa::guideline
