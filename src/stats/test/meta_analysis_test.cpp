// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/meta_analysis.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <lossa/stats/distributions.hpp>
#include <lossa/stats/mantel_haenszel.hpp>
#include <lossa/stats/small_study.hpp>

#include "rare_studies.hpp"

namespace lossa::stats {
namespace {

// Half an event in each cell of a study with an empty one, which is what the tables of R were made with.
constexpr ContinuityCorrection half{.added = 0.5};

Result<Effects> effects_of(const std::string& dataset, const std::string& measure) {
  const RareStudies studies(dataset);
  if (measure == "RR") return arm_effects(studies.two_arms(), ArmMeasure::log_risk_ratio, half);
  if (measure == "OR") return arm_effects(studies.two_arms(), ArmMeasure::log_odds_ratio, half);
  if (measure == "RD") return arm_effects(studies.two_arms(), ArmMeasure::risk_difference, half);
  if (measure == "IRR") return log_rate_ratios(studies.two_rates(), half);
  if (measure == "IRLN") return log_rates(studies.rates(), half);
  if (measure == "PLO") return logit_proportions(studies.proportions(), half);
  return double_arcsines(studies.proportions());
}

PoolOptions options_of(std::string method) {
  static const std::map<std::string, Heterogeneity> estimators = {
      {"FE", Heterogeneity::none},          {"DL", Heterogeneity::dersimonian_laird},
      {"REML", Heterogeneity::reml},        {"ML", Heterogeneity::ml},
      {"PM", Heterogeneity::paule_mandel},  {"HE", Heterogeneity::hedges},
      {"SJ", Heterogeneity::sidik_jonkman}, {"HS", Heterogeneity::hunter_schmidt}};
  PoolOptions options;
  if (method.ends_with("+knha")) {
    options.interval = MeanInterval::knapp_hartung;
    method.resize(method.size() - 5);
  }
  options.heterogeneity = estimators.at(method.substr(0, method.find('+')));
  return options;
}

std::map<std::string, double> quantities(const MetaAnalysis& m) {
  return {{"k", static_cast<double>(m.studies)},
          {"estimate", m.mean.value},
          {"se", m.standard_error},
          {"low", m.mean.low},
          {"high", m.mean.high},
          {"p", m.p_value},
          {"q", m.scatter.q},
          {"q_p", m.scatter.q_p_value},
          {"i2", 100 * m.scatter.i_squared.value},
          {"h2", m.scatter.h_squared},
          {"tau2", m.scatter.tau_squared.value},
          {"tau2_se", m.scatter.tau_squared_standard_error},
          {"tau2_low", m.scatter.tau_squared.low},
          {"tau2_high", m.scatter.tau_squared.high},
          {"i2_low", 100 * m.scatter.i_squared.low},
          {"i2_high", 100 * m.scatter.i_squared.high},
          {"predicted_low", m.prediction.low},
          {"predicted_high", m.prediction.high}};
}

std::map<std::string, double> quantities(const MetaRegression& m) {
  return {{"intercept", m.intercept.value},
          {"intercept_se", m.intercept_standard_error},
          {"slope", m.slope.value},
          {"slope_se", m.slope_standard_error},
          {"slope_low", m.slope.low},
          {"slope_high", m.slope.high},
          {"slope_p", m.slope_p_value},
          {"tau2", m.scatter.tau_squared.value},
          {"q", m.scatter.q},
          {"qm", m.statistic * m.statistic},
          {"i2", 100 * m.scatter.i_squared.value},
          {"r2", 100 * m.r_squared}};
}

bool is_pool(const GoldenRow& row) {
  static const std::vector<std::string> estimators = {"FE", "DL", "REML", "ML", "PM", "HE", "SJ", "HS"};
  const auto& method = row.text("method");
  const auto name = method.substr(0, method.find('+'));
  return std::ranges::find(estimators, name) != estimators.end();
}

// R gives an error of tau squared for every estimator; we give that of the likelihoods only.
bool is_given(const GoldenRow& row) {
  if (row.is_missing("value")) return false;
  if (row.text("quantity") == "tau2_se")
    return row.text("method").starts_with("REML") || row.text("method").starts_with("ML");
  // Where there is no heterogeneity to explain R says that 0 % are explained, we NaN.
  if (row.text("quantity") == "r2") return row.text("dataset") == "bcg" && !row.text("method").starts_with("FE");
  return !row.text("quantity").starts_with("share");
}

// Compares each number of R with what `compute(row)` finds, which is asked once for the rows of one case.
template <typename Compute>
int compare(const std::vector<GoldenRow>& rows, const Compute& compute) {
  std::string known;
  std::map<std::string, double> found;
  for (const auto& row : rows) {
    SCOPED_TRACE(row.whole());
    const auto& method = row.text("method");
    if (const auto name = row.text("dataset") + row.text("measure") + method; name != known) {
      found = compute(row);
      known = name;
    }
    // metafor's iterations stop by a change of 1e-13 in tau squared; where ours stops at 0, its may stop just above.
    const bool is_iterated = method.starts_with("ML") || method.starts_with("REML");
    EXPECT_TRUE(is_close(found.at(row.text("quantity")), row.number("value"), is_iterated ? 1e-6 : 1e-9));
  }
  return static_cast<int>(rows.size());
}

template <typename Predicate>
std::vector<GoldenRow> rows_where(const Predicate& predicate) {
  std::vector<GoldenRow> rows;
  for (const auto& row : golden_rows("rare_meta"))
    if (predicate(row)) rows.push_back(row);
  return rows;
}

bool is_counted(const GoldenRow& row) {
  return row.text("method") == "mantel_haenszel" || row.text("method") == "peto";
}

std::map<std::string, double> pool_of(const GoldenRow& row) {
  const auto effects = effects_of(row.text("dataset"), row.text("measure"));
  const auto options = options_of(row.text("method"));
  if (row.text("method").find("covariate") == std::string::npos)
    return quantities(pool(effects->effects, options).value());
  return quantities(meta_regression(effects->effects, RareStudies(row.text("dataset")).covariate(), options).value());
}

TEST(MetaAnalysis, EveryEstimatorIsThatOfMetafor) {
  const auto rows = rows_where([](const GoldenRow& row) { return is_pool(row) && is_given(row); });
  EXPECT_GT(compare(rows, pool_of), 6000);
}

std::map<std::string, double> small_study_test_of(const GoldenRow& row) {
  const auto effects = effects_of(row.text("dataset"), row.text("measure")).value().effects;
  const auto& method = row.text("method");
  if (method.starts_with("leave_out_")) {
    const auto pools = leave_one_out(effects);
    EXPECT_TRUE(pools.has_value()) << pools.error().message << " at " << pools.error().where;
    return quantities(pools.value().at(std::stoul(method.substr(10))));
  }
  if (method.starts_with("egger")) {
    const auto test = method == "egger" ? regression_test(effects) : classical_egger_test(effects);
    return {{"statistic", test->statistic},
            {"p", test->p_value},
            {"limit", test->at_no_error.value},
            {"limit_low", test->at_no_error.low},
            {"limit_high", test->at_no_error.high}};
  }
  if (method == "rank") {
    const auto test = rank_test(effects);
    return {{"tau", test->tau}, {"p", test->p_value}};
  }
  const auto filled = trim_and_fill(effects, {.heterogeneity = Heterogeneity::none});
  auto found = quantities(filled->pool);
  found["missing"] = static_cast<double>(filled->missing);
  return found;
}

TEST(SmallStudy, TestsAreThoseOfMetafor) {
  const auto rows = rows_where(
      [](const GoldenRow& row) { return !is_pool(row) && !is_counted(row) && row.text("quantity") != "p_normal"; });
  EXPECT_GT(compare(rows, small_study_test_of), 200);
}

std::map<std::string, double> counts_of(const GoldenRow& row) {
  const RareStudies studies(row.text("dataset"));
  PooledCounts pooled{};
  std::map<std::string, double> found;
  if (row.text("method") == "peto") {
    const auto result = peto(studies.two_arms());
    pooled = result->pooled;
    found = {{"q", result->q}};
    // metafor counts the studies that say nothing as degrees of freedom too; we count those that say something.
    found["q_p"] = chi_squared_upper_tail(result->q, static_cast<double>(studies.two_arms().size()) - 1);
  } else if (row.text("measure") == "IRR") {
    pooled = mantel_haenszel(studies.two_rates()).value();
  } else {
    const std::map<std::string, ArmMeasure> measures = {
        {"RR", ArmMeasure::log_risk_ratio}, {"OR", ArmMeasure::log_odds_ratio}, {"RD", ArmMeasure::risk_difference}};
    pooled = mantel_haenszel(studies.two_arms(), measures.at(row.text("measure"))).value();
    const auto tests = stratified_tests(studies.two_arms());
    found = {{"cmh", tests->association},
             {"cmh_p", tests->association_p_value},
             {"tarone", tests->tarone},
             {"tarone_p", tests->tarone_p_value}};
  }
  found.insert({{"estimate", pooled.effect.value},
                {"se", pooled.standard_error},
                {"low", pooled.effect.low},
                {"high", pooled.effect.high},
                {"p", pooled.p_value}});
  return found;
}

TEST(MantelHaenszel, IsThatOfMetaforWithoutCorrection) { EXPECT_GT(compare(rows_where(is_counted), counts_of), 150); }

}  // namespace
}  // namespace lossa::stats
