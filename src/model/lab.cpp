// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <lossa/model/kinds_findings.hpp>

namespace lossa::model {
namespace {

struct LabUnits {
  std::string_view test;
  std::vector<std::string> units;  ///< the canonical one first
  double per_second = 1;           ///< canonical units in one of the second
};

const std::array<LabUnits, 10>& all_units() {
  // Mass concentrations: 1 L is 10 dL. Creatinine: 1 mg/dL is 88.4 umol/L, from its molar mass of 113.12 g/mol; the
  // equations and cut-offs of scores use this factor, and a value must not change on its way to them.
  static const std::array<LabUnits, 10> all = {{{"crp", {"mg/L", "mg/dL"}, 10},
                                                {"egfr", {"mL/min/1.73m2"}},
                                                {"creatinine", {"umol/L", "mg/dL"}, 88.4},
                                                {"haemoglobin", {"g/L", "g/dL"}, 10},
                                                {"white_cells", {"10^9/L"}},
                                                {"platelets", {"10^9/L"}},
                                                {"inr", {"1"}},
                                                {"albumin", {"g/L", "g/dL"}, 10},
                                                {"coxiella_phase1_igg", {"reciprocal titre", "1"}},
                                                {"bartonella_igg", {"reciprocal titre", "1"}}}};
  return all;
}

}  // namespace

std::span<const std::string> units_of(std::string_view test) {
  const auto found = std::ranges::find(all_units(), test, &LabUnits::test);
  if (found == all_units().end()) return {};
  return found->units;
}

std::optional<Interval<double>> canonical_value(const Lab& lab) {
  const auto found = std::ranges::find(all_units(), lab.test, &LabUnits::test);
  if (!lab.value.has_value() || found == all_units().end()) return std::nullopt;
  const auto unit = std::ranges::find(found->units, lab.unit);
  if (unit == found->units.end()) return std::nullopt;
  const double factor = unit == found->units.begin() ? 1 : found->per_second;
  return Interval<double>{lab.value->value.low * factor, lab.value->value.high * factor};
}

}  // namespace lossa::model
