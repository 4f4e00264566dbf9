// SPDX-License-Identifier: Apache-2.0
#include "csv_faults.hpp"

#include <lossa/base/contract.hpp>

namespace lossa::intake {

FaultKind fault_of(CsvFault fault) {
  switch (fault) {
    case CsvFault::none:
    case CsvFault::cells:
    case CsvFault::quotes:
      return FaultKind::malformed;
    case CsvFault::not_utf8:
      return FaultKind::not_utf8;
    case CsvFault::too_long:
      return FaultKind::too_long;
    case CsvFault::unreadable:
      return FaultKind::truncated_file;
  }
  contract_violated(std::source_location::current());
}

}  // namespace lossa::intake
