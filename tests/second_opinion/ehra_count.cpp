// SPDX-License-Identifier: Apache-2.0
#include "ehra_count.hpp"

namespace lossa::second_opinion {
namespace {

// The first limb of the definite pocket: a comma list of inflammation that ends in "and" pus or a sinus.
bool inflamed_with_pus_or_sinus(const Findings& found, Readings::Inflammation reading) {
  const bool pus_or_sinus = found.purulent_discharge || found.sinus;
  const bool one_sign = found.swelling || found.erythema || found.warmth || found.pain;
  const bool all_signs = found.swelling && found.erythema && found.warmth && found.pain;
  if (reading == Readings::Inflammation::pus_or_sinus_alone) return pus_or_sinus;
  if (reading == Readings::Inflammation::all_signs) return pus_or_sinus && all_signs;
  return pus_or_sinus && one_sign;
}

// The second limb: deformation, adherence "and" threatened erosion.
bool about_to_erode(const Findings& found, Readings::Erosion reading) {
  if (reading == Readings::Erosion::alone) return found.threatened_erosion;
  if (reading == Readings::Erosion::with_one_more_sign) {
    return found.threatened_erosion && (found.deformation || found.adherence);
  }
  return found.deformation && found.adherence && found.threatened_erosion;
}

bool definite_pocket(const Findings& found, const Readings& readings) {
  if (inflamed_with_pus_or_sinus(found, readings.pocket_inflammation)) return true;
  if (about_to_erode(found, readings.pocket_threatened_erosion)) return true;
  return found.exposed_generator || found.exposed_proximal_lead;
}

// Whatever of the definite pocket's signs is there without making it definite, and a closed fluctuant pocket.
bool suspected_pocket(const Findings& found, const Readings& readings) {
  if (found.fluctuance || found.threatened_erosion) return true;
  const bool signs = found.swelling || found.erythema || found.warmth || found.pain;
  const bool wound_explains =
      found.superficial_infection && readings.superficial_infection == Readings::Wound::explains_inflammation;
  if ((signs || found.purulent_discharge || found.sinus) && !wound_explains) return true;
  return (found.deformation || found.adherence) &&
         readings.deformation_or_adherence_alone == Readings::Deformation::suspected;
}

Pocket pocket(const Findings& found, const Readings& readings) {
  if (definite_pocket(found, readings)) return Pocket::definite;
  if (suspected_pocket(found, readings)) return Pocket::suspected;
  if (found.superficial_infection) return Pocket::superficial;
  return Pocket::none;
}

// Typical of CIED infection: coagulase-negative staphylococci, S. aureus.
bool major_a(const Findings& found, const Readings& readings) {
  const int aureus_needed = readings.aureus_sets == Readings::Sets::one ? 1 : 2;
  const int cons_needed = readings.cons_sets == Readings::Sets::one ? 1 : 2;
  return found.aureus_sets >= aureus_needed || found.cons_sets >= cons_needed;
}

// Consistent with endocarditis, from two separate cultures.
bool major_b(const Findings& found) {
  if (found.viridans_gallolyticus_hacek_sets >= 2) return true;
  if (found.aureus_sets >= 2) return true;
  return found.enterococcus_sets >= 2 && found.community_acquired && !found.primary_focus;
}

// Consistent with endocarditis, from persistently positive cultures; or Coxiella.
bool major_c(const Findings& found, Readings::Persistence reading) {
  if (found.coxiella_grew || found.coxiella_phase_1_titre > 800) return true;
  if (!found.organism_consistent_with_ie && reading == Readings::Persistence::of_a_consistent_organism) return false;
  if (found.same_organism_sets >= 2 && found.first_to_last_positive_hours > 12) return true;
  return found.all_of_three_or_most_of_four && found.first_to_last_drawn_hours >= 1;
}

// Echocardiography: infection of the device or of a valve.
bool major_d(const Findings& found, const Readings& readings) {
  if (found.pocket_infection_on_echo) return true;
  if (readings.pocket_as_major == Readings::PocketAsMajor::any_definite_pocket && definite_pocket(found, readings)) {
    return true;
  }
  if (found.lead_mass_on_echo == Findings::LeadMass::vegetation) return true;
  const bool indeterminate =
      found.lead_mass_on_echo == Findings::LeadMass::indeterminate || found.indeterminate_valve_lesion;
  if (indeterminate && readings.indeterminate_mass == Readings::Counts::yes) return true;
  return found.valve_vegetation || found.abscess_pseudoaneurysm_fistula || found.valve_perforation_or_aneurysm ||
         found.new_prosthetic_dehiscence;
}

bool major_e(const Findings& found) {
  return found.nuclear_uptake_at_pocket || found.nuclear_uptake_along_leads || found.nuclear_uptake_at_valve;
}

bool major_f(const Findings& found) { return found.paravalvular_leak_on_ct; }

bool microbiological_major(const Findings& found, const Readings& readings) {
  return major_a(found, readings) || major_b(found) || major_c(found, readings.persistence);
}

bool imaging_major(const Findings& found, const Readings& readings) {
  return major_d(found, readings) || major_e(found) || major_f(found);
}

int majors(const Findings& found, const Readings& readings) {
  if (readings.major_count == Readings::MajorCount::groups) {
    return int{microbiological_major(found, readings)} + int{imaging_major(found, readings)};
  }
  return int{major_a(found, readings)} + int{major_b(found)} + int{major_c(found, readings.persistence)} +
         int{major_d(found, readings)} + int{major_e(found)} + int{major_f(found)};
}

bool minor_predisposition(const Findings& found, Readings::Predisposition reading) {
  if (found.cardiomyopathy && reading == Readings::Predisposition::with_cardiomyopathy) return true;
  return found.predisposing_heart_condition || found.injection_drug_use;
}

bool minor_fever(const Findings& found, const Readings& readings) {
  if (found.highest_temperature_celsius > 38) return true;
  return readings.fever_without_temperature == Readings::Fever::counts && found.fever_told_without_figure;
}

bool minor_microbiology(const Findings& found, const Readings& readings) {
  const bool major = microbiological_major(found, readings);
  if (found.blood_growth && !major) return true;
  if (found.serology_of_active_infection) return true;
  if (found.pocket_culture_growth) {
    const bool same_evidence_twice = major && !found.pocket_organism_not_in_blood;
    if (!same_evidence_twice || readings.same_organism_minor == Readings::Counts::yes) return true;
  }
  if (!found.lead_culture_growth) return false;
  return !found.lead_through_infected_pocket || readings.extracted_lead_culture == Readings::Counts::yes;
}

int minors(const Findings& found, const Readings& readings) {
  const bool immunology = readings.minor_list == Readings::Minors::five && found.immunological_phenomenon;
  return int{minor_predisposition(found, readings.predisposition_list)} + int{minor_fever(found, readings)} +
         int{found.vascular_phenomenon} + int{minor_microbiology(found, readings)} + int{immunology};
}

}  // namespace

Opinion ehra_count(const Findings& found, const Readings& readings) {
  const int major = majors(found, readings);
  const int minor = minors(found, readings);
  auto systemic = Systemic::criteria_not_met;
  if (major >= 2 || (major == 1 && minor >= 3)) {
    systemic = Systemic::definite;
  } else if ((major == 1 && minor >= 1) || minor >= 3) {
    systemic = Systemic::possible;
  }
  return {.pocket = pocket(found, readings), .systemic = systemic};
}

}  // namespace lossa::second_opinion
