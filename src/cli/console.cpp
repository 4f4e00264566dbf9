// SPDX-License-Identifier: Apache-2.0
#include "console.hpp"

#include <algorithm>

#include <lossa/base/contract.hpp>

namespace lossa::cli {

void complain(Console& console, std::string_view message) { console.err << "lossa: " << message << '\n'; }

void complain(Console& console, const Error& error) {
  complain(console, error.where.empty() ? error.message : error.where + ": " + error.message);
}

bool report(Console& console, const Issues& issues) {
  for (const auto& issue : issues) console.err << to_string(issue) << '\n';
  return has_errors(issues);
}

Exit exit_of(const Error& error) {
  switch (error.kind) {
    case ErrorKind::invalid_input:
    case ErrorKind::not_found:
      return Exit::wrong_use;
    case ErrorKind::conflict:
    case ErrorKind::corrupt_data:
      return Exit::found_faults;
    case ErrorKind::unavailable:
      return Exit::could_not_run;
  }
  contract_violated(std::source_location::current());
}

Exit worse(Exit a, Exit b) { return std::max(a, b); }

}  // namespace lossa::cli
