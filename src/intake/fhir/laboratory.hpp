// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "map.hpp"

namespace lossa::intake::fhir {

/// What one Observation, or one component of it, says grew.
struct Result {
  model::Word organism = {};
  std::optional<bool> resistant = {};  ///< to methicillin, as the organism's own code or name says
  model::Word growth = {};             ///< Culture::result, when no organism is named
  bool by_words = false;               ///< only words beside a code that means nothing say so: a proposal
  bool contradicts = false;            ///< the value and its interpretation do not go together: a proposal
  [[nodiscard]] bool is_empty() const { return organism.empty() && growth.empty(); }
};

/// Reads value[x] and interpretation of `in`, an Observation or a component.
Result result_of(const Reader& reader, const Node& in);

/// What a final, preliminary or other status says of a result being final.
model::Finding finality(std::string_view status);

/// Adds a culture; the frame's specimen word may be "" until its sample is known.
Sighting& add_culture(const Reader& reader, Part& part, const Result& result, const model::Word& specimen);

/// Resistance to what stands for methicillin, by a test's agent and what `in` says of it; absent for another agent.
model::Finding resistance_of(const Reader& reader, const Node& in, std::string_view agent);

/// Adds what a laboratory test or a temperature measured; nothing without a value. No unit is a fault, and sets the
/// resource aside.
void add_measurement(const Reader& reader, Part& part, const Node& in, const terminology::Code& test);

/// The words "lead_mass:vegetation", "uptake_pocket" … as fields of an image.
void set_image_finding(model::Imaging& imaging, std::string_view word, const Truth& present);

}  // namespace lossa::intake::fhir
