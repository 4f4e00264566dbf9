# SPDX-License-Identifier: Apache-2.0
# Limits of a Poisson count, and of the ratio of two rates (x1 events in t1, x2 in t2), with the P value of ratio 1.
source("tools/oracle/lib/golden.R")

byar <- function(x, level) {
  z <- qnorm((1 + level) / 2)
  c(if (x == 0) 0 else x * (1 - 1 / (9 * x) - z / (3 * sqrt(x)))^3, (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * sqrt(x + 1)))^3)
}
mid_p <- function(x, level) {
  a <- (1 - level) / 2
  c(if (x == 0) 0 else root(function(m) ppois(x, m, lower.tail = FALSE) + dpois(x, m) / 2 - a, 1e-12, x),
    root(function(m) (if (x == 0) 0 else ppois(x - 1, m)) + dpois(x, m) / 2 - a, x, 3 * x + 20))
}
exact <- function(x, level) as.numeric(poisson.test(x, conf.level = level)$conf.int)

methods <- list(exact = exact, mid_p = mid_p, byar = byar)
rows <- list()
for (x in c(0, 1, 2, 3, 5, 8, 10, 20, 58, 100, 1000)) for (m in names(methods)) for (level in c(.9, .95, .99)) {
  ci <- methods[[m]](x, level)
  rows[[length(rows) + 1]] <- data.frame(method = m, x1 = x, t1 = 1, x2 = NA, t2 = NA, level = level, p = NA, low = ci[1], high = ci[2])
}
pairs <- rbind(c(11, 800, 21, 3011), c(0, 10, 5, 10), c(5, 10, 0, 10), c(1, 2.5, 1, 7.5), c(30, 100, 10, 100), c(3, 175.5, 12, 420.25))
for (i in seq_len(nrow(pairs))) for (level in c(.9, .95, .99)) {
  v <- pairs[i, ]
  test <- poisson.test(v[c(1, 3)], v[c(2, 4)], conf.level = level)
  rows[[length(rows) + 1]] <- data.frame(method = "ratio", x1 = v[1], t1 = v[2], x2 = v[3], t2 = v[4], level = level,
                                         p = test$p.value, low = test$conf.int[1], high = test$conf.int[2])
}
write_table("rare_rates", do.call(rbind, rows), made_by("rare_rates"))
