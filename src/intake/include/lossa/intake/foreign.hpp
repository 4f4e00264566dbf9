// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <lossa/base/issue.hpp>
#include <lossa/model/entry.hpp>
#include <lossa/terminology/codes.hpp>
#include <lossa/terminology/organisms.hpp>

/// What every reader of foreign data gives: sightings, who they are about, and how good the data were.
namespace lossa::intake {

/// What the readers know of the world's codes and names. Both outlive the reading.
struct Dictionary {
  const terminology::Codes& codes;
  const terminology::Organisms& organisms;
};

/// One thing that foreign data say about one person, as an entry, before it belongs to a case.
struct Sighting {
  /// What one sample of a culture is. Sets can be counted only where it is known.
  enum class Sample : std::uint8_t { not_said, bottle, set };
  enum class Basis : std::uint8_t {
    code,  ///< a code says so
    text,  ///< only words do: a proposal for a person to read, never an entry that counts
  };
  enum class State : std::uint8_t {
    current,
    withdrawn,         ///< said to have been entered in error, or deleted; withdraws the one of the same source_id
    sample_withdrawn,  ///< nothing holds that was said of its sample (`specimen`)
    supplement,        ///< says more of the culture of the same source_id, which an earlier delivery brought
  };

  std::string person;     ///< key of the person in the source; see Person::key
  model::Entry entry;     ///< its place says file, line and element: "Observation/abc"
  std::string source_id;  ///< of one person the same thing has the same one in every delivery: "Observation/abc"
  std::string record;     ///< of several things in one record the record's: it is taken back as a whole; "": source_id
  std::string version;   ///< of two with one source_id the greater holds: meta.lastUpdated, a message's time; may be ""
  std::string specimen;  ///< id of a culture's sample: one venipuncture or one bottle; "" when not said
  std::string order;     ///< id of what was asked for, which may have several samples; "" when not said
  Sample sample = Sample::not_said;
  Basis basis = Basis::code;
  State state = State::current;
};

/// Who a sighting is about. Kept apart from the facts, and never stored with them.
struct Person {
  std::string key;              ///< "Patient/123", "assigner|4711", or an identity number in its normal form
  std::string identity_number;  ///< normal form; "" when the source has none
  std::string ward;             ///< where the person is now, as far as the source says; "" otherwise
};

/// What can be wrong with a piece of data. Words: locale, [fault].
enum class FaultKind : std::uint8_t {
  malformed,
  not_utf8,
  too_long,
  too_deep,
  duplicate_key,
  wrong_type,
  truncated_file,
  no_person,
  dangling_reference,
  impossible_date,
  wrong_check_digit,  ///< of a UDI
  wrong_identity_number,
  unmapped_code,
  unknown_material,  ///< of a culture: it may be blood
  code_text_conflict,
  missing_unit,
  entered_in_error,
  not_understood,
  repeated,
};
inline constexpr std::size_t fault_kinds = 19;
std::string_view to_string(FaultKind kind);  ///< wire name: "malformed"

/// The system by which DataQuality::unmapped counts what was cultured, as written: "" where it is not said.
inline constexpr std::string_view unknown_material = "unknown material";

/// How good the data were: what was read, used and set aside, and why. Merging two is the same in any order but for the
/// examples, of which the first in the order of merging stay.
struct DataQuality {
  static constexpr std::size_t kept_examples = 20;
  struct Count {
    std::uint64_t read = 0;       ///< elements of that kind
    std::uint64_t used = 0;       ///< that gave a sighting
    std::uint64_t set_aside = 0;  ///< that could not be used though they should have been; a fault says why
  };
  struct Faults {
    std::uint64_t count = 0;
    std::vector<Issue> examples;  ///< the first ones; messages hold no identity number
  };

  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  std::map<std::string, Count> elements;  ///< by resource type, segment or table
  std::array<Faults, fault_kinds> faults;
  std::map<std::pair<std::string, std::string>, std::uint64_t> unmapped;  ///< (system, code) where one was looked for
  std::set<std::string, std::less<>> servers;  ///< whose patients are named by a whole address

  void note(FaultKind kind, Place place, std::string message);
  void merge(DataQuality later);
  [[nodiscard]] const Faults& of(FaultKind kind) const { return faults[static_cast<std::size_t>(kind)]; }
};

/// What a reader gives: sightings in the order of the data, and the people they are about, by key.
struct ForeignData {
  std::vector<Sighting> sightings;
  std::map<std::string, Person, std::less<>> people;
  DataQuality quality;
  bool stopped = false;  ///< the reading was ended before its end
};

/// What can only be said of all that was read. People under several keys with one identity number become one, whose key
/// that number is; Person::key stays a source's own. Notes addresses of patients on several servers: of those, two with
/// one id would be taken for one.
void unite_people(ForeignData& data);

}  // namespace lossa::intake
