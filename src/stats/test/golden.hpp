// SPDX-License-Identifier: Apache-2.0
// The tables that tools/oracle/*.R writes below tests/golden/stats.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace lossa::stats::golden {

using Column = std::vector<double>;

inline std::vector<std::vector<std::string>> rows_of(const std::string& name) {
  const auto path = std::string(LOSSA_SOURCE_DIR) + "/tests/golden/stats/" + name + ".csv";
  std::ifstream file(path);
  EXPECT_TRUE(file.is_open()) << path;
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    auto& row = rows.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
  }
  return rows;
}

// A data set: its columns by their names.
class Data {
 public:
  explicit Data(const std::string& name) {
    const auto rows = rows_of(name);
    for (std::size_t column = 0; column < rows.at(0).size(); ++column)
      for (std::size_t row = 1; row < rows.size(); ++row)
        columns_[rows[0][column]].push_back(std::stod(rows[row].at(column)));
  }
  const Column& operator[](const std::string& column) const { return columns_.at(column); }
  [[nodiscard]] std::vector<int> whole(const std::string& column) const {
    const auto& values = columns_.at(column);
    std::vector<int> result(values.size());
    std::ranges::transform(values, result.begin(), [](double value) { return static_cast<int>(value); });
    return result;
  }

 private:
  std::map<std::string, Column> columns_;
};

// What is expected: a list of numbers for each case and quantity.
class Expected {
 public:
  explicit Expected(const std::string& name) {
    const auto rows = rows_of(name);
    for (std::size_t row = 1; row < rows.size(); ++row)
      values_[rows[row].at(0) + "/" + rows[row].at(1)].push_back(std::stod(rows[row].at(3)));
  }
  [[nodiscard]] const Column& operator()(const std::string& name, const std::string& quantity) const {
    const auto found = values_.find(name + "/" + quantity);
    if (found != values_.end()) return found->second;
    ADD_FAILURE() << "no " << name << "/" << quantity;
    static const Column nothing;
    return nothing;
  }

 private:
  std::map<std::string, Column> values_;
};

// Relative to what is expected, or to 1 where `floor` is given and it is smaller than that.
inline void expect_close(double actual, double expected, double tolerance, double floor = 0.0) {
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(actual)) << actual;
    return;
  }
  if (std::isinf(expected)) {
    EXPECT_EQ(actual, expected);
    return;
  }
  EXPECT_NEAR(actual, expected, tolerance * std::max(std::abs(expected), floor));
}

inline void expect_close(const Column& actual, const Column& expected, double tolerance, double floor = 0.0) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    SCOPED_TRACE(i);
    expect_close(actual[i], expected[i], tolerance, floor);
  }
}

}  // namespace lossa::stats::golden
