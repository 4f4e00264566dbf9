// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/linear_algebra.hpp>
#include <lossa/stats/logistic.hpp>
#include <lossa/stats/root.hpp>

#include "logistic_model.hpp"
#include "sample_checks.hpp"
#include "weighted_columns.hpp"

namespace lossa::stats {
namespace {

constexpr int most_iterations = 1000;

constexpr auto none_held = std::numeric_limits<std::size_t>::max();

struct Penalised {
  double log_likelihood;         ///< with half the logarithm of the information's determinant
  std::vector<double> residual;  ///< of each row; with the design they give Firth's modified score
  std::vector<double> weights;   ///< of each row in the curvature, the penalty being so many more cases
  std::vector<double> probability;
};

Penalised penalised_at(const LogisticModel& model, std::span<const double> coefficients) {
  const auto rows = model.rows();
  Penalised at{0.0, std::vector<double>(rows), std::vector<double>(rows), std::vector<double>(rows)};
  for (std::size_t i = 0; i < rows; ++i) {
    const double log_odds = model.offset[i] + dot(model.row(i), coefficients);
    const double p = logistic_probability(log_odds);
    const double q = logistic_probability(-log_odds);
    const bool happened = model.outcome[i] == 1.0;
    at.log_likelihood -= model.weights[i] * log_one_plus_exp(happened ? -log_odds : log_odds);
    at.residual[i] = model.weights[i] * (happened ? q : -p);
    at.weights[i] = model.weights[i] * p * q;
    at.probability[i] = p;
  }
  const WeightedColumns columns(model, at.weights, none_held);
  at.log_likelihood += 0.5 * columns.log_determinant();
  for (std::size_t i = 0; i < rows; ++i) {
    const double leverage = columns.leverage(i);
    at.residual[i] += leverage * (0.5 - at.probability[i]);
    at.weights[i] *= 1.0 + leverage / model.weights[i];
  }
  return at;
}

/// Newton's step over the terms that may move, and what the likelihood may gain by it, twice.
struct Step {
  std::vector<double> change;
  double gain;
};

Step step_of(const LogisticModel& model, const Penalised& at, std::size_t held) {
  std::vector<double> target(model.rows());
  for (std::size_t i = 0; i < target.size(); ++i)
    target[i] = at.weights[i] > 0.0 ? at.residual[i] / std::sqrt(at.weights[i]) : 0.0;
  Step step{WeightedColumns(model, at.weights, held).nearest(target), 0.0};
  for (std::size_t i = 0; i < target.size(); ++i) step.gain += at.residual[i] * dot(model.row(i), step.change);
  return step;
}

struct Maximum {
  std::vector<double> coefficients;
  Penalised penalised;
  int iterations = 0;
};

/// `at` moved by a share of the step.
Maximum moved(const LogisticModel& model, const Maximum& at, std::span<const double> step, double share) {
  Maximum there = at;
  for (std::size_t j = 0; j < step.size(); ++j) there.coefficients[j] += share * step[j];
  there.penalised = penalised_at(model, there.coefficients);
  return there;
}

double height_of(const Maximum& at) { return at.penalised.log_likelihood; }

/// The whole step, or the first of its halves that loses nothing; false when none does.
bool advance(const LogisticModel& model, std::span<const double> step, Maximum& at) {
  const double allowed_loss = 1e-12 * (1.0 + std::abs(height_of(at)));
  double share = 1.0;
  for (int halving = 0; halving < 60; ++halving, share *= 0.5) {
    auto there = moved(model, at, step, share);
    if (!(height_of(there) >= height_of(at) - allowed_loss)) continue;
    at = std::move(there);
    return true;
  }
  return false;
}

/// The best of half the step, the whole and its doubles: for steps that come out much too short or too long.
void search_along(const LogisticModel& model, std::span<const double> step, Maximum& at) {
  auto best = moved(model, at, step, 0.5);
  for (double share = 1.0; share < 1000.0; share *= 2.0) {
    auto there = moved(model, at, step, share);
    if (!(height_of(there) > height_of(best))) break;
    best = std::move(there);
  }
  if (height_of(best) > height_of(at)) at = std::move(best);
}

/// Climbs from `at` by the steps that `step_at` gives. They take the leverages as fixed, so they close in linearly (the
/// plain information alone would overshoot for ever where one case bears all the weight); where that is slow, each step
/// is searched along.
template <typename StepAt>
Result<Maximum> climb(const LogisticModel& model, Maximum at, StepAt step_at) {
  if (!std::isfinite(height_of(at)))
    return bad_input("the information cannot be computed: too large or too small", "covariates");
  double gain_before = std::numeric_limits<double>::infinity();
  double gain = gain_before;
  for (at.iterations = 1; at.iterations <= most_iterations; ++at.iterations) {
    const Step step = step_at(at.penalised);
    gain = step.gain;
    if (gain < 1e-22 * (1.0 + std::abs(height_of(at)))) return at;
    const auto change = shortened(model, step.change);
    if (gain > 0.3 * gain_before && gain > 1e-13)
      search_along(model, change, at);
    else if (!advance(model, change, at))
      return at;  // nothing higher within rounding
    gain_before = gain;
  }
  if (gain < 1e-12) return at;
  return bad_input("the penalised likelihood has no maximum that Newton's method can find", "covariates");
}

/// From `start`, whose held term keeps its value.
Result<Maximum> maximise(const LogisticModel& model, std::vector<double> start, std::size_t held = none_held) {
  auto penalised = penalised_at(model, start);
  return climb(model, {std::move(start), std::move(penalised)},
               [&](const Penalised& at) { return step_of(model, at, held); });
}

/// One term's profile over its values, started each time from where the last one ended.
class Profile {
 public:
  Profile(const LogisticModel& model, const Maximum& best, std::size_t term)
      : model_(model), best_(best), term_(term), start_(best.coefficients) {}

  /// The highest penalised log-likelihood with the term at `value`.
  Result<double> height(double value) {
    // Remembered, since a profile with two peaks depends on where one comes from.
    if (const auto known = known_.find(value); known != known_.end()) return known->second;
    start_[term_] = value;
    auto there = maximise(model_, start_, term_);
    if (!there) return std::move(there).error();
    start_ = there->coefficients;
    return known_[value] = height_of(*there);
  }

  /// Where it has fallen by `fall`, looked for in strides that begin with `first_stride`; infinite if it never has.
  Result<double> limit(double fall, double first_stride) {
    constexpr double farthest_stride = 1e4;
    std::optional<Error> failure;
    const auto above = [&](double value) {
      const auto there = height(value);
      if (there) return *there - (height_of(best_) - fall);
      failure = there.error();
      return std::numeric_limits<double>::quiet_NaN();
    };
    const double centre = best_.coefficients[term_];
    start_ = best_.coefficients;
    const auto bracket = find_bracket(above, centre, first_stride, farthest_stride * std::abs(first_stride));
    if (failure) return *failure;
    if (!bracket) return std::copysign(std::numeric_limits<double>::infinity(), first_stride);
    auto root = find_root(above, *bracket, {.relative = 1e-12});
    if (failure) return *failure;
    return root;
  }

 private:
  const LogisticModel& model_;
  const Maximum& best_;
  std::size_t term_;
  std::vector<double> start_;
  std::map<double, double> known_;
};

Result<LogisticTerm> describe(const LogisticModel& model, const Maximum& best, std::size_t term,
                              const LogisticTerm& wald) {
  Profile profile(model, best, term);
  const double fall = 0.5 * chi_squared_quantile(wald.estimate.level, 1.0);
  const double stride = 0.5 * (wald.estimate.high - wald.estimate.value);
  if (!(stride > 0.0))
    return bad_input("the limits of " + wald.name + " are nearer to its estimate than numbers can tell", wald.name);
  auto result = wald;
  result.estimate.low = LOSSA_TRY(profile.limit(fall, -stride));
  result.estimate.high = LOSSA_TRY(profile.limit(fall, stride));
  result.estimate.method = "profile penalised likelihood";
  const double without = LOSSA_TRY(profile.height(0.0));
  const auto test = test_of(2.0 * (height_of(best) - without), 1.0);
  result.chi_squared = test.chi_squared;
  result.p = test.p;
  return result;
}

/// The penalised log-likelihood with every covariate at 0 and the intercept free, in the whole model.
Result<double> without_covariates(const LogisticModel& model) {
  const std::vector<double> zeros(model.terms(), 0.0);
  Maximum start{zeros, penalised_at(model, zeros)};
  if (model.names.front() != intercept_name) return height_of(start);
  const auto best = LOSSA_TRY(climb(model, std::move(start), [&](const Penalised& at) {
    Step step{zeros, 0.0};
    const double score = std::accumulate(at.residual.begin(), at.residual.end(), 0.0);
    step.change[0] = score / std::accumulate(at.weights.begin(), at.weights.end(), 0.0);
    step.gain = score * step.change[0];
    return step;
  }));
  return height_of(best);
}

/// Of the plain likelihood.
SymmetricMatrix covariance_at(const LogisticModel& model, std::span<const double> coefficients) {
  return Cholesky(likelihood_at(model, coefficients).information).inverse();
}

}  // namespace

Result<FirthFit> firth_logistic(const LogisticSample& sample, double level) {
  LOSSA_TRY(require_level(level));
  const auto model = LOSSA_TRY(prepare(sample));
  const auto best = LOSSA_TRY(maximise(model, std::vector<double>(model.terms(), 0.0)));
  const double without = LOSSA_TRY(without_covariates(model));
  auto covariance = covariance_at(model, best.coefficients);
  LOSSA_TRY(require_variances(model, covariance));

  FirthFit fit{.coefficients = {},
               .covariance = std::move(covariance),
               .penalised_log_likelihood = height_of(best),
               .likelihood_ratio = test_of(2.0 * (height_of(best) - without),
                                           static_cast<double>(model.terms() - (sample.intercept ? 1 : 0))),
               .probability = linear_predictor(sample, best.coefficients),
               .iterations = best.iterations};
  std::ranges::transform(fit.probability, fit.probability.begin(), logistic_probability);
  const auto wald = wald_coefficients(model, best.coefficients, fit.covariance, level);
  for (std::size_t j = 0; j < model.terms(); ++j) {
    auto term = LOSSA_TRY(describe(model, best, j, wald[j]));
    fit.coefficients.push_back(std::move(term));
  }
  return fit;
}

}  // namespace lossa::stats
