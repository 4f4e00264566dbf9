# SPDX-License-Identifier: Apache-2.0
# Rscript tools/oracle/regression_prediction.R, from the project's root: writes tests/golden/stats/regression_prediction.csv.
# DeLong's variances are here in their quadratic form, every case against every control.
source("tools/oracle/regression_golden.R")
golden <- open_golden("tests/golden/stats/regression_prediction.csv", "tools/oracle/regression_prediction.R")

told_apart <- function(score, y) outer(score[y == 1], score[y == 0], function(a, b) (a > b) + (a == b) / 2)
put_roc <- function(case, score, y) {
  psi <- told_apart(score, y)
  variance <- var(rowMeans(psi)) / nrow(psi) + var(colMeans(psi)) / ncol(psi)
  put(golden, case, "area", mean(psi))
  put(golden, case, "se", sqrt(variance))
  put(golden, case, "low", max(0, mean(psi) - qnorm(0.975) * sqrt(variance)))
  put(golden, case, "high", min(1, mean(psi) + qnorm(0.975) * sqrt(variance)))
}
put_comparison <- function(case, first, second, y) {
  a <- told_apart(first, y)
  b <- told_apart(second, y)
  variance <- var(rowMeans(a) - rowMeans(b)) / nrow(a) + var(colMeans(a) - colMeans(b)) / ncol(a)
  z <- (mean(a) - mean(b)) / sqrt(variance)
  put(golden, case, "difference", mean(a) - mean(b))
  put(golden, case, "se", sqrt(variance))
  put(golden, case, "z", z)
  put(golden, case, "p", 2 * pnorm(-abs(z)))
}
bleed <- read_data("subarachnoid")
put_roc("s100b", bleed$s100b, bleed$poor)
put_roc("wfns", bleed$wfns, bleed$poor)
put_roc("ndka", bleed$ndka, bleed$poor)
put_comparison("s100b_wfns", bleed$s100b, bleed$wfns, bleed$poor)
put_comparison("s100b_ndka", bleed$s100b, bleed$ndka, bleed$poor)

heart <- read_data("cardiac_surgery")
tight <- glm.control(epsilon = 1e-15, maxit = 100)
model <- glm(died ~ parsonnet, binomial, subset(heart, phase == 1), control = tight)
first <- subset(heart, phase == 1)
later <- subset(heart, phase == 2)
put_roc("cardiac_first", first$parsonnet, first$died)
put_roc("cardiac_later", later$parsonnet, later$died)

p <- predict(model, later, type = "response")
y <- later$died
put(golden, "calibration", "observed", sum(y))
put(golden, "calibration", "expected", sum(p))
test <- poisson.test(sum(y), sum(p))
put(golden, "calibration", "ratio", test$estimate)
put(golden, "calibration", "ratio_low", test$conf.int[1])
put(golden, "calibration", "ratio_high", test$conf.int[2])
large <- glm(y ~ 1, binomial, offset = qlogis(p), control = tight)
line <- glm(y ~ qlogis(p), binomial, control = tight)
put(golden, "calibration", "in_the_large", coef(large))
put(golden, "calibration", "in_the_large_se", sqrt(vcov(large)[1, 1]))
put(golden, "calibration", "intercept", coef(line)[1])
put(golden, "calibration", "slope", coef(line)[2])
put(golden, "calibration", "slope_se", sqrt(vcov(line)[2, 2]))
misfit <- 2 * sum(dbinom(y, 1, fitted(line), log = TRUE) - dbinom(y, 1, p, log = TRUE))
put(golden, "calibration", "misfit", misfit)
put(golden, "calibration", "misfit_p", pchisq(misfit, 2, lower.tail = FALSE))

ends <- unique(quantile(p, seq(0, 1, 0.1)))
group <- cut(p, ends, include.lowest = TRUE)
n <- tapply(y, group, length)
o <- tapply(y, group, sum)
e <- tapply(p, group, sum)
for (k in seq_along(n)) {
  put(golden, "groups", paste0("n", k), n[k])
  put(golden, "groups", paste0("o", k), o[k])
  put(golden, "groups", paste0("e", k), e[k])
}
hosmer <- sum((o - e)^2 / (e * (1 - e / n)))
put(golden, "groups", "count", length(n))
put(golden, "groups", "chi2", hosmer)
put(golden, "groups", "p", pchisq(hosmer, length(n) - 2, lower.tail = FALSE))

put(golden, "brier", "score", mean((p - y)^2))
put(golden, "brier", "scaled", 1 - mean((p - y)^2) / (mean(y) * (1 - mean(y))))
put(golden, "brier", "z", sum((y - p) * (1 - 2 * p)) / sqrt(sum((1 - 2 * p)^2 * p * (1 - p))))
for (threshold in c(0.05, 0.1, 0.2)) {
  benefit <- (sum(p >= threshold & y == 1) - sum(p >= threshold & y == 0) * threshold / (1 - threshold)) / length(y)
  put(golden, "net_benefit", sprintf("model%g", threshold), benefit)
  put(golden, "net_benefit", sprintf("all%g", threshold), mean(y) - mean(1 - y) * threshold / (1 - threshold))
}

# Inverse-probability weights on the endometrial data: "treated" is a thin endometrium.
womb <- read_data("endometrial")
treated <- as.integer(womb$eh < 1.1)
ps <- fitted(glm(treated ~ pi + nv, binomial, womb, control = tight))
weigh <- list(ate = ifelse(treated == 1, 1 / ps, 1 / (1 - ps)), att = ifelse(treated == 1, 1, ps / (1 - ps)))
for (kind in names(weigh)) {
  w <- weigh[[kind]]
  mean_of <- function(x, g) weighted.mean(x[treated == g], w[treated == g])
  pooled <- sqrt((var(womb$pi[treated == 1]) + var(womb$pi[treated == 0])) / 2)
  put(golden, kind, "smd_before", (mean(womb$pi[treated == 1]) - mean(womb$pi[treated == 0])) / pooled)
  put(golden, kind, "smd_after", (mean_of(womb$pi, 1) - mean_of(womb$pi, 0)) / pooled)
  put(golden, kind, "ess1", sum(w[treated == 1])^2 / sum(w[treated == 1]^2))
  put(golden, kind, "ess0", sum(w[treated == 0])^2 / sum(w[treated == 0]^2))
  line <- lm(womb$hg ~ treated, weights = w)
  bread <- solve(crossprod(cbind(1, treated) * sqrt(w)))
  meat <- crossprod(cbind(1, treated) * w * (womb$hg - fitted(line)))
  put(golden, kind, "difference", coef(line)[2])
  put(golden, kind, "se", sqrt((bread %*% meat %*% bread)[2, 2]))
}
