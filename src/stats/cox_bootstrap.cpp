// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/cox_bootstrap.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <lossa/base/contract.hpp>
#include <lossa/base/random.hpp>

#include "cox_likelihood.hpp"
#include "maximise.hpp"
#include "refuse.hpp"

namespace lossa::stats {
namespace {

// For each sorted position the number of its patient, from 0 on.
struct Patients {
  std::vector<std::uint32_t> of_position;
  std::size_t count;
};

Patients patients_of(const CoxData& data, std::span<const int> cluster) {
  Patients patients{.of_position = std::vector<std::uint32_t>(data.rows()), .count = data.rows()};
  if (cluster.empty()) {
    std::iota(patients.of_position.begin(), patients.of_position.end(), std::uint32_t{0});
    return patients;
  }
  std::vector<int> labels(cluster.begin(), cluster.end());
  std::ranges::sort(labels);
  const auto repeated = std::ranges::unique(labels);
  labels.erase(repeated.begin(), repeated.end());
  for (std::size_t position = 0; position < data.rows(); ++position)
    patients.of_position[position] =
        static_cast<std::uint32_t>(std::ranges::lower_bound(labels, cluster[data.row[position]]) - labels.begin());
  patients.count = labels.size();
  return patients;
}

void draw(const Patients& patients, Random random, std::vector<double>& drawn, std::vector<double>& weight) {
  std::ranges::fill(drawn, 0.0);
  for (std::size_t i = 0; i < patients.count; ++i) drawn[random.below(patients.count)] += 1.0;
  for (std::size_t position = 0; position < weight.size(); ++position)
    weight[position] = drawn[patients.of_position[position]];
}

bool says_nothing_of_some(const CoxData& data, const SymmetricMatrix& information, double events) {
  for (std::size_t a = 0; a < data.columns(); ++a)
    if (!(information(a, a) > 1e-12 * events * data.spread[a] * data.spread[a])) return true;
  return !Cholesky(information).is_full_rank();
}

// Coefficients fitted to the data with these counts, or NaN.
std::vector<double> refit(const CoxData& data, const CoxFit& fit, const std::vector<double>& weight) {
  std::vector<double> nothing(data.columns(), std::numeric_limits<double>::quiet_NaN());
  double events = 0.0;
  for (std::size_t position = 0; position < data.rows(); ++position)
    if (data.event[position] == 1) events += weight[position];
  if (events == 0.0) return nothing;
  const auto objective = [&](std::span<const double> beta) {
    return partial_likelihood(data, {.beta = beta, .weight = weight},
                              {.ties = fit.options.ties, .meaning = WeightMeaning::count});
  };
  auto start = fit.beta;
  for (std::size_t a = 0; a < start.size(); ++a)
    if (fit.coefficients[a].is_infinite()) start[a] = 0.0;
  const auto maximum = maximise(objective, {.start = start, .spread = data.spread});
  if (!maximum) return nothing;
  if (maximum->infinite.empty() && says_nothing_of_some(data, maximum->likelihood.information, events)) return nothing;
  auto beta = maximum->point;
  for (const auto a : maximum->infinite) beta[a] = std::copysign(std::numeric_limits<double>::infinity(), beta[a]);
  return beta;
}

// The value a share of the way up sorted values, between two of them by interpolation (R's type 7).
double quantile_of(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const double part = place - static_cast<double>(below);
  if (part == 0.0 || sorted[below] == sorted[below + 1]) return sorted[below];
  return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

}  // namespace

Result<CoxReplicates> bootstrap_cox(const CoxData& data, const CoxFit& fit, ReplicateRange range,
                                    std::span<const int> cluster) {
  if (!data.weight.empty()) return refuse("patients with case weights are not drawn by chance", "weight");
  if (fit.options.ties == Ties::exact) return refuse("take Efron's or Breslow's ties", "ties");
  if (fit.options.penalty != Penalty::none) return refuse("the bootstrap fits without a penalty", "penalty");
  if (!cluster.empty() && cluster.size() != data.rows()) return refuse("there must be one for each row", "cluster");
  const auto patients = patients_of(data, cluster);
  std::vector<double> drawn(patients.count);
  std::vector<double> weight(data.rows());
  CoxReplicates replicates{.columns = data.columns(), .beta = {}};
  replicates.beta.reserve(range.count * data.columns());
  for (std::size_t i = 0; i < range.count; ++i) {
    draw(patients, Random(range.seed, range.first + i), drawn, weight);
    const auto beta = refit(data, fit, weight);
    replicates.beta.insert(replicates.beta.end(), beta.begin(), beta.end());
  }
  return replicates;
}

BootstrapInterval percentile_interval(const CoxFit& fit, const CoxReplicates& replicates, std::size_t coefficient) {
  expects(coefficient < replicates.columns);
  std::vector<double> values;
  std::size_t unusable = 0;
  for (auto i = coefficient; i < replicates.beta.size(); i += replicates.columns) {
    if (std::isnan(replicates.beta[i]))
      ++unusable;
    else
      values.push_back(replicates.beta[i]);
  }
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Estimate estimate{fit.coefficients[coefficient].log_ratio.value, nan, nan, fit.options.level, "bootstrap percentile"};
  if (!values.empty()) {
    std::ranges::sort(values);
    estimate.low = quantile_of(values, 0.5 * (1.0 - fit.options.level));
    estimate.high = quantile_of(values, 0.5 * (1.0 + fit.options.level));
  }
  return {.log_ratio = estimate, .unusable = unusable};
}

}  // namespace lossa::stats
