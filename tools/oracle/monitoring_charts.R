# SPDX-License-Identifier: Apache-2.0
# Rscript tools/oracle/monitoring_charts.R, from the project's root: writes tests/golden/stats/monitoring_charts.csv.
# Average run lengths come from Brook and Evans' Markov chain over 1000 states (Biometrika 1972; 59: 539).
source("tools/oracle/lib/golden.R")
needs("regression_data")
out <- golden("monitoring_charts")

limit <- function(cdf, tail) {
  r <- 0
  while (cdf(r) <= tail) r <- r + 1
  max(0, r - (cdf(r) - tail) / (cdf(r) - cdf(r - 1)))
}
tails <- c(0.001, 0.025, 0.975, 0.999)
for (n in c(1, 50, 100, 200, 500, 1000, 3510))
  for (tail in tails)
    out$add(paste0("share", n), tail, limit(function(r) pbinom(r, n, 0.017), tail) / n)
for (expected in c(0.3, 1, 5, 10, 20, 244.2))
  for (tail in tails)
    out$add(paste0("ratio", expected), tail, limit(function(r) ppois(r, expected), tail) / expected)

# Made-up centres, of which one is far out.
events <- c(3, 18, 12, 5, 40, 4, 22, 14, 15, 16, 11, 2)
size <- c(120, 300, 500, 90, 800, 420, 700, 260, 610, 333, 1100, 75)
target <- sum(events) / sum(size)
z <- (events / size - target) / sqrt(target * (1 - target) / size)
drawn_in <- function(z, q) pmin(pmax(z, quantile(z, q)), quantile(z, 1 - q))
phi <- mean(drawn_in(z, 0.1)^2)
out$add("funnel", "target", target)
out$add("funnel", "phi", phi)
out$add("funnel", "phi_not_winsorised", mean(z^2))
for (i in seq_along(z)) out$add("funnel", paste0("z", i), z[i])
out$add("funnel", "widened_low1", max(0, target - qnorm(0.975) * sqrt(phi * target * (1 - target) / size[1])))
out$add("funnel", "widened_high1", target + qnorm(0.999) * sqrt(phi * target * (1 - target) / size[1]))
expected <- size * 0.02
out$add("funnel_ratio", "z5", (events[5] / expected[5] - 1) / sqrt(1 / expected[5]))
out$add("funnel_ratio", "phi", mean(drawn_in((events / expected - 1) * sqrt(expected), 0.1)^2))

weight <- function(p, y, ra) y * log(ra) + log(1 / (1 - p + ra * p))
chart <- function(p, y, ra) Reduce(function(c, w) max(0, c + w), weight(p, y, ra), accumulate = TRUE)
operations <- read_table("data/operations")
model <- glm(died ~ score, binomial, subset(operations, phase == 1), control = glm.control(epsilon = 1e-15, maxit = 100))
later <- subset(operations, phase == 2)
p <- predict(model, later, type = "response")
for (ra in c(2, 0.5)) {
  values <- chart(p, later$died, ra)
  name <- paste0("cusum", ra)
  out$add(name, "highest", max(values))
  out$add(name, "highest_at", which.max(values))
  out$add(name, "signal_at", which(values > 4.5)[1])
  out$add(name, "last", tail(values, 1))
}
out$add("vlad", "last", sum(p - later$died))
out$add("vlad", "lowest", min(cumsum(p - later$died)))

average_run_length <- function(chance, truly, ra, h, states = 1000) {
  width <- 2 * h / (2 * states - 1)
  at <- (seq_len(states) - 1) * width
  moves <- matrix(0, states, states)
  for (k in seq_along(chance)) for (y in 0:1) {
    share <- (if (y == 1) truly[k] else 1 - truly[k]) / length(chance)
    to <- pmax(0, round((at + weight(chance[k], y, ra)) / width)) + 1
    stays <- to <= states
    moves[cbind(seq_len(states), to)[stays, ]] <- moves[cbind(seq_len(states), to)[stays, ]] + share
  }
  solve(diag(states) - moves, rep(1, states))[1]
}
odds <- function(p, ratio) ratio * p / (1 - p + ratio * p)
out$add("arl_constant", "h2", average_run_length(0.1, 0.1, 2, 2))
out$add("arl_constant", "h3", average_run_length(0.1, 0.1, 2, 3))
out$add("arl_constant", "h2_doubled", average_run_length(0.1, odds(0.1, 2), 2, 2))
mixed <- c(0.02, 0.05, 0.1, 0.3)
out$add("arl_mixed", "h2", average_run_length(mixed, mixed, 2, 2))
out$add("arl_mixed", "h2_half", average_run_length(mixed, mixed, 0.5, 2))
out$add("arl_mixed", "h_of_1000", uniroot(function(h) average_run_length(mixed, mixed, 2, h) - 1000, c(2, 5), tol = 1e-3)$root)

read_runs <- function(x) {
  side <- sign(x - median(x))
  side <- side[side != 0]
  runs <- rle(side)$lengths
  c(length(side), max(runs), round(log2(length(side)) + 3), length(runs) - 1, qbinom(0.05, length(side) - 1, 0.5))
}
series <- list(alternating = rep(c(1, 2), 10), shifted = c(rep(1:2, 6), rep(5:6, 6)),
               tied = c(3, 3, 1, 5, 3, 2, 6, 1, 4, 3, 5, 2, 7, 1, 6, 3), walk = cumsum(((1:40) * 7) %% 11 - 5))
for (name in names(series)) {
  values <- read_runs(series[[name]])
  for (k in seq_along(values)) out$add(paste0("runs_", name), c("useful", "longest", "longest_expected", "crossings", "fewest_expected")[k], values[k])
}
out$write()
