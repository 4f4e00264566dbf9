// SPDX-License-Identifier: Apache-2.0
// Cultures from elsewhere than blood, and what all cultures share.
#include <algorithm>
#include <set>

#include "culture.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

Truth every_growth(const model::Culture&) { return Truth::yes(); }

/// Growth on a lead that came out through an infected pocket may be the pocket's.
Truth through_clean_pocket(const model::Culture& culture) { return !culture.through_infected_pocket.value_or(Truth()); }

Found culture_growth(const Inquiry& inquiry) {
  const bool clean = inquiry.word("clean_pocket") == "yes";
  return growth_found(cultures_of(inquiry, inquiry.words("specimens")), clean ? through_clean_pocket : every_growth);
}

/// What grew in some cultures, by name.
struct Grown {
  std::set<std::string, std::less<>> named;
  bool some_not_named = false;
  Truth growth;  ///< of any
  Evidence evidence;
  guideline::Since since;
};

Grown grown_in(const Inquiry& inquiry, std::span<const Seen* const> cultures) {
  Grown grown;
  for (const auto* seen : cultures) {
    const auto& culture = seen->as<model::Culture>();
    if (growth_of(culture) != Growth::grew) continue;
    const auto* organism = inquiry.library.organisms.find(culture.organism);
    if (organism != nullptr && organism->stands_for.empty())
      grown.named.insert(culture.organism);
    else
      grown.some_not_named = true;
  }
  const auto found = growth_found(cultures, every_growth);
  grown.growth = found.value.truth;
  grown.evidence = found.evidence;
  grown.since = found.value.since;
  return grown;
}

bool is_awaited(std::span<const Seen* const> cultures) {
  return std::ranges::any_of(cultures,
                             [](const Seen* seen) { return growth_of(seen->as<model::Culture>()) == Growth::awaited; });
}

Truth differs(const Grown& here, const Grown& blood, bool more_from_here, bool more_from_blood) {
  if (here.growth.is_no()) return Truth::no();
  if (here.growth.is_unknown()) return here.growth;
  if (blood.growth.is_unknown()) return blood.growth;
  const bool is_new = !std::ranges::includes(blood.named, here.named);
  // What is not named may be the same or another; what is awaited may bring it.
  if (is_new && blood.some_not_named) return Truth::unknown(Reason::unclear);
  if (is_new) return more_from_blood ? Truth::unknown(Reason::awaited) : Truth::yes();
  if (here.some_not_named) return blood.growth.is_no() ? Truth::yes() : Truth::unknown(Reason::unclear);
  return more_from_here ? Truth::unknown(Reason::awaited) : Truth::no();
}

Found culture_differs_from_blood(const Inquiry& inquiry) {
  const auto cultures = cultures_of(inquiry, inquiry.words("specimens"));
  const auto bloods = blood_cultures(inquiry);
  const auto here = grown_in(inquiry, cultures);
  const auto blood = grown_in(inquiry, bloods);
  Found found;
  found.value.truth = differs(here, blood, is_awaited(cultures), is_awaited(bloods));
  found.value.since = later_of(here.since, blood.since);
  note(found.evidence, here.evidence);
  note(found.evidence, blood.evidence);
  return found;
}

}  // namespace

Growth growth_of(const model::Culture& culture) {
  if (culture.result == "growth") return Growth::grew;
  if (culture.result == "awaited") return Growth::awaited;
  if (culture.result != "no_growth") return Growth::not_said;
  const auto final = culture.final.value_or(Truth::yes());
  return final.is_no() || final == Truth::unknown(Reason::awaited) ? Growth::awaited : Growth::read_without;
}

bool names_organism(const model::Culture& culture) { return !culture.organism.empty() && culture.organism != "other"; }

std::vector<const Seen*> cultures_of(const Inquiry& inquiry, std::span<const std::string> specimens) {
  std::vector<const Seen*> cultures;
  for (const auto* seen : inquiry.entries<model::Culture>())
    if (std::ranges::find(specimens, seen->as<model::Culture>().specimen) != specimens.end()) cultures.push_back(seen);
  return cultures;
}

std::vector<const Seen*> blood_cultures(const Inquiry& inquiry) {
  static const std::vector<std::string> blood = {"blood"};
  return cultures_of(inquiry, blood);
}

Found growth_found(std::span<const Seen* const> cultures, Truth (*counts)(const model::Culture&)) {
  Gathered gathered;
  for (const auto* seen : cultures) {
    switch (growth_of(seen->as<model::Culture>())) {
      case Growth::grew:
        gathered.add(counts(seen->as<model::Culture>()), *seen);
        break;
      case Growth::read_without:
        gathered.add(Truth::no(), *seen);
        break;
      case Growth::awaited:
        gathered.add(Truth::unknown(Reason::awaited), *seen);
        break;
      case Growth::not_said:
        gathered.add(Truth(), *seen);
        break;
    }
  }
  return gathered.any();
}

std::vector<Rule> culture_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  const Argument specimens{.name = "specimens", .words = Argument::Words::field, .of = {"culture", "specimen"}};
  const Argument clean{.name = "clean_pocket", .is_required = false, .of = {"yes"}};
  return {{.name = "culture_growth",
           .of = patient,
           .gives = truth,
           .arguments = {specimens, clean},
           .find = culture_growth},
          {.name = "culture_differs_from_blood",
           .of = patient,
           .gives = truth,
           .arguments = {specimens},
           .find = culture_differs_from_blood}};
}

}  // namespace lossa::assessment
