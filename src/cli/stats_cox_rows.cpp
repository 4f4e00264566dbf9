// SPDX-License-Identifier: Apache-2.0
#include "stats_cox_rows.hpp"

#include <numeric>
#include <utility>

#include <lossa/stats/cox_residuals.hpp>
#include <lossa/stats/exposure.hpp>

#include "stats_observations.hpp"

namespace lossa::cli {
namespace {

template <typename T>
std::vector<T> picked(const std::vector<T>& values, const std::vector<std::size_t>& rows) {
  std::vector<T> result;
  if (values.empty()) return result;
  for (const auto row : rows) result.push_back(values[row]);
  return result;
}

Result<stats::ExposedRows> exposed_rows(const StatsInput& input, const stats::Observations& observations) {
  const auto from = LOSSA_TRY(input.times_or_never("exposed-from"));
  if (!input.options().settings.contains("landmark")) return stats::split_at_exposure(observations, from);
  const double time = LOSSA_TRY(input.setting("landmark"));
  return stats::landmark(observations, from, time);
}

/// A model of the exposure alone needs no --covariates.
Result<CoxRows> rows_as_they_are(const StatsInput& input) {
  CoxRows rows;
  rows.model.observations = LOSSA_TRY(observations_of(input));
  const bool needs_covariates = !input.has("exposed-from") || !input.options().covariates.empty();
  if (needs_covariates) rows.model.covariates = LOSSA_TRY(input.covariates());
  rows.model.offset = LOSSA_TRY(input.numbers_if_given("offset"));
  if (input.has("strata")) rows.model.stratum = input.groups("strata").of_row;
  rows.row.resize(input.rows());
  std::iota(rows.row.begin(), rows.row.end(), std::size_t{0});
  return rows;
}

Result<void> expose(CoxRows& rows, const StatsInput& input) {
  auto exposed = LOSSA_TRY(exposed_rows(input, rows.model.observations));
  rows.model.observations = std::move(exposed.observations);
  for (auto& covariate : rows.model.covariates) covariate.values = picked(covariate.values, exposed.row);
  rows.model.offset = picked(rows.model.offset, exposed.row);
  rows.model.stratum = picked(rows.model.stratum, exposed.row);
  rows.model.covariates.push_back({"exposed", std::move(exposed.exposed)});
  rows.row = std::move(exposed.row);
  return {};
}

void add_row(StatsTable& table, const CoxRows& rows, std::size_t row, std::pair<std::string, double> residual) {
  const auto& observations = rows.model.observations;
  table.row({count_cell(rows.row[row] + 1), observations.exit[row], static_cast<std::int64_t>(observations.event[row]),
             std::move(residual.first), residual.second});
}

Result<void> write_martingale(StatsTable& table, const FittedCox& fitted) {
  const auto residuals = LOSSA_TRY(stats::cox_residuals(fitted.data, fitted.fit));
  for (std::size_t row = 0; row < residuals.martingale.size(); ++row)
    add_row(table, fitted.rows, row, {"martingale", residuals.martingale[row]});
  return {};
}

Result<void> write_schoenfeld(StatsTable& table, const FittedCox& fitted) {
  const auto residuals = LOSSA_TRY(stats::schoenfeld_residuals(fitted.data, fitted.fit));
  for (const auto& residual : residuals)
    for (std::size_t j = 0; j < residual.values.size(); ++j)
      add_row(table, fitted.rows, residual.row, {fitted.data.names[j], residual.values[j]});
  return {};
}

Result<void> write_dfbeta(StatsTable& table, const FittedCox& fitted) {
  const auto changes = LOSSA_TRY(stats::dfbeta(fitted.data, fitted.fit));
  for (std::size_t i = 0; i < changes.values.size(); ++i)
    add_row(table, fitted.rows, i / changes.columns, {fitted.data.names[i % changes.columns], changes.values[i]});
  return {};
}

}  // namespace

Result<CoxRows> cox_rows_of(const StatsInput& input) {
  const bool has_exposure = input.has("exposed-from");
  if (input.options().settings.contains("landmark") && !has_exposure)
    return Error{ErrorKind::invalid_input, "a landmark needs --exposed-from", "--landmark"};
  auto rows = LOSSA_TRY(rows_as_they_are(input));
  if (has_exposure) LOSSA_TRY(expose(rows, input));
  return rows;
}

void write_exposure(StatsReport& report, const StatsInput& input) {
  if (!input.has("exposed-from")) return;
  const auto landmark = input.options().settings.find("landmark");
  if (landmark == input.options().settings.end())
    report.note("exposure_split");
  else
    report.note("exposure_landmark", {landmark->second});
}

Result<void> write_residuals(StatsReport& report, const StatsInput& input, const FittedCox& fitted) {
  if (!input.options().settings.contains("residuals")) return {};
  using Write = Result<void> (*)(StatsTable&, const FittedCox&);
  const Write writers[] = {write_martingale, write_schoenfeld, write_dfbeta};
  const auto chosen = LOSSA_TRY(input.choice("residuals", {"martingale", "schoenfeld", "dfbeta"}));
  LOSSA_TRY(writers[chosen](report.table("residuals", {"row", "time", "event", "term", "residual"}), fitted));
  report.note("residuals_" + input.options().settings.at("residuals"));
  return {};
}

}  // namespace lossa::cli
