// SPDX-License-Identifier: Apache-2.0
#include "cox_likelihood.hpp"

#include "cox_accumulator.hpp"

#include <cmath>

namespace lossa::stats {
namespace {

template <typename Shape>
std::optional<Likelihood> likelihood_of(const CoxData& data, SweepPoint point, PartialLikelihood kind) {
  Accumulator<Shape> accumulator(data.columns(), kind);
  if (!Sweep<Shape>(data, point).run(accumulator)) return std::nullopt;
  return accumulator.result();
}

}  // namespace

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
