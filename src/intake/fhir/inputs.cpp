// SPDX-License-Identifier: Apache-2.0
#include "inputs.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace lossa::intake::fhir {
namespace {

namespace fs = std::filesystem;

/// By the ending of its name; nothing for what is none of ours.
std::optional<Input> input_of(const fs::path& path, const fs::path& above) {
  std::string stem = path.filename().string();
  Input input;
  input.is_packed = stem.ends_with(".gz");
  if (input.is_packed) stem.resize(stem.size() - 3);
  const bool has_lines = stem.ends_with(".ndjson");
  if (!has_lines && !stem.ends_with(".json")) return std::nullopt;
  input.form = has_lines ? Input::Form::lines : Input::Form::document;
  input.path = path.string();
  input.name = path.lexically_relative(above).generic_string();
  std::error_code failed;
  input.bytes = fs::file_size(path, failed);
  const auto changed = fs::last_write_time(path, failed);
  input.changed = static_cast<std::int64_t>(changed.time_since_epoch().count());
  if (failed) return std::nullopt;
  return input;
}

Result<void> list_folder(const fs::path& folder, std::vector<Input>& inputs) {
  std::error_code failed;
  for (fs::recursive_directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (!entry->is_regular_file(failed)) continue;
    if (auto input = input_of(entry->path(), folder)) inputs.push_back(std::move(*input));
  }
  if (!failed) return {};
  return Error{.kind = ErrorKind::unavailable, .message = "this folder cannot be read", .where = folder.string()};
}

}  // namespace

Result<std::vector<Input>> list_inputs(const std::vector<std::string>& paths) {
  std::vector<Input> inputs;
  for (const auto& text : paths) {
    const fs::path path = fs::path(text).lexically_normal();
    std::error_code failed;
    if (fs::is_directory(path, failed)) {
      LOSSA_TRY(list_folder(path, inputs));
      continue;
    }
    if (!fs::exists(path, failed))
      return Error{.kind = ErrorKind::not_found, .message = "there is no such file or folder", .where = text};
    auto input = input_of(path, path.parent_path());
    if (!input)
      return Error{.kind = ErrorKind::invalid_input,
                   .message = "expected a name that ends with .ndjson, .json, .ndjson.gz or .json.gz",
                   .where = text};
    inputs.push_back(std::move(*input));
  }
  std::ranges::sort(inputs, {}, [](const Input& input) { return std::pair(input.name, input.path); });
  const auto same = std::ranges::unique(inputs, {}, &Input::path);
  inputs.erase(same.begin(), same.end());
  if (!inputs.empty()) return inputs;
  return Error{.kind = ErrorKind::not_found,
               .message = "no file here ends with .ndjson, .json, .ndjson.gz or .json.gz",
               .where = paths.empty() ? "" : paths.front()};
}

}  // namespace lossa::intake::fhir
