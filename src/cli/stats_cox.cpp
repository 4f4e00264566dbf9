// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <lossa/stats/cox.hpp>
#include <lossa/stats/fine_gray.hpp>

#include "stats_cox_rows.hpp"
#include "stats_method.hpp"
#include "stats_observations.hpp"

namespace lossa::cli {
namespace {

void write_coefficients(StatsReport& report, const std::vector<stats::Coefficient>& coefficients) {
  report.table("hazard_ratios", {"term", "estimate", "standard_error", "hazard_ratio", "low", "high", "p"});
  for (const auto& term : coefficients) {
    std::vector<StatsCell> cells{term.name, term.log_ratio.value, term.standard_error};
    cells = joined(std::move(cells), report.cells(term.hazard_ratio()));
    report.tables[0].row(joined(std::move(cells), {term.p}));
    if (term.is_infinite()) report.note("infinite", {term.name});
  }
}

void write_test(StatsTable& table, const std::string& name, const stats::ChiSquaredTest& test) {
  table.row({name, test.chi_squared, static_cast<std::int64_t>(test.degrees_of_freedom), test.p});
}

Result<stats::CoxOptions> cox_options_of(const StatsInput& input) {
  const stats::Ties ties[] = {stats::Ties::efron, stats::Ties::breslow, stats::Ties::exact};
  const stats::Penalty penalties[] = {stats::Penalty::none, stats::Penalty::firth};
  const auto chosen = LOSSA_TRY(input.choice("ties", {"efron", "breslow", "exact"}));
  const auto penalty = LOSSA_TRY(input.choice("penalty", {"none", "firth"}));
  return stats::CoxOptions{.ties = ties[chosen], .penalty = penalties[penalty], .level = input.options().level};
}

Result<StatsReport> cox(const StatsInput& input) {
  const auto rows = LOSSA_TRY(cox_rows_of(input));
  const auto options = LOSSA_TRY(cox_options_of(input));
  const auto data = LOSSA_TRY(stats::CoxData::create(rows.model));
  const auto fit = LOSSA_TRY(stats::fit_cox(data, options));
  StatsReport report;
  write_coefficients(report, fit.coefficients);
  auto& tests = report.table("tests", {"test", "chi_squared", "degrees_of_freedom", "p"});
  write_test(tests, "likelihood ratio", fit.likelihood_ratio);
  write_test(tests, "Wald", fit.wald);
  write_test(tests, "score", fit.score);
  report.table("fit", {"n", "events", "log_likelihood_null", "log_likelihood"})
      .row({count_cell(data.rows()), fit.events, fit.log_likelihood_null, fit.log_likelihood});
  LOSSA_TRY(write_residuals(report, input, {rows, data, fit}));
  report.note("ties", {std::string(stats::name_of(fit.options.ties))});
  report.note_references(input);
  write_exposure(report, input);
  return report;
}

Result<StatsReport> fine_gray(const StatsInput& input) {
  const int cause = LOSSA_TRY(cause_of(input));
  stats::FineGrayInput model{.cause = cause, .level = input.options().level};
  model.observations = LOSSA_TRY(observations_of(input));
  model.covariates = LOSSA_TRY(input.covariates());
  const auto fit = LOSSA_TRY(stats::fit_fine_gray(model));
  StatsReport report;
  write_coefficients(report, fit.coefficients);
  write_test(report.table("tests", {"test", "chi_squared", "degrees_of_freedom", "p"}), "Wald", fit.wald);
  report.note("subdistribution");
  report.note_references(input);
  return report;
}

}  // namespace

std::span<const StatsMethod> cox_methods() {
  static const StatsMethod methods[] = {{"cox",
                                         "--time --event --covariates A,B [--entry --strata --weight --offset --ties "
                                         "efron|breslow|exact --penalty firth --exposed-from --landmark T --residuals "
                                         "martingale|schoenfeld|dfbeta]",
                                         cox},
                                        {"fine-gray", "--time --event --covariates A,B [--cause 1]", fine_gray}};
  return methods;
}

}  // namespace lossa::cli
