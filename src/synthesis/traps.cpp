// SPDX-License-Identifier: Apache-2.0
// One difficulty each.
#include <array>

#include "scenes.hpp"
#include "stories.hpp"

namespace lossa::synthesis {
namespace {

using organisms::aureus;
using organisms::epidermidis;

/// A carrier whose cultures grow so, now.
Moment bacteraemia(Chart& chart, std::initializer_list<const Organism*> grown, Quirk quirk = Quirk::none) {
  carrier(chart);
  const auto at = onset(chart);
  illness(chart, at);
  blood_sets(chart, at + 60, grown, quirk);
  return at;
}

void infected(Chart& chart, std::initializer_list<const Organism*> grown, Quirk quirk = Quirk::none) {
  bacteraemia(chart, grown, quirk);
  chart.truth.infected = "systemic";
}

void contaminated(Chart& chart, std::initializer_list<const Organism*> grown, Quirk quirk = Quirk::none) {
  bacteraemia(chart, grown, quirk);
  chart.truth.is_contaminated = true;
}

void s_aureus_one_set(Chart& chart) { infected(chart, {&aureus, nullptr, nullptr}); }
void cons_two_sets(Chart& chart) { infected(chart, {&epidermidis, &epidermidis, nullptr}); }
void cons_one_set(Chart& chart) { contaminated(chart, {&epidermidis, nullptr}); }
void cons_two_bottles(Chart& chart) { contaminated(chart, {&epidermidis}, Quirk::two_bottles); }
void cons_two_species(Chart& chart) { contaminated(chart, {&epidermidis, &organisms::hominis}); }
void s_lugdunensis(Chart& chart) { infected(chart, {&organisms::lugdunensis, &organisms::lugdunensis}); }
void enterococcus(Chart& chart) { infected(chart, {&organisms::faecalis, &organisms::faecalis, nullptr}); }
void gram_negative(Chart& chart) { infected(chart, {&organisms::coli, &organisms::coli}); }
void candida(Chart& chart) { infected(chart, {&organisms::albicans, nullptr}); }

void preliminary_then_final(Chart& chart) { infected(chart, {&aureus, &aureus}, Quirk::preliminary_then_final); }
void corrected_organism(Chart& chart) { infected(chart, {&aureus}, Quirk::corrected); }
void without_organism(Chart& chart) {
  infected(chart, {&aureus, &aureus}, Quirk::without_organism);
  chart.truth.organism = {};
}
void text_disagrees(Chart& chart) {
  infected(chart, {&aureus}, Quirk::text_disagrees);
  chart.truth.fault = "code_text_conflict";
}
void own_code(Chart& chart) {
  infected(chart, {&aureus}, Quirk::own_code);
  chart.truth.fault = "unmapped_code";
}
void lost_specimen(Chart& chart) {
  infected(chart, {&aureus, &aureus}, Quirk::lost_specimen);
  chart.truth.fault = "dangling_reference";
}
void entered_in_error(Chart& chart) {
  bacteraemia(chart, {&aureus}, Quirk::entered_in_error);
  must_not_count(chart);
  chart.truth.fault = "entered_in_error";
}

/// S. aureus in two sets of somebody whose system the record knows in this way.
void aureus_with(Chart& chart, const Implant& system) {
  implant(chart, system);
  const auto at = onset(chart);
  illness(chart, at);
  blood_sets(chart, at + 60, {&aureus, &aureus});
  chart.truth.infected = "systemic";
}

void known_by_procedure(Chart& chart) {
  aureus_with(chart, {.day = earlier_day(chart), .known = Implant::Known::procedure_only, .removed = {}});
}
void known_by_diagnosis(Chart& chart) {
  aureus_with(chart, {.day = earlier_day(chart), .known = Implant::Known::diagnosis_only, .removed = {}});
}
void wrong_udi(Chart& chart) {
  aureus_with(chart, {.day = earlier_day(chart), .removed = {}, .has_wrong_udi = true});
  chart.truth.fault = "wrong_check_digit";
}
void impossible_date(Chart& chart) {
  aureus_with(chart, {.day = earlier_day(chart), .removed = {}, .has_impossible_date = true});
  chart.truth.fault = "impossible_date";
}
void abandoned_leads(Chart& chart) {
  aureus_with(chart, {.day = earlier_day(chart), .removed = chart.period().first + 100, .left = Implant::Left::leads});
}

void culture_before_implant(Chart& chart) {
  const Moment at = {chart.period().first + chart.between(10, 200), 600};
  implant(chart, {.day = at.day + chart.between(250, 400), .removed = {}});
  illness(chart, at);
  blood_sets(chart, at + 60, {&aureus, &aureus});
  must_not_count(chart);
}

void removed_before_culture(Chart& chart) {
  implant(chart, {.day = earlier_day(chart), .removed = chart.period().first + chart.between(0, 100)});
  const auto at = chart.sometime(500, 100);
  illness(chart, at);
  blood_sets(chart, at + 60, {&aureus, &aureus});
  must_not_count(chart);
}

void diagnosed(Chart& chart, const Coding& code, std::string_view verification) {
  carrier(chart);
  const auto id = chart.condition(code, onset(chart), verification);
  chart.plant("diagnosis", "Condition/" + id.text());
}
void device_infection_diagnosis(Chart& chart) {
  diagnosed(chart, codes::device_infection, "confirmed");
  chart.truth.infected = "systemic";
}
void endocarditis_diagnosis(Chart& chart) {
  diagnosed(chart, codes::endocarditis, "confirmed");
  chart.truth.infected = "systemic";
}
void refuted_diagnosis(Chart& chart) {
  diagnosed(chart, codes::device_infection, "refuted");
  must_not_count(chart);
}

void pocket_inflamed(Chart& chart) {
  carrier(chart);
  const auto at = onset(chart);
  const auto redness = chart.sign(codes::pocket_redness, at);
  const auto swelling = chart.sign(codes::pocket_swelling, at + 1);
  chart.plant("pocket", "Observation/" + redness.text() + "|Observation/" + swelling.text());
  chart.truth.infected = "pocket";
}

void lead_vegetation(Chart& chart) {
  carrier(chart);
  echo_with_vegetation(chart, onset(chart));
  chart.truth.infected = "systemic";
}

void pet_uptake(Chart& chart) {
  carrier(chart);
  const auto& finding = chart.per_mille(500) ? codes::pet_pocket : codes::pet_lead;
  const auto id = chart.imaging({.code = codes::pet_ct, .modality = "PT", .finding = finding}, onset(chart));
  chart.plant("uptake", "DiagnosticReport/" + id.text());
  chart.truth.infected = "systemic";
}

/// Four courses within half a year; their references.
std::string four_courses(Chart& chart, const Coding& reason) {
  constexpr int least_days = 35, most_days = 42;
  std::string names;
  auto at = onset(chart);
  for (int i = 0; i < 4; ++i) {
    const auto& drug = i % 2 == 0 ? codes::flucloxacillin : codes::trimethoprim_sulfa;
    const auto id = chart.medication({.drug = drug, .reason = reason, .days = 10}, at);
    names += (names.empty() ? "MedicationRequest/" : "|MedicationRequest/") + id.text();
    at.day += chart.between(least_days, most_days);
  }
  return names;
}
void repeated_antibiotics(Chart& chart) {
  carrier(chart);
  chart.plant("antibiotics", four_courses(chart, {}));
  chart.truth.infected = "pocket";
}
void antibiotics_with_cause(Chart& chart) {
  carrier(chart);
  chart.decoy("antibiotics", four_courses(chart, codes::urinary_infection));
}
void negative_cultures(Chart& chart) { bacteraemia(chart, {nullptr, nullptr, nullptr}); }

void growth_without_device(Chart& chart, std::initializer_list<const Organism*> grown, Quirk quirk = Quirk::none) {
  const auto at = onset(chart);
  illness(chart, at);
  blood_sets(chart, at + 60, grown, quirk);
  must_not_count(chart);
}
void bacteraemia_without_device(Chart& chart) { growth_without_device(chart, {&aureus, &aureus}); }
void contaminant_without_device(Chart& chart) {
  growth_without_device(chart, {&epidermidis, nullptr});
  chart.truth.is_contaminated = true;
}
void lost_patient(Chart& chart) {
  growth_without_device(chart, {&aureus}, Quirk::lost_patient);
  chart.truth.fault = "dangling_reference";
}
void device_infection_without_device(Chart& chart) {  // the same code stands for catheters and vascular grafts
  chart.decoy("diagnosis", "Condition/" + chart.condition(codes::device_infection, onset(chart)).text());
}
void endocarditis_without_device(Chart& chart) {
  chart.decoy("diagnosis", "Condition/" + chart.condition(codes::endocarditis, onset(chart)).text());
}
void antibiotics_without_device(Chart& chart) { chart.decoy("antibiotics", four_courses(chart, {})); }

}  // namespace

std::span<const Story> carrier_traps() {
  using enum Expected;
  static constexpr std::array<Story, 32> stories = {{
      {"s_aureus_one_set", call, s_aureus_one_set},
      {"cons_two_sets", call, cons_two_sets},
      {"cons_one_set", weak, cons_one_set},
      {"cons_two_bottles_of_one_set", weak, cons_two_bottles},
      {"cons_two_species", weak, cons_two_species},
      {"s_lugdunensis", call, s_lugdunensis},
      {"enterococcus", call, enterococcus},
      {"gram_negative", weak, gram_negative},
      {"candida", call, candida},
      {"preliminary_then_final", call, preliminary_then_final},
      {"corrected_organism", call, corrected_organism},
      {"without_organism", weak, without_organism},
      {"text_disagrees", call, text_disagrees},
      {"own_code", weak, own_code},
      {"lost_specimen", call, lost_specimen},
      {"entered_in_error", none, entered_in_error},
      {"known_by_procedure", call, known_by_procedure},
      {"known_by_diagnosis", call, known_by_diagnosis},
      {"wrong_udi", call, wrong_udi},
      {"impossible_date", call, impossible_date},
      {"abandoned_leads", call, abandoned_leads},
      {"culture_before_implant", none, culture_before_implant},
      {"removed_before_culture", none, removed_before_culture},
      {"device_infection_diagnosis", call, device_infection_diagnosis},
      {"endocarditis_diagnosis", call, endocarditis_diagnosis},
      {"refuted_diagnosis", none, refuted_diagnosis},
      {"pocket_inflamed", call, pocket_inflamed},
      {"lead_vegetation", call, lead_vegetation},
      {"pet_uptake", call, pet_uptake},
      {"repeated_antibiotics", weak, repeated_antibiotics},
      {"antibiotics_with_cause", none, antibiotics_with_cause},
      {"negative_cultures", none, negative_cultures},
  }};
  return stories;
}

std::span<const Story> stranger_traps() {
  static constexpr std::array<Story, 6> stories = {{
      {"bacteraemia_without_device", Expected::none, bacteraemia_without_device},
      {"contaminant_without_device", Expected::none, contaminant_without_device},
      {"lost_patient", Expected::none, lost_patient},
      {"device_infection_without_device", Expected::none, device_infection_without_device},
      {"endocarditis_without_device", Expected::none, endocarditis_without_device},
      {"antibiotics_without_device", Expected::none, antibiotics_without_device},
  }};
  return stories;
}

void tell(const Story& story, Chart& chart) {
  chart.truth.story = story.name;
  chart.truth.expected = story.expected;
  story.tell(chart);
}

}  // namespace lossa::synthesis
