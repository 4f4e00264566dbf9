// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "chart.hpp"

namespace lossa::synthesis {

/// A system that somebody has or had, and how the record knows of it.
struct Implant {
  enum class Known : std::uint8_t { device, procedure_only, diagnosis_only };
  enum class Left : std::uint8_t { nothing, leads };  ///< after the removal

  Day day = 0;
  Known known = Known::device;
  std::optional<Day> removed;
  Left left = Left::nothing;
  bool has_wrong_udi = false;
  bool has_impossible_date = false;  ///< 30 February is written as the day
};

/// Writes the system's resources, of a type drawn by what Sweden implants, and what is true of it.
void implant(Chart& chart, const Implant& wish);

}  // namespace lossa::synthesis
