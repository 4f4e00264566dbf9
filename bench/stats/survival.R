# SPDX-License-Identifier: Apache-2.0
# The same analyses by R on the cohorts that stats_survival_bench wrote: Rscript survival.R DIRECTORY
# Prints name,n,seconds,processor seconds and name,n,beta,value as that program does.
suppressPackageStartupMessages({
  library(survival)
  library(cmprsk)
})
directory <- commandArgs(TRUE)[1]
covariates <- paste0("x", 1:5)
model <- Surv(time, event) ~ x1 + x2 + x3 + x4 + x5

measure <- function(name, n, work, runs = 3) {
  times <- vapply(seq_len(runs), function(run) {
    time <- system.time(work())
    c(time[["elapsed"]], time[["user.self"]] + time[["sys.self"]])
  }, numeric(2))
  cat(sprintf("%s,%d,%.6f,%.6f\n", name, n, min(times[1, ]), min(times[2, ])))
}
print_beta <- function(name, n, beta) cat(sprintf("%s,%d,beta,%.17g\n", name, n, beta), sep = "")

for (n in c(1000L, 10000L, 100000L, 1000000L)) {
  cohort <- read.csv(sprintf("%s/cohort_%d.csv", directory, n))
  cohort$event <- as.numeric(cohort$cause > 0)
  cohort$state <- factor(cohort$cause, 0:2)
  runs <- if (n < 1e6) 3 else 1
  measure("kaplan_meier", n, function() survfit(Surv(time, event) ~ 1, cohort), runs)
  measure("log_rank", n, function() survdiff(Surv(time, event) ~ group, cohort), runs)
  measure("cox_efron", n, function() coxph(model, cohort), runs)
  fit <- coxph(model, cohort, control = coxph.control(eps = 1e-13))
  print_beta("cox_efron", n, coef(fit))
  if (n <= 1e5) {
    measure("incidence", n, function() survfit(Surv(time, state) ~ 1, cohort), 1)
    measure("cox_robust", n, function() coxph(model, cohort, robust = TRUE), 1)
  }
  measure("cox_zph", n, function() cox.zph(fit), runs)
  measure("concordance", n, function() concordance(fit), runs)
  if (n == 1e4) {
    x <- as.matrix(cohort[covariates])
    y <- Surv(cohort$time, cohort$event)
    set.seed(1)
    replicates <- 100  # of 1000: the time is multiplied by 10
    time <- system.time(for (i in seq_len(replicates)) {
      drawn <- sample.int(n, n, TRUE)
      coxph.fit(x[drawn, ], y[drawn, ], NULL, NULL, NULL, coxph.control(), NULL, "efron", NULL, nocenter = NULL)
    })
    cat(sprintf("cox_bootstrap,%d,%.6f,%.6f\n", n, 10 * time[["elapsed"]], 10 * (time[["user.self"]] + time[["sys.self"]])))
  }
  if (n <= 1e4) {
    measure("fine_gray", n, function() fine <<- crr(cohort$time, cohort$cause, as.matrix(cohort[covariates])), 1)
    print_beta("fine_gray", n, fine$coef)
  }
}
