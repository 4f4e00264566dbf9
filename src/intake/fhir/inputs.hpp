// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <lossa/base/result.hpp>

namespace lossa::intake::fhir {

struct Input {
  enum class Form { lines, document };
  std::string path;
  std::string name;  ///< as places show it: without the folders above the one that was given
  std::uint64_t bytes = 0;
  std::int64_t changed = 0;  ///< in the file system's ticks
  Form form = Form::lines;
  bool is_packed = false;  ///< gzip
};

/// The files of the paths in the order of their names, each once. Fails with not_found when a path is not there or
/// there is no file to read.
Result<std::vector<Input>> list_inputs(const std::vector<std::string>& paths);

}  // namespace lossa::intake::fhir
