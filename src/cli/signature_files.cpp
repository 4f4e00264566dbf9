// SPDX-License-Identifier: Apache-2.0
#include "signature_files.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include <lossa/base/signature.hpp>

#include "files.hpp"

namespace lossa::cli {
namespace {

namespace fs = std::filesystem;

Result<std::vector<std::string>> trusted_keys(const std::string& folder) {
  std::error_code code;
  if (!fs::is_directory(folder, code))
    return Error{.kind = ErrorKind::not_found, .message = "there is no such folder", .where = folder};
  std::vector<std::string> keys;
  for (fs::directory_iterator item(folder, code), end; !code && item != end; item.increment(code)) {
    if (item->path().extension() != ".pub") continue;
    const auto path = item->path().string();
    auto key = public_key_of_public(LOSSA_TRY(read_file(path)));
    if (!key) return Error{.kind = key.error().kind, .message = key.error().message, .where = path};
    keys.push_back(std::move(key).value());
  }
  if (code)
    return Error{
        .kind = ErrorKind::unavailable, .message = "the folder cannot be read: " + code.message(), .where = folder};
  if (keys.empty())
    return Error{.kind = ErrorKind::invalid_input, .message = "no *.pub key is in this folder", .where = folder};
  return keys;
}

}  // namespace

std::string signature_path(const std::string& guideline_path) { return guideline_path + ".sig"; }

Result<guideline::Signatures> signatures_beside(const std::vector<guideline::SourceFile>& files,
                                                const std::string& trust) {
  guideline::Signatures signatures;
  for (const auto& file : files) {
    auto path = signature_path(file.name);
    auto bytes = read_file(path);
    if (bytes)
      signatures.files.push_back({std::move(path), std::move(bytes).value()});
    else if (bytes.error().kind != ErrorKind::not_found)
      return bytes.error();
  }
  if (!trust.empty()) signatures.trusted = LOSSA_TRY(trusted_keys(trust));
  return signatures;
}

}  // namespace lossa::cli
