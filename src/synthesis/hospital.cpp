// SPDX-License-Identifier: Apache-2.0
#include <lossa/synthesis/hospital.hpp>

#include <utility>

#include <lossa/base/contract.hpp>

#include "chart.hpp"
#include "check_digits.hpp"
#include "implant.hpp"
#include "ordinary.hpp"
#include "scenes.hpp"
#include "stories.hpp"

namespace lossa::synthesis {
namespace {

constexpr Day days_a_year = 365;
constexpr Day margin_days = 60;  // what follows the last day of the period

Error refused(std::string message, std::string where) {
  return {.kind = ErrorKind::invalid_input, .message = std::move(message), .where = std::move(where)};
}

Result<Period> period_of(const Plan& plan) {
  constexpr int least_years = 2, most_years = 20;
  if (plan.people < 1 || plan.people > test_numbers)
    return refused("the number of people is 1 to " + std::to_string(test_numbers), "people");
  if (plan.years < least_years || plan.years > most_years) return refused("the years are 2 to 20", "years");
  const auto from = LOSSA_TRY(Date::parse(plan.from));
  const auto days = from.days();
  if (days.low != days.high || from.has_clock_time()) return refused("the first day is needed as 2021-01-01", "from");
  const auto year = std::string_view(plan.from).substr(0, 4);
  if (year < "1930" || year > "2150") return refused("the first day is in a year from 1930 to 2150", "from");
  return Period{.first = days.low, .last = days.low + plan.years * days_a_year};
}

const Story& any(Chart& chart, std::span<const Story> stories) { return stories[chart.chance().below(stories.size())]; }

/// 34 % of infections were systemic in Denmark 1996 to 2018 (534 of 1,556). That a tenth of the others have growth in
/// blood too is assumed.
const Story& any_infection(Chart& chart) {
  const auto drawn = chart.chance().below(1000);
  return infections()[drawn < 343 ? 0 : drawn < 934 ? 1 : 2];
}

/// The first people each get one story, in order; then chance rules. The shares: docs/formats/synthesis.md.
const Story* story_of(Chart& chart, std::uint64_t index) {
  for (const auto stories : {infections(), carrier_traps(), stranger_traps()}) {
    if (index < stories.size()) return &stories[index];
    index -= stories.size();
  }
  constexpr std::uint64_t carriers = 25, infected = 60, trapped = 100, strangers = 10;  // of 1000
  if (!chart.per_mille(carriers)) return chart.per_mille(strangers) ? &any(chart, stranger_traps()) : nullptr;
  const auto drawn = chart.chance().below(1000);
  if (drawn < infected) return &any_infection(chart);
  if (drawn < infected + trapped) return &any(chart, carrier_traps());
  static constexpr Story quiet = {"carrier", Expected::none, carrier};
  return &quiet;
}

}  // namespace

struct Hospital::Inside {
  Plan plan;
  Period period;
  Days days;
};

Hospital::Hospital(std::unique_ptr<const Inside> inside) : inside_(std::move(inside)) {}
Hospital::Hospital(Hospital&&) noexcept = default;
Hospital& Hospital::operator=(Hospital&&) noexcept = default;
Hospital::~Hospital() = default;

Result<Hospital> Hospital::open(const Plan& plan) {
  constexpr Day longest_life = 111 * days_a_year;
  const auto period = LOSSA_TRY(period_of(plan));
  constexpr Day devices_expire = 1000;
  return Hospital(std::make_unique<const Inside>(
      Inside{.plan = plan,
             .period = period,
             .days = Days(period.first - longest_life, period.last + margin_days + devices_expire)}));
}

void Hospital::write(std::uint64_t index, Sheaf& sheaf) const {
  expects(index < inside_->plan.people);
  Chart chart({.days = inside_->days, .period = inside_->period}, Random(inside_->plan.seed, index), sheaf);
  const auto* story = story_of(chart, index);
  const bool is_woman = chart.per_mille(500);
  if (story != nullptr) tell(*story, chart);
  const bool never_carried = chart.truth.carries == "no";
  chart.patient(
      {.index = index, .years = never_carried ? chart.between(18, 95) : chart.between(55, 95), .is_woman = is_woman});
  ordinary_care(chart);
  append_row(sheaf.truth, chart.truth);
}

std::string_view to_string(Kind kind) {
  static constexpr std::array<std::string_view, kinds> names = {"Patient",
                                                                "Device",
                                                                "DeviceUseStatement",
                                                                "Procedure",
                                                                "Condition",
                                                                "Observation",
                                                                "DiagnosticReport",
                                                                "Specimen",
                                                                "MedicationRequest",
                                                                "MedicationAdministration",
                                                                "Encounter",
                                                                "AllergyIntolerance",
                                                                "ImagingStudy"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace lossa::synthesis
