# SPDX-License-Identifier: Apache-2.0
# Rscript tools/oracle/regression_prediction.R, from the project's root: writes tests/golden/stats/regression_prediction.csv.
# DeLong's variances are here in their quadratic form, every case against every control.
source("tools/oracle/lib/golden.R")
needs("regression_data")
out <- golden("regression_prediction")

told_apart <- function(score, y) outer(score[y == 1], score[y == 0], function(a, b) (a > b) + (a == b) / 2)
put_roc <- function(case, score, y) {
  psi <- told_apart(score, y)
  variance <- var(rowMeans(psi)) / nrow(psi) + var(colMeans(psi)) / ncol(psi)
  out$add(case, "area", mean(psi))
  out$add(case, "se", sqrt(variance))
  out$add(case, "low", max(0, mean(psi) - qnorm(0.975) * sqrt(variance)))
  out$add(case, "high", min(1, mean(psi) + qnorm(0.975) * sqrt(variance)))
}
put_comparison <- function(case, first, second, y) {
  a <- told_apart(first, y)
  b <- told_apart(second, y)
  variance <- var(rowMeans(a) - rowMeans(b)) / nrow(a) + var(colMeans(a) - colMeans(b)) / ncol(a)
  z <- (mean(a) - mean(b)) / sqrt(variance)
  out$add(case, "difference", mean(a) - mean(b))
  out$add(case, "se", sqrt(variance))
  out$add(case, "z", z)
  out$add(case, "p", 2 * pnorm(-abs(z)))
}
bleed <- read_table("data/subarachnoid")
put_roc("s100b", bleed$s100b, bleed$poor)
put_roc("wfns", bleed$wfns, bleed$poor)
put_roc("ndka", bleed$ndka, bleed$poor)
put_comparison("s100b_wfns", bleed$s100b, bleed$wfns, bleed$poor)
put_comparison("s100b_ndka", bleed$s100b, bleed$ndka, bleed$poor)

operations <- read_table("data/operations")
tight <- glm.control(epsilon = 1e-15, maxit = 100)
model <- glm(died ~ score, binomial, subset(operations, phase == 1), control = tight)
first <- subset(operations, phase == 1)
later <- subset(operations, phase == 2)
put_roc("operations_first", first$score, first$died)
put_roc("operations_later", later$score, later$died)

p <- predict(model, later, type = "response")
y <- later$died
out$add("calibration", "observed", sum(y))
out$add("calibration", "expected", sum(p))
test <- poisson.test(sum(y), sum(p))
out$add("calibration", "ratio", test$estimate)
out$add("calibration", "ratio_low", test$conf.int[1])
out$add("calibration", "ratio_high", test$conf.int[2])
large <- glm(y ~ 1, binomial, offset = qlogis(p), control = tight)
line <- glm(y ~ qlogis(p), binomial, control = tight)
out$add("calibration", "in_the_large", coef(large))
out$add("calibration", "in_the_large_se", sqrt(vcov(large)[1, 1]))
out$add("calibration", "intercept", coef(line)[1])
out$add("calibration", "slope", coef(line)[2])
out$add("calibration", "slope_se", sqrt(vcov(line)[2, 2]))
misfit <- 2 * sum(dbinom(y, 1, fitted(line), log = TRUE) - dbinom(y, 1, p, log = TRUE))
out$add("calibration", "misfit", misfit)
out$add("calibration", "misfit_p", pchisq(misfit, 2, lower.tail = FALSE))

# The smoothed curve: R's lowess, as val.prob of Harrell's book takes it.
put_lowess <- function(case, x, y, span, delta) {
  out$add(case, "x", x)
  out$add(case, "y", y)
  out$add(case, "span", span)
  out$add(case, "delta", delta)
  out$add(case, "smooth", lowess(x, y, f = span, iter = 0, delta = delta)$y)
}
steps <- cumsum(c(0.3, 1:39 %% 7 / 4 + 0.1))
waves <- sin(steps / 3) + (1:40 %% 3) / 5
put_lowess("lowess_plain", steps, waves, 2 / 3, 0)
put_lowess("lowess_ties", floor(steps / 4), waves, 0.5, 0)
put_lowess("lowess_narrow", steps, waves, 0.1, 0)
put_lowess("lowess_jumps", sort(floor(steps * 1.7) / 1.7), waves, 0.3, 2.2)
some <- order(p)[seq(1, length(p), 4)]
smooth <- lowess(p[some], y[some], iter = 0)
distance <- abs(smooth$y - smooth$x)
out$add("curve", "chance", p[some])
out$add("curve", "outcome", y[some])
out$add("curve", "distinct", smooth$x[!duplicated(smooth$x)])
out$add("curve", "smoothed", smooth$y[!duplicated(smooth$x)])
out$add("curve", "mean_distance", mean(distance))
out$add("curve", "median_distance", median(distance))
out$add("curve", "distance_of_ninety", quantile(distance, 0.9))
out$add("curve", "largest_distance", max(distance))

ends <- unique(quantile(p, seq(0, 1, 0.1)))
group <- cut(p, ends, include.lowest = TRUE)
n <- tapply(y, group, length)
o <- tapply(y, group, sum)
e <- tapply(p, group, sum)
for (k in seq_along(n)) {
  out$add("groups", paste0("n", k), n[k])
  out$add("groups", paste0("o", k), o[k])
  out$add("groups", paste0("e", k), e[k])
}
hosmer <- sum((o - e)^2 / (e * (1 - e / n)))
out$add("groups", "count", length(n))
out$add("groups", "chi2", hosmer)
out$add("groups", "p", pchisq(hosmer, length(n) - 2, lower.tail = FALSE))

out$add("brier", "score", mean((p - y)^2))
out$add("brier", "scaled", 1 - mean((p - y)^2) / (mean(y) * (1 - mean(y))))
out$add("brier", "z", sum((y - p) * (1 - 2 * p)) / sqrt(sum((1 - 2 * p)^2 * p * (1 - p))))
for (threshold in c(0.05, 0.1, 0.2)) {
  benefit <- (sum(p >= threshold & y == 1) - sum(p >= threshold & y == 0) * threshold / (1 - threshold)) / length(y)
  out$add("net_benefit", sprintf("model%g", threshold), benefit)
  out$add("net_benefit", sprintf("all%g", threshold), mean(y) - mean(1 - y) * threshold / (1 - threshold))
}

# Inverse-probability weights on the endometrial data: "treated" is a thin endometrium.
womb <- read_table("data/endometrial")
treated <- as.integer(womb$eh < 1.1)
ps <- fitted(glm(treated ~ pi + nv, binomial, womb, control = tight))
weigh <- list(ate = ifelse(treated == 1, 1 / ps, 1 / (1 - ps)), att = ifelse(treated == 1, 1, ps / (1 - ps)))
for (kind in names(weigh)) {
  w <- weigh[[kind]]
  mean_of <- function(x, g) weighted.mean(x[treated == g], w[treated == g])
  pooled <- sqrt((var(womb$pi[treated == 1]) + var(womb$pi[treated == 0])) / 2)
  out$add(kind, "smd_before", (mean(womb$pi[treated == 1]) - mean(womb$pi[treated == 0])) / pooled)
  out$add(kind, "smd_after", (mean_of(womb$pi, 1) - mean_of(womb$pi, 0)) / pooled)
  out$add(kind, "ess1", sum(w[treated == 1])^2 / sum(w[treated == 1]^2))
  out$add(kind, "ess0", sum(w[treated == 0])^2 / sum(w[treated == 0]^2))
  line <- lm(womb$hg ~ treated, weights = w)
  bread <- solve(crossprod(cbind(1, treated) * sqrt(w)))
  meat <- crossprod(cbind(1, treated) * w * (womb$hg - fitted(line)))
  out$add(kind, "difference", coef(line)[2])
  out$add(kind, "se", sqrt((bread %*% meat %*% bread)[2, 2]))
}
out$write()
