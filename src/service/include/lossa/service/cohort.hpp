// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/guideline/columns_evaluate.hpp>

namespace lossa::service {

/// Which missing facts stand behind most open cases.
struct CohortGaps {
  std::size_t cases = 0;
  std::vector<guideline::Gaps> questions;  ///< by index in the knowledge base
};

/// At the default readings, by Kleene's logic (columns_evaluate.hpp). `cohort` holds the facts of each case.
CohortGaps gaps_of(const assessment::Library& library, const std::vector<guideline::Values>& cohort);

}  // namespace lossa::service
