# SPDX-License-Identifier: Apache-2.0
# Competing risks: incidence with cmprsk's and survival's variance, Gray's test, and Fine-Gray by crr.
suppressPackageStartupMessages({
  library(survival)
  library(cmprsk)
})
source("tools/oracle/lib/golden.R")
needs("survival_data")
out <- golden("survival_competing", c("survival", "cmprsk"))

tiny <- data.frame(time = c(1, 2, 2, 3, 4, 5, 6, 7, 8, 9), cause = c(1, 2, 1, 0, 1, 2, 0, 1, 2, 0))
regression <- data.frame(time = c(2, 3, 3, 5, 6, 7, 8, 10, 11, 12, 14, 15), cause = c(1, 2, 1, 0, 1, 2, 0, 1, 2, 1, 0, 2),
                         x = c(1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0))
mgus <- read_table("mgus")
mgus$cause <- mgus$event
mixed <- read_table("mixed")
mixed$time <- mixed$exit

incidence <- function(case, time, cause, entry = NULL, weights = NULL) {
  state <- factor(cause, 0:max(cause))
  response <- if (is.null(entry)) Surv(time, state) else Surv(entry, time, state)
  identity <- seq_along(time)
  frame <- list(response = response, identity = identity, weights = weights)
  fit <- if (is.null(entry)) survfit(response ~ 1, weights = weights) else survfit(response ~ 1, id = identity, weights = weights)
  keep <- rowSums(fit$n.event) > 0
  out$add(case, "time", fit$time[keep])
  out$add(case, "survival", fit$pstate[keep, 1])
  for (k in seq_len(max(cause))) {
    named <- paste(case, k, sep = "_")
    out$add(named, "incidence", fit$pstate[keep, k + 1])
    out$add(named, "jackknife", fit$std.err[keep, k + 1])
  }
  if (is.null(entry) && is.null(weights)) {
    curves <- cuminc(time, cause)
    at <- timepoints(curves, fit$time[keep])
    for (k in seq_len(max(cause))) out$add(paste(case, k, sep = "_"), "aalen", at$var[k, ])
  }
}
incidence("tiny", tiny$time, tiny$cause)
incidence("regression", regression$time, regression$cause)
incidence("mgus", mgus$time, mgus$cause)
incidence("mixed", mixed$time, mixed$cause)
incidence("mixed_weighted", mixed$time, mixed$cause, weights = mixed$weight)
incidence("mixed_entry", mixed$time, mixed$cause, mixed$entry, mixed$weight)

gray <- function(case, ...) out$add(case, "gray", cuminc(...)$Tests[, c("stat", "df")])
gray("regression", regression$time, regression$cause, regression$x)
gray("mgus", mgus$time, mgus$cause, mgus$male)
gray("mixed", mixed$time, mixed$cause, mixed$dose)
gray("mixed_rho", mixed$time, mixed$cause, mixed$dose, rho = 1)
gray("mixed_strata", mixed$time, mixed$cause, mixed$dose, mixed$stratum)

fine_gray <- function(case, time, cause, covariates, failcode = 1) {
  fit <- crr(time, cause, as.matrix(covariates), failcode = failcode, gtol = 1e-12, maxiter = 30)
  out$add(case, "beta", fit$coef)
  out$add(case, "variance", fit$var)
  out$add(case, "log_likelihood", c(fit$loglik.null, fit$loglik))
}
fine_gray("regression", regression$time, regression$cause, regression["x"])
for (k in 1:2) fine_gray(paste0("mgus_", k), mgus$time, mgus$cause, mgus[c("age", "male")], k)
for (k in 1:3) fine_gray(paste0("mixed_", k), mixed$time, mixed$cause, mixed[c("age", "male", "dose")], k)
out$write()
