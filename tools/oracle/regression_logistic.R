# SPDX-License-Identifier: Apache-2.0
# Rscript tools/oracle/regression_logistic.R, from the project's root: writes tests/golden/stats/regression_logistic.csv.
# Maximum likelihood is R's glm; Firth's fit is written out here from its definition and maximised by optim and uniroot.
source("tools/oracle/lib/golden.R")
needs("regression_data")
out <- golden("regression_logistic")

put_glm <- function(case, model, null) {
  terms <- summary(model)$coefficients
  for (i in seq_len(nrow(terms))) {
    out$add(case, paste0("beta", i), terms[i, 1])
    out$add(case, paste0("se", i), terms[i, 2])
    out$add(case, paste0("p", i), terms[i, 4])
  }
  out$add(case, "loglik", -deviance(model) / 2)
  out$add(case, "lr", deviance(null) - deviance(model))
  out$add(case, "cov12", vcov(model)[1, 2])
}
tight <- glm.control(epsilon = 1e-15, maxit = 100)

endometrial <- read_table("data/endometrial")
put_glm("endometrial", glm(hg ~ pi + eh, binomial, endometrial, control = tight),
        glm(hg ~ 1, binomial, endometrial, control = tight))
endometrial$shift <- endometrial$pi / 20
put_glm("offset", glm(hg ~ eh, binomial, endometrial, offset = shift, control = tight),
        glm(hg ~ 1, binomial, endometrial, offset = shift, control = tight))
put_glm("no_intercept", glm(hg ~ 0 + pi + eh, binomial, endometrial, control = tight),
        glm(hg ~ 0, binomial, endometrial, control = tight))
sex2 <- read_table("data/sex2")
put_glm("weights", glm(case ~ age + oc + vic + vis, binomial, sex2, weights = count, control = tight),
        glm(case ~ 1, binomial, sex2, weights = count, control = tight))
operations <- subset(read_table("data/operations"), phase == 1)
put_glm("operations", glm(died ~ score, binomial, operations, control = tight),
        glm(died ~ 1, binomial, operations, control = tight))

penalised <- function(beta, x, y, w) {
  eta <- drop(x %*% beta)
  p <- plogis(eta)
  information <- crossprod(x, w * p * (1 - p) * x)
  sum(w * (y * plogis(eta, log.p = TRUE) + (1 - y) * plogis(-eta, log.p = TRUE))) +
    as.numeric(determinant(information)$modulus) / 2
}
modified_score <- function(beta, x, y, w) {
  p <- plogis(drop(x %*% beta))
  v <- w * p * (1 - p)
  h <- v * rowSums((x %*% solve(crossprod(x, v * x))) * x)
  drop(crossprod(x, w * (y - p) + h * (0.5 - p)))
}
maximise <- function(x, y, w, held = NULL, value = 0, start = rep(0, ncol(x))) {
  free <- setdiff(seq_len(ncol(x)), held)
  whole <- function(part) { beta <- start; beta[held] <- value; beta[free] <- part; beta }
  part <- start[free]
  if (length(free) == 0) return(list(beta = whole(part), height = penalised(whole(part), x, y, w)))
  for (round in 1:6)
    part <- optim(part, function(b) -penalised(whole(b), x, y, w),
                  function(b) -modified_score(whole(b), x, y, w)[free],
                  method = "BFGS", control = list(reltol = 1e-16, maxit = 1000))$par
  list(beta = whole(part), height = penalised(whole(part), x, y, w))
}
put_firth <- function(case, x, y, w = rep(1, length(y))) {
  best <- maximise(x, y, w)
  p <- plogis(drop(x %*% best$beta))
  error <- sqrt(diag(solve(crossprod(x, w * p * (1 - p) * x))))
  out$add(case, "loglik", best$height)
  out$add(case, "lr", 2 * (best$height - maximise(x, y, w, 2:ncol(x), 0)$height))
  for (i in seq_len(ncol(x))) {
    height <- function(value) maximise(x, y, w, i, value, best$beta)$height - best$height
    fallen <- function(value) height(value) + qchisq(0.95, 1) / 2
    limit <- function(side) {
      distance <- 2 * error[i]
      while (fallen(best$beta[i] + side * distance) > 0) distance <- 2 * distance
      uniroot(fallen, sort(best$beta[i] + side * c(0, distance)), tol = 1e-11)$root
    }
    out$add(case, paste0("beta", i), best$beta[i])
    out$add(case, paste0("se", i), error[i])
    out$add(case, paste0("low", i), limit(-1))
    out$add(case, paste0("high", i), limit(1))
    out$add(case, paste0("chi2_", i), -2 * height(0))
    out$add(case, paste0("p", i), pchisq(-2 * height(0), 1, lower.tail = FALSE))
  }
}
put_firth("firth_endometrial", cbind(1, as.matrix(endometrial[, c("nv", "pi", "eh")])), endometrial$hg)
put_firth("firth_sex2", cbind(1, as.matrix(sex2[, c("age", "oc", "vic", "vicl", "vis", "dia")])), sex2$case, sex2$count)
put_firth("firth_zero_cell", cbind(1, c(1, 1, 0, 0)), c(1, 0, 1, 0)[c(2, 2, 3, 4)], c(20, 4, 1, 51))
out$write()
