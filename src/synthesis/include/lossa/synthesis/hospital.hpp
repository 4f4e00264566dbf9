// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <lossa/base/date.hpp>
#include <lossa/base/result.hpp>

/// A hospital that never was, as FHIR R4 resources, with the truth about each of its people.
namespace lossa::synthesis {

/// In the order in which files are made and lines of one person are written.
enum class Kind : std::uint8_t {
  patient,
  device,
  device_use_statement,
  procedure,
  condition,
  observation,
  diagnostic_report,
  specimen,
  medication_request,
  medication_administration,
  encounter,
  allergy_intolerance,
  imaging_study,
};
inline constexpr std::size_t kinds = 13;
std::string_view to_string(Kind kind);  ///< FHIR's name: "DeviceUseStatement"

/// What has been written of some people: lines of NDJSON by kind of resource, and rows of the truth, without its head.
struct Sheaf {
  std::array<std::string, kinds> lines;
  std::string truth;
  std::uint64_t resources = 0;
};

/// The first line of the truth, with its end. The columns are told in docs/formats/synthesis.md.
std::string_view truth_head();

/// The codes of its own that this hospital uses where no public code was found, in the form of terminology/codes.toml:
/// a reader lays the file over what it knows. One code, "LAB-KNS-9", is in it on purpose not.
std::string_view own_codes();

struct Plan {
  std::uint64_t people = 0;  ///< 1 to 4,000,000: so many identity numbers there are
  std::uint64_t seed = 0;
  std::string from = "2021-01-01";  ///< the first day of the care that is told; years 1900 to 2150
  int years = 5;                    ///< 1 to 20
};

/// The people of a plan, one by one. Each draws from a stream of chance of its own (Random's stream is the index), with
/// integers alone, so that the bytes of a person are the same on every machine, in any order and in any thread.
///
/// The first people each live through one of the stories in docs/formats/synthesis.md, so that a small hospital has
/// them all; the others get them by chance.
class Hospital {
 public:
  /// Fails with invalid_input when the plan is outside the bounds told there.
  static Result<Hospital> open(const Plan& plan);
  Hospital(Hospital&&) noexcept;
  Hospital& operator=(Hospital&&) noexcept;
  ~Hospital();

  /// Appends one person; index is below plan.people. May be called from several threads, each with its own sheaf.
  void write(std::uint64_t index, Sheaf& sheaf) const;

 private:
  struct Inside;
  explicit Hospital(std::unique_ptr<const Inside> inside);
  std::unique_ptr<const Inside> inside_;
};

}  // namespace lossa::synthesis
