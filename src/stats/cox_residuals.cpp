// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/cox_residuals.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <lossa/stats/distributions.hpp>

#include "cox_steps.hpp"
#include "refuse.hpp"

namespace lossa::stats {
namespace {

// The hazard, and the hazard times the mean of the covariates, from the beginning until now.
struct Running {
  double hazard = 0.0;
  std::vector<double> hazard_mean;

  void add(const CoxSteps& steps, std::size_t moment) {
    hazard += steps.hazard[moment];
    for (std::size_t a = 0; a < hazard_mean.size(); ++a) hazard_mean[a] += steps.hazard_mean[moment][a];
  }
};

class Residuals {
 public:
  Residuals(const CoxData& data, const CoxFit& fit)
      : data_(data), fit_(fit), steps_(cox_steps(data, fit)), columns_(data.columns()) {
    made_.martingale.assign(data.rows(), 0.0);
    made_.score = {.columns = columns_, .values = std::vector<double>(data.rows() * columns_, 0.0)};
  }

  CoxResiduals make() && {
    for (const auto& stratum : data_.strata) run(stratum);
    return std::move(made_);
  }

 private:
  void run(const CoxData::Stratum& stratum) {
    Running running{.hazard_mean = std::vector<double>(columns_, 0.0)};
    auto entered = stratum.begin;
    for (auto m = stratum.moment_begin; m < stratum.moment_end; ++m) {
      const auto& moment = data_.moments[m];
      // Who enters at the time of a moment or later is not at risk there: what ran before is not theirs.
      for (; !data_.entry.empty() && entered < stratum.end; ++entered) {
        const auto position = data_.by_entry[entered];
        if (data_.entry[position] >= moment.time) break;
        expect(position, running, -1.0);
      }
      for (auto position = moment.begin; position < moment.events_end; ++position) see_event(position, m, running);
      running.add(steps_, m);
      for (auto position = moment.events_end; position < moment.end; ++position) expect(position, running, 1.0);
    }
    // Who enters after the last event has seen none of it, in or out.
    for (; !data_.entry.empty() && entered < stratum.end; ++entered) expect(data_.by_entry[entered], running, -1.0);
  }

  // Takes what was to be expected until now off the row, or gives it back.
  void expect(std::size_t position, const Running& running, double sign) {
    const double risk = sign * relative_risk(data_, fit_.beta, position);
    const auto row = data_.row[position];
    const double* x = data_.covariates_of(position);
    made_.martingale[row] -= risk * running.hazard;
    for (std::size_t a = 0; a < columns_; ++a)
      score_of(row)[a] -= risk * (x[a] * running.hazard - running.hazard_mean[a]);
  }

  void see_event(std::size_t position, std::size_t m, const Running& before) {
    expect(position, before, 1.0);
    const double risk = relative_risk(data_, fit_.beta, position);
    const auto row = data_.row[position];
    const double* x = data_.covariates_of(position);
    made_.martingale[row] += 1.0 - risk * steps_.hazard_of_events[m];
    for (std::size_t a = 0; a < columns_; ++a)
      score_of(row)[a] +=
          x[a] - steps_.mean[m][a] - risk * (x[a] * steps_.hazard_of_events[m] - steps_.hazard_mean_of_events[m][a]);
  }

  double* score_of(std::size_t row) { return made_.score.values.data() + row * columns_; }

  const CoxData& data_;
  const CoxFit& fit_;
  CoxSteps steps_;
  std::size_t columns_;
  CoxResiduals made_;
};

// One row for each label.
RowTable summed_by_cluster(const RowTable& table, std::span<const int> cluster) {
  std::vector<std::size_t> order(cluster.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t row) { return cluster[row]; });
  RowTable summed{.columns = table.columns, .values = {}};
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || cluster[order[i]] != cluster[order[i - 1]])
      summed.values.resize(summed.values.size() + table.columns);
    auto* sum = summed.values.data() + summed.values.size() - table.columns;
    for (std::size_t a = 0; a < table.columns; ++a) sum[a] += table.values[order[i] * table.columns + a];
  }
  return summed;
}

}  // namespace

Result<CoxResiduals> cox_residuals(const CoxData& data, const CoxFit& fit) {
  LOSSA_TRY(require_hazard_steps(fit));
  return Residuals(data, fit).make();
}

Result<RowTable> dfbeta(const CoxData& data, const CoxFit& fit) {
  LOSSA_TRY(require_finite(fit));
  auto table = LOSSA_TRY(cox_residuals(data, fit)).score;
  for (std::size_t position = 0; position < data.rows(); ++position) {
    const auto score = std::span(table.values).subspan(data.row[position] * table.columns, table.columns);
    const auto moved = multiply(fit.variance, score);
    std::ranges::transform(moved, score.begin(), [&](double value) { return data.weight_of(position) * value; });
  }
  return table;
}

Result<SymmetricMatrix> robust_variance(const CoxData& data, const CoxFit& fit, std::span<const int> cluster) {
  if (!cluster.empty() && cluster.size() != data.rows()) return refuse("there must be one for each row", "cluster");
  auto table = LOSSA_TRY(dfbeta(data, fit));
  if (!cluster.empty()) table = summed_by_cluster(table, cluster);
  SymmetricMatrix variance(table.columns);
  for (std::size_t from = 0; from < table.values.size(); from += table.columns)
    for (std::size_t a = 0; a < table.columns; ++a)
      for (std::size_t b = 0; b <= a; ++b) variance.add(a, b, table.values[from + a] * table.values[from + b]);
  return variance;
}

CoxFit with_variance(CoxFit fit, const SymmetricMatrix& variance) {
  fit.variance = variance;
  for (std::size_t i = 0; i < fit.coefficients.size(); ++i) {
    auto& coefficient = fit.coefficients[i];
    const double error = std::sqrt(variance(i, i));
    const double reach = normal_quantile_two_sided(fit.options.level) * error;
    coefficient.standard_error = error;
    coefficient.log_ratio = {fit.beta[i], fit.beta[i] - reach, fit.beta[i] + reach, fit.options.level, "robust Wald"};
    coefficient.p = error > 0.0 ? normal_two_sided_p(fit.beta[i] / error) : std::numeric_limits<double>::quiet_NaN();
  }
  const auto solved = Cholesky(variance).solve(fit.beta);
  const double wald = std::inner_product(solved.begin(), solved.end(), fit.beta.begin(), 0.0);
  const int degrees = static_cast<int>(Cholesky(variance).rank());
  fit.wald = {wald, degrees, degrees == 0 ? 1.0 : chi_squared_upper_tail(wald, degrees)};
  return fit;
}

Result<std::vector<SchoenfeldResidual>> schoenfeld_residuals(const CoxData& data, const CoxFit& fit) {
  LOSSA_TRY(require_hazard_steps(fit));
  const auto steps = cox_steps(data, fit);
  std::vector<SchoenfeldResidual> residuals;
  for (std::size_t m = 0; m < data.moments.size(); ++m)
    for (auto position = data.moments[m].begin; position < data.moments[m].events_end; ++position) {
      SchoenfeldResidual residual{
          .row = data.row[position], .time = data.moments[m].time, .values = std::vector<double>(data.columns())};
      for (std::size_t a = 0; a < data.columns(); ++a)
        residual.values[a] = data.covariates_of(position)[a] - steps.mean[m][a];
      residuals.push_back(std::move(residual));
    }
  return residuals;
}

}  // namespace lossa::stats
