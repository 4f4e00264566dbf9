// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/stats/counts.hpp>

#include "golden.hpp"

namespace lossa::stats {

/// A set of studies of tests/golden/stats/rare_data.csv, read in one of the four shapes.
class RareStudies {
 public:
  explicit RareStudies(const std::string& name) {
    static const auto table = golden_rows("rare_data");
    for (const auto& row : table)
      if (row.text("dataset") == name) rows_.push_back(row);
    EXPECT_FALSE(rows_.empty()) << "no studies " << name;
  }

  [[nodiscard]] std::vector<TwoArms> two_arms() const {
    std::vector<TwoArms> studies;
    for (const auto& row : rows_)
      studies.push_back({{row.count("x1"), row.count("n1")}, {row.count("x2"), row.count("n2")}});
    return studies;
  }
  [[nodiscard]] std::vector<TwoRates> two_rates() const {
    std::vector<TwoRates> studies;
    for (const auto& row : rows_)
      studies.push_back({{row.count("x1"), row.number("n1")}, {row.count("x2"), row.number("n2")}});
    return studies;
  }
  [[nodiscard]] std::vector<Proportion> proportions() const {
    std::vector<Proportion> series;
    for (const auto& row : rows_) series.push_back({row.count("x1"), row.count("n1")});
    return series;
  }
  [[nodiscard]] std::vector<Rate> rates() const {
    std::vector<Rate> series;
    for (const auto& row : rows_) series.push_back({row.count("x1"), row.number("n1")});
    return series;
  }
  [[nodiscard]] std::vector<double> covariate() const {
    std::vector<double> values;
    for (const auto& row : rows_) values.push_back(row.number("covariate"));
    return values;
  }

 private:
  std::vector<GoldenRow> rows_;
};

}  // namespace lossa::stats
