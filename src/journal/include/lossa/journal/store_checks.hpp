// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include <lossa/base/result.hpp>
#include <lossa/journal/journal.hpp>

/// What every store checks of a batch, here once so that they all refuse the same in the same words.
namespace lossa::journal {

/// Fails with invalid_input if the batch is empty, or at "batch[2]" if that case has no name, no entries, or was
/// named before.
Result<void> require_well_formed(std::span<const CaseAppend> batch);

/// Fails with conflict, its `where` the case, if the case does not have the number of entries that the writer read.
Result<void> require_version(const CaseAppend& append, std::uint64_t stored_version);

}  // namespace lossa::journal
