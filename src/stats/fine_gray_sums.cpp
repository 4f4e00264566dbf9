// SPDX-License-Identifier: Apache-2.0
#include "fine_gray_sums.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lossa::stats {

namespace {

// A sum of weights, and of weights times covariates.
class WeightedSum {
 public:
  explicit WeightedSum(std::size_t columns) : x_(columns, 0.0) {}

  void add(double weight, const double* x) {
    weight_ += weight;
    for (std::size_t a = 0; a < x_.size(); ++a) x_[a] += weight * x[a];
  }
  void add_to(double& s0, double* s1, double factor) const {
    s0 += factor * weight_;
    for (std::size_t a = 0; a < x_.size(); ++a) s1[a] += factor * x_[a];
  }
  [[nodiscard]] double weight() const { return weight_; }
  [[nodiscard]] double x(std::size_t column) const { return x_[column]; }

 private:
  double weight_ = 0.0;
  std::vector<double> x_;
};

// The lower half of a sum of weight * x x', row by row.
class ProductSum {
 public:
  explicit ProductSum(std::size_t columns) : columns_(columns), half_(columns * (columns + 1) / 2, 0.0) {}

  void add(double weight, const double* x) {
    std::size_t at = 0;
    for (std::size_t a = 0; a < columns_; ++a)
      for (std::size_t b = 0; b <= a; ++b) half_[at++] += weight * x[a] * x[b];
  }
  [[nodiscard]] SymmetricMatrix matrix() const {
    SymmetricMatrix result(columns_);
    std::size_t at = 0;
    for (std::size_t a = 0; a < columns_; ++a)
      for (std::size_t b = 0; b <= a; ++b) result.set(a, b, half_[at++]);
    return result;
  }

 private:
  std::size_t columns_;
  std::vector<double> half_;
};

std::uint8_t kind_of(int code, int cause) {
  if (code == 0) return 0;
  return code == cause ? 1 : 2;
}

}  // namespace

FineGraySums::FineGraySums(const CoxData& data, const std::vector<int>& event, int cause)
    : data_(data), columns_(data.columns()), kind_(data.rows()) {
  for (std::size_t i = 0; i < kind_.size(); ++i) kind_[i] = kind_of(event[data.row[i]], cause);
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

std::optional<std::vector<double>> FineGraySums::risks(std::span<const double> beta) const {
  std::vector<double> risk(data_.rows());
  for (std::size_t i = 0; i < risk.size(); ++i) {
    double eta = 0.0;
    for (std::size_t a = 0; a < columns_; ++a) eta += beta[a] * data_.covariates_of(i)[a];
    if (!(std::abs(eta) < 500.0)) return std::nullopt;
    risk[i] = std::exp(eta);
  }
  return risk;
}

std::optional<FineGraySums::RiskSets> FineGraySums::risk_sets(std::span<const double> beta) const {
  auto risk = risks(beta);
  if (!risk) return std::nullopt;
  RiskSets sets{.risk = *std::move(risk),
                .s0 = std::vector<double>(leavings_.size()),
                .s1 = std::vector<double>(leavings_.size() * columns_)};
  WeightedSum at_risk(columns_);
  for (auto m = leavings_.size(); m > 0; --m) {
    for (auto i = leavings_[m - 1].begin; i < leavings_[m - 1].end; ++i)
      at_risk.add(sets.risk[i], data_.covariates_of(i));
    at_risk.add_to(sets.s0[m - 1], sets.s1.data() + (m - 1) * columns_, 1.0);
  }
  WeightedSum competed(columns_);
  for (std::size_t m = 0; m < leavings_.size(); ++m) {
    const auto& now = leavings_[m];
    competed.add_to(sets.s0[m], sets.s1.data() + m * columns_, now.censoring_before);
    for (auto i = now.begin; i < now.end; ++i)
      if (competes(i)) competed.add(sets.risk[i] / now.censoring_before, data_.covariates_of(i));
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
  double value = 0.0;
  std::vector<double> score(columns_, 0.0);
  ProductSum products(columns_);
  const auto exposed = exposure(*sets);
  for (std::size_t i = 0; i < data_.rows(); ++i) {
    const double* x = data_.covariates_of(i);
    products.add(sets->risk[i] * exposed[i], x);
    if (kind_[i] != 1) continue;
    value += std::log(sets->risk[i]);
    for (std::size_t a = 0; a < columns_; ++a) score[a] += x[a];
  }
  for (std::size_t m = 0; m < leavings_.size(); ++m) {
    const double events = leavings_[m].events;
    if (events == 0.0) continue;
    const double* s1 = sets->s1.data() + m * columns_;
    value -= events * std::log(sets->s0[m]);
    for (std::size_t a = 0; a < columns_; ++a) score[a] -= events * s1[a] / sets->s0[m];
    products.add(-events / (sets->s0[m] * sets->s0[m]), s1);
  }
  return Likelihood{.value = value, .score = std::move(score), .information = products.matrix()};
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

// For each leaving, from its time on: the hazard weighted by G, and that times the mean of the covariates (columns
// numbers, then the hazard).
std::vector<double> FineGraySums::hazard_from(const RiskSets& sets) const {
  std::vector<double> from_on(leavings_.size() * (columns_ + 1));
  std::vector<double> running(columns_ + 1, 0.0);
  for (auto m = leavings_.size(); m > 0; --m) {
    const auto& now = leavings_[m - 1];
    const double weighted = now.censoring_before * now.events / sets.s0[m - 1];
    running[columns_] += weighted;
    for (std::size_t a = 0; a < columns_; ++a)
      running[a] += weighted * sets.s1[(m - 1) * columns_ + a] / sets.s0[m - 1];
    std::ranges::copy(running, from_on.begin() + static_cast<std::ptrdiff_t>((m - 1) * (columns_ + 1)));
  }
  return from_on;
}

// What the estimate of G adds: q(u) / n(u) times each row's martingale of censoring. q(u) is what the rows that had
// competed before u add over the event times from u on.
void FineGraySums::add_censoring_rows(const RiskSets& sets, std::vector<double>& rows) const {
  const auto from_on = hazard_from(sets);
  WeightedSum competed(columns_);
  std::vector<double> running(columns_, 0.0);
  for (std::size_t m = 0; m < leavings_.size(); ++m) {
    const auto& now = leavings_[m];
    const double at_risk = static_cast<double>(kind_.size() - now.begin);
    const double* later = from_on.data() + m * (columns_ + 1);
    for (std::size_t a = 0; a < columns_; ++a) {
      const double pull = (competed.x(a) * later[columns_] - competed.weight() * later[a]) / at_risk;
      running[a] += pull * now.censored / at_risk;
      for (auto i = now.begin; i < now.end; ++i) rows[i * columns_ + a] += (kind_[i] == 0 ? pull : 0.0) - running[a];
    }
    for (auto i = now.begin; i < now.end; ++i)
      if (competes(i)) competed.add(sets.risk[i] / now.censoring_before, data_.covariates_of(i));
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
