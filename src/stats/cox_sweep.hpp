// SPDX-License-Identifier: Apache-2.0
// The one pass that every kernel of the Cox model makes: from the last event time back to the first, with the sums of
// risk * 1, x and x x' over who is at risk.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <lossa/stats/cox_data.hpp>

namespace lossa::stats {

/// How many covariates there are, known when compiled: the loops over them are then straight code.
template <std::size_t Columns>
struct FixedColumns {
  using Vector = std::array<double, Columns>;
  using Half = std::array<double, Columns*(Columns + 1) / 2>;
  static constexpr std::size_t columns(std::size_t /*actual*/) { return Columns; }
  static Vector vector(std::size_t /*columns*/) { return Vector{}; }
  static Half half(std::size_t /*columns*/) { return Half{}; }
  /// A copy, so that the compiler sees that no sum is part of it.
  static Vector row(const double* x) {
    Vector copy{};
    for (std::size_t a = 0; a < Columns; ++a) copy[a] = x[a];
    return copy;
  }
};

struct AnyColumns {
  using Vector = std::vector<double>;
  using Half = std::vector<double>;
  static std::size_t columns(std::size_t actual) { return actual; }
  static Vector vector(std::size_t columns) { return Vector(columns); }
  static Half half(std::size_t columns) { return Half(columns * (columns + 1) / 2); }
  static const double* row(const double* x) { return x; }
};

/// Sums of risk, risk x and risk x x' (its lower half, row by row).
template <typename Shape>
struct RiskSums {
  double s0 = 0.0;
  typename Shape::Vector s1;
  typename Shape::Half s2;

  explicit RiskSums(std::size_t columns) : s1(Shape::vector(columns)), s2(Shape::half(columns)) {}

  void clear() {
    s0 = 0.0;
    std::fill(s1.begin(), s1.end(), 0.0);
    std::fill(s2.begin(), s2.end(), 0.0);
  }
  void add(double risk, const double* x, std::size_t actual_columns) {
    const auto columns = Shape::columns(actual_columns);
    const auto row = Shape::row(x);
    s0 += risk;
    std::size_t at = 0;
    for (std::size_t a = 0; a < columns; ++a) {
      const double risk_x = risk * row[a];
      s1[a] += risk_x;
      for (std::size_t b = 0; b <= a; ++b) s2[at++] += risk_x * row[b];
    }
  }
  void add(const RiskSums& other) {
    s0 += other.s0;
    for (std::size_t a = 0; a < s1.size(); ++a) s1[a] += other.s1[a];
    for (std::size_t i = 0; i < s2.size(); ++i) s2[i] += other.s2[i];
  }
};

/// What a visitor of the sweep sees at one event time.
template <typename Shape>
struct AtMoment {
  const CoxData::Moment& moment;
  const RiskSums<Shape>& at_risk;  ///< everybody, those with the event too
  const RiskSums<Shape>& events;
  double weight;           ///< of the events together
  std::size_t event_rows;  ///< of weight above 0
  double weighted_eta;     ///< the sum of weight * linear predictor over the events
  const typename Shape::Vector& weighted_x;
};

/// Where a sweep is made: the coefficients, and case weights in sorted order (empty: 1 each).
struct SweepPoint {
  std::span<const double> beta;
  std::span<const double> weight;
};

template <typename Shape>
class Sweep {
 public:
  Sweep(const CoxData& data, SweepPoint point)
      : data_(data),
        point_(point),
        at_risk_(data.columns()),
        events_(data.columns()),
        weighted_x_(Shape::vector(data.columns())) {
    for (std::size_t a = 0; a < weighted_x_.size(); ++a) weighted_x_[a] = 0.0;
    is_null_ = data.offset.empty() && std::ranges::all_of(point.beta, [](double b) { return b == 0.0; });
    weigh_rows();
  }

  /// Calls visit(AtMoment) for each event time of each stratum, the last first. False where a linear predictor is too
  /// large for its exponential: this point is out of bounds.
  template <typename Visitor>
  bool run(Visitor&& visit) {
    for (const auto& stratum : data_.strata) {
      at_risk_.clear();
      patients_ = 0;
      largest_ = 0.0;
      not_entered_ = stratum.end;
      for (auto m = stratum.moment_end; m > stratum.moment_begin; --m)
        visit_moment(stratum, data_.moments[m - 1], visit);
    }
    return in_bounds_;
  }

 private:
  [[nodiscard]] double eta_of(std::size_t position) const {
    const auto columns = Shape::columns(data_.columns());
    const double* x = data_.x.data() + position * columns;
    double eta = data_.offset_of(position);
    for (std::size_t a = 0; a < columns; ++a) eta += point_.beta[a] * x[a];
    return eta;
  }

  /// The risk of every row first: the exponentials of many rows overlap, those between sums would not.
  void weigh_rows() {
    risk_.resize(data_.rows());
    for (std::size_t position = 0; position < risk_.size(); ++position) {
      const double eta = is_null_ ? 0.0 : eta_of(position);
      in_bounds_ = in_bounds_ && std::abs(eta) < 500.0;  // false for NaN
      risk_[position] = weight_of(position) * (is_null_ ? 1.0 : std::exp(eta));
    }
  }

  void add_row(RiskSums<Shape>& sums, std::size_t position) {
    sums.add(risk_[position], data_.x.data() + position * Shape::columns(data_.columns()), data_.columns());
    ++patients_;
  }

  [[nodiscard]] double weight_of(std::size_t position) const {
    return point_.weight.empty() ? 1.0 : point_.weight[position];
  }

  template <typename Visitor>
  void visit_moment(const CoxData::Stratum& stratum, const CoxData::Moment& moment, Visitor&& visit) {
    for (auto position = moment.events_end; position < moment.end; ++position)
      if (weight_of(position) != 0.0) add_row(at_risk_, position);

    events_.clear();
    std::fill(weighted_x_.begin(), weighted_x_.end(), 0.0);
    double weight_of_events = 0.0;
    double weighted_eta = 0.0;
    std::size_t event_rows = 0;
    for (auto position = moment.begin; position < moment.events_end; ++position) {
      const double weight = weight_of(position);
      if (weight == 0.0) continue;
      add_row(events_, position);
      weighted_eta += is_null_ ? 0.0 : weight * eta_of(position);
      weight_of_events += weight;
      ++event_rows;
      const double* x = data_.covariates_of(position);
      for (std::size_t a = 0; a < weighted_x_.size(); ++a) weighted_x_[a] += weight * x[a];
    }
    at_risk_.add(events_);
    if (!data_.entry.empty()) {
      largest_ = std::max(largest_, at_risk_.s0);
      take_back_not_entered(stratum, moment.time);
      if (at_risk_.s0 < 1e-5 * largest_) sum_anew(stratum, moment);
    }
    if (event_rows == 0) return;
    visit(AtMoment<Shape>{moment, at_risk_, events_, weight_of_events, event_rows, weighted_eta, weighted_x_});
  }

  void take_back_not_entered(const CoxData::Stratum& stratum, double time) {
    for (; not_entered_ > stratum.begin; --not_entered_) {
      const auto position = data_.by_entry[not_entered_ - 1];
      if (data_.entry[position] < time) break;
      if (weight_of(position) == 0.0) continue;
      at_risk_.add(-risk_[position], data_.covariates_of(position), data_.columns());
      if (--patients_ == 0) at_risk_.clear();  // nobody weighs nothing, whatever was rounded
    }
  }

  // Where nearly all that was summed has been taken back, what is left is mostly rounding.
  void sum_anew(const CoxData::Stratum& stratum, const CoxData::Moment& moment) {
    at_risk_.clear();
    for (auto position = moment.begin; position < stratum.end; ++position)
      if (weight_of(position) != 0.0 && data_.entry[position] < moment.time)
        at_risk_.add(risk_[position], data_.covariates_of(position), data_.columns());
    largest_ = at_risk_.s0;
  }

  const CoxData& data_;
  SweepPoint point_;
  RiskSums<Shape> at_risk_;
  RiskSums<Shape> events_;
  typename Shape::Vector weighted_x_;
  std::vector<double> risk_;  ///< of each row, with its weight
  double largest_ = 0.0;      // the sum of risk was at most this since it was last exact
  std::size_t patients_ = 0;
  std::uint32_t not_entered_ = 0;
  bool is_null_ = false;
  bool in_bounds_ = true;
};

/// The moments of 1 / u over Efron's steps, u = 1 - share of the events' risk that has gone; for Breslow, one step of
/// weight. `log_u` is the sum of log u.
struct TieSums {
  double inverse = 0.0, inverse_share = 0.0;                            // 1/u, f/u
  double square = 0.0, square_share = 0.0, square_share_squared = 0.0;  // 1/u^2, f/u^2, f^2/u^2
  double log_u = 0.0;
};

inline TieSums breslow_sums(double steps) { return {.inverse = steps, .square = steps}; }

/// `steps` is how many events are tied, `ratio` the events' part of the risk at risk. (Efron 1977)
inline TieSums efron_sums(std::size_t steps, double ratio) {
  TieSums sums;
  double product = 1.0;
  for (std::size_t k = 0; k < steps; ++k) {
    const double share = static_cast<double>(k) / static_cast<double>(steps);
    const double u = 1.0 - share * ratio;
    const double inverse = 1.0 / u;
    sums.inverse += inverse;
    sums.inverse_share += share * inverse;
    sums.square += inverse * inverse;
    sums.square_share += share * inverse * inverse;
    sums.square_share_squared += share * share * inverse * inverse;
    product *= u;
    if (product < 1e-200) sums.log_u += std::log(std::exchange(product, 1.0));
  }
  sums.log_u += std::log(product);
  return sums;
}

}  // namespace lossa::stats
