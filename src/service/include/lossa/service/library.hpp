// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/base/issue.hpp>
#include <lossa/guideline/signature.hpp>

namespace lossa::service {

/// The guideline files that travel in the program, facts and evidence with them, in the order of their paths.
std::vector<guideline::SourceFile> shipped_guidelines();

/// Loads guidelines with the program's organisms and checks all of it together: the language, and that every fact's
/// origin exists. Each guideline gets the signatures found beside its file. Every fault is an issue.
Checked<assessment::Library> load_library(const std::vector<guideline::SourceFile>& guidelines,
                                          const guideline::Signatures& signatures = {});

}  // namespace lossa::service
