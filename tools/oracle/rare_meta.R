# SPDX-License-Identifier: Apache-2.0
# Inverse variance, Mantel-Haenszel, Peto, and the tests of small studies by metafor; iterations are driven to the end.
suppressMessages(library(metafor))
source("tools/oracle/lib/golden.R")
needs("rare_data")

tight <- list(threshold = 1e-13, maxiter = 100000, tol = .Machine$double.eps, stepadj = 1)
data <- read_table("rare_data")
rows <- list()
add <- function(dataset, measure, method, ...) {
  values <- c(...)
  names(values) <- sub("[.](intrcpt|tau)$", "", names(values))
  rows[[length(rows) + 1]] <<- data.frame(dataset = dataset, measure = measure, method = method, quantity = names(values), value = unname(values))
}
effects <- function(d, measure, add) {
  if (measure %in% c("PLO", "PFT")) return(escalc(measure, xi = x1, ni = n1, data = d, add = add, to = "only0"))
  if (measure == "IRLN") return(escalc(measure, xi = x1, ti = n1, data = d, add = add, to = "only0"))
  if (measure == "IRR") return(escalc(measure, x1i = x1, t1i = n1, x2i = x2, t2i = n2, data = d, add = add, to = "only0", drop00 = TRUE))
  escalc(measure, ai = x1, n1i = n1, ci = x2, n2i = n2, data = d, add = add, to = "only0", drop00 = TRUE)
}
whole <- function(fit) {
  random <- fit$method != "FE" && fit$method != "EE"
  p <- predict(fit)
  v <- c(k = fit$k, estimate = fit$beta[1], se = fit$se[1], low = fit$ci.lb[1], high = fit$ci.ub[1], p = fit$pval[1], q = fit$QE, q_p = fit$QEp,
         i2 = fit$I2, h2 = fit$H2)
  if (random) v <- c(v, tau2 = fit$tau2, tau2_se = fit$se.tau2, predicted_low = p$pi.lb, predicted_high = p$pi.ub)
  v
}
methods <- c("FE", "DL", "REML", "ML", "PM", "HE", "SJ", "HS")
binary <- c("bcg", "nissen_infarction", "nissen_death", "nielweise2007", "alike", "two_trials", "simulated20", "simulated100")
sets <- rbind(expand.grid(d = binary, m = c("RR", "OR", "RD"), stringsAsFactors = FALSE),
              expand.grid(d = c("nielweise2008", "rates20"), m = c("IRR", "IRLN"), stringsAsFactors = FALSE),
              expand.grid(d = c("pritz1997", "bcg"), m = c("PLO", "PFT"), stringsAsFactors = FALSE))
for (i in seq_len(nrow(sets))) {
  d <- data[data$dataset == sets$d[i], ]
  e <- effects(d, sets$m[i], if (sets$m[i] == "PFT") 0 else .5)
  for (method in methods) for (test in c("z", "knha")) {
    if (method == "FE" && test == "knha") next
    fit <- suppressWarnings(rma(yi, vi, data = e, method = method, test = test, control = tight))
    add(sets$d[i], sets$m[i], paste0(method, if (test == "knha") "+knha"), whole(fit))
    if (sets$m[i] == "PFT" && test == "z" && method == "REML") {
      b <- predict(fit, transf = transf.ipft.hm, targs = list(ni = e$n1))
      add(sets$d[i], "PFT", "REML", share = b$pred, share_low = b$ci.lb, share_high = b$ci.ub)
    }
    if (test == "z" && method %in% c("DL", "REML", "PM")) {
      ci <- suppressWarnings(confint(fit, control = list(tol = 1e-14, maxiter = 100000, tau2.max = 1e4)))$random
      add(sets$d[i], sets$m[i], method, tau2_low = ci[1, 2], tau2_high = ci[1, 3], i2_low = ci[3, 2], i2_high = ci[3, 3])
    }
  }
}
# One covariate; leave-one-out; small-study tests; trim and fill.
for (name in c("bcg", "alike")) {
  d <- data[data$dataset == name, ]
  e <- effects(d, "RR", .5)
  for (method in c("FE", "DL", "REML", "ML", "PM")) for (test in c("z", "knha")) {
    if (method == "FE" && test == "knha") next
    fit <- suppressWarnings(rma(yi, vi, mods = ~ covariate, data = e, method = method, test = test, control = tight))
    add(name, "RR", paste0(method, "+covariate", if (test == "knha") "+knha"), intercept = fit$beta[1], intercept_se = fit$se[1],
        slope = fit$beta[2], slope_se = fit$se[2], slope_low = fit$ci.lb[2], slope_high = fit$ci.ub[2], slope_p = fit$pval[2],
        tau2 = fit$tau2, q = fit$QE, qm = fit$QM, i2 = fit$I2, r2 = if (is.null(fit$R2)) NA else fit$R2)
  }
}
for (name in c("bcg", "alike", "nielweise2007", "simulated20")) {
  d <- data[data$dataset == name, ]
  e <- effects(d, "RR", .5)
  fit <- suppressWarnings(rma(yi, vi, data = e, method = "REML", control = tight))
  out <- suppressWarnings(leave1out(fit))
  for (i in seq_along(out$estimate)) add(name, "RR", paste0("leave_out_", i - 1), estimate = out$estimate[i], se = out$se[i], tau2 = out$tau2[i], i2 = out$I2[i])
  egger <- suppressWarnings(regtest(fit)); classic <- regtest(fit, model = "lm"); rank <- suppressWarnings(ranktest(fit, exact = FALSE))
  exact <- suppressWarnings(ranktest(fit))
  add(name, "RR", "egger", statistic = egger$zval, p = egger$pval, limit = egger$est, limit_low = egger$ci.lb, limit_high = egger$ci.ub)
  add(name, "RR", "egger_classic", statistic = classic$zval, p = classic$pval, limit = classic$est, limit_low = classic$ci.lb, limit_high = classic$ci.ub)
  add(name, "RR", "rank", tau = rank$tau, p_normal = rank$pval, p = exact$pval)
  fixed <- rma(yi, vi, data = e, method = "FE")
  filled <- trimfill(fixed)
  add(name, "RR", "trim_and_fill", missing = filled$k0, estimate = filled$beta[1], se = filled$se)
}
# No correction of any kind; drop00 only where two zeros say nothing of the ratio.
for (name in binary) {
  d <- data[data$dataset == name, ]
  for (measure in c("RR", "OR", "RD")) {
    fit <- rma.mh(measure = measure, ai = x1, n1i = n1, ci = x2, n2i = n2, data = d, add = c(.5, 0), to = c("only0", "none"), drop00 = FALSE)
    v <- c(estimate = fit$beta[1], se = fit$se, low = fit$ci.lb, high = fit$ci.ub, p = fit$pval)
    if (measure == "OR") v <- c(v, cmh = fit$MH, cmh_p = fit$MHp, tarone = fit$TA, tarone_p = fit$TAp)
    add(name, measure, "mantel_haenszel", v)
  }
  fit <- rma.peto(ai = x1, n1i = n1, ci = x2, n2i = n2, data = d, add = c(.5, 0), to = c("only0", "none"), drop00 = FALSE)
  add(name, "OR", "peto", estimate = fit$beta[1], se = fit$se, low = fit$ci.lb, high = fit$ci.ub, p = fit$pval, q = fit$QE, q_p = fit$QEp)
}
for (name in c("nielweise2008", "rates20")) {
  d <- data[data$dataset == name, ]
  fit <- rma.mh(measure = "IRR", x1i = x1, t1i = n1, x2i = x2, t2i = n2, data = d, add = c(.5, 0), to = c("only0", "none"), drop00 = FALSE)
  add(name, "IRR", "mantel_haenszel", estimate = fit$beta[1], se = fit$se, low = fit$ci.lb, high = fit$ci.ub, p = fit$pval)
}
write_table("rare_meta", do.call(rbind, rows), made_by("rare_meta", "metafor"))
