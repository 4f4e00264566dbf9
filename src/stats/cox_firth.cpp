// SPDX-License-Identifier: Apache-2.0
// Firth's penalty needs the derivative of the information: the third cumulants of the covariates among who is at risk.
#include <cmath>
#include <vector>

#include "cox_likelihood.hpp"

namespace lossa::stats {
namespace {

// Sums of risk x x x', all p^3 of them: only for the small data that the penalty is for.
class ThirdSums {
 public:
  explicit ThirdSums(std::size_t columns) : columns_(columns), values_(columns * columns * columns, 0.0) {}

  void add(double risk, const double* x) {
    std::size_t at = 0;
    for (std::size_t a = 0; a < columns_; ++a)
      for (std::size_t b = 0; b < columns_; ++b) {
        const double product = risk * x[a] * x[b];
        for (std::size_t c = 0; c < columns_; ++c) values_[at++] += product * x[c];
      }
  }
  void clear() { values_.assign(values_.size(), 0.0); }
  [[nodiscard]] double operator[](std::size_t index) const { return values_[index]; }

 private:
  std::size_t columns_;
  std::vector<double> values_;
};

// Everybody at risk at one moment, with the share of each event's risk that is left at a step of Efron's.
struct StepMoments {
  std::vector<double> mean;
  std::vector<double> second;  // E x x', all of it
  std::vector<double> third;
};

StepMoments moments_left(const AtMoment<AnyColumns>& at, const ThirdSums& third, const ThirdSums& third_events,
                         double share) {
  const auto columns = at.at_risk.s1.size();
  const double inverse = 1.0 / (at.at_risk.s0 - share * at.events.s0);
  StepMoments left{std::vector<double>(columns), std::vector<double>(columns * columns),
                   std::vector<double>(columns * columns * columns)};
  std::size_t half = 0;
  for (std::size_t a = 0; a < columns; ++a) {
    left.mean[a] = inverse * (at.at_risk.s1[a] - share * at.events.s1[a]);
    for (std::size_t b = 0; b <= a; ++b, ++half) {
      const double value = inverse * (at.at_risk.s2[half] - share * at.events.s2[half]);
      left.second[a * columns + b] = left.second[b * columns + a] = value;
    }
  }
  for (std::size_t i = 0; i < left.third.size(); ++i) left.third[i] = inverse * (third[i] - share * third_events[i]);
  return left;
}

// The derivative of the information by each coefficient, summed over the event times.
class InformationSlope {
 public:
  explicit InformationSlope(std::size_t columns) : columns_(columns), values_(columns * columns * columns, 0.0) {}

  void add(const StepMoments& at, double weight) {
    std::size_t i = 0;
    for (std::size_t a = 0; a < columns_; ++a)
      for (std::size_t b = 0; b < columns_; ++b)
        for (std::size_t c = 0; c < columns_; ++c, ++i) {
          const double third_cumulant =
              at.third[i] - at.second[a * columns_ + b] * at.mean[c] - at.second[a * columns_ + c] * at.mean[b] -
              at.second[b * columns_ + c] * at.mean[a] + 2.0 * at.mean[a] * at.mean[b] * at.mean[c];
          values_[i] += weight * third_cumulant;
        }
  }

  // Half the trace of inverse * slope: the score of half the log determinant.
  [[nodiscard]] double penalty_score(const SymmetricMatrix& inverse, std::size_t coefficient) const {
    double trace = 0.0;
    for (std::size_t a = 0; a < columns_; ++a)
      for (std::size_t b = 0; b < columns_; ++b)
        trace += inverse(a, b) * values_[(a * columns_ + b) * columns_ + coefficient];
    return 0.5 * trace;
  }

 private:
  std::size_t columns_;
  std::vector<double> values_;
};

double risk_of(const CoxData& data, std::span<const double> beta, std::size_t position) {
  double eta = data.offset_of(position);
  for (std::size_t a = 0; a < beta.size(); ++a) eta += beta[a] * data.covariates_of(position)[a];
  return data.weight_of(position) * std::exp(eta);
}

// The sums of who is at risk at this moment, from the rows of its stratum: simple, since such data are small.
void sum_at_risk(const CoxData& data, std::span<const double> beta, const CoxData::Moment& moment, ThirdSums& sums) {
  sums.clear();
  for (const auto& stratum : data.strata) {
    if (moment.begin < stratum.begin || moment.begin >= stratum.end) continue;
    for (auto position = moment.begin; position < stratum.end; ++position)
      if (data.entry.empty() || data.entry[position] < moment.time)
        sums.add(risk_of(data, beta, position), data.covariates_of(position));
  }
}

InformationSlope slope_of(const CoxData& data, std::span<const double> beta, Ties ties) {
  InformationSlope slope(beta.size());
  ThirdSums at_risk(beta.size());
  ThirdSums events(beta.size());
  const auto visit = [&](const AtMoment<AnyColumns>& at) {
    sum_at_risk(data, beta, at.moment, at_risk);
    events.clear();
    for (auto position = at.moment.begin; position < at.moment.events_end; ++position)
      events.add(risk_of(data, beta, position), data.covariates_of(position));
    const auto steps = ties == Ties::efron ? at.event_rows : 1;
    for (std::size_t k = 0; k < steps; ++k) {
      const double share = static_cast<double>(k) / static_cast<double>(steps);
      slope.add(moments_left(at, at_risk, events, share), at.weight / static_cast<double>(steps));
    }
  };
  // In bounds, since the likelihood itself was computed at this point before.
  static_cast<void>(Sweep<AnyColumns>(data, {.beta = beta, .weight = data.weight}).run(visit));
  return slope;
}

}  // namespace

std::optional<Likelihood> firth_likelihood(const CoxData& data, std::span<const double> beta, Ties ties) {
  auto likelihood = partial_likelihood(data, {.beta = beta, .weight = data.weight}, {.ties = ties});
  if (!likelihood) return likelihood;
  const Cholesky factors(likelihood->information);
  if (!factors.is_full_rank()) return std::nullopt;  // its log determinant is minus infinity
  likelihood->value += 0.5 * factors.log_determinant();
  const auto inverse = factors.inverse();
  const auto slope = slope_of(data, beta, ties);
  for (std::size_t a = 0; a < beta.size(); ++a) likelihood->score[a] += slope.penalty_score(inverse, a);
  return likelihood;
}

}  // namespace lossa::stats
