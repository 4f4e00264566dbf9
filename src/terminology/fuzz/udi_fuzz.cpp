// SPDX-License-Identifier: Apache-2.0
// Any bytes are read or are no device identification, and what was read is within bounds.
#include <lossa/terminology/udi.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const lossa::Date today = lossa::Date::parse("2026-11-27").value();
  const std::string text(data, data + size);
  const auto udi = lossa::terminology::read_udi(text, today);
  if (!udi.has_value()) return 0;
  const bool whole = udi->device_identifier.size() + udi->lot.size() + udi->serial.size() <= text.size();
  const bool explained = udi->check_digit_right != false || !udi->faults.empty();
  if (!whole || !explained) std::abort();
  return 0;
}
