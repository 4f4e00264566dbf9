// SPDX-License-Identifier: Apache-2.0
#include <lossa/resources/resources.hpp>

#include <algorithm>

namespace lossa::resources {

// all() is written by tools/embed.py when the program is built.

std::optional<std::string_view> find(std::string_view path) {
  const auto files = all();
  const auto found = std::ranges::lower_bound(files, path, {}, &Resource::path);
  if (found == files.end() || found->path != path) return std::nullopt;
  return found->bytes;
}

std::vector<Resource> under(std::string_view prefix) {
  const auto files = all();
  const auto first = std::ranges::lower_bound(files, prefix, {}, &Resource::path);
  const auto last =
      std::find_if_not(first, files.end(), [prefix](const Resource& file) { return file.path.starts_with(prefix); });
  return {first, last};
}

}  // namespace lossa::resources
