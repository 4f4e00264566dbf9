// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/propensity.hpp>

#include <cmath>
#include <limits>
#include <utility>

#include <lossa/stats/distributions.hpp>

#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Weighted sums of one group.
struct Group {
  double weight = 0.0;
  double squared_weight = 0.0;

  void add(double w) {
    weight += w;
    squared_weight += w * w;
  }
  [[nodiscard]] double effective_size() const { return weight * weight / squared_weight; }
};

struct MeanVariance {
  double mean;
  double variance;  ///< of the sample, over n - 1
};

MeanVariance of_group(std::span<const double> values, std::span<const double> treated, double group) {
  double count = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (treated[i] == group) {
      count += 1.0;
      sum += values[i];
    }
  double squares = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (treated[i] == group) squares += (values[i] - sum / count) * (values[i] - sum / count);
  return {sum / count, count > 1.0 ? squares / (count - 1.0) : 0.0};
}

double weighted_mean(std::span<const double> values, std::span<const double> treated, std::span<const double> weights,
                     double group) {
  double weight = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (treated[i] == group) {
      weight += weights[i];
      sum += weights[i] * values[i];
    }
  return sum / weight;
}

Balance balance_of(const Covariate& covariate, std::span<const double> treated, std::span<const double> weights) {
  const auto one = of_group(covariate.values, treated, 1.0);
  const auto zero = of_group(covariate.values, treated, 0.0);
  const double spread = std::sqrt(0.5 * (one.variance + zero.variance));
  const double after =
      weighted_mean(covariate.values, treated, weights, 1.0) - weighted_mean(covariate.values, treated, weights, 0.0);
  return {covariate.name, (one.mean - zero.mean) / spread, after / spread};
}

double weight_of(bool is_treated, double score, double share, PropensityOptions options) {
  switch (options.target) {
    case WeightTarget::everyone: {
      const double weight = 1.0 / (is_treated ? score : 1.0 - score);
      return options.stabilised ? weight * (is_treated ? share : 1.0 - share) : weight;
    }
    case WeightTarget::treated: {
      if (is_treated) return 1.0;
      const double odds = score / (1.0 - score);
      return options.stabilised ? odds * (1.0 - share) / share : odds;
    }
  }
  return nan;
}

Result<void> require_persons(std::span<const double> outcome, std::span<const double> treated,
                             std::span<const double> weights) {
  LOSSA_TRY(require_some(outcome, "outcome"));
  LOSSA_TRY(require_size(treated, outcome.size(), "treated"));
  LOSSA_TRY(require_size(weights, outcome.size(), "weights"));
  LOSSA_TRY(require_binary(outcome, "outcome"));
  LOSSA_TRY(require_binary(treated, "treated"));
  return require_not_negative(weights, "weights");
}

struct GroupOutcome {
  std::span<const double> outcome, treated, weights;
  double group;
  double risk;
};

/// The sum of (w (y - risk))^2 over one group.
double squared_departures(const GroupOutcome& of) {
  double sum = 0.0;
  for (std::size_t i = 0; i < of.outcome.size(); ++i) {
    if (of.treated[i] != of.group) continue;
    const double part = of.weights[i] * (of.outcome[i] - of.risk);
    sum += part * part;
  }
  return sum;
}

}  // namespace

Result<Propensity> propensity(std::span<const double> treated, const std::vector<Covariate>& covariates,
                              PropensityOptions options) {
  if (covariates.empty()) return bad_input("a propensity score needs covariates", "covariates");
  LogisticSample sample{.outcome = {treated.begin(), treated.end()}, .covariates = covariates};
  auto model = LOSSA_TRY(logistic(sample));
  Propensity result{
      .model = std::move(model), .weights = {}, .balance = {}, .effective_treated = 0.0, .effective_untreated = 0.0};
  double share = 0.0;
  for (const double value : treated) share += value / static_cast<double>(treated.size());
  Group one;
  Group zero;
  for (std::size_t i = 0; i < treated.size(); ++i) {
    const bool is_treated = treated[i] == 1.0;
    result.weights.push_back(weight_of(is_treated, result.model.probability[i], share, options));
    (is_treated ? one : zero).add(result.weights.back());
  }
  result.effective_treated = one.effective_size();
  result.effective_untreated = zero.effective_size();
  for (const auto& covariate : covariates) result.balance.push_back(balance_of(covariate, treated, result.weights));
  return result;
}

Result<WeightedRisks> weighted_risks(std::span<const double> outcome, std::span<const double> treated,
                                     std::span<const double> weights, double level) {
  LOSSA_TRY(require_level(level));
  LOSSA_TRY(require_persons(outcome, treated, weights));
  Group one;
  Group zero;
  for (std::size_t i = 0; i < outcome.size(); ++i) (treated[i] == 1.0 ? one : zero).add(weights[i]);
  if (one.weight == 0.0 || zero.weight == 0.0) return bad_input("both groups need somebody with a weight", "treated");

  const double risk = weighted_mean(outcome, treated, weights, 1.0);
  const double other = weighted_mean(outcome, treated, weights, 0.0);
  const double variance = squared_departures({outcome, treated, weights, 1.0, risk}) / (one.weight * one.weight) +
                          squared_departures({outcome, treated, weights, 0.0, other}) / (zero.weight * zero.weight);
  const double error = std::sqrt(variance);
  const double reach = error > 0.0 ? normal_quantile_two_sided(level) * error : nan;
  return WeightedRisks{.treated = risk,
                       .untreated = other,
                       .difference = {risk - other, risk - other - reach, risk - other + reach, level, "robust (HC0)"},
                       .standard_error = error};
}

Result<double> e_value(double risk_ratio) {
  if (!(risk_ratio > 0.0) || !std::isfinite(risk_ratio))
    return bad_input("a risk ratio is above 0 and finite", "risk_ratio");
  const double above_one = risk_ratio < 1.0 ? 1.0 / risk_ratio : risk_ratio;
  return above_one + std::sqrt(above_one * (above_one - 1.0));
}

Result<double> e_value_of_limit(const Estimate& risk_ratio) {
  if (!(risk_ratio.low <= risk_ratio.high)) return bad_input("the risk ratio has no interval", "risk_ratio");
  if (risk_ratio.low <= 1.0 && risk_ratio.high >= 1.0) return 1.0;
  return e_value(risk_ratio.low > 1.0 ? risk_ratio.low : risk_ratio.high);
}

Result<double> risk_ratio_of_common(double hazard_ratio) {
  if (!(hazard_ratio > 0.0) || !std::isfinite(hazard_ratio))
    return bad_input("a hazard ratio is above 0 and finite", "hazard_ratio");
  return (1.0 - std::pow(0.5, std::sqrt(hazard_ratio))) / (1.0 - std::pow(0.5, std::sqrt(1.0 / hazard_ratio)));
}

}  // namespace lossa::stats
