// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chart.hpp"

namespace lossa::synthesis {

/// How a laboratory's record of one set of blood cultures came out.
enum class Quirk : std::uint8_t {
  none,
  entered_in_error,
  preliminary_then_final,  ///< two versions of one result
  corrected,               ///< two versions: S. epidermidis first, then the organism
  without_organism,        ///< positive, and no name
  text_disagrees,          ///< the text beside the code names S. epidermidis
  own_code,                ///< a code that is in nobody's list; the text names the organism
  lost_specimen,           ///< its reference leads nowhere
  lost_patient,            ///< likewise
  two_bottles,             ///< each bottle of one venipuncture is a specimen with its own result
};

/// One venipuncture.
struct BloodSet {
  Moment drawn;
  const Organism* organism = nullptr;  ///< none: no growth
  Quirk quirk = Quirk::none;
};

/// Writes the sample, the results with organism and susceptibilities, and the report; gives those that tell the result:
/// "Observation/a|Observation/b|DiagnosticReport/c".
std::string blood_set(Chart& chart, const BloodSet& set);

}  // namespace lossa::synthesis
