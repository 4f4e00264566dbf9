// SPDX-License-Identifier: Apache-2.0
// The tables below tests/golden/stats that tools/oracle/*.R writes, and data sets beside them: comma-separated, nothing
// quoted, the first line naming the columns; missing is NA.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace lossa::stats {

using GoldenColumn = std::vector<double>;

inline double golden_number(const std::string& text) {
  return text == "NA" ? std::numeric_limits<double>::quiet_NaN() : std::stod(text);
}

/// The lines of tests/golden/stats/NAME.csv without its comments.
inline std::vector<std::vector<std::string>> golden_lines(const std::string& name) {
  const auto path = std::string(LOSSA_SOURCE_DIR) + "/tests/golden/stats/" + name + ".csv";
  std::ifstream file(path);
  if (!file) throw std::runtime_error("no file " + path);
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    auto& cells = lines.emplace_back(1);
    for (const char c : line)
      if (c == ',')
        cells.emplace_back();
      else
        cells.back() += c;
  }
  return lines;
}

/// One line: its values by the names of the columns.
class GoldenRow {
 public:
  explicit GoldenRow(std::map<std::string, std::string> values) : values_(std::move(values)) {}

  [[nodiscard]] const std::string& text(const std::string& column) const { return values_.at(column); }
  [[nodiscard]] double number(const std::string& column) const { return golden_number(text(column)); }
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

inline std::vector<GoldenRow> golden_rows(const std::string& name) {
  const auto lines = golden_lines(name);
  std::vector<GoldenRow> rows;
  for (std::size_t row = 1; row < lines.size(); ++row) {
    std::map<std::string, std::string> values;
    for (std::size_t i = 0; i < lines[0].size(); ++i) values[lines[0][i]] = lines[row].at(i);
    rows.emplace_back(std::move(values));
  }
  EXPECT_FALSE(rows.empty()) << "nothing in golden table " << name;
  return rows;
}

/// A data set of numbers: its columns by their names.
class GoldenData {
 public:
  explicit GoldenData(const std::string& name) {
    const auto lines = golden_lines(name);
    for (std::size_t column = 0; column < lines.at(0).size(); ++column)
      for (std::size_t row = 1; row < lines.size(); ++row)
        columns_[lines[0][column]].push_back(golden_number(lines[row].at(column)));
  }
  const GoldenColumn& operator[](const std::string& column) const { return columns_.at(column); }
  [[nodiscard]] std::vector<int> whole(const std::string& column) const {
    const auto& values = columns_.at(column);
    std::vector<int> result(values.size());
    std::ranges::transform(values, result.begin(), [](double value) { return static_cast<int>(value); });
    return result;
  }

 private:
  std::map<std::string, GoldenColumn> columns_;
};

/// What is expected, "case,quantity,index,value": a number, or a list of them, for each case and quantity.
class GoldenTable {
 public:
  explicit GoldenTable(const std::string& name) {
    for (const auto& row : golden_rows(name))
      values_[row.text("case") + "/" + row.text("quantity")].push_back(row.number("value"));
  }
  [[nodiscard]] const GoldenColumn& list(const std::string& name, const std::string& quantity) const {
    return values_.at(name + "/" + quantity);
  }
  [[nodiscard]] double operator()(const std::string& name, const std::string& quantity) const {
    const auto& values = list(name, quantity);
    EXPECT_EQ(values.size(), 1U) << name << "/" << quantity;
    return values.front();
  }

 private:
  std::map<std::string, GoldenColumn> values_;
};

/// Equal within an error relative to what is expected, or to `floor` where that is less; NaN where NaN is expected.
inline ::testing::AssertionResult is_close(double actual, double expected, double relative, double floor = 1e-3) {
  const bool is_same = actual == expected || (std::isnan(actual) && std::isnan(expected));
  if (is_same || std::abs(actual - expected) <= relative * std::max(std::abs(expected), floor))
    return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << actual << " is not within " << relative << " of " << expected << ", but "
                                       << (actual - expected) / expected;
}

inline void expect_close(double actual, double expected, double relative, double floor = 0.0) {
  EXPECT_TRUE(is_close(actual, expected, relative, floor));
}

inline void expect_close(const GoldenColumn& actual, const GoldenColumn& expected, double relative,
                         double floor = 0.0) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    SCOPED_TRACE(i);
    expect_close(actual[i], expected[i], relative, floor);
  }
}

}  // namespace lossa::stats

/// The same where the reader wants the line.
#define EXPECT_CLOSE(actual, expected, relative) EXPECT_TRUE(is_close(actual, expected, relative, 1e-12))
