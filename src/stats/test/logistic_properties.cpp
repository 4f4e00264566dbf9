// SPDX-License-Identifier: Apache-2.0
// What must hold of every sample.
#include <lossa/stats/logistic.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <ostream>

namespace lossa::stats {
namespace {

struct Point {
  int x, y;
  bool outcome;
};

std::ostream& operator<<(std::ostream& out, const Point& p) {
  return out << '(' << p.x << ' ' << p.y << ' ' << p.outcome << ')';
}

/// Few values, so that ties, collinearity and separation are common.
std::vector<Point> points(int most = 12) {
  const auto count = static_cast<std::size_t>(*rc::gen::inRange(4, most + 1));
  const auto place = rc::gen::resize(100, rc::gen::inRange(0, 5));
  const auto point = rc::gen::map(rc::gen::tuple(place, place, rc::gen::arbitrary<bool>()),
                                  [](const auto& t) { return Point{std::get<0>(t), std::get<1>(t), std::get<2>(t)}; });
  return *rc::gen::container<std::vector<Point>>(count, point);
}

LogisticSample sample_of(const std::vector<Point>& points) {
  LogisticSample sample{.outcome = {}, .covariates = {{"x", {}}, {"y", {}}}};
  for (const auto& point : points) {
    sample.outcome.push_back(point.outcome ? 1 : 0);
    sample.covariates[0].values.push_back(point.x);
    sample.covariates[1].values.push_back(point.y);
  }
  return sample;
}

/// A line that leaves no outcome on the wrong side, tried through every two points.
bool some_line_separates(const std::vector<Point>& points) {
  for (const auto& a : points)
    for (const auto& b : points)
      for (const int side : {1, -1}) {
        int most = 0;
        int least = 0;
        for (const auto& p : points) {
          const int distance = side * ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x));
          most = std::max(most, p.outcome ? distance : -distance);
          least = std::min(least, p.outcome ? distance : -distance);
        }
        if (least == 0 && most > 0) return true;
      }
  return false;
}

RC_GTEST_PROP(LogisticProperty, SeparationIsWhatSomeLineShows, ()) {
  const auto drawn = points(25);
  const auto found = separation(sample_of(drawn));
  RC_PRE(found.has_value());
  RC_ASSERT((found->kind != SeparationKind::none) == some_line_separates(drawn));
  RC_ASSERT((found->kind == SeparationKind::none) == found->terms.empty());
}

RC_GTEST_PROP(LogisticProperty, WhatOverlapsIsFittedAndBalances, ()) {
  const auto sample = sample_of(points(40));
  const auto found = separation(sample);
  RC_PRE(found.has_value());
  const auto fit = logistic(sample);
  RC_ASSERT(fit.has_value() == (found->kind == SeparationKind::none));
  if (!fit) return;
  double residuals = 0.0;
  double weighed = 0.0;
  for (std::size_t i = 0; i < sample.outcome.size(); ++i) {
    residuals += sample.outcome[i] - fit->probability[i];
    weighed += sample.covariates[0].values[i] * (sample.outcome[i] - fit->probability[i]);
  }
  RC_ASSERT(std::abs(residuals) < 1e-6);
  RC_ASSERT(std::abs(weighed) < 1e-6);
  RC_ASSERT(fit->likelihood_ratio.chi_squared >= 0.0);
}

RC_GTEST_PROP(FirthProperty, SwappedOutcomesReversedOrderAndOtherUnitsOnlyChangeTheSignAndScale, ()) {
  auto sample = sample_of(points(8));
  const auto fit = firth_logistic(sample);
  RC_PRE(fit.has_value());
  const double before = fit->coefficients[1].estimate.value;
  for (auto& outcome : sample.outcome) outcome = 1 - outcome;
  for (auto& value : sample.covariates[0].values) value = 1000 * value + 7;
  std::ranges::reverse(sample.outcome);
  for (auto& covariate : sample.covariates) std::ranges::reverse(covariate.values);
  const double after = firth_logistic(sample).value().coefficients[1].estimate.value;
  RC_ASSERT(std::abs(after * 1000 + before) < 1e-6 * (1 + std::abs(before)));
}

RC_GTEST_PROP(FirthProperty, ExistsWhateverTheSeparation, ()) {
  const auto sample = sample_of(points(8));
  RC_PRE(separation(sample).has_value());
  const auto fit = firth_logistic(sample);
  RC_LOG(fit ? std::string() : fit.error().message);
  RC_ASSERT(fit.has_value());
  for (const auto& term : fit->coefficients) {
    RC_ASSERT(std::isfinite(term.estimate.value));
    RC_ASSERT(term.estimate.low < term.estimate.value && term.estimate.value < term.estimate.high);
  }
}

RC_GTEST_PROP(LogisticProperty, AWeightOfTwoIsTheSameAsTwice, ()) {
  auto sample = sample_of(points(30));
  const auto size = sample.outcome.size();
  sample.weights.assign(size, 2.0);
  const auto weighed = logistic(sample);
  RC_PRE(weighed.has_value());
  sample.weights.clear();
  sample.outcome.insert(sample.outcome.end(), sample.outcome.begin(), sample.outcome.end());
  for (auto& covariate : sample.covariates) {
    const auto once = covariate.values;
    covariate.values.insert(covariate.values.end(), once.begin(), once.end());
  }
  const auto twice = *logistic(sample);
  for (std::size_t j = 0; j < 3; ++j)
    RC_ASSERT(std::abs(weighed->coefficients[j].standard_error - twice.coefficients[j].standard_error) < 1e-6);
}

}  // namespace
}  // namespace lossa::stats
