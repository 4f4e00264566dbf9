// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/meta_analysis.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <lossa/stats/distributions.hpp>

#include "tau_squared.hpp"
#include "weighted_fit.hpp"

namespace lossa::stats {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Error invalid(std::string message, std::string where) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::move(message), .where = std::move(where)};
}

// Past these a weight, its cube or a sum of squares would leave what a double holds.
constexpr double least_variance = 1e-60;
constexpr double largest_size = 1e60;

// Not of NaN.
bool is_between(double value, double low, double high) { return value >= low && value <= high; }

Result<void> require_valid(std::span<const Effect> effects) {
  for (std::size_t i = 0; i < effects.size(); ++i) {
    const auto place = "effects[" + std::to_string(i) + "]";
    if (!(std::abs(effects[i].value) <= largest_size))
      return invalid("an effect is finite, and not above 1e60", place + ".value");
    if (!is_between(effects[i].variance, least_variance, largest_size))
      return invalid("a variance is above 0 (1e-60) and finite (1e60)", place + ".variance");
  }
  return {};
}

Result<void> require_valid_covariate(std::span<const double> covariate, std::size_t studies) {
  if (covariate.size() != studies) return invalid("each study needs its covariate", "covariate");
  if (studies < 3) return invalid("a line through studies needs three of them", "effects");
  for (std::size_t i = 0; i < covariate.size(); ++i)
    if (!is_between(covariate[i], -1e30, 1e30))
      return invalid("a covariate is finite, and not above 1e30", "covariate[" + std::to_string(i) + "]");
  return {};
}

// Whether the distance of a coefficient from its truth is taken as t or as normal.
class Reference {
 public:
  Reference(const PoolOptions& options, double degrees)
      : degrees_(options.interval == MeanInterval::knapp_hartung ? degrees : 0.0), level_(options.level) {}

  [[nodiscard]] double quantile() const {
    return degrees_ > 0.0 ? t_quantile(0.5 * (1.0 + level_), degrees_) : normal_quantile_two_sided(level_);
  }
  [[nodiscard]] double p_value(double statistic) const {
    if (std::isnan(statistic)) return nan;  // 0 of 0: effects that are all 0 and equal
    return degrees_ > 0.0 ? 2.0 * t_upper_tail(std::abs(statistic), degrees_) : normal_two_sided_p(statistic);
  }
  [[nodiscard]] Estimate interval(double value, double standard_error) const {
    const double half = quantile() * standard_error;
    return {value, value - half, value + half, level_,
            degrees_ > 0.0 ? std::string_view("Knapp-Hartung t") : std::string_view("Wald")};
  }

 private:
  double degrees_;
  double level_;
};

double tau_squared_error(const WeightedFit& fit, Heterogeneity heterogeneity) {
  if (heterogeneity == Heterogeneity::reml) return std::sqrt(2.0 / fit.squared_trace);
  if (heterogeneity == Heterogeneity::ml) return std::sqrt(2.0 / fit.squared_weights);
  return nan;
}

Scatter scatter_of_one_study(double level) {
  return {.tau_squared = {0.0, nan, nan, level, "one study shows no heterogeneity"},
          .tau_squared_standard_error = nan,
          .q = 0.0,
          .q_degrees_of_freedom = 0.0,
          .q_p_value = nan,
          .i_squared = {nan, nan, nan, level, "one study shows no heterogeneity"},
          .h_squared = nan};
}

Result<Scatter> scatter_of(const EffectTable& table, const WeightedFit& fit, double tau_squared,
                           const PoolOptions& options) {
  const double degrees = table.degrees_of_freedom();
  if (degrees == 0.0) return scatter_of_one_study(options.level);
  const auto at_zero = weighted_fit(table, 0.0);
  const double q = at_zero.residual;
  const double typical_variance = degrees / at_zero.trace;
  const auto i_squared = [&](double t) { return t / (t + typical_variance); };
  const auto profile = LOSSA_TRY(q_profile(table, tau_squared, options.level));
  const bool by_q = options.heterogeneity == Heterogeneity::none;
  return Scatter{.tau_squared = profile,
                 .tau_squared_standard_error = tau_squared_error(fit, options.heterogeneity),
                 .q = q,
                 .q_degrees_of_freedom = degrees,
                 .q_p_value = chi_squared_upper_tail(q, degrees),
                 .i_squared = {by_q ? std::max(0.0, 1.0 - degrees / q) : i_squared(tau_squared), i_squared(profile.low),
                               i_squared(profile.high), options.level, profile.method},
                 .h_squared = by_q ? q / degrees : 1.0 + tau_squared / typical_variance};
}

// By how much Knapp and Hartung widen (or narrow) a variance.
double variance_factor(const EffectTable& table, const WeightedFit& fit, const PoolOptions& options) {
  return options.interval == MeanInterval::knapp_hartung ? fit.residual / table.degrees_of_freedom() : 1.0;
}

Result<void> require_regression(std::span<const Effect> effects, std::span<const double> covariate,
                                const PoolOptions& options) {
  LOSSA_TRY(require_valid_level(options.level));
  LOSSA_TRY(require_valid(effects));
  return require_valid_covariate(covariate, effects.size());
}

}  // namespace

Result<MetaAnalysis> pool(std::span<const Effect> effects, const PoolOptions& options) {
  LOSSA_TRY(require_valid_level(options.level));
  LOSSA_TRY(require_valid(effects));
  if (effects.empty()) return invalid("there is no study to pool", "effects");
  const bool needs_two =
      options.heterogeneity != Heterogeneity::none || options.interval == MeanInterval::knapp_hartung;
  if (effects.size() == 1 && needs_two)
    return invalid("one study cannot show how studies differ: two are needed, or heterogeneity taken as none",
                   "effects");

  const EffectTable table(effects);
  const double between = effects.size() == 1 ? 0.0 : LOSSA_TRY(tau_squared(table, options.heterogeneity));
  const auto fit = weighted_fit(table, between);
  const double error = std::sqrt(fit.covariance.a * variance_factor(table, fit, options));
  const Reference reference(options, table.degrees_of_freedom());
  auto prediction = reference.interval(fit.intercept, std::sqrt(error * error + between));
  prediction.method = "prediction of a new study";
  const auto scatter = LOSSA_TRY(scatter_of(table, fit, between, options));
  return MetaAnalysis{.studies = effects.size(),
                      .mean = reference.interval(fit.intercept, error),
                      .standard_error = error,
                      .p_value = reference.p_value(fit.intercept / error),
                      .scatter = scatter,
                      .prediction = prediction};
}

Result<std::vector<MetaAnalysis>> leave_one_out(std::span<const Effect> effects, const PoolOptions& options) {
  if (effects.size() < 2) return invalid("nothing is left of one study without it", "effects");
  LOSSA_TRY(require_valid(effects));
  std::vector<MetaAnalysis> pools;
  for (std::size_t left_out = 0; left_out < effects.size(); ++left_out) {
    std::vector<Effect> rest(effects.begin(), effects.end());
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
    pools.push_back(LOSSA_TRY(pool(rest, options)));
  }
  return pools;
}

Result<MetaRegression> meta_regression(std::span<const Effect> effects, std::span<const double> covariate,
                                       const PoolOptions& options) {
  LOSSA_TRY(require_regression(effects, covariate, options));
  const EffectTable table(effects, covariate);
  const double unit = table.covariate_unit();
  if (unit == 0.0)
    return invalid("the covariate is the same in all studies: it cannot explain how they differ", "covariate");
  const double between = LOSSA_TRY(tau_squared(table, options.heterogeneity));
  const auto fit = weighted_fit(table, between);
  const auto& [a, b, c] = fit.covariance;
  if (!is_between(a, 0.0, largest_size) || !is_between(c, 0.0, largest_size) || a * c == 0.0)
    return invalid("the covariate cannot be told from the mean: one study has nearly all the weight", "effects");
  const double factor = variance_factor(table, fit, options);
  const double slope = fit.slope / unit;
  const double slope_error = std::sqrt(factor * c) / unit;
  const double mean = table.covariate_mean() / unit;
  const double at_zero = std::sqrt(factor * (a - 2.0 * mean * b + mean * mean * c));
  const Reference reference(options, table.degrees_of_freedom());
  const double alone = LOSSA_TRY(tau_squared(EffectTable(effects), options.heterogeneity));
  const auto scatter = LOSSA_TRY(scatter_of(table, fit, between, options));
  return MetaRegression{.studies = effects.size(),
                        .intercept = reference.interval(fit.intercept - fit.slope * mean, at_zero),
                        .intercept_standard_error = at_zero,
                        .slope = reference.interval(slope, slope_error),
                        .slope_standard_error = slope_error,
                        .slope_p_value = reference.p_value(slope / slope_error),
                        .statistic = slope / slope_error,
                        .scatter = scatter,
                        .r_squared = alone > 0.0 ? std::max(0.0, 1.0 - between / alone) : nan};
}

}  // namespace lossa::stats
