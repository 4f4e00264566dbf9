// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <lossa/stats/cox.hpp>
#include <lossa/stats/cumulative_incidence.hpp>
#include <lossa/stats/exposure.hpp>
#include <lossa/stats/fine_gray.hpp>
#include <lossa/stats/kaplan_meier.hpp>
#include <lossa/stats/log_rank.hpp>

#include "witness.hpp"

namespace lossa::witnesses {
namespace {

using stats::Observations;
using stats::Ties;

stats::CoxFit fitted(Observations observations, const std::vector<stats::Covariate>& covariates,
                     Ties ties = Ties::efron) {
  const auto data = stats::CoxData::create({.observations = std::move(observations), .covariates = covariates}).value();
  return stats::fit_cox(data, {.ties = ties}).value();
}

double log_ratio(const stats::CoxFit& fit, std::size_t term = 0) { return fit.coefficients[term].log_ratio.value; }

Source freireich(const std::string& root) {
  const Table data(root, "freireich");
  const Observations all{.exit = data["time"], .event = data.whole("event")};
  Observations treated;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (data["treated"][i] != 1) continue;
    treated.exit.push_back(all.exit[i]);
    treated.event.push_back(all.event[i]);
  }
  const auto curve = stats::kaplan_meier(treated).value();
  const auto test = stats::log_rank(all, {data.whole("treated")}).value();
  const auto fit = fitted(all, {{"treated", data["treated"]}});
  const auto ratio = fit.coefficients[0].hazard_ratio();
  return {"Freireich",
          "Freireich EJ et al. Blood 1963; 21: 699: remission under 6-mercaptopurine; reference: survival 3.5-3.",
          {{"S(10) of the treated", "0.752941", stats::survival_at(curve, 10)},
           {"its standard error", "0.0963497", stats::step_at(curve, 10)->standard_error},
           {"median of the treated, weeks", "23", stats::survival_quantile(curve, 0.5).value},
           {"log-rank chi-squared", "16.792941", test.chi_squared},
           {"Cox, Efron: log hazard ratio", "-1.572125149", log_ratio(fit)},
           {"standard error", "0.412396718", fit.coefficients[0].standard_error},
           {"hazard ratio", "0.207604", ratio.value},
           {"lower limit", "0.092513", ratio.low},
           {"upper limit", "0.465873", ratio.high}}};
}

Source therneau(const std::string& root) {
  const Table one(root, "test1");
  const Table two(root, "test2");
  const Table three(root, "test3");
  const Observations first{.exit = one["time"], .event = one.whole("event")};
  const Observations second{.entry = two["entry"], .exit = two["exit"], .event = two.whole("event")};
  const Observations third{.exit = three["time"], .event = three.whole("event"), .weight = three["weight"]};
  Source source{"Therneau's test sets",
                "Therneau T. Vignette \"validate\" of the R package survival: three sets worked out by hand.",
                {}};
  const auto add = [&](const std::string& what, const Observations& observations, const Table& table,
                       const std::vector<std::string>& published) {
    const auto breslow = fitted(observations, {{"x", table["x"]}}, Ties::breslow);
    const auto efron = fitted(observations, {{"x", table["x"]}});
    source.witnesses.push_back({what + ", Breslow: beta", published[0], log_ratio(breslow)});
    source.witnesses.push_back({what + ", Breslow: log likelihood", published[1], breslow.log_likelihood});
    source.witnesses.push_back({what + ", Efron: beta", published[2], log_ratio(efron)});
    source.witnesses.push_back({what + ", Efron: log likelihood", published[3], efron.log_likelihood});
  };
  add("set 1", first, one, {"1.475284915", "-3.824749505", "1.676857486", "-3.358974840"});
  add("set 2", second, two, {"-0.08452608066", "-9.387015118", "-0.02110520963", "-9.169166465"});
  add("set 3", third, three, {"0.8595574445", "-32.02104628", "0.8726042464", "-29.41678460"});
  return source;
}

Source lung(const std::string& root) {
  const Table data(root, "lung");
  const auto fit = fitted({.exit = data["time"], .event = data.whole("event")},
                          {{"age", data["age"]}, {"sex", data["sex"]}, {"ecog", data["ecog"]}});
  return {"Lung",
          "Loprinzi CL et al. J Clin Oncol 1994; 12: 601: advanced lung cancer; reference: survival 3.5-3.",
          {{"age", "0.01106676456", log_ratio(fit, 0)},
           {"its standard error", "0.00926741101", fit.coefficients[0].standard_error},
           {"sex", "-0.55261239570", log_ratio(fit, 1)},
           {"its standard error", "0.16773905379", fit.coefficients[1].standard_error},
           {"ECOG", "0.46372847537", log_ratio(fit, 2)},
           {"its standard error", "0.11357726616", fit.coefficients[2].standard_error}}};
}

Source mgus(const std::string& root) {
  const Table data(root, "mgus");
  const Observations all{.exit = data["time"], .event = data.whole("event")};
  const auto progression = stats::cumulative_incidence(all).value();
  const auto death = stats::cumulative_incidence(all, {.cause = 2}).value();
  const auto fit =
      stats::fit_fine_gray({.observations = all, .covariates = {{"age", data["age"]}, {"male", data["male"]}}}).value();
  const auto* step = stats::step_at(progression, 240);
  return {"mgus2",
          "Kyle RA et al. N Engl J Med 2002; 346: 564: monoclonal gammopathy; reference: cmprsk 2.2-11.",
          {{"incidence of progression at 240 months", "0.099813716", step->incidence},
           {"its standard error", "0.00980611", std::sqrt(step->variance)},
           {"incidence of death at 240 months", "0.724027976", stats::step_at(death, 240)->incidence},
           {"Fine-Gray, age", "-0.017338", fit.coefficients[0].log_ratio.value},
           {"its standard error", "0.0057371", fit.coefficients[0].standard_error},
           {"Fine-Gray, male", "-0.260038", fit.coefficients[1].log_ratio.value}}};
}

Source stanford(const std::string& root) {
  const Table persons(root, "stanford");
  const Table rows(root, "heart");
  std::vector<double> ever;
  for (const double wait : persons["wait"]) ever.push_back(std::isnan(wait) ? 0 : 1);
  const auto naive = fitted({.exit = persons["time"], .event = persons.whole("event")}, {{"ever transplanted", ever}});
  const auto timed = fitted({.entry = rows["entry"], .exit = rows["exit"], .event = rows.whole("event")},
                            {{"transplant", rows["transplant"]}});
  const auto ratio = timed.coefficients[0].hazard_ratio();
  return {"Stanford heart transplants",
          "Crowley J, Hu M. J Am Stat Assoc 1977; 72: 27; reference: survival 3.5-3. \"Ever against never\" gives "
          "the transplanted their waiting time for nothing.",
          {{"ever against never: hazard ratio", "0.266", naive.coefficients[0].hazard_ratio().value},
           {"time-dependent: log hazard ratio", "0.1271411266", log_ratio(timed)},
           {"its standard error", "0.3011411043", timed.coefficients[0].standard_error},
           {"time-dependent: hazard ratio", "1.136", ratio.value},
           {"lower limit", "0.629", ratio.low},
           {"upper limit", "2.049", ratio.high}}};
}

}  // namespace

std::vector<Source> survival(const std::string& root) {
  return {freireich(root), therneau(root), lung(root), mgus(root), stanford(root)};
}

}  // namespace lossa::witnesses
