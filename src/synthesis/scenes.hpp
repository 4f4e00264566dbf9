// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <span>

#include "chart.hpp"
#include "culture.hpp"
#include "implant.hpp"

/// What several stories share.
namespace lossa::synthesis {

/// A day for an implant before the period, up to eight years back.
Day earlier_day(Chart& chart);
/// A system put in then that stays.
void carrier(Chart& chart);
/// A time for an infection, with room before and after.
Moment onset(Chart& chart);

/// Blood cultures twenty minutes apart, one for each organism given (null: no growth). Growth is planted as a signal
/// and counted in the truth.
void blood_sets(Chart& chart, Moment at, std::span<const Organism* const> grown, Quirk quirk = Quirk::none);
void blood_sets(Chart& chart, Moment at, std::initializer_list<const Organism*> grown, Quirk quirk = Quirk::none);
/// Makes what was planted so far a decoy: it must not count.
void must_not_count(Chart& chart);

/// Fever and inflammation in a stay.
void illness(Chart& chart, Moment at);
void echo_with_vegetation(Chart& chart, Moment at);

}  // namespace lossa::synthesis
