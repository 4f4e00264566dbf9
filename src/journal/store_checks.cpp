// SPDX-License-Identifier: Apache-2.0
#include <lossa/journal/store_checks.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace lossa::journal {

Result<void> require_well_formed(std::span<const CaseAppend> batch) {
  if (batch.empty()) return Error{.kind = ErrorKind::invalid_input, .message = "there is nothing to append"};
  std::set<std::string_view> named;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto fault = [i](const char* message) {
      return Error{.kind = ErrorKind::invalid_input, .message = message, .where = "batch[" + std::to_string(i) + "]"};
    };
    if (batch[i].case_id.empty()) return fault("a case to append to has no name");
    if (batch[i].entries.empty()) return fault("there is no entry to append to this case");
    if (!named.insert(batch[i].case_id).second) return fault("the same case is named twice in one batch");
  }
  return {};
}

Result<void> require_version(const CaseAppend& append, std::uint64_t stored_version) {
  if (append.expected_version == stored_version) return {};
  return Error{.kind = ErrorKind::conflict,
               .message = "the case has changed since it was read; read it again and repeat",
               .where = append.case_id};
}

}  // namespace lossa::journal
