// SPDX-License-Identifier: Apache-2.0
#include "ordinary.hpp"

#include <array>
#include <string>

namespace lossa::synthesis {
namespace {

/// A measurement with its usual range in tenths.
struct Measure {
  Coding code;
  std::string_view unit;
  int low, high;
};
using systems::atc;
using systems::icd10_se;
using systems::loinc;
using systems::snomed;

constexpr std::array<Measure, 6> vital_signs = {{
    {{loinc, "8867-4", "Heart rate"}, "/min", 520, 980},
    {{loinc, "8480-6", "Systolic blood pressure"}, "mm[Hg]", 1050, 1650},
    {{loinc, "8462-4", "Diastolic blood pressure"}, "mm[Hg]", 600, 950},
    {codes::body_temperature, "Cel", 362, 376},
    {{loinc, "9279-1", "Respiratory rate"}, "/min", 120, 200},
    {{loinc, "2708-6", "Oxygen saturation in Arterial blood"}, "%", 930, 990},
}};
constexpr std::array<Measure, 8> laboratory = {{
    {codes::c_reactive_protein, "mg/L", 10, 90},
    {{loinc, "718-7", "Hemoglobin [Mass/volume] in Blood"}, "g/L", 1150, 1650},
    {{loinc, "6690-2", "Leukocytes [#/volume] in Blood by Automated count"}, "10*9/L", 40, 100},
    {{loinc, "2160-0", "Creatinine [Mass/volume] in Serum or Plasma"}, "umol/L", 500, 1200},
    {{loinc, "2951-2", "Sodium [Moles/volume] in Serum or Plasma"}, "mmol/L", 1360, 1450},
    {{loinc, "2823-3", "Potassium [Moles/volume] in Serum or Plasma"}, "mmol/L", 35, 49},
    {{loinc, "33762-6", "Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma"},
     "ng/L",
     500,
     9000},
    {{loinc, "777-3", "Platelets [#/volume] in Blood by Automated count"}, "10*9/L", 1500, 3900},
}};
constexpr std::array<Coding, 10> diagnoses = {{
    {icd10_se, "I10.9", "Essential hypertension"},
    {icd10_se, "E11.9", "Type 2 diabetes without complications"},
    {icd10_se, "I48.9", "Atrial fibrillation, unspecified"},
    {icd10_se, "I50.9", "Heart failure, unspecified"},
    {icd10_se, "J44.9", "Chronic obstructive pulmonary disease, unspecified"},
    {icd10_se, "I25.9", "Chronic ischaemic heart disease, unspecified"},
    {icd10_se, "M17.9", "Gonarthrosis, unspecified"},
    {icd10_se, "N40.9", "Hyperplasia of prostate"},
    {icd10_se, "H26.9", "Cataract, unspecified"},
    {icd10_se, "R07.4", "Chest pain, unspecified"},
}};
constexpr std::array<Coding, 6> drugs = {{
    {atc, "C07AB02", "metoprolol"},
    {atc, "C10AA05", "atorvastatin"},
    {atc, "B01AF02", "apixaban"},
    {atc, "C09AA05", "ramipril"},
    {atc, "N02BE01", "paracetamol"},
    {atc, "A02BC01", "omeprazole"},
}};
constexpr std::array<Coding, 4> procedures = {{
    {snomed, "29303009", "Electrocardiographic procedure"},
    {snomed, "40701008", "Echocardiography"},
    {snomed, "73761001", "Colonoscopy"},
    {snomed, "430193006", "Medication reconciliation"},
}};

template <std::size_t size, typename T>
const T& any(Chart& chart, const std::array<T, size>& from) {
  return from[chart.chance().below(size)];
}

Chart::Value measured(Chart& chart, const Measure& measure) {
  const auto value = static_cast<std::uint64_t>(chart.between(measure.low, measure.high));
  return {.code = measure.code, .number = tenths(value), .unit = measure.unit};
}

void laboratory_report(Chart& chart, Moment at, std::string_view encounter) {
  std::string results;
  for (const auto& test : laboratory) {
    if (!chart.per_mille(600)) continue;
    const auto id = chart.observation(measured(chart, test), at, encounter);
    fill(results, R"(@{"reference":"Observation/@"})", {results.empty() ? "" : ",", id});
  }
  if (results.empty()) return;
  fill(chart.line(Kind::diagnostic_report),
       R"({"resourceType":"DiagnosticReport","id":"@","meta":{"versionId":"1","lastUpdated":"@"},"status":"final",)"
       R"("category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"LAB"}]}],)"
       R"("code":{"coding":[{"system":"http://loinc.org","code":"11502-2","display":"Laboratory report"}],)"
       R"("text":"Laboratory report"},"subject":{"reference":"Patient/@"},"encounter":{"reference":"Encounter/@"},)"
       R"("effectiveDateTime":"@","issued":"@","result":[@]})"
       "\n",
       {chart.next_id(), chart.stamp(at + 45), chart.person(), encounter, chart.stamp(at), chart.stamp(at + 45),
        results});
}

void one_encounter(Chart& chart) {
  constexpr int visit_minutes = 45, stay_minutes = 4320;
  const auto start = chart.sometime(0, 10);
  const bool is_stay = chart.per_mille(250);
  const auto encounter = chart.encounter(is_stay ? "IMP" : "AMB", start, is_stay ? stay_minutes : visit_minutes);
  const int rounds = is_stay ? 2 : 1;
  for (int round = 0; round < rounds; ++round) {
    const auto at = start + (10 + round * 1440);
    for (const auto& sign : vital_signs) chart.observation(measured(chart, sign), at, encounter, "vital-signs");
    laboratory_report(chart, at + 15, encounter);
  }
  if (chart.per_mille(500)) chart.condition(any(chart, diagnoses), start);
  if (chart.per_mille(400)) chart.medication({.drug = any(chart, drugs), .reason = {}, .days = 90}, start);
  if (is_stay) chart.administration(any(chart, drugs), start + 30, encounter);
  if (chart.per_mille(150)) chart.procedure(any(chart, procedures), start + 20);
  if (chart.per_mille(80))
    chart.imaging({.code = {snomed, "399208008", "Plain chest X-ray"}, .modality = "CR", .finding = {}}, start + 60);
}

}  // namespace

void ordinary_care(Chart& chart) {
  constexpr int most_encounters = 5;
  const bool carries = chart.truth.carries != "no";
  const int encounters = chart.between(1, most_encounters);
  for (int i = 0; i < encounters; ++i) one_encounter(chart);
  if (!carries && chart.per_mille(100))
    chart.medication({.drug = codes::trimethoprim_sulfa, .reason = codes::urinary_infection}, chart.sometime(0, 10));
  if (chart.per_mille(80)) chart.allergy({atc, "J01CE02", "phenoxymethylpenicillin"}, chart.sometime());
}

}  // namespace lossa::synthesis
