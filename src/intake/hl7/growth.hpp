// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "element.hpp"

namespace lossa::intake::hl7 {

/// What one value of a culture says grew.
struct Growth {
  model::Word organism = {};
  model::Word result = {};                         ///< Culture::result; "growth" with an organism
  std::optional<bool> methicillin_resistant = {};  ///< by the organism's own name or code: MRSA
  bool by_words = false;  ///< only words say so beside a code that means nothing here, or within longer words
  [[nodiscard]] bool is_empty() const { return result.empty(); }
};

/// By a coded value. A code holds; words alone hold when there is no code at all; words beside an unknown code only
/// propose. A name that says another organism than the code is noted as a conflict.
Growth growth_of(const Codings& value, const Hl7Segment& segment, const Source& source);

/// By a laboratory's own words. They hold when they are an organism's name, or a known word for growth or none with
/// nothing but a time beside it ("No growth after 2 days"); words within longer words only propose.
Growth growth_of(std::string_view words, const Source& source);

}  // namespace lossa::intake::hl7
