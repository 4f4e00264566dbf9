// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <lossa/stats/logistic.hpp>

#include "fuzz_values.hpp"

using namespace lossa::stats;  // NOLINT(google-build-using-namespace): a program of one function

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzValues values(data, size);
  const auto rows = values.below(16);
  const auto covariates = values.below(4);
  LogisticSample sample{.outcome = {}, .covariates = {}, .intercept = values.byte() % 8 != 0};
  for (std::size_t i = 0; i < rows; ++i) sample.outcome.push_back(values.outcome());
  for (std::size_t j = 0; j < covariates; ++j)
    sample.covariates.push_back({"x" + std::to_string(j), values.numbers(rows)});
  if (values.byte() % 4 == 0) sample.weights = values.numbers(rows);
  if (values.byte() % 4 == 0) sample.offset = values.numbers(rows);
  const double level = values.byte() % 16 == 0 ? values.number() : 0.9;

  const auto found = separation(sample);
  if (const auto fit = logistic(sample, level)) {
    must(found.has_value() && found->kind == SeparationKind::none);
    for (const auto& term : fit->coefficients) must(std::isfinite(term.estimate.value) && term.standard_error >= 0.0);
    for (const auto p : fit->probability) must(p >= 0.0 && p <= 1.0);
  }
  if (const auto fit = firth_logistic(sample, level))
    for (const auto& term : fit->coefficients) {
      must(std::isfinite(term.estimate.value));
      must(term.estimate.low <= term.estimate.value && term.estimate.value <= term.estimate.high);
      must(term.p >= 0.0 && term.p <= 1.0);
    }
  return 0;
}
