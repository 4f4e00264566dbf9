// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <lossa/base/date.hpp>
#include <lossa/base/result.hpp>
#include <lossa/intake/foreign.hpp>
#include <lossa/intake/hl7_message.hpp>

// Results of laboratories as HL7 v2 messages (ORU^R01): docs/formats/hl7.md.
namespace lossa::intake {

/// What became of one message.
struct Hl7Outcome {
  enum class Verdict : std::uint8_t {
    accepted,  ///< all of it that is asked about was used, or it had come before
    error,     ///< understood, but something of it could not be used; the faults say what
    rejected,  ///< not understood: in quarantine
  };
  Verdict verdict = Verdict::accepted;
  Place place;
  std::string control_id;  ///< MSH-10; "" when there is none, or none that may be shown
  std::string reason;      ///< "" when accepted
};
std::string_view to_string(Hl7Outcome::Verdict verdict);  ///< "accepted"

struct Hl7Options {
  /// Where what is not understood is copied, byte for byte, named by its SHA-256 (of a message over the limit: of the
  /// chain of its pieces'), with the reason beside it as NAME.reason.json. The same again changes nothing. Absent: it
  /// is counted and reported.
  std::optional<std::filesystem::path> quarantine = {};
  Date now = {};  ///< today, for the century of identity numbers and for the quarantine's record
  Hl7Limits limits = {};
  std::function<void(const Hl7Outcome&)> report = {};  ///< is told of each message, in the order of the data
  std::function<bool()> is_stopped = {};               ///< asked before each message
};

/// Reads files, and folders with all that is in them (by name; hidden files, links to folders and the quarantine are
/// left out), one message at a time; what is given stays unchanged.
///
/// Gives cultures with what grew, the resistance to methicillin of staphylococci by the tests of their isolates, and
/// laboratory values and temperatures. Of two results with one source_id the later version holds. A message that has
/// come before with the same bytes has no second effect.
///
/// Memory: what it gives, and 16 bytes a message. Fails with not_found where a path is not there, and with unavailable
/// where one cannot be read or the quarantine cannot be written.
Result<ForeignData> read_hl7(std::span<const std::filesystem::path> paths, const Dictionary& dictionary,
                             const Hl7Options& options);

}  // namespace lossa::intake
