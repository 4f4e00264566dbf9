// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include <lossa/stats/cumulative_incidence.hpp>
#include <lossa/stats/distributions.hpp>

#include "groups.hpp"
#include "refuse.hpp"
#include "time_order.hpp"

namespace lossa::stats {
namespace {

// One group of a stratum, as it stands just before and just after an event time.
struct Group {
  double at_risk = 0.0;
  double wanted = 0.0;  // events of the cause now
  double other = 0.0;
  double survival_before = 1.0, survival = 1.0;
  double incidence_before = 0.0, incidence = 0.0;

  // Who would be at risk if nobody had a competing event.
  [[nodiscard]] double risk_without_others() const { return at_risk == 0.0 ? 0.0 : at_risk / survival_before; }
};

double tie_correction(double events, double drawn_from) {
  return events > 1.0 ? 1.0 - (events - 1.0) / (drawn_from - 1.0) : 1.0;
}

// The score of each group in one stratum and its variance. An event of group k at u moves the score of group i by
// a_ik + r (c_ik(end) - c_ik(u)), r how it moves the group's own curve; so sums are kept in powers of c(end), which is
// only known then. (Gray 1988, section 3)
class StratumScore {
 public:
  StratumScore(std::size_t groups, double rho)
      : groups_(groups),
        rho_(rho),
        state_(groups),
        score_(groups, 0.0),
        c_(groups * groups, 0.0),
        slope_(groups * groups, 0.0),
        square_(groups, 0.0),
        variance_(groups) {}

  std::vector<Group>& groups() { return state_; }

  void add_time() {
    const auto sum = [&](auto get) {
      return std::transform_reduce(state_.begin(), state_.end(), 0.0, std::plus<>(), get);
    };
    const double wanted = sum([](const Group& group) { return group.wanted; });
    const double risk = sum([](const Group& group) { return group.risk_without_others(); });
    const double expected_by =
        sum([](const Group& group) { return group.risk_without_others() * (1.0 - group.incidence_before); });
    for (auto& group : state_) {
      if (group.at_risk == 0.0) continue;
      group.survival = group.survival_before * (group.at_risk - group.wanted - group.other) / group.at_risk;
      group.incidence = group.incidence_before + group.survival_before * group.wanted / group.at_risk;
    }
    const double pooled = pooled_before_ + wanted / risk;
    const double weight = std::pow(1.0 - pooled_before_, rho_);
    for (std::size_t k = 0; k < groups_; ++k) {
      auto& group = state_[k];
      if (group.at_risk == 0.0) continue;
      const double share = group.risk_without_others() * (1.0 - group.incidence_before) / expected_by;
      score_[k] += weight * (group.wanted - wanted * share);
      add_variance(k, {.risk = risk, .wanted = wanted, .pooled = pooled, .weight = weight});
    }
    pooled_before_ = pooled;
  }

  void end_time() {
    for (auto& group : state_) {
      group.survival_before = group.survival;
      group.incidence_before = group.incidence;
      group.wanted = group.other = 0.0;
    }
  }

  void add_to(std::vector<double>& score, SymmetricMatrix& variance) const {
    for (std::size_t i = 0; i < groups_; ++i) {
      score[i] += score_[i];
      for (std::size_t j = 0; j <= i; ++j) {
        double value = variance_(i, j);
        for (std::size_t k = 0; k < groups_; ++k)
          value +=
              c(i, k) * slope_[j * groups_ + k] + c(j, k) * slope_[i * groups_ + k] + c(i, k) * c(j, k) * square_[k];
        variance.add(i, j, value);
      }
    }
  }

 private:
  struct Now {
    double risk, wanted, pooled, weight;
  };

  [[nodiscard]] double c(std::size_t i, std::size_t k) const { return c_[i * groups_ + k]; }

  void add_variance(std::size_t k, const Now& now) {
    const auto& group = state_[k];
    const double mine = group.risk_without_others();
    std::vector<double> a(groups_);
    for (std::size_t i = 0; i < groups_; ++i) {
      a[i] = now.weight * state_[i].risk_without_others() * ((i == k ? 1.0 : 0.0) - mine / now.risk);
      c_[i * groups_ + k] += a[i] * now.wanted / (now.risk * (1.0 - pooled_before_));
    }
    const double left = group.survival > 0.0 ? (1.0 - now.pooled) / group.survival : 0.0;
    if (now.wanted > 0.0) {
      const double before = group.survival_before;
      include(k, a, 1.0 - left,
              tie_correction(now.wanted, now.risk * before) * before * now.wanted / (now.risk * group.at_risk));
    }
    if (group.other > 0.0 && group.survival > 0.0) {
      std::ranges::fill(a, 0.0);
      const double share = group.survival_before / group.at_risk;
      include(k, a, left, tie_correction(group.other, group.at_risk) * share * share * group.other);
    }
  }

  void include(std::size_t k, const std::vector<double>& a, double r, double weight) {
    square_[k] += weight * r * r;
    for (std::size_t i = 0; i < groups_; ++i) {
      const double mine = a[i] - r * c(i, k);
      slope_[i * groups_ + k] += weight * r * mine;
      for (std::size_t j = 0; j <= i; ++j) variance_.add(i, j, weight * mine * (a[j] - r * c(j, k)));
    }
  }

  std::size_t groups_;
  double rho_;
  std::vector<Group> state_;
  double pooled_before_ = 0.0;
  std::vector<double> score_;
  std::vector<double> c_;
  std::vector<double> slope_;
  std::vector<double> square_;
  SymmetricMatrix variance_;
};

struct StratumRows {
  std::span<const std::uint32_t> rows;  // in rising order of time
  std::span<const int> group;
  int cause;
};

void run_stratum(StratumScore& score, const Observations& observations, const StratumRows& stratum) {
  for (const auto row : stratum.rows) score.groups()[static_cast<std::size_t>(stratum.group[row])].at_risk += 1.0;
  for (auto from = stratum.rows.begin(); from != stratum.rows.end();) {
    const double time = observations.exit[*from];
    const auto to =
        std::find_if(from, stratum.rows.end(), [&](std::uint32_t row) { return observations.exit[row] != time; });
    bool any = false;
    for (auto at = from; at != to; ++at) {
      auto& group = score.groups()[static_cast<std::size_t>(stratum.group[*at])];
      if (observations.event[*at] == 0) continue;
      (observations.event[*at] == stratum.cause ? group.wanted : group.other) += 1.0;
      any = true;
    }
    if (any) score.add_time();
    score.end_time();
    for (; from != to; ++from) score.groups()[static_cast<std::size_t>(stratum.group[*from])].at_risk -= 1.0;
  }
}

Result<void> check_question(const Observations& observations, const Grouping& grouping, int cause, double rho) {
  LOSSA_TRY(check(observations));
  LOSSA_TRY(check_grouping(grouping, observations.size()));
  if (!observations.weight.empty()) return refuse("Gray's test counts patients: it has no case weights", "weight");
  if (!observations.entry.empty()) return refuse("Gray's test has no delayed entry", "entry");
  if (!std::isfinite(rho) || rho < 0.0) return refuse("rho must be 0 or more", "rho");
  if (cause < 1 || std::ranges::find(observations.event, cause) == observations.event.end())
    return refuse("nobody had this cause", "cause");
  return {};
}

}  // namespace

Result<GrayTest> gray_test(const Observations& observations, const Grouping& grouping, int cause, double rho) {
  LOSSA_TRY(check_question(observations, grouping, cause, rho));
  const auto groups = static_cast<std::size_t>(std::ranges::max(grouping.group)) + 1;
  std::vector<double> score(groups, 0.0);
  SymmetricMatrix variance(groups);
  const auto order = rising_order(observations.exit, grouping.stratum);
  for_each_stratum(order, grouping.stratum, [&](std::span<const std::uint32_t> rows) {
    StratumScore stratum(groups, rho);
    run_stratum(stratum, observations, {.rows = rows, .group = grouping.group, .cause = cause});
    stratum.add_to(score, variance);
  });
  const Cholesky factors(variance);
  if (factors.rank() == 0)
    return refuse("at no event time were patients of two groups at risk: there is nothing to compare", "group");
  const auto solved = factors.solve(score);
  const double chi_squared = std::inner_product(solved.begin(), solved.end(), score.begin(), 0.0);
  const auto degrees = static_cast<int>(factors.rank());
  return GrayTest{chi_squared, degrees, chi_squared_upper_tail(chi_squared, degrees)};
}

}  // namespace lossa::stats
