# SPDX-License-Identifier: Apache-2.0
# The trials and series that the other tables and the benchmark use. x is events, n is patients, or time for rates; arm 1 is
# the treated one; a series of one arm has no x2 and n2.
suppressMessages(library(metadat))
source("tools/oracle/lib/golden.R")

two_arms <- function(name, x1, n1, x2, n2, covariate = NA) {
  data.frame(dataset = name, x1 = x1, n1 = n1, x2 = x2, n2 = n2, covariate = covariate)
}

# Rare events in arms of some hundreds, with a spread of baseline risks and of effects.
simulated <- function(name, k, seed, rates = FALSE) {
  set.seed(seed)
  n1 <- round(runif(k, 50, 400)); n2 <- round(runif(k, 50, 400))
  base <- rnorm(k, -4, 0.8); effect <- rnorm(k, 0.5, 0.6)
  if (rates) return(two_arms(name, rpois(k, n1 * exp(base + effect)), n1, rpois(k, n2 * exp(base)), n2))
  two_arms(name, rbinom(k, n1, plogis(base + effect)), n1, rbinom(k, n2, plogis(base)), n2)
}

bcg <- metadat::dat.bcg
# Nissen and Wolski, NEJM 2007;356:2457, the tables of trials (n, myocardial infarctions, deaths of the heart; rosiglitazone and
# control); metadat 1.2-0 does not have them yet.
nissen <- data.frame(
  n1 = c(
    357, 391, 774, 213, 232, 43, 121, 110, 382, 284, 294, 563, 278, 418, 395, 203, 104, 212, 138, 196, 122, 175,
    56, 39, 561, 116, 148, 231, 89, 168, 116, 1172, 706, 204, 288, 254, 314, 162, 442, 394, 2635, 1456),
  infarction1 = c(
    2, 2, 1, 0, 1, 0, 1, 5, 1, 1, 0, 2, 2, 2, 2, 1, 1, 2, 3, 0, 0, 0, 1, 1, 0, 2, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1,
    1, 0, 1, 1, 15, 27),
  death1 = c(
    1, 0, 0, 0, 1, 0, 0, 3, 0, 0, 2, 0, 0, 0, 2, 1, 0, 1, 1, 1, 0, 0, 0, 0, 1, 2, 2, 1, 0, 1, 0, 1, 1, 0, 1, 0,
    0, 0, 1, 1, 12, 2),
  n2 = c(
    176, 207, 185, 109, 116, 47, 124, 114, 384, 135, 302, 142, 279, 212, 198, 106, 99, 107, 139, 96, 120, 173,
    58, 38, 276, 111, 143, 242, 88, 172, 61, 377, 325, 185, 280, 272, 154, 160, 112, 124, 2634, 2895),
  infarction2 = c(
    0, 1, 1, 1, 0, 1, 0, 2, 0, 0, 1, 0, 1, 0, 1, 1, 2, 0, 1, 0, 1, 1, 0, 0, 2, 3, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0,
    0, 0, 0, 0, 9, 41),
  death2 = c(
    0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0,
    0, 0, 0, 0, 10, 5))
tubes <- metadat::dat.nielweise2007
lines <- metadat::dat.nielweise2008
loops <- metadat::dat.pritz1997
leadless <- c(Kypta = 6, Zhang = 8, octogenarians = 11, Chang = 17, Italian = 24, Breeman = 29, Micra = 38, ElChami = 105)

write_table("rare_data", rbind(
  two_arms("bcg", bcg$tpos, bcg$tpos + bcg$tneg, bcg$cpos, bcg$cpos + bcg$cneg, bcg$ablat),
  two_arms("nissen_infarction", nissen$infarction1, nissen$n1, nissen$infarction2, nissen$n2),
  two_arms("nissen_death", nissen$death1, nissen$n1, nissen$death2, nissen$n2),
  two_arms("nielweise2007", tubes$ai, tubes$n1i, tubes$ci, tubes$n2i),
  two_arms("nielweise2008", lines$x1i, lines$t1i, lines$x2i, lines$t2i),
  two_arms("pritz1997", loops$xi, loops$ni, NA, NA),
  two_arms("leadless", 0, unname(leadless), NA, NA),
  # Frequent events of one effect: no heterogeneity to be found.
  two_arms("alike", c(20, 31, 42, 25), c(100, 150, 210, 120), c(10, 16, 20, 13), c(100, 160, 200, 125), c(1, 2, 4, 8)),
  two_arms("two_trials", c(5, 12), c(50, 70), c(9, 10), c(52, 68)),
  simulated("simulated20", 20, 20), simulated("simulated100", 100, 100), simulated("rates20", 20, 21, TRUE)), made_by("rare_data", "metadat"))
