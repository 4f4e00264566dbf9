// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fstream>
#include <string>

namespace lossa::cli {

/// A data table of the kernels' tests without its comments.
inline std::string shared_table(const std::string& name) {
  std::ifstream file(std::string(LOSSA_SOURCE_DIR) + "/tests/golden/stats/" + name + ".csv");
  std::string kept;
  for (std::string line; std::getline(file, line);)
    if (!line.starts_with('#')) kept += line + '\n';
  return kept;
}

}  // namespace lossa::cli
