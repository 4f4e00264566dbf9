// SPDX-License-Identifier: Apache-2.0
// The expected numbers are those of R 4.2.2: pnorm, qnorm, pchisq and so on, with 17 digits.
#include <lossa/stats/distributions.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include <lossa/base/contract.hpp>

namespace lossa::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void expect_close(double actual, double expected) { EXPECT_NEAR(actual, expected, 1e-12 * std::abs(expected)); }

TEST(Distributions, NormalIsThatOfR) {
  expect_close(normal_cdf(-10), 7.6198530241605269e-24);
  expect_close(normal_upper_tail(10), 7.6198530241605269e-24);
  expect_close(normal_two_sided_p(-10), 2 * 7.6198530241605269e-24);
  expect_close(normal_cdf(1.5), 0.93319279873114191);
  expect_close(normal_quantile(0.975), 1.9599639845400536);
  expect_close(normal_quantile_two_sided(0.95), 1.9599639845400536);
  expect_close(normal_quantile(1e-20), -9.2623400897984052);
  expect_close(normal_density(0), 0.3989422804014327);
}

TEST(Distributions, ChiSquaredIsThatOfR) {
  expect_close(chi_squared_upper_tail(16.79, 1), 4.1752751389197914e-05);
  expect_close(chi_squared_cdf(3, 2.5), 0.69415037055418205);
  expect_close(chi_squared_upper_tail(200, 2), 3.7200759760208361e-44);
  expect_close(chi_squared_quantile(0.95, 7), 14.067140449340167);
}

TEST(Distributions, StudentIsThatOfR) {
  expect_close(t_cdf(2, 5), 0.9490302605850709);
  expect_close(t_upper_tail(30, 5), 3.8593243102480234e-07);
  expect_close(t_quantile(0.975, 7), 2.3646242515927844);
  expect_close(t_quantile(0.01, 1), -31.820515953773956);
}

TEST(Distributions, FisherIsThatOfR) {
  expect_close(f_cdf(3, {2, 9}), 0.89961227166630375);
  expect_close(f_upper_tail(30, {2, 9}), 0.00010453708462963588);
  expect_close(f_quantile(0.9, {3, 7}), 3.0740719939090018);
}

TEST(Distributions, BetaIsThatOfR) {
  expect_close(beta_cdf(0.2, {1.5, 3}), 0.30410524493997149);
  expect_close(beta_upper_tail(0.99, {1.5, 8}), 3.3235992751717188e-16);
  expect_close(beta_quantile(0.025, {0.5, 17.5}), 2.8462377723109467e-05);
  expect_close(beta_quantile(0.975, {1, 17}), 1 - std::pow(0.025, 1.0 / 17));  // 0 of 17
}

// Where Boost's own search for the root throws.
TEST(Distributions, TheMiddleOfASymmetricOneIsFound) {
  for (double shape = 0.5; shape < 60; shape += 0.5) {
    EXPECT_NEAR(beta_quantile(0.5, {shape, shape}), 0.5, 1e-12) << shape;
    EXPECT_NEAR(f_quantile(0.5, {2 * shape, 2 * shape}), 1, 1e-12) << shape;
  }
  EXPECT_THROW(beta_quantile(1.5, {5, 5}), ContractViolation);
}

TEST(Distributions, BinomialIsThatOfR) {
  constexpr Trials trials{17, 0.1};
  expect_close(binomial_mass(3, trials), 0.15556218869373484);
  expect_close(binomial_cdf(3, trials), 0.91735937744393603);
  expect_close(binomial_upper_tail(12, trials), 1.6122070000000057e-10);
  EXPECT_EQ(binomial_mass(18, trials), 0);
  EXPECT_EQ(binomial_cdf(17, trials), 1);
  EXPECT_EQ(binomial_upper_tail(17, trials), 0);
  std::vector<std::uint64_t> quantiles;
  for (const double probability : {0.0, 0.025, 0.5, 0.975, 1.0})
    quantiles.push_back(binomial_quantile(probability, trials));
  EXPECT_EQ(quantiles, (std::vector<std::uint64_t>{0, 0, 2, 4, 17}));
  EXPECT_EQ(binomial_cdf(0, {17, 0}), 1);
  EXPECT_EQ(binomial_cdf(16, {17, 1}), 0);
}

TEST(Distributions, PoissonIsThatOfR) {
  expect_close(poisson_mass(4, 2.5), 0.13360188578108531);
  expect_close(poisson_cdf(4, 2.5), 0.89117801891415127);
  expect_close(poisson_upper_tail(20, 2.5), 4.1185531544820791e-13);
  EXPECT_EQ(poisson_quantile(0, 2.5), 0U);
  EXPECT_EQ(poisson_quantile(0.025, 2.5), 0U);
  EXPECT_EQ(poisson_quantile(0.5, 2.5), 2U);
  EXPECT_EQ(poisson_quantile(0.975, 2.5), 6U);
  EXPECT_EQ(poisson_mass(0, 0), 1);
  EXPECT_EQ(poisson_mass(1, 0), 0);
  EXPECT_EQ(poisson_cdf(0, 0), 1);
  EXPECT_EQ(poisson_upper_tail(0, 0), 0);
}

TEST(Distributions, HypergeometricIsThatOfR) {
  constexpr Urn urn{10, 25, 8};
  expect_close(hypergeometric_mass(3, urn), 0.27088922332002879);
  expect_close(hypergeometric_cdf(3, urn), 0.85969704900870247);
  expect_close(hypergeometric_upper_tail(6, urn), 0.00012937726410212232);
  std::vector<std::uint64_t> quantiles;
  for (const double probability : {0.0, 0.025, 0.5, 0.975, 1.0})
    quantiles.push_back(hypergeometric_quantile(probability, urn));
  EXPECT_EQ(quantiles, (std::vector<std::uint64_t>{0, 0, 2, 5, 8}));
  constexpr Urn crowded{6, 2, 5};  // at least 3 marked, at most 5
  EXPECT_EQ(hypergeometric_cdf(2, crowded), 0);
  EXPECT_EQ(hypergeometric_mass(2, crowded), 0);
  EXPECT_EQ(hypergeometric_upper_tail(2, crowded), 1);
  EXPECT_EQ(hypergeometric_cdf(5, crowded), 1);
  EXPECT_EQ(hypergeometric_upper_tail(5, crowded), 0);
  EXPECT_EQ(hypergeometric_mass(6, crowded), 0);
}

TEST(Distributions, LogGammaIsThatOfR) {
  expect_close(log_gamma(0.1), 2.252712651734206);
  expect_close(log_gamma(7.5), 7.5343642367587327);
  expect_close(log_gamma(1e5), 1051287.7089736569);
}

TEST(Distributions, TheEndsOfTheSupportAreExact) {
  EXPECT_EQ(normal_cdf(infinity), 1);
  EXPECT_EQ(normal_upper_tail(-infinity), 1);
  EXPECT_EQ(normal_density(infinity), 0);
  EXPECT_EQ(normal_quantile(0), -infinity);
  EXPECT_EQ(normal_quantile(1), infinity);
  EXPECT_EQ(chi_squared_cdf(0, 1), 0);
  EXPECT_EQ(chi_squared_upper_tail(-1, 1), 1);
  EXPECT_EQ(chi_squared_upper_tail(infinity, 1), 0);
  EXPECT_EQ(chi_squared_quantile(1, 1), infinity);
  EXPECT_EQ(t_cdf(-infinity, 3), 0);
  EXPECT_EQ(f_upper_tail(infinity, {1, 1}), 0);
  EXPECT_EQ(beta_quantile(0, {2, 3}), 0);
  EXPECT_EQ(beta_cdf(1, {2, 3}), 1);
}

TEST(Distributions, WhatIsOutsideTheDomainBreaksTheContract) {
  const double nan = std::nan("");
  EXPECT_THROW(normal_cdf(nan), ContractViolation);
  EXPECT_THROW(normal_quantile(1.1), ContractViolation);
  EXPECT_THROW(normal_quantile_two_sided(1), ContractViolation);
  EXPECT_THROW(chi_squared_cdf(1, 0), ContractViolation);
  EXPECT_THROW(t_cdf(1, infinity), ContractViolation);
  EXPECT_THROW(f_cdf(1, {0, 1}), ContractViolation);
  EXPECT_THROW(beta_quantile(0.5, {0, 1}), ContractViolation);
  EXPECT_THROW(binomial_cdf(1, {2, -0.1}), ContractViolation);
  EXPECT_THROW(poisson_cdf(1, -1), ContractViolation);
  EXPECT_THROW(poisson_quantile(1, 1), ContractViolation);
  EXPECT_THROW(hypergeometric_mass(1, {2, 2, 5}), ContractViolation);
  EXPECT_THROW(log_gamma(0), ContractViolation);
}

}  // namespace
}  // namespace lossa::stats
