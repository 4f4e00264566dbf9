// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <lossa/base/date.hpp>
#include <lossa/base/result.hpp>
#include <lossa/intake/tables.hpp>

namespace lossa::intake {

/// A date of a foreign table as ISO 8601: "2026-11-22", "20261122", "2026-11", "2026", each full one also with a clock
/// time ("2026-11-22 14:30", seconds dropped); "22/11/2026", with / . or -, only in a stated order. Fails with
/// invalid_input and what was expected.
Result<Date> read_table_date(std::string_view text, DayOrder order);

}  // namespace lossa::intake
