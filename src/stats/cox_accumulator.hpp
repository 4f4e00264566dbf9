// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "cox_likelihood.hpp"
#include "cox_sweep.hpp"

namespace lossa::stats {

/// Adds what each event time gives to the log likelihood, the score and the information.
template <typename Shape>
class Accumulator {
 public:
  Accumulator(std::size_t columns, PartialLikelihood kind)
      : kind_(kind), score_(Shape::vector(columns)), information_(Shape::half(columns)) {
    for (auto& value : score_) value = 0.0;
    for (auto& value : information_) value = 0.0;
  }

  void operator()(const AtMoment<Shape>& at) {
    const auto& all = at.at_risk;
    const auto& gone = at.events;
    const auto steps = tie_steps(kind_, at.event_rows, at.weight, gone.s0 / all.s0);
    const auto& tie = steps.sums;
    const double weight = steps.step_weight;
    value_ += at.weighted_eta - at.weight * std::log(all.s0) - weight * tie.log_u;

    const double inverse = 1.0 / all.s0;
    const double first_all = weight * inverse * tie.inverse;
    const double first_gone = weight * inverse * tie.inverse_share;
    const double second = weight * inverse * inverse;
    std::size_t i = 0;
    for (std::size_t a = 0; a < score_.size(); ++a) {
      score_[a] += at.weighted_x[a] - first_all * all.s1[a] + first_gone * gone.s1[a];
      // The means' product (S1 - f D1)(S1 - f D1)', summed over the steps.
      const double with_all = second * (tie.square * all.s1[a] - tie.square_share * gone.s1[a]);
      const double with_gone = second * (tie.square_share_squared * gone.s1[a] - tie.square_share * all.s1[a]);
      for (std::size_t b = 0; b <= a; ++b, ++i)
        information_[i] +=
            first_all * all.s2[i] - first_gone * gone.s2[i] - with_all * all.s1[b] - with_gone * gone.s1[b];
    }
  }

  [[nodiscard]] Likelihood result() const {
    Likelihood likelihood{.value = value_,
                          .score = std::vector<double>(score_.begin(), score_.end()),
                          .information = SymmetricMatrix(score_.size())};
    std::size_t i = 0;
    for (std::size_t a = 0; a < score_.size(); ++a)
      for (std::size_t b = 0; b <= a; ++b) likelihood.information.set(a, b, information_[i++]);
    return likelihood;
  }

 private:
  PartialLikelihood kind_;
  double value_ = 0.0;
  typename Shape::Vector score_;
  typename Shape::Half information_;
};

}  // namespace lossa::stats
