// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/proportional_hazards.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/kaplan_meier.hpp>

#include "cox_accumulator.hpp"
#include "cox_steps.hpp"
#include "refuse.hpp"

namespace lossa::stats {
namespace {

// For each moment: 1 less the survival of everybody just before it.
std::vector<double> one_minus_survival(const CoxData& data) {
  Observations everybody{.entry = data.entry, .exit = data.exit, .event = {data.event.begin(), data.event.end()}};
  const auto curve = kaplan_meier(everybody);
  expects(curve.has_value());
  std::vector<double> values;
  for (const auto& moment : data.moments) {
    const auto at = std::ranges::lower_bound(curve->steps, moment.time, {}, &SurvivalStep::time);
    values.push_back(at == curve->steps.begin() ? 0.0 : 1.0 - (at - 1)->survival);
  }
  return values;
}

// For each moment: the mean rank of its time among the times of all rows.
std::vector<double> ranks(const CoxData& data) {
  auto times = data.exit;
  std::ranges::sort(times);
  std::vector<double> values;
  for (const auto& moment : data.moments) {
    const auto [from, to] = std::ranges::equal_range(times, moment.time);
    values.push_back(0.5 * static_cast<double>((from - times.begin()) + 1 + (to - times.begin())));
  }
  return values;
}

std::vector<double> scaled_times(const CoxData& data, TimeScale scale) {
  if (scale == TimeScale::kaplan_meier) return one_minus_survival(data);
  if (scale == TimeScale::rank) return ranks(data);
  std::vector<double> values;
  for (const auto& moment : data.moments)
    values.push_back(scale == TimeScale::log ? std::log(moment.time) : moment.time);
  return values;
}

// Less their mean over the event rows.
void centre(std::vector<double>& values, const CoxData& data) {
  double sum = 0.0;
  double events = 0.0;
  for (std::size_t m = 0; m < values.size(); ++m) {
    const double count = data.moments[m].events_end - data.moments[m].begin;
    sum += count * values[m];
    events += count;
  }
  for (auto& value : values) value -= sum / events;
}

// Score and information of the model with x and x g(t), at the fit and 0.
struct Extended {
  std::vector<double> score;  // of x g(t)
  SymmetricMatrix information;
};

Extended extended_model(const CoxData& data, const CoxFit& fit, const std::vector<double>& scale) {
  const auto p = data.columns();
  Extended sum{.score = std::vector<double>(p, 0.0), .information = SymmetricMatrix(2 * p)};
  const auto visit = [&](const AtMoment<AnyColumns>& at) {
    Accumulator<AnyColumns> accumulator(p, {.ties = fit.options.ties});
    accumulator(at);
    const auto here = accumulator.result();
    const double g = scale[static_cast<std::size_t>(&at.moment - data.moments.data())];
    for (std::size_t a = 0; a < p; ++a) {
      sum.score[a] += g * here.score[a];
      for (std::size_t b = 0; b < p; ++b) {
        if (b <= a) sum.information.add(a, b, here.information(a, b));
        if (b <= a) sum.information.add(p + a, p + b, g * g * here.information(a, b));
        sum.information.add(p + a, b, g * here.information(a, b));
      }
    }
  };
  // In bounds, since the fit was found there.
  static_cast<void>(Sweep<AnyColumns>(data, {.beta = fit.beta, .weight = data.weight}).run(visit));
  return sum;
}

// The score test of these of the coefficients of x g(t), the coefficients of x at their maximum.
Result<ChiSquaredTest> test_of(const Extended& model, const std::vector<std::size_t>& tested) {
  const auto p = model.score.size();
  std::vector<std::size_t> kept(p);
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  for (const auto a : tested) kept.push_back(p + a);
  SymmetricMatrix information(kept.size());
  std::vector<double> score(kept.size(), 0.0);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i] >= p) score[i] = model.score[kept[i] - p];
    for (std::size_t j = 0; j <= i; ++j) information.set(i, j, model.information(kept[i], kept[j]));
  }
  const Cholesky factors(information);
  if (!factors.is_full_rank())
    return refuse("the events fall at too few times to tell whether a coefficient changes with time", "exit");
  const auto solved = factors.solve(score);
  const double chi_squared = std::inner_product(solved.begin(), solved.end(), score.begin(), 0.0);
  const auto degrees = static_cast<int>(tested.size());
  return ChiSquaredTest{chi_squared, degrees, chi_squared_upper_tail(chi_squared, degrees)};
}

}  // namespace

Result<ProportionalHazardsTest> test_proportional_hazards(const CoxData& data, const CoxFit& fit, TimeScale scale) {
  LOSSA_TRY(require_hazard_steps(fit));
  LOSSA_TRY(require_finite(fit));
  auto times = scaled_times(data, scale);
  if (std::ranges::any_of(times, [](double time) { return std::isinf(time); }))
    return refuse("an event at time 0 has no place on the log scale", "exit");
  const auto [least, most] = std::ranges::minmax(times);
  if (least == most) return refuse("all events fall at one time", "exit");
  centre(times, data);

  const auto model = extended_model(data, fit, times);
  ProportionalHazardsTest result{.terms = {}, .global = {}};
  std::vector<std::size_t> all;
  for (std::size_t a = 0; a < data.columns(); ++a) {
    const auto test = LOSSA_TRY(test_of(model, {a}));
    result.terms.push_back({data.names[a], test});
    all.push_back(a);
  }
  result.global = LOSSA_TRY(test_of(model, all));
  return result;
}

}  // namespace lossa::stats
