// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace lossa::intake::fhir {

/// What a look along the top of a line's object shows. All of it is as it stands in the line, with its escapes.
struct LineLook {
  std::string_view line;  ///< without its end
  std::string_view type;  ///< resourceType
  std::string_view id;
  std::string_view person;  ///< the reference of subject or patient
  std::string_view status;
  std::string_view what;   ///< the value of code, or of medicationCodeableConcept
  std::string_view value;  ///< of valueCodeableConcept
  bool has_parts = false;  ///< contained, component, hasMember, focalDevice or medicationReference
  bool is_whole = false;   ///< one object, balanced to its end, in valid UTF-8; its values are not checked
  bool is_plain = true;    ///< those texts hold no escape, and a person without reference has no identifier either
};

/// Looks at lines of JSON at the speed of simdjson's first stage, which finds the structure of many lines at once; the
/// walk along it is ours, for one on-demand document a line costs more than such short lines do.
class LineScan {
 public:
  LineScan();
  LineScan(const LineScan&) = delete;
  LineScan& operator=(const LineScan&) = delete;
  ~LineScan();

  /// Takes whole lines, of which the last may lack its end: best so many that they and their structure stay in the
  /// nearer cache until they are walked. They must outlive the scan of them.
  void begin(std::string_view lines);
  /// The next line, also an empty one; false after the last.
  bool next(LineLook& look);

 private:
  struct Structure;

  std::string_view take_line();
  void look_at(std::string_view text, LineLook& look);

  std::unique_ptr<Structure> structure_;
  std::string_view lines_;
  std::string_view rest_;  ///< not looked at yet
  bool is_sound_ = false;  ///< the structure of all lines is known; else each line is looked at alone
};

/// The type of a line that begins as nearly all do: {"resourceType":"Observation"; "" of any other.
std::string_view type_at_begin(std::string_view line);

}  // namespace lossa::intake::fhir
