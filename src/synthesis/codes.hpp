// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

/// The codes that the hospital writes. Where each comes from: docs/formats/synthesis.md.
namespace lossa::synthesis {

namespace systems {
inline constexpr std::string_view snomed = "http://snomed.info/sct";
inline constexpr std::string_view loinc = "http://loinc.org";
inline constexpr std::string_view icd10_se = "http://hl7.org/fhir/sid/icd-10-se";
inline constexpr std::string_view kva = "urn:oid:1.2.752.116.1.3.2.1.4";
inline constexpr std::string_view atc = "http://www.whocc.no/atc";
inline constexpr std::string_view own = "https://hospital.example/codes";
}  // namespace systems

struct Coding {
  std::string_view system, code, display;
};

struct Organism {
  std::string_view id;  ///< as in terminology/organisms.toml; "" where it is not named there
  Coding coding;
  int methicillin_resistant_percent = 0;
};

namespace organisms {
using systems::snomed;
// Resistance: Bongiorni 2012 (oxacillin resistance 13 % of S. aureus, 33 % of CoNS).
inline constexpr Organism aureus = {"staphylococcus_aureus", {snomed, "3092008", "Staphylococcus aureus"}, 13};
inline constexpr Organism epidermidis = {
    "staphylococcus_epidermidis", {snomed, "60875001", "Staphylococcus epidermidis"}, 33};
inline constexpr Organism hominis = {"staphylococcus_hominis", {snomed, "44827007", "Staphylococcus hominis"}, 33};
inline constexpr Organism lugdunensis = {
    "staphylococcus_lugdunensis", {snomed, "103494005", "Staphylococcus lugdunensis"}, 0};
inline constexpr Organism faecalis = {"enterococcus_faecalis", {snomed, "78065002", "Enterococcus faecalis"}, 0};
inline constexpr Organism viridans = {
    "viridans_streptococci", {snomed, "31703004", "Streptococcus, viridans group"}, 0};
inline constexpr Organism aeruginosa = {"pseudomonas_aeruginosa", {snomed, "52499004", "Pseudomonas aeruginosa"}, 0};
inline constexpr Organism coli = {"escherichia_coli", {snomed, "112283007", "Escherichia coli"}, 0};
inline constexpr Organism pneumoniae = {"klebsiella_pneumoniae", {snomed, "56415008", "Klebsiella pneumoniae"}, 0};
inline constexpr Organism albicans = {"candida_albicans", {snomed, "53326005", "Candida albicans"}, 0};
}  // namespace organisms

namespace codes {
using namespace std::string_view_literals;
using systems::atc;
using systems::icd10_se;
using systems::kva;
using systems::own;
using systems::snomed;
inline constexpr Coding pacemaker = {snomed, "14106009", "Cardiac pacemaker"};
inline constexpr Coding defibrillator = {snomed, "72506001", "Implantable defibrillator"};
inline constexpr Coding crt_p = {snomed, "704708004", "Cardiac resynchronization therapy implantable pacemaker"};
inline constexpr Coding crt_d = {snomed, "704707009", "Cardiac resynchronization therapy implantable defibrillator"};
inline constexpr Coding lead = {snomed, "360125003", "Pacemaker lead"};
inline constexpr Coding pacemaker_implant = {kva, "FPE20", "Transvenous pacemaker, atrial and ventricular leads"};
inline constexpr Coding crt_p_implant = {kva, "FPE26", "Transvenous pacemaker, biventricular leads"};
inline constexpr Coding defibrillator_implant = {kva, "FPG33", "ICD, atrial and ventricular leads"};
inline constexpr Coding crt_d_implant = {kva, "FPG36", "ICD, biventricular leads"};
inline constexpr Coding system_removal = {own, "SYSTEM-REMOVAL", "Extraction of leads and removal of generator"};
inline constexpr Coding generator_removal = {own, "GENERATOR-REMOVAL", "Removal of generator, leads left and capped"};
inline constexpr Coding device_in_place = {icd10_se, "Z95.0", "Presence of electronic cardiac device"};
inline constexpr Coding device_infection = {icd10_se, "T82.7",
                                            "Infection due to other cardiac and vascular devices, implants and grafts"};
inline constexpr Coding endocarditis = {icd10_se, "I33.0", "Acute and subacute infective endocarditis"};
inline constexpr Coding urinary_infection = {icd10_se, "N39.0", "Urinary tract infection, site not specified"};
inline constexpr Coding pocket_pus = {own, "POCKET-PUS", "Purulent discharge from device pocket"};
inline constexpr Coding pocket_exposed = {own, "POCKET-EXPOSED", "Generator or lead visible through the skin"};
inline constexpr Coding pocket_redness = {own, "POCKET-REDNESS", "Redness over device pocket"};
inline constexpr Coding pocket_swelling = {own, "POCKET-SWELLING", "Swelling over device pocket"};
inline constexpr Coding transoesophageal_echo = {snomed, "105376000", "Transesophageal echocardiography"};
inline constexpr Coding pet_ct = {snomed, "443271005", "Positron emission tomography with computed tomography"};
inline constexpr Coding lead_vegetation = {own, "LEAD-VEGETATION", "Vegetation on a lead"};
inline constexpr Coding pet_pocket = {own, "PET-POCKET", "FDG uptake at the device pocket"};
inline constexpr Coding pet_lead = {own, "PET-LEAD", "FDG uptake along a lead"};
inline constexpr Coding unmapped_organism = {own, "LAB-KNS-9", "Laboratory code 9"};
inline constexpr Coding cloxacillin = {atc, "J01CF02", "cloxacillin"};
inline constexpr Coding cefotaxime = {atc, "J01DD01", "cefotaxime"};
inline constexpr Coding flucloxacillin = {atc, "J01CF05", "flucloxacillin"};
inline constexpr Coding trimethoprim_sulfa = {atc, "J01EE01", "sulfamethoxazole and trimethoprim"};
inline constexpr Coding body_temperature = {systems::loinc, "8310-5", "Body temperature"};
inline constexpr Coding c_reactive_protein = {systems::loinc, "1988-5",
                                              "C reactive protein [Mass/volume] in Serum or Plasma"};
}  // namespace codes

}  // namespace lossa::synthesis
