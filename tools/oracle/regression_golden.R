# SPDX-License-Identifier: Apache-2.0
# What the oracle scripts share: data in, golden tables of "case,quantity,value" out, 17 digits a number.
options(digits = 17)

read_data <- function(name) read.csv(file.path("tests/golden/stats/data", paste0(name, ".csv")), comment.char = "#")

open_golden <- function(path, script, packages = character()) {
  versions <- vapply(packages, function(name) paste(name, packageVersion(name)), "")
  cat(sprintf("# Made by %s with %s\n", script, paste(c(R.version.string, versions), collapse = ", ")),
      "case,quantity,value\n", file = path, sep = "")
  path
}

put <- function(golden, case, quantity, value)
  cat(sprintf("%s,%s,%.17g\n", case, quantity, value), file = golden, append = TRUE, sep = "")
