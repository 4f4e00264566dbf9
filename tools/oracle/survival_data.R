# SPDX-License-Identifier: Apache-2.0
# The data sets of the survival tests: those of the package survival, the hand-computed ones of its vignette "validate",
# Freireich (Blood 1963;21:699) and Miles' leukaemia data, and two made up ones that have everything at once.
suppressPackageStartupMessages(library(survival))
source("tools/oracle/lib/golden.R")

# The paper whose patients they are, and the package their numbers are read from.
from <- function(paper) paste0(paper, "; read from ", versions("survival"))

write_table("freireich", list(
  time = c(6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35,
           1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23),
  event = c(1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, rep(1, 21)),
  treated = rep(1:0, each = 21)), "Freireich et al., Blood 1963;21:699: weeks in remission, 6-mercaptopurine and placebo")
write_table("aml", list(time = aml$time, event = aml$status, maintained = aml$x == "Maintained"),
            from("Miller RG, Survival Analysis, Wiley 1981, p 49 (Embury et al., West J Med 1977;126:267)"))

complete_lung <- lung[complete.cases(lung[c("time", "status", "age", "sex", "ph.ecog")]), ]
write_table("lung", list(time = complete_lung$time, event = complete_lung$status == 2, age = complete_lung$age,
            sex = complete_lung$sex, ecog = complete_lung$ph.ecog,
            institution = ifelse(is.na(complete_lung$inst), 0, complete_lung$inst)),
            from("Loprinzi et al., J Clin Oncol 1994;12:601, complete rows"))
write_table("lung_all", list(time = lung$time, event = lung$status == 2, sex = lung$sex,
                            institution = ifelse(is.na(lung$inst), 0, lung$inst)),
            from("Loprinzi et al., J Clin Oncol 1994;12:601"))
write_table("bladder", list(entry = bladder2$start, exit = bladder2$stop, event = bladder2$event, id = bladder2$id,
                           rx = bladder2$rx, size = bladder2$size, number = bladder2$number,
                           stratum = bladder2$enum),
            from("Wei, Lin and Weissfeld, J Am Stat Assoc 1989;84:1065 (Byar 1980)"))
write_table("heart", list(entry = heart$start, exit = heart$stop, event = heart$event, age = heart$age,
                         surgery = heart$surgery, transplant = heart$transplant == 1, id = heart$id),
            from("Crowley and Hu, J Am Stat Assoc 1977;72:27"))
write_table("stanford", list(time = jasa$futime, event = jasa$fustat, wait = jasa$wait.time),
            from("Crowley and Hu, J Am Stat Assoc 1977;72:27"))
mgus_time <- ifelse(mgus2$pstat == 1, mgus2$ptime, mgus2$futime)
mgus_event <- ifelse(mgus2$pstat == 1, 1, 2 * mgus2$death)
write_table("mgus", list(time = mgus_time, event = mgus_event, age = mgus2$age, male = mgus2$sex == "M"),
            from("Kyle et al., N Engl J Med 2002;346:564"))
trial <- pbc[1:312, ]
write_table("pbc", list(years = trial$time / 365.25, event = trial$status == 2, arm = trial$trt == 1),
            from("Fleming and Harrington, Counting Processes and Survival Analysis, Wiley 1991, appendix D"))

vignette <- "Therneau, vignette validate of the package survival: computed by hand there"
write_table("test1", list(time = c(1, 1, 6, 6, 8, 9), event = c(1, 0, 1, 1, 0, 1), x = c(1, 1, 1, 0, 0, 0)), vignette)
write_table("test2", list(entry = c(1, 2, 5, 2, 1, 7, 3, 4, 8, 8), exit = c(2, 3, 6, 7, 8, 9, 9, 9, 14, 17),
                         event = c(1, 1, 1, 1, 1, 1, 1, 0, 0, 0), x = c(1, 0, 0, 1, 0, 1, 1, 1, 0, 0)), vignette)
write_table("test3", list(time = c(1, 1, 2, 2, 2, 2, 3, 4, 5), event = c(1, 0, 1, 1, 1, 0, 0, 1, 0),
                         x = c(2, 0, 1, 1, 0, 1, 0, 1, 0), weight = c(1, 2, 3, 4, 3, 2, 1, 2, 1)), vignette)

# Delayed entry, heavy ties, weights, strata, clusters, an offset and three causes at once.
set.seed(20)
n <- 240
entry <- sample(0:6, n, replace = TRUE)
age <- round(rnorm(n), 3)
male <- rbinom(n, 1, 0.5)
dose <- sample(1:4, n, replace = TRUE)
hazard <- 0.08 * exp(0.5 * age - 0.4 * male + 0.2 * dose)
length_of_stay <- pmin(ceiling(rexp(n, hazard)), sample(4:20, n, replace = TRUE))
write_table("mixed", list(entry = entry, exit = entry + length_of_stay, event = sample(0:1, n, TRUE, c(0.3, 0.7)),
                         cause = sample(0:3, n, TRUE, c(0.3, 0.35, 0.2, 0.15)), age = age, male = male, dose = dose,
                         weight = sample(c(0.5, 1, 2, 3), n, replace = TRUE), stratum = sample(0:2, n, replace = TRUE),
                         cluster = sample(0:59, n, replace = TRUE), offset = round(rnorm(n, 0, 0.3), 3)),
           paste("Made up, set.seed(20),", versions(character())))
