// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <lossa/stats/cusum.hpp>
#include <lossa/stats/logistic.hpp>
#include <lossa/stats/roc.hpp>

#include "witness.hpp"

namespace lossa::witnesses {
namespace {

Source endometrial(const std::string& root) {
  const Table data(root, "data/endometrial");
  const auto fit = stats::firth_logistic({.outcome = data["hg"],
                                          .covariates = {{"nv", data["nv"]}, {"pi", data["pi"]}, {"eh", data["eh"]}}})
                       .value();
  const auto& nv = fit.coefficients[1];
  return {"Endometrial cancer, Firth",
          "Heinze G, Schemper M. Stat Med 2002; 21: 2409: neovascularisation (NV) separates the grades; reference: "
          "brglm2 0.9 and logistf's definition.",
          {{"intercept", "3.774559714", fit.coefficients[0].estimate.value},
           {"NV", "2.929273353", nv.estimate.value},
           {"its standard error", "1.550763730", nv.standard_error},
           {"profile limit, lower", "0.609724", nv.estimate.low},
           {"profile limit, upper", "7.854632", nv.estimate.high},
           {"penalised likelihood ratio", "6.798457", nv.chi_squared},
           {"PI", "-0.034751760", fit.coefficients[2].estimate.value},
           {"EH", "-2.604163925", fit.coefficients[3].estimate.value},
           {"penalised log likelihood", "-24.0372678", fit.penalised_log_likelihood}}};
}

Source steiner() {
  Source source{"Steiner's CUSUM",
                "Steiner SH et al. Biostatistics 2000; 1: 441, page 446: logit p = -3.68 + 0.077 Parsonnet, odds ratio "
                "2; 71 by the formula.",
                {}};
  const auto add = [&](double parsonnet, const std::string& survive, const std::string& die) {
    const double p = 1.0 / (1.0 + std::exp(3.68 - 0.077 * parsonnet));
    const auto name = "Parsonnet " + std::to_string(static_cast<int>(parsonnet));
    source.witnesses.push_back({name + ", alive", survive, stats::cusum_weight(p, false).value()});
    source.witnesses.push_back({name + ", dead", die, stats::cusum_weight(p, true).value()});
  };
  add(0, "-0.0243046626", "0.668842518");
  add(50, "-0.43333831", "0.259808871");
  add(71, "-0.618724814", "0.0744223665");
  return source;
}

Source subarachnoid(const std::string& root) {
  const Table data(root, "data/subarachnoid");
  const auto curve = stats::roc(data["s100b"], data["poor"]).value();
  const auto compared = stats::compare_roc(data["s100b"], data["wfns"], data["poor"]).value();
  return {"Subarachnoid haemorrhage, DeLong",
          "Turck N et al. Intensive Care Med 2010; 36: 107; reference: pROC 1.18.0.",
          {{"area of S100B", "0.731368564", curve.area.value},
           {"lower limit", "0.630118", curve.area.low},
           {"upper limit", "0.832619", curve.area.high},
           {"area of WFNS", "0.823678862", compared.second_area},
           {"z of the difference", "-2.208984", compared.z},
           {"p", "0.027176", compared.p}}};
}

}  // namespace

std::vector<Source> regression(const std::string& root) { return {endometrial(root), steiner(), subarachnoid(root)}; }

}  // namespace lossa::witnesses
