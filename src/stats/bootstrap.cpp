// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/bootstrap.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <lossa/base/contract.hpp>
#include <lossa/base/random.hpp>
#include <lossa/stats/distributions.hpp>

#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

Result<void> require_replicates(double observed, std::span<const double> replicates) {
  if (!std::isfinite(observed)) return bad_input("the observed value must be finite", "observed");
  const auto missing = std::ranges::count_if(replicates, [](double value) { return !std::isfinite(value); });
  if (missing > 0)
    return bad_input(
        std::to_string(missing) + " of " + std::to_string(replicates.size()) + " replicates gave no number",
        "replicates");
  const auto differs = [&](double value) { return value != replicates.front(); };
  if (replicates.empty() || std::ranges::none_of(replicates, differs))
    return bad_input("the replicates do not vary", "replicates");
  return {};
}

/// The quantile (R + 1) p of rising replicates, between its neighbours on the scale of normal quantiles.
Result<double> bootstrap_quantile(std::span<const double> rising, double probability) {
  const auto count = static_cast<double>(rising.size());
  const double exactly = (count + 1.0) * probability;
  const double place = std::abs(exactly - std::round(exactly)) < 1e-9 ? std::round(exactly) : exactly;
  const double below = std::floor(place);
  if (below < 1.0 || below > count || (below == count && place > below))
    return bad_input("too few replicates for this level: the limit lies beyond the outermost", "replicates");
  const auto index = static_cast<std::size_t>(below) - 1;
  if (place == below) return rising[index];
  const double low = normal_quantile(below / (count + 1.0));
  const double high = normal_quantile((below + 1.0) / (count + 1.0));
  const double share = (normal_quantile(probability) - low) / (high - low);
  return rising[index] + share * (rising[index + 1] - rising[index]);
}

/// Efron's a: a sixth of the skewness of the influence values.
Result<double> acceleration_of(std::span<const double> left_out) {
  LOSSA_TRY(require_some(left_out, "left_out"));
  LOSSA_TRY(require_finite(left_out, "left_out"));
  const double mean = std::accumulate(left_out.begin(), left_out.end(), 0.0) / static_cast<double>(left_out.size());
  double squares = 0.0;
  double cubes = 0.0;
  for (const double value : left_out) {
    const double influence = mean - value;
    squares += influence * influence;
    cubes += influence * influence * influence;
  }
  if (squares == 0.0) return bad_input("the jackknife does not vary", "left_out");
  return cubes / (6.0 * std::pow(squares, 1.5));
}

}  // namespace

std::vector<double> bootstrap(std::size_t size, Replicates replicates, const Statistic& statistic) {
  expects(size > 0);
  std::vector<double> result;
  std::vector<std::size_t> drawn(size);
  for (auto stream = replicates.first; stream < replicates.last; ++stream) {
    Random random(replicates.seed, stream);
    for (auto& index : drawn) index = random.below(size);
    result.push_back(statistic(drawn));
  }
  return result;
}

std::vector<double> jackknife(std::size_t size, const Statistic& statistic) {
  expects(size > 0);
  std::vector<double> result;
  std::vector<std::size_t> kept(size - 1);
  std::iota(kept.begin(), kept.end(), std::size_t{1});
  for (std::size_t out = 0; out < size; ++out) {
    result.push_back(statistic(kept));
    if (out + 1 < size) kept[out] = out;
  }
  return result;
}

Result<Estimate> bootstrap_interval(double observed, std::vector<double> replicates, BootstrapMethod method,
                                    double level) {
  LOSSA_TRY(require_level(level));
  LOSSA_TRY(require_replicates(observed, replicates));
  std::ranges::sort(replicates);
  const double tail = 0.5 * (1.0 - level);
  const double low = LOSSA_TRY(bootstrap_quantile(replicates, tail));
  const double high = LOSSA_TRY(bootstrap_quantile(replicates, 1.0 - tail));
  switch (method) {
    case BootstrapMethod::percentile:
      return Estimate{observed, low, high, level, "bootstrap percentile"};
    case BootstrapMethod::basic:
      return Estimate{observed, 2.0 * observed - high, 2.0 * observed - low, level, "bootstrap basic"};
  }
  return bad_input("no such method", "method");
}

Result<Estimate> bca_interval(double observed, std::vector<double> replicates, std::span<const double> left_out,
                              double level) {
  LOSSA_TRY(require_level(level));
  LOSSA_TRY(require_replicates(observed, replicates));
  const double acceleration = LOSSA_TRY(acceleration_of(left_out));
  std::ranges::sort(replicates);
  const auto below = std::ranges::lower_bound(replicates, observed) - replicates.begin();
  if (below == 0 || static_cast<std::size_t>(below) == replicates.size())
    return bad_input("the replicates lie all on one side of the observed value", "replicates");
  const double bias = normal_quantile(static_cast<double>(below) / static_cast<double>(replicates.size()));
  const auto limit = [&](double tail) {
    const double z = bias + normal_quantile(tail);
    return bootstrap_quantile(replicates, normal_cdf(bias + z / (1.0 - acceleration * z)));
  };
  const double low = LOSSA_TRY(limit(0.5 * (1.0 - level)));
  const double high = LOSSA_TRY(limit(0.5 * (1.0 + level)));
  return Estimate{observed, low, high, level, "bootstrap BCa"};
}

}  // namespace lossa::stats
