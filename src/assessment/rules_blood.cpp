// SPDX-License-Identifier: Apache-2.0
// Blood cultures: what grew, in how many sets, how far apart, and the first that stayed without growth.
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>

#include <lossa/base/date.hpp>

#include "culture.hpp"
#include "endovascular.hpp"
#include "procedure.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

constexpr double no_limit = std::numeric_limits<double>::infinity();

Interval<double> plus(const Interval<double>& a, const Interval<double>& b) {
  return {.low = a.low + b.low, .high = a.high + b.high};
}
/// Of the greater of two numbers.
Interval<double> greatest(const Interval<double>& a, const Interval<double>& b) {
  return {.low = std::max(a.low, b.low), .high = std::max(a.high, b.high)};
}

Truth every_growth(const model::Culture&) { return Truth::yes(); }

Found blood_growth(const Inquiry& inquiry) { return growth_found(blood_cultures(inquiry), every_growth); }

/// The sets of one entry in which it grew: at least one, at most as many as there were.
Interval<double> sets_of(const model::Culture& culture) {
  if (culture.sets_positive.has_value())
    return {.low = std::max(1.0, culture.sets_positive->value.low),
            .high = std::max(1.0, culture.sets_positive->value.high)};
  return {.low = 1, .high = culture.sets_total.has_value() ? std::max(1.0, culture.sets_total->value.high) : no_limit};
}

/// What grew under one name in the blood.
struct Species {
  std::string_view stands_for;                ///< a name for several species: their group
  Interval<double> sum{.low = 0, .high = 0};  ///< over the entries
  double most_in_one = 0;                     ///< the surest single entry
  std::vector<const Seen*> entries = {};
};

struct Blood {
  std::map<std::string_view, Species> species;
  bool some_not_named = false;          ///< growth that may be anything
  std::optional<Reason> more_may_come;  ///< of cultures that may yet turn out to have grown
  bool is_read = false;
  guideline::Since since;  ///< of the last that was used
  Evidence evidence;
};

/// Does a culture count? Where that is unknown it adds to the upper end only.
using Counts = std::function<Truth(const Seen&)>;

void read_growth(const Inquiry& inquiry, const Seen& seen, Truth counts, Blood& blood) {
  const auto& culture = seen.as<model::Culture>();
  const auto* organism = inquiry.library.organisms.find(culture.organism);
  if (organism == nullptr) {
    blood.some_not_named = true;
    return;
  }
  auto& species = blood.species[culture.organism];
  auto sets = sets_of(culture);
  if (counts.is_unknown()) sets.low = 0;
  species.stands_for = organism->stands_for;
  species.sum = plus(species.sum, sets);
  species.most_in_one = std::max(species.most_in_one, sets.low);
  species.entries.push_back(&seen);
}

Blood read_blood(const Inquiry& inquiry, const Counts& counts = [](const Seen&) { return Truth::yes(); }) {
  Blood blood;
  for (const auto* seen : blood_cultures(inquiry)) {
    const auto growth = growth_of(seen->as<model::Culture>());
    blood.is_read |= growth == Growth::grew || growth == Growth::read_without;
    note(blood.evidence, *seen);
    const auto this_counts = counts(*seen);
    if (this_counts.is_no()) continue;
    if (growth == Growth::grew) read_growth(inquiry, *seen, this_counts, blood);
    if (growth == Growth::awaited) blood.more_may_come = Reason::awaited;
    if (growth == Growth::not_said) blood.more_may_come = blood.more_may_come.value_or(Reason::not_asked);
    blood.since = later_of(blood.since, seen->since);
  }
  return blood;
}

/// May two names be of one species?
bool may_be_one(const terminology::Organisms& organisms, std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto group_a = organisms.find(a)->stands_for;
  const auto group_b = organisms.find(b)->stands_for;
  if (group_a.empty() && group_b.empty()) return false;
  if (!group_a.empty() && !organisms.membership(b, group_a).is_no()) return true;
  return !group_b.empty() && !organisms.membership(a, group_b).is_no();
}

/// Is the organism of that id one of those asked for?
using Belongs = std::function<Truth(std::string_view)>;

/// The most sets of one species among those names that may belong.
Interval<double> most_sets(const Inquiry& inquiry, const Blood& blood, const Belongs& belongs) {
  const auto& organisms = inquiry.library.organisms;
  Interval<double> most{.low = 0, .high = 0};
  for (const auto& [name, species] : blood.species) {
    const auto is_in = belongs(name);
    if (is_in.is_no()) continue;
    // Sets of a name for several species are only together those of one when nothing says otherwise.
    const double low = species.stands_for.empty() ? species.sum.low : species.most_in_one;
    if (is_in.is_yes()) most.low = std::max(most.low, low);
    double high = 0;
    for (const auto& [other, more] : blood.species)
      if (may_be_one(organisms, name, other)) high += more.sum.high;
    most.high = std::max(most.high, high);
  }
  return most;
}

Found sets_found(const Inquiry& inquiry, const Blood& blood, const Belongs& belongs) {
  Found found{.value = {}, .evidence = blood.evidence};
  found.value.since = blood.since;
  auto sets = most_sets(inquiry, blood, belongs);
  if (!blood.is_read && !blood.more_may_come) return {};
  if (blood.some_not_named || blood.more_may_come) {
    sets.high = no_limit;
    found.value.reason = blood.more_may_come.value_or(Reason::unclear);
  } else if (!sets.is_exact()) {
    found.value.reason = Reason::unclear;
  }
  found.value.number = sets;
  return found;
}

Found blood_sets(const Inquiry& inquiry) {
  return sets_found(inquiry, read_blood(inquiry), [&inquiry](std::string_view organism) {
    return inquiry.library.organisms.membership(organism, inquiry.word("organisms"));
  });
}

Found blood_same_organism_sets(const Inquiry& inquiry) {
  const auto blood = read_blood(inquiry);
  auto found = sets_found(inquiry, blood, [](std::string_view) { return Truth::yes(); });
  // Something grew: of the most frequent species there is at least one set, whatever its name.
  if (blood.some_not_named) found.value.number.low = std::max(found.value.number.low, 1.0);
  return found;
}

Found blood_listed_sets(const Inquiry& inquiry) {
  const bool needs_material = inquiry.word("material") == "in_place";
  Evidence of_material;
  const auto blood = read_blood(inquiry, [&](const Seen& culture) {
    if (!needs_material) return Truth::yes();
    const auto material = intracardiac_material_at(inquiry, culture.at);
    note(of_material, material.evidence);
    return material.value.truth;
  });
  auto found = sets_found(inquiry, blood, [&inquiry](std::string_view organism) {
    return inquiry.library.organisms.listed(organism, inquiry.word("list"));
  });
  note(found.evidence, of_material);
  return found;
}

/// Hours from the first to the last draw in which one species grew.
Interval<double> spread_of(const Species& species) {
  Interval<double> spread{.low = 0, .high = 0};
  for (const auto* seen : species.entries) {
    const auto& culture = seen->as<model::Culture>();
    Interval<double> within{.low = 0, .high = no_limit};
    if (culture.first_to_last_hours.has_value())
      within = culture.first_to_last_hours->value;
    else if (sets_of(culture).high <= 1)
      within = {.low = 0, .high = 0};
    spread = greatest(spread, within);
  }
  if (species.entries.size() < 2) return spread;
  const auto& first = species.entries.front()->at.date;
  const auto& last = species.entries.back()->at.date;
  if (!first.has_value() || !last.has_value()) return {.low = spread.low, .high = no_limit};
  const auto between = hours_between(*first, *last);
  return greatest(spread, between);
}

Found blood_spread_hours(const Inquiry& inquiry) {
  const auto blood = read_blood(inquiry);
  if (!blood.is_read) return blood_growth(inquiry);
  Interval<double> spread{.low = 0, .high = 0};
  for (const auto& [name, species] : blood.species) {
    const auto one = spread_of(species);
    spread = greatest(spread, one);
    // Under a name for several species the draws may have grown different ones.
    if (!species.stands_for.empty() && species.entries.size() > 1) spread.low = 0;
  }
  const bool more_names =
      std::ranges::any_of(blood.species, [](const auto& one) { return !one.second.stands_for.empty(); }) &&
      blood.species.size() > 1;
  Found found{.value = {}, .evidence = blood.evidence};
  found.value.since = blood.since;
  if (blood.some_not_named || blood.more_may_come || more_names) spread.high = no_limit;
  if (!spread.is_exact()) found.value.reason = blood.more_may_come.value_or(Reason::unclear);
  found.value.number = spread;
  return found;
}

/// All of three, or more than half of four or more.
Truth is_majority(const Interval<double>& positive, const Interval<double>& total) {
  const auto holds = [](double grew, double of) { return (of == 3 && grew == 3) || (of >= 4 && 2 * grew > of); };
  if (positive.is_exact() && total.is_exact()) return Truth::of(holds(positive.low, total.low));
  return Truth::unknown(Reason::unclear);
}

Truth majority_of(const model::Culture& culture) {
  if (!culture.sets_positive.has_value() || !culture.sets_total.has_value()) return {};
  return is_majority(culture.sets_positive->value, culture.sets_total->value);
}

/// Sets that were drawn in several entries may be a majority only together: then it is unclear, never no.
Truth majority_together(std::span<const Seen* const> cultures) {
  Interval<double> positive{.low = 0, .high = 0};
  Interval<double> total{.low = 0, .high = 0};
  for (const auto* seen : cultures) {
    const auto& culture = seen->as<model::Culture>();
    const bool grew = growth_of(culture) == Growth::grew;
    if (grew && !culture.sets_total.has_value()) return {};
    const auto drawn = culture.sets_total.has_value() ? culture.sets_total->value : Interval<double>::exactly(1);
    const auto sets = grew ? sets_of(culture) : Interval<double>::exactly(0);
    positive = plus(positive, sets);
    total = plus(total, drawn);
  }
  const auto together = is_majority(positive, total);
  return together.is_yes() ? Truth::unknown(Reason::unclear) : together;
}

Found blood_majority(const Inquiry& inquiry) {
  const auto cultures = blood_cultures(inquiry);
  const auto growth = growth_found(cultures, every_growth);
  if (!growth.value.truth.is_yes()) return growth;
  auto found = growth_found(cultures, majority_of);
  if (found.value.truth.is_no() && cultures.size() > 1) found.value.truth = majority_together(cultures);
  return found;
}

struct Draws {
  std::vector<const Seen*> grew, without;
};

Draws draws_of(const Inquiry& inquiry) {
  Draws draws;
  for (const auto* seen : blood_cultures(inquiry)) {
    const auto growth = growth_of(seen->as<model::Culture>());
    if (growth == Growth::grew) draws.grew.push_back(seen);
    if (growth == Growth::read_without) draws.without.push_back(seen);
  }
  return draws;
}

/// Did the growth end with the removal: a draw without growth after it, and none with growth later.
Found blood_cleared_after_removal(const Inquiry& inquiry) {
  const Seen* removal = last_removal(inquiry);
  if (removal == nullptr) return {};
  const auto draws = draws_of(inquiry);
  const auto& line = inquiry.view.timeline();
  const auto is_after = [&](const Seen* draw) { return line.by(removal->at, draw->at).is_yes(); };
  Gathered cleared;
  for (const auto* draw : draws.without)
    if (is_after(draw) &&
        std::ranges::all_of(draws.grew, [&](const Seen* grew) { return line.by(draw->at, grew->at).is_no(); }))
      cleared.add(Truth::yes(), *draw);
  return cleared.any();
}

/// The earliest draw without growth that was taken at or after the removal, and after every draw that grew.
Found blood_first_negative(const Inquiry& inquiry) {
  const Seen* removal = last_removal(inquiry);
  if (removal == nullptr) return {};
  const auto draws = draws_of(inquiry);
  const auto& line = inquiry.view.timeline();
  const auto first = std::ranges::find_if(draws.without, [&](const Seen* draw) {
    return line.by(removal->at, draw->at).is_yes() &&
           std::ranges::all_of(draws.grew, [&](const Seen* grew) { return line.by(draw->at, grew->at).is_no(); });
  });
  if (first == draws.without.end()) return {};
  Found found{.value = says_date(**first, (*first)->at).value, .evidence = {}};
  note(found.evidence, **first);
  return found;
}

}  // namespace

std::vector<Rule> blood_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  const Argument group{.name = "organisms", .words = Argument::Words::organism_group};
  const Argument list{.name = "list", .words = Argument::Words::organism_list};
  const Argument material{.name = "material", .is_required = false, .of = {"in_place"}};
  const Argument after{.name = "after", .of = {"removal"}};
  return {{.name = "blood_growth", .of = patient, .gives = truth, .find = blood_growth},
          {.name = "blood_sets", .of = patient, .gives = number, .arguments = {group}, .find = blood_sets},
          {.name = "blood_listed_sets",
           .of = patient,
           .gives = number,
           .arguments = {list, material},
           .find = blood_listed_sets},
          {.name = "blood_cleared_after_removal", .of = patient, .gives = truth, .find = blood_cleared_after_removal},
          {.name = "blood_same_organism_sets", .of = patient, .gives = number, .find = blood_same_organism_sets},
          {.name = "blood_spread_hours", .of = patient, .gives = number, .find = blood_spread_hours},
          {.name = "blood_majority", .of = patient, .gives = truth, .find = blood_majority},
          {.name = "blood_first_negative",
           .of = patient,
           .gives = date,
           .arguments = {after},
           .find = blood_first_negative}};
}

}  // namespace lossa::assessment
