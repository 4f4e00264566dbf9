// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <span>
#include <vector>

// DeLong's definitions, every case against every control.
namespace lossa::stats::naive {

struct Area {
  double area;
  double standard_error;
};

inline double variance_of_mean(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0.0;
  for (const double value : values) sum += value / n;
  double squares = 0.0;
  for (const double value : values) squares += (value - sum) * (value - sum);
  return squares / (n - 1.0) / n;
}

inline Area area(std::span<const double> score, std::span<const double> outcome) {
  std::vector<double> cases;
  std::vector<double> controls;
  for (std::size_t i = 0; i < score.size(); ++i) (outcome[i] == 1.0 ? cases : controls).push_back(score[i]);
  const auto beats = [](double a, double b) { return a > b ? 1.0 : a == b ? 0.5 : 0.0; };
  std::vector<double> of_cases(cases.size(), 0.0);
  std::vector<double> of_controls(controls.size(), 0.0);
  double sum = 0.0;
  for (std::size_t i = 0; i < cases.size(); ++i)
    for (std::size_t j = 0; j < controls.size(); ++j) {
      const double won = beats(cases[i], controls[j]);
      of_cases[i] += won / static_cast<double>(controls.size());
      of_controls[j] += won / static_cast<double>(cases.size());
      sum += won / static_cast<double>(cases.size() * controls.size());
    }
  return {sum, std::sqrt(variance_of_mean(of_cases) + variance_of_mean(of_controls))};
}

}  // namespace lossa::stats::naive
