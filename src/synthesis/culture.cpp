// SPDX-License-Identifier: Apache-2.0
#include "culture.hpp"

#include <optional>

namespace lossa::synthesis {
namespace {

constexpr Coding blood_culture = {systems::loinc, "600-7", "Bacteria identified in Blood by Culture"};
constexpr Coding identified = {systems::loinc, "11475-1",
                               "Microorganism identified in Unspecified specimen by Culture"};
constexpr Coding positive = {systems::snomed, "10828004", "Positive (qualifier value)"};
constexpr Coding no_growth = {systems::snomed, "264868006", "No growth (qualifier value)"};
constexpr Coding oxacillin = {systems::loinc, "18961-3", "Oxacillin [Susceptibility]"};
constexpr Coding vancomycin = {systems::loinc, "19000-9", "Vancomycin [Susceptibility]"};
constexpr Coding gentamicin = {systems::loinc, "18928-2", "Gentamicin [Susceptibility]"};
constexpr Coding clindamycin = {systems::loinc, "18908-4", "Clindamycin [Susceptibility]"};

struct Result {
  std::string_view status;
  unsigned version = 1;
  Moment updated;
  Coding code;
  Coding value;
  std::string_view text;     ///< of the value
  std::string members = {};  ///< references as JSON, each with a comma behind
};

/// What is the same in all that is written of one set.
struct Sample {
  Moment drawn;
  std::string_view person, specimen;
};

std::string list(std::string_view name, std::string members) {
  if (members.empty()) return {};
  members.pop_back();
  std::string text;
  fill(text, R"(,"@":[@])", {name, members});
  return text;
}

std::string reference(std::string_view type, std::string_view id) {
  std::string text;
  fill(text, R"({"reference":"@/@"},)", {type, id});
  return text;
}

void result(Chart& chart, std::string_view id, const Sample& sample, const Result& told) {
  fill(chart.line(Kind::observation),
       R"({"resourceType":"Observation","id":"@","meta":{"versionId":"@","lastUpdated":"@"},"status":"@",)"
       R"("category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",)"
       R"("code":"laboratory"}]},{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"MB"}]}],)"
       R"("code":{"coding":[{"system":"@","code":"@","display":"@"}]},"subject":{"reference":"Patient/@"},)"
       R"("effectiveDateTime":"@","issued":"@","specimen":{"reference":"Specimen/@"},"valueCodeableConcept":)"
       R"({"coding":[{"system":"@","code":"@","display":"@"}],"text":"@"}@})"
       "\n",
       {id, Whole(told.version), chart.stamp(told.updated), told.status, told.code.system, told.code.code,
        told.code.display, sample.person, chart.stamp(sample.drawn), chart.stamp(told.updated), sample.specimen,
        told.value.system, told.value.code, told.value.display, told.text, list("hasMember", told.members)});
}

/// The references of the tests that were made.
std::string susceptibilities(Chart& chart, const Sample& sample, const Organism& organism, Moment at) {
  const bool is_tested_for_oxacillin = organism.methicillin_resistant_percent > 0;
  const bool is_resistant = chart.per_mille(static_cast<std::uint64_t>(organism.methicillin_resistant_percent) * 10);
  std::string references;
  for (const auto& test : {oxacillin, vancomycin, clindamycin, gentamicin}) {
    const bool is_oxacillin = test.code == oxacillin.code;
    if (is_oxacillin && !is_tested_for_oxacillin) continue;
    const auto id = chart.next_id();
    const bool is_r = is_oxacillin && is_resistant;
    fill(chart.line(Kind::observation),
         R"({"resourceType":"Observation","id":"@","meta":{"versionId":"1","lastUpdated":"@"},"status":"final",)"
         R"("category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",)"
         R"("code":"laboratory"}]}],"code":{"coding":[{"system":"@","code":"@","display":"@"}]},)"
         R"("subject":{"reference":"Patient/@"},"effectiveDateTime":"@","specimen":{"reference":"Specimen/@"},)"
         R"("valueQuantity":{"value":@,"unit":"mg/L","system":"http://unitsofmeasure.org","code":"mg/L"},)"
         R"("interpretation":[{"coding":[{"system":)"
         R"("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"@"}]}]})"
         "\n",
         {id, chart.stamp(at), test.system, test.code, test.display, sample.person, chart.stamp(sample.drawn),
          sample.specimen, is_r ? "8" : "0.5", is_r ? "R" : "S"});
    references += reference("Observation", id);
  }
  return references;
}

Id specimen(Chart& chart, const Sample& sample, std::string_view parent) {
  const auto id = chart.next_id();
  std::string derived;
  if (!parent.empty()) fill(derived, R"(,"parent":[{"reference":"Specimen/@"}])", {parent});
  // A venipuncture fills two bottles; a bottle that is a specimen of its own is one.
  constexpr std::string_view two = R"({"description":"aerobic bottle"},{"description":"anaerobic bottle"})";
  constexpr std::string_view one = R"({"description":"bottle"})";
  fill(
      chart.line(Kind::specimen),
      R"({"resourceType":"Specimen","id":"@","meta":{"versionId":"1"},"status":"available","type":{"coding":[{"system":)"
      R"("http://snomed.info/sct","code":"119297000","display":"Blood specimen"}],"text":"Blood culture"},)"
      R"("subject":{"reference":"Patient/@"},"receivedTime":"@"@,"collection":{"collectedDateTime":"@"},)"
      R"("container":[@]})"
      "\n",
      {id, sample.person, chart.stamp(sample.drawn + 90), derived, chart.stamp(sample.drawn),
       parent.empty() ? two : one});
  return id;
}

struct Report {
  std::string_view status;
  Moment issued;
  std::string results = {};
};

Id report(Chart& chart, const Sample& sample, const Report& told) {
  const auto id = chart.next_id();
  fill(chart.line(Kind::diagnostic_report),
       R"({"resourceType":"DiagnosticReport","id":"@","meta":{"versionId":"1","lastUpdated":"@"},"status":"@",)"
       R"("category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"MB"}]}],)"
       R"("code":{"coding":[{"system":"http://loinc.org","code":"600-7",)"
       R"("display":"Bacteria identified in Blood by Culture"}],"text":"Blood culture"},)"
       R"("subject":{"reference":"Patient/@"},"effectiveDateTime":"@","issued":"@",)"
       R"("specimen":[{"reference":"Specimen/@"}]@})"
       "\n",
       {id, chart.stamp(told.issued), told.status, sample.person, chart.stamp(sample.drawn), chart.stamp(told.issued),
        sample.specimen, list("result", told.results)});
  return id;
}

std::string_view final_status(Quirk quirk) {
  if (quirk == Quirk::entered_in_error) return "entered-in-error";
  return quirk == Quirk::corrected ? "corrected" : "final";
}

Result told_of(const BloodSet& set, Moment at) {
  Result told = {.status = final_status(set.quirk),
                 .updated = at,
                 .code = blood_culture,
                 .value = no_growth,
                 .text = "No growth after five days"};
  if (set.organism == nullptr) return told;
  told.value = set.organism->coding;
  told.text = set.organism->coding.display;
  if (set.quirk == Quirk::own_code) told.value = codes::unmapped_organism;
  if (set.quirk == Quirk::text_disagrees) told.text = organisms::epidermidis.coding.display;
  if (set.quirk == Quirk::without_organism) {
    told.value = positive;
    told.text = "Growth, further report follows";
  }
  return told;
}

/// The versions before the last one, of a result that has such.
unsigned earlier_versions(Chart& chart, std::string_view id, const Sample& sample, const BloodSet& set) {
  constexpr int to_first_minutes = 900;
  if (set.quirk != Quirk::preliminary_then_final && set.quirk != Quirk::corrected) return 0;
  auto told = told_of(set, sample.drawn + to_first_minutes);
  told.status = set.quirk == Quirk::corrected ? "final" : "preliminary";
  const auto& first = set.quirk == Quirk::corrected ? organisms::epidermidis.coding : positive;
  told.value = first;
  told.text = first.display;
  result(chart, id, sample, told);
  return 1;
}

/// The results of one specimen, as references and, for the truth, as names.
struct Written {
  std::string references, names;
};

Written results(Chart& chart, const Sample& sample, const BloodSet& set, Moment at) {
  const auto id = chart.next_id();
  auto told = told_of(set, at);
  told.version += earlier_versions(chart, id, sample, set);
  Written written = {.references = reference("Observation", id), .names = "Observation/" + id.text()};
  const bool is_named = set.organism != nullptr && set.quirk != Quirk::without_organism;
  if (is_named) told.members = susceptibilities(chart, sample, *set.organism, at);
  if (is_named && set.quirk == Quirk::none && chart.per_mille(500)) {  // half as a panel; assumed
    const auto member = chart.next_id();
    auto organism = told;
    organism.code = identified;
    result(chart, member, sample, organism);
    written.names += "|Observation/" + member.text();
    told.value = positive;
    told.text = "Growth";
    told.members = reference("Observation", member);
  }
  result(chart, id, sample, told);
  return written;
}

}  // namespace

std::string blood_set(Chart& chart, const BloodSet& set) {
  constexpr int to_growth_minutes = 2000, to_no_growth_minutes = 7300;
  const auto at = set.drawn + (set.organism == nullptr ? to_no_growth_minutes : to_growth_minutes);
  const auto nobody = chart.next_id(), nowhere = chart.next_id();
  Sample sample = {.drawn = set.drawn, .person = chart.person(), .specimen = nowhere};
  if (set.quirk == Quirk::lost_patient) sample.person = nobody;
  std::optional<Id> drawn;
  if (set.quirk != Quirk::lost_specimen) sample.specimen = drawn.emplace(specimen(chart, sample, {}));
  auto told = Report{.status = set.quirk == Quirk::entered_in_error ? "entered-in-error" : "final", .issued = at};
  std::string names;
  const int parts = set.quirk == Quirk::two_bottles ? 2 : 1;
  for (int part = 0; part < parts; ++part) {
    Sample bottle = sample;
    std::optional<Id> own;
    if (parts == 2) bottle.specimen = own.emplace(specimen(chart, sample, sample.specimen));
    const auto written = results(chart, bottle, set, at);
    told.results += written.references;
    names += written.names + '|';
  }
  names += "DiagnosticReport/" + report(chart, sample, told).text();
  return names;
}

}  // namespace lossa::synthesis
