// SPDX-License-Identifier: Apache-2.0
// Any bytes as studies: every pool gives an answer in order, or an error with a place. Nothing runs long.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include <lossa/base/contract.hpp>
#include <lossa/stats/effect.hpp>
#include <lossa/stats/mantel_haenszel.hpp>
#include <lossa/stats/meta_analysis.hpp>
#include <lossa/stats/mixed_model.hpp>
#include <lossa/stats/pooled_counts.hpp>
#include <lossa/stats/small_study.hpp>

namespace lossa::stats {
namespace {

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}
  [[nodiscard]] bool is_empty() const { return left_ == 0; }
  std::uint8_t next() { return left_ == 0 ? std::uint8_t{0} : (--left_, *data_++); }
  // Any double there is, also NaN and infinity.
  double number() {
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) bits = bits << 8 | next();
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  // Small numbers mostly, and now and then large ones.
  std::uint64_t count() {
    const std::uint64_t low = next();
    return low < 250 ? low : low << (next() % 12);
  }

 private:
  const std::uint8_t* data_;
  std::size_t left_;
};

void in_order(const Estimate& estimate) {
  expects(!estimate.method.empty());
  expects(!(estimate.low > estimate.value) && !(estimate.high < estimate.value));
}

template <typename T>
bool given(const Result<T>& result) {
  if (!result.has_value()) expects(!result.error().where.empty() && !result.error().message.empty());
  return result.has_value();
}

void pool_effects(Bytes bytes, const PoolOptions& options) {
  std::vector<Effect> effects;
  std::vector<double> covariate;
  for (int i = 0; i < 40 && !bytes.is_empty(); ++i) {
    effects.push_back({bytes.number(), bytes.number()});
    covariate.push_back(bytes.number());
  }
  if (const auto pooled = pool(effects, options); given(pooled)) {
    in_order(pooled->mean);
    in_order(pooled->prediction);
    expects(pooled->scatter.tau_squared.value >= 0);
  }
  if (const auto line = meta_regression(effects, covariate, options); given(line)) in_order(line->slope);
  static_cast<void>(given(regression_test(effects, options)));
  static_cast<void>(given(rank_test(effects)));
  static_cast<void>(given(trim_and_fill(effects, options)));
  static_cast<void>(given(leave_one_out(effects, options)));
}

void pool_counts(Bytes bytes, double level) {
  std::vector<TwoArms> trials;
  std::vector<TwoRates> rates;
  std::vector<Proportion> series;
  for (int i = 0; i < 8 && !bytes.is_empty(); ++i) {
    trials.push_back({{bytes.count(), bytes.count()}, {bytes.count(), bytes.count()}});
    const auto& [first, second] = trials.back();
    rates.push_back({{first.events, static_cast<double>(first.n)}, {second.events, static_cast<double>(second.n) / 7}});
    series.push_back(first);
  }
  for (const auto measure : {ArmMeasure::log_risk_ratio, ArmMeasure::log_odds_ratio, ArmMeasure::risk_difference}) {
    static_cast<void>(given(arm_effects(trials, measure, {.added = 0.5})));
    if (const auto pooled = mantel_haenszel(trials, measure, level); given(pooled)) in_order(pooled->effect);
  }
  if (const auto pooled = mantel_haenszel(rates, level); given(pooled)) in_order(pooled->effect);
  if (const auto pooled = peto(trials, level); given(pooled)) in_order(pooled->pooled.effect);
  static_cast<void>(given(stratified_tests(trials)));
  if (const auto pooled = pool_as_one(series, level); given(pooled)) in_order(pooled.value());
  if (const auto model = beta_binomial(series, level); given(model)) in_order(model->share);
  const auto check = [](const Result<MixedModel>& model) {
    if (!given(model)) return;
    in_order(model->effect);
    in_order(model->tau_squared);
    in_order(model->wald);
  };
  check(mixed_proportion(series, level));
  for (const auto model : {ArmModel::conditional, ArmModel::unconditional}) {
    check(mixed_odds_ratio(trials, model, level));
    check(mixed_rate_ratio(rates, model, level));
  }
}

}  // namespace
}  // namespace lossa::stats

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lossa::stats;  // NOLINT(google-build-using-namespace): the entry point stands outside all of them
  Bytes bytes(data, size);
  const auto choice = bytes.next();
  const double level = (choice >> 4) / 15.0;
  if (choice % 2 == 0) {
    pool_counts(bytes, level);
  } else {
    pool_effects(bytes, {.heterogeneity = static_cast<Heterogeneity>(choice / 2 % 8),
                         .interval = static_cast<MeanInterval>(bytes.next() % 2),
                         .level = level});
  }
  return 0;
}
