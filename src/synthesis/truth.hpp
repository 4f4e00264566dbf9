// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lossa::synthesis {

/// What a list of people to be called should say of one.
enum class Expected : std::uint8_t {
  none,  ///< not named: no device in place at a signal, or no signal
  weak,  ///< named as something to look at
  call,  ///< named as somebody to call about today
};

/// One row of truth.csv. Nothing in it is written into the export but the ids of resources.
struct Truth {
  std::string person;
  std::string_view story;
  std::string_view carries = "no";  ///< no, yes, leads, removed; at the end of what is told
  std::string_view device;          ///< as Device::type in a case file; "" without
  std::string_view implanted, removed;
  std::string_view infected = "none";  ///< none, pocket, systemic
  std::string_view organism;           ///< that grew, or grows after correction
  int sets_positive = 0, sets_drawn = 0;
  bool is_contaminated = false;
  std::string_view removal = "no";   ///< after the infection: no, in_time (within 6 days), late (within 30)
  std::vector<std::string> signals;  ///< each "kind:Type/id|Type/id": any of the resources shows it
  std::vector<std::string> decoys;   ///< the same of what must not count
  std::string_view fault;            ///< of the data: what the report of quality should know; "" without
  Expected expected = Expected::none;
};

void append_row(std::string& out, const Truth& truth);

}  // namespace lossa::synthesis
