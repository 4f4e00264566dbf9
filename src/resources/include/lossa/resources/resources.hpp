// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// The files that travel inside the program: guidelines, words, codes, evidence, pages and the published cases, so that
/// one program runs anywhere. They live as long as the program does.
namespace lossa::resources {

struct Resource {
  std::string_view path;   ///< from the project's root, with '/': "guidelines/padit.toml"
  std::string_view bytes;  ///< as the file was when the program was built
};

/// Every file, in the byte order of the paths.
std::span<const Resource> all();

/// The bytes of the file with exactly this path; nothing if there is none. An empty file gives empty bytes.
std::optional<std::string_view> find(std::string_view path);

/// The files whose path begins with the prefix, in order: "guidelines/" gives that folder and what is below it.
std::vector<Resource> under(std::string_view prefix);

}  // namespace lossa::resources
