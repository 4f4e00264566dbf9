// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/counts.hpp>

#include <cmath>

namespace lossa::stats {
namespace {

Error invalid(std::string_view message, std::string_view where, std::string_view member) {
  return Error{.kind = ErrorKind::invalid_input,
               .message = std::string(message),
               .where = std::string(where) + "." + std::string(member)};
}

std::string_view text_of(StudyPattern pattern) {
  switch (pattern) {
    case StudyPattern::no_events:
      return "no events in any arm";
    case StudyPattern::all_events:
      return "everyone in every arm had the event";
    case StudyPattern::zero_cell:
      return "an arm in which nobody or everybody had the event";
  }
  contract_violated(std::source_location::current());
}

std::string_view text_of(StudyFate fate) {
  switch (fate) {
    case StudyFate::left_out:
      return "left out, the measure has no value for it";
    case StudyFate::says_nothing:
      return "kept, but it says nothing of what is estimated";
    case StudyFate::corrected:
      return "the continuity correction that was asked for was added to its cells";
  }
  contract_violated(std::source_location::current());
}

}  // namespace

std::string text_of(const StudyNote& note) {
  return std::string(text_of(note.pattern)) + ": " + std::string(text_of(note.fate));
}

Result<void> require_valid(const Proportion& proportion, std::string_view where) {
  if (proportion.n == 0) return invalid("a proportion needs at least one patient", where, "n");
  if (proportion.n > largest_count) return invalid("a count above 1000000000 is refused", where, "n");
  if (proportion.events > proportion.n) return invalid("there are more events than patients", where, "events");
  return {};
}

Result<void> require_valid(const Rate& rate, std::string_view where) {
  if (!std::isfinite(rate.time) || rate.time <= 0.0)
    return invalid("the time must be finite and above 0", where, "time");
  if (rate.events > largest_count) return invalid("a count above 1000000000 is refused", where, "events");
  return {};
}

Result<void> require_valid(const TwoArms& arms, std::string_view where) {
  LOSSA_TRY(require_valid(arms.first, std::string(where) + ".first"));
  return require_valid(arms.second, std::string(where) + ".second");
}

Result<void> require_valid(const TwoRates& rates, std::string_view where) {
  LOSSA_TRY(require_valid(rates.first, std::string(where) + ".first"));
  return require_valid(rates.second, std::string(where) + ".second");
}

Result<void> require_valid_level(double level) {
  if (level > 0.0 && level < 1.0) return {};
  return Error{.kind = ErrorKind::invalid_input, .message = "a level lies between 0 and 1", .where = "level"};
}

}  // namespace lossa::stats
