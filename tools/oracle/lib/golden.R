# SPDX-License-Identifier: Apache-2.0
# What the oracle scripts share: tables of numbers with all their digits, below tests/golden/stats. A script is run from
# the root of the project.

versions <- function(packages) {
  paste(c(paste("R", getRversion()), vapply(packages, function(p) paste(p, packageVersion(p)), "")), collapse = ", ")
}

digits17 <- function(x) ifelse(is.na(x), "nan", ifelse(is.infinite(x), ifelse(x > 0, "inf", "-inf"), sprintf("%.17g", x)))

# A data set, a column each; missing numbers are "nan".
write_data <- function(name, columns, source) {
  columns <- lapply(columns, as.numeric)
  path <- file.path("tests/golden/stats", paste0(name, ".csv"))
  writeLines(c(paste("#", source), paste(names(columns), collapse = ","),
               do.call(paste, c(lapply(columns, digits17), sep = ","))), path)
}

read_data <- function(name) {
  data <- read.csv(file.path("tests/golden/stats", paste0(name, ".csv")), comment.char = "#", na.strings = "nan")
  data[] <- lapply(data, as.numeric)
  data
}

# Collects what is expected, as rows case,quantity,index,value, and writes it: golden(...)$add("lung", "beta", coef(fit)).
golden <- function(name, packages, script) {
  rows <- character()
  list(
    add = function(case, quantity, values) {
      values <- as.numeric(values)
      rows <<- c(rows, paste(case, quantity, seq_along(values) - 1, digits17(values), sep = ","))
    },
    write = function() {
      header <- c(paste0("# Made by ", script, " with ", versions(packages), "."), "case,quantity,index,value")
      writeLines(c(header, rows), file.path("tests/golden/stats", paste0(name, ".csv")))
    })
}
