// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <lossa/intake/hl7_message.hpp>
#include <lossa/model/value.hpp>

namespace lossa::intake::hl7 {

/// The value of an observation (OBX-5) in words, with its comparator: "<=0.25", "1:128", "NEG".
std::string written_value(const Hl7Segment& observation);

/// The value as a number with its comparator. A decimal comma is read where it cannot be one of thousands. Fails for
/// what is no number: a ratio, "2+", words.
Result<model::Number> number_in(const Hl7Segment& observation);

/// The unit (OBX-6) as written; one that was written with a bare "^" ("10^9/L") is put together again.
std::string written_unit(const Hl7Segment& observation);

}  // namespace lossa::intake::hl7
