// SPDX-License-Identifier: Apache-2.0
#include "cox_likelihood.hpp"

#include <cmath>

namespace lossa::stats {
namespace {

// Adds what each event time gives to the log likelihood, the score and the information.
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

template <typename Shape>
std::optional<Likelihood> likelihood_of(const CoxData& data, SweepPoint point, PartialLikelihood kind) {
  Accumulator<Shape> accumulator(data.columns(), kind);
  if (!Sweep<Shape>(data, point).run(accumulator)) return std::nullopt;
  return accumulator.result();
}

}  // namespace

TieSteps tie_steps(PartialLikelihood kind, std::size_t event_rows, double weight, double ratio) {
  const auto steps = kind.meaning == WeightMeaning::count ? static_cast<std::size_t>(weight) : event_rows;
  if (kind.ties == Ties::breslow || steps == 1) return {breslow_sums(1.0), weight};
  return {efron_sums(steps, ratio), weight / static_cast<double>(steps)};
}

std::optional<Likelihood> partial_likelihood(const CoxData& data, SweepPoint point, PartialLikelihood kind) {
  switch (data.columns()) {
    case 1:
      return likelihood_of<FixedColumns<1>>(data, point, kind);
    case 2:
      return likelihood_of<FixedColumns<2>>(data, point, kind);
    case 3:
      return likelihood_of<FixedColumns<3>>(data, point, kind);
    case 4:
      return likelihood_of<FixedColumns<4>>(data, point, kind);
    case 5:
      return likelihood_of<FixedColumns<5>>(data, point, kind);
    case 6:
      return likelihood_of<FixedColumns<6>>(data, point, kind);
    default:
      return likelihood_of<AnyColumns>(data, point, kind);
  }
}

std::optional<Likelihood> penalised_likelihood(const CoxData& data, std::span<const double> beta, CoxOptions options) {
  if (options.ties == Ties::exact) return exact_likelihood(data, beta);
  if (options.penalty == Penalty::firth) return firth_likelihood(data, beta, options.ties);
  auto likelihood = partial_likelihood(data, {.beta = beta, .weight = data.weight}, {.ties = options.ties});
  if (options.penalty == Penalty::none || !likelihood) return likelihood;
  for (std::size_t a = 0; a < beta.size(); ++a) {
    likelihood->value -= 0.5 * options.ridge_strength * beta[a] * beta[a];
    likelihood->score[a] -= options.ridge_strength * beta[a];
    likelihood->information.add(a, a, options.ridge_strength);
  }
  return likelihood;
}

}  // namespace lossa::stats
