// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/case_file.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

#include <lossa/base/tree.hpp>
#include <lossa/model/case.hpp>

namespace lossa::intake {
namespace {

Checked<Node> read_by_name_or_content(std::string_view bytes, std::string_view file_name) {
  if (file_name.ends_with(".json")) return read_json(bytes, file_name);
  if (file_name.ends_with(".toml")) return read_toml(bytes, file_name);
  const auto first = bytes.find_first_not_of(" \t\r\n");
  const bool is_json = first != std::string_view::npos && bytes[first] == '{';
  return is_json ? read_json(bytes, file_name) : read_toml(bytes, file_name);
}

}  // namespace

Checked<CaseFile> read_case_file(std::string_view bytes, std::string_view file_name) {
  auto tree = read_by_name_or_content(bytes, file_name);
  if (!tree.ok()) return {.value = std::nullopt, .issues = std::move(tree.issues)};

  auto read = model::read_entries(*tree.value, file_name);
  std::ranges::move(tree.issues, std::back_inserter(read.issues));
  auto folded = model::fold(read.value->case_id, read.value->entries);
  std::ranges::move(folded.issues, std::back_inserter(read.issues));
  std::ranges::stable_sort(read.issues, {},
                           [](const Issue& issue) { return std::tuple(issue.place.line, issue.place.column); });
  return read;
}

}  // namespace lossa::intake
