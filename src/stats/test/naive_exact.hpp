// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <lossa/stats/counts.hpp>

// The slow, obvious way: every mass from log-gammas, every tail by adding masses, every limit by halving.
namespace lossa::stats::naive {

inline double log_choose(double n, double k) {
  return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

inline double binomial_mass(double k, double n, double p) {
  if (p == 0 || p == 1) return k == n * p ? 1 : 0;
  return std::exp(log_choose(n, k) + k * std::log(p) + (n - k) * std::log1p(-p));
}
inline double poisson_mass(double k, double mean) {
  if (mean == 0) return k == 0 ? 1 : 0;
  return std::exp(k * std::log(mean) - mean - std::lgamma(k + 1));
}

// Where a rising function passes 0.
template <typename Function>
double halve(Function&& function, double low, double high) {
  for (int i = 0; i < 200; ++i) (function(0.5 * (low + high)) < 0 ? low : high) = 0.5 * (low + high);
  return 0.5 * (low + high);
}

struct Limits {
  double low, high;
};

// Limits of a proportion at which the tail with `weight` of the count itself is (1 - level) / 2.
inline Limits proportion_limits(const Proportion& p, double weight, double level) {
  const double tail = 0.5 * (1 - level);
  const auto x = static_cast<double>(p.events);
  const auto n = static_cast<double>(p.n);
  const auto sum = [&](double from, double to, double chance) {
    double total = 0;
    for (double k = from; k <= to; ++k) total += (k == x ? weight : 1) * binomial_mass(k, n, chance);
    return total;
  };
  return {x == 0 ? 0 : halve([&](double c) { return sum(x, n, c) - tail; }, 0, 1),
          x == n ? 1 : halve([&](double c) { return tail - sum(0, x, c); }, 0, 1)};
}

// The same of a Poisson count.
inline Limits count_limits(double x, double weight, double level) {
  const double tail = 0.5 * (1 - level);
  const auto lower_tail = [&](double mean, double own) {
    double total = 0;
    for (double k = 0; k <= x; ++k) total += (k == x ? own : 1) * poisson_mass(k, mean);
    return total;
  };
  return {x == 0 ? 0 : halve([&](double m) { return 1 - lower_tail(m, 1 - weight) - tail; }, 0, x + 1),
          halve([&](double m) { return tail - lower_tail(m, weight); }, 0, 10 * x + 50)};
}

// Every way in which several tables with these margins can come out, with the sum of the first arm's events.
inline std::vector<double> sums_of_tables(const std::vector<TwoArms>& studies, double psi) {
  std::vector<double> masses{1};
  for (const auto& [first, second] : studies) {
    const auto events = first.events + second.events;
    std::vector<double> next(masses.size() + first.n, 0);
    double total = 0;
    for (std::uint64_t s = 0; s <= std::min(first.n, events); ++s) {
      if (events - s > second.n) continue;
      const double mass = std::exp(log_choose(static_cast<double>(first.n), static_cast<double>(s)) +
                                   log_choose(static_cast<double>(second.n), static_cast<double>(events - s)) +
                                   psi * static_cast<double>(s));
      total += mass;
      for (std::size_t i = 0; i < masses.size(); ++i) next[i + s] += masses[i] * mass;
    }
    for (auto& mass : next) mass /= total;
    masses = next;
  }
  return masses;
}

}  // namespace lossa::stats::naive
