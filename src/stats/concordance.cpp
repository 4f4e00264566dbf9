// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/concordance.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <lossa/stats/distributions.hpp>

#include "groups.hpp"
#include "refuse.hpp"
#include "time_order.hpp"

namespace lossa::stats {
namespace {

// Weights by the rank of the score, with sums below and above a rank in O(log n) (Fenwick 1994).
class RankSums {
 public:
  explicit RankSums(std::size_t ranks) : tree_(ranks + 1, 0.0), at_(ranks, 0.0) {}

  void add(std::size_t rank, double weight) {
    at_[rank] += weight;
    total_ += weight;
    for (std::size_t i = rank + 1; i < tree_.size(); i += i & (~i + 1)) tree_[i] += weight;
  }
  void clear() {
    std::ranges::fill(tree_, 0.0);
    std::ranges::fill(at_, 0.0);
    total_ = 0.0;
  }

  struct Around {
    double below, at, above;
  };
  [[nodiscard]] Around around(std::size_t rank) const {
    double below = 0.0;
    for (std::size_t i = rank; i > 0; i -= i & (~i + 1)) below += tree_[i];
    return {below, at_[rank], total_ - below - at_[rank]};
  }

 private:
  std::vector<double> tree_;
  std::vector<double> at_;
  double total_ = 0.0;
};

// The pairs a row is part of, weighted by the other one.
struct Pairs {
  double concordant = 0.0, discordant = 0.0, tied = 0.0;
};

class PairCounter {
 public:
  PairCounter(const Observations& observations, const RiskScores& risks)
      : observations_(observations),
        order_(rising_order(observations.exit, risks.stratum)),
        pairs_(observations.size()) {
    if (!observations.entry.empty()) by_entry_ = rising_order(observations.entry, risks.stratum);
    std::vector<double> scores(risks.score.begin(), risks.score.end());
    std::ranges::sort(scores);
    const auto repeated = std::ranges::unique(scores);
    scores.erase(repeated.begin(), repeated.end());
    for (const double score : risks.score)
      rank_.push_back(static_cast<std::size_t>(std::ranges::lower_bound(scores, score) - scores.begin()));
    ranks_ = scores.size();
    const auto stratum_of = [&](std::size_t i) { return risks.stratum.empty() ? 0 : risks.stratum[order_[i]]; };
    RankSums sums(ranks_);
    for (std::size_t from = 0; from < order_.size();) {
      auto to = from + 1;
      while (to < order_.size() && stratum_of(to) == stratum_of(from)) ++to;
      sums.clear();
      meet_later(from, to, sums);
      sums.clear();
      meet_earlier(from, to, sums);
      from = to;
    }
  }

  [[nodiscard]] const std::vector<Pairs>& of_rows() const { return pairs_; }
  [[nodiscard]] bool is_event(std::uint32_t row) const { return observations_.event[row] == 1; }

 private:
  [[nodiscard]] bool same_time(std::size_t a, std::size_t b) const {
    return observations_.exit[order_[a]] == observations_.exit[order_[b]];
  }
  void add(RankSums& sums, std::uint32_t row, double sign = 1.0) {
    sums.add(rank_[row], sign * observations_.weight_of(row));
  }

  // The end of the run of one time that begins at `from`.
  [[nodiscard]] std::size_t end_of_time(std::size_t from, std::size_t end) const {
    auto to = from + 1;
    while (to < end && same_time(from, to)) ++to;
    return to;
  }
  [[nodiscard]] std::size_t begin_of_time(std::size_t to, std::size_t begin) const {
    auto from = to - 1;
    while (from > begin && same_time(from - 1, to - 1)) --from;
    return from;
  }

  // Calls visit(row) for those of the run that have the event, or have it not.
  template <typename Visitor>
  void for_each(std::size_t from, std::size_t to, bool event, Visitor&& visit) {
    for (auto i = from; i < to; ++i)
      if (is_event(order_[i]) == event) visit(order_[i]);
  }

  // Each event against who is still at risk after it: those should have lower scores. Backwards in time.
  void meet_later(std::size_t begin, std::size_t end, RankSums& sums) {
    auto not_entered = by_entry_.empty() ? begin : end;
    for (auto to = end; to > begin;) {
      const auto from = begin_of_time(to, begin);
      for_each(from, to, false, [&](std::uint32_t row) { add(sums, row); });
      for (; not_entered > begin && observations_.entry[by_entry_[not_entered - 1]] >= time_of(from); --not_entered)
        add(sums, by_entry_[not_entered - 1], -1.0);
      for_each(from, to, true, [&](std::uint32_t row) { count_later(row, sums); });
      for_each(from, to, true, [&](std::uint32_t row) { add(sums, row); });
      to = from;
    }
  }

  // Each row against the events before it, while it was at risk: those should have higher scores.
  void meet_earlier(std::size_t begin, std::size_t end, RankSums& sums) {
    auto entered = by_entry_.empty() ? end : begin;
    for (auto from = begin; from < end;) {
      const auto to = end_of_time(from, end);
      for (; entered < end && observations_.entry[by_entry_[entered]] < time_of(from); ++entered)
        count_earlier(by_entry_[entered], sums, -1.0);
      for_each(from, to, true, [&](std::uint32_t row) { count_earlier(row, sums, 1.0); });
      for_each(from, to, true, [&](std::uint32_t row) { add(sums, row); });
      for_each(from, to, false, [&](std::uint32_t row) { count_earlier(row, sums, 1.0); });
      from = to;
    }
  }

  void count_later(std::uint32_t row, const RankSums& sums) {
    const auto around = sums.around(rank_[row]);
    pairs_[row].concordant += around.below;
    pairs_[row].discordant += around.above;
    pairs_[row].tied += around.at;
  }

  [[nodiscard]] double time_of(std::size_t i) const { return observations_.exit[order_[i]]; }

  void count_earlier(std::uint32_t row, const RankSums& sums, double sign) {
    const auto around = sums.around(rank_[row]);
    pairs_[row].concordant += sign * around.above;
    pairs_[row].discordant += sign * around.below;
    pairs_[row].tied += sign * around.at;
  }

  const Observations& observations_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> by_entry_;
  std::vector<std::size_t> rank_;
  std::size_t ranks_ = 0;
  std::vector<Pairs> pairs_;
};

Result<void> check_question(const Observations& observations, const RiskScores& risks) {
  LOSSA_TRY(check(observations));
  LOSSA_TRY(check_column(risks.score, observations.size(), "score"));
  LOSSA_TRY(check_level(risks.level));
  if (!risks.stratum.empty()) LOSSA_TRY(check_labels(risks.stratum, observations.size(), "stratum", 10'000));
  if (largest_cause(observations) > 1) return refuse("choose the cause with cause_specific", "event");
  return {};
}

}  // namespace

Result<Concordance> concordance(const Observations& observations, const RiskScores& risks) {
  LOSSA_TRY(check_question(observations, risks));
  const PairCounter counter(observations, risks);
  Pairs sum;
  for (std::size_t row = 0; row < observations.size(); ++row) {  // each pair is seen from both sides
    const double half = 0.5 * observations.weight_of(row);
    sum.concordant += half * counter.of_rows()[row].concordant;
    sum.discordant += half * counter.of_rows()[row].discordant;
    sum.tied += half * counter.of_rows()[row].tied;
  }
  const double comparable = sum.concordant + sum.discordant + sum.tied;
  if (!(comparable > 0.0)) return refuse("no two patients can be compared", "event");
  const double index = (sum.concordant + 0.5 * sum.tied) / comparable;
  double variance = 0.0;
  for (std::size_t row = 0; row < observations.size(); ++row) {
    const auto& pairs = counter.of_rows()[row];
    const double all = pairs.concordant + pairs.discordant + pairs.tied;
    const double influence =
        observations.weight_of(row) * (pairs.concordant + 0.5 * pairs.tied - index * all) / comparable;
    variance += influence * influence;
  }
  const double error = std::sqrt(variance);
  const double reach = normal_quantile_two_sided(risks.level) * error;
  return Concordance{.index = {index, index - reach, index + reach, risks.level, "infinitesimal jackknife"},
                     .standard_error = error,
                     .concordant = sum.concordant,
                     .discordant = sum.discordant,
                     .tied = sum.tied};
}

}  // namespace lossa::stats
