// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/small_study.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include <lossa/stats/distributions.hpp>

namespace lossa::stats {
namespace {

Error invalid(std::string message, std::string where) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::move(message), .where = std::move(where)};
}

std::vector<double> standard_errors(std::span<const Effect> effects) {
  std::vector<double> errors;
  for (const auto& effect : effects) errors.push_back(std::sqrt(effect.variance));
  return errors;
}

int sign_of(double x) { return x > 0.0 ? 1 : (x < 0.0 ? -1 : 0); }

// Kendall's count of pairs in order less those against it, and what ties leave of its variance.
struct PairCount {
  double balance = 0.0;
  double not_tied_x = 0.0;  // pairs
  double not_tied_y = 0.0;
};

PairCount pairs_of(std::span<const double> x, std::span<const double> y) {
  PairCount count;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const int dx = sign_of(x[i] - x[j]);
      const int dy = sign_of(y[i] - y[j]);
      count.balance += dx * dy;
      count.not_tied_x += std::abs(dx);
      count.not_tied_y += std::abs(dy);
    }
  return count;
}

// Sums over groups of tied values (Kendall 1970, Rank correlation methods, ch. 4).
struct Ties {
  explicit Ties(std::span<const double> values) {
    std::map<double, double> sizes;
    for (const double value : values) sizes[value] += 1.0;
    for (const auto& [value, t] : sizes) {
      pairs += t * (t - 1.0);
      triples += t * (t - 1.0) * (t - 2.0);
      spread += t * (t - 1.0) * (2.0 * t + 5.0);
    }
  }
  double pairs = 0.0;
  double triples = 0.0;
  double spread = 0.0;
};

double normal_p(const PairCount& count, std::span<const double> x, std::span<const double> y) {
  const auto n = static_cast<double>(x.size());
  const Ties of_x(x);
  const Ties of_y(y);
  const double variance = (n * (n - 1.0) * (2.0 * n + 5.0) - of_x.spread - of_y.spread) / 18.0 +
                          of_x.pairs * of_y.pairs / (2.0 * n * (n - 1.0)) +
                          of_x.triples * of_y.triples / (9.0 * n * (n - 1.0) * (n - 2.0));
  return normal_two_sided_p(count.balance / std::sqrt(variance));
}

// Of all orders of n values, the share with at most `most` pairs in order; study by study, each new one adds 0 to i.
double share_of_orders(std::size_t n, std::size_t most) {
  std::vector<double> chance(n * (n - 1) / 2 + 1, 0.0);
  chance[0] = 1.0;
  for (std::size_t i = 1; i < n; ++i) {
    std::vector<double> next(chance.size(), 0.0);
    double window = 0.0;
    for (std::size_t pairs = 0; pairs < chance.size(); ++pairs) {
      window += chance[pairs];
      if (pairs > i) window -= chance[pairs - i - 1];
      next[pairs] = window / static_cast<double>(i + 1);
    }
    chance = std::move(next);
  }
  return std::accumulate(chance.begin(), chance.begin() + static_cast<std::ptrdiff_t>(most) + 1, 0.0);
}

double exact_p(double balance, std::size_t n) {
  const std::size_t pairs = n * (n - 1) / 2;
  const auto in_order = static_cast<std::size_t>(std::llround(0.5 * (static_cast<double>(pairs) + balance)));
  // The distribution is symmetric: the tail above is the one below the mirror image.
  return std::min(1.0, 2.0 * share_of_orders(n, std::min(in_order, pairs - in_order)));
}

// Places by a rising key, equal ones as they stand.
template <typename Key>
std::vector<std::size_t> rising_order(std::size_t count, const Key& key) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(key(i), i); });
  return order;
}

// Duval and Tweedie's L0 from the ranks of the distances to the mean of what is left after trimming.
std::size_t missing_by_ranks(std::span<const Effect> sorted, double mean) {
  const std::size_t k = sorted.size();
  const auto order = rising_order(k, [&](std::size_t i) { return std::abs(sorted[i].value - mean); });
  double rank_sum = 0.0;
  for (std::size_t rank = 0; rank < k; ++rank)
    if (sorted[order[rank]].value > mean) rank_sum += static_cast<double>(rank + 1);
  const auto n = static_cast<double>(k);
  const double missing = (4.0 * rank_sum - n * (n + 1.0)) / (2.0 * n - 1.0);
  return static_cast<std::size_t>(std::max(0.0, std::nearbyint(missing)));
}

Effect mirrored(const Effect& effect, double mean) { return {2.0 * mean - effect.value, effect.variance}; }

}  // namespace

Result<FunnelAsymmetry> regression_test(std::span<const Effect> effects, const PoolOptions& options) {
  for (const auto& effect : effects)
    if (!(effect.variance > 0.0)) return invalid("a variance is above 0", "effects");
  const auto line = LOSSA_TRY(meta_regression(effects, standard_errors(effects), options));
  return FunnelAsymmetry{line.statistic, line.slope_p_value, line.intercept};
}

Result<FunnelAsymmetry> classical_egger_test(std::span<const Effect> effects, double level) {
  auto test = regression_test(
      effects, {.heterogeneity = Heterogeneity::none, .interval = MeanInterval::knapp_hartung, .level = level});
  if (!test.has_value()) return test;
  auto result = *test;
  result.at_no_error.method = "weighted regression, t";
  return result;
}

Result<RankCorrelation> rank_test(std::span<const Effect> effects) {
  if (effects.size() < 3) return invalid("ranks of fewer than three studies say nothing", "effects");
  const auto fixed = LOSSA_TRY(pool(effects, {.heterogeneity = Heterogeneity::none}));
  std::vector<double> deviates;
  std::vector<double> variances;
  for (const auto& [value, variance] : effects) {
    const double left = variance - fixed.standard_error * fixed.standard_error;
    if (!(left > 0.0)) return invalid("one study has nearly all the weight: the others cannot be ranked", "effects");
    deviates.push_back((value - fixed.mean.value) / std::sqrt(left));
    variances.push_back(variance);
  }
  const auto count = pairs_of(deviates, variances);
  if (count.not_tied_x == 0.0 || count.not_tied_y == 0.0)
    return invalid("all effects or all variances are alike: there is no order to correlate", "effects");
  const auto k = static_cast<double>(effects.size());
  const double pairs = 0.5 * k * (k - 1.0);
  const bool is_exact = count.not_tied_x == pairs && count.not_tied_y == pairs && effects.size() < 50;
  return RankCorrelation{count.balance / std::sqrt(count.not_tied_x * count.not_tied_y),
                         is_exact ? exact_p(count.balance, effects.size()) : normal_p(count, deviates, variances),
                         is_exact};
}

Result<TrimAndFill> trim_and_fill(std::span<const Effect> effects, const PoolOptions& options) {
  const auto line = LOSSA_TRY(meta_regression(effects, standard_errors(effects), options));
  const bool on_left = line.slope.value >= 0.0;
  const double sign = on_left ? 1.0 : -1.0;
  std::vector<Effect> sorted;
  for (const auto i : rising_order(effects.size(), [&](std::size_t place) { return sign * effects[place].value; }))
    sorted.push_back({sign * effects[i].value, effects[i].variance});

  std::size_t missing = 0;
  double mean = 0.0;
  for (int round = 0;; ++round) {
    if (round == 100) return invalid("trimming goes back and forth and finds no end", "effects");
    // Two studies stay, so that there is a mean of several.
    const auto left =
        std::span(sorted).first(std::max<std::size_t>(2, sorted.size() - std::min(missing, sorted.size())));
    mean = LOSSA_TRY(pool(left, options)).mean.value;
    if (const auto found = missing_by_ranks(sorted, mean); std::exchange(missing, found) == found) break;
  }
  missing = std::min(missing, sorted.size() - 2);
  TrimAndFill result{missing, on_left, {}, {}};
  std::vector<Effect> all(effects.begin(), effects.end());
  for (const auto& effect : std::span(sorted).last(missing)) {
    auto filled = mirrored(effect, mean);
    filled.value *= sign;
    result.filled.push_back(filled);
    all.push_back(filled);
  }
  result.pool = LOSSA_TRY(pool(all, options));
  return result;
}

}  // namespace lossa::stats
