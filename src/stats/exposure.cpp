// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/exposure.hpp>

#include <algorithm>
#include <cmath>
#include <string>

#include "refuse.hpp"

namespace lossa::stats {
namespace {

Result<void> check_question(const Observations& observations, const ExposureTimes& exposed_from) {
  LOSSA_TRY(check(observations));
  if (exposed_from.size() != observations.size()) return refuse("there must be one for each row", "exposed_from");
  const auto bad = std::ranges::find_if(exposed_from, [](double time) { return std::isnan(time); });
  if (bad == exposed_from.end()) return {};
  return refuse("say infinity for never; unknown is not never",
                element("exposed_from", static_cast<std::size_t>(bad - exposed_from.begin())));
}

double entry_of(const Observations& observations, std::size_t row) {
  return observations.entry.empty() ? 0.0 : observations.entry[row];
}

struct Piece {
  double entry, exit;
  int event;
  double exposed;
};

void add(ExposedRows& rows, const Observations& from, std::size_t row, Piece piece) {
  rows.observations.entry.push_back(piece.entry);
  rows.observations.exit.push_back(piece.exit);
  rows.observations.event.push_back(piece.event);
  if (!from.weight.empty()) rows.observations.weight.push_back(from.weight[row]);
  rows.exposed.push_back(piece.exposed);
  rows.row.push_back(row);
}

ExposedRows no_rows(const Observations& from) {
  ExposedRows rows;
  rows.observations.competing_events_are_censored = from.competing_events_are_censored;
  return rows;
}

}  // namespace

Result<std::vector<double>> ever_exposed(const Observations& observations, const ExposureTimes& exposed_from) {
  LOSSA_TRY(check_question(observations, exposed_from));
  std::vector<double> exposed(observations.size());
  double immortal = 0.0;
  std::size_t late = 0;
  std::size_t first = 0;
  for (std::size_t row = 0; row < exposed.size(); ++row) {
    const double begins = exposed_from[row];
    const double entry = entry_of(observations, row);
    exposed[row] = begins <= entry ? 1.0 : 0.0;
    if (begins <= entry || begins > observations.exit[row]) continue;
    if (late++ == 0) first = row;
    immortal += begins - entry;
  }
  if (late == 0) return exposed;
  return refuse(
      "ever against never exposed would count as exposed the time before the exposure, in which nobody who "
      "was exposed could have the event: immortal time, " +
          std::to_string(immortal) + " in " + std::to_string(late) +
          " rows; split the rows at the exposure, or choose a landmark",
      element("exposed_from", first));
}

Result<ExposedRows> split_at_exposure(const Observations& observations, const ExposureTimes& exposed_from) {
  LOSSA_TRY(check_question(observations, exposed_from));
  auto rows = no_rows(observations);
  for (std::size_t row = 0; row < observations.size(); ++row) {
    const double entry = entry_of(observations, row);
    const double exit = observations.exit[row];
    const int event = observations.event[row];
    const double begins = exposed_from[row];
    if (entry >= exit)  // only without entries: a row that ends at 0
      return refuse("who leaves at time 0 was never watched: give half a day, or leave the row out",
                    element("exit", row));
    if (begins <= entry)
      add(rows, observations, row, {entry, exit, event, 1.0});
    else if (begins >= exit)
      add(rows, observations, row, {entry, exit, event, 0.0});
    else {
      add(rows, observations, row, {entry, begins, 0, 0.0});
      add(rows, observations, row, {begins, exit, event, 1.0});
    }
  }
  return rows;
}

Result<ExposedRows> landmark(const Observations& observations, const ExposureTimes& exposed_from, double time) {
  LOSSA_TRY(check_question(observations, exposed_from));
  if (!std::isfinite(time) || time < 0.0) return refuse("a landmark is finite and not negative", "time");
  auto rows = no_rows(observations);
  for (std::size_t row = 0; row < observations.size(); ++row) {
    if (observations.exit[row] <= time) continue;
    add(rows, observations, row,
        {.entry = std::max(time, entry_of(observations, row)),
         .exit = observations.exit[row],
         .event = observations.event[row],
         .exposed = exposed_from[row] <= time ? 1.0 : 0.0});
  }
  if (rows.row.empty()) return refuse("nobody was watched past the landmark", "time");
  return rows;
}

}  // namespace lossa::stats
