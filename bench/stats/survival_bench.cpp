// SPDX-License-Identifier: Apache-2.0
// Makes cohorts, writes them for R below DIRECTORY, and times our kernels on them in this process:
//   stats_survival_bench DIRECTORY
// Prints name,n,seconds,processor seconds (the best of several) and, as name,n,beta,value, the coefficients to compare.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <lossa/base/random.hpp>
#include <lossa/stats/concordance.hpp>
#include <lossa/stats/cox.hpp>
#include <lossa/stats/cox_bootstrap.hpp>
#include <lossa/stats/cox_residuals.hpp>
#include <lossa/stats/cumulative_incidence.hpp>
#include <lossa/stats/distributions.hpp>
#include <lossa/stats/fine_gray.hpp>
#include <lossa/stats/kaplan_meier.hpp>
#include <lossa/stats/log_rank.hpp>
#include <lossa/stats/proportional_hazards.hpp>

namespace {

using namespace lossa::stats;  // NOLINT(google-build-using-namespace): a program of its own

struct Cohort {
  CoxInput all;  // any event
  FineGrayInput causes;
  std::vector<int> group;
};

// Three normal ones, two that 40 % have.
double covariate_of(lossa::Random& random, std::size_t number) {
  if (number < 3) return normal_quantile(std::max(random.uniform(), 1e-16));
  return random.chance(0.4) ? 1.0 : 0.0;
}

// Five covariates, days, and about 23 % with one of two events.
Cohort cohort_of(std::size_t n) {
  lossa::Random random(2026, n);
  Cohort cohort;
  const double effect[] = {0.5, -0.3, 0.2, 0.0, 0.4};
  for (const char* name : {"x1", "x2", "x3", "x4", "x5"}) cohort.causes.covariates.push_back({name, {}});
  for (std::size_t i = 0; i < n; ++i) {
    double eta = 0.0;
    for (std::size_t a = 0; a < 5; ++a) {
      const double x = covariate_of(random, a);
      cohort.causes.covariates[a].values.push_back(x);
      eta += effect[a] * x;
    }
    const double event = -std::log(1.0 - random.uniform()) * 9000.0 * std::exp(-eta);
    const double censored = 100.0 + 3900.0 * random.uniform();
    cohort.causes.observations.exit.push_back(std::ceil(std::min(event, censored)));
    cohort.causes.observations.event.push_back(event > censored ? 0 : random.chance(0.6) ? 1 : 2);
    cohort.group.push_back(static_cast<int>(i % 4));
  }
  cohort.all = {.observations = any_event(cohort.causes.observations), .covariates = cohort.causes.covariates};
  return cohort;
}

void write(const Cohort& cohort, const std::string& path) {
  std::ofstream file(path);
  file << "time,cause,group,x1,x2,x3,x4,x5\n";
  char number[32];
  for (std::size_t i = 0; i < cohort.group.size(); ++i) {
    file << cohort.causes.observations.exit[i] << ',' << cohort.causes.observations.event[i] << ',' << cohort.group[i];
    for (const auto& covariate : cohort.causes.covariates) {
      std::snprintf(number, sizeof number, ",%.17g", covariate.values[i]);
      file << number;
    }
    file << '\n';
  }
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void measure(const char* name, std::size_t n, const std::function<void()>& work) {
  double best = 1e9;
  double best_processor = 1e9;
  double spent = 0.0;
  for (int run = 0; run < 3 || (spent < 1.0 && run < 20); ++run) {
    const auto from = std::chrono::steady_clock::now();
    const double processor_from = processor_seconds();
    work();
    best_processor = std::min(best_processor, processor_seconds() - processor_from);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    best = std::min(best, seconds);
    spent += seconds;
  }
  std::printf("%s,%zu,%.6f,%.6f\n", name, n, best, best_processor);
  std::fflush(stdout);
}

void print_beta(const char* name, std::size_t n, const std::vector<double>& beta) {
  for (const double value : beta) std::printf("%s,%zu,beta,%.17g\n", name, n, value);
}

// Two threads, each half of the replicates.
void bootstrap(const Cohort& cohort) {
  const auto data = *CoxData::create(cohort.all);
  const auto fit = *fit_cox(data);
  const auto half = [&](std::uint64_t first) {
    if (!bootstrap_cox(data, fit, {.seed = 1, .first = first, .count = 500}).has_value()) std::abort();
  };
  std::thread other(half, 500);
  half(0);
  other.join();
}

void measure_all(const Cohort& cohort) {
  const auto n = cohort.group.size();
  measure("kaplan_meier", n, [&] { static_cast<void>(*kaplan_meier(cohort.all.observations)); });
  measure("log_rank", n, [&] { static_cast<void>(*log_rank(cohort.all.observations, {.group = cohort.group})); });
  measure("cox_efron", n, [&] { static_cast<void>(*fit_cox(*CoxData::create(cohort.all))); });
  measure("incidence", n, [&] {
    static_cast<void>(*cumulative_incidence(cohort.causes.observations, {.variance = IncidenceVariance::jackknife}));
  });
  const auto data = *CoxData::create(cohort.all);
  const auto fit = *fit_cox(data);
  print_beta("cox_efron", n, fit.beta);
  measure("cox_robust", n, [&] {
    const auto fitted_data = *CoxData::create(cohort.all);
    static_cast<void>(*robust_variance(fitted_data, *fit_cox(fitted_data)));
  });
  measure("cox_zph", n, [&] { static_cast<void>(*test_proportional_hazards(data, fit)); });
  std::vector<double> risk(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t a = 0; a < 5; ++a) risk[i] += fit.beta[a] * cohort.all.covariates[a].values[i];
  measure("concordance", n, [&] { static_cast<void>(*concordance(cohort.all.observations, {.score = risk})); });
  measure("fine_gray", n, [&] { static_cast<void>(*fit_fine_gray(cohort.causes)); });
  print_beta("fine_gray", n, (*fit_fine_gray(cohort.causes)).beta);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: stats_survival_bench DIRECTORY\n", stderr);
    return 2;
  }
  for (const std::size_t n : {1'000U, 10'000U, 100'000U, 1'000'000U}) {
    const auto cohort = cohort_of(n);
    write(cohort, std::string(arguments[1]) + "/cohort_" + std::to_string(n) + ".csv");
    measure_all(cohort);
    if (n == 10'000) measure("cox_bootstrap", n, [&] { bootstrap(cohort); });
  }
}
