// SPDX-License-Identifier: Apache-2.0
#include "maximise.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace lossa::stats {
namespace {

constexpr double converged_change = 1e-8;
constexpr double diverging_change = 1e-3;
constexpr double diverging_gain = 1e-9;

Error not_converged() {
  return {.kind = ErrorKind::unavailable, .message = "the likelihood was not maximised", .where = "maximise"};
}

// The Newton step with `fixed` held: its row and column are those of the identity. None where the information has no
// inverse, as it may far out on a likelihood that flattens: a step of 0 there would look like the maximum.
std::optional<std::vector<double>> newton_step(const Likelihood& at, const MaximiseOptions& options) {
  auto information = at.information;
  auto score = at.score;
  if (options.fixed) {
    for (std::size_t i = 0; i < score.size(); ++i) information.set(i, *options.fixed, i == *options.fixed ? 1.0 : 0.0);
    score[*options.fixed] = 0.0;
  }
  const Cholesky factors(information);
  if (!factors.is_full_rank()) return std::nullopt;
  return factors.solve(score);
}

double largest_change(const std::vector<double>& step, const std::vector<double>& spread) {
  double largest = 0.0;
  for (std::size_t i = 0; i < step.size(); ++i) largest = std::max(largest, std::abs(step[i]) * spread[i]);
  return largest;
}

// The coefficients that still move by more than a little.
std::vector<std::size_t> moving(const std::vector<double>& step, const std::vector<double>& spread) {
  std::vector<std::size_t> coefficients;
  for (std::size_t i = 0; i < step.size(); ++i)
    if (std::abs(step[i]) * spread[i] > diverging_change) coefficients.push_back(i);
  return coefficients;
}

std::vector<double> moved(std::vector<double> point, const std::vector<double>& step, double share) {
  for (std::size_t i = 0; i < point.size(); ++i) point[i] += share * step[i];
  return point;
}

// Steps so long leave where the information says anything.
std::vector<double> shortened(std::vector<double> step, double change) {
  constexpr double most_change = 20.0;
  if (change > most_change)
    for (double& part : step) part *= most_change / change;
  return step;
}

double along(const std::vector<double>& step, const Likelihood& likelihood) {
  return std::inner_product(step.begin(), step.end(), likelihood.score.begin(), 0.0);
}

// Goes along the step, or half of it and so on, to where the likelihood is no lower. Where the slope there points back
// by more than half of what it was, the step was far too long (a penalised likelihood is steeper than its information
// says, and whole steps could go to and fro for ever): it is cut where the slope would be 0.
bool advance(Maximum& at, const Objective& objective, const std::vector<double>& step) {
  const double rounding = 1e-12 * (1.0 + std::abs(at.likelihood.value));
  const double slope = along(step, at.likelihood);
  const auto is_no_lower = [&](const std::optional<Likelihood>& there) {
    return there && there->value >= at.likelihood.value - rounding;
  };
  for (double share = 1.0; share > 1e-9; share *= 0.5) {
    auto likelihood = objective(moved(at.point, step, share));
    if (!is_no_lower(likelihood)) continue;
    if (const double slope_there = along(step, *likelihood); slope_there < -0.5 * slope) {
      const double shorter = share * slope / (slope - slope_there);
      auto nearer = objective(moved(at.point, step, shorter));
      if (is_no_lower(nearer)) {
        likelihood = std::move(nearer);
        share = shorter;
      }
    }
    at.point = moved(at.point, step, share);
    at.likelihood = *std::move(likelihood);
    return true;
  }
  return false;
}

}  // namespace

Result<Maximum> maximise(const Objective& objective, const MaximiseOptions& options) {
  auto first = objective(options.start);
  if (!first) return not_converged();
  Maximum at{.point = options.start, .likelihood = *std::move(first), .steps = 0, .infinite = {}};
  for (; at.steps < options.most_steps; ++at.steps) {
    const auto step = newton_step(at.likelihood, options);
    if (!step) return not_converged();
    const double change = largest_change(*step, options.spread);
    if (change < converged_change) {
      at.point = moved(at.point, *step, 1.0);
      return at;
    }
    const double gain = along(*step, at.likelihood);
    if (gain < diverging_gain && change > diverging_change) {
      at.infinite = moving(*step, options.spread);
      return at;
    }
    if (!advance(at, objective, shortened(*step, change))) return not_converged();
  }
  return not_converged();
}

}  // namespace lossa::stats
