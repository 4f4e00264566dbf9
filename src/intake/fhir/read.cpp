// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <utility>

#include <lossa/intake/fhir.hpp>

#include "passes.hpp"

namespace lossa::intake {
namespace {

Date today_here() {
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(std::chrono::system_clock::now().time_since_epoch());
  return Date::from_minutes({.low = minutes.count(), .high = minutes.count()});
}

}  // namespace

Result<ForeignData> read_fhir(const FhirOptions& options, const Dictionary& dictionary) {
  auto inputs = LOSSA_TRY(fhir::list_inputs(options.paths));
  const Date today = options.today.value_or(today_here());
  return fhir::Reading(options, dictionary, today, std::move(inputs)).read();
}

}  // namespace lossa::intake
