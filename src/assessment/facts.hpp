// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <lossa/assessment/assessment.hpp>

#include "case_view.hpp"
#include "system.hpp"

namespace lossa::assessment {

struct Facts {
  guideline::Values values;
  std::vector<Evidence> evidence;  ///< one for each of the values' slots
};

/// Every fact of the case, and the entries that made it.
Facts facts_of(const Library& library, std::span<const Origin> origins, const CaseView& view, const System& system);

}  // namespace lossa::assessment
