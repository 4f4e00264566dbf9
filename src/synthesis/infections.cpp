// SPDX-License-Identifier: Apache-2.0
// Infections as they come.
#include <array>
#include <optional>
#include <vector>

#include "scenes.hpp"
#include "stories.hpp"

namespace lossa::synthesis {
namespace {

/// Removal after the infection. Pokorney 2023: within 6 days 13.4 %, on days 7 to 30 5.2 %, else not in 30 days.
std::optional<Day> removal(Chart& chart, Moment at) {
  constexpr std::uint64_t in_time_per_mille = 134, within_30_days_per_mille = 186;
  const auto drawn = chart.chance().below(1000);
  if (drawn >= within_30_days_per_mille) return {};
  const bool in_time = drawn < in_time_per_mille;
  chart.truth.removal = in_time ? "in_time" : "late";
  return at.day + (in_time ? chart.between(3, 6) : chart.between(7, 30));
}

Moment infection(Chart& chart, std::string_view where) {
  const auto at = onset(chart);
  implant(chart, {.day = earlier_day(chart), .removed = removal(chart, at)});
  chart.truth.infected = where;
  illness(chart, at);
  if (!chart.per_mille(400)) return at;  // coded in 40 %, assumed: a code alone finds too few
  const auto id = chart.condition(codes::device_infection, at + 3000);
  chart.plant("diagnosis", "Condition/" + id.text());
  return at;
}

/// Hussein 2016, organisms of 816 patients, without culture-negative and rare ones. Gram-negative ones half P.
/// aeruginosa (conference abstract 2010 to 2018, as read).
struct Share {
  const Organism* organism;
  std::uint64_t patients;
};
constexpr std::array<Share, 8> shares = {{
    {&organisms::epidermidis, 307},
    {&organisms::aureus, 251},
    {&organisms::aeruginosa, 36},
    {&organisms::coli, 19},
    {&organisms::pneumoniae, 18},
    {&organisms::faecalis, 34},
    {&organisms::viridans, 20},
    {&organisms::albicans, 7},
}};

const Organism& any_organism(Chart& chart) {
  std::uint64_t all = 0;
  for (const auto& share : shares) all += share.patients;
  auto drawn = chart.chance().below(all);
  for (const auto& share : shares) {
    if (drawn < share.patients) return *share.organism;
    drawn -= share.patients;
  }
  return *shares.front().organism;
}

void bacteraemia(Chart& chart, Moment at) {
  const auto& organism = any_organism(chart);
  const auto drawn = static_cast<std::size_t>(chart.between(2, 3));
  const int least = &organism == &organisms::aureus ? 1 : 2;
  const auto positive = static_cast<std::size_t>(chart.between(least, static_cast<int>(drawn)));
  std::vector<const Organism*> grown(drawn, nullptr);
  for (std::size_t i = 0; i < positive; ++i) grown[i] = &organism;
  blood_sets(chart, at + 60, grown);
  const bool is_enteric = &organism == &organisms::coli || &organism == &organisms::pneumoniae;
  if (is_enteric && chart.truth.signals.size() == positive)
    chart.truth.expected = Expected::weak;  // nothing else tells
}

void systemic(Chart& chart) {
  const auto at = infection(chart, "systemic");
  bacteraemia(chart, at);
  if (!chart.per_mille(300)) return;  // assumed
  echo_with_vegetation(chart, at + 4000);
  chart.truth.expected = Expected::call;
}

void pocket_signs(Chart& chart, Moment at) {
  const auto pus = chart.sign(chart.per_mille(600) ? codes::pocket_pus : codes::pocket_exposed, at + 20);
  const auto redness = chart.sign(codes::pocket_redness, at + 21);
  chart.plant("pocket", "Observation/" + pus.text() + "|Observation/" + redness.text());
}

void pocket(Chart& chart) {
  const auto at = infection(chart, "pocket");
  pocket_signs(chart, at);
  blood_sets(chart, at + 60, {nullptr, nullptr});
}

void pocket_with_bacteraemia(Chart& chart) {
  const auto at = infection(chart, "pocket");
  pocket_signs(chart, at);
  bacteraemia(chart, at);
}

}  // namespace

std::span<const Story> infections() {
  static constexpr std::array<Story, 3> stories = {{
      {"systemic", Expected::call, systemic},
      {"pocket", Expected::call, pocket},
      {"pocket_with_bacteraemia", Expected::call, pocket_with_bacteraemia},
  }};
  return stories;
}

}  // namespace lossa::synthesis
