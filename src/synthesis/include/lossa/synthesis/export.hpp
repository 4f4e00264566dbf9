// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include <lossa/base/result.hpp>
#include <lossa/synthesis/hospital.hpp>

namespace lossa::synthesis {

struct ExportOptions {
  std::string folder;      ///< made if it is missing; must be empty
  bool is_zipped = false;  ///< *.ndjson.gz; what zlib makes of the same bytes may differ between its versions
  bool is_mixed = false;   ///< one file of all kinds, each person's resources with what they refer to behind them
  /// Called now and then with the number of people written; false ends the work.
  std::function<bool(std::uint64_t)> progress = {};
};

struct Exported {
  std::uint64_t resources = 0;
  std::uint64_t bytes = 0;  ///< of the export before compression
  bool stopped = false;     ///< ended by `progress`; what is there is whole people
};

/// Writes FOLDER/export/KIND.ndjson (or everything.ndjson), FOLDER/truth/truth.csv apart from it and FOLDER/codes.toml,
/// the hospital's own codes. Fails with invalid_input on a bad plan or a folder in use, with unavailable where a file
/// cannot be made or written.
Result<Exported> write_export(const Plan& plan, const ExportOptions& options);

}  // namespace lossa::synthesis
