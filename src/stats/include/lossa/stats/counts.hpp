// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <lossa/base/result.hpp>

// What the kernels of rare events count. A count is a whole number, so it is never negative and never NaN.
namespace lossa::stats {

/// A larger count is refused: it is a mistake, and past it exact sums would lose their digits.
inline constexpr std::uint64_t largest_count = 1'000'000'000;

/// How many of n had the event.
struct Proportion {
  std::uint64_t events;
  std::uint64_t n;
};

/// Events seen in a time under observation (patient-years, catheter-days), or against an expected number.
struct Rate {
  std::uint64_t events;
  double time;  ///< finite and above 0
};

/// One study with two arms. Ratios and differences are of `first` against `second`.
struct TwoArms {
  Proportion first;
  Proportion second;
};
struct TwoRates {
  Rate first;
  Rate second;
};

/// Why a study needs a word.
enum class StudyPattern {
  no_events,   ///< in any arm: a "double zero" where there are two
  all_events,  ///< everyone in every arm
  zero_cell,   ///< one arm without events, or in which everyone had it
};

/// What was done with it.
enum class StudyFate {
  left_out,      ///< the measure has no value for it; it is not in the result
  says_nothing,  ///< it is in the model, whose answer is the same without it
  corrected,     ///< the continuity correction that was asked for was added to its cells
};

/// A study that was not used plainly as it stands, by its place in the input. None is dropped without such a note.
struct StudyNote {
  std::size_t study;
  StudyPattern pattern;
  StudyFate fate;

  friend bool operator==(const StudyNote&, const StudyNote&) = default;
};

/// "no events in any arm: left out, the measure has no value for it"
std::string text_of(const StudyNote& note);

// Each fails with invalid_input, and says at `where` what is wrong: n is 0, there are more events than n, a count is
// above the largest, a time is not finite and above 0; a series is empty.
Result<void> require_valid(const Proportion& proportion, std::string_view where);
Result<void> require_valid(const Rate& rate, std::string_view where);
Result<void> require_valid(const TwoArms& arms, std::string_view where);
Result<void> require_valid(const TwoRates& rates, std::string_view where);

/// The place of what is wrong is as "studies[2].first.n".
template <typename Study>
Result<void> require_valid_studies(std::span<const Study> studies) {
  if (studies.empty())
    return Error{.kind = ErrorKind::invalid_input, .message = "there is no study to pool", .where = "studies"};
  for (std::size_t i = 0; i < studies.size(); ++i)
    LOSSA_TRY(require_valid(studies[i], "studies[" + std::to_string(i) + "]"));
  return {};
}

/// Fails with invalid_input unless the level is between 0 and 1, neither included.
Result<void> require_valid_level(double level);

}  // namespace lossa::stats
