// SPDX-License-Identifier: Apache-2.0
#include "units.hpp"

#include <algorithm>
#include <array>

#include <lossa/model/kinds_findings.hpp>

#include "hl7/text.hpp"

namespace lossa::intake {
namespace {

using hl7::in_small_letters;

/// The same unit in other writings, in small letters. A thousand in a microlitre is a thousand million in a litre.
struct Writing {
  std::string_view written;
  std::string_view unit;
};
constexpr std::array<Writing, 17> writings = {{{"10*9/l", "10^9/L"},
                                               {"x10*9/l", "10^9/L"},
                                               {"x10^9/l", "10^9/L"},
                                               {"10e9/l", "10^9/L"},
                                               {"x10e9/l", "10^9/L"},
                                               {"10*3/ul", "10^9/L"},
                                               {"10^3/ul", "10^9/L"},
                                               {"10*3/mm3", "10^9/L"},
                                               {"k/ul", "10^9/L"},
                                               {"\xC2\xB5mol/l", "umol/L"},
                                               {"\xCE\xBCmol/l", "umol/L"},
                                               {"ml/min/{1.73_m2}", "mL/min/1.73m2"},
                                               {"ml/min/{1.73m2}", "mL/min/1.73m2"},
                                               {"ml/min/1.73_m2", "mL/min/1.73m2"},
                                               {"ml/min/1,73m2", "mL/min/1.73m2"},
                                               {"{inr}", "1"},
                                               {"inr", "1"}}};

}  // namespace

std::string known_unit(std::string_view test, std::string_view written) {
  const auto small = in_small_letters(written);
  const auto* named = std::ranges::find(writings, small, &Writing::written);
  const auto meant = named == writings.end() ? small : in_small_letters(named->unit);
  for (const auto& unit : model::units_of(test))
    if (in_small_letters(unit) == meant) return unit;
  return "";
}

}  // namespace lossa::intake
