# SPDX-License-Identifier: Apache-2.0
# Rscript tools/oracle/regression_power.R, from the project's root: writes tests/golden/stats/regression_power.csv.
# Exact powers are here sums over whole tables with R's own tests; bootstrap quantiles are boot's.
source("tools/oracle/lib/golden.R")
out <- golden("regression_power", "boot")

out$add("two_shares", "power", power.prop.test(n = 150, p1 = 0.1, p2 = 0.2)$power)
out$add("two_shares", "power01", power.prop.test(n = 400, p1 = 0.05, p2 = 0.02, sig.level = 0.01)$power)
out$add("two_shares", "n", power.prop.test(p1 = 0.1, p2 = 0.2, power = 0.9, tol = 1e-10)$n)
fisher_power <- function(p1, p2, n1, n2, alpha) {
  sum(outer(0:n1, 0:n2, Vectorize(function(a, b) {
    p <- fisher.test(matrix(c(a, n1 - a, b, n2 - b), 2))$p.value
    if (p <= alpha) dbinom(a, n1, p1) * dbinom(b, n2, p2) else 0
  })))
}
out$add("fisher", "20_20", fisher_power(0.1, 0.5, 20, 20, 0.05))
out$add("fisher", "12_25", fisher_power(0.3, 0.05, 12, 25, 0.1))
out$add("fisher", "1_9", fisher_power(0.9, 0.05, 1, 9, 0.1001))
exact_power <- function(p0, p1, n, alpha) {
  side <- if (p1 > p0) "greater" else "less"
  sum(sapply(0:n, function(x) if (binom.test(x, n, p0, side)$p.value <= alpha) dbinom(x, n, p1) else 0))
}
for (n in c(1, 5, 40, 150)) {
  out$add("one_share", paste0("up", n), exact_power(0.1, 0.2, n, 0.025))
  out$add("one_share", paste0("down", n), exact_power(0.1, 0.02, n, 0.05))
}
enough <- sapply(1:500, function(n) exact_power(0.1, 0.2, n, 0.025) >= 0.8)
out$add("one_share", "n80", max(which(!enough[1:400])) + 1)
out$add("log_rank", "events", (qnorm(0.975) + qnorm(0.8))^2 / (0.25 * log(0.6)^2))
out$add("log_rank", "events_2_1", (qnorm(0.975) + qnorm(0.9))^2 / (2 / 9 * log(0.5)^2))
out$add("log_rank", "power", pnorm(sqrt(100 / 4) * abs(log(0.6)) - qnorm(0.975)))
out$add("non_inferiority", "n", (qnorm(0.975) + qnorm(0.8))^2 * 2 * 0.02 * 0.98 / 0.03^2)
out$add("non_inferiority", "n_better", (qnorm(0.975) + qnorm(0.8))^2 * (0.01 * 0.99 + 0.03 * 0.97) / 0.05^2)
width <- function(n) diff(binom.test(round(0.05 * n), n)$conf.int)
too_wide <- which(sapply(1:2000, width) > 0.04)
out$add("width", "n", max(too_wide) + 1)

# A bootstrap's replicates, not drawn but laid down, so that every program has the same ones.
replicates <- 100 + 15 * qnorm((1:999) / 1000) + 3 * sin(1:999)
observed <- 103
left_out <- 103 + c(-1.2, 0.4, 0.3, 2.5, -0.7, -0.1, 0.9, -1.6, -0.3, -0.2)
at <- function(p) boot:::norm.inter(replicates, p)[, 2]
for (level in c(0.9, 0.95)) {
  tail <- (1 - level) / 2
  name <- paste0("bootstrap", level)
  out$add(name, "percentile_low", at(tail))
  out$add(name, "percentile_high", at(1 - tail))
  out$add(name, "basic_low", 2 * observed - at(1 - tail))
  out$add(name, "basic_high", 2 * observed - at(tail))
  w <- qnorm(sum(replicates < observed) / 999)
  influence <- mean(left_out) - left_out
  a <- sum(influence^3) / (6 * sum(influence^2)^1.5)
  z <- w + qnorm(c(tail, 1 - tail))
  limits <- at(pnorm(w + z / (1 - a * z)))
  out$add(name, "bca_low", limits[1])
  out$add(name, "bca_high", limits[2])
}
out$write()
