// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include "cox_likelihood.hpp"

namespace lossa::stats {
namespace {

// The sum over all sets of `size` patients of the product of their risks, with its derivatives by the coefficients,
// patient by patient. Risks are scaled so that no sum overflows.
class SetSums {
 public:
  SetSums(std::size_t size, std::size_t columns)
      : columns_(columns),
        halves_(columns * (columns + 1) / 2),
        value_(size + 1, 0.0),
        first_((size + 1) * columns, 0.0),
        second_((size + 1) * halves_, 0.0) {
    value_[0] = 1.0;
  }

  void add(double risk, const double* x) {
    for (std::size_t k = value_.size() - 1; k > 0; --k) {
      double* first = first_.data() + k * columns_;
      double* second = second_.data() + k * halves_;
      const double* first_before = first - columns_;
      const double* second_before = second - halves_;
      const double before = value_[k - 1];
      value_[k] += risk * before;
      std::size_t i = 0;
      for (std::size_t a = 0; a < columns_; ++a) {
        first[a] += risk * (first_before[a] + x[a] * before);
        for (std::size_t b = 0; b <= a; ++b, ++i)
          second[i] +=
              risk * (second_before[i] + x[a] * first_before[b] + x[b] * first_before[a] + x[a] * x[b] * before);
      }
    }
  }

  // Takes the logarithm of the sum for whole sets, and its derivatives, off the likelihood.
  void take_off(Likelihood& likelihood) const {
    const double whole = value_.back();
    const double* first = first_.data() + (value_.size() - 1) * columns_;
    const double* second = second_.data() + (value_.size() - 1) * halves_;
    likelihood.value -= std::log(whole);
    std::size_t i = 0;
    for (std::size_t a = 0; a < columns_; ++a) {
      likelihood.score[a] -= first[a] / whole;
      for (std::size_t b = 0; b <= a; ++b, ++i)
        likelihood.information.add(a, b, second[i] / whole - first[a] / whole * (first[b] / whole));
    }
  }

 private:
  std::size_t columns_;
  std::size_t halves_;
  std::vector<double> value_;
  std::vector<double> first_;
  std::vector<double> second_;
};

struct AtRisk {
  double eta;
  const double* x;
};

std::vector<AtRisk> at_risk_at(const CoxData& data, std::span<const double> beta, const CoxData::Stratum& stratum,
                               const CoxData::Moment& moment) {
  std::vector<AtRisk> at_risk;
  for (auto position = moment.begin; position < stratum.end; ++position) {
    if (data.weight_of(position) == 0.0 || (!data.entry.empty() && data.entry[position] >= moment.time)) continue;
    double eta = data.offset_of(position);
    for (std::size_t a = 0; a < beta.size(); ++a) eta += beta[a] * data.covariates_of(position)[a];
    at_risk.push_back({eta, data.covariates_of(position)});
  }
  return at_risk;
}

// False where the linear predictors are out of bounds.
bool add_moment(Likelihood& likelihood, const CoxData& data, const CoxData::Moment& moment,
                const std::vector<AtRisk>& at_risk, std::span<const double> beta) {
  std::size_t events = 0;
  double eta_of_events = 0.0;
  for (auto position = moment.begin; position < moment.events_end; ++position) {
    if (data.weight_of(position) == 0.0) continue;
    ++events;
    eta_of_events += data.offset_of(position);
    for (std::size_t a = 0; a < beta.size(); ++a) {
      eta_of_events += beta[a] * data.covariates_of(position)[a];
      likelihood.score[a] += data.covariates_of(position)[a];
    }
  }
  if (events == 0) return true;
  double sum = 0.0;
  for (const auto& [eta, x] : at_risk) {
    if (!(std::abs(eta) < 500.0)) return false;
    sum += std::exp(eta);
  }
  const double scale = static_cast<double>(events) / sum;
  SetSums sets(events, beta.size());
  for (const auto& [eta, x] : at_risk) sets.add(scale * std::exp(eta), x);
  sets.take_off(likelihood);
  likelihood.value += eta_of_events + static_cast<double>(events) * std::log(scale);
  return std::isfinite(likelihood.value);
}

}  // namespace

double exact_operations(const CoxData& data) {
  double operations = 0.0;
  for (const auto& stratum : data.strata)
    for (auto m = stratum.moment_begin; m < stratum.moment_end; ++m) {
      const auto& moment = data.moments[m];
      operations += static_cast<double>(stratum.end - moment.begin) * (moment.events_end - moment.begin);
    }
  return operations * static_cast<double>(data.columns() * data.columns());
}

std::optional<Likelihood> exact_likelihood(const CoxData& data, std::span<const double> beta) {
  Likelihood likelihood{
      .value = 0.0, .score = std::vector<double>(beta.size()), .information = SymmetricMatrix(beta.size())};
  for (const auto& stratum : data.strata)
    for (auto m = stratum.moment_begin; m < stratum.moment_end; ++m) {
      const auto& moment = data.moments[m];
      if (!add_moment(likelihood, data, moment, at_risk_at(data, beta, stratum, moment), beta)) return std::nullopt;
    }
  return likelihood;
}

}  // namespace lossa::stats
