# SPDX-License-Identifier: Apache-2.0
# What the oracle scripts of proportions, rates and rare-event meta-analysis share. Each script is run from the root of the
# repository, Rscript tools/oracle/rare_NAME.R, and writes tests/golden/stats/rare_NAME.csv.

number <- function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x))

# Writes a table under a comment that says what made it.
write_golden <- function(table, name, packages = character()) {
  file <- file.path("tests/golden/stats", paste0(name, ".csv"))
  versions <- vapply(packages, function(p) paste(p, packageVersion(p)), "")
  header <- paste0("# tools/oracle/", name, ".R; ", paste(c(paste("R", getRversion()), versions), collapse = ", "))
  for (column in names(table)) if (is.numeric(table[[column]])) table[[column]] <- number(table[[column]])
  con <- file(file, "w")
  writeLines(header, con)
  writeLines(paste(names(table), collapse = ","), con)
  writeLines(do.call(paste, c(unname(as.list(table)), sep = ",")), con)
  close(con)
}

read_data <- function() read.csv("tests/golden/stats/rare_data.csv", comment.char = "#")

# A root between two bounds to the last digits.
root <- function(f, low, high) uniroot(f, c(low, high), tol = .Machine$double.eps, maxiter = 10000)$root
