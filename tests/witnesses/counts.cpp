// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/effect.hpp>
#include <lossa/stats/exact_odds_ratio.hpp>
#include <lossa/stats/mantel_haenszel.hpp>
#include <lossa/stats/meta_analysis.hpp>
#include <lossa/stats/proportion.hpp>

#include "witness.hpp"

namespace lossa::witnesses {
namespace {

using stats::Proportion;

/// Percent, with Clopper-Pearson's limits; "": it was not printed, or cut instead of rounded.
std::vector<Witness> percent(const std::string& what, Proportion observed, const std::vector<std::string>& published) {
  const auto exact = stats::proportion(observed).value();
  std::vector<Witness> all;
  if (!published[0].empty()) all.push_back({what + ", %", published[0], 100 * exact.value});
  all.push_back({what + ", lower limit", published[1], 100 * exact.low});
  all.push_back({what + ", upper limit", published[2], 100 * exact.high});
  return all;
}

void append(std::vector<Witness>& all, std::vector<Witness> more) { all.insert(all.end(), more.begin(), more.end()); }

Source electra() {
  Source source{"ELECTRa", "Bongiorni MG et al. Eur Heart J 2017; 38: 2995: 3510 transvenous extractions.", {}};
  append(source.witnesses, percent("major complications, 58 of 3510", {58, 3510}, {"1.7", "1.3", "2.1"}));
  append(source.witnesses, percent("deaths, 17 of 3510", {17, 3510}, {"0.5", "0.3", "0.8"}));
  return source;
}

Source led() {
  Source source{"LED index",
                "J Cardiovasc Electrophysiol 2017; 28: 811: diagnostic table of 233 procedures at LED above 10.",
                {}};
  append(source.witnesses, percent("sensitivity, 20 of 23", {20, 23}, {"", "66.4", "97.2"}));
  append(source.witnesses, percent("specificity, 147 of 210", {147, 210}, {"70.0", "63.3", "76.1"}));
  append(source.witnesses, percent("negative predictive value, 147 of 150", {147, 150}, {"98.0", "94.3", "99.6"}));
  return source;
}

Source chang() {
  Source source{"Chang", "No infection of a leadless pacemaker in 17 patients after extraction for infection.", {}};
  source.witnesses.push_back({"upper limit, 0 of 17, %", "19.5", 100 * stats::proportion({0, 17}).value().high});
  return source;
}

std::vector<stats::TwoArms> studies(const Table& table) {
  std::vector<stats::TwoArms> arms;
  const auto count = [&](const char* column, std::size_t row) {
    return static_cast<std::uint64_t>(table[column][row]);
  };
  for (std::size_t i = 0; i < table["x1"].size(); ++i)
    arms.push_back({{count("x1", i), count("n1", i)}, {count("x2", i), count("n2", i)}});
  return arms;
}

Source bcg(const Table& data) {
  const auto arms = studies(data.where("dataset", "bcg"));
  const auto effects = stats::arm_effects(arms, stats::ArmMeasure::log_risk_ratio).value();
  const auto pool = stats::pool(effects.effects).value();
  const auto ratio = stats::exponentiated(pool.mean);
  return {"BCG",
          "Colditz GA et al. JAMA 1994; 271: 698: 13 trials of BCG vaccine; reference: metafor 3.8-1, REML.",
          {{"log risk ratio", "-0.714532", pool.mean.value},
           {"standard error", "0.179782", pool.standard_error},
           {"risk ratio", "0.48942", ratio.value},
           {"lower limit", "0.34407", ratio.low},
           {"upper limit", "0.69617", ratio.high},
           {"tau squared", "0.313243", pool.scatter.tau_squared.value},
           {"I squared, %", "92.2214", 100 * pool.scatter.i_squared.value}}};
}

Source rosiglitazone(const Table& data) {
  Source source{
      "Rosiglitazone", "Nissen SE, Wolski K. N Engl J Med 2007; 356: 2457: Peto's odds ratios of 42 trials.", {}};
  const auto add = [&](const std::string& what, const std::string& dataset, const std::vector<std::string>& published) {
    const auto arms = studies(data.where("dataset", dataset));
    const auto ratio = stats::exponentiated(stats::peto(arms).value().pooled.effect);
    append(source.witnesses, {{what, published[0], ratio.value},
                              {what + ", lower limit", published[1], ratio.low},
                              {what + ", upper limit", published[2], ratio.high}});
  };
  add("myocardial infarction", "nissen_infarction", {"1.43", "1.03", "1.98"});
  add("death from cardiovascular causes", "nissen_death", {"1.64", "0.98", "2.74"});
  return source;
}

}  // namespace

std::vector<Source> counts(const std::string& root) {
  const Table data(root, "rare_data");
  return {electra(), led(), chang(), bcg(data), rosiglitazone(data)};
}

}  // namespace lossa::witnesses
