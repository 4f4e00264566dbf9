// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace lossa::stats {

/// Comma-separated lines of tests/golden/stats without comments, the first naming the columns; nothing is quoted.
inline std::vector<std::vector<std::string>> golden_rows(const std::string& name) {
  const auto path = std::string(LOSSA_SOURCE_DIR) + "/tests/golden/stats/" + name + ".csv";
  std::ifstream file(path);
  if (!file) throw std::runtime_error("no file " + path);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    auto& row = rows.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
  }
  return rows;
}

/// Data by the names of its columns.
inline std::map<std::string, std::vector<double>> golden_data(const std::string& name) {
  const auto rows = golden_rows("data/" + name);
  std::map<std::string, std::vector<double>> data;
  for (std::size_t i = 1; i < rows.size(); ++i)
    for (std::size_t j = 0; j < rows[0].size(); ++j)
      data[rows[0][j]].push_back(std::strtod(rows[i].at(j).c_str(), nullptr));
  return data;
}

/// A table of "case,quantity,value" that an oracle script made.
class GoldenTable {
 public:
  explicit GoldenTable(const std::string& name) {
    for (const auto& row : golden_rows(name))
      if (row.size() == 3) values_[row[0] + "/" + row[1]] = std::strtod(row[2].c_str(), nullptr);
  }
  [[nodiscard]] double operator()(const std::string& name, const std::string& quantity) const {
    return values_.at(name + "/" + quantity);
  }

 private:
  std::map<std::string, double> values_;
};

}  // namespace lossa::stats

/// Within a relative difference.
#define EXPECT_CLOSE(actual, expected, relative) \
  EXPECT_NEAR(actual, expected, (relative) * std::max(std::abs(static_cast<double>(expected)), 1e-12))
