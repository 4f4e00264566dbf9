// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/effect.hpp>
#include <lossa/stats/logistic.hpp>
#include <lossa/stats/propensity.hpp>

#include "stats_method.hpp"

namespace lossa::cli {
namespace {

Result<stats::LogisticSample> sample_of(const StatsInput& input) {
  stats::LogisticSample sample;
  sample.outcome = LOSSA_TRY(input.numbers("outcome"));
  sample.covariates = LOSSA_TRY(input.covariates());
  sample.weights = LOSSA_TRY(input.numbers_if_given("weight"));
  sample.offset = LOSSA_TRY(input.numbers_if_given("offset"));
  return sample;
}

void write_terms(StatsReport& report, const std::vector<stats::LogisticTerm>& terms) {
  report.table("coefficients", {"term", "estimate", "low", "high", "standard_error", "chi_squared", "p", "odds_ratio"});
  for (const auto& term : terms)
    report.tables[0].row(
        joined(named(term.name, report.cells(term.estimate)),
               {term.standard_error, term.chi_squared, term.p, stats::exponentiated(term.estimate).value}));
}

void write_fit(StatsReport& report, double log_likelihood, const stats::ModelTest& test) {
  report.table("tests", {"test", "chi_squared", "degrees_of_freedom", "p", "log_likelihood"})
      .row({"likelihood ratio", test.chi_squared, test.degrees_of_freedom, test.p, log_likelihood});
}

Result<StatsReport> logistic(const StatsInput& input) {
  const auto sample = LOSSA_TRY(sample_of(input));
  const auto fit = LOSSA_TRY(stats::logistic(sample, input.options().level));
  StatsReport report;
  write_terms(report, fit.coefficients);
  write_fit(report, fit.log_likelihood, fit.likelihood_ratio);
  report.note_references(input);
  return report;
}

Result<StatsReport> firth(const StatsInput& input) {
  const auto sample = LOSSA_TRY(sample_of(input));
  const auto fit = LOSSA_TRY(stats::firth_logistic(sample, input.options().level));
  const auto separated = LOSSA_TRY(stats::separation(sample));
  StatsReport report;
  write_terms(report, fit.coefficients);
  write_fit(report, fit.penalised_log_likelihood, fit.likelihood_ratio);
  report.note_references(input);
  if (separated.kind != stats::SeparationKind::none) {
    std::string names;
    for (const auto& name : separated.terms) names += (names.empty() ? "" : ", ") + name;
    report.note("separated", {std::string(stats::to_string(separated.kind)), names});
  }
  return report;
}

Result<void> write_risks(StatsReport& report, const StatsInput& input, const std::vector<double>& treated,
                         const std::vector<double>& weights) {
  const auto outcome = LOSSA_TRY(input.numbers("outcome"));
  const auto risks = LOSSA_TRY(stats::weighted_risks(outcome, treated, weights, input.options().level));
  auto cells = joined(named("difference", report.cells(risks.difference)), {risks.standard_error});
  report.table("risks", {"risk_treated", "risk_untreated"}).row({risks.treated, risks.untreated});
  report.table("contrast", {"measure", "estimate", "low", "high", "standard_error"}).row(std::move(cells));
  return {};
}

Result<StatsReport> propensity(const StatsInput& input) {
  const auto treated = LOSSA_TRY(input.numbers("treated"));
  const auto covariates = LOSSA_TRY(input.covariates());
  const auto target = LOSSA_TRY(input.choice("target", {"everyone", "treated"}));
  const stats::WeightTarget targets[] = {stats::WeightTarget::everyone, stats::WeightTarget::treated};
  const auto fit = LOSSA_TRY(stats::propensity(treated, covariates, {.target = targets[target]}));
  StatsReport report;
  auto& balance = report.table("balance", {"term", "difference_before", "difference_after"});
  for (const auto& line : fit.balance) balance.row({line.name, line.difference_before, line.difference_after});
  report.table("effective", {"effective_treated", "effective_untreated"})
      .row({fit.effective_treated, fit.effective_untreated});
  report.note_references(input);
  if (input.has("outcome")) LOSSA_TRY(write_risks(report, input, treated, fit.weights));
  return report;
}

}  // namespace

std::span<const StatsMethod> logistic_methods() {
  static const StatsMethod methods[] = {
      {"logistic", "--outcome --covariates A,B [--weight --offset]", logistic},
      {"firth", "--outcome --covariates A,B [--weight --offset]", firth},
      {"propensity", "--treated --covariates A,B [--outcome --target everyone|treated]", propensity}};
  return methods;
}

}  // namespace lossa::cli
