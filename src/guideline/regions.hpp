// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <lossa/base/interval.hpp>
#include <lossa/guideline/knowledge.hpp>

namespace lossa::guideline {

/// The parts of `within` between which no condition of the knowledge base can tell: cut at every constant that the fact
/// is compared with. Counts and dates (in minutes) are whole: parts without a whole number are left out.
std::vector<Interval<double>> regions(const Fact& fact, Interval<double> within);

}  // namespace lossa::guideline
