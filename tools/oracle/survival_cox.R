# SPDX-License-Identifier: Apache-2.0
# Cox models: every way with ties, strata, intervals, weights, offset, robust variance, ridge; residuals, the test of
# proportional hazards, baseline hazards and concordance.
suppressPackageStartupMessages(library(survival))
source("tools/oracle/lib/golden.R")
needs("survival_data")
out <- golden("survival_cox", "survival")
tight <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 50, timefix = FALSE)

fit_summary <- function(case, fit) {
  out$add(case, "beta", coef(fit))
  out$add(case, "variance", if (is.null(fit$naive.var)) fit$var else fit$naive.var)
  if (!is.null(fit$naive.var)) out$add(case, "robust", fit$var)
  out$add(case, "log_likelihood", fit$loglik)
  out$add(case, "score", fit$score)
  if (is.null(fit$naive.var)) out$add(case, "wald", fit$wald.test)
}
checks <- function(case, fit, residual_terms = TRUE) {
  if (residual_terms) {
    out$add(case, "martingale", residuals(fit, "martingale"))
    out$add(case, "schoenfeld", residuals(fit, "schoenfeld"))
    out$add(case, "score_residuals", residuals(fit, "score"))
    out$add(case, "dfbeta", residuals(fit, "dfbeta"))
  }
  for (transform in c("km", "rank", "identity", "log"))
    out$add(case, paste0("zph_", transform), cox.zph(fit, transform)$table[, "chisq"])
}

freireich <- read_table("freireich")
lung <- read_table("lung")
mixed <- read_table("mixed")
heart <- read_table("heart")
stanford <- read_table("stanford")
bladder <- read_table("bladder")
mgus <- read_table("mgus")
for (ties in c("efron", "breslow", "exact")) {
  named <- function(case) paste(case, ties, sep = "_")
  fit_summary(named("freireich"), coxph(Surv(time, event) ~ treated, freireich, ties = ties, control = tight))
  fit_summary(named("lung"), coxph(Surv(time, event) ~ age + sex + ecog, lung, ties = ties, control = tight))
  fit_summary(named("mixed_plain"), coxph(Surv(exit, event) ~ age + male + dose + strata(stratum) + offset(offset),
                                          mixed, ties = ties, control = tight))
}
# With intervals R enumerates all sets of tied patients: only for few.
fit_summary("mixed_few_exact", coxph(Surv(entry, exit, event) ~ age + male, mixed[1:30, ], ties = "exact", control = tight))
for (ties in c("efron", "breslow")) {
  named <- function(case) paste(case, ties, sep = "_")
  full <- coxph(Surv(entry, exit, event) ~ age + male + dose + strata(stratum) + offset(offset), mixed,
                weights = weight, ties = ties, control = tight, robust = FALSE)
  fit_summary(named("mixed"), full)
  checks(named("mixed"), full)
  fit_summary(named("mixed_cluster"), coxph(Surv(entry, exit, event) ~ age + male + dose + strata(stratum) + offset(offset),
                                            mixed, weights = weight, ties = ties, control = tight, cluster = cluster))
  fit_summary(named("mixed_robust"), coxph(Surv(entry, exit, event) ~ age + male + dose, mixed, weights = weight,
                                           ties = ties, control = tight, cluster = seq_along(age)))
  for (case in c("test1", "test3")) {
    data <- read_table(case)
    weight <- if (is.null(data$weight)) rep(1, nrow(data)) else data$weight
    data$weight <- weight
    fit <- coxph(Surv(time, event) ~ x, data, weights = weight, ties = ties, control = tight, robust = FALSE)
    fit_summary(named(case), fit)
    checks(named(case), fit)
  }
  fit <- coxph(Surv(entry, exit, event) ~ x, read_table("test2"), ties = ties, control = tight)
  fit_summary(named("test2"), fit)
  checks(named("test2"), fit)

  fit <- coxph(Surv(time, event) ~ age + sex + ecog, lung, ties = ties, control = tight)
  checks(named("lung"), fit)
  at <- data.frame(age = c(60, 75), sex = c(1, 2), ecog = c(1, 0))
  curve <- survfit(fit, newdata = at, censor = FALSE, conf.type = "log")
  for (who in 1:2) {
    out$add(named("lung"), paste0("hazard_", who), curve$cumhaz[, who])
    out$add(named("lung"), paste0("hazard_error_", who), curve$std.err[, who])
    out$add(named("lung"), paste0("survival_", who), curve$surv[, who])
    out$add(named("lung"), paste0("low_", who), curve$lower[, who])
    out$add(named("lung"), paste0("high_", who), curve$upper[, who])
  }
  intervals <- coxph(Surv(entry, exit, event) ~ age + male, mixed, weights = weight, ties = ties, control = tight, robust = FALSE)
  curve <- survfit(intervals, newdata = data.frame(age = 0.5, male = 1), censor = FALSE)
  out$add(named("mixed_two"), "beta", coef(intervals))
  out$add(named("mixed_two"), "hazard", curve$cumhaz)
  out$add(named("mixed_two"), "hazard_error", curve$std.err)
}

ridge_fit <- coxph(Surv(time, event) ~ ridge(age, sex, ecog, theta = 10, scale = FALSE), lung,
                   control = coxph.control(eps = 1e-14, iter.max = 50, outer.max = 50))
out$add("lung_ridge", "beta", coef(ridge_fit))
out$add("lung_ridge", "variance", ridge_fit$var)
out$add("lung_ridge", "log_likelihood", ridge_fit$loglik)

fit_summary("bladder", coxph(Surv(entry, exit, event) ~ rx + size + number + strata(stratum), bladder, cluster = id, control = tight))
fit_summary("heart_transplant", coxph(Surv(entry, exit, event) ~ transplant, heart, control = tight))
fit_summary("heart_full", coxph(Surv(entry, exit, event) ~ transplant + age + surgery, heart, control = tight))
stanford$ever <- as.numeric(!is.na(stanford$wait))
fit_summary("stanford_naive", coxph(Surv(time, event) ~ ever, stanford, control = tight))
late <- subset(stanford, time > 30)
late$exposed <- as.numeric(!is.na(late$wait) & late$wait <= 30)
fit_summary("stanford_landmark", coxph(Surv(time, event) ~ exposed, late, control = tight))
for (cause in 1:2) fit_summary(paste0("mgus_cause_", cause), coxph(Surv(time, event == cause) ~ age + male, mgus, control = tight))

agreement <- function(case, model) {
  out$add(case, "concordance", c(model$concordance, sqrt(model$var)))
  out$add(case, "counts", model$count)
}
lung_fit <- coxph(Surv(time, event) ~ age + sex + ecog, lung)
agreement("lung", concordance(lung_fit))
lung$mark <- lung$age + 10 * lung$sex
agreement("lung_marker", concordance(Surv(time, event) ~ mark, lung, reverse = TRUE))
agreement("mixed", concordance(Surv(exit, event) ~ dose, mixed, weights = weight, reverse = TRUE))
agreement("mixed_entry", concordance(Surv(entry, exit, event) ~ dose, mixed, weights = weight, reverse = TRUE))
stratified <- concordance(Surv(exit, event) ~ dose + strata(stratum), mixed, reverse = TRUE)
out$add("mixed_strata", "concordance", c(stratified$concordance, sqrt(stratified$var)))
out$write()
