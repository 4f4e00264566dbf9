// SPDX-License-Identifier: Apache-2.0
// Any table of numbers is refused with a place, or gives chances between 0 and 1 and finite, or openly infinite,
// coefficients. Bytes: one of flags, then 7 a row: entry, length of stay, event, weight, two covariates, group.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <span>
#include <vector>

#include <lossa/stats/concordance.hpp>
#include <lossa/stats/cox.hpp>
#include <lossa/stats/cox_residuals.hpp>
#include <lossa/stats/cumulative_incidence.hpp>
#include <lossa/stats/exposure.hpp>
#include <lossa/stats/fine_gray.hpp>
#include <lossa/stats/kaplan_meier.hpp>
#include <lossa/stats/log_rank.hpp>
#include <lossa/stats/proportional_hazards.hpp>

namespace {

using namespace lossa::stats;  // NOLINT(google-build-using-namespace): a program of its own

constexpr std::size_t row_bytes = 7;
constexpr std::size_t most_rows = 60;

void require(bool holds) {
  if (!holds) std::abort();
}

template <typename T>
bool refused(const lossa::Result<T>& result) {
  if (result.has_value()) return false;
  require(!result.error().message.empty() && !result.error().where.empty());
  return true;
}

bool is_chance_or_nan(double value) { return std::isnan(value) || (value >= 0.0 && value <= 1.0); }

// Mostly small whole numbers, so that ties are common; now and then what no table should hold.
double number_of(std::uint8_t byte) {
  if (byte == 255) return std::numeric_limits<double>::quiet_NaN();
  if (byte == 254) return std::numeric_limits<double>::infinity();
  if (byte == 253) return 1e300;
  if (byte == 252) return -1.0;
  return byte / 8.0;
}

struct Table {
  Observations observations;
  std::vector<Covariate> covariates{{"a", {}}, {"b", {}}};
  std::vector<int> group;
};

Table table_of(std::span<const std::uint8_t> bytes, std::uint8_t flags) {
  Table table;
  for (; bytes.size() >= row_bytes && table.group.size() < most_rows; bytes = bytes.subspan(row_bytes)) {
    const double entry = number_of(bytes[0]);
    if ((flags & 1U) != 0) table.observations.entry.push_back(entry);
    table.observations.exit.push_back(((flags & 1U) != 0 ? entry : 0.0) + number_of(bytes[1]));
    table.observations.event.push_back(bytes[2] % 4);
    if ((flags & 2U) != 0) table.observations.weight.push_back(number_of(bytes[3]));
    table.covariates[0].values.push_back(number_of(bytes[4]));
    table.covariates[1].values.push_back(number_of(bytes[5]));
    table.group.push_back(bytes[6] % 5);
  }
  return table;
}

void run_curves(const Table& table) {
  const auto all = any_event(table.observations);
  const auto curve = kaplan_meier(all);
  if (!refused(curve)) {
    for (const auto& step : curve->steps) require(step.survival >= 0.0 && step.survival <= 1.0);
    for (const auto& step : curve->steps) require(is_chance_or_nan(step.low) && is_chance_or_nan(step.high));
    static_cast<void>(survival_quantile(*curve, 0.5));
    refused(restricted_mean(*curve, 4.0));
  }
  refused(kaplan_meier(table.observations));
  refused(log_rank(all, {.group = table.group}, {.rho = 1.0}));
  refused(gray_test(table.observations, {.group = table.group}));
  for (const auto variance : {IncidenceVariance::aalen, IncidenceVariance::jackknife}) {
    const auto incidence = cumulative_incidence(table.observations, {.variance = variance});
    if (refused(incidence)) continue;
    for (const auto& step : *incidence) require(step.incidence >= 0.0 && step.incidence <= 1.0 + 1e-9);
    for (const auto& step : *incidence) require(step.variance >= 0.0);
  }
  refused(concordance(all, {.score = table.covariates[0].values}));
}

void run_models(const Table& table, std::uint8_t flags) {
  const auto ties = (flags & 4U) != 0 ? Ties::breslow : Ties::efron;
  const auto penalty = (flags & 8U) != 0 ? Penalty::firth : Penalty::none;
  const auto data = CoxData::create({.observations = any_event(table.observations),
                                     .covariates = table.covariates,
                                     .stratum = (flags & 16U) != 0 ? table.group : std::vector<int>()});
  if (!refused(data)) {
    const auto fit = fit_cox(*data, {.ties = ties, .penalty = penalty});
    if (!refused(fit)) {
      for (const auto& coefficient : fit->coefficients) require(!std::isnan(coefficient.log_ratio.value));
      const auto limits = profile_limits(*data, *fit, 0);
      if (!refused(limits)) require(limits->low <= fit->beta[0] && limits->high >= fit->beta[0]);
      refused(robust_variance(*data, *fit, table.group));
      refused(test_proportional_hazards(*data, *fit));
    }
  }
  refused(fit_fine_gray({.observations = table.observations, .covariates = table.covariates}));
  refused(split_at_exposure(table.observations, table.covariates[0].values));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto table = table_of({data + 1, size - 1}, data[0]);
  run_curves(table);
  run_models(table, data[0]);
  return 0;
}
