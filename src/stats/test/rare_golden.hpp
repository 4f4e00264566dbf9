// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace lossa::stats {

/// One line of a table that R made: its values by the names of the columns.
class GoldenRow {
 public:
  explicit GoldenRow(std::map<std::string, std::string> values) : values_(std::move(values)) {}

  [[nodiscard]] const std::string& text(const std::string& column) const { return values_.at(column); }
  /// NA is NaN, Inf is infinite.
  [[nodiscard]] double number(const std::string& column) const {
    const auto& value = text(column);
    return value == "NA" ? std::numeric_limits<double>::quiet_NaN() : std::stod(value);
  }
  [[nodiscard]] std::uint64_t count(const std::string& column) const { return std::stoull(text(column)); }
  [[nodiscard]] bool is_missing(const std::string& column) const { return text(column) == "NA"; }
  [[nodiscard]] std::string whole() const {
    std::string all;
    for (const auto& [column, value] : values_) all += column + "=" + value + " ";
    return all;
  }

 private:
  std::map<std::string, std::string> values_;
};

/// tests/golden/stats/NAME.csv; a comment above the names of the columns says what made it.
inline std::vector<GoldenRow> golden_table(const std::string& name) {
  std::ifstream file(std::string(LOSSA_SOURCE_DIR) + "/tests/golden/stats/" + name + ".csv");
  std::vector<std::string> columns;
  std::vector<GoldenRow> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#")) continue;
    std::vector<std::string> cells(1);
    for (const char c : line)
      if (c == ',')
        cells.emplace_back();
      else
        cells.back() += c;
    if (columns.empty()) {
      columns = cells;
      continue;
    }
    std::map<std::string, std::string> values;
    for (std::size_t i = 0; i < columns.size(); ++i) values[columns[i]] = cells.at(i);
    rows.emplace_back(std::move(values));
  }
  EXPECT_FALSE(rows.empty()) << "no golden table " << name;
  return rows;
}

/// Equal within a relative error; infinities, and zeros within the error itself.
inline ::testing::AssertionResult is_close(double actual, double expected, double error) {
  if (actual == expected || std::abs(actual - expected) <= error * std::max(std::abs(expected), 1e-3))
    return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << actual << " is not within " << error << " of " << expected << ", but "
                                       << (actual - expected) / expected;
}

}  // namespace lossa::stats
