// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/assessment/assessment.hpp>

namespace lossa::cli {

/// Ids of the entries that speak for a conclusion so far, each once. Where it is an otherwise, those of everything that
/// counts toward the conclusions above it: what was reported, though it is not enough.
std::vector<std::string> entries_behind(const assessment::Answer& answer, const assessment::Assessment& assessment);

/// Ids of the entries that made the fact of a leaf; empty for what is no leaf or has none.
const std::vector<std::string>& entries_of(const guideline::Explanation& leaf,
                                           const assessment::Assessment& assessment);

}  // namespace lossa::cli
