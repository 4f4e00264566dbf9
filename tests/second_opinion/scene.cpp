// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>

#include <lossa/base/contract.hpp>
#include <lossa/resources/resources.hpp>

namespace lossa::second_opinion {
namespace {

using Alternatives = std::vector<std::function<void(Findings&)>>;

template <typename T>
Alternatives one_of(T Findings::* member, std::initializer_list<T> values) {
  Alternatives result;
  for (const T value : values) result.emplace_back([member, value](Findings& found) { found.*member = value; });
  return result;
}

Alternatives yes_or_no(bool Findings::* member) { return one_of(member, {false, true}); }

/// None of them, or one.
Alternatives at_most_one(std::initializer_list<bool Findings::*> members) {
  Alternatives result{[](Findings&) {}};
  for (const auto member : members) result.emplace_back([member](Findings& found) { found.*member = true; });
  return result;
}

std::vector<Aspect> pocket_aspects() {
  return {{"swelling", yes_or_no(&Findings::swelling)},
          {"erythema", yes_or_no(&Findings::erythema)},
          {"warmth", yes_or_no(&Findings::warmth)},
          {"pain", yes_or_no(&Findings::pain)},
          {"pus", at_most_one({&Findings::purulent_discharge, &Findings::sinus})},
          {"deformation", yes_or_no(&Findings::deformation)},
          {"adherence", yes_or_no(&Findings::adherence)},
          {"threatened erosion", yes_or_no(&Findings::threatened_erosion)},
          {"exposed", at_most_one({&Findings::exposed_generator, &Findings::exposed_proximal_lead})},
          {"fluctuance", yes_or_no(&Findings::fluctuance)},
          {"superficial", yes_or_no(&Findings::superficial_infection)}};
}

std::vector<Aspect> blood_aspects() {
  return {{"growth", yes_or_no(&Findings::blood_growth)},
          {"aureus", one_of(&Findings::aureus_sets, {0, 1, 2})},
          {"cons", one_of(&Findings::cons_sets, {0, 1, 2})},
          {"typical", one_of(&Findings::viridans_gallolyticus_hacek_sets, {0, 1, 2})},
          {"enterococcus", one_of(&Findings::enterococcus_sets, {0, 1, 2})},
          {"community", yes_or_no(&Findings::community_acquired)},
          {"focus", yes_or_no(&Findings::primary_focus)},
          {"sets", one_of(&Findings::same_organism_sets, {0, 1, 2, 3, 4})},
          {"spread",
           [] {
             Alternatives result;
             for (const double hours : {0.0, 0.5, 1.0, 12.0, 12.5, 48.0})
               result.emplace_back([hours](Findings& found) {
                 found.first_to_last_positive_hours = hours;
                 found.first_to_last_drawn_hours = hours;  // the facts know one time, see docs/clinical
               });
             return result;
           }()},
          {"majority", yes_or_no(&Findings::all_of_three_or_most_of_four)},
          {"coxiella", yes_or_no(&Findings::coxiella_grew)},
          {"titre", one_of(&Findings::coxiella_phase_1_titre, {0.0, 800.0, 1600.0})}};
}

std::vector<Aspect> imaging_aspects() {
  using Mass = Findings::LeadMass;
  return {{"lead mass", one_of(&Findings::lead_mass_on_echo, {Mass::none, Mass::indeterminate, Mass::vegetation})},
          {"valve", at_most_one({&Findings::indeterminate_valve_lesion, &Findings::valve_vegetation,
                                 &Findings::abscess_pseudoaneurysm_fistula, &Findings::valve_perforation_or_aneurysm,
                                 &Findings::new_prosthetic_dehiscence})},
          {"uptake pocket", yes_or_no(&Findings::nuclear_uptake_at_pocket)},
          {"uptake lead", yes_or_no(&Findings::nuclear_uptake_along_leads)},
          {"uptake valve", yes_or_no(&Findings::nuclear_uptake_at_valve)},
          {"leak", yes_or_no(&Findings::paravalvular_leak_on_ct)}};
}

std::vector<Aspect> minor_aspects() {
  const auto grew_as = [](bool Findings::* growth, bool Findings::* detail) {
    return Alternatives{[](Findings&) {}, [growth](Findings& found) { found.*growth = true; },
                        [growth, detail](Findings& found) { found.*growth = found.*detail = true; }};
  };
  return {{"predisposition", at_most_one({&Findings::predisposing_heart_condition, &Findings::injection_drug_use})},
          {"cardiomyopathy", yes_or_no(&Findings::cardiomyopathy)},
          {"temperature", one_of(&Findings::highest_temperature_celsius, {37.0, 38.0, 38.1, 40.0})},
          {"fever told", yes_or_no(&Findings::fever_told_without_figure)},
          {"vascular", yes_or_no(&Findings::vascular_phenomenon)},
          {"immunological", yes_or_no(&Findings::immunological_phenomenon)},
          {"serology", yes_or_no(&Findings::serology_of_active_infection)},
          {"pocket culture", grew_as(&Findings::pocket_culture_growth, &Findings::pocket_organism_not_in_blood)},
          {"lead culture", grew_as(&Findings::lead_culture_growth, &Findings::lead_through_infected_pocket)}};
}

int index_of(std::string_view fact) {
  static const auto indexes = [] {
    std::unordered_map<std::string_view, int> result;
    for (const auto& known : knowledge().facts) result.emplace(known.id, static_cast<int>(result.size()));
    return result;
  }();
  return indexes.at(fact);
}

/// Sets facts by name.
class Filler {
 public:
  explicit Filler(guideline::Values& values) : values_(values) {}
  void truth(std::string_view fact, bool yes) { values_.of(index_of(fact)).truth = Truth::of(yes); }
  void number(std::string_view fact, double value) {
    values_.of(index_of(fact)).number = Interval<double>::exactly(value);
  }
  void category(std::string_view fact, std::string_view word) {
    const int index = index_of(fact);
    const auto& values = knowledge().facts[static_cast<std::size_t>(index)].values;
    const auto place = std::ranges::find(values, word) - values.begin();
    expects(place < std::ssize(values));
    values_.of(index).possible = std::uint64_t{1} << static_cast<unsigned>(place);
  }

 private:
  guideline::Values& values_;
};

void fill_pocket(Filler& fill, const Findings& found) {
  const bool inflammation = found.swelling || found.erythema || found.warmth || found.pain;
  const bool discharge = found.purulent_discharge || found.sinus;
  const bool exposed = found.exposed_generator || found.exposed_proximal_lead;
  fill.truth("pocket.swelling", found.swelling);
  fill.truth("pocket.erythema", found.erythema);
  fill.truth("pocket.warmth", found.warmth);
  fill.truth("pocket.pain", found.pain);
  fill.truth("pocket.inflammation", inflammation);
  fill.truth("pocket.discharge", discharge);
  fill.truth("pocket.deformation", found.deformation);
  fill.truth("pocket.adherence", found.adherence);
  fill.truth("pocket.threatened_erosion", found.threatened_erosion);
  fill.truth("pocket.exposed", exposed);
  fill.truth("pocket.fluctuance", found.fluctuance);
  fill.truth("pocket.superficial", found.superficial_infection);
  fill.truth("pocket.quiet", !inflammation && !discharge && !exposed && !found.deformation && !found.adherence &&
                                 !found.threatened_erosion && !found.fluctuance && !found.superficial_infection);
}

void fill_blood(Filler& fill, const Findings& found) {
  fill.truth("blood.growth", found.blood_growth);
  fill.number("blood.aureus_sets", found.aureus_sets);
  fill.number("blood.cons_sets", found.cons_sets);
  fill.number("blood.typical_sets", found.viridans_gallolyticus_hacek_sets);
  fill.number("blood.enterococcus_sets", found.enterococcus_sets);
  fill.truth("infection.healthcare_acquired", !found.community_acquired);
  fill.truth("infection.no_focus", !found.primary_focus);
  fill.number("blood.same_organism_sets", found.same_organism_sets);
  fill.number("blood.spread_hours", found.first_to_last_positive_hours);
  fill.truth("blood.majority", found.all_of_three_or_most_of_four);
  fill.number("blood.coxiella_sets", found.coxiella_grew ? 1 : 0);
  fill.number("lab.coxiella_phase1_igg", found.coxiella_phase_1_titre);
}

std::string_view valve_word(const Findings& found, std::size_t wording) {
  constexpr std::array destroyed = {"abscess", "pseudoaneurysm", "fistula"};
  if (found.abscess_pseudoaneurysm_fistula) return destroyed.at(wording % destroyed.size());
  if (found.valve_perforation_or_aneurysm) return wording % 2 == 0 ? "perforation" : "aneurysm";
  if (found.new_prosthetic_dehiscence) return "new_dehiscence";
  if (found.valve_vegetation) return "vegetation";
  return found.indeterminate_valve_lesion ? "indeterminate" : "none";
}

void fill_imaging(Filler& fill, const Findings& found, std::size_t wording) {
  constexpr std::array masses = {"none", "indeterminate", "vegetation"};
  fill.category("echo.lead_mass", masses.at(static_cast<std::size_t>(found.lead_mass_on_echo)));
  fill.category("echo.valve_lesion", valve_word(found, wording));
  fill.truth("pet.pocket", found.nuclear_uptake_at_pocket);
  fill.truth("pet.lead", found.nuclear_uptake_along_leads);
  fill.truth("pet.valve", found.nuclear_uptake_at_valve);
  fill.truth("ct.paravalvular_leak", found.paravalvular_leak_on_ct);
}

void fill_minors(Filler& fill, const Findings& found) {
  fill.truth("history.predisposition", found.predisposing_heart_condition || found.injection_drug_use);
  fill.truth("history.cardiomyopathy", found.cardiomyopathy);
  fill.number("temperature.highest", found.highest_temperature_celsius);
  fill.truth("sign.fever", found.fever_told_without_figure || found.highest_temperature_celsius > 38);
  fill.truth("sign.vascular", found.vascular_phenomenon);
  fill.truth("sign.immunological", found.immunological_phenomenon);
  fill.truth("serology.active", found.serology_of_active_infection);
  fill.truth("culture.pocket_growth", found.pocket_culture_growth);
  fill.truth("culture.pocket_differs", found.pocket_culture_growth && found.pocket_organism_not_in_blood);
  fill.truth("culture.lead_growth", found.lead_culture_growth);
  fill.truth("culture.lead_growth_clean", found.lead_culture_growth && !found.lead_through_infected_pocket);
}

}  // namespace

const std::vector<Aspect>& aspects() {
  static const auto all = [] {
    auto result = pocket_aspects();
    for (const auto& more : {blood_aspects(), imaging_aspects(), minor_aspects()})
      result.insert(result.end(), more.begin(), more.end());
    return result;
  }();
  return all;
}

Findings findings_of(const Choice& choice) {
  Findings found;
  for (std::size_t i = 0; i < choice.size(); ++i) aspects()[i].alternatives[choice[i]](found);
  return found;
}

bool is_possible(const Findings& found) {
  const int most = std::max({found.aureus_sets, found.cons_sets, found.viridans_gallolyticus_hacek_sets,
                             found.enterococcus_sets, int{found.coxiella_grew}});
  if (found.same_organism_sets < most) return false;
  if (found.all_of_three_or_most_of_four && found.same_organism_sets < 3) return false;
  return found.blood_growth == (found.same_organism_sets >= 1);
}

const guideline::Knowledge& knowledge() {
  static const auto loaded = [] {
    std::vector<guideline::SourceFile> files;
    for (const auto* folder : {"guidelines/", "evidence/"})
      for (const auto& resource : resources::under(folder))
        files.push_back({std::string(resource.path), std::string(resource.bytes)});
    return guideline::load(files).value.value();
  }();
  return loaded;
}

guideline::Values facts_of(const Findings& found, std::size_t wording) {
  guideline::Values values(knowledge(), 0, 0);
  Filler fill(values);
  fill_pocket(fill, found);
  fill_blood(fill, found);
  fill_imaging(fill, found, wording);
  fill_minors(fill, found);
  return values;
}

bool set_reading(Readings& readings, std::string_view reading, std::string_view option) {
  using R = Readings;
  using Setter = void (*)(Readings&);
  static const std::map<std::string, Setter, std::less<>> setters = {
      {"major_count=groups", [](R& r) { r.major_count = R::MajorCount::groups; }},
      {"major_count=letters", [](R& r) { r.major_count = R::MajorCount::letters; }},
      {"aureus_sets=one", [](R& r) { r.aureus_sets = R::Sets::one; }},
      {"aureus_sets=two", [](R& r) { r.aureus_sets = R::Sets::two; }},
      {"cons_sets=one", [](R& r) { r.cons_sets = R::Sets::one; }},
      {"cons_sets=two", [](R& r) { r.cons_sets = R::Sets::two; }},
      {"pocket_as_major=needs_echocardiography",
       [](R& r) { r.pocket_as_major = R::PocketAsMajor::needs_echocardiography; }},
      {"pocket_as_major=any_definite_pocket", [](R& r) { r.pocket_as_major = R::PocketAsMajor::any_definite_pocket; }},
      {"pocket_inflammation=pus_or_sinus_with_one_sign",
       [](R& r) { r.pocket_inflammation = R::Inflammation::pus_or_sinus_with_one_sign; }},
      {"pocket_inflammation=pus_or_sinus_alone",
       [](R& r) { r.pocket_inflammation = R::Inflammation::pus_or_sinus_alone; }},
      {"pocket_inflammation=all_signs", [](R& r) { r.pocket_inflammation = R::Inflammation::all_signs; }},
      {"fever_without_temperature=unknown", [](R& r) { r.fever_without_temperature = R::Fever::unknown; }},
      {"fever_without_temperature=counts", [](R& r) { r.fever_without_temperature = R::Fever::counts; }},
      {"minor_list=four", [](R& r) { r.minor_list = R::Minors::four; }},
      {"minor_list=five", [](R& r) { r.minor_list = R::Minors::five; }},
      {"same_organism_minor=no", [](R& r) { r.same_organism_minor = R::Counts::no; }},
      {"same_organism_minor=yes", [](R& r) { r.same_organism_minor = R::Counts::yes; }},
      {"extracted_lead_culture=no", [](R& r) { r.extracted_lead_culture = R::Counts::no; }},
      {"extracted_lead_culture=yes", [](R& r) { r.extracted_lead_culture = R::Counts::yes; }},
      {"pocket_threatened_erosion=all_signs", [](R& r) { r.pocket_threatened_erosion = R::Erosion::all_signs; }},
      {"pocket_threatened_erosion=with_one_more_sign",
       [](R& r) { r.pocket_threatened_erosion = R::Erosion::with_one_more_sign; }},
      {"pocket_threatened_erosion=alone", [](R& r) { r.pocket_threatened_erosion = R::Erosion::alone; }},
      {"predisposition_list=without_cardiomyopathy",
       [](R& r) { r.predisposition_list = R::Predisposition::without_cardiomyopathy; }},
      {"predisposition_list=with_cardiomyopathy",
       [](R& r) { r.predisposition_list = R::Predisposition::with_cardiomyopathy; }},
      {"indeterminate_mass=no", [](R& r) { r.indeterminate_mass = R::Counts::no; }},
      {"indeterminate_mass=yes", [](R& r) { r.indeterminate_mass = R::Counts::yes; }},
  };
  const auto found = setters.find(std::string(reading) + "=" + std::string(option));
  if (found == setters.end()) return false;
  found->second(readings);
  return true;
}

Readings as_the_file_chooses() {
  Readings readings;
  readings.deformation_or_adherence_alone = Readings::Deformation::not_shown;
  readings.superficial_infection = Readings::Wound::explains_inflammation;
  readings.persistence = Readings::Persistence::of_any;
  return readings;
}

}  // namespace lossa::second_opinion
