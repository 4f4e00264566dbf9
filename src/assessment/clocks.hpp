// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/assessment/assessment.hpp>

namespace lossa::assessment {

/// Fills in the clocks and windows, and where those that apply to this case differ.
void run_clocks(const guideline::Evaluator& evaluator, Assessment& assessment);

/// Fills in the contacts of the follow-up.
void plan_contacts(const guideline::Evaluator& evaluator, Assessment& assessment);

}  // namespace lossa::assessment
