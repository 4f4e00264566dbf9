# SPDX-License-Identifier: Apache-2.0
# What the oracle scripts share: tables of numbers with all their digits, below tests/golden/stats. A script is run from
# the root of the project, in any order: `needs` makes first what another script makes.
options(digits = 17)

versions <- function(packages = character()) {
  paste(c(paste("R", getRversion()), vapply(packages, function(p) paste(p, packageVersion(p)), "")), collapse = ", ")
}

made_by <- function(script, packages = character()) {
  paste0("Made by tools/oracle/", script, ".R with ", versions(packages), ".")
}

golden_path <- function(name) file.path("tests/golden/stats", paste0(name, ".csv"))

all_digits <- function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x))

# A table, its columns by name, under a comment that says where it comes from. Missing is NA.
write_table <- function(name, columns, source) {
  as_text <- function(x) if (is.logical(x) || is.numeric(x)) all_digits(as.numeric(x)) else x
  writeLines(c(paste("#", source), paste(names(columns), collapse = ","),
               do.call(paste, c(unname(lapply(columns, as_text)), sep = ","))), golden_path(name))
}

read_table <- function(name) {
  table <- read.csv(golden_path(name), comment.char = "#")
  table[] <- lapply(table, function(x) if (is.numeric(x)) as.numeric(x) else x)
  table
}

# Makes the tables of a script of this folder now, before they are read: no order of the scripts counts, and no older file.
needs <- function(script) sys.source(file.path("tools/oracle", paste0(script, ".R")), envir = new.env())

# Collects what is expected, as rows case,quantity,index,value, and writes it: golden(...)$add("lung", "beta", coef(fit)).
golden <- function(name, packages = character()) {
  rows <- character()
  list(
    add = function(case, quantity, values) {
      values <- as.numeric(values)
      rows <<- c(rows, paste(case, quantity, seq_along(values) - 1, all_digits(values), sep = ","))
    },
    write = function() {
      writeLines(c(paste("#", made_by(name, packages)), "case,quantity,index,value", rows), golden_path(name))
    })
}

# A root between two bounds to the last digits.
root <- function(f, low, high) uniroot(f, c(low, high), tol = .Machine$double.eps, maxiter = 10000)$root
