// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "chart.hpp"

namespace lossa::synthesis {

/// Something that happens to a person and leaves resources and a truth. Each is told in docs/formats/synthesis.md.
struct Story {
  std::string_view name;
  Expected expected;
  void (*tell)(Chart&);
};

std::span<const Story> infections();      ///< of carriers, as they come, with the distributions of published series
std::span<const Story> carrier_traps();   ///< one difficulty each, in carriers and those who were
std::span<const Story> stranger_traps();  ///< in people who never had a device

/// Writes the story and what it says of the person.
void tell(const Story& story, Chart& chart);

}  // namespace lossa::synthesis
