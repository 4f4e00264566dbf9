// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/distributions.hpp>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <exception>
#include <limits>

#include <lossa/base/contract.hpp>
#include <lossa/stats/root.hpp>

namespace lossa::stats {
namespace {

namespace bm = boost::math;
using bm::policies::ignore_error;
// What is outside a domain was refused before; what overflows is infinite.
using Quiet =
    bm::policies::policy<bm::policies::domain_error<ignore_error>, bm::policies::pole_error<ignore_error>,
                         bm::policies::overflow_error<ignore_error>, bm::policies::evaluation_error<ignore_error>>;

constexpr double infinity = std::numeric_limits<double>::infinity();

void expect_probability(double probability) { expects(probability >= 0.0 && probability <= 1.0); }
void expect_shape(double shape) { expects(shape > 0.0 && std::isfinite(shape)); }

// Of a distribution with support [low, high], of which either may be infinite.
struct Support {
  double low;
  double high;
};
constexpr Support positive{0.0, infinity};
constexpr Support everywhere{-infinity, infinity};
constexpr Support unit{0.0, 1.0};

template <typename Distribution>
double below(const Distribution& distribution, double x, Support support) {
  expects(!std::isnan(x));
  if (x <= support.low) return 0.0;
  return x >= support.high ? 1.0 : bm::cdf(distribution, x);
}

template <typename Distribution>
double above(const Distribution& distribution, double x, Support support) {
  expects(!std::isnan(x));
  if (x <= support.low) return 1.0;
  return x >= support.high ? 0.0 : bm::cdf(bm::complement(distribution, x));
}

template <typename Distribution>
double quantile_of(const Distribution& distribution, double probability, Support support) {
  expect_probability(probability);
  if (probability == 0.0) return support.low;
  return probability == 1.0 ? support.high : bm::quantile(distribution, probability);
}

// The least k from low to high of which cdf(k) is at least `probability`; cdf(high) counts as 1.
template <typename Cdf, typename Count>
Count least_reaching(const Cdf& cdf, double probability, Count low, Count high) {
  if (probability == 1.0) return high;  // a cdf just below 1 is rounded to 1
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    if (cdf(middle) >= probability)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

bm::normal_distribution<double, Quiet> normal() { return bm::normal_distribution<double, Quiet>(0.0, 1.0); }
bm::chi_squared_distribution<double, Quiet> chi_squared(double degrees) {
  expect_shape(degrees);
  return bm::chi_squared_distribution<double, Quiet>(degrees);
}
bm::students_t_distribution<double, Quiet> students_t(double degrees) {
  expect_shape(degrees);
  return bm::students_t_distribution<double, Quiet>(degrees);
}
bm::fisher_f_distribution<double, Quiet> fisher_f(FDegrees degrees) {
  expect_shape(degrees.numerator);
  expect_shape(degrees.denominator);
  return {degrees.numerator, degrees.denominator};
}
bm::beta_distribution<double, Quiet> beta_of(BetaShape shape) {
  expect_shape(shape.alpha);
  expect_shape(shape.beta);
  return {shape.alpha, shape.beta};
}
bm::binomial_distribution<double, Quiet> binomial(Trials trials) {
  expect_probability(trials.chance);
  return {static_cast<double>(trials.count), trials.chance};
}
bm::poisson_distribution<double, Quiet> poisson(double mean) {
  expects(mean >= 0.0 && std::isfinite(mean));
  return bm::poisson_distribution<double, Quiet>(mean);
}

std::uint32_t least_marked(Urn urn) { return urn.drawn > urn.unmarked ? urn.drawn - urn.unmarked : 0; }
std::uint32_t most_marked(Urn urn) { return std::min(urn.drawn, urn.marked); }

bm::hypergeometric_distribution<double, Quiet> hypergeometric(Urn urn) {
  expects(urn.marked <= std::numeric_limits<std::uint32_t>::max() - urn.unmarked);
  expects(urn.drawn <= urn.marked + urn.unmarked);
  return {urn.marked, urn.drawn, urn.marked + urn.unmarked};
}

}  // namespace

double normal_density(double z) {
  expects(!std::isnan(z));
  return std::isinf(z) ? 0.0 : bm::pdf(normal(), z);
}
double normal_cdf(double z) { return below(normal(), z, everywhere); }
double normal_upper_tail(double z) { return above(normal(), z, everywhere); }
double normal_quantile(double probability) { return quantile_of(normal(), probability, everywhere); }
double normal_quantile_two_sided(double level) {
  expects(level > 0.0 && level < 1.0);
  return bm::quantile(bm::complement(normal(), 0.5 * (1.0 - level)));
}
double normal_two_sided_p(double z) { return 2.0 * normal_upper_tail(std::abs(z)); }

double chi_squared_cdf(double x, double degrees_of_freedom) {
  return below(chi_squared(degrees_of_freedom), x, positive);
}
double chi_squared_upper_tail(double x, double degrees_of_freedom) {
  return above(chi_squared(degrees_of_freedom), x, positive);
}
double chi_squared_quantile(double probability, double degrees_of_freedom) {
  return quantile_of(chi_squared(degrees_of_freedom), probability, positive);
}

double t_cdf(double t, double degrees_of_freedom) { return below(students_t(degrees_of_freedom), t, everywhere); }
double t_upper_tail(double t, double degrees_of_freedom) {
  return above(students_t(degrees_of_freedom), t, everywhere);
}
double t_quantile(double probability, double degrees_of_freedom) {
  return quantile_of(students_t(degrees_of_freedom), probability, everywhere);
}

double f_cdf(double x, FDegrees degrees) { return below(fisher_f(degrees), x, positive); }
double f_upper_tail(double x, FDegrees degrees) { return above(fisher_f(degrees), x, positive); }
double f_quantile(double probability, FDegrees degrees) {
  const auto distribution = fisher_f(degrees);
  expect_probability(probability);
  try {
    return quantile_of(distribution, probability, positive);
  } catch (const std::exception&) {  // as for the Beta distribution, of which it is made
    const double share = beta_quantile(probability, {0.5 * degrees.numerator, 0.5 * degrees.denominator});
    return degrees.denominator * share / (degrees.numerator * (1.0 - share));
  }
}

double beta_cdf(double x, BetaShape shape) { return below(beta_of(shape), x, unit); }
double beta_upper_tail(double x, BetaShape shape) { return above(beta_of(shape), x, unit); }
double beta_quantile(double probability, BetaShape shape) {
  const auto distribution = beta_of(shape);
  expect_probability(probability);
  try {
    return quantile_of(distribution, probability, unit);
  } catch (const std::exception&) {  // Boost's steps miss the middle of some symmetric ones
    return find_root([&](double x) { return below(distribution, x, unit) - probability; }, {0.0, 1.0}).value();
  }
}

double binomial_mass(std::uint64_t k, Trials trials) {
  const auto distribution = binomial(trials);
  return k > trials.count ? 0.0 : bm::pdf(distribution, static_cast<double>(k));
}
double binomial_cdf(std::uint64_t k, Trials trials) {
  const auto distribution = binomial(trials);
  return k >= trials.count ? 1.0 : bm::cdf(distribution, static_cast<double>(k));
}
double binomial_upper_tail(std::uint64_t k, Trials trials) {
  const auto distribution = binomial(trials);
  return k >= trials.count ? 0.0 : bm::cdf(bm::complement(distribution, static_cast<double>(k)));
}
std::uint64_t binomial_quantile(double probability, Trials trials) {
  expect_probability(probability);
  return least_reaching([&](std::uint64_t k) { return binomial_cdf(k, trials); }, probability, std::uint64_t{0},
                        trials.count);
}

double poisson_mass(std::uint64_t k, double mean) {
  const auto distribution = poisson(mean);
  if (mean == 0.0) return k == 0 ? 1.0 : 0.0;
  return bm::pdf(distribution, static_cast<double>(k));
}
double poisson_cdf(std::uint64_t k, double mean) {
  const auto distribution = poisson(mean);
  return mean == 0.0 ? 1.0 : bm::cdf(distribution, static_cast<double>(k));
}
double poisson_upper_tail(std::uint64_t k, double mean) {
  const auto distribution = poisson(mean);
  return mean == 0.0 ? 0.0 : bm::cdf(bm::complement(distribution, static_cast<double>(k)));
}
std::uint64_t poisson_quantile(double probability, double mean) {
  expect_probability(probability);
  expects(probability < 1.0 && mean < 1e15);
  const auto cdf = [&](std::uint64_t k) { return poisson_cdf(k, mean); };
  auto high = static_cast<std::uint64_t>(mean) + 1;
  while (cdf(high) < probability) high *= 2;
  return least_reaching(cdf, probability, std::uint64_t{0}, high);
}

double hypergeometric_mass(std::uint32_t k, Urn urn) {
  const auto distribution = hypergeometric(urn);
  return k < least_marked(urn) || k > most_marked(urn) ? 0.0 : bm::pdf(distribution, k);
}
double hypergeometric_cdf(std::uint32_t k, Urn urn) {
  const auto distribution = hypergeometric(urn);
  if (k < least_marked(urn)) return 0.0;
  return k >= most_marked(urn) ? 1.0 : bm::cdf(distribution, k);
}
double hypergeometric_upper_tail(std::uint32_t k, Urn urn) {
  const auto distribution = hypergeometric(urn);
  if (k < least_marked(urn)) return 1.0;
  return k >= most_marked(urn) ? 0.0 : bm::cdf(bm::complement(distribution, k));
}
std::uint32_t hypergeometric_quantile(double probability, Urn urn) {
  expect_probability(probability);
  const auto cdf = [&](std::uint32_t k) { return hypergeometric_cdf(k, urn); };
  return least_reaching(cdf, probability, least_marked(urn), most_marked(urn));
}

double log_gamma(double x) {
  expects(x > 0.0);
  return bm::lgamma(x, Quiet());
}

}  // namespace lossa::stats
