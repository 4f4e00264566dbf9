// SPDX-License-Identifier: Apache-2.0
// Any bytes as counts: every exact interval holds its value, or there is an error with a place.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include <lossa/base/contract.hpp>
#include <lossa/stats/exact_odds_ratio.hpp>
#include <lossa/stats/proportion.hpp>
#include <lossa/stats/rate.hpp>

namespace lossa::stats {
namespace {

struct Numbers {
  std::uint32_t a, b, c, d;
  double level, time, other_time;
};

template <typename T>
bool given(const Result<T>& result) {
  if (!result.has_value()) expects(!result.error().where.empty() && !result.error().message.empty());
  return result.has_value();
}

// At small levels mid-P and Jeffreys need not hold the observed value.
void in_order(const Estimate& estimate) {
  if (estimate.level < 0.5) return;
  expects(estimate.low <= estimate.value * (1 + 1e-9) && estimate.value <= estimate.high * (1 + 1e-9));
}

void try_all(const Numbers& n) {
  const Proportion first{n.a, n.b};
  const Proportion second{n.c, n.d};
  for (const auto interval : {ProportionInterval::clopper_pearson, ProportionInterval::mid_p,
                              ProportionInterval::wilson, ProportionInterval::jeffreys})
    if (const auto estimate = proportion(first, interval, n.level); given(estimate)) in_order(estimate.value());
  static_cast<void>(given(risk_difference({first, second}, n.level)));
  static_cast<void>(given(shrunken_proportion(first, {n.time, n.other_time}, n.level)));
  static_cast<void>(given(event_free_needed(n.time, n.level)));
  for (const auto interval : {RateInterval::exact, RateInterval::mid_p})
    if (const auto estimate = rate({n.a, n.time}, interval, n.level); given(estimate)) in_order(estimate.value());
  static_cast<void>(given(rate({n.a, n.time}, RateInterval::byar, n.level)));
  if (const auto ratio = rate_ratio({{n.a, n.time}, {n.c, n.other_time}}, n.level); given(ratio))
    expects(ratio->p_value >= 0 && ratio->p_value <= 1);
  // A thousand events at most, so that each run is short.
  if (n.a > 1000 || n.c > 1000) return;
  if (const auto exact = fisher_exact({first, second}, n.level); given(exact)) {
    in_order(exact->odds_ratio);
    expects(exact->p_value >= 0 && exact->p_value <= 1 && exact->mid_p_value >= 0 && exact->mid_p_value <= 1);
  }
  const std::vector<TwoArms> both{{first, second}, {second, first}};
  static_cast<void>(given(exact_common_odds_ratio(both, n.level)));
}

}  // namespace
}  // namespace lossa::stats

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lossa::stats::Numbers numbers{};
  if (size < sizeof numbers) return 0;
  std::memcpy(&numbers, data, sizeof numbers);
  lossa::stats::try_all(numbers);
  return 0;
}
