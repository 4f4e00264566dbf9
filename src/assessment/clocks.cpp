// SPDX-License-Identifier: Apache-2.0
#include "clocks.hpp"

#include "due_times.hpp"

#include <lossa/base/date.hpp>

namespace lossa::assessment {
namespace {

using guideline::Clock;
using guideline::Evaluator;

/// The start that counts: the first other one whose condition holds. Not begun while it is open which one.
StartTime start_of_clock(const Evaluator& evaluator, const Assessment& assessment, const Clock& clock) {
  for (const auto& other : clock.instead) {
    const auto truth = evaluator.evaluate(other.when, {}).truth;
    if (truth.is_yes()) return start_of(assessment, other.start);
    if (truth.is_unknown()) return {};
  }
  return start_of(assessment, clock.start);
}

/// Too early or too late only where it surely is, by the day; without a longest time no end is too late.
Planned planned_within(const Interval<WallMinutes>& planned, const ClockResult& window) {
  const auto days_of = [](const Interval<WallMinutes>& minutes) { return Date::from_minutes(minutes).days(); };
  const auto end = days_of(planned);
  const auto earliest = days_of(*window.earliest_end);
  if (end.high < earliest.low) return Planned::too_early;
  const bool is_long_enough = end.low >= earliest.high;
  if (!window.latest_end) return is_long_enough ? Planned::within : Planned::not_known;
  const auto latest = days_of(*window.latest_end);
  if (end.low > latest.high) return Planned::too_late;
  return is_long_enough && end.high <= latest.low ? Planned::within : Planned::not_known;
}

void find_window(const Assessment& assessment, const Clock& clock, const StartTime& start, ClockResult& result) {
  result.earliest_end = due_after(assessment.now, start, clock.length).at;
  result.latest_end = clock.longest ? due_after(assessment.now, start, *clock.longest).at : std::nullopt;
  if (clock.planned < 0 || !result.earliest_end) return;
  const auto planned = start_of(assessment, clock.planned);
  if (!planned.has_come || !planned.minutes) return;
  result.planned = planned_within(*planned.minutes, result);
  result.alarms = result.planned == Planned::too_early && clock.known != guideline::Known::memory &&
                  result.applies.verdict.truth.is_yes();
}

bool same_window(const Clock& a, const Clock& b) {
  return a.length == b.length && a.longest.value_or(a.length) == b.longest.value_or(b.length);
}

/// Counted from one and the same day, so that lengths in days and in months can be compared.
WallMinutes end_of(const Duration& length) {
  return (Date::from_minutes(Interval<WallMinutes>::exactly(0)) + length).minutes().low;
}

/// Without a longest time no end is too late.
bool overlap(const Clock& a, const Clock& b) {
  return (!a.longest || end_of(b.length) <= end_of(*a.longest)) &&
         (!b.longest || end_of(a.length) <= end_of(*b.longest));
}

/// Two sources of one group that both apply, from the same start.
void find_conflicts(const Evaluator& evaluator, Assessment& assessment) {
  const auto& clocks = evaluator.knowledge().clocks;
  const auto applies = [&](std::size_t i) {
    return !clocks[i].group.empty() && assessment.clocks[i].applies.verdict.truth.is_yes();
  };
  for (std::size_t i = 0; i < clocks.size(); ++i)
    for (std::size_t k = i + 1; k < clocks.size(); ++k)
      if (applies(i) && applies(k) && clocks[i].group == clocks[k].group && !same_window(clocks[i], clocks[k]))
        assessment.clock_conflicts.push_back({static_cast<int>(i), static_cast<int>(k), overlap(clocks[i], clocks[k])});
}

}  // namespace

void run_clocks(const Evaluator& evaluator, Assessment& assessment) {
  const auto& clocks = evaluator.knowledge().clocks;
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    ClockResult result;
    result.clock = static_cast<int>(i);
    result.applies = evaluator.explain(clocks[i].when, {});
    const auto start = start_of_clock(evaluator, assessment, clocks[i]);
    run_clock(assessment.now, start, clocks[i].length, result);
    find_window(assessment, clocks[i], start, result);
    assessment.clocks.push_back(std::move(result));
  }
  find_conflicts(evaluator, assessment);
}

void plan_contacts(const Evaluator& evaluator, Assessment& assessment) {
  const auto& contacts = evaluator.knowledge().contacts;
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    const auto& contact = contacts[i];
    ContactResult result{
        .contact = static_cast<int>(i), .applies = evaluator.explain(contact.when, {}), .due = {}, .done = {}};
    auto start = start_of(assessment, contact.from);
    start.has_come = start.has_come && result.applies.verdict.truth.is_yes();
    result.due = due_after(assessment.now, start, contact.after);
    if (contact.done) result.done = evaluator.evaluate(*contact.done, {});
    assessment.contacts.push_back(std::move(result));
  }
}

}  // namespace lossa::assessment
