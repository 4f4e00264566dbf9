// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/power.hpp>
#include <lossa/stats/proportion.hpp>

#include "power_checks.hpp"
#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

constexpr double rounding = 1.0 + 1e-7;  // chances this near count as the same, as in R's fisher.test

/// The mass of the likeliest of those least likely tables that together stay within the significance; below 0 if there
/// is none.
double highest_rejected(std::vector<double> masses, double significance) {
  std::ranges::sort(masses);
  double sum = 0.0;
  double highest = -1.0;
  for (std::size_t i = 0; i < masses.size();) {
    auto next = i;
    while (next < masses.size() && masses[next] <= masses[i] * rounding) sum += masses[next++];
    if (sum > significance * rounding) break;
    highest = masses[next - 1];
    i = next;
  }
  return highest;
}

/// Which tables of two groups Fisher's two-sided test calls significant.
class FisherRegion {
 public:
  FisherRegion(GroupSizes sizes, double significance) {
    for (std::uint32_t events = 0; events <= sizes.first + sizes.second; ++events) {
      const Urn urn{sizes.first, sizes.second, events};
      const auto least = events > sizes.second ? events - sizes.second : 0U;
      std::vector<double> masses;
      for (auto first = least; first <= std::min(events, sizes.first); ++first)
        masses.push_back(hypergeometric_mass(first, urn));
      const double highest = highest_rejected(masses, significance);
      least_.push_back(least);
      auto& rejected = rejected_.emplace_back();
      for (const double mass : masses) rejected.push_back(mass <= highest);
    }
  }
  [[nodiscard]] bool rejects(std::uint32_t first, std::uint32_t second) const {
    return rejected_[first + second][first - least_[first + second]];
  }

 private:
  std::vector<std::uint32_t> least_;
  std::vector<std::vector<bool>> rejected_;
};

Result<void> require_groups(TwoShares shares, GroupSizes sizes, double significance) {
  constexpr std::uint64_t most = 2000;
  LOSSA_TRY(require_share(significance, "significance"));
  LOSSA_TRY(require_share(shares.first, "shares.first"));
  LOSSA_TRY(require_share(shares.second, "shares.second"));
  if (sizes.first < 1 || sizes.first > most) return bad_input("a group has 1 to 2000 patients", "sizes.first");
  if (sizes.second < 1 || sizes.second > most) return bad_input("a group has 1 to 2000 patients", "sizes.second");
  return {};
}

std::vector<double> binomial_masses(Trials trials) {
  std::vector<double> masses;
  for (std::uint64_t k = 0; k <= trials.count; ++k) masses.push_back(binomial_mass(k, trials));
  return masses;
}

Result<void> require_test(OneShare shares, double significance) {
  LOSSA_TRY(require_share(significance, "significance"));
  LOSSA_TRY(require_share(shares.hypothesis, "shares.hypothesis"));
  LOSSA_TRY(require_share(shares.alternative, "shares.alternative"));
  if (shares.hypothesis != shares.alternative) return {};
  return bad_input("the shares are the same: there is nothing to find", "shares");
}

/// Of a test in the direction of the alternative.
double exact_power(OneShare shares, std::uint64_t patients, double significance) {
  const Trials null{patients, shares.hypothesis};
  const Trials truth{patients, shares.alternative};
  if (shares.alternative > shares.hypothesis) {
    // P(X > c) is within the significance from this c on: the least count of which the cdf is 1 - significance.
    auto critical = binomial_quantile(1.0 - significance, null);
    while (binomial_upper_tail(critical, null) > significance) ++critical;
    while (critical > 0 && binomial_upper_tail(critical - 1, null) <= significance) --critical;
    return binomial_upper_tail(critical, truth);
  }
  auto critical = binomial_quantile(significance, null);
  while (critical > 0 && binomial_cdf(critical, null) > significance) --critical;
  return binomial_cdf(critical, null) <= significance ? binomial_cdf(critical, truth) : 0.0;
}

}  // namespace

Result<double> exact_power_of_two_shares(TwoShares shares, GroupSizes sizes, double significance) {
  LOSSA_TRY(require_groups(shares, sizes, significance));
  const FisherRegion region(sizes, significance);
  const auto first = binomial_masses({sizes.first, shares.first});
  const auto second = binomial_masses({sizes.second, shares.second});
  double power = 0.0;
  for (std::uint32_t a = 0; a <= sizes.first; ++a)
    for (std::uint32_t b = 0; b <= sizes.second; ++b)
      if (region.rejects(a, b)) power += first[a] * second[b];
  return std::min(power, 1.0);
}

Result<double> exact_power_of_one_share(OneShare shares, std::uint64_t patients, double significance) {
  LOSSA_TRY(require_test(shares, significance));
  if (patients == 0) return bad_input("there are no patients", "patients");
  return exact_power(shares, patients, significance);
}

Result<std::uint64_t> exact_size_for_one_share(OneShare shares, double power, double significance) {
  constexpr std::uint64_t most = 1'000'000;
  constexpr std::uint64_t steady = 100;
  LOSSA_TRY(require_test(shares, significance));
  LOSSA_TRY(require_share(power, "power"));
  // The search begins well below what the normal approximation asks for.
  const double z = std::max(normal_quantile(1.0 - significance) + normal_quantile(power), 0.0);
  const double apart = shares.alternative - shares.hypothesis;
  const double variance =
      std::min(shares.hypothesis * (1.0 - shares.hypothesis), shares.alternative * (1.0 - shares.alternative));
  const double start = 0.2 * z * z * variance / (apart * apart);
  if (!(start <= static_cast<double>(most))) return bad_input("a million patients are too few for this", "shares");
  std::uint64_t held = 0;
  for (auto size = static_cast<std::uint64_t>(start) + 1; size <= most; ++size) {
    held = exact_power(shares, size, significance) >= power ? held + 1 : 0;
    if (held > steady) return size - steady;
  }
  return bad_input("a million patients are too few for this", "shares");
}

Result<std::uint64_t> size_for_width(double share, double width, double level) {
  constexpr std::uint64_t most = 10'000'000;
  LOSSA_TRY(require_level(level));
  LOSSA_TRY(require_share(share, "share"));
  LOSSA_TRY(require_share(width, "width"));
  const auto is_wide = [&](std::uint64_t size) {
    const auto events = static_cast<std::uint64_t>(std::lround(share * static_cast<double>(size)));
    const auto interval = proportion({events, size}, ProportionInterval::clopper_pearson, level).value();
    return interval.high - interval.low > width;
  };
  std::uint64_t wide = 0;
  std::uint64_t narrow = 1;
  while (narrow < most && is_wide(narrow)) {
    wide = narrow;
    narrow *= 2;
  }
  if (is_wide(narrow)) return bad_input("ten million patients are too few for this width", "width");
  while (narrow - wide > 1) {
    const auto middle = wide + (narrow - wide) / 2;
    (is_wide(middle) ? wide : narrow) = middle;
  }
  // The events are rounded, so the width goes up and down by a little: the last of the wide ones counts.
  for (auto size = narrow + narrow / 10 + 10; size > narrow; --size)
    if (is_wide(size)) return size + 1;
  return narrow;
}

Result<Estimate> simulated_power(const SimulatedTrial& trial, Replicates replicates, double level) {
  LOSSA_TRY(require_level(level));
  if (replicates.last <= replicates.first) return bad_input("a simulation has one replicate or more", "replicates");
  std::uint64_t successes = 0;
  for (auto stream = replicates.first; stream < replicates.last; ++stream) {
    Random random(replicates.seed, stream);
    if (trial(random)) ++successes;
  }
  return proportion({successes, replicates.last - replicates.first}, ProportionInterval::clopper_pearson, level);
}

Result<Estimate> simulated_power_of_two_shares(TwoShares shares, GroupSizes sizes, Replicates replicates,
                                               double significance) {
  LOSSA_TRY(require_groups(shares, sizes, significance));
  const FisherRegion region(sizes, significance);
  const auto events_of = [](Random& random, std::uint32_t patients, double chance) {
    std::uint32_t events = 0;
    for (std::uint32_t i = 0; i < patients; ++i) events += random.chance(chance) ? 1U : 0U;
    return events;
  };
  return simulated_power(
      [&](Random& random) {
        const auto first = events_of(random, sizes.first, shares.first);
        return region.rejects(first, events_of(random, sizes.second, shares.second));
      },
      replicates);
}

}  // namespace lossa::stats
