// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <utility>

#include <lossa/stats/effect.hpp>
#include <lossa/stats/mantel_haenszel.hpp>
#include <lossa/stats/meta_analysis.hpp>
#include <lossa/stats/mixed_model.hpp>

#include "stats_arms.hpp"
#include "stats_method.hpp"

namespace lossa::cli {
namespace {

const std::vector<std::string> measures = {"or", "rr", "rd"};

struct Measure {
  stats::ArmMeasure arms;
  const char* name;
  bool is_ratio;
};

Result<Measure> measure_of(const StatsInput& input) {
  const Measure known[] = {{stats::ArmMeasure::log_odds_ratio, "odds ratio", true},
                           {stats::ArmMeasure::log_risk_ratio, "risk ratio", true},
                           {stats::ArmMeasure::risk_difference, "risk difference", false}};
  return known[LOSSA_TRY(input.choice("measure", measures))];
}

stats::Estimate on_its_scale(const stats::Estimate& effect, bool is_ratio) {
  return is_ratio ? stats::exponentiated(effect) : effect;
}

struct Pooled {
  std::string measure;
  stats::Estimate shown;
  double effect, standard_error, p;
};

void write_pooled(StatsReport& report, const Pooled& pooled) {
  auto cells =
      joined(named(pooled.measure, report.cells(pooled.shown)), {pooled.effect, pooled.standard_error, pooled.p});
  report.table("pooled", {"measure", "estimate", "low", "high", "effect", "standard_error", "p"}).row(std::move(cells));
}

Result<StatsReport> meta(const StatsInput& input) {
  const stats::Heterogeneity kinds[] = {stats::Heterogeneity::reml,
                                        stats::Heterogeneity::none,
                                        stats::Heterogeneity::dersimonian_laird,
                                        stats::Heterogeneity::ml,
                                        stats::Heterogeneity::paule_mandel,
                                        stats::Heterogeneity::hedges,
                                        stats::Heterogeneity::sidik_jonkman,
                                        stats::Heterogeneity::hunter_schmidt};
  const auto kind = LOSSA_TRY(input.choice("tau", {"reml", "none", "dl", "ml", "pm", "hedges", "sj", "hs"}));
  const stats::MeanInterval limits[] = {stats::MeanInterval::normal, stats::MeanInterval::knapp_hartung};
  const auto limit = LOSSA_TRY(input.choice("limits", {"normal", "knapp-hartung"}));
  const auto measure = LOSSA_TRY(measure_of(input));
  const auto studies = LOSSA_TRY(arms_of(input));
  const double correction = LOSSA_TRY(input.setting("correction", 0.0));
  const auto effects = LOSSA_TRY(stats::arm_effects(studies, measure.arms, {.added = correction}));
  const auto pool = LOSSA_TRY(stats::pool(effects.effects, {kinds[kind], limits[limit], input.options().level}));
  StatsReport report;
  write_pooled(report, {measure.name, on_its_scale(pool.mean, measure.is_ratio), pool.mean.value, pool.standard_error,
                        pool.p_value});
  auto tau = named("tau2", report.cells(pool.scatter.tau_squared));
  auto share = named("I2", report.cells(pool.scatter.i_squared));
  auto prediction = named("prediction", report.cells(on_its_scale(pool.prediction, measure.is_ratio)));
  report.table("scatter", {"measure", "estimate", "low", "high"}).row(tau).row(share).row(prediction);
  report.table("heterogeneity", {"k", "chi_squared", "degrees_of_freedom", "p"})
      .row({count_cell(pool.studies), pool.scatter.q, pool.scatter.q_degrees_of_freedom, pool.scatter.q_p_value});
  write_notes(report, effects.notes, input);
  return report;
}

Result<StatsReport> peto(const StatsInput& input) {
  const auto studies = LOSSA_TRY(arms_of(input));
  const auto pool = LOSSA_TRY(stats::peto(studies, input.options().level));
  StatsReport report;
  write_pooled(report, {"odds ratio", stats::exponentiated(pool.pooled.effect), pool.pooled.effect.value,
                        pool.pooled.standard_error, pool.pooled.p_value});
  report.table("heterogeneity", {"k", "chi_squared", "degrees_of_freedom", "p"})
      .row({count_cell(studies.size() - pool.pooled.notes.size()), pool.q, pool.q_degrees_of_freedom, pool.q_p_value});
  write_notes(report, pool.pooled.notes, input);
  return report;
}

Result<StatsReport> mh(const StatsInput& input) {
  const auto measure = LOSSA_TRY(measure_of(input));
  const auto studies = LOSSA_TRY(arms_of(input));
  const auto pool = LOSSA_TRY(stats::mantel_haenszel(studies, measure.arms, input.options().level));
  StatsReport report;
  write_pooled(report, {measure.name, on_its_scale(pool.effect, measure.is_ratio), pool.effect.value,
                        pool.standard_error, pool.p_value});
  write_notes(report, pool.notes, input);
  return report;
}

/// A mixed model and how its effect is shown.
struct MixedFit {
  stats::MixedModel model;
  std::string measure;
  stats::Estimate (*back)(const stats::Estimate& effect);
};

stats::Estimate ratio_or_rate(const stats::Estimate& effect) { return stats::exponentiated(effect); }

Result<MixedFit> mixed_arms(const StatsInput& input) {
  const stats::ArmModel models[] = {stats::ArmModel::conditional, stats::ArmModel::unconditional};
  const auto chosen = LOSSA_TRY(input.choice("model", {"conditional", "unconditional"}));
  const auto arms = LOSSA_TRY(arms_of(input));
  auto model = LOSSA_TRY(stats::mixed_odds_ratio(arms, models[chosen], input.options().level));
  return MixedFit{std::move(model), "odds ratio", ratio_or_rate};
}

Result<MixedFit> mixed_rates(const StatsInput& input) {
  const auto rates = LOSSA_TRY(rates_of(input));
  auto model = LOSSA_TRY(stats::mixed_rate(rates, input.options().level));
  return MixedFit{std::move(model), "rate", ratio_or_rate};
}

Result<MixedFit> mixed_shares(const StatsInput& input) {
  const auto series = LOSSA_TRY(series_of(input));
  auto model = LOSSA_TRY(stats::mixed_proportion(series, input.options().level));
  return MixedFit{std::move(model), "proportion", stats::share_of_logit};
}

Result<MixedFit> mixed_of(const StatsInput& input) {
  if (input.has("events2")) return mixed_arms(input);
  return input.has("time") ? mixed_rates(input) : mixed_shares(input);
}

/// A limit that the kernel did not find is said to be none, not shown as a gap alone.
void note_not_computed(StatsReport& report, const std::string& what, const stats::Estimate& estimate) {
  if (std::isnan(estimate.low) || std::isnan(estimate.high)) report.note("limit_not_computed", {what});
}

Result<StatsReport> glmm(const StatsInput& input) {
  const auto [fit, measure, back] = LOSSA_TRY(mixed_of(input));
  StatsReport report;
  write_pooled(report, {measure, back(fit.effect), fit.effect.value, fit.standard_error, fit.p_value});
  auto tau = named("tau2", report.cells(fit.tau_squared));
  auto prediction = named("prediction", report.cells(back(fit.prediction)));
  report.table("scatter", {"measure", "estimate", "low", "high"}).row(tau).row(prediction);
  note_not_computed(report, measure, fit.effect);
  note_not_computed(report, "tau2", fit.tau_squared);
  write_notes(report, fit.notes, input);
  return report;
}

}  // namespace

std::span<const StatsMethod> pooling_methods() {
  static const StatsMethod methods[] = {
      {"meta",
       "--events --n --events2 --n2 [--by --measure or|rr|rd --tau reml|none|dl|ml|pm|hedges|sj|hs "
       "--limits normal|knapp-hartung --correction 0.5]",
       meta},
      {"peto", "--events --n --events2 --n2 [--by]", peto},
      {"mh", "--events --n --events2 --n2 [--by --measure or|rr|rd]", mh},
      {"glmm", "--events --n [--events2 --n2 --model conditional|unconditional] | --events --time [--by]", glmm}};
  return methods;
}

}  // namespace lossa::cli
