# SPDX-License-Identifier: Apache-2.0
# Seconds of processor time a fit of rare-event models by R's metafor and lme4, on the trials of tests/golden/stats/rare_data.csv:
# Rscript bench/stats/rare.R MODEL DATASET. One model a run, so that each can be bounded by `timeout`.
suppressMessages(library(metafor))
arguments <- commandArgs(TRUE)
d <- subset(read.csv("tests/golden/stats/rare_data.csv", comment.char = "#"), dataset == arguments[2])
fit <- function() suppressWarnings(switch(arguments[1],
  REML = rma(measure = "OR", ai = x1, n1i = n1, ci = x2, n2i = n2, data = d, add = .5, to = "only0", drop00 = TRUE),
  PLO = rma.glmm(measure = "PLO", xi = x1, ni = n1, data = d),
  UM.FS = rma.glmm(measure = "OR", ai = x1, n1i = n1, ci = x2, n2i = n2, data = d, model = "UM.FS"),
  CM.EL = rma.glmm(measure = "OR", ai = x1, n1i = n1, ci = x2, n2i = n2, data = d, model = "CM.EL",
                   control = list(dnchgcalc = "dnoncenhypergeom"))))
runs <- if (arguments[1] == "REML") 20 else 1  # a fit, timed over 20 where it is short
if (runs > 1) invisible(fit())
seconds <- system.time(for (i in seq_len(runs)) f <- fit())[["user.self"]] / runs
cat(sprintf("%s,%d,%.3e,%.6f,%.6f,%.6f\n", arguments[1], nrow(d), seconds, f$beta[1], f$se[1], f$tau2))
