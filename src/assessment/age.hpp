// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/base/interval.hpp>

#include "case_view.hpp"

namespace lossa::assessment {

/// Years from one time of the case to another, never negative; up to any number where the two cannot be told apart.
/// At one anchor without a date the distances count; a later anchor is at least as late.
Interval<double> years_passed(const model::Moment& from, const model::Moment& to);

}  // namespace lossa::assessment
