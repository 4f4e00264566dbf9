// SPDX-License-Identifier: Apache-2.0
#include "fine_gray_sums.hpp"

#include <cmath>

namespace lossa::stats {

FineGraySums::FineGraySums(const CoxData& data, const std::vector<int>& event, int cause)
    : data_(data), columns_(data.columns()), kind_(data.rows()) {
  for (std::size_t i = 0; i < kind_.size(); ++i) {
    const int code = event[data.row[i]];
    kind_[i] = code == 0 ? 0 : code == cause ? 1 : 2;
  }
  double censoring = 1.0;
  for (std::size_t begin = 0; begin < kind_.size();) {
    Leaving now{.begin = begin, .end = begin, .censoring_before = censoring, .censored = 0.0, .events = 0.0};
    for (; now.end < kind_.size() && data.exit[now.end] == data.exit[begin]; ++now.end) {
      now.censored += kind_[now.end] == 0 ? 1.0 : 0.0;
      now.events += kind_[now.end] == 1 ? 1.0 : 0.0;
    }
    censoring *= 1.0 - now.censored / static_cast<double>(kind_.size() - begin);
    leavings_.push_back(now);
    begin = now.end;
  }
}

std::optional<FineGraySums::RiskSets> FineGraySums::risk_sets(std::span<const double> beta) const {
  RiskSets sets{.risk = std::vector<double>(data_.rows()),
                .s0 = std::vector<double>(leavings_.size()),
                .s1 = std::vector<double>(leavings_.size() * columns_)};
  for (std::size_t i = 0; i < sets.risk.size(); ++i) {
    double eta = 0.0;
    for (std::size_t a = 0; a < columns_; ++a) eta += beta[a] * data_.covariates_of(i)[a];
    if (!(std::abs(eta) < 500.0)) return std::nullopt;
    sets.risk[i] = std::exp(eta);
  }
  double sum = 0.0;
  std::vector<double> sum_x(columns_, 0.0);
  const auto add = [&](std::size_t row, double weight) {
    sum += weight;
    for (std::size_t a = 0; a < columns_; ++a) sum_x[a] += weight * data_.covariates_of(row)[a];
  };
  const auto keep = [&](std::size_t m, double factor) {
    sets.s0[m] += factor * sum;
    for (std::size_t a = 0; a < columns_; ++a) sets.s1[m * columns_ + a] += factor * sum_x[a];
  };
  for (auto m = leavings_.size(); m > 0; --m) {
    for (auto i = leavings_[m - 1].begin; i < leavings_[m - 1].end; ++i) add(i, sets.risk[i]);
    keep(m - 1, 1.0);
  }
  sum = 0.0;
  sum_x.assign(columns_, 0.0);
  for (std::size_t m = 0; m < leavings_.size(); ++m) {
    const auto& now = leavings_[m];
    keep(m, now.censoring_before);
    for (auto i = now.begin; i < now.end; ++i)
      if (competes(i)) add(i, sets.risk[i] / now.censoring_before);
  }
  return sets;
}

std::vector<double> FineGraySums::exposure(const RiskSets& sets) const {
  std::vector<double> exposed(data_.rows());
  double hazard = 0.0;
  for (std::size_t m = 0; m < leavings_.size(); ++m) {
    hazard += leavings_[m].events / sets.s0[m];
    for (auto i = leavings_[m].begin; i < leavings_[m].end; ++i) exposed[i] = hazard;
  }
  double later = 0.0;  // weighted by G
  for (auto m = leavings_.size(); m > 0; --m) {
    const auto& now = leavings_[m - 1];
    for (auto i = now.begin; i < now.end; ++i)
      if (competes(i)) exposed[i] += later / now.censoring_before;
    later += now.censoring_before * now.events / sets.s0[m - 1];
  }
  return exposed;
}

std::vector<double> FineGraySums::exposure_times_mean(const RiskSets& sets) const {
  std::vector<double> exposed(data_.rows() * columns_);
  std::vector<double> running(columns_, 0.0);
  const auto add = [&](std::size_t m, double factor) {
    for (std::size_t a = 0; a < columns_; ++a)
      running[a] += factor * leavings_[m].events * sets.s1[m * columns_ + a] / (sets.s0[m] * sets.s0[m]);
  };
  for (std::size_t m = 0; m < leavings_.size(); ++m) {
    add(m, 1.0);
    for (auto i = leavings_[m].begin; i < leavings_[m].end; ++i)
      for (std::size_t a = 0; a < columns_; ++a) exposed[i * columns_ + a] = running[a];
  }
  running.assign(columns_, 0.0);
  for (auto m = leavings_.size(); m > 0; --m) {
    const auto& now = leavings_[m - 1];
    for (auto i = now.begin; i < now.end; ++i)
      for (std::size_t a = 0; competes(i) && a < columns_; ++a)
        exposed[i * columns_ + a] += running[a] / now.censoring_before;
    add(m - 1, now.censoring_before);
  }
  return exposed;
}

std::optional<Likelihood> FineGraySums::likelihood(std::span<const double> beta) const {
  const auto sets = risk_sets(beta);
  if (!sets) return std::nullopt;
  Likelihood result{
      .value = 0.0, .score = std::vector<double>(columns_, 0.0), .information = SymmetricMatrix(columns_)};
  std::vector<double> half(columns_ * (columns_ + 1) / 2, 0.0);
  const auto add_product = [&](double weight, const double* x) {
    std::size_t at = 0;
    for (std::size_t a = 0; a < columns_; ++a)
      for (std::size_t b = 0; b <= a; ++b) half[at++] += weight * x[a] * x[b];
  };
  const auto exposed = exposure(*sets);
  for (std::size_t i = 0; i < data_.rows(); ++i) {
    const double* x = data_.covariates_of(i);
    add_product(sets->risk[i] * exposed[i], x);
    if (kind_[i] != 1) continue;
    result.value += std::log(sets->risk[i]);
    for (std::size_t a = 0; a < columns_; ++a) result.score[a] += x[a];
  }
  for (std::size_t m = 0; m < leavings_.size(); ++m) {
    const double events = leavings_[m].events;
    if (events == 0.0) continue;
    const double* s1 = sets->s1.data() + m * columns_;
    result.value -= events * std::log(sets->s0[m]);
    for (std::size_t a = 0; a < columns_; ++a) result.score[a] -= events * s1[a] / sets->s0[m];
    add_product(-events / (sets->s0[m] * sets->s0[m]), s1);
  }
  std::size_t at = 0;
  for (std::size_t a = 0; a < columns_; ++a)
    for (std::size_t b = 0; b <= a; ++b) result.information.set(a, b, half[at++]);
  return result;
}

// What each row adds to the score, were G known.
std::vector<double> FineGraySums::score_rows(const RiskSets& sets) const {
  const auto exposed = exposure(sets);
  auto rows = exposure_times_mean(sets);
  for (std::size_t m = 0; m < leavings_.size(); ++m)
    for (auto i = leavings_[m].begin; i < leavings_[m].end; ++i)
      for (std::size_t a = 0; a < columns_; ++a) {
        auto& value = rows[i * columns_ + a];
        const double x = data_.covariates_of(i)[a];
        value = -sets.risk[i] * (x * exposed[i] - value);
        if (kind_[i] == 1) value += x - sets.s1[m * columns_ + a] / sets.s0[m];
      }
  return rows;
}

// What the estimate of G adds: q(u) / n(u) times each row's martingale of censoring.
void FineGraySums::add_censoring_rows(const RiskSets& sets, std::vector<double>& rows) const {
  // q(u) is what the rows that had competed before u add over the event times from u on.
  double hazard_from = 0.0;
  std::vector<double> mean_from(columns_, 0.0);
  std::vector<double> from_on(leavings_.size() * (columns_ + 1));
  for (auto m = leavings_.size(); m > 0; --m) {
    const auto& now = leavings_[m - 1];
    const double weighted = now.censoring_before * now.events / sets.s0[m - 1];
    hazard_from += weighted;
    for (std::size_t a = 0; a < columns_; ++a)
      mean_from[a] += weighted * sets.s1[(m - 1) * columns_ + a] / sets.s0[m - 1];
    double* kept = from_on.data() + (m - 1) * (columns_ + 1);
    kept[columns_] = hazard_from;
    for (std::size_t a = 0; a < columns_; ++a) kept[a] = mean_from[a];
  }
  double competed = 0.0;
  std::vector<double> competed_x(columns_, 0.0);
  std::vector<double> running(columns_, 0.0);
  for (std::size_t m = 0; m < leavings_.size(); ++m) {
    const auto& now = leavings_[m];
    const double at_risk = static_cast<double>(kind_.size() - now.begin);
    const double* kept = from_on.data() + m * (columns_ + 1);
    for (std::size_t a = 0; a < columns_; ++a) {
      const double pull = (competed_x[a] * kept[columns_] - competed * kept[a]) / at_risk;
      running[a] += pull * now.censored / at_risk;
      for (auto i = now.begin; i < now.end; ++i) rows[i * columns_ + a] += (kind_[i] == 0 ? pull : 0.0) - running[a];
    }
    for (auto i = now.begin; i < now.end; ++i) {
      if (!competes(i)) continue;
      const double weight = sets.risk[i] / now.censoring_before;
      competed += weight;
      for (std::size_t a = 0; a < columns_; ++a) competed_x[a] += weight * data_.covariates_of(i)[a];
    }
  }
}

SymmetricMatrix FineGraySums::score_variance(std::span<const double> beta) const {
  const auto sets = risk_sets(beta);
  SymmetricMatrix variance(columns_);
  if (!sets) return variance;
  auto rows = score_rows(*sets);
  add_censoring_rows(*sets, rows);
  for (std::size_t from = 0; from < rows.size(); from += columns_)
    for (std::size_t a = 0; a < columns_; ++a)
      for (std::size_t b = 0; b <= a; ++b) variance.add(a, b, rows[from + a] * rows[from + b]);
  return variance;
}

}  // namespace lossa::stats
