// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>

namespace lossa::journal {

/// Milliseconds since 1970-01-01 in UTC.
using Timestamp = std::int64_t;

/// New entries of one case, to follow the version that the writer has read.
struct CaseAppend {
  std::string case_id;
  std::uint64_t expected_version = 0;  ///< how many entries the case has; 0: the case is new
  std::vector<std::string> entries;    ///< encoded (entry_codec.hpp), in order, at least one
};

/// One entry as it was stored.
struct Record {
  std::uint64_t position = 0;  ///< its place in the whole journal, from 1, rising in commit order
  std::string case_id;
  std::uint64_t version = 0;  ///< its place in its case, from 1 without gaps
  Timestamp recorded_at = 0;
  std::string entry;

  friend bool operator==(const Record&, const Record&) = default;
};

/// The append-only store of entries: the only truth. Every implementation passes the same test suite.
/// May be called from any thread.
class Journal {
 public:
  Journal() = default;
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  virtual ~Journal() = default;

  /// Appends all of the batch or nothing, and returns only when it is durable: the position of its last record.
  /// A case may stand in a batch once. The time is the caller's; the journal has no clock.
  /// Fails with conflict, naming the case, if one of the batch's cases is not at its expected version; with
  /// invalid_input for an empty batch, a case without entries or named twice; with unavailable if storage failed,
  /// and then nothing of the batch is stored.
  [[nodiscard]] virtual Result<std::uint64_t> append(std::span<const CaseAppend> batch, Timestamp recorded_at) = 0;

  /// Up to `limit` records after `position`, in commit order. A record is never seen before one of a lower position is.
  [[nodiscard]] virtual Result<std::vector<Record>> read(std::uint64_t after_position, std::size_t limit) const = 0;

  /// How many entries the case has; 0 if there is no such case.
  [[nodiscard]] virtual Result<std::uint64_t> version_of(std::string_view case_id) const = 0;
};

}  // namespace lossa::journal
