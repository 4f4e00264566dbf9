// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/date.hpp>
#include <lossa/base/result.hpp>
#include <lossa/base/tree.hpp>
#include <lossa/intake/foreign.hpp>

namespace lossa::intake {

struct FhirOptions {
  enum class Whom : std::uint8_t {
    people_with_device,  ///< of others nothing is kept: memory grows with these people, not with the export
    everyone,
  };
  /// Files, and folders with *.ndjson, *.ndjson.gz, *.json and *.json.gz in any depth. Their order does not matter.
  std::vector<std::string> paths = {};
  Whom whom = Whom::people_with_device;
  /// Reads every value of every line. Otherwise a line that is not kept is only read so far that a cut or unbalanced
  /// one is found.
  bool every_value = false;
  unsigned threads = 0;  ///< 0: as many as the machine has
  /// Where what was kept of each finished file is written, so that an unchanged file is not read again. It then holds
  /// data of patients: only its owner may read it. "": nowhere.
  std::string state_folder = {};
  const std::atomic<bool>* stop = nullptr;  ///< when it becomes true the reading ends soon, with what it has
  /// Called from one thread at a time, with rising `done`. `total` may grow when files must be read twice.
  std::function<void(std::uint64_t bytes_done, std::uint64_t bytes_total)> progress = {};
  std::optional<Date> today = {};  ///< tells the century of short identity numbers; absent: the machine's
  std::size_t longest_line = std::size_t{64} << 20U;  ///< bytes; a longer one is too_long, and skipped
  std::size_t chunk_bytes = std::size_t{2} << 20U;    ///< what one thread reads at a time
};

/// Reads FHIR R4 (4.0.1): lines of NDJSON of any type in any order, single resources and Bundles.
///
/// Gives what the newest version of each resource says, in the order of the files' names and of the data. Codes
/// conclude; words propose (Sighting::Basis::text), where no code of a Condition, Procedure, Device or report means
/// anything here. Faults in the data are counted and the rest is read. Counted as unmapped: the values of cultures, the
/// types of devices, conclusions of culture and image reports, and codes of Observations that name an organism; not the
/// many ordinary diagnoses and tests. A resource without subject (a Medication, a Device) is kept if it could be
/// needed.
///
/// Fails with not_found when a path is not there or holds no such file, with unavailable when a file or the state
/// folder cannot be read or written.
Result<ForeignData> read_fhir(const FhirOptions& options, const Dictionary& dictionary);

/// The same of resources and Bundles that are already read; `file` and each node's line are their place. Pure.
ForeignData map_fhir(const std::vector<Node>& resources, std::string_view file, const Dictionary& dictionary,
                     const Date& today);

}  // namespace lossa::intake
