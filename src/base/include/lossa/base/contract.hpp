// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <source_location>
#include <stdexcept>

namespace lossa {

/// A broken promise between two parts of this program: a bug, never bad input.
/// Only a program's outermost loop may catch it.
class ContractViolation : public std::logic_error {
 public:
  explicit ContractViolation(const std::source_location& where);
};

[[noreturn]] void contract_violated(const std::source_location& where);

/// Checked in every build. Says what the code relies on; the reader may rely on it too.
constexpr void expects(bool holds, const std::source_location& where = std::source_location::current()) {
  if (!holds) [[unlikely]]
    contract_violated(where);
}

}  // namespace lossa
