// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/cumulative_incidence.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "refuse.hpp"
#include "time_order.hpp"

namespace lossa::stats {
namespace {

// What was seen at one time at which somebody left, whatever for.
struct Leaving {
  double time;
  double at_risk;        // weighted
  double wanted;         // weighted events of the cause asked for
  double other;          // of any other cause
  std::size_t patients;  // at risk
  std::size_t events;    // rows, of any cause
  std::uint32_t begin;   // of the rows in rising order that leave now
  std::uint32_t end;
};

struct Sorted {
  const Observations& observations;
  std::vector<std::uint32_t> order;
  std::vector<std::uint32_t> by_entry;  // empty without delayed entry
};

// All times at which somebody left, rising; summed from the last patient backwards.
class Leavings {
 public:
  Leavings(const Sorted& sorted, int cause) : sorted_(sorted), cause_(cause), not_entered_(sorted.by_entry.size()) {}

  std::vector<Leaving> find() {
    std::vector<Leaving> times;
    for (auto to = static_cast<std::uint32_t>(sorted_.order.size()); to > 0; to = times.back().begin) {
      Leaving now{.time = sorted_.observations.exit[sorted_.order[to - 1]],
                  .at_risk = 0,
                  .wanted = 0,
                  .other = 0,
                  .patients = 0,
                  .events = 0,
                  .begin = to,
                  .end = to};
      while (now.begin > 0 && sorted_.observations.exit[sorted_.order[now.begin - 1]] == now.time)
        add(sorted_.order[--now.begin], now);
      take_back_not_entered(now.time);
      now.at_risk = at_risk_;
      now.patients = patients_;
      times.push_back(now);
    }
    std::ranges::reverse(times);
    return times;
  }

 private:
  void add(std::uint32_t row, Leaving& now) {
    const double weight = sorted_.observations.weight_of(row);
    if (weight == 0.0) return;
    at_risk_ += weight;
    ++patients_;
    const int code = sorted_.observations.event[row];
    if (code == 0) return;
    ++now.events;
    (code == cause_ ? now.wanted : now.other) += weight;
  }

  void take_back_not_entered(double time) {
    for (; not_entered_ > 0; --not_entered_) {
      const auto row = sorted_.by_entry[not_entered_ - 1];
      if (sorted_.observations.entry[row] < time) return;
      const double weight = sorted_.observations.weight_of(row);
      if (weight == 0.0) continue;
      at_risk_ -= weight;
      if (--patients_ == 0) at_risk_ = 0.0;  // nobody weighs nothing, whatever was rounded
    }
  }

  const Sorted& sorted_;
  int cause_;
  std::size_t not_entered_;
  double at_risk_ = 0.0;
  std::size_t patients_ = 0;
};

// Var F(t) = sum over u of c_u [ (F(t) - F(u)) / S(u) - 1{cause} ]^2, kept as three sums in powers of F(t). The
// variance of d events drawn from n without putting back is d (n - d) / (n - 1), from which c_u comes.
class AalenVariance {
 public:
  void add(const Leaving& now, double survival_before, double survival, double incidence) {
    const double n = now.at_risk;
    const auto tied = [&](double d) { return d > 1.0 ? 1.0 - (d - 1.0) / (n - 1.0) : 1.0; };
    const double scale = survival_before * survival_before / (n * n);
    const double inverse = survival > 0.0 ? 1.0 / survival : 0.0;
    if (now.other > 0.0 && survival > 0.0) include(scale * tied(now.other) * now.other, incidence * inverse, inverse);
    if (now.wanted > 0.0) include(scale * tied(now.wanted) * now.wanted, 1.0 + incidence * inverse, inverse);
  }
  [[nodiscard]] double at(double incidence) const {
    return std::max(0.0, constant_ - 2.0 * incidence * linear_ + incidence * incidence * square_);
  }

 private:
  void include(double weight, double constant, double slope) {
    constant_ += weight * constant * constant;
    linear_ += weight * constant * slope;
    square_ += weight * slope * slope;
  }
  double constant_ = 0.0, linear_ = 0.0, square_ = 0.0;
};

// The influence of a row on F(t) is a - F(t) b, where a and b stop changing when the row leaves. So the sum of squares
// is kept in powers of F(t): of who has left, and of who is at risk, who differ only by when they entered.
class JackknifeVariance {
 public:
  JackknifeVariance(const Sorted& sorted, int cause) : sorted_(sorted), cause_(cause) {
    if (!sorted.by_entry.empty()) at_entry_.resize(sorted.order.size());
  }

  void add(const Leaving& now, double survival_before, double /*survival*/, double incidence) {
    enter(now.time);
    const double n = now.at_risk;
    const double hazard = (now.wanted + now.other) / n;
    const bool nobody_left = now.patients == now.events;
    // Once S is 0, F stays, and nothing later depends on the share that had another cause now.
    const double spread = nobody_left ? 0.0 : 1.0 / (n * (1.0 - hazard));
    const Influence wanted{survival_before / n, 0.0};
    const Influence any{incidence * spread, spread};
    Influence ran = running_;
    ran.subtract(wanted, now.wanted / n);
    ran.subtract(any, hazard);
    for (auto i = now.begin; i < now.end; ++i) {
      const auto row = sorted_.order[i];
      if (sorted_.observations.weight_of(row) == 0.0) continue;
      auto mine = ran;
      if (sorted_.observations.event[row] != 0) mine.subtract(any, -1.0);
      if (sorted_.observations.event[row] == cause_) mine.subtract(wanted, -1.0);
      leave(row, mine);
    }
    running_ = ran;
  }

  [[nodiscard]] double at(double incidence) const {
    // At risk: the influence is running - what ran at entry, w each.
    const double now = running_.constant - incidence * running_.slope;
    const double at_risk =
        weight_ * now * now - 2.0 * now * (entry_.constant - incidence * entry_.slope) + entry_squares_.at(incidence);
    return std::max(0.0, left_.at(incidence) + at_risk);
  }

 private:
  struct Influence {
    double constant = 0.0, slope = 0.0;  // constant - F(t) slope
    void subtract(const Influence& other, double share) {
      constant -= share * other.constant;
      slope -= share * other.slope;
    }
  };
  struct Squares {
    double constant = 0.0, linear = 0.0, square = 0.0;
    void add(const Influence& influence, double weight) {
      constant += weight * influence.constant * influence.constant;
      linear += weight * influence.constant * influence.slope;
      square += weight * influence.slope * influence.slope;
    }
    [[nodiscard]] double at(double incidence) const {
      return constant - 2.0 * incidence * linear + incidence * incidence * square;
    }
  };

  // Before the time of `now`: who has entered by then begins with the influence that ran before.
  void enter(double time) {
    const auto& all = sorted_.observations;
    if (sorted_.by_entry.empty() && entered_ == 0)
      for (std::size_t row = 0; row < all.size(); ++row) begin_at_risk(static_cast<std::uint32_t>(row));
    if (sorted_.by_entry.empty()) {
      entered_ = all.size();
      return;
    }
    for (; entered_ < all.size() && all.entry[sorted_.by_entry[entered_]] < time; ++entered_)
      begin_at_risk(sorted_.by_entry[entered_]);
  }

  [[nodiscard]] double squared_weight(std::uint32_t row) const {
    const double weight = sorted_.observations.weight_of(row);
    return weight * weight;
  }
  void begin_at_risk(std::uint32_t row) {
    weight_ += squared_weight(row);
    if (at_entry_.empty()) return;
    at_entry_[row] = running_;
    entry_.subtract(running_, -squared_weight(row));
    entry_squares_.add(running_, squared_weight(row));
  }
  void leave(std::uint32_t row, Influence mine) {
    weight_ -= squared_weight(row);
    if (!at_entry_.empty()) {
      entry_.subtract(at_entry_[row], squared_weight(row));
      entry_squares_.add(at_entry_[row], -squared_weight(row));
      mine.subtract(at_entry_[row], 1.0);
    }
    left_.add(mine, squared_weight(row));
  }

  const Sorted& sorted_;
  int cause_;
  std::vector<Influence> at_entry_;
  std::size_t entered_ = 0;
  Influence running_;  // of who was there from the beginning and has no event
  Squares left_;
  double weight_ = 0.0;  // squared weights at risk
  Influence entry_;      // what had run at their entry, summed over who is at risk
  Squares entry_squares_;
};

template <typename Variance>
std::vector<IncidenceStep> curve_with(Variance variance, const Sorted& sorted, const IncidenceOptions& options) {
  std::vector<IncidenceStep> curve;
  IncidenceStep step{
      .time = 0, .at_risk = 0, .events = 0, .incidence = 0, .survival = 1, .variance = 0, .low = 0, .high = 0};
  for (const auto& now : Leavings(sorted, options.cause).find()) {
    if (now.patients == 0) continue;
    const auto before = step;
    step.time = now.time;
    step.at_risk = now.at_risk;
    step.events = now.wanted;
    step.incidence += before.survival * now.wanted / now.at_risk;
    step.survival = now.patients == now.events ? 0.0 : before.survival * (1.0 - (now.wanted + now.other) / now.at_risk);
    variance.add(now, before.survival, step.survival, step.incidence);
    if (now.events == 0) continue;
    step.variance = variance.at(step.incidence);
    const auto around = limits_of_chance(step.incidence, std::sqrt(step.variance), options.limits);
    step.low = around.low;
    step.high = around.high;
    curve.push_back(step);
  }
  return curve;
}

Result<void> check_question(const Observations& observations, const IncidenceOptions& options) {
  LOSSA_TRY(check(observations));
  LOSSA_TRY(check_level(options.limits.level));
  if (options.cause < 1) return refuse("a cause is 1 or more", "cause");
  if (options.variance == IncidenceVariance::aalen && !observations.weight.empty())
    return refuse("Aalen's variance counts patients: with case weights take the jackknife", "weight");
  if (observations.competing_events_are_censored)
    return refuse("the competing events were made censored: give them as causes of their own", "event");
  for (std::size_t row = 0; row < observations.size(); ++row)
    if (observations.event[row] == options.cause && observations.weight_of(row) > 0.0) return {};
  return refuse("nobody had this cause", "cause");
}

}  // namespace

Result<std::vector<IncidenceStep>> cumulative_incidence(const Observations& observations, IncidenceOptions options) {
  LOSSA_TRY(check_question(observations, options));
  const Sorted sorted{
      .observations = observations,
      .order = rising_order(observations.exit),
      .by_entry = observations.entry.empty() ? std::vector<std::uint32_t>() : rising_order(observations.entry)};
  if (options.variance == IncidenceVariance::jackknife)
    return curve_with(JackknifeVariance(sorted, options.cause), sorted, options);
  return curve_with(AalenVariance(), sorted, options);
}

const IncidenceStep* step_at(const std::vector<IncidenceStep>& curve, double time) {
  const auto after = std::ranges::upper_bound(curve, time, {}, &IncidenceStep::time);
  return after == curve.begin() ? nullptr : &*(after - 1);
}

}  // namespace lossa::stats
