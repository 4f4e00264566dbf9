// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/base/csv.hpp>
#include <lossa/intake/foreign.hpp>

namespace lossa::intake {

/// What a faulty row of a table is called in a report on data.
FaultKind fault_of(CsvFault fault);

}  // namespace lossa::intake
