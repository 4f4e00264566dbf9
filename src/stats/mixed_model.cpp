// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/mixed_model.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/exact_odds_ratio.hpp>

#include "mixed_surface.hpp"
#include "study_notes.hpp"

namespace lossa::stats {
namespace {

Error invalid(std::string message) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::move(message), .where = "studies"};
}

double as_double(std::uint64_t count) { return static_cast<double>(count); }
double log_choose(double n, double k) { return log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0); }

// A model with what its likelihood leaves out, and how far the data go: the least, seen and most events of the first
// arm (or of the series), at whose ends no finite effect is the likeliest.
struct Model {
  std::vector<MixedStudy> studies;
  double start = 0.0;
  double constant = 0.0;
  double least = 0.0;
  double seen = 0.0;
  double most = 0.0;

  void add(MixedStudy study, double log_constant) {
    studies.push_back(std::move(study));
    constant += log_constant;
  }
  void reach(double from, double value, double to) {
    least += from;
    seen += value;
    most += to;
  }
};

BinomialArm binomial(const Proportion& p) { return {as_double(p.events), as_double(p.n), 0.0}; }
PoissonArm poisson(const Rate& rate) { return {as_double(rate.events), rate.time}; }
double constant_of(const Proportion& p) { return log_choose(as_double(p.n), as_double(p.events)); }
double constant_of(const Rate& rate) {
  return as_double(rate.events) * std::log(rate.time) - log_gamma(as_double(rate.events) + 1.0);
}

// Of tau squared: each twice the tau before it.
constexpr std::array<double, 10> spreads{0.0, 0.01, 0.04, 0.16, 0.64, 2.56, 10.24, 40.96, 163.84, 655.36};

// Enough points: with twice as many the top stays where it is.
bool is_settled(const Model& model, const SurfaceMaximum& top, std::size_t points) {
  MixedSurface finer(model.studies, 2 * points);
  const auto value = finer.at(top.point);
  const double spread_unit = std::max(top.point.spread, 1e-4);
  return std::abs(value.value - top.value) <= 1e-9 * std::max(1.0, std::abs(top.value)) &&
         std::abs(value.centre_slope) * top.standard_error <= 1e-7 &&
         (top.point.spread == 0.0 || std::abs(value.spread_slope) * spread_unit <= 1e-7);
}

Result<MixedModel> fitted(const Model& model, double level, std::vector<StudyNote> notes) {
  if (model.studies.size() < 2)
    return invalid("fewer than two studies say something: that shows no heterogeneity; an exact method has limits");
  if (model.seen == model.least || model.seen == model.most)
    return invalid(
        "the counts stand at the end of what is possible in every study, so that no finite effect is the likeliest; an "
        "exact method has a limit");
  SurfaceSearch search{.start = model.start, .spreads = spreads};
  std::array<double, 3> near{};
  for (const std::size_t points : {30U, 60U, 120U}) {
    MixedSurface surface(model.studies, points);
    const auto top = LOSSA_TRY(maximum_of(surface, search));
    // More points move the top a little: it is looked for about where it was.
    near = {0.0, 0.8 * top.point.spread, std::max(0.01, 1.25 * top.point.spread)};
    search = {.start = top.point.centre, .spreads = near};
    if (!is_settled(model, top, points)) continue;
    const double z = normal_quantile_two_sided(level);
    const auto about = [&](double half, std::string_view method) {
      return Estimate{top.point.centre, top.point.centre - z * half, top.point.centre + z * half, level, method};
    };
    return MixedModel{
        .studies = model.studies.size(),
        .effect = profile_of_centre(surface, top, level),
        .standard_error = top.standard_error,
        .wald = about(top.standard_error, "Wald"),
        .p_value = normal_two_sided_p(top.point.centre / top.standard_error),
        .tau_squared = profile_of_spread(surface, top, level),
        .prediction = about(std::hypot(top.standard_error, std::sqrt(top.point.spread)), "prediction of a new study"),
        .log_likelihood = top.value + model.constant,
        .quadrature_points = points,
        .notes = std::move(notes)};
  }
  return invalid("the integral over the studies' effects does not settle with 240 points");
}

bool says_something(const std::optional<StudyPattern>& pattern) {
  return !pattern || *pattern == StudyPattern::zero_cell;
}

double logit_of(double events, double n) { return std::log((events + 0.5) / (n - events + 0.5)); }

// How many events the first arm can have, given those of both.
void reach(Model& model, const TwoArms& study) {
  const auto events = study.first.events + study.second.events;
  const auto least = events > study.second.n ? events - study.second.n : 0;
  model.reach(as_double(least), as_double(study.first.events), as_double(std::min(study.first.n, events)));
}

void add_conditional(Model& model, const TwoArms& study) {
  ConditionalTable table(study);
  const auto index = static_cast<std::size_t>(study.first.events - table.least());
  const double constant = table.log_weight(index);
  reach(model, study);
  model.add({.arms = {{TableArm{std::move(table), as_double(index)}, 1.0}}, .has_level = false, .start_of_level = 0.0},
            constant);
}

void add_unconditional(Model& model, const TwoArms& study) {
  reach(model, study);
  model.add({.arms = {{binomial(study.first), 0.5}, {binomial(study.second), -0.5}},
             .has_level = true,
             .start_of_level = logit_of(as_double(study.first.events + study.second.events),
                                        as_double(study.first.n + study.second.n))},
            constant_of(study.first) + constant_of(study.second));
}

void add_conditional(Model& model, const TwoRates& study) {
  const double events = as_double(study.first.events + study.second.events);
  const double first = as_double(study.first.events);
  model.reach(0.0, first, events);
  model.add({.arms = {{BinomialArm{first, events, std::log(study.first.time / study.second.time)}, 1.0}},
             .has_level = false,
             .start_of_level = 0.0},
            log_choose(events, first));
}

void add_unconditional(Model& model, const TwoRates& study) {
  const double events = as_double(study.first.events + study.second.events);
  model.reach(0.0, as_double(study.first.events), events);
  model.add({.arms = {{poisson(study.first), 0.5}, {poisson(study.second), -0.5}},
             .has_level = true,
             .start_of_level = std::log(events / (study.first.time + study.second.time))},
            constant_of(study.first) + constant_of(study.second));
}

template <typename Study>
Result<MixedModel> of_two_arms(std::span<const Study> studies, ArmModel arm_model, double level) {
  LOSSA_TRY(require_valid_studies(studies));
  LOSSA_TRY(require_valid_level(level));
  Model model;
  std::uint64_t events = 0;
  for (const auto& study : studies) {
    if (!says_something(pattern_of(study))) continue;
    events += study.first.events + study.second.events;
    if (events > most_exact_events && std::is_same_v<Study, TwoArms> && arm_model == ArmModel::conditional)
      return invalid("the conditional model of more than " + std::to_string(most_exact_events) +
                     " events is refused; the unconditional one says the same there");
    arm_model == ArmModel::conditional ? add_conditional(model, study) : add_unconditional(model, study);
  }
  return fitted(model, level, notes_of_silent(studies));
}

}  // namespace

Result<MixedModel> mixed_proportion(std::span<const Proportion> series, double level) {
  LOSSA_TRY(require_valid_studies(series));
  LOSSA_TRY(require_valid_level(level));
  Model model;
  for (const auto& one : series) {
    model.reach(0.0, as_double(one.events), as_double(one.n));
    model.add({.arms = {{binomial(one), 1.0}}, .has_level = false, .start_of_level = 0.0}, constant_of(one));
  }
  model.start = logit_of(model.seen, model.most);
  return fitted(model, level, {});
}

Result<MixedModel> mixed_rate(std::span<const Rate> series, double level) {
  LOSSA_TRY(require_valid_studies(series));
  LOSSA_TRY(require_valid_level(level));
  Model model;
  double time = 0.0;
  for (const auto& one : series) {
    model.reach(0.0, as_double(one.events), 2.0 * as_double(one.events) + 1.0);  // a rate has no upper end
    model.add({.arms = {{poisson(one), 1.0}}, .has_level = false, .start_of_level = 0.0}, constant_of(one));
    time += one.time;
  }
  model.start = std::log((model.seen + 0.5) / time);
  return fitted(model, level, {});
}

Result<MixedModel> mixed_odds_ratio(std::span<const TwoArms> studies, ArmModel model, double level) {
  return of_two_arms(studies, model, level);
}

Result<MixedModel> mixed_rate_ratio(std::span<const TwoRates> studies, ArmModel model, double level) {
  return of_two_arms(studies, model, level);
}

}  // namespace lossa::stats
