// SPDX-License-Identifier: Apache-2.0
// Any bytes are an identity number or none; what is one looks like one, and its normal form is read again as the same.
#include <lossa/terminology/identity_number.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lossa::terminology;
  static const lossa::Date today = lossa::Date::parse("2026-11-27").value();
  static const std::vector<ReservePattern> patterns = {{.pattern = "99##########", .known = "read", .cite = "a test"}};
  const std::string text(data, data + size);
  const bool looks_like_one = looks_like_identity_number(text);
  const auto number = read_identity_number(text, today, patterns);
  if (!number.has_value()) return 0;
  const bool same = read_identity_number(number->normal, today, patterns) == number;
  if (!looks_like_one || !same || number->normal.size() != 12) std::abort();
  return 0;
}
