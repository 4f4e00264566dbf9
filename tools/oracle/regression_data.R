# SPDX-License-Identifier: Apache-2.0
# Made-up operations in their order, as a programme that predicts deaths has them: a score of points, most of them few, and
# death within 30 days by a logistic model. The first 700 (phase 1) are to fit the model; of those after them (phase 2)
# some have twice the odds and the last ones 0.4 times, which charts should see.
source("tools/oracle/lib/golden.R")
set.seed(2000)
n <- 2500
score <- pmin(round(rgamma(n, shape = 1.2, scale = 8)), 70)
odds_ratio <- ifelse(seq_len(n) %in% 901:1150, 2, ifelse(seq_len(n) > 1800, 0.4, 1))
died <- rbinom(n, 1, plogis(-3.7 + 0.078 * score + log(odds_ratio)))
write_table("data/operations", list(phase = ifelse(seq_len(n) <= 700, 1, 2), score = score, died = died),
            paste0(made_by("regression_data"), " Made up."))
