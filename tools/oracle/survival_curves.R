# SPDX-License-Identifier: Apache-2.0
# Kaplan-Meier with every kind of limits, quantiles, restricted means, the Nelson-Aalen hazard, and log-rank tests.
suppressPackageStartupMessages(library(survival))
source("tools/oracle/lib/golden.R")
needs("survival_data")
out <- golden("survival_curves", "survival")

shares <- c(0.1, 0.25, 0.5, 0.75, 0.9)
curve <- function(case, response, weights = NULL, horizons = numeric()) {
  for (scale in c("log", "log-log", "plain", "arcsin")) {
    fit <- survfit(response ~ 1, weights = weights, conf.type = scale, robust = FALSE)
    keep <- fit$n.event > 0
    named <- paste(case, sub("arcsin", "arcsine", scale), sep = "_")
    out$add(named, "low", fit$lower[keep])
    out$add(named, "high", fit$upper[keep])
    q <- quantile(fit, shares)
    out$add(named, "quantile", q$quantile)
    out$add(named, "quantile_low", q$lower)
    out$add(named, "quantile_high", q$upper)
  }
  out$add(case, "time", fit$time[keep])
  out$add(case, "at_risk", fit$n.risk[keep])
  out$add(case, "events", fit$n.event[keep])
  out$add(case, "survival", fit$surv[keep])
  error <- (fit$surv * fit$std.err)[keep]
  out$add(case, "standard_error", ifelse(fit$surv[keep] > 0, error, NA))
  out$add(case, "hazard", fit$cumhaz[keep])
  out$add(case, "hazard_error", fit$std.chaz[keep])
  for (horizon in horizons) {
    mean <- survival:::survmean(fit, rmean = horizon)$matrix
    out$add(paste(case, horizon, sep = "_"), "restricted_mean", mean[c("rmean", "se(rmean)")])
  }
}

freireich <- read_table("freireich")
with(subset(freireich, treated == 1), curve("freireich_treated", Surv(time, event), horizons = c(20, 35)))
with(subset(freireich, treated == 0), curve("freireich_control", Surv(time, event), horizons = c(20, 23)))
lung_all <- read_table("lung_all")
with(lung_all, curve("lung", Surv(time, event), horizons = c(365, 1000)))
with(read_table("aml"), curve("aml_maintained", Surv(time[maintained == 1], event[maintained == 1])))
with(read_table("test2"), curve("test2", Surv(entry, exit, event)))
with(read_table("test3"), curve("test3", Surv(time, event), weight))
mixed <- read_table("mixed")
with(mixed, curve("mixed", Surv(entry, exit, event), weight, horizons = c(5, 12)))
with(mixed, curve("mixed_right", Surv(exit, event)))

test <- function(case, fit) {
  stratified <- is.matrix(fit$obs)
  out$add(case, "observed", if (stratified) rowSums(fit$obs) else fit$obs)
  out$add(case, "expected", if (stratified) rowSums(fit$exp) else fit$exp)
  out$add(case, "variance", fit$var)
  out$add(case, "chi_squared", fit$chisq)
}
for (rho in c(0, 1, 0.5)) {
  test(paste0("freireich_rho_", rho), survdiff(Surv(time, event) ~ treated, freireich, rho = rho))
  test(paste0("lung_sex_rho_", rho), survdiff(Surv(time, event) ~ sex, lung_all, rho = rho))
  test(paste0("mixed_dose_rho_", rho), survdiff(Surv(exit, event) ~ dose, mixed, rho = rho))
  test(paste0("mixed_stratified_rho_", rho), survdiff(Surv(exit, event) ~ dose + strata(stratum), mixed, rho = rho))
}
known <- subset(lung_all, institution > 0)
test("lung_by_institution", survdiff(Surv(time, event) ~ sex + strata(institution), known))
test("aml", survdiff(Surv(time, event) ~ maintained, read_table("aml")))
out$write()
