// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include <lossa/stats/cox.hpp>
#include <lossa/stats/cox_data.hpp>

#include "cox_sweep.hpp"
#include "maximise.hpp"

namespace lossa::stats {

/// Whether a case weight is that of one patient (shared out among ties), or a number of patients who are alike (each a
/// tied event of its own), as in a bootstrap.
enum class WeightMeaning { weight, count };

struct PartialLikelihood {
  Ties ties = Ties::efron;
  WeightMeaning meaning = WeightMeaning::weight;
};

/// The log partial likelihood by Breslow or Efron; no value where a linear predictor is out of bounds. The weights of
/// `point` stand for those of the data.
std::optional<Likelihood> partial_likelihood(const CoxData& data, SweepPoint point, PartialLikelihood kind);

/// The sums over Efron's steps, or Breslow's one, at this moment; `step_weight` is the weight of each step.
struct TieSteps {
  TieSums sums;
  double step_weight;
};
inline TieSteps tie_steps(PartialLikelihood kind, std::size_t event_rows, double weight, double ratio) {
  const auto steps = kind.meaning == WeightMeaning::count ? static_cast<std::size_t>(weight) : event_rows;
  if (kind.ties == Ties::breslow || steps == 1) return {breslow_sums(1.0), weight};
  return {efron_sums(steps, ratio), weight / static_cast<double>(steps)};
}

/// With the third derivatives besides: plus half the log determinant of the information, and the score of that.
std::optional<Likelihood> firth_likelihood(const CoxData& data, std::span<const double> beta, Ties ties);

/// Exact ties, by the recursion of Gail, Lubin and Rubinstein (Biometrika 1981;68:703).
std::optional<Likelihood> exact_likelihood(const CoxData& data, std::span<const double> beta);

/// How many sums that recursion makes over all event times.
double exact_operations(const CoxData& data);

/// What the options ask for: the likelihood with its penalty.
std::optional<Likelihood> penalised_likelihood(const CoxData& data, std::span<const double> beta, CoxOptions options);

}  // namespace lossa::stats
