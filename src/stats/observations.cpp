// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/observations.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "refuse.hpp"

namespace lossa::stats {
namespace {

constexpr int most_causes = 1000;

template <typename Value, typename Good>
Result<void> check_each(const std::vector<Value>& column, const char* name, const char* rule, Good good) {
  const auto bad = std::ranges::find_if_not(column, good);
  if (bad == column.end()) return {};
  return refuse(rule, element(name, static_cast<std::size_t>(bad - column.begin())));
}

template <typename Value>
Result<void> check_length(const std::vector<Value>& column, std::size_t rows, const char* name) {
  if (column.size() == rows) return {};
  return refuse("there must be one for each row: " + std::to_string(column.size()) + " of " + std::to_string(rows),
                name);
}

constexpr auto time_rule = "a time must be finite and not negative";
bool is_time(double time) { return std::isfinite(time) && time >= 0.0; }

Result<void> check_entries(const Observations& observations) {
  if (observations.entry.empty()) return {};
  LOSSA_TRY(check_length(observations.entry, observations.size(), "entry"));
  LOSSA_TRY(check_each(observations.entry, "entry", time_rule, is_time));
  for (std::size_t i = 0; i < observations.entry.size(); ++i)
    if (observations.entry[i] >= observations.exit[i])
      return refuse("a row must begin before it ends", element("entry", i));
  return {};
}

Result<void> check_weights(const Observations& observations) {
  if (observations.weight.empty()) return {};
  LOSSA_TRY(check_length(observations.weight, observations.size(), "weight"));
  LOSSA_TRY(check_each(observations.weight, "weight", "a weight must be finite and not negative",
                       [](double weight) { return std::isfinite(weight) && weight >= 0.0; }));
  // Taking the heavy one out of a sum would leave nothing of the light one but rounding.
  constexpr double widest = 1e12;
  double least = std::numeric_limits<double>::infinity();
  double most = 0.0;
  for (const double weight : observations.weight) {
    if (weight > 0.0) least = std::min(least, weight);
    most = std::max(most, weight);
  }
  if (most > widest * least) return refuse("the weights differ more than 10^12 times: too much to be summed", "weight");
  return {};
}

Result<void> check_events(const Observations& observations) {
  LOSSA_TRY(check_length(observations.event, observations.size(), "event"));
  return check_each(observations.event, "event", "an event code must be between 0 and 1000",
                    [](int code) { return code >= 0 && code <= most_causes; });
}

}  // namespace

Result<void> check(const Observations& observations) {
  if (observations.size() == 0) return refuse("there are no rows", "exit");
  if (observations.size() > std::numeric_limits<std::uint32_t>::max())
    return refuse("there are more than 2^32 rows", "exit");
  LOSSA_TRY(check_events(observations));
  LOSSA_TRY(check_each(observations.exit, "exit", time_rule, is_time));
  LOSSA_TRY(check_entries(observations));
  return check_weights(observations);
}

int largest_cause(const Observations& observations) {
  return observations.event.empty() ? 0 : std::ranges::max(observations.event);
}

Observations any_event(Observations observations) {
  for (auto& code : observations.event) code = code > 0 ? 1 : code;
  return observations;
}

Observations cause_specific(Observations observations, int cause) {
  for (auto& code : observations.event) {
    if (code > 0 && code != cause) observations.competing_events_are_censored = true;
    code = code == cause ? 1 : std::min(code, 0);
  }
  return observations;
}

Result<void> check_column(std::span<const double> column, std::size_t rows, std::string_view name) {
  if (column.size() != rows)
    return refuse("there must be one for each row: " + std::to_string(column.size()) + " of " + std::to_string(rows),
                  std::string(name));
  const auto bad = std::ranges::find_if_not(column, [](double value) { return std::isfinite(value); });
  if (bad == column.end()) return {};
  return refuse("a number must be finite", element(name, static_cast<std::size_t>(bad - column.begin())));
}

}  // namespace lossa::stats
