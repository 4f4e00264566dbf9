// SPDX-License-Identifier: Apache-2.0
#include "tau_squared.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/root.hpp>

namespace lossa::stats {
namespace {

// Of the values: their mean square about the mean.
double crude_variance(const EffectTable& table) {
  const auto k = static_cast<double>(table.size());
  double mean = 0.0;
  for (std::size_t i = 0; i < table.size(); ++i) mean += table.effect(i).value / k;
  double sum = 0.0;
  for (std::size_t i = 0; i < table.size(); ++i) sum += std::pow(table.effect(i).value - mean, 2);
  return sum / k;
}

double hedges(const EffectTable& table) {
  const auto fit = weighted_fit(table, std::vector<double>(table.size(), 1.0));
  double expected = 0.0;  // of the residual by the variances within studies
  for (std::size_t i = 0; i < table.size(); ++i) {
    const double x = table.covariate(i);
    const double leverage = fit.covariance.a + 2.0 * x * fit.covariance.b + x * x * fit.covariance.c;
    expected += table.effect(i).variance * (1.0 - leverage);
  }
  return (fit.residual - expected) / table.degrees_of_freedom();
}

double sidik_jonkman(const EffectTable& table) {
  const double crude = crude_variance(table);
  return crude == 0.0 ? 0.0 : crude * weighted_fit(table, crude).residual / table.degrees_of_freedom();
}

// The tau squared at which the weighted residual is `target`; 0 where it is no larger without one.
Result<double> residual_reaching(const EffectTable& table, double target) {
  const auto excess = [&](double tau_squared) { return weighted_fit(table, tau_squared).residual - target; };
  if (excess(0.0) <= 0.0) return 0.0;
  // Weights of 1 / tau squared alone would leave crude / tau squared at the most.
  const double ceiling = 2.0 * crude_variance(table) * static_cast<double>(table.size()) / target;
  return find_root(excess, {0.0, ceiling});
}

// The (restricted) likelihood of tau squared with the mean maximised out, and its slope.
class Likelihood {
 public:
  Likelihood(const EffectTable& table, bool is_restricted) : table_(table), is_restricted_(is_restricted) {}

  [[nodiscard]] double logarithm(double tau_squared) const {
    const auto fit = weighted_fit(table_, tau_squared);
    return 0.5 * (fit.log_weights - fit.residual - (is_restricted_ ? fit.log_determinant : 0.0));
  }
  [[nodiscard]] double slope(double tau_squared) const {
    const auto fit = weighted_fit(table_, tau_squared);
    return 0.5 * (fit.squared_residual - (is_restricted_ ? fit.trace : fit.weights));
  }

 private:
  const EffectTable& table_;
  bool is_restricted_;
};

// It may have more than one peak: the highest is looked for from 0 to where it can only fall, then followed to its top.
Result<double> likeliest(const EffectTable& table, const Likelihood& likelihood) {
  const double crude = crude_variance(table);
  if (crude == 0.0) return 0.0;
  std::vector<double> grid{0.0};
  const double top = 2.0 * crude * static_cast<double>(table.size());  // above the largest squared deviation
  for (int halving = 40; halving >= -2; --halving) grid.push_back(top * std::pow(2.0, -halving));
  std::size_t best = 0;
  double highest = likelihood.logarithm(0.0);
  for (std::size_t i = 1; i < grid.size(); ++i)
    if (const double value = likelihood.logarithm(grid[i]); value > highest) {
      highest = value;
      best = i;
    }
  const auto slope = [&](double tau_squared) { return likelihood.slope(tau_squared); };
  if (slope(grid[best]) > 0.0) return find_root(slope, {grid[best], grid[std::min(best + 1, grid.size() - 1)]});
  // Near 0 the likelihood is flat to its last digit, and the highest may be so by rounding: its slope decides.
  while (best > 0 && slope(grid[best - 1]) <= 0.0) --best;
  if (best == 0) return 0.0;
  return find_root(slope, {grid[best - 1], grid[best]});
}

Result<double> by_iteration(const EffectTable& table, Heterogeneity heterogeneity) {
  auto found = heterogeneity == Heterogeneity::paule_mandel
                   ? residual_reaching(table, table.degrees_of_freedom())
                   : likeliest(table, Likelihood(table, heterogeneity == Heterogeneity::reml));
  if (found.has_value()) return found;
  return Error{.kind = ErrorKind::invalid_input,
               .message = "no end was found for tau squared (" + found.error().message + "); Hedges needs no iteration",
               .where = "effects"};
}

}  // namespace

Result<double> tau_squared(const EffectTable& table, Heterogeneity heterogeneity) {
  const double degrees = table.degrees_of_freedom();
  const auto at_zero = weighted_fit(table, 0.0);
  switch (heterogeneity) {
    case Heterogeneity::none:
      return 0.0;
    case Heterogeneity::dersimonian_laird:
      return std::max(0.0, (at_zero.residual - degrees) / at_zero.trace);
    case Heterogeneity::reml:
    case Heterogeneity::ml:
    case Heterogeneity::paule_mandel:
      return by_iteration(table, heterogeneity);
    case Heterogeneity::hedges:
      return std::max(0.0, hedges(table));
    case Heterogeneity::sidik_jonkman:
      return sidik_jonkman(table);
    case Heterogeneity::hunter_schmidt:
      return std::max(0.0, (at_zero.residual - static_cast<double>(table.size())) / at_zero.weights);
  }
  contract_violated(std::source_location::current());
}

Result<Estimate> q_profile(const EffectTable& table, double tau_squared, double level) {
  const double degrees = table.degrees_of_freedom();
  const double tail = 0.5 * (1.0 - level);
  const double least = chi_squared_quantile(tail, degrees);
  if (weighted_fit(table, 0.0).residual < least)
    return Estimate{tau_squared, 0.0, 0.0, level, "Q-profile, empty: the studies agree better than chance"};
  const double low = LOSSA_TRY(residual_reaching(table, chi_squared_quantile(1.0 - tail, degrees)));
  const double high = LOSSA_TRY(residual_reaching(table, least));
  return Estimate{tau_squared, low, high, level, "Q-profile"};
}

}  // namespace lossa::stats
