// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/funnel.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <lossa/stats/distributions.hpp>

#include "quantile.hpp"
#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

constexpr double largest_count = 1e15;  // whole numbers up to here are exact

bool is_whole(double value) { return value >= 0.0 && value <= largest_count && value == std::floor(value); }

/// `cdf` and `mass` of the least count whose cdf exceeds the tail; the limit in counts.
double interpolated(std::uint64_t count, double cdf, double mass, double tail) {
  return std::max(static_cast<double>(count) - (cdf - tail) / mass, 0.0);
}

Result<void> require_tail(double tail) {
  if (tail > 0.0 && tail < 1.0) return {};
  return bad_input("a tail lies between 0 and 1", "tail");
}

Result<void> require_unit(const FunnelUnit& unit, FunnelMeasure measure, const std::string& place) {
  if (!is_whole(unit.events)) return bad_input("events are a whole number", place + ".events");
  if (unit.size == 0.0 || !is_within(unit.size, 0.0, largest_count))
    return bad_input("a size is above 0 and finite", place + ".size");
  if (measure == FunnelMeasure::ratio) return {};
  if (!is_whole(unit.size)) return bad_input("persons are a whole number", place + ".size");
  if (unit.events > unit.size) return bad_input("there are more events than persons", place + ".events");
  return {};
}

Result<void> require_valid(std::span<const FunnelUnit> units, const FunnelOptions& options) {
  LOSSA_TRY(require_level(options.inner_level));
  LOSSA_TRY(require_level(options.outer_level));
  if (options.winsorised == 0.5 || !is_within(options.winsorised, 0.0, 0.5))
    return bad_input("the winsorised share is at least 0 and below a half", "winsorised");
  if (units.empty()) return bad_input("there are no units", "units");
  for (std::size_t i = 0; i < units.size(); ++i)
    LOSSA_TRY(require_unit(units[i], options.measure, "units[" + std::to_string(i) + "]"));
  return {};
}

Result<double> target_of(std::span<const FunnelUnit> units, const FunnelOptions& options) {
  double events = 0.0;
  double size = 0.0;
  for (const auto& unit : units) {
    events += unit.events;
    size += unit.size;
  }
  const double target = options.target.value_or(events / size);
  const bool is_share = options.measure == FunnelMeasure::share;
  if (target > 0.0 && std::isfinite(target) && (!is_share || target < 1.0)) return target;
  return bad_input(is_share ? "a target lies between 0 and 1, neither included" : "a target is above 0 and finite",
                   "target");
}

/// The limits of units of one measure around one target.
class Limits {
 public:
  Limits(FunnelMeasure measure, double target) : measure_(measure), target_(target) {}

  /// Without the widened limits.
  [[nodiscard]] Result<FunnelPoint> point(const FunnelUnit& unit, const FunnelOptions& options) const {
    FunnelPoint point{};
    point.value = unit.events / unit.size;
    point.inner = LOSSA_TRY(exact(unit.size, options.inner_level));
    point.outer = LOSSA_TRY(exact(unit.size, options.outer_level));
    point.z = (point.value - target_) / error(unit.size);
    return point;
  }
  [[nodiscard]] FunnelRange widened(double size, double level, double dispersion) const {
    const double reach = normal_quantile_two_sided(level) * std::sqrt(dispersion) * error(size);
    const double most = measure_ == FunnelMeasure::share ? 1.0 : std::numeric_limits<double>::infinity();
    return {std::max(target_ - reach, 0.0), std::min(target_ + reach, most)};
  }

 private:
  [[nodiscard]] double error(double size) const {
    return std::sqrt((measure_ == FunnelMeasure::share ? target_ * (1.0 - target_) : target_) / size);
  }
  [[nodiscard]] Result<FunnelRange> exact(double size, double level) const {
    const double tail = 0.5 * (1.0 - level);
    const double low = LOSSA_TRY(limit(size, tail));
    const double high = LOSSA_TRY(limit(size, 1.0 - tail));
    return FunnelRange{low, high};
  }
  [[nodiscard]] Result<double> limit(double size, double tail) const {
    return measure_ == FunnelMeasure::share ? funnel_limit_of_share(target_, static_cast<std::uint64_t>(size), tail)
                                            : funnel_limit_of_ratio(target_, size, tail);
  }

  FunnelMeasure measure_;
  double target_;
};

double dispersion_of(const std::vector<FunnelPoint>& points, double winsorised) {
  if (points.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  std::vector<double> scores;
  for (const auto& point : points) scores.push_back(point.z);
  std::ranges::sort(scores);
  const double low = quantile_of_rising(scores, winsorised);
  const double high = quantile_of_rising(scores, 1.0 - winsorised);
  double squares = 0.0;
  for (const double z : scores) squares += std::clamp(z, low, high) * std::clamp(z, low, high);
  return squares / static_cast<double>(scores.size());
}

}  // namespace

Result<double> funnel_limit_of_share(double target, std::uint64_t count, double tail) {
  LOSSA_TRY(require_tail(tail));
  if (target <= 0.0 || target >= 1.0 || std::isnan(target))
    return bad_input("a target lies between 0 and 1, neither included", "target");
  if (count == 0) return bad_input("a limit needs somebody", "count");
  const Trials trials{count, target};
  auto reached = binomial_quantile(tail, trials);
  if (binomial_cdf(reached, trials) <= tail) ++reached;  // the least count past the tail, not at it
  return interpolated(reached, binomial_cdf(reached, trials), binomial_mass(reached, trials), tail) /
         static_cast<double>(count);
}

Result<double> funnel_limit_of_ratio(double target, double expected, double tail) {
  LOSSA_TRY(require_tail(tail));
  if (!(target > 0.0) || !std::isfinite(target)) return bad_input("a target is above 0 and finite", "target");
  if (!(expected > 0.0) || target * expected > largest_count)
    return bad_input("expected events are above 0 and finite", "expected");
  const double mean = target * expected;
  auto reached = poisson_quantile(tail, mean);
  if (poisson_cdf(reached, mean) <= tail) ++reached;
  return interpolated(reached, poisson_cdf(reached, mean), poisson_mass(reached, mean), tail) / expected;
}

Result<Funnel> funnel(std::span<const FunnelUnit> units, const FunnelOptions& options) {
  LOSSA_TRY(require_valid(units, options));
  const double target = LOSSA_TRY(target_of(units, options));
  Funnel result{target, 0.0, {}};
  const Limits limits(options.measure, result.target);
  for (const auto& unit : units) result.points.push_back(LOSSA_TRY(limits.point(unit, options)));
  result.dispersion = dispersion_of(result.points, options.winsorised);
  for (std::size_t i = 0; i < units.size(); ++i) {
    auto& point = result.points[i];
    const bool wider = result.dispersion > 1.0;
    point.inner_widened = wider ? limits.widened(units[i].size, options.inner_level, result.dispersion) : point.inner;
    point.outer_widened = wider ? limits.widened(units[i].size, options.outer_level, result.dispersion) : point.outer;
  }
  return result;
}

}  // namespace lossa::stats
