// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "rule.hpp"

namespace lossa::assessment {

/// What one culture says.
enum class Growth {
  grew,
  read_without,  ///< no growth, final
  awaited,       ///< no answer yet, or none that is final
  not_said,
};
Growth growth_of(const model::Culture& culture);

/// Is the organism that grew named? "other" is a name for none that is known here.
bool names_organism(const model::Culture& culture);

/// The cultures of the fact's window from one of the specimens, by the time when they were drawn.
std::vector<const Seen*> cultures_of(const Inquiry& inquiry, std::span<const std::string> specimens);
std::vector<const Seen*> blood_cultures(const Inquiry& inquiry);

/// Did something grow: yes if in one; unknown (awaited) if one is awaited or not final; no if one is read. `counts`
/// says of one that grew whether it counts.
Found growth_found(std::span<const Seen* const> cultures, Truth (*counts)(const model::Culture&));

}  // namespace lossa::assessment
