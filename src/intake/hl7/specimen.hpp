// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "mapping.hpp"

namespace lossa::intake::hl7 {

/// What a culture was taken from.
struct Specimen {
  model::Word word = {};  ///< Culture::specimen; "" when nothing says
  std::string id = {};
  std::string order = {};
  Sighting::Sample sample = Sighting::Sample::not_said;
  bool by_words = false;
  std::string written = {};  ///< where `word` is "": the type as written, for people; "" when there is none
};

/// From SPM-4, else OBR-15, else the test itself. Id: SPM-2 (filler's, else placer's), else the filler's number. A
/// bottle or a set only where the specimen's or the test's words or codes say so: of two kinds of bottle under one id
/// each is part of one set.
Specimen specimen_of(const OrderFrame& frame, const Observation& observation, const Source& source);

}  // namespace lossa::intake::hl7
