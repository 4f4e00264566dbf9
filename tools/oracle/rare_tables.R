# SPDX-License-Identifier: Apache-2.0
# Fisher's exact test of one table, and the exact common odds ratio of several. R's fisher.test and mantelhaen.test stop their
# search for limits at 1e-4; here the same equations are solved to the last digits, and R's own answer must be near.
# mid-P: twice the smaller tail with half the observed table's weight, at most 1.
source("tools/oracle/lib/golden.R")
needs("rare_data")

# The chance of each number of events in arm 1 given the margins, at odds ratio 1, for one table.
weights <- function(t) {
  n1 <- t[2]; n2 <- t[4]; m <- t[1] + t[3]
  support <- max(0, m - n2):min(n1, m)
  list(low = support[1], log = dhyper(support, n1, n2, m, log = TRUE))
}
convolve_all <- function(tables) {
  d <- 1; low <- 0
  for (t in tables) {
    w <- weights(t); p <- exp(w$log)
    new <- numeric(length(d) + length(p) - 1)
    for (i in seq_along(p)) new[i + seq_along(d) - 1] <- new[i + seq_along(d) - 1] + p[i] * d
    d <- new; low <- low + w$low
  }
  list(support = low + seq_along(d) - 1, log = log(d))
}
exact <- function(tables, level) {
  d <- convolve_all(tables); s <- d$support; x <- sum(vapply(tables, `[`, 0, 1))
  at <- function(psi) { l <- d$log + s * psi; p <- exp(l - max(l)); p / sum(p) }
  p0 <- at(0)
  first <- x == s[1]; last <- x == s[length(s)]
  a <- (1 - level) / 2
  upper <- function(psi, own) { p <- at(psi); sum(p[s > x]) + own * p[s == x] }
  lower <- function(psi, own) { p <- at(psi); sum(p[s < x]) + own * p[s == x] }
  r <- function(f) root(f, -60, 60)
  list(p = sum(p0[p0 <= p0[s == x] * (1 + 1e-7)]),
       mid_p = min(1, 2 * min(upper(0, .5), lower(0, .5))),
       estimate = if (first) 0 else if (last) Inf else exp(r(function(psi) sum(s * at(psi)) - x)),
       low = if (first) 0 else exp(r(function(psi) upper(psi, 1) - a)), high = if (last) Inf else exp(r(function(psi) lower(psi, 1) - a)),
       mid_low = if (first) 0 else exp(r(function(psi) upper(psi, .5) - a)), mid_high = if (last) Inf else exp(r(function(psi) lower(psi, .5) - a)))
}
# R searches on the odds ratio below 1, and on its inverse above.
near <- function(a, b) {
  if (is.finite(a) && a > 1) { a <- 1 / a; b <- 1 / b }
  stopifnot(abs(a - b) < 2e-4 || identical(a, b))
}

rows <- list()
add <- function(name, x, level, e) rows[[length(rows) + 1]] <<- cbind(
  data.frame(dataset = name, x1 = x[1], n1 = x[2], x2 = x[3], n2 = x[4], level = level), as.data.frame(e))
singles <- rbind(c(3, 184, 22, 995), c(10, 184, 78, 995), c(10, 184, 16, 995), c(0, 24, 1, 52), c(3, 4, 1, 4), c(0, 10, 5, 10),
                 c(5, 10, 0, 10), c(10, 10, 0, 10), c(1, 1, 0, 1), c(7, 20, 7, 20), c(2, 15556, 9, 12277), c(120, 400, 90, 410))
for (i in seq_len(nrow(singles))) for (level in c(.9, .95, .99)) {
  v <- singles[i, ]
  e <- exact(list(v), level)
  r <- fisher.test(matrix(c(v[1], v[2] - v[1], v[3], v[4] - v[3]), 2), conf.level = level)
  near(unname(r$estimate), e$estimate); near(r$conf.int[1], e$low); near(r$conf.int[2], e$high); near(r$p.value, e$p)
  add("", v, level, e)
}
data <- read_table("rare_data")
for (name in c("nielweise2007", "nissen_infarction", "nissen_death", "two_trials", "simulated20")) {
  d <- data[data$dataset == name, ]
  tables <- lapply(seq_len(nrow(d)), function(i) as.numeric(d[i, c("x1", "n1", "x2", "n2")]))
  informative <- vapply(tables, function(t) length(weights(t)$log) > 1, TRUE)
  e <- exact(tables[informative], .95)
  cube <- array(vapply(tables[informative], function(t) c(t[1], t[2] - t[1], t[3], t[4] - t[3]), numeric(4)), c(2, 2, sum(informative)))
  r <- mantelhaen.test(cube, exact = TRUE)
  near(unname(r$estimate), e$estimate); near(r$conf.int[1], e$low); near(r$conf.int[2], e$high); near(r$p.value, e$p)
  add(name, c(NA, NA, NA, NA), .95, e)
}
write_table("rare_tables", do.call(rbind, rows), made_by("rare_tables"))
