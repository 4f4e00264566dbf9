# SPDX-License-Identifier: Apache-2.0
# Mixed models of counts, by brute force and by metafor.
#
# Brute force: the likelihood of each study is summed over 401 or 801 points of the random effect from -10 to 10 standard
# deviations (the trapezoidal rule, exact to rounding for such integrands), study effects are maximised out one by one, and
# the maximum is polished by Newton steps on Richardson's differences until the gradient is nothing.
# metafor: rma.glmm as it comes (7 quadrature points, lme4's tolerances), whose last digits are looser; CM.EL of binomial
# arms takes a quarter of a minute, integrates to 1e-4 and fails on the rosiglitazone trials, so that it has no rows.
suppressMessages({library(metafor); library(numDeriv)})
source("tools/oracle/lib/golden.R")
needs("rare_data")

# Points twice as close where a series alone can be precise.
set_points <- function(step) {
  z <<- seq(-10, 10, by = step)
  log_weight <<- dnorm(z, log = TRUE) + log(step)
}
log_sum <- function(m) { top <- apply(m, 1, max); top + log(rowSums(exp(m - top))) }
log1pexp <- function(x) ifelse(x > 0, x + log1p(exp(-x)), log1p(exp(x)))
# By study and point, given its linear predictor.
binomial_part <- function(x, n, eta) x * eta - n * log1pexp(eta)
poisson_part <- function(x, t, eta) x * (eta + log(t)) - t * exp(eta)
effect <- function(theta, tau, k) matrix(theta + tau * z, k, length(z), byrow = TRUE)

one_sample <- function(part) function(d) function(theta, tau)
  sum(log_sum(sweep(part(d$x1, d$n1, effect(theta, tau, nrow(d))), 2, log_weight, "+")))

conditional_odds <- function(d) {
  tables <- lapply(seq_len(nrow(d)), function(i) {
    m <- d$x1[i] + d$x2[i]; s <- max(0, m - d$n2[i]):min(d$n1[i], m)
    list(s = s, log = dhyper(s, d$n1[i], d$n2[i], m, log = TRUE), x = d$x1[i])
  })
  function(theta, tau) sum(vapply(tables, function(t) {
    psi <- theta + tau * z
    l <- outer(psi, t$s) + rep(t$log, each = length(psi))
    own <- t$x * psi + t$log[t$s == t$x]
    log_sum(matrix(own - log_sum(l) + log_weight, 1))
  }, 0))
}
conditional_rates <- function(d) function(theta, tau)
  sum(log_sum(sweep(binomial_part(d$x1, d$x1 + d$x2, effect(theta, tau, nrow(d)) + log(d$n1 / d$n2)), 2, log_weight, "+")))

# Fixed study effects, each maximised by Newton's method with the exact derivatives of the integral.
unconditional <- function(is_rate) function(d) {
  total <- d$x1 + d$x2
  start <- if (is_rate) log((total + .1) / (d$n1 + d$n2)) else qlogis((total + .1) / (d$n1 + d$n2 + .2))
  keep <- total > 0 & (is_rate | total < d$n1 + d$n2)
  d <- d[keep, ]; a0 <- start[keep]
  function(theta, tau) {
    u <- effect(theta, tau, nrow(d)); a <- a0
    part <- if (is_rate) poisson_part else binomial_part
    slope <- if (is_rate) function(x, n, eta) x - n * exp(eta) else function(x, n, eta) x - n * plogis(eta)
    bend <- if (is_rate) function(n, eta) n * exp(eta) else function(n, eta) n * plogis(eta) * plogis(-eta)
    value <- function(a) sweep(part(d$x1, d$n1, a + u / 2) + part(d$x2, d$n2, a - u / 2), 2, log_weight, "+")
    now <- log_sum(value(a))
    for (i in 1:200) {
      v <- value(a); p <- exp(v - log_sum(v))
      g <- slope(d$x1, d$n1, a + u / 2) + slope(d$x2, d$n2, a - u / 2)
      first <- rowSums(p * g)
      second <- -rowSums(p * (bend(d$n1, a + u / 2) + bend(d$n2, a - u / 2))) + rowSums(p * g^2) - first^2
      step <- -first / second
      repeat { then <- log_sum(value(a + step)); worse <- then < now - 1e-12; if (!any(worse)) break; step[worse] <- step[worse] / 2 }
      a <- a + step; now <- then
      if (max(abs(step)) < 1e-12) break
    }
    sum(now)
  }
}

# The beta-binomial: logit of the mean and logarithm of gamma = rho / (1 - rho).
beta_binomial <- function(d) function(mu, gamma) {
  m <- plogis(mu); s <- 1 / gamma
  sum(lbeta(d$x1 + m * s, d$n1 - d$x1 + (1 - m) * s) - lbeta(m * s, (1 - m) * s))
}

rows <- list()
add <- function(dataset, model, source, ...) {
  values <- c(...)
  rows[[length(rows) + 1]] <<- data.frame(dataset = dataset, model = model, source = source, quantity = names(values), value = unname(values))
}
# Over the first argument freely and the second from 0 (log scale inside); the boundary is tried too.
fit <- function(loglik, start, level = .95) {
  at <- function(p) -loglik(p[1], exp(p[2]))
  best <- nlminb(c(start, log(.5)), at, control = list(rel.tol = 1e-14, x.tol = 1e-12, iter.max = 500, eval.max = 2000))
  fixed <- optimize(function(m) loglik(m, 1e-9), start + c(-8, 8), maximum = TRUE, tol = 1e-12)
  if (-best$objective <= fixed$objective + 1e-9) {
    theta <- fixed$maximum
    for (i in 1:3) theta <- theta - grad(function(m) loglik(m, 1e-9), theta) / hessian(function(m) loglik(m, 1e-9), theta)[1]
    se <- sqrt(-1 / hessian(function(m) loglik(m, 1e-9), theta)[1])
    return(list(theta = theta, tau = 0, se = se, loglik = loglik(theta, 1e-9)))
  }
  p <- best$par
  for (i in 1:4) p <- p - solve(hessian(at, p), grad(at, p))
  v <- solve(hessian(at, p))
  list(theta = p[1], tau = exp(p[2]), se = sqrt(v[1, 1]), loglik = -at(p))
}
# Where twice the fall of the likelihood is the quantile.
profile <- function(loglik, f, level = .95) {
  drop <- qchisq(level, 1) / 2
  over_tau <- function(m) {
    inner <- function(l) loglik(m, exp(l))
    grid <- seq(-12, 2.5, by = .5); v <- vapply(grid, inner, 0); i <- which.max(v)
    max(loglik(m, 1e-9), optimize(inner, grid[pmin(length(grid), pmax(1, i + c(-1, 1)))], maximum = TRUE, tol = 1e-11)$objective)
  }
  g <- function(m) over_tau(m) - f$loglik + drop
  side <- function(s) { far <- f$theta + s * 2 * f$se; while (g(far) > 0) far <- far + s * f$se; root_of(g, f$theta, far) }
  root_of <- function(g, a, b) uniroot(g, sort(c(a, b)), tol = 1e-12, maxiter = 1000)$root
  c(profile_low = side(-1), profile_high = side(1))
}
constant_of <- list(
  PLO = function(d) sum(lchoose(d$n1, d$x1)), IRLN = function(d) -sum(lgamma(d$x1 + 1)), CM.EL = function(d) 0,
  UM.FS = function(d) sum(lchoose(d$n1, d$x1) + lchoose(d$n2, d$x2)), UM.FS.rate = function(d) -sum(lgamma(d$x1 + 1) + lgamma(d$x2 + 1)),
  CM.EL.rate = function(d) sum(lchoose(d$x1 + d$x2, d$x1)), BB = function(d) sum(lchoose(d$n1, d$x1)))
models <- list(PLO = one_sample(binomial_part), IRLN = one_sample(poisson_part), CM.EL = conditional_odds, UM.FS = unconditional(FALSE),
               UM.FS.rate = unconditional(TRUE), CM.EL.rate = conditional_rates, BB = beta_binomial)
informative <- function(d, model) if (model %in% c("PLO", "IRLN", "BB")) d else d[d$x1 + d$x2 > 0, ]
start_of <- function(d, model) switch(model, PLO = , BB = qlogis(sum(d$x1) / sum(d$n1)), IRLN = log(sum(d$x1) / sum(d$n1)), 0)

by_metafor <- function(d, model) {
  f <- switch(model,
    PLO = rma.glmm(measure = "PLO", xi = x1, ni = n1, data = d),
    IRLN = rma.glmm(measure = "IRLN", xi = x1, ti = n1, data = d),
    CM.EL = rma.glmm(measure = "OR", ai = x1, n1i = n1, ci = x2, n2i = n2, data = d, model = "CM.EL", control = list(dnchgcalc = "dnoncenhypergeom")),
    UM.FS = rma.glmm(measure = "OR", ai = x1, n1i = n1, ci = x2, n2i = n2, data = d, model = "UM.FS"),
    UM.FS.rate = rma.glmm(measure = "IRR", x1i = x1, t1i = n1, x2i = x2, t2i = n2, data = d, model = "UM.FS"),
    CM.EL.rate = rma.glmm(measure = "IRR", x1i = x1, t1i = n1, x2i = x2, t2i = n2, data = d, model = "CM.EL"))
  c(estimate = unname(f$beta[1]), se = f$se[1], tau2 = f$tau2)
}

data <- read_table("rare_data")
cases <- rbind(
  c("pritz1997", "PLO"), c("simulated20", "PLO"), c("simulated100", "PLO"), c("nissen_death", "PLO"), c("bcg", "PLO"),
  c("nielweise2008", "IRLN"), c("rates20", "IRLN"),
  c("pritz1997", "BB"), c("simulated20", "BB"), c("bcg", "BB"), c("nissen_death", "BB"),
  c("nielweise2008", "CM.EL.rate"), c("rates20", "CM.EL.rate"), c("nielweise2008", "UM.FS.rate"),
  c("alike", "UM.FS"), c("nielweise2007", "UM.FS"), c("nielweise2007", "CM.EL"),
  c("nissen_death", "CM.EL"), c("nissen_infarction", "CM.EL"), c("simulated20", "CM.EL"), c("simulated20", "UM.FS"))
without_metafor <- c("nissen_infarction CM.EL", "nissen_death CM.EL", "simulated20 CM.EL", "nielweise2007 CM.EL")
for (i in seq_len(nrow(cases))) {
  name <- cases[i, 1]; model <- cases[i, 2]
  d <- informative(data[data$dataset == name, ], model)
  set_points(if (model %in% c("PLO", "IRLN")) .025 else .05)
  loglik <- models[[model]](d)
  f <- fit(loglik, start_of(d, model))
  v <- c(estimate = f$theta, se = f$se, if (model == "BB") c(gamma = f$tau) else c(tau2 = f$tau^2),
         loglik = f$loglik + constant_of[[model]](d), profile(loglik, f))
  add(name, model, "brute", v)
  if (model != "BB" && !(paste(name, model) %in% without_metafor)) add(name, model, "metafor", suppressWarnings(by_metafor(d, model)))
  message(name, " ", model, " ", paste(names(v), signif(v, 9), collapse = " "))
}
write_table("rare_mixed", do.call(rbind, rows), made_by("rare_mixed", c("metafor", "lme4", "numDeriv")))
