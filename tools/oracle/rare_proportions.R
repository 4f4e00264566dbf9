# SPDX-License-Identifier: Apache-2.0
# Intervals of one proportion and of the difference of two. Columns a..d are x, n or x1, n1, x2, n2.
source("tools/oracle/lib/golden.R")

wilson <- function(x, n, level) {
  z <- qnorm((1 + level) / 2); p <- x / n
  mid <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
  c(max(0, mid - half), min(1, mid + half))
}
clopper_pearson <- function(x, n, level) as.numeric(binom.test(x, n, conf.level = level)$conf.int)
jeffreys <- function(x, n, level) {
  a <- (1 - level) / 2
  c(if (x == 0) 0 else qbeta(a, x + .5, n - x + .5), if (x == n) 1 else qbeta(1 - a, x + .5, n - x + .5))
}
mid_p <- function(x, n, level) {
  a <- (1 - level) / 2
  upper_tail <- function(p) pbinom(x, n, p, lower.tail = FALSE) + dbinom(x, n, p) / 2 - a
  lower_tail <- function(p) pbinom(x - 1, n, p) + dbinom(x, n, p) / 2 - a
  c(if (x == 0) 0 else root(upper_tail, 0, x / n), if (x == n) 1 else root(lower_tail, x / n, 1))
}
newcombe <- function(x1, n1, x2, n2, level) {
  a <- wilson(x1, n1, level); b <- wilson(x2, n2, level); d <- x1 / n1 - x2 / n2
  c(d - sqrt((x1 / n1 - a[1])^2 + (b[2] - x2 / n2)^2), d + sqrt((a[2] - x1 / n1)^2 + (x2 / n2 - b[1])^2))
}

methods <- list(clopper_pearson = clopper_pearson, mid_p = mid_p, wilson = wilson, jeffreys = jeffreys)
counts <- rbind(c(81, 263), c(15, 148), c(0, 20), c(1, 29), c(58, 3510), c(17, 3510), c(2102, 11304), c(26, 127),
                c(0, 1), c(1, 1), c(20, 20), c(1, 2), c(19, 20), c(50, 100), c(0, 6), c(0, 8), c(0, 11), c(0, 17), c(0, 24), c(0, 29),
                c(0, 38), c(0, 105), c(0, 39), c(0, 238), c(0, 214), c(3, 657), c(1, 100000), c(4, 9))
rows <- list()
for (i in seq_len(nrow(counts))) for (m in names(methods)) for (level in c(.9, .95, .99)) {
  x <- counts[i, 1]; n <- counts[i, 2]
  ci <- methods[[m]](x, n, level)
  rows[[length(rows) + 1]] <- data.frame(method = m, a = x, b = n, c = NA, d = NA, level = level, low = ci[1], high = ci[2])
}
pairs <- rbind(c(56, 70, 48, 80), c(9, 10, 3, 10), c(10, 10, 0, 20), c(0, 10, 0, 20), c(5, 56, 0, 29), c(0, 17, 3, 657), c(7, 34, 1, 34))
for (i in seq_len(nrow(pairs))) for (level in c(.9, .95, .99)) {
  v <- pairs[i, ]
  ci <- newcombe(v[1], v[2], v[3], v[4], level)
  rows[[length(rows) + 1]] <- data.frame(method = "newcombe", a = v[1], b = v[2], c = v[3], d = v[4], level = level, low = ci[1], high = ci[2])
}
write_table("rare_proportions", do.call(rbind, rows), made_by("rare_proportions"))
