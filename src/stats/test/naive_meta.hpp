// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include <lossa/stats/counts.hpp>
#include <lossa/stats/effect.hpp>

// The slow, obvious way: whole matrices, integrals as sums over a fine grid, tops found by trying.
namespace lossa::stats::naive {

// P = W - W 1 (1'W1)^-1 1'W, written out.
inline std::vector<std::vector<double>> projection(std::span<const Effect> effects, double tau_squared) {
  double sum = 0;
  for (const auto& e : effects) sum += 1 / (e.variance + tau_squared);
  std::vector<std::vector<double>> p(effects.size(), std::vector<double>(effects.size()));
  for (std::size_t i = 0; i < effects.size(); ++i)
    for (std::size_t j = 0; j < effects.size(); ++j) {
      const double wi = 1 / (effects[i].variance + tau_squared);
      const double wj = 1 / (effects[j].variance + tau_squared);
      p[i][j] = (i == j ? wi : 0) - wi * wj / sum;
    }
  return p;
}

inline double residual(std::span<const Effect> effects, double tau_squared) {
  const auto p = projection(effects, tau_squared);
  double sum = 0;
  for (std::size_t i = 0; i < effects.size(); ++i)
    for (std::size_t j = 0; j < effects.size(); ++j) sum += effects[i].value * p[i][j] * effects[j].value;
  return sum;
}

inline double dersimonian_laird(std::span<const Effect> effects) {
  const auto p = projection(effects, 0);
  double trace = 0;
  for (std::size_t i = 0; i < effects.size(); ++i) trace += p[i][i];
  return std::max(0.0, (residual(effects, 0) - static_cast<double>(effects.size()) + 1) / trace);
}

inline double restricted_likelihood(std::span<const Effect> effects, double tau_squared) {
  double sum = 0;
  double weights = 0;
  for (const auto& e : effects) {
    sum += std::log(e.variance + tau_squared);
    weights += 1 / (e.variance + tau_squared);
  }
  return -0.5 * (sum + std::log(weights) + residual(effects, tau_squared));
}

inline double log1p_exp(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

// The logarithm of a study's likelihood, its effect integrated out by the trapezoidal rule.
template <typename LogLikelihood>
double integrated(const LogLikelihood& log_likelihood, double effect, double tau) {
  const double step = 0.02;
  std::vector<double> terms;
  for (double z = -10; z <= 10; z += step) terms.push_back(log_likelihood(effect + tau * z) - 0.5 * z * z);
  const double largest = *std::ranges::max_element(terms);
  double sum = 0;
  for (const double term : terms) sum += std::exp(term - largest);
  return largest + std::log(sum * step) - 0.5 * std::log(2 * std::acos(-1.0));
}

inline double logit_normal(std::span<const Proportion> series, double effect, double tau) {
  double sum = 0;
  for (const auto& one : series) {
    const auto x = static_cast<double>(one.events);
    const auto n = static_cast<double>(one.n);
    sum += integrated([&](double eta) { return x * eta - n * log1p_exp(eta); }, effect, tau) + std::lgamma(n + 1) -
           std::lgamma(x + 1) - std::lgamma(n - x + 1);
  }
  return sum;
}

// Noncentral hypergeometric, from log-gammas.
inline double conditional_odds(std::span<const TwoArms> studies, double effect, double tau) {
  double sum = 0;
  for (const auto& [first, second] : studies) {
    const auto events = first.events + second.events;
    std::vector<double> log_weights;
    std::vector<double> counts;
    double seen = 0;
    const auto choose = [](std::uint64_t n, std::uint64_t k) {
      return std::lgamma(static_cast<double>(n) + 1) - std::lgamma(static_cast<double>(k) + 1) -
             std::lgamma(static_cast<double>(n - k) + 1);
    };
    for (auto s = events > second.n ? events - second.n : 0; s <= std::min(first.n, events); ++s) {
      counts.push_back(static_cast<double>(s));
      log_weights.push_back(choose(first.n, s) + choose(second.n, events - s));
      if (s == first.events) seen = log_weights.back();
    }
    sum += integrated(
        [&](double psi) {
          double largest = -1e300;
          for (std::size_t i = 0; i < counts.size(); ++i) largest = std::max(largest, log_weights[i] + psi * counts[i]);
          double total = 0;
          for (std::size_t i = 0; i < counts.size(); ++i) total += std::exp(log_weights[i] + psi * counts[i] - largest);
          return seen + psi * static_cast<double>(first.events) - largest - std::log(total);
        },
        effect, tau);
  }
  return sum;
}

// From log-beta functions.
inline double beta_binomial(std::span<const Proportion> series, double share, double gamma) {
  const auto log_beta = [](double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); };
  double sum = 0;
  for (const auto& one : series) {
    const auto x = static_cast<double>(one.events);
    const auto n = static_cast<double>(one.n);
    sum += std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1) +
           log_beta(x + share / gamma, n - x + (1 - share) / gamma) - log_beta(share / gamma, (1 - share) / gamma);
  }
  return sum;
}

}  // namespace lossa::stats::naive
