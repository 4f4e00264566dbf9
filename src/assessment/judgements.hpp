// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/assessment/assessment.hpp>

#include "case_view.hpp"

namespace lossa::assessment {

/// Puts the judgements that persons have recorded by now, in the assessed episode, beside the answers they are about;
/// the newest last. What is proposed stays as it is. A judgement on no question, conclusion or lead of this assessment
/// is named in `judgements_on_nothing`.
void attach_judgements(const CaseView& view, Assessment& assessment);

}  // namespace lossa::assessment
