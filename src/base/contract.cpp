// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/contract.hpp>

#include <string>

namespace lossa {
namespace {

std::string describe(const std::source_location& where) {
  return std::string("contract violated at ") + where.file_name() + ":" + std::to_string(where.line()) + " in " +
         where.function_name();
}

}  // namespace

ContractViolation::ContractViolation(const std::source_location& where) : std::logic_error(describe(where)) {}

void contract_violated(const std::source_location& where) { throw ContractViolation(where); }

}  // namespace lossa
