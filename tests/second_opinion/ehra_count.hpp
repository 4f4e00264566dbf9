// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The 2019 International CIED Infection Criteria (EHRA 2020, Table 5) once more, as one plain function.
///
/// Written from the project's clinical page of the table alone, by someone who had not seen the guideline file, so that
/// the two can be compared; what was learnt by comparing stands apart in Readings. It is slow, has no unknowns, no
/// expressions and no shared code with the program.
namespace lossa::second_opinion {

/// What was found, complete: every member is known.
struct Findings {
  // The pocket, each sign by itself.
  bool swelling = false;
  bool erythema = false;
  bool warmth = false;
  bool pain = false;
  bool purulent_discharge = false;
  bool sinus = false;
  bool deformation = false;
  bool adherence = false;
  bool threatened_erosion = false;
  bool exposed_generator = false;
  bool exposed_proximal_lead = false;
  bool fluctuance = false;
  bool superficial_infection = false;  ///< of the incision's skin only

  // Blood cultures. Sets are of one species; S. lugdunensis is never among the coagulase-negative staphylococci.
  bool blood_growth = false;
  int aureus_sets = 0;
  int cons_sets = 0;
  int viridans_gallolyticus_hacek_sets = 0;
  int enterococcus_sets = 0;
  bool community_acquired = false;
  bool primary_focus = false;
  bool organism_consistent_with_ie = false;  ///< the one that kept growing
  int same_organism_sets = 0;
  double first_to_last_positive_hours = 0;
  bool all_of_three_or_most_of_four = false;  ///< separate cultures with growth
  double first_to_last_drawn_hours = 0;
  bool coxiella_grew = false;
  double coxiella_phase_1_titre = 0;  ///< n of 1:n

  // Imaging.
  enum class LeadMass { none, indeterminate, vegetation };
  LeadMass lead_mass_on_echo = LeadMass::none;
  bool indeterminate_valve_lesion = false;
  bool pocket_infection_on_echo = false;
  bool valve_vegetation = false;
  bool abscess_pseudoaneurysm_fistula = false;
  bool valve_perforation_or_aneurysm = false;
  bool new_prosthetic_dehiscence = false;
  bool nuclear_uptake_at_pocket = false;  ///< FDG PET/CT or labelled white cells
  bool nuclear_uptake_along_leads = false;
  bool nuclear_uptake_at_valve = false;
  bool paravalvular_leak_on_ct = false;

  // Minor criteria.
  bool predisposing_heart_condition = false;  ///< cardiomyopathy aside
  bool cardiomyopathy = false;
  bool injection_drug_use = false;
  double highest_temperature_celsius = 37;
  bool fever_told_without_figure = false;
  bool vascular_phenomenon = false;
  bool immunological_phenomenon = false;
  bool serology_of_active_infection = false;
  bool pocket_culture_growth = false;
  bool pocket_organism_not_in_blood = false;
  bool lead_culture_growth = false;
  bool lead_through_infected_pocket = false;
};

/// What the table leaves open; the first of each is what Lossa concludes with.
struct Readings {
  enum class MajorCount { groups, letters } major_count = MajorCount::groups;
  enum class Sets { one, two };
  Sets aureus_sets = Sets::one;
  Sets cons_sets = Sets::two;
  enum class PocketAsMajor { needs_echocardiography, any_definite_pocket };
  PocketAsMajor pocket_as_major = PocketAsMajor::needs_echocardiography;
  enum class Inflammation { pus_or_sinus_with_one_sign, pus_or_sinus_alone, all_signs };
  Inflammation pocket_inflammation = Inflammation::pus_or_sinus_with_one_sign;
  enum class Fever { unknown, counts } fever_without_temperature = Fever::unknown;
  enum class Minors { four, five } minor_list = Minors::four;
  enum class Counts { no, yes };
  Counts same_organism_minor = Counts::no;
  Counts extracted_lead_culture = Counts::no;

  // Not in the agreed table of readings: met when this was compared with the guideline file, which chooses otherwise
  // than the first of each. docs/clinical/second_opinion.md says what differs and why.
  enum class Erosion { all_signs, with_one_more_sign, alone } pocket_threatened_erosion = Erosion::all_signs;
  enum class Predisposition { without_cardiomyopathy, with_cardiomyopathy };
  Predisposition predisposition_list = Predisposition::without_cardiomyopathy;
  Counts indeterminate_mass = Counts::no;
  enum class Deformation { suspected, not_shown } deformation_or_adherence_alone = Deformation::suspected;
  enum class Wound { beside_the_pocket, explains_inflammation } superficial_infection = Wound::beside_the_pocket;
  enum class Persistence { of_a_consistent_organism, of_any } persistence = Persistence::of_a_consistent_organism;
};

enum class Pocket { none, superficial, suspected, definite };
enum class Systemic { criteria_not_met, possible, definite };

struct Opinion {
  Pocket pocket;
  Systemic systemic;
  bool operator==(const Opinion&) const = default;
};

Opinion ehra_count(const Findings& found, const Readings& readings);

}  // namespace lossa::second_opinion
