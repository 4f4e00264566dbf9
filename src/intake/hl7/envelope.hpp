// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <lossa/intake/hl7_message.hpp>

#include "pieces.hpp"

namespace lossa::intake::hl7 {

/// The batches of a file: FHS ... FTS around BHS ... BTS around messages (HL7 2.5.1, chapter 2, "batch protocol";
/// memory). What is counted there must have come; where it has not, that is noted, and what came is read.
class Envelopes {
 public:
  Envelopes(DataQuality& quality, int most) : quality_(&quality), most_(most) {}

  void count_message();
  /// A fault for a segment that is none.
  std::optional<Hl7Fault> add(const Piece& piece, const Hl7Origin& origin);
  /// At the end of the file: what has no end is noted.
  void finish(const Hl7Origin& origin);

 private:
  struct Open {
    std::string name;          ///< "FHS"
    std::uint64_t inside = 0;  ///< messages, or batches
  };
  void open(const std::string& name, const Hl7Origin& origin);
  void close(const Hl7Segment& trailer, const Hl7Origin& origin);

  DataQuality* quality_;
  int most_;
  std::vector<Open> open_;
};

}  // namespace lossa::intake::hl7
