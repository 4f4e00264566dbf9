// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// Chances, tails and quantiles. Each tail is computed as such, never as 1 minus the other, so that small ones keep
// their digits. An argument may be infinite. A NaN, a probability outside [0, 1] or a shape that is not above 0 breaks
// the contract (expects): a kernel checks its input before it comes here. Computed by Boost.Math.
namespace lossa::stats {

double normal_density(double z);
double normal_cdf(double z);
double normal_upper_tail(double z);
/// Minus infinity at 0 and plus infinity at 1.
double normal_quantile(double probability);
/// The z of a two-sided interval: 1.959964 at a level of 0.95. The level is between 0 and 1, neither included.
double normal_quantile_two_sided(double level);
/// The chance of a value at least as far from 0 as z, on both sides.
double normal_two_sided_p(double z);

double chi_squared_cdf(double x, double degrees_of_freedom);
double chi_squared_upper_tail(double x, double degrees_of_freedom);
double chi_squared_quantile(double probability, double degrees_of_freedom);

double t_cdf(double t, double degrees_of_freedom);
double t_upper_tail(double t, double degrees_of_freedom);
double t_quantile(double probability, double degrees_of_freedom);

struct FDegrees {
  double numerator;
  double denominator;
};
double f_cdf(double x, FDegrees degrees);
double f_upper_tail(double x, FDegrees degrees);
double f_quantile(double probability, FDegrees degrees);

struct BetaShape {
  double alpha;
  double beta;
};
double beta_cdf(double x, BetaShape shape);
double beta_upper_tail(double x, BetaShape shape);
double beta_quantile(double probability, BetaShape shape);

/// Of the discrete ones: `cdf` is the chance of at most k, `upper_tail` of more than k (k itself not counted), and
/// `quantile` the least k of which the cdf is at least `probability`; at 1, the largest there can be.
struct Trials {
  std::uint64_t count;
  double chance;  ///< of each, from 0 to 1
};
double binomial_mass(std::uint64_t k, Trials trials);
double binomial_cdf(std::uint64_t k, Trials trials);
double binomial_upper_tail(std::uint64_t k, Trials trials);
std::uint64_t binomial_quantile(double probability, Trials trials);

/// The mean is finite and not negative.
double poisson_mass(std::uint64_t k, double mean);
double poisson_cdf(std::uint64_t k, double mean);
double poisson_upper_tail(std::uint64_t k, double mean);
/// The probability is below 1.
std::uint64_t poisson_quantile(double probability, double mean);

/// `drawn` without putting back, of which k are marked. All of it fits 32 bits.
struct Urn {
  std::uint32_t marked;
  std::uint32_t unmarked;
  std::uint32_t drawn;  ///< at most marked + unmarked
};
double hypergeometric_mass(std::uint32_t k, Urn urn);
double hypergeometric_cdf(std::uint32_t k, Urn urn);
double hypergeometric_upper_tail(std::uint32_t k, Urn urn);
std::uint32_t hypergeometric_quantile(double probability, Urn urn);

/// The logarithm of the gamma function; x is above 0.
double log_gamma(double x);

}  // namespace lossa::stats
